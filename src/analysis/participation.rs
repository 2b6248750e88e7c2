//! The participation ratio (Σλ)² / Σλ² of the eigenvalues λ of the units' covariance: along how many directions the
//! activities vary. k equal eigenvalues give k; one that outweighs all others gives 1 (Gao et al. 2017, A theory of
//! multineuronal dimensionality, dynamics and measurement).

use super::Gram;

/// The ratio, from the traces of K and K²: no eigenvalue is needed. None if the activities never vary.
pub fn participation_ratio(k: &Gram) -> Option<f64> {
    let squares = k.inner(k);
    (squares > 0.0).then(|| k.trace() * k.trace() / squares)
}
