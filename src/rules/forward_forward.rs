//! ΔW_l = −⟨δ_l a_{l−1}ᵀ⟩ with δ_l = 2 (σ(Σ h_l² − θ n_l) − y) h_l ⊙ f′(z_l), y = 1 for right labels and 0 for wrong ones, a = √n h / ‖h‖
//! Hinton (2022), The forward-forward algorithm: some preliminary investigations, arXiv:2212.13345

use crate::base::look::{Dash, Hue, Look};
use crate::credit::goodness::Goodness;
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Param, Proposal, Rule, Signal, Workspace};
use crate::Mat;

/// The rule's card.
pub const CARD: Card = Card {
    id: "forward_forward",
    name: "Forward–forward",
    look: Look { hue: Hue::Orange, dash: Dash::Solid, short: "FF" },
    equation: r"\Delta W_l = -\langle \delta_l a_{l-1}^\top \rangle,\quad
        \delta_l = 2\,(\sigma(\|h_l\|^2 - \theta n_l) - y)\, h_l \odot f'(z_l),\quad a_l = \sqrt{n_l}\, h_l / \|h_l\|",
    plain: "ΔW_l = −⟨δ_l a_{l−1}ᵀ⟩, δ_l = 2 (σ(‖h_l‖² − θ n_l) − y) h_l ⊙ f′(z_l), \
            y = 1 for right labels and 0 for wrong ones",
    paper: "Hinton (2022), The forward-forward algorithm: some preliminary investigations, arXiv:2212.13345",
    also: &["FF"],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::Goodness],
    any_layer: false,
    params: &[
        Param {
            id: "threshold",
            name: "Threshold θ",
            max: 10.0,
            default: 1.0,
            doc: "Goodness a unit at which a layer is undecided.",
            ..Param::REAL
        },
        Param {
            id: "label_on",
            name: "Label’s brightness",
            max: 10.0,
            default: 1.0,
            doc: "Value of the pixel that says the label.",
            ..Param::REAL
        },
        Param {
            id: "read",
            name: "Read by",
            doc: "The last layer, from a picture without a label; or the label for which all layers are most active.",
            ..Param::choice(&[("top", "The last layer"), ("goodness", "Goodness")])
        },
        Param {
            id: "skip_first",
            name: "First layer’s goodness",
            doc: "Whether it counts where the network is read by goodness.",
            ..Param::choice(&[("no", "Counts"), ("yes", "Is left out")])
        },
    ],
    suited: &[("project", &[("activation", "relu"), ("optimizer", "adam"), ("lr", "0.001")])],
    build: |setting, _| {
        let [threshold, on] = ["threshold", "label_on"].map(|id| setting.param(id));
        let [read, skip_first] = ["read", "skip_first"].map(|id| setting.choice(id) == 1);
        Box::new(ForwardForward { goodness: Goodness { threshold, on, read, skip_first } })
    },
};

/// Forward–forward: each layer learns by itself to be active for pictures with the right label, and silent for others.
#[derive(Clone, Copy, Debug)]
pub struct ForwardForward {
    goodness: Goodness,
}

impl Rule for ForwardForward {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.goodness.learn(at, noise, work, out);
    }

    fn answer(&self, net: &Network, x: &Mat, work: &mut Workspace, pass: &mut Forward) {
        self.goodness.answer(net, x, work, pass);
    }
}
