//! Predictive coding: every layer predicts the values above it, and values move to make the errors of prediction small.

use microlearning_kernel::each;
use ndarray::Axis;

use super::relaxation::{Dynamics, Settle};
use crate::base::mat::{flat, flat_mut, reshape};
use crate::data::Batch;
use crate::net::Forward;
use crate::rule::{Context, Param};
use crate::{Mat, Real};

/// Strength of the nudge.
pub const BETA: Param = Param {
    id: "beta",
    name: "Nudge β",
    min: 1e-3,
    max: 10.0,
    default: 0.1,
    doc: "How strongly the output’s error pulls: at 1 it counts as much as the other errors, and the smaller it is the closer \
          the update comes to backprop’s.",
    ..Param::REAL
};

/// Number of settling steps.
pub const STEPS: Param = Param {
    id: "steps",
    name: "Settling steps",
    max: 500.0,
    default: 20.0,
    doc: "How many steps the values take before the weights learn: a layer learns nothing until the error has reached it, one \
          layer a step.",
    ..Param::WHOLE
};

/// Length of a settling step.
pub const DT: Param = Param {
    id: "dt",
    name: "Step dt",
    min: 1e-3,
    max: 1.0,
    default: 0.1,
    doc: "How far the values move in a step. Where the energy rises it is too large for these weights.",
    ..Param::REAL
};

/// Choice of predictions that stay those of the forward pass.
pub const FIXED: Param = Param {
    id: "fixed_prediction",
    name: "Predictions",
    doc: "Whether predictions follow the values while they settle, or stay those of the forward pass.",
    ..Param::choice(&[("settling", "Follow the values"), ("fixed", "Fixed")])
};

/// Values v_l of the hidden layers at the potentials, their predictions p_l = W_l f(v_{l−1}) + b_l, and an output that is nudged.
#[derive(Clone, Copy)]
pub struct Coding<'a> {
    /// Network, batch, and the forward pass.
    pub at: &'a Context<'a>,
    /// Strength β of the nudge: 1 is the output's own error.
    pub beta: Real,
    /// True if predictions, and f′ with them, stay those of the forward pass.
    pub fixed: bool,
}

impl Coding<'_> {
    /// ε of every layer in the memory that the dynamics have looked with.
    pub fn errors<'a>(&self, spare: &'a [Mat]) -> &'a [Mat] {
        &spare[..self.at.net.depth()]
    }

    /// f(v) of the hidden layers in that memory; behind them the potentials that the output is predicted to have.
    pub fn activities<'a>(&self, spare: &'a [Mat]) -> &'a [Mat] {
        &spare[self.at.net.depth()..2 * self.at.net.depth()]
    }

    /// ε_l = v_l − p_l, p_l from the activities below. Predictions of the first layer never change if its input is clamped.
    fn miss(&self, l: usize, values: &Mat, below: Option<&Mat>, error: &mut Mat) {
        if let Some(below) = below.filter(|_| !self.fixed) {
            self.at.net.layers[l].forward(below, error);
            each::take_from(flat_mut(error), flat(values));
        } else {
            reshape(error, values.dim());
            each::difference(flat(values), flat(&self.at.pass.z[l]), flat_mut(error));
        }
    }

    /// Memory for errors and activities of each layer and for the output's answer.
    fn room<'a>(&self, spare: &'a mut Vec<Mat>) -> (&'a mut [Mat], &'a mut [Mat], &'a mut Mat) {
        let depth = self.at.net.depth();
        if spare.len() <= 2 * depth {
            spare.resize_with(2 * depth + 1, Default::default);
        }
        let (errors, rest) = spare.split_at_mut(depth);
        let (activities, y) = rest.split_at_mut(depth);
        (errors, activities, &mut y[0])
    }

    /// All errors and activities of these values of the hidden layers, over an input that is the batch's if none is given.
    fn look_over(&self, input: Option<&Mat>, values: &[Mat], spare: &mut Vec<Mat>) {
        let (errors, activities, y) = self.room(spare);
        for (l, values) in values.iter().enumerate() {
            self.miss(l, values, activities[..l].last().or(input), &mut errors[l]);
            if self.fixed {
                activities[l].clone_from(&self.at.pass.h[l]);
            } else {
                self.at.net.activate(l, values, &mut activities[l]);
            }
        }
        let top = values.len();
        let (below, potentials) = activities.split_at_mut(top);
        match below.last().or(input).filter(|_| !self.fixed) {
            Some(below) => self.at.net.layers[top].forward(below, &mut potentials[0]),
            None => potentials[0].clone_from(&self.at.pass.z[top]),
        }
        self.at.net.activate(top, &potentials[0], y);
        self.output_error(y, &mut errors[top]);
    }

    /// ε_L = −(β/c) ∂ℓ/∂p_L, where papers' costs are ℓ/c.
    fn output_error(&self, y: &Mat, error: &mut Mat) {
        let (net, t) = (self.at.net, &self.at.batch.t);
        reshape(error, t.dim());
        net.output.error(y, t, error);
        each::scale(flat_mut(error), -self.beta / net.output.factor());
    }
}

