//! Units that hold two states at once: their mean goes up, and their difference comes down.

use ndarray::Zip;

use super::{outer, output_error};
use crate::base::mat::reshape;
use crate::rule::{Context, Param, Proposal, Workspace};
use crate::{Mat, Real};

/// Weight α of the first state in the mean.
pub const ALPHA: Param = Param {
    id: "alpha",
    name: "Weight α of the first state",
    default: 0.5,
    doc: "The mean that goes up is α times the first state and 1 − α times the second.",
    ..Param::REAL
};

/// Nudging β of the output.
pub const BETA: Param = Param {
    id: "beta",
    name: "Nudging β",
    min: 1e-3,
    max: 10.0,
    default: 0.5,
    doc: "How far apart the output’s two states are held, along the slope of the loss.",
    ..Param::REAL
};

/// Number of passes.
pub const PASSES: Param = Param {
    id: "passes",
    name: "Passes",
    min: 1.0,
    max: 50.0,
    default: 8.0,
    doc: "How often states are computed on the way down; between two such passes they are computed on the way up.",
    ..Param::WHOLE
};

/// Inference of both states.
#[derive(Clone, Copy, Debug)]
pub struct Dyads {
    /// α, the weight of the first state in the mean.
    pub alpha: Real,
    /// β, the output's nudging.
    pub beta: Real,
    /// Number of passes down.
    pub passes: usize,
}

/// States of every layer, (B, n_l), and memory to infer them with.
struct States<'a> {
    /// s̄, the mean of both states: it goes up.
    mean: &'a mut [Mat],
    /// s⁺ − s⁻: it comes down.
    apart: &'a mut [Mat],
    /// Potentials that come up.
    up: &'a mut [Mat],
    spare: &'a mut [Mat],
}

impl Dyads {
    /// ΔW = (1/β) (s⁺ − s⁻) s̄ᵀ of every layer, after passes down, up, …, down from the network's answer. The output's states lie
    /// βe apart, with e its error in that answer.
    pub fn learn(&self, at: &Context<'_>, work: &mut Workspace, out: &mut Proposal) {
        work.mats(3);
        let (net, top, Workspace { passes: [one, two], mats, .. }) = (at.net, at.net.depth() - 1, work);
        one.z.clone_from(&at.pass.z);
        one.h.clone_from(&at.pass.h);
        two.h.clone_from(&at.pass.h);
        let mut states = States { mean: &mut one.h, apart: &mut two.h, up: &mut one.z, spare: mats };
        output_error(at, out);
        Zip::from(&mut states.apart[top]).and(&out.teaching[top]).for_each(|apart, e| *apart = -self.beta * e);
        for pass in 0..self.passes {
            if pass > 0 {
                (1..top).for_each(|l| self.infer(at, l, &mut states));
            }
            (0..top).rev().for_each(|l| self.infer(at, l, &mut states));
        }
        let scale = at.convention.batch_scale(net.output, at.batch.len());
        for (l, layer) in net.layers.iter().enumerate() {
            let teaching = &mut out.teaching[l];
            if l < top {
                Zip::from(&mut *teaching).and(&states.apart[l]).for_each(|delta, apart| *delta = -apart / self.beta);
            }
            let below = if l == 0 { &at.batch.x } else { &states.mean[l - 1] };
            outer(layer, -scale, teaching, below, &mut out.delta[l]);
        }
    }

    /// Both states of hidden layer l, from what comes up to it and what comes down. The first layer's x W_1ᵀ never changes.
    fn infer(&self, at: &Context<'_>, l: usize, states: &mut States<'_>) {
        let (net, activation) = (at.net, at.net.activation_of(l));
        if l > 0 {
            net.layers[l].forward(&states.mean[l - 1], &mut states.up[l]);
        }
        let ([down, potential, second], up) = (&mut states.spare[..3], &states.up[l]) else { return };
        [&mut *down, &mut *potential, &mut *second].into_iter().for_each(|m| reshape(m, up.dim()));
        let above = &net.layers[l + 1];
        above.connect.back((1.0, 0.0), &above.w, &states.apart[l + 1], down);
        let (first, mean) = (&mut states.apart[l], &mut states.mean[l]);
        for (share, state) in [(1.0 - self.alpha, &mut *first), (-self.alpha, &mut *second)] {
            Zip::from(&mut *potential).and(up).and(&*down).for_each(|z, up, down| *z = up + share * down);
            activation.apply(potential, state);
        }
        Zip::from(first).and(second).and(mean).for_each(|first, second, mean| {
            *mean = self.alpha * *first + (1.0 - self.alpha) * *second;
            *first -= *second;
        });
    }
}
