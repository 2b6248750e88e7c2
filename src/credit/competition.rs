//! Competition: the unit that answers a picture most strongly learns it, and a runner-up is pushed away from it.

use ndarray::ArrayView1;

use super::{outer, output_error, FAINTEST};
use crate::net::{Forward, Layer, Network};
use crate::rule::{Context, Param, Proposal, Setting, Workspace};
use crate::{real, Mat, Real};

/// Power p of rows' lengths.
pub const POWER: Param = Param {
    id: "p",
    name: "Power p",
    min: 1.0,
    max: 6.0,
    default: 2.0,
    doc: "Rows tend to Σ|w|^p = 1.",
    ..Param::REAL
};

/// The length at which a layer is shown what is below it.
pub const LENGTH: Param = Param {
    id: "length",
    name: "Length of what a layer hears",
    doc: "Layers hear what is below as it is, or at length 1, or with weights of length 1, too; they learn from it as it is.",
    ..Param::choice(&[("own", "As it is"), ("unit", "1"), ("cosine", "1, and weights of length 1")])
};

/// Lengths at which a layer hears what is below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Its own.
    Own,
    /// 1.
    Unit,
    /// 1, by weights of length 1: z is the cosine of both.
    Cosine,
}

impl Length {
    /// The choice that the rule's parameter names.
    pub fn new(setting: &Setting<'_>) -> Self {
        [Self::Own, Self::Unit, Self::Cosine][setting.choice(LENGTH.id)]
    }

    /// Scales z = Wh, (B, n_out), to these lengths, or back.
    fn scale(self, layer: &Layer, below: &Mat, back: bool, z: &mut Mat) {
        let factor = |length: Real| if back { length } else { 1.0 / length };
        if self != Self::Own {
            z.rows_mut().into_iter().zip(below.rows()).for_each(|(mut z, below)| z *= factor(length(below)));
        }
        if self == Self::Cosine {
            z.columns_mut().into_iter().zip(layer.w.rows()).for_each(|(mut z, w)| z *= factor(length(w)));
        }
    }
}

/// The network's answer, of hidden layers that hear what is below at such lengths.
pub fn answer(length: Length, net: &Network, x: &Mat, pass: &mut Forward) {
    pass.reshape(net.depth());
    for (l, layer) in net.layers.iter().enumerate() {
        let (below, here) = pass.h.split_at_mut(l);
        let (below, z) = (below.last().unwrap_or(x), &mut pass.z[l]);
        layer.connect.forward(&layer.w, below, z);
        if l + 1 < net.depth() {
            length.scale(layer, below, false, z);
        }
        if let Some(b) = &layer.b {
            layer.connect.add_bias(b, z);
        }
        net.activate(l, z, &mut here[0]);
    }
}

/// Length of a picture or of a row of weights; that of nothing counts as 1.
fn length(x: ArrayView1<'_, Real>) -> Real {
    let squares: Real = x.iter().map(|value| value * value).sum();
    if squares > 0.0 {
        squares.sqrt()
    } else {
        1.0
    }
}

/// Currents of units, by which they compete.
#[derive(Clone, Copy, Debug)]
pub struct Currents {
    /// The power p of the length Σ|w|^p that rows tend to.
    pub p: Real,
    /// Length at which layers hear what is below.
    pub length: Length,
}

impl Currents {
    /// I = h (sign W ⊙ |W|^{p−1})ᵀ of layer l, (B, n_l). With p = 2 the network's answer already has it.
    fn of(&self, at: &Context<'_>, l: usize, powers: &mut Mat, currents: &mut Mat) {
        let layer = &at.net.layers[l];
        if self.p != 2.0 {
            powers.clone_from(&layer.w);
            powers.mapv_inplace(|w| if w == 0.0 { 0.0 } else { w.signum() * real::pow(w.abs(), self.p - 1.0) });
            return layer.connect.forward(powers, at.below(l), currents);
        }
        currents.clone_from(&at.pass.z[l]);
        currents.rows_mut().into_iter().for_each(|mut row| layer.b.iter().for_each(|b| row -= b));
        self.length.scale(layer, at.below(l), true, currents);
    }

