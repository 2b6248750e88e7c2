//! Source of a rule's noise: a random stream, or given values, with which an update can be checked to the last digit.

use rand::RngExt;

use crate::base::mat::reshape;
use crate::base::random::{fill_normal, symmetric};
use crate::{Mat, Real, Rng, Vector};

/// Distribution of the noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Draw {
    /// N(0, σ²), by its σ.
    Normal(Real),
    /// U(−a, a), by its a.
    Uniform(Real),
}

impl Draw {
    /// Draws every number of `out`.
    pub fn fill(self, rng: &mut Rng, out: &mut [Real]) {
        match self {
            Self::Normal(sd) => fill_normal(rng, sd, out),
            Self::Uniform(limit) => out.iter_mut().for_each(|value| *value = symmetric(rng, limit)),
        }
    }
}

/// Given noise of one layer as it is added, already times σ. Parts that are absent are drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerNoise {
    /// Noise of W, (n_out, n_in).
    pub w: Option<Mat>,
    /// Noise of b, (n_out).
    pub b: Option<Vector>,
    /// Noise of the units, (B, n_out).
    pub h: Option<Mat>,
}

/// A source of noise. `draw` names the distribution of the parts that are not given.
pub struct Noise<'a> {
    rng: &'a mut Rng,
    given: &'a [LayerNoise],
}

impl<'a> Noise<'a> {
    /// Draws everything.
    pub fn drawn(rng: &'a mut Rng) -> Self {
        Self { rng, given: &[] }
    }

    /// Uses what is given and draws the rest.
    pub fn given(given: &'a [LayerNoise], rng: &'a mut Rng) -> Self {
        Self { rng, given }
    }

    /// The stream itself, for noise that is neither of weights nor of units.
    pub fn rng(&mut self) -> &mut Rng {
        self.rng
    }

    /// Noise for the weights of layer l, into `out` (n_out, n_in).
    pub fn weights(&mut self, l: usize, draw: Draw, out: &mut Mat) {
        match self.given.get(l).and_then(|layer| layer.w.as_ref()) {
            Some(w) => out.assign(w),
            None => draw.fill(self.rng, out.as_slice_mut().expect(FLAT)),
        }
    }

    /// Noise for the biases of layer l, into `out` (n_out).
    pub fn biases(&mut self, l: usize, draw: Draw, out: &mut Vector) {
        match self.given.get(l).and_then(|layer| layer.b.as_ref()) {
            Some(b) => out.assign(b),
            None => draw.fill(self.rng, out.as_slice_mut().expect(FLAT)),
        }
    }

    /// Noise for the units of layer l, into `out` (B, n_l).
    pub fn units(&mut self, l: usize, draw: Draw, out: &mut Mat) {
        match self.given.get(l).and_then(|layer| layer.h.as_ref()) {
            Some(h) => out.assign(h),
            None => draw.fill(self.rng, out.as_slice_mut().expect(FLAT)),
        }
    }

    /// A wrong label for each example, one-hot, (B, n_l) into `out`: given as the units' noise of layer l, or one of all but the target
    /// that `t` has for it.
    pub fn wrong_labels(&mut self, l: usize, t: &Mat, out: &mut Mat) {
        reshape(out, t.dim());
        if let Some(h) = self.given.get(l).and_then(|layer| layer.h.as_ref()) {
            return out.assign(h);
        }
        out.fill(0.0);
        for (t, mut wrong) in t.rows().into_iter().zip(out.rows_mut()) {
            let right = (0..t.len()).find(|k| t[*k] > 0.5).unwrap_or(0);
            let drawn = self.rng.random_range(0..(t.len().max(2) - 1) as u32) as usize;
            wrong[(drawn + usize::from(drawn >= right)).min(t.len() - 1)] = 1.0;
        }
    }
}

/// Reason that noise can be written as one slice.
const FLAT: &str = "noise is written into matrices in standard layout";
