//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_L = ∂L/∂z_L and δ_l = (W_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l)
//! Rumelhart, Hinton & Williams (1986), Learning representations by back-propagating errors, doi:10.1038/323533a0

use crate::base::look::{Dash, Hue, Look};
use crate::credit::backward;
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "backprop",
    name: "Backpropagation",
    look: Look { hue: Hue::Neutral, dash: Dash::Solid, short: "backprop" },
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\quad \delta_l = (W_{l+1}^\top \delta_{l+1}) \odot f'(z_l)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (W_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l)",
    paper: "Rumelhart, Hinton & Williams (1986), Learning representations by back-propagating errors, \
            doi:10.1038/323533a0",
    also: &["Gradient descent on the mean loss"],
    wiring: Wiring::None,
    needs_error: true,
    signals: &[Signal::Error, Signal::Weights],
    any_layer: true,
    params: &[],
    suited: &[],
    build: |_, _| Box::new(Backprop),
};

/// Gradient descent on the mean loss, each layer's error propagated back through the weights above it.
#[derive(Clone, Copy, Debug)]
pub struct Backprop;

impl Rule for Backprop {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, _: &mut Workspace, out: &mut Proposal) {
        backward(at, |l| &at.net.layers[l].w, out);
    }
}