impl Dynamics for Coding<'_> {
    fn look(&self, values: &[Mat], spare: &mut Vec<Mat>) {
        self.look_over(None, values, spare);
    }

    /// At the potentials of the forward pass, every prediction of a hidden layer is met.
    fn begin(&self, values: &[Mat], spare: &mut Vec<Mat>) {
        let (pass, top, (errors, activities, _)) = (self.at.pass, values.len(), self.room(spare));
        for l in 0..top {
            reshape(&mut errors[l], values[l].dim());
            errors[l].fill(0.0);
            activities[l].clone_from(&pass.h[l]);
        }
        activities[top].clone_from(&pass.z[top]);
        self.output_error(pass.output(), &mut errors[top]);
    }

    /// v_l ← v_l − dt ∂F/∂v_l with −∂F/∂v_l = f′(v_l) ⊙ (W_{l+1}ᵀ ε_{l+1}) − ε_l
    fn step(&self, rate: Real, values: &mut [Mat], spare: &mut [Mat], room: &mut [Mat]) {
        let (net, convention) = (self.at.net, self.at.convention);
        let (errors, activities) = spare.split_at(net.depth());
        for (l, velocity) in room.iter_mut().enumerate() {
            let above = &net.layers[l + 1];
            above.connect.back((1.0, 0.0), &above.w, &errors[l + 1], velocity);
            net.activation_of(l).times_slope(&activities[l], convention.relu_threshold, velocity);
            each::follow(flat_mut(&mut values[l]), rate, flat(velocity), flat(&errors[l]));
        }
    }

    /// F = ½ Σ_{l<L} ‖ε_l‖² + (β/c) ℓ
    fn energy(&self, _: &[Mat], spare: &[Mat]) -> f64 {
        let (net, t) = (self.at.net, &self.at.batch.t);
        let (errors, activities) = (self.errors(spare), self.activities(spare));
        let top = net.depth() - 1;
        let squares = |m: &Mat| m.iter().map(|value| f64::from(*value).powi(2)).sum::<f64>();
        let hidden = errors[..top].iter().map(squares).sum::<f64>() / 2.0;
        let losses = activities[top].rows().into_iter().zip(t.rows()).map(|(p, t)| net.output.loss(p, t));
        (hidden + f64::from(self.beta / net.output.factor()) * losses.sum::<f64>()) / t.nrows() as f64
    }
}

/// The same circuit run backwards: the output is clamped, and the input is a value like all others, the first of them.
struct Backwards<'a>(Coding<'a>);

impl Dynamics for Backwards<'_> {
    fn look(&self, values: &[Mat], spare: &mut Vec<Mat>) {
        self.0.look_over(values.first(), &values[1..], spare);
    }

    /// x ← x + dt W_1ᵀ ε_1, and the hidden layers as ever.
    fn step(&self, rate: Real, values: &mut [Mat], spare: &mut [Mat], room: &mut [Mat]) {
        let first = &self.0.at.net.layers[0];
        first.connect.back((1.0, 0.0), &first.w, &spare[0], &mut room[0]);
        each::add_scaled(flat_mut(&mut values[0]), rate, flat(&room[0]));
        self.0.step(rate, &mut values[1..], spare, &mut room[1..]);
    }

    fn energy(&self, values: &[Mat], spare: &[Mat]) -> f64 {
        self.0.energy(&values[1..], spare)
    }
}

/// Steps until the inputs that are imagined have settled, and their length.
const IMAGINING: Settle = Settle { steps: 200, rate: 0.1 };

/// The input that the network imagines for each class, (n_L, n_in): the class is clamped at the output, and everything else settles,
/// from the mean input of the batch on.
pub fn imagine(at: &Context<'_>) -> Mat {
    let (net, classes) = (at.net, at.net.outputs());
    let Some(mean) = at.batch.x.mean_axis(Axis(0)) else { return Mat::default((0, 0)) };
    let x = Mat::from_shape_fn((classes, mean.len()), |(_, i)| mean[i]);
    let (batch, mut pass) = (Batch { x, t: Mat::eye(classes) }, Forward::default());
    net.forward(&batch.x, &mut pass);
    let at = Context { batch: &batch, pass: &pass, ..*at };
    let mut state = Forward::default();
    state.assign(&pass.z[..net.depth() - 1]);
    state.h.insert(0, batch.x.clone());
    state.reshape(net.depth());
    IMAGINING.run(&Backwards(Coding { at: &at, beta: 1.0, fixed: false }), &mut state, &mut Vec::new(), None);
    state.h.swap_remove(0)
}
