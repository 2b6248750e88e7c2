//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l), B random and fixed
//! Lillicrap, Cownden, Tweed & Akerman (2016), Random synaptic feedback weights support error backpropagation for deep learning, doi:10.1038/ncomms13276

use crate::credit::backward;
use crate::rule::convention::Convention;
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Proposal, Rule};
use crate::Mat;

/// The rule's card.
pub const CARD: Card = Card {
    id: "feedback_alignment",
    name: "Feedback alignment",
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\quad \delta_l = (B_{l+1}^\top \delta_{l+1}) \odot f'(z_l)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l), B random and fixed",
    paper:
        "Lillicrap, Cownden, Tweed & Akerman (2016), Random synaptic feedback weights support error backpropagation \
            for deep learning, doi:10.1038/ncomms13276",
    wiring: Wiring::Layered,
    needs_error: true,
    params: &[],
    build: |setting, rng| {
        let b = setting.feedback(CARD.wiring, rng);
        Box::new(FeedbackAlignment { convention: setting.convention, b })
    },
};

/// Backpropagation whose error comes back through fixed random weights.
pub struct FeedbackAlignment {
    convention: &'static Convention,
    /// B for layers 2 … L, each in the shape of its W.
    b: Vec<Mat>,
}

impl Rule for FeedbackAlignment {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, out: &mut Proposal) {
        backward(at, self.convention, |l| &self.b[l - 1], out);
    }

    fn feedback(&self) -> &[Mat] {
        &self.b
    }
}
