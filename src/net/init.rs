//! Initialisation of weights and biases.

use crate::base::named::Named;
use crate::base::random::{normal, symmetric};
use crate::{Mat, Real, Rng, Vector};

/// The distribution that initial weights and biases are drawn from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// N(0, sd²), biases too (the tutorial).
    Normal(Real),
    /// U(−1/√fan_in, 1/√fan_in), biases too (the project; PyTorch's own choice for linear layers).
    FanIn,
    /// U(−√(6/(fan_in + fan_out)), …), biases 0 (Glorot & Bengio 2010, AISTATS 9:249).
    Glorot,
}

impl Named for Init {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::FanIn, "fan_in", "±1/√inputs (PyTorch)"),
        (Self::Glorot, "glorot", "Glorot, uniform"),
        (Self::Normal(0.1), "normal_0.1", "Normal, SD 0.1"),
        (Self::Normal(1.0), "normal_1", "Normal, SD 1"),
    ];
}

impl Init {
    /// Weights (n_out, n_in).
    pub fn weights(self, n_out: usize, n_in: usize, rng: &mut Rng) -> Mat {
        let limit = match self {
            Self::Glorot => (6.0 / (n_in + n_out) as Real).sqrt(),
            _ => 1.0 / (n_in as Real).sqrt(),
        };
        Mat::from_shape_simple_fn((n_out, n_in), || self.draw(limit, rng))
    }

    /// Biases (n_out) of a layer with `n_in` inputs.
    pub fn biases(self, n_out: usize, n_in: usize, rng: &mut Rng) -> Vector {
        if self == Self::Glorot {
            return Vector::zeros(n_out);
        }
        Vector::from_shape_simple_fn(n_out, || self.draw(1.0 / (n_in as Real).sqrt(), rng))
    }

    fn draw(self, limit: Real, rng: &mut Rng) -> Real {
        match self {
            Self::Normal(sd) => sd * normal(rng),
            Self::FanIn | Self::Glorot => symmetric(rng, limit),
        }
    }
}
