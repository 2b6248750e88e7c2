//! Feedback weights that learn from the network's response to noise, beside the training on images.

use crate::base::mat::reshape;
use crate::credit::backward;
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Context, Param, Pathway, Plasticity, Proposal, Rule, Setting, Workspace};
use crate::{Mat, Rng};

/// Learning rate of B.
pub const RATE: Param = Param {
    id: "rate",
    name: "Rate of B",
    max: 1.0,
    default: 0.01,
    doc: "The learning rate of the feedback weights, instead of η.",
    ..Param::REAL
};

/// Number of updates of B before the first image is shown.
pub const WARM_UP: Param = Param {
    id: "warm_up",
    name: "Warm-up",
    max: 10_000.0,
    default: 200.0,
    doc: "How many updates of the feedback weights come before training begins.",
    ..Param::WHOLE
};

/// Number of noise examples in an update before training, where no batch gives this number.
const EXAMPLES: usize = 128;

/// Learning rule of B from noise.
pub trait Lesson {
    /// Distribution of the noise x that is a layer's input.
    fn noise(&self) -> Draw;

    /// Writes ΔB of layer l. The noise x, (B, n_{l−1}), is `pass.h[l - 1]`; the rest of z and h at l and l − 1 is free
    /// to use.
    fn delta(&self, net: &Network, l: usize, b: &Mat, pass: &mut Forward, delta: &mut Mat);
}

/// Feedback alignment whose B is trained by a [`Lesson`]: once a batch, and for a number of steps before the first
/// batch.
pub struct Mirrored {
    feedback: [Pathway; 1],
    lesson: Box<dyn Lesson>,
}

impl Mirrored {
    /// Draws B and trains it for the warm-up; a B that is given stays as it is.
    pub fn new(setting: &Setting<'_>, rng: &mut Rng, lesson: Box<dyn Lesson>) -> Self {
        let mut b = setting.feedback(Wiring::Layered, rng);
        let rate = setting.param(RATE.id);
        let steps = if setting.feedback.given.is_some() { 0 } else { setting.choice(WARM_UP.id) };
        let (mut pass, mut deltas) = (Forward::default(), b.clone());
        for _ in 0..steps {
            learn(&*lesson, &b, setting.net, EXAMPLES, &mut Noise::drawn(rng), &mut pass, &mut deltas);
            b.iter_mut().zip(&deltas).for_each(|(b, delta)| b.scaled_add(rate, delta));
        }
        Self { feedback: [Pathway::feedback(b, Plasticity::Own(rate))], lesson }
    }
}

/// ΔB of every layer from `examples` examples of noise.
fn learn(
    lesson: &dyn Lesson,
    b: &[Mat],
    net: &Network,
    examples: usize,
    noise: &mut Noise<'_>,
    pass: &mut Forward,
    deltas: &mut [Mat],
) {
    pass.reshape(net.depth());
    for (l, (b, delta)) in (1..).zip(b.iter().zip(deltas)) {
        reshape(&mut pass.h[l - 1], (examples, net.layers[l].inputs()));
        noise.units(l - 1, lesson.noise(), &mut pass.h[l - 1]);
        lesson.delta(net, l, b, pass, delta);
    }
}

impl Rule for Mirrored {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let [b] = &self.feedback;
        backward(at, |l| b.of(l), out);
        let pass = &mut work.passes[0];
        learn(&*self.lesson, &b.weights, at.net, at.batch.len(), noise, pass, &mut out.learned);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.feedback
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut self.feedback
    }
}
