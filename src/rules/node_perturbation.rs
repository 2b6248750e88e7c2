//! ΔW_l = −⟨δ_l h_{l−1}ᵀ⟩ with δ_l = (L(noisy) − L(clean)) ξ_l / σ, noise σξ_l on z_l, ξ ~ N(0, 1), drawn for each example
//! Fiete & Seung (2006), Gradient learning in spiking neural networks by dynamic perturbation of conductances, doi:10.1103/PhysRevLett.97.048104

use crate::credit::outer;
use crate::credit::perturbation::{deviations, gains, perturb, SIGMA};
use crate::rule::convention::Convention;
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Card, Context, Proposal, Rule};
use crate::Real;

/// The rule's card.
pub const CARD: Card = Card {
    id: "node_perturbation",
    name: "Node perturbation",
    equation: r"\Delta W_l = -\langle \delta_l h_{l-1}^\top \rangle,\quad
        \delta_l = (L_{\mathrm{noisy}} - L_{\mathrm{clean}})\,\xi_l / \sigma,\quad \xi \sim \mathcal{N}(0, 1)",
    plain: "ΔW_l = −⟨δ_l h_{l−1}ᵀ⟩, δ_l = (L(noisy) − L(clean)) ξ_l / σ, noise σξ_l on z_l",
    paper:
        "Fiete & Seung (2006), Gradient learning in spiking neural networks by dynamic perturbation of conductances, \
            doi:10.1103/PhysRevLett.97.048104",
    wiring: Wiring::None,
    needs_error: false,
    params: &[SIGMA],
    build: |setting, _| Box::new(NodePerturbation { convention: setting.convention, sigma: setting.param("sigma") }),
};

/// Tries a random change of all units, for each example, and keeps it as far as it helped.
#[derive(Clone, Copy, Debug)]
pub struct NodePerturbation {
    convention: &'static Convention,
    sigma: Real,
}

impl Rule for NodePerturbation {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, out: &mut Proposal) {
        // σξ becomes the teaching signal, which each example's change of loss then scales: (B, n_l), never 3-D.
        perturb(at, self.convention, |l, xi| noise.units(l, Draw::Normal(self.sigma), xi), out);
        if self.convention.whole_deviation {
            deviations(at, self.convention, out);
        }
        gains(at, self.convention, 1.0 / (self.sigma * self.sigma), out);
        for (l, (delta, teaching)) in out.delta.iter_mut().zip(&out.teaching).enumerate() {
            let below = if self.convention.perturbed_below { &out.scratch.pass } else { at.pass };
            outer(-1.0 / at.batch.len() as Real, teaching, below.below(l, &at.batch.x), delta);
        }
    }
}
