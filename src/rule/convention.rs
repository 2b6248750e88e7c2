//! What the two courses do differently from the textbook, as data.
//!
//! The tutorial's rules that carry an error back sum over the batch and drop the factor 2 of the squared
//! error, while its perturbation rules average: one moves B/2 times further than the other for the same η.
//! "Matched" puts this right: every rule estimates −∂⟨L⟩/∂W.

use crate::base::error::{Error, Result};
use crate::net::Output;
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
    /// Whether such rules drop the factor 2 of the squared error.
    pub drops_factor: bool,
    /// Whether node perturbation adds its noise to activities, leaving f′ out, instead of to potentials z.
    pub noise_on_activity: bool,
    /// Whether node perturbation takes a unit's whole deviation, what came up from below included, for its noise.
    pub whole_deviation: bool,
    /// Whether node perturbation pairs it with the perturbed activity below instead of the clean one.
    pub perturbed_below: bool,
    /// Whether a rule's own decay passes by the first hidden layer: Kolen–Pollack then pulls at the layers above and at B.
    pub spares_first: bool,
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
    drops_factor: true,
    noise_on_activity: true,
    whole_deviation: true,
    perturbed_below: true,
    spares_first: true,
    relu_threshold: 1.0,
    snr_epsilon: 1e-3,
};

/// As the project's notebook does it: automatic differentiation of the mean loss.
pub const PROJECT: Convention = Convention {
    id: "project",
    name: "Project notebook",
    sums_batch: false,
    drops_factor: false,
    noise_on_activity: false,
    whole_deviation: false,
    perturbed_below: false,
    spares_first: false,
    relu_threshold: 0.0,
    snr_epsilon: 1e-7,
};

/// Every rule estimates the same gradient, −∂⟨L⟩/∂W.
pub const MATCHED: Convention = Convention { id: "matched", name: "Matched", ..PROJECT };

/// All of them.
pub const ALL: [&Convention; 3] = [&MATCHED, &TUTORIAL, &PROJECT];

impl Convention {
    /// What the sum over the batch of −δ hᵀ is multiplied by.
    pub fn batch_scale(&self, output: Output, batch: usize) -> Real {
        let examples = if self.sums_batch { 1.0 } else { batch as Real };
        let factor = if self.drops_factor { output.factor() } else { 1.0 };
        1.0 / (examples * factor)
    }

    /// λ of layer l of `depth`, where a rule's own decay is `decay`.
    pub fn decay(&self, decay: Real, l: usize, depth: usize) -> Real {
        let hidden = l + 1 < depth;
        if self.spares_first && l == 0 && hidden {
            0.0
        } else {
            decay
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
