//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (h_l − ĥ_l)/η̂ ⊙ f′(z_l), ĥ_l = h_l − η̂ B_{l+1}ᵀ e, e = ∂L/∂z_L; ΔB = Σ Δo (ξ − BᵀΔo)ᵀ / N − λB
//! Meulemans, Carzaniga, Suykens, Sacramento & Grewe (2020), A theoretical framework for target propagation, arXiv:2006.14331

use crate::base::look::{Dash, Hue, Look};
use crate::credit::reconstruction::Direct;
use crate::credit::targets::{RATE, SIGMA};
use crate::credit::{backward_direct, delta_rule, output_error};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Param, Pathway, Plasticity, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "direct_target_propagation",
    name: "Direct target propagation",
    look: Look { hue: Hue::Sky, dash: Dash::Solid, short: "DDTP" },
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\ \delta_l = (B_{l+1}^\top e) \odot f'(z_l),\quad
        \Delta B = \textstyle\sum \Delta o\,(\xi - B^\top \Delta o)^\top / N - \lambda B",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ e) ⊙ f′(z_l), ΔB = Σ Δo (ξ − BᵀΔo)ᵀ / N − λB, \
            Δo the change of z_L by noise ξ on h_l",
    paper: "Meulemans, Carzaniga, Suykens, Sacramento & Grewe (2020), A theoretical framework for target propagation, \
            arXiv:2006.14331",
    also: &["DDTP-linear, direct difference target propagation"],
    wiring: Wiring::Direct,
    needs_error: true,
    signals: &[Signal::Target, Signal::OwnNoise],
    any_layer: true,
    params: &[
        Param { min: 1e-3, default: 0.1, ..SIGMA },
        RATE,
        Param {
            id: "decay",
            name: "Decay λ of B",
            max: 10.0,
            doc: "How strongly B is pulled to zero, per unit of its rate.",
            ..Param::REAL
        },
        Param {
            id: "normalise",
            name: "Steps of B divided by",
            default: 1.0,
            doc: "The published steps are divided by the noise’s variance; those by what it changed bear any rate below 2.",
            ..Param::choice(&[("variance", "The noise’s variance"), ("change", "The output’s change")])
        },
    ],
    suited: &[],
    build: |setting, rng| {
        let b = setting.feedback(CARD.wiring, rng);
        let [sigma, decay] = ["sigma", "decay"].map(|id| setting.param(id));
        let lesson = Direct { sigma, decay, normalise: setting.choice("normalise") == 1 };
        Box::new(DirectTargetPropagation { lesson, b: [Pathway::feedback(b, Plasticity::Own(setting.param("rate")))] })
    },
};

/// Direct target propagation: the output's target becomes every layer's own through B, so that the step η̂ drops out.
pub struct DirectTargetPropagation {
    lesson: Direct,
    /// B for layers 2 … L, each (n_L, n_{l−1}).
    b: [Pathway; 1],
}

impl Rule for DirectTargetPropagation {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        output_error(at, out);
        self.b[0].weights.iter().enumerate().for_each(|(l, b)| backward_direct(at, l, b, out));
        delta_rule(at, out);
        self.lesson.learn(at, &self.b[0], noise, work, out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.b
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut self.b
    }
}
