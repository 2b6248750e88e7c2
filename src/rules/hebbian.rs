//! ΔW = ⟨y xᵀ⟩ minus its mean over the layer's units, biases alike; clamped, the top layer's y is the target
//! Hebb (1949), The organization of behavior; Oja (1982), Simplified neuron model as a principal component analyzer, doi:10.1007/BF00275687

use crate::base::look::{Dash, Hue, Look};
use crate::credit::hebbian::Hebb;
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Param, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "hebbian",
    name: "Hebbian learning",
    look: Look { hue: Hue::Purple, dash: Dash::Solid, short: "Hebb" },
    equation: r"\Delta W_j = \langle y_j x^\top \rangle - \frac{1}{n} \sum_k \langle y_k x^\top \rangle",
    plain: "ΔW_j = ⟨y_j xᵀ⟩ − (1/n) Σ_k ⟨y_k xᵀ⟩",
    paper: "Hebb (1949), The organization of behavior; Oja (1982), Simplified neuron model as a principal component \
            analyzer, doi:10.1007/BF00275687",
    also: &["Oja’s rule: centre=off, oja=textbook", "Supervised Hebbian learning, its output clamped: clamp=clamped"],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::LayerMean],
    any_layer: false,
    params: &[
        Param {
            id: "clamp",
            name: "Output while learning",
            default: 1.0,
            doc: "The top layer’s activity while learning: what the network says, or clamped to the target.",
            ..Param::choice(&[("free", "Free"), ("clamped", "Clamped to the target")])
        },
        Hebb::CENTRE,
        Hebb::OJA,
    ],
    suited: &[],
    build: |setting, _| Box::new(Hebbian { hebb: Hebb::new(setting), clamp: setting.choice("clamp") == 1 }),
};

/// Hebbian learning: what fires together wires together, without error and without f′.
#[derive(Clone, Copy, Debug)]
pub struct Hebbian {
    hebb: Hebb,
    clamp: bool,
}

impl Rule for Hebbian {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let spare = &mut work.mats(1)[0];
        for (l, layer) in at.net.layers.iter().enumerate() {
            let clamped = self.clamp && l + 1 == at.net.depth();
            let y = if clamped { &at.batch.t } else { &at.pass.h[l] };
            self.hebb.update(layer, at.below(l), y, spare, &mut out.delta[l]);
        }
    }
}
