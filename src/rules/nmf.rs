//! ΔW = W ⊙ HᵀV ⊘ (HᵀH)W − W, the amounts H found by H ← H ⊙ VWᵀ ⊘ H(WWᵀ), V ≈ HW and nothing below zero; ΔW_L = −δ_L h_{L−1}ᵀ at the top
//! Lee & Seung (1999), Learning the parts of objects by non-negative matrix factorization, doi:10.1038/44565

use crate::base::look::{Dash, Hue, Look};
use crate::credit::parts::{answer, learn};
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Param, Proposal, Rule, Signal, Workspace};
use crate::Mat;

/// The rule's card.
pub const CARD: Card = Card {
    id: "nmf",
    name: "Parts without minus signs (NMF)",
    look: Look { hue: Hue::Purple, dash: Dash::Long, short: "NMF" },
    equation: r"\Delta W = W \odot H^\top V \oslash (H^\top H) W - W,\quad H \leftarrow H \odot V W^\top \oslash H (W W^\top),\quad
        V \approx H W",
    plain: "ΔW = W ⊙ HᵀV ⊘ (HᵀH)W − W, H ← H ⊙ VWᵀ ⊘ H(WWᵀ), V ≈ HW",
    paper: "Lee & Seung (1999), Learning the parts of objects by non-negative matrix factorization, doi:10.1038/44565",
    also: &["Non-negative matrix factorisation, a batch at a time"],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::Sum],
    any_layer: false,
    params: &[Param {
        id: "steps",
        name: "Steps of H",
        min: 1.0,
        max: 200.0,
        default: 30.0,
        doc: "How many steps find the amounts of parts in a picture.",
        ..Param::WHOLE
    }],
    suited: &[],
    build: |setting, _| Box::new(Nmf { steps: setting.choice("steps") }),
};

/// Non-negative matrix factorisation: units hold the amounts of parts that make up a picture, and parts that are missed grow.
#[derive(Clone, Copy, Debug)]
pub struct Nmf {
    steps: usize,
}

impl Rule for Nmf {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        learn(at, work, out);
    }

    fn answer(&self, net: &Network, x: &Mat, work: &mut Workspace, pass: &mut Forward) {
        answer(self.steps, net, x, work, pass);
    }

    fn settles(&self) -> bool {
        true
    }
}
