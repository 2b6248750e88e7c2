//! Robustness: accuracy of a run's network on pictures with noise, or with an attack that knows the weights.
//!
//! Strengths are on the pixels' scale, where black is 0 and white is 1, so that they mean the same in each course; an input
//! changes by the strength divided by the preset's `sd`. Pixels may leave the scale.

use super::probe::{Probe, IMAGES};
use crate::base::random::{stream, Stream};
use crate::data::{Batch, Part};
use crate::metrics::Tally;
use crate::net::{Forward, Layer};
use crate::rule::convention::MATCHED;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Asked, Workspace};
use crate::rules::backprop::Backprop;
use crate::{Mat, Real};

/// Standard deviations σ of the noise: until each network of the comparison reads half of what it reads clean, as with
/// [`EPSILONS`].
pub const SIGMAS: &[f64] = &[0.2, 0.4, 0.6, 0.8, 1.2, 1.6, 2.4];
/// Size ε of each pixel's step in the fast gradient sign method.
pub const EPSILONS: &[f64] = &[0.02, 0.05, 0.1, 0.2];

/// The pictures, and two directions to disturb them in.
pub struct Disturbed {
    pub(super) batch: Batch,
    /// ξ ~ N(0, 1) for each pixel, (B, n_in): the same for all rules, epochs and strengths.
    pub(super) noise: Mat,
    /// sign(∂L/∂x) of each picture, (B, n_in).
    pub(super) attack: Mat,
}

impl Disturbed {
    /// Disturbance of the first 1,000 validation pictures.
    pub fn of(probe: &Probe<'_>) -> Self {
        let (net, seed) = (probe.run.trainer().net(), probe.run.plan().config.seed);
        let (mut batch, mut asked) = (Batch::default(), Asked::default());
        probe.run.selection(Part::Valid).batch(0, IMAGES, &mut batch);
        let mut rng = stream(seed, Stream::Probe);
        let mut noise = Mat::zeros(batch.x.dim());
        Draw::Normal(1.0).fill(&mut rng, noise.as_slice_mut().expect("a new matrix is in standard layout"));
        asked.ask(&Backprop, net, &batch, &MATCHED, &mut Noise::drawn(&mut rng));
        let mut attack = Mat::zeros(batch.x.dim());
        let Layer { connect, w, .. } = &net.layers[0];
        connect.back((1.0, 0.0), w, &asked.proposal.teaching[0], &mut attack);
        attack.mapv_inplace(|slope| if slope == 0.0 { 0.0 } else { slope.signum() });
        Self { batch, noise, attack }
    }
}

impl Probe<'_> {
    /// Accuracy in percent with noise of this σ on every pixel; none without pictures.
    pub fn under_noise(&self, sigma: f64) -> Option<f64> {
        self.accuracy_along(&self.disturbed().noise, sigma)
    }

    /// Accuracy in percent after the fast gradient sign method with this ε; none without pictures.
    pub fn under_attack(&self, epsilon: f64) -> Option<f64> {
        self.accuracy_along(&self.disturbed().attack, epsilon)
    }

    fn accuracy_along(&self, direction: &Mat, strength: f64) -> Option<f64> {
        let t = &self.disturbed().batch.t;
        let mut tally = Tally::new(t.ncols());
        tally.add(0.0, self.along(direction, strength).1.output(), t);
        tally.accuracy()
    }

    /// The pictures disturbed in this direction, and the network's answer to them.
    pub(super) fn along(&self, direction: &Mat, strength: f64) -> (Mat, Forward) {
        let (mut x, mut pass) = (self.disturbed().batch.x.clone(), Forward::default());
        x.scaled_add(strength as Real / self.run.plan().preset.scale.sd, direction);
        self.run.trainer().answer(&x, &mut Workspace::default(), &mut pass);
        (x, pass)
    }
}
