//! ΔW_l = ⟨y xᵀ⟩ minus its mean over the layer's units below the top, ΔW_L = −δ_L h_{L−1}ᵀ at the top
//! Hebb (1949), The organization of behavior; Rumelhart, Hinton & Williams (1986), doi:10.1038/323533a0

use crate::base::look::{Dash, Hue, Look};
use crate::credit::hebbian::Hebb;
use crate::credit::{outer, output_error};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "hebbian_backprop",
    name: "Hebbian, backprop on top",
    look: Look { hue: Hue::Purple, dash: Dash::Dashes, short: "Hebb + BP" },
    equation: r"\Delta W_{l<L,\,j} = \langle y_j x^\top \rangle - \frac{1}{n} \sum_k \langle y_k x^\top \rangle,\quad
        \Delta W_L = -\delta_L h_{L-1}^\top",
    plain: "ΔW_j = ⟨y_j xᵀ⟩ − (1/n) Σ_k ⟨y_k xᵀ⟩ in the first layers, ΔW_L = −δ_L h_{L−1}ᵀ in the last",
    paper:
        "Hebb (1949), The organization of behavior; Rumelhart, Hinton & Williams (1986), Learning representations by \
            back-propagating errors, doi:10.1038/323533a0",
    also: &[],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::LayerMean],
    any_layer: false,
    params: &[Hebb::CENTRE, Hebb::OJA],
    suited: &[],
    build: |setting, _| Box::new(HebbianBackprop { hebb: Hebb::new(setting) }),
};

/// Hebbian hidden layers, with an output layer that learns from its error.
#[derive(Clone, Copy, Debug)]
pub struct HebbianBackprop {
    hebb: Hebb,
}

impl Rule for HebbianBackprop {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let (top, spare) = (at.net.depth() - 1, &mut work.mats(1)[0]);
        for (l, layer) in at.net.layers[..top].iter().enumerate() {
            self.hebb.update(layer, at.below(l), &at.pass.h[l], spare, &mut out.delta[l]);
        }
        output_error(at, out);
        let scale = at.convention.batch_scale(at.net.output, at.batch.len());
        outer(&at.net.layers[top], -scale, &out.teaching[top], at.below(top), &mut out.delta[top]);
    }
}
