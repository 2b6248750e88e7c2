//! Learned inverses for target propagation: g_l maps layer l's output to an estimate of its input.

use crate::base::mat::reshape;
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Context, Param, Pathway, Plasticity, Proposal, Setting, Workspace};
use crate::{Mat, Real, Rng};

/// Step size η̂ of the top layer's target, down the gradient of the loss.
pub const STEP: Param = Param {
    id: "step",
    name: "Target step η̂",
    min: 1e-3,
    max: 10.0,
    default: 0.1,
    doc: "How far the top layer’s target lies down the slope of the loss.",
    ..Param::REAL
};

/// Difference correction: the reconstruction error of the inverse is added to the target (DTP), or not (TP).
pub const DIFFERENCE: Param = Param {
    id: "difference",
    name: "Difference correction",
    default: 1.0,
    doc: "Whether a target is corrected by what the inverse misses, or the inverse’s guess is the target as it is.",
    ..Param::choice(&[("off", "Off (TP)"), ("on", "On (DTP)")])
};

/// Standard deviation of the noise that is added to activities while g learns.
pub const SIGMA: Param = Param {
    id: "sigma",
    name: "Noise σ",
    max: 10.0,
    default: 0.3,
    doc: "The standard deviation of the noise on the activities that the inverses learn to guess.",
    ..Param::REAL
};

/// Learning rate of g.
pub const RATE: Param = Param {
    id: "rate",
    name: "Rate of B",
    max: 2.0,
    default: 0.5,
    doc: "The learning rate of the inverses, instead of η: at 1 a linear one takes back what it just missed.",
    ..Param::REAL
};

/// Lesson of the inverses.
pub const RECONSTRUCTION: Param = Param {
    id: "reconstruction",
    name: "Inverses learn",
    doc:
        "From what their own layer says, or with the difference correction from what the output says. The second wants noise σ of \
          0.1 and a rate of 0.05.",
    ..Param::choice(&[("layer", "A layer each"), ("difference", "By difference reconstruction")])
};

/// Small constant added to the denominator: the inverse of a layer without activity receives an update of zero.
pub(super) const SILENT: Real = 1e-30;

/// g_l(h) = f(B_lᵀ h) for layers 2 … L.
pub struct Inverses {
    /// The standard deviation of the noise that they learn with.
    pub sigma: Real,
    /// True if they learn by difference reconstruction.
    pub by_difference: bool,
    /// B for layers 2 … L, each in the shape of its W.
    pub b: [Pathway; 1],
}

/// The output of layer l, (B, n_l): h_l, and at the top z_L, for which a target can be named whatever the output is.
pub fn layer_output(pass: &Forward, l: usize) -> &Mat {
    if l + 1 == pass.h.len() {
        &pass.z[l]
    } else {
        &pass.h[l]
    }
}

impl Inverses {
    /// Inverses as the rule's parameters name them, with their first B.
    pub fn new(setting: &Setting<'_>, rng: &mut Rng) -> Self {
        let b = setting.feedback(Wiring::Layered, rng);
        let b = [Pathway::feedback(b, Plasticity::Own(setting.param(RATE.id)))];
        Self { sigma: setting.param(SIGMA.id), by_difference: setting.choice(RECONSTRUCTION.id) == 1, b }
    }

    /// g of layer l from its output, (B, n_l), by way of u = Bᵀ h into `g`: both (B, n_{l−1}).
    pub fn estimate(&self, net: &Network, l: usize, output: &Mat, u: &mut Mat, g: &mut Mat) {
        let dim = (output.nrows(), net.layers[l].inputs());
        reshape(u, dim);
        reshape(g, dim);
        net.layers[l].connect.back((1.0, 0.0), self.b[0].of(l), output, u);
        net.activation_of(l - 1).apply(u, g);
    }

    /// ΔB of every layer, by one of the two lessons.
    pub fn learn(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        if self.by_difference {
            self.learn_by_difference(at, noise, work, out);
        } else {
            self.learn_by_layer(at, noise, work, out);
        }
    }

    /// ΔB = ⟨h̃_l ((h̃_{l−1} − g_l(h̃_l)) ⊙ g_l′)ᵀ⟩ / ⟨‖h̃_l‖²⟩ for every layer: descent on ½‖g_l(h̃_l) − h̃_{l−1}‖², where
    /// noise was added to h_{l−1} and h̃_l is the layer's output to that. The division keeps one rate right for activities
    /// of any size: without it, the inverses of ReLU and of linear units diverge at rates that suit tanh.
    fn learn_by_layer(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        work.mats(1);
        let (net, Workspace { passes: [pass, _], mats, .. }) = (at.net, work);
        let g = &mut mats[0];
        pass.reshape(net.depth());
        for (l, delta) in (1..).zip(&mut out.learned) {
            let told = &mut pass.h[l - 1];
            reshape(told, at.pass.h[l - 1].dim());
            noise.units(l - 1, Draw::Normal(self.sigma), told);
            *told += &at.pass.h[l - 1];
            net.layers[l].forward(told, &mut pass.z[l]);
            net.activate(l, &pass.z[l], &mut pass.h[l]);
            let (below, above) = pass.z.split_at_mut(l);
            let answer = if l + 1 == net.depth() { &above[0] } else { &pass.h[l] };
            self.estimate(net, l, answer, &mut below[l - 1], g);
            let missed = &mut below[l - 1];
            missed.assign(&pass.h[l - 1]);
            *missed -= &*g;
            net.activation_of(l - 1).times_slope(g, at.convention.relu_threshold, missed);
            let size = answer.iter().map(|value| value * value).sum::<Real>();
            net.layers[l].connect.outer(1.0 / (size + SILENT), answer, missed, delta);
        }
    }
}
