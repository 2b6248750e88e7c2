//! Weights of a rule's own, a matrix a layer: feedback weights, for example, fixed or learned.

use crate::{Mat, Real};

/// Plasticity of such weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plasticity {
    /// No learning.
    Fixed,
    /// The same kind of step as their layer's W, with the same η and decay.
    LikeWeights,
    /// Plain steps with this learning rate of their own.
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
    /// True if the error is propagated through them where backpropagation uses W.
    pub stands_for_w: bool,
    /// Plasticity of these weights.
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
