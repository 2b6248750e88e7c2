//! The cosine between two updates: 1 means the same direction, 0 none in common, −1 the opposite.

use crate::rule::LayerUpdate;

/// cos(a, b) over all weights and biases of these layers, which have the same shapes. None if either is all zero:
/// then there is no direction.
pub fn cosine(a: &[LayerUpdate], b: &[LayerUpdate]) -> Option<f64> {
    let all = |layers| <[LayerUpdate]>::iter(layers).flat_map(values).map(f64::from);
    let dot = |a, b| all(a).zip(all(b)).map(|(a, b)| a * b).sum::<f64>();
    let length = (dot(a, a) * dot(b, b)).sqrt();
    (length > 0.0).then(|| dot(a, b) / length)
}

/// Every number of a layer's update: weights, then biases.
pub fn values(update: &LayerUpdate) -> impl Iterator<Item = crate::Real> + '_ {
    update.w.iter().chain(update.b.iter().flatten()).copied()
}
