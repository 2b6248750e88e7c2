//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l), B random and fixed
//! Lillicrap, Cownden, Tweed & Akerman (2016), Random synaptic feedback weights support error backpropagation for deep learning, doi:10.1038/ncomms13276

use crate::base::look::{Dash, Hue, Look};
use crate::credit::backward;
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Pathway, Plasticity, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "feedback_alignment",
    name: "Feedback alignment",
    look: Look { hue: Hue::Blue, dash: Dash::Dashes, short: "FA" },
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\quad \delta_l = (B_{l+1}^\top \delta_{l+1}) \odot f'(z_l)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l), B random and fixed",
    paper:
        "Lillicrap, Cownden, Tweed & Akerman (2016), Random synaptic feedback weights support error backpropagation \
            for deep learning, doi:10.1038/ncomms13276",
    also: &["Random backpropagation"],
    wiring: Wiring::Layered,
    needs_error: true,
    signals: &[Signal::Error],
    any_layer: true,
    params: &[],
    suited: &[],
    build: |setting, rng| {
        let b = setting.feedback(CARD.wiring, rng);
        Box::new(FeedbackAlignment { feedback: [Pathway::feedback(b, Plasticity::Fixed)] })
    },
};

/// Feedback alignment: backpropagation whose error is propagated through fixed random weights.
pub struct FeedbackAlignment {
    /// B for layers 2 … L, each in the shape of its W.
    feedback: [Pathway; 1],
}

impl Rule for FeedbackAlignment {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, _: &mut Workspace, out: &mut Proposal) {
        backward(at, |l| self.feedback[0].of(l), out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.feedback
    }
}
