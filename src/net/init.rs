//! Initialisation of weights and biases.

use crate::base::random::{normal, symmetric};
use crate::{Mat, Real, Rng, Vector};

/// The distribution that initial weights and biases are drawn from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// N(0, sd²), biases too (the tutorial).
    Normal(Real),
    /// U(−1/√fan_in, 1/√fan_in), biases too (the project; PyTorch's own choice for linear layers).
    FanIn,
}

impl Init {
    /// Weights (n_out, n_in).
    pub fn weights(self, n_out: usize, n_in: usize, rng: &mut Rng) -> Mat {
        Mat::from_shape_simple_fn((n_out, n_in), || self.draw(n_in, rng))
    }

    /// Biases (n_out) of a layer with `n_in` inputs.
    pub fn biases(self, n_out: usize, n_in: usize, rng: &mut Rng) -> Vector {
        Vector::from_shape_simple_fn(n_out, || self.draw(n_in, rng))
    }

    fn draw(self, n_in: usize, rng: &mut Rng) -> Real {
        match self {
            Self::Normal(sd) => sd * normal(rng),
            Self::FanIn => symmetric(rng, 1.0 / (n_in as Real).sqrt()),
        }
    }
}
