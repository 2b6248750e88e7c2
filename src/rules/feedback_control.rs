//! ΔW_l = ⟨(f(v_l) − f(p_l)) r_{l−1}ᵀ⟩/λ with p_l = W_l r_{l−1} + b_l, v_l = p_l + B_lᵀ u, r_l = f(v_l), u bringing the output to z_L − λ ∂ℓ/∂z_L
//! Meulemans, Tristany Farinha, Garcia Ordóñez, Vilimelis Aceituno, Sacramento & Grewe (2021), Credit assignment in neural networks through deep feedback control, arXiv:2106.07887

use crate::base::look::{Dash, Hue, Look};
use crate::credit::control::{Control, ALPHA, AVERAGE, DECAY, DT, DYNAMIC, KP, RATE, SIGMA, STEP, STEPS, TAU};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Pathway, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "feedback_control",
    name: "Deep feedback control",
    look: Look { hue: Hue::Vermilion, dash: Dash::Solid, short: "DFC" },
    equation: r"\Delta W_l = \tfrac{1}{\lambda} \langle (f(v_l) - f(p_l))\, r_{l-1}^\top \rangle,\quad
        p_l = W_l r_{l-1} + b_l,\quad v_l = p_l + B_l^\top u,\quad r_l = f(v_l)",
    plain: "ΔW_l = ⟨(f(v_l) − f(p_l)) r_{l−1}ᵀ⟩/λ, p_l = W_l r_{l−1} + b_l, v_l = p_l + B_lᵀ u, r_l = f(v_l)",
    paper: "Meulemans, Tristany Farinha, Garcia Ordóñez, Vilimelis Aceituno, Sacramento & Grewe (2021), Credit \
            assignment in neural networks through deep feedback control, arXiv:2106.07887",
    also: &[
        "DFC-SSA, the steady state solved for: dynamic=steady",
        "DFC-SS, the last step of the dynamics: dynamic=dynamic",
        "DFC, the mean over time: dynamic=dynamic, average=mean",
        "Fixed feedback: rate=0",
    ],
    wiring: Wiring::Direct,
    needs_error: true,
    signals: &[Signal::Control],
    any_layer: true,
    params: &[STEP, ALPHA, DYNAMIC, STEPS, DT, TAU, KP, AVERAGE, SIGMA, DECAY, RATE],
    suited: &[],
    build: |setting, rng| {
        let averages = setting.choice(AVERAGE.id) == 1;
        Box::new(FeedbackControl { control: Control::new(setting, averages, rng) })
    },
};

/// Deep feedback control: each layer learns to give by itself the activity to which a controller has pushed it.
pub struct FeedbackControl {
    control: Control,
}

impl Rule for FeedbackControl {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.control.run(at, work, out);
        for l in 0..at.net.depth() {
            self.control.delta(at, l, work, out);
        }
        self.control.learn(at, noise, work, out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.control.b
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut self.control.b
    }
}
