//! ΔW_l = −⟨δ_l h_{l−1}ᵀ⟩ with δ_l = (L(noisy) − L(clean)) ξ_l / σ, noise σξ_l on z_l, ξ ~ N(0, 1), drawn for each example
//! Fiete & Seung (2006), Gradient learning in spiking neural networks by dynamic perturbation of conductances, doi:10.1103/PhysRevLett.97.048104

use crate::base::look::{Dash, Hue, Look};
use crate::credit::outer;
use crate::credit::perturbation::{deviations, gains, perturb, SIGMA};
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Card, Context, Proposal, Rule, Signal, Workspace};
use crate::Real;

/// The rule's card.
pub const CARD: Card = Card {
    id: "node_perturbation",
    name: "Node perturbation",
    look: Look { hue: Hue::Vermilion, dash: Dash::DashDot, short: "NP" },
    equation: r"\Delta W_l = -\langle \delta_l h_{l-1}^\top \rangle,\quad
        \delta_l = (L_{\mathrm{noisy}} - L_{\mathrm{clean}})\,\xi_l / \sigma,\quad \xi \sim \mathcal{N}(0, 1)",
    plain: "ΔW_l = −⟨δ_l h_{l−1}ᵀ⟩, δ_l = (L(noisy) − L(clean)) ξ_l / σ, noise σξ_l on z_l",
    paper:
        "Fiete & Seung (2006), Gradient learning in spiking neural networks by dynamic perturbation of conductances, \
            doi:10.1103/PhysRevLett.97.048104",
    also: &[],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::Loss, Signal::OwnNoise],
    any_layer: true,
    params: &[SIGMA],
    suited: &[],
    build: |setting, _| Box::new(NodePerturbation { sigma: setting.param("sigma") }),
};

/// Node perturbation: a random change of all units is tried for each example, and kept in proportion to its gain.
#[derive(Clone, Copy, Debug)]
pub struct NodePerturbation {
    sigma: Real,
}

impl Rule for NodePerturbation {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        // σξ becomes the teaching signal, which each example's change of loss then scales: (B, n_l), never 3-D.
        perturb(at, |l, xi| noise.units(l, Draw::Normal(self.sigma), xi), &mut work.passes[0], out);
        if at.convention.whole_deviation {
            deviations(at, &work.passes[0], out);
        }
        gains(at, 1.0 / (self.sigma * self.sigma), work, out);
        for (l, (delta, teaching)) in out.delta.iter_mut().zip(&out.teaching).enumerate() {
            let below = if at.convention.perturbed_below { &work.passes[0] } else { at.pass };
            outer(&at.net.layers[l], -1.0 / at.batch.len() as Real, teaching, below.below(l, &at.batch.x), delta);
        }
    }
}
