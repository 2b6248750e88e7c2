//! ΔW_l = (1/β) (s_l⁺ − s_l⁻) s̄_{l−1}ᵀ with s_l^± = f(W_l s̄_{l−1} + b_l + a^± W_{l+1}ᵀ (s_{l+1}⁺ − s_{l+1}⁻)), a⁺ = 1 − α, a⁻ = −α, s̄ = α s⁺ + (1 − α) s⁻
//! Høier, Staudt & Zach (2023), Dual propagation: accelerating contrastive Hebbian learning with dyadic neurons, arXiv:2302.01228

use crate::base::look::{Dash, Hue, Look};
use crate::credit::dyads::{Dyads, ALPHA, BETA, PASSES};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "dual_propagation",
    name: "Dual propagation",
    look: Look { hue: Hue::Sky, dash: Dash::Long, short: "dual" },
    equation: r"\Delta W_l = \tfrac{1}{\beta} (s_l^+ - s_l^-)\,\bar s_{l-1}^\top,\quad
        s_l^\pm = f(W_l \bar s_{l-1} + a^\pm W_{l+1}^\top (s_{l+1}^+ - s_{l+1}^-)),\quad \bar s = \alpha s^+ + (1 - \alpha) s^-",
    plain: "ΔW_l = (1/β) (s_l⁺ − s_l⁻) s̄_{l−1}ᵀ, s_l^± = f(W_l s̄_{l−1} + a^± W_{l+1}ᵀ (s_{l+1}⁺ − s_{l+1}⁻)), \
            a⁺ = 1 − α, a⁻ = −α, s̄ = α s⁺ + (1 − α) s⁻",
    paper:
        "Høier, Staudt & Zach (2023), Dual propagation: accelerating contrastive Hebbian learning with dyadic neurons, \
            arXiv:2302.01228; Høier & Zach (2024), Two tales of single-phase contrastive Hebbian learning, \
            arXiv:2402.08573",
    also: &["Dyadic neurons; DP⊤, its Lagrangian form"],
    wiring: Wiring::None,
    needs_error: true,
    signals: &[Signal::Target, Signal::Weights],
    any_layer: true,
    params: &[ALPHA, BETA, PASSES],
    suited: &[],
    build: |setting, _| {
        let [alpha, beta] = [ALPHA, BETA].map(|param| setting.param(param.id));
        Box::new(DualPropagation { dyads: Dyads { alpha, beta, passes: setting.choice(PASSES.id) } })
    },
};

/// Dual propagation: each unit holds two states at once, whose mean goes up and whose difference comes down.
#[derive(Clone, Copy, Debug)]
pub struct DualPropagation {
    dyads: Dyads,
}

impl Rule for DualPropagation {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.dyads.learn(at, work, out);
    }
}
