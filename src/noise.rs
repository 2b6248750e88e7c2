//! Where a rule's noise comes from: drawn from a stream, or given, so that an update can be checked to the last digit.

use crate::{Mat, Real, Rng, Vector};

/// Given noise of one layer, as it is added: already times σ. What is missing is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerNoise {
    /// For W, (n_out, n_in).
    pub w: Option<Mat>,
    /// For b, (n_out).
    pub b: Option<Vector>,
    /// For the units, (B, n_out).
    pub h: Option<Mat>,
}

/// A source of noise. `draw` makes one number where none is given.
pub struct Noise<'a> {
    rng: &'a mut Rng,
    given: &'a [LayerNoise],
}

impl<'a> Noise<'a> {
    /// Draws everything.
    pub fn drawn(rng: &'a mut Rng) -> Self {
        Self { rng, given: &[] }
    }

    /// Hands out what is given and draws the rest.
    pub fn given(given: &'a [LayerNoise], rng: &'a mut Rng) -> Self {
        Self { rng, given }
    }

    /// Noise for the weights of layer l, into `out` (n_out, n_in).
    pub fn weights(&mut self, l: usize, draw: impl Fn(&mut Rng) -> Real, out: &mut Mat) {
        match self.given.get(l).and_then(|layer| layer.w.as_ref()) {
            Some(w) => out.assign(w),
            None => out.map_inplace(|value| *value = draw(self.rng)),
        }
    }

    /// Noise for the biases of layer l, into `out` (n_out).
    pub fn biases(&mut self, l: usize, draw: impl Fn(&mut Rng) -> Real, out: &mut Vector) {
        match self.given.get(l).and_then(|layer| layer.b.as_ref()) {
            Some(b) => out.assign(b),
            None => out.map_inplace(|value| *value = draw(self.rng)),
        }
    }

    /// Noise for the units of layer l, into `out` (B, n_l).
    pub fn units(&mut self, l: usize, draw: impl Fn(&mut Rng) -> Real, out: &mut Mat) {
        match self.given.get(l).and_then(|layer| layer.h.as_ref()) {
            Some(h) => out.assign(h),
            None => out.map_inplace(|value| *value = draw(self.rng)),
        }
    }
}
