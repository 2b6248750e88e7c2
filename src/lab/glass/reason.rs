//! Reason of a change: of what a layer's ΔW was made, found by comparing it with what it may have been made of.

use crate::base::named::Named;
use crate::{Mat, Real};

/// Makings of a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// −δ h of each picture, then the mean.
    Delta,
    /// Noise of the synapse times one number.
    Noise,
    /// Products of the activities on both sides, then the mean.
    Activities,
    /// Something else.
    #[default]
    Other,
}

impl Named for Reason {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Delta, "delta", "minus what its unit was told, times what came in; the mean over the pictures"),
        (Self::Noise, "noise", "its own noise times one number, the same for all"),
        (
            Self::Activities,
            "activities",
            "both activities multiplied; the mean over the pictures, less what the rule takes off",
        ),
        (Self::Other, "other", "what the rule’s equation makes of these"),
    ];
}

/// Relative difference up to which two matrices are the same.
const CLOSE: Real = 1e-3;

/// The layer's data: activities before and behind, (B, n), teaching signals if there are any, and noise of the weights.
pub struct Seen<'a> {
    /// Activities of the layer before.
    pub pre: &'a Mat,
    /// Activities of the layer itself.
    pub post: &'a Mat,
    /// Teaching signals.
    pub teaching: Option<&'a Mat>,
    /// Noise of the weights.
    pub noise: Option<&'a Mat>,
}

/// The reason of `delta`, and each picture's contribution if it is a mean.
pub fn reason(layer: &Seen<'_>, delta: &Mat) -> (Reason, Option<Vec<Mat>>) {
    if let Some(teaching) = layer.teaching {
        let terms = products(teaching, layer.pre, -1.0);
        if close(&mean(&terms), delta) {
            return (Reason::Delta, Some(terms));
        }
        return (Reason::Other, None);
    }
    if layer.noise.is_some_and(|noise| close(&(noise * factor(noise, delta)), delta)) {
        return (Reason::Noise, None);
    }
    let terms = products(layer.post, layer.pre, 1.0);
    (Reason::Activities, Some(terms))
}

fn products(post: &Mat, pre: &Mat, scale: Real) -> Vec<Mat> {
    let one = |p: usize| Mat::from_shape_fn((post.ncols(), pre.ncols()), |(i, j)| scale * post[(p, i)] * pre[(p, j)]);
    (0..post.nrows()).map(one).collect()
}

fn mean(terms: &[Mat]) -> Mat {
    let sum = terms[1..].iter().fold(terms[0].clone(), |sum, term| sum + term);
    sum / terms.len() as Real
}

/// The number that `noise` has to be multiplied by to come nearest to `delta`.
fn factor(noise: &Mat, delta: &Mat) -> Real {
    (noise * delta).sum() / (noise * noise).sum()
}

fn close(one: &Mat, other: &Mat) -> bool {
    let largest = |m: &Mat| m.iter().fold(0.0, |most: Real, value| most.max(value.abs()));
    largest(&(one - other)) <= CLOSE * largest(other)
}
