//! The cosine between two updates, per layer: 1 means the same direction, 0 none in common, −1 the opposite.

use crate::rule::LayerUpdate;

/// cos(a, b) over all weights and biases of a layer. None if either is all zero: then there is no direction.
pub fn cosine(a: &LayerUpdate, b: &LayerUpdate) -> Option<f64> {
    let dot = |a: &LayerUpdate, b: &LayerUpdate| -> f64 {
        values(a).zip(values(b)).map(|(a, b)| f64::from(a) * f64::from(b)).sum()
    };
    let length = (dot(a, a) * dot(b, b)).sqrt();
    (length > 0.0).then(|| dot(a, b) / length)
}

/// Every number of a layer's update: weights, then biases.
pub fn values(update: &LayerUpdate) -> impl Iterator<Item = crate::Real> + '_ {
    update.w.iter().chain(update.b.iter().flatten()).copied()
}
