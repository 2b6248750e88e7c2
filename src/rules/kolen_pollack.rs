//! ΔW_l = −δ_l h_{l−1}ᵀ − λW_l and ΔB_l = −δ_l h_{l−1}ᵀ − λB_l with δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l)
//! Kolen & Pollack (1994), Backpropagation without weight transport, doi:10.1109/ICNN.1994.374486; Akrout et al. (2019), arXiv:1904.05391

use crate::base::look::{Dash, Hue, Look};
use crate::credit::{backward, decay};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Param, Pathway, Plasticity, Proposal, Rule, Signal, Workspace};
use crate::Real;

/// The rule's card.
pub const CARD: Card = Card {
    id: "kolen_pollack",
    name: "Kolen–Pollack",
    look: Look { hue: Hue::Green, dash: Dash::Long, short: "KP" },
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top - \lambda W_l,\quad \Delta B_l = -\delta_l h_{l-1}^\top - \lambda B_l,
        \quad \delta_l = (B_{l+1}^\top \delta_{l+1}) \odot f'(z_l)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ − λW_l, ΔB_l = −δ_l h_{l−1}ᵀ − λB_l, δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l)",
    paper: "Kolen & Pollack (1994), Backpropagation without weight transport, doi:10.1109/ICNN.1994.374486; \
            Akrout et al. (2019), Deep learning without weight transport, arXiv:1904.05391",
    also: &[],
    wiring: Wiring::Layered,
    needs_error: true,
    signals: &[Signal::Error],
    any_layer: true,
    params: &[Param {
        id: "decay",
        name: "Decay λ",
        max: 10.0,
        default: 0.1,
        doc:
            "How strongly W, b and B are pulled to zero, per unit of η: W − B shrinks by 1 − ηλ at each update. In the \
              tutorial's convention the first hidden layer, which has no B beside it, keeps its weights.",
        ..Param::REAL
    }],
    // With the default, weights decay in the project's set-up as fast as they learn.
    suited: &[("project", &[("p.decay", "0.01")])],
    build: |setting, rng| {
        let b = setting.feedback(CARD.wiring, rng);
        let feedback = [Pathway::feedback(b, Plasticity::LikeWeights)];
        Box::new(KolenPollack { decay: setting.param("decay"), feedback })
    },
};

/// Kolen–Pollack: W and B receive the same increment and decay alike, so they become equal.
pub struct KolenPollack {
    decay: Real,
    /// B for layers 2 … L, each in the shape of its W.
    feedback: [Pathway; 1],
}

impl Rule for KolenPollack {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, _: &mut Workspace, out: &mut Proposal) {
        backward(at, |l| self.feedback[0].of(l), out);
        for (for_b, for_w) in out.learned.iter_mut().zip(&out.delta[1..]) {
            for_b.assign(&for_w.w);
        }
        decay(at, self.decay, out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.feedback
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut self.feedback
    }
}
