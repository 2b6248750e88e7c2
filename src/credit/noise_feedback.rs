//! What rules share whose feedback weights learn from the network's answers to noise, beside the images.

use crate::base::mat::reshape;
use crate::credit::backward;
use crate::net::{Forward, Network};
use crate::rule::convention::Convention;
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Context, Param, Plasticity, Proposal, Rule, Setting};
use crate::{Mat, Real, Rng};

/// How fast B learns.
pub const RATE: Param = Param {
    id: "rate",
    name: "Rate of B",
    max: 1.0,
    default: 0.01,
    doc: "The learning rate of the feedback weights, instead of η.",
    ..Param::REAL
};

/// How long B learns before the first image is seen.
pub const WARM_UP: Param = Param {
    id: "warm_up",
    name: "Warm-up",
    max: 10_000.0,
    default: 200.0,
    doc: "How many updates of the feedback weights come before training begins.",
    ..Param::CHOICE
};

/// Examples of noise in an update before training, where no batch gives their number.
const EXAMPLES: usize = 128;

/// How B learns from noise.
pub trait Lesson {
    /// What the noise x that goes into a layer is drawn from.
    const NOISE: Draw;

    /// Writes ΔB of layer l. The noise x, (B, n_{l−1}), is `pass.h[l - 1]`; the rest of z and h at l and l − 1 is free
    /// to use.
    fn delta(&self, net: &Network, l: usize, b: &Mat, pass: &mut Forward, delta: &mut Mat);
}

/// Feedback alignment whose B learns by a lesson, once a batch and for a while before the first.
pub struct Mirrored<L> {
    convention: &'static Convention,
    /// B for layers 2 … L, each in the shape of its W.
    b: Vec<Mat>,
    rate: Real,
    lesson: L,
}

impl<L: Lesson> Mirrored<L> {
    /// Draws B and warms it up, unless it is given.
    pub fn new(setting: &Setting<'_>, rng: &mut Rng, lesson: L) -> Self {
        let b = setting.feedback(Wiring::Layered, rng);
        let mut new = Self { convention: setting.convention, b, rate: setting.param(RATE.id), lesson };
        let steps = if setting.feedback.given.is_some() { 0 } else { setting.choice(WARM_UP.id) };
        let (mut pass, mut deltas) = (Forward::default(), new.b.clone());
        for _ in 0..steps {
            new.learn(setting.net, EXAMPLES, &mut Noise::drawn(rng), &mut pass, &mut deltas);
            new.b.iter_mut().zip(&deltas).for_each(|(b, delta)| b.scaled_add(new.rate, delta));
        }
        new
    }

    /// ΔB of every layer, from this many examples of noise.
    fn learn(&self, net: &Network, examples: usize, noise: &mut Noise<'_>, pass: &mut Forward, deltas: &mut [Mat]) {
        pass.z.resize_with(net.depth(), Default::default);
        pass.h.resize_with(net.depth(), Default::default);
        for (l, (b, delta)) in (1..).zip(self.b.iter().zip(deltas)) {
            reshape(&mut pass.h[l - 1], (examples, b.ncols()));
            noise.units(l - 1, L::NOISE, &mut pass.h[l - 1]);
            self.lesson.delta(net, l, b, pass, delta);
        }
    }
}

impl<L: Lesson> Rule for Mirrored<L> {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, out: &mut Proposal) {
        backward(at, self.convention, |l| &self.b[l - 1], out);
        self.learn(at.net, at.batch.len(), noise, &mut out.scratch.pass, &mut out.feedback);
    }

    fn feedback(&self) -> &[Mat] {
        &self.b
    }

    fn feedback_mut(&mut self) -> &mut [Mat] {
        &mut self.b
    }

    fn plasticity(&self) -> Plasticity {
        Plasticity::Own(self.rate)
    }
}
