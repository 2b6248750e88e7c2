//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (B_{l+1}ᵀ e) ⊙ f′(z_l), e = ∂L/∂z_L, B random and fixed
//! Nøkland (2016), Direct feedback alignment provides learning in deep neural networks, arXiv:1609.01596

use crate::base::look::{Dash, Hue, Look};
use crate::credit::{backward_direct, delta_rule, output_error};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Pathway, Plasticity, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "direct_feedback_alignment",
    name: "Direct feedback alignment",
    look: Look { hue: Hue::Blue, dash: Dash::Solid, short: "DFA" },
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\quad \delta_l = (B_{l+1}^\top e) \odot f'(z_l)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ e) ⊙ f′(z_l), B random and fixed",
    paper: "Nøkland (2016), Direct feedback alignment provides learning in deep neural networks, arXiv:1609.01596",
    also: &[],
    wiring: Wiring::Direct,
    needs_error: true,
    signals: &[Signal::Error],
    any_layer: true,
    params: &[],
    suited: &[],
    build: |setting, rng| {
        let b = setting.feedback(CARD.wiring, rng);
        Box::new(DirectFeedbackAlignment { feedback: [Pathway::feedback(b, Plasticity::Fixed)] })
    },
};

/// Direct feedback alignment: the output's error reaches every hidden layer directly, through fixed random weights.
pub struct DirectFeedbackAlignment {
    /// B for layers 2 … L, each (n_L, n_{l−1}).
    feedback: [Pathway; 1],
}

impl Rule for DirectFeedbackAlignment {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, _: &mut Workspace, out: &mut Proposal) {
        output_error(at, out);
        for (l, b) in self.feedback[0].weights.iter().enumerate() {
            backward_direct(at, l, b, out);
        }
        delta_rule(at, out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.feedback
    }
}
