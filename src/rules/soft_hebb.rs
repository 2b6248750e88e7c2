//! ΔW = R / max|R| with R = Σ y (h − I w)ᵀ, shares y = softmax(t I), I = Σ sign(w) |w|^{p−1} h; ΔW_L = −δ_L h_{L−1}ᵀ at the top
//! Journé, Garcia Rodriguez, Guo & Moraitis (2023), Hebbian deep learning without feedback, ICLR 2023, arXiv:2209.11883

use crate::base::look::{Dash, Hue, Look};
use crate::credit::competition::{answer, Currents, Length, Shared, LENGTH, POWER};
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Param, Proposal, Rule, Signal, Workspace};
use crate::Mat;

/// The rule's card.
pub const CARD: Card = Card {
    id: "soft_hebb",
    name: "SoftHebb",
    look: Look { hue: Hue::Purple, dash: Dash::DashDot, short: "SoftHebb" },
    equation: r"\Delta W = R / \max |R|,\quad R_j = \sum y_j\,(h - I_j w_j),\quad y = \mathrm{softmax}(t I),\quad
        I_j = \textstyle\sum_i \mathrm{sign}(w_{ji}) |w_{ji}|^{p-1} h_i",
    plain: "ΔW = R / max|R|, R_j = Σ y_j (h − I_j w_j), y = softmax(t I), I_j = Σ sign(w_j) |w_j|^{p−1} h",
    paper: "Journé, Garcia Rodriguez, Guo & Moraitis (2023), Hebbian deep learning without feedback, ICLR 2023, \
            arXiv:2209.11883",
    also: &["Soft winner-take-all; its anti-Hebbian form, in which only the winner is pulled: losers=pushed"],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::Rank],
    any_layer: false,
    params: &[
        Param {
            id: "sharpness",
            name: "Sharpness t",
            min: 0.01,
            max: 100.0,
            default: 12.0,
            doc: "How sharply the strongest unit stands out: its share of a picture comes near to all of it.",
            ..Param::REAL
        },
        POWER,
        Param {
            id: "losers",
            name: "Units that do not win",
            doc: "Each learns its share of a picture, or is pushed away from it by as much.",
            ..Param::choice(&[("pulled", "Are pulled"), ("pushed", "Are pushed away")])
        },
        LENGTH,
    ],
    suited: &[],
    build: |setting, _| {
        let currents = Currents { p: setting.param(POWER.id), length: Length::new(setting) };
        let (sharpness, pushes) = (setting.param("sharpness"), setting.choice("losers") == 1);
        Box::new(SoftHebb { shared: Shared { currents, sharpness, pushes } })
    },
};

/// SoftHebb: units share a picture as a softmax of their currents, and each learns its share.
#[derive(Clone, Copy, Debug)]
pub struct SoftHebb {
    shared: Shared,
}

impl Rule for SoftHebb {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.shared.learn(at, work, out);
    }

    fn answer(&self, net: &Network, x: &Mat, _: &mut Workspace, pass: &mut Forward) {
        answer(self.shared.currents.length, net, x, pass);
    }
}
