//! ΔW = R / max|R| with R = Σ g (h − I w)ᵀ, I = Σ sign(w) |w|^{p−1} h, g = 1 for the largest I, −Δ for the k-th; ΔW_L = −δ_L h_{L−1}ᵀ at the top
//! Krotov & Hopfield (2019), Unsupervised learning by competing hidden units, doi:10.1073/pnas.1820458116

use crate::base::look::{Dash, Hue, Look};
use crate::credit::competition::{answer, Currents, Length, Ranked, LENGTH, POWER};
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Param, Proposal, Rule, Signal, Workspace};
use crate::Mat;

/// The rule's card.
pub const CARD: Card = Card {
    id: "krotov_hopfield",
    name: "Competing units (Krotov–Hopfield)",
    look: Look { hue: Hue::Purple, dash: Dash::Dots, short: "KH" },
    equation: r"\Delta W = R / \max |R|,\quad R_j = \sum g_j\,(h - I_j w_j),\quad I_j = \textstyle\sum_i \mathrm{sign}(w_{ji})
        |w_{ji}|^{p-1} h_i,\quad g_j \in \{1, 0, -\Delta\}",
    plain: "ΔW = R / max|R|, R_j = Σ g_j (h − I_j w_j), I_j = Σ sign(w_j) |w_j|^{p−1} h, \
            g_j = 1 for the largest I, −Δ for the k-th, else 0",
    paper: "Krotov & Hopfield (2019), Unsupervised learning by competing hidden units, doi:10.1073/pnas.1820458116",
    also: &[],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::Rank],
    any_layer: false,
    params: &[
        POWER,
        Param {
            id: "k",
            name: "Rank k",
            min: 2.0,
            max: 2000.0,
            default: 2.0,
            doc: "Which unit is pushed away: the runner-up is 2.",
            ..Param::WHOLE
        },
        Param { id: "delta", name: "Push Δ", default: 0.4, doc: "How strongly it is pushed away.", ..Param::REAL },
        LENGTH,
    ],
    suited: &[],
    build: |setting, _| {
        let currents = Currents { p: setting.param(POWER.id), length: Length::new(setting) };
        let (k, delta) = (setting.choice("k"), setting.param("delta"));
        Box::new(KrotovHopfield { ranked: Ranked { currents, k, delta } })
    },
};

/// Krotov–Hopfield: the unit that answers most strongly moves towards the picture, and the runner-up away from it.
#[derive(Clone, Copy, Debug)]
pub struct KrotovHopfield {
    ranked: Ranked,
}

impl Rule for KrotovHopfield {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.ranked.learn(at, work, out);
    }

    fn answer(&self, net: &Network, x: &Mat, _: &mut Workspace, pass: &mut Forward) {
        answer(self.ranked.currents.length, net, x, pass);
    }
}
