//! Centred kernel alignment with a linear kernel: how alike two layers arrange the same examples, from 0 to 1.
//!
//! CKA = ‖ỸᵀX̃‖² / (‖X̃ᵀX̃‖ ‖ỸᵀỸ‖), Frobenius norms, with X̃ (n, p) and Ỹ (n, q) centred. It is the cosine between the two
//! Gram matrices. Turning the space of units or scaling all activities changes nothing (Kornblith, Norouzi, Lee & Hinton
//! 2019, Similarity of neural network representations revisited). Independent activities do not score 0 but about
//! √(pq)/n where n is much larger than p and q, so compare at equal n.

use super::Gram;

/// CKA of the layers that these Gram matrices belong to, over the same examples. None if either is all zero: activities
/// that never vary resemble nothing.
pub fn cka(k: &Gram, l: &Gram) -> Option<f64> {
    let length = (k.inner(k) * l.inner(l)).sqrt();
    (k.n == l.n && length > 0.0).then(|| k.inner(l) / length)
}
