//! Differences between the two courses and the textbook, as data.
//!
//! The tutorial's rules that carry an error back sum over the batch and drop the factor 2 of the squared
//! error, while its perturbation rules average: one moves B/2 times further than the other for the same η.
//! "Matched" puts this right: every rule estimates −∂⟨L⟩/∂W.

use crate::base::error::{Error, Result};
use crate::net::Output;
use crate::Real;

/// Scaling of a rule's update, and the oddities of a course that it keeps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Convention {
    /// The name in configurations, links and `propose` files.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// True if rules that propagate an error sum over the batch instead of averaging.
    pub sums_batch: bool,
    /// True if such rules drop the factor 2 of the squared error.
    pub drops_factor: bool,
    /// True if node perturbation adds its noise to activities, leaving f′ out, instead of to pre-activations z.
    pub noise_on_activity: bool,
    /// True if node perturbation uses a unit's whole deviation, the part from layers below included, as its noise.
    pub whole_deviation: bool,
    /// True if node perturbation multiplies it by the perturbed activity of the layer below instead of the clean one.
    pub perturbed_below: bool,
    /// True if a rule's own decay leaves out the first hidden layer: Kolen–Pollack then decays the layers above and B
    /// only.
    pub spares_first: bool,
    /// ReLU's derivative is 1 where the activity is above this.
    pub relu_threshold: Real,
    /// ε in SNR = |mean| / (std + ε).
    pub snr_epsilon: f64,
}

/// The tutorial's notebook.
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

/// The project's notebook: automatic differentiation of the mean loss.
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

/// All conventions.
pub const ALL: [&Convention; 3] = [&MATCHED, &TUTORIAL, &PROJECT];

impl Convention {
    /// Factor by which the sum over the batch of −δ hᵀ is multiplied.
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
