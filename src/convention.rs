//! What the two courses do differently from the textbook, as data.
//!
//! The tutorial's rules that carry an error back sum over the batch and drop the factor 2 of the squared
//! error, while its perturbation rules average: one moves B/2 times further than the other for the same η.
//! "Matched" puts this right: every rule estimates −∂⟨L⟩/∂W.

use crate::error::{Error, Result};
use crate::Real;

/// How a rule's update is scaled and which oddities it keeps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convention {
    /// The name in configurations, links and `propose` files.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// Whether rules that carry an error sum over the batch instead of averaging.
    pub sums_batch: bool,
    /// The factor that such rules put before the loss's gradient.
    pub error_factor: Real,
    /// ReLU's derivative is 1 where the activity is above this.
    pub relu_threshold: Real,
    /// ε in SNR = |mean| / (std + ε).
    pub snr_epsilon: f64,
}

/// As the tutorial's notebook does it.
pub const TUTORIAL: Convention = Convention {
    id: "tutorial",
    name: "Tutorial",
    sums_batch: true,
    error_factor: 0.5,
    relu_threshold: 1.0,
    snr_epsilon: 1e-3,
};

/// As the project's notebook does it: automatic differentiation of the mean loss.
pub const PROJECT: Convention = Convention {
    id: "project",
    name: "Project notebook",
    sums_batch: false,
    error_factor: 1.0,
    relu_threshold: 0.0,
    snr_epsilon: 1e-7,
};

/// Every rule estimates the same gradient, −∂⟨L⟩/∂W.
pub const MATCHED: Convention = Convention { id: "matched", name: "Matched", ..PROJECT };

/// All of them.
pub const ALL: [&Convention; 3] = [&MATCHED, &TUTORIAL, &PROJECT];

impl Convention {
    /// What the sum over the batch of −δ hᵀ is multiplied by.
    pub fn batch_scale(&self, batch: usize) -> Real {
        if self.sums_batch {
            self.error_factor
        } else {
            self.error_factor / batch as Real
        }
    }
}

/// The convention with this id.
///
/// # Errors
/// If there is none.
pub fn find(id: &str) -> Result<&'static Convention> {
    ALL.into_iter().find(|convention| convention.id == id).ok_or_else(|| {
        let known = ALL.map(|convention| convention.id).join(", ");
        Error::new("convention", format!("convention: there is none called \"{id}\"; choose one of {known}."))
    })
}
