//! Weights of a rule's own, a matrix a layer: feedback weights, for example, fixed or learned.

use crate::{Mat, Real};

/// How such weights change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plasticity {
    /// They stay.
    Fixed,
    /// They take the kind of step that their layer's W takes, with the same η and decay.
    LikeWeights,
    /// They take plain steps at a rate of their own.
    Own(Real),
}

/// Weights of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Pathway {
    /// Their letter, as in the equation: with the layer's number it is their name in files ("B2").
    pub id: &'static str,
    /// The number of the layer that the first matrix belongs to, counted from 1.
    pub first: usize,
    /// A matrix a layer, from there upwards.
    pub weights: Vec<Mat>,
    /// Whether the error comes back through them where backpropagation takes W.
    pub stands_for_w: bool,
    /// Whether and how they learn.
    pub learns: Plasticity,
}

impl Pathway {
    /// Feedback weights B for layers 2 … L.
    pub fn feedback(b: Vec<Mat>, learns: Plasticity) -> Self {
        Self { id: "B", first: 2, weights: b, stands_for_w: true, learns }
    }

    /// The matrices that learn: all or none.
    pub fn learned(&self) -> &[Mat] {
        match self.learns {
            Plasticity::Fixed => &[],
            Plasticity::LikeWeights | Plasticity::Own(_) => &self.weights,
        }
    }

    /// The matrix of layer l, counted from 0 as everywhere in code.
    ///
    /// # Panics
    /// If there is none: a mistake in this crate.
    pub fn of(&self, l: usize) -> &Mat {
        &self.weights[l + 1 - self.first]
    }
}
