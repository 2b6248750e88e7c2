//! ΔW = (L₀ − L_ψ) ψ / σ², ψ ~ N(0, σ²) on all weights and biases at once, one draw a batch
//! Dembo & Kailath (1990), Model-free distributed learning, doi:10.1109/72.80205

use crate::base::look::{Dash, Hue, Look};
use crate::credit::perturbation::{run_with, SIGMA};
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Card, Context, Proposal, Rule, Signal, Workspace};
use crate::Real;

/// The rule's card.
pub const CARD: Card = Card {
    id: "weight_perturbation",
    name: "Weight perturbation",
    look: Look { hue: Hue::Orange, dash: Dash::Dots, short: "WP" },
    equation: r"\Delta W = (L_0 - L_\psi)\,\psi / \sigma^2,\quad \psi \sim \mathcal{N}(0, \sigma^2)",
    plain: "ΔW = (L₀ − L_ψ) ψ / σ², ψ ~ N(0, σ²)",
    paper: "Dembo & Kailath (1990), Model-free distributed learning, doi:10.1109/72.80205",
    also: &[],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::Loss, Signal::OwnNoise],
    any_layer: true,
    params: &[SIGMA],
    suited: &[],
    build: |setting, _| Box::new(WeightPerturbation { sigma: setting.param("sigma") }),
};

/// Weight perturbation: a random change of all weights is tried, and kept in proportion to its gain.
#[derive(Clone, Copy, Debug)]
pub struct WeightPerturbation {
    sigma: Real,
}

impl Rule for WeightPerturbation {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let draw = Draw::Normal(self.sigma);
        for (l, psi) in out.delta.iter_mut().enumerate() {
            noise.weights(l, draw, &mut psi.w);
            if let Some(b) = &mut psi.b {
                noise.biases(l, draw, b);
            }
        }
        let noisy = &mut work.passes[0];
        run_with(at, noisy, out);
        let gain = at.loss - at.net.loss(noisy, &at.batch.t);
        for psi in &mut out.delta {
            psi.scale(gain as Real / (self.sigma * self.sigma));
        }
    }
}
