//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (B_{l+1}ᵀ e) ⊙ f′(z_l), e = ∂L/∂z_L, B random and fixed
//! Nøkland (2016), Direct feedback alignment provides learning in deep neural networks, arXiv:1609.01596

use crate::credit::{backward_through, delta_rule, output_error};
use crate::rule::convention::Convention;
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Proposal, Rule};
use crate::Mat;

/// The rule's card.
pub const CARD: Card = Card {
    id: "direct_feedback_alignment",
    name: "Direct feedback alignment",
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\quad \delta_l = (B_{l+1}^\top e) \odot f'(z_l)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ e) ⊙ f′(z_l), B random and fixed",
    paper: "Nøkland (2016), Direct feedback alignment provides learning in deep neural networks, arXiv:1609.01596",
    wiring: Wiring::Direct,
    needs_error: true,
    params: &[],
    build: |setting, rng| {
        let b = setting.feedback(CARD.wiring, rng);
        Box::new(DirectFeedbackAlignment { convention: setting.convention, b })
    },
};

/// The output's error reaches every hidden layer at once, through fixed random weights.
pub struct DirectFeedbackAlignment {
    convention: &'static Convention,
    /// B for layers 2 … L, each (n_L, n_{l−1}).
    b: Vec<Mat>,
}

impl Rule for DirectFeedbackAlignment {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, out: &mut Proposal) {
        output_error(at, out);
        for (l, b) in self.b.iter().enumerate() {
            backward_through(at, self.convention, at.net.depth() - 1, l, b, out);
        }
        delta_rule(at, self.convention, out);
    }

    fn feedback(&self) -> &[Mat] {
        &self.b
    }
}