    /// ΔW = R / max|R| of each hidden layer, where `pull` makes R of the layer, of what is below it, and of its units' currents; and
    /// backprop's own update of the last layer.
    fn learn(
        &self,
        at: &Context<'_>,
        work: &mut Workspace,
        out: &mut Proposal,
        mut pull: impl FnMut(&Layer, &Mat, &mut Mat, &mut Mat, &mut Mat),
    ) {
        let top = at.net.depth() - 1;
        work.mats(2);
        let [spare, currents] = &mut work.mats[..2] else { return };
        for (l, layer) in at.net.layers[..top].iter().enumerate() {
            let delta = &mut out.delta[l];
            self.of(at, l, spare, currents);
            pull(layer, at.below(l), currents, spare, &mut delta.w);
            let most = delta.w.iter().fold(1e-30, |most: Real, value| most.max(value.abs()));
            delta.b.iter_mut().for_each(|b| b.fill(0.0));
            delta.scale(1.0 / most);
        }
        output_error(at, out);
        let scale = at.convention.batch_scale(at.net.output, at.batch.len());
        outer(&at.net.layers[top], -scale, &out.teaching[top], at.below(top), &mut out.delta[top]);
    }
}

/// Competition by rank.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// By which units are ranked.
    pub currents: Currents,
    /// The rank of the unit that is pushed away.
    pub k: usize,
    /// Δ, how strongly it is.
    pub delta: Real,
}

impl Ranked {
    /// R = Σ g (h − I w)ᵀ, where g is 1 for the unit with the largest current I, −Δ for the k-th, and 0 for others.
    pub fn learn(&self, at: &Context<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.currents.learn(at, work, out, |layer, below, currents, _, r| self.pull(layer, below, currents, r));
    }

    fn pull(&self, layer: &Layer, below: &Mat, currents: &Mat, r: &mut Mat) {
        r.fill(0.0);
        for (currents, h) in currents.rows().into_iter().zip(below.rows()) {
            let mut last = None;
            for rank in 1..=self.k.min(currents.len()) {
                let Some(unit) = next(currents, last) else { break };
                let g = if rank == 1 { 1.0 } else { -self.delta };
                if rank == 1 || rank == self.k {
                    let mut row = r.row_mut(unit);
                    row.scaled_add(g, &h);
                    row.scaled_add(-g * currents[unit], &layer.w.row(unit));
                }
                last = Some(unit);
            }
        }
    }
}

/// Competition by shares.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    /// By which shares are given.
    pub currents: Currents,
    /// t, how sharply the largest current stands out.
    pub sharpness: Real,
    /// True if all but the unit with the largest current are pushed away.
    pub pushes: bool,
}

impl Shared {
    /// R = Σ y (h − I w)ᵀ with shares y = softmax(t I), or −y for all units but the one with the largest current.
    pub fn learn(&self, at: &Context<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.currents.learn(at, work, out, |layer, below, currents, y, r| {
            self.shares(currents, y);
            layer.connect.outer(1.0, y, below, r);
            *currents *= &*y;
            for (unit, mut row) in r.rows_mut().into_iter().enumerate() {
                row.scaled_add(-currents.column(unit).sum(), &layer.w.row(unit));
            }
        });
    }

    fn shares(&self, currents: &Mat, y: &mut Mat) {
        y.clone_from(currents);
        for (mut y, currents) in y.rows_mut().into_iter().zip(currents.rows()) {
            let most = currents.fold(Real::NEG_INFINITY, |most, value| if *value > most { *value } else { most });
            y.mapv_inplace(|value| {
                let share = real::exp(self.sharpness * (value - most));
                if share < FAINTEST {
                    0.0
                } else {
                    share
                }
            });
            let sum = y.sum();
            y /= sum;
            if self.pushes {
                let winner = currents.iter().position(|value| *value == most);
                y.iter_mut().enumerate().filter(|(unit, _)| Some(*unit) != winner).for_each(|(_, y)| *y = -*y);
            }
        }
    }
}

/// The unit that comes after `last` where the largest comes first, and of equal ones the later.
fn next(currents: ArrayView1<'_, Real>, last: Option<usize>) -> Option<usize> {
    let larger = |a: usize, b: usize| currents[a] > currents[b] || currents[a] == currents[b] && a > b;
    let left = (0..currents.len()).filter(|unit| last.is_none_or(|last| larger(last, *unit)));
    left.reduce(|best, unit| if larger(unit, best) { unit } else { best })
}
