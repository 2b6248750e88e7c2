//! The nonlinearities of hidden layers, each beside its derivative.

use microlearning_kernel::each;
use ndarray::Zip;

use crate::base::named::Named;
use crate::{real, Mat, Real};

/// A hidden layer's nonlinearity h = f(z).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// 1 / (1 + e⁻ᶻ)
    Sigmoid,
    /// tanh z
    Tanh,
    /// max(0, z)
    Relu,
    /// z
    Identity,
}

impl Named for Activation {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Sigmoid, "sigmoid", "Sigmoid"),
        (Self::Tanh, "tanh", "Tanh"),
        (Self::Relu, "relu", "ReLU"),
        (Self::Identity, "identity", "Identity (linear)"),
    ];
}

impl Activation {
    /// f(z)
    pub fn at(self, z: Real) -> Real {
        match self {
            Self::Sigmoid => 1.0 / (1.0 + real::exp(-z)),
            Self::Tanh => real::tanh(z),
            Self::Relu => z.max(0.0),
            Self::Identity => z,
        }
    }

    /// f′(z), written with the activity h = f(z). `relu_threshold` is 0, but for the course that tests against 1.
    pub fn slope(self, h: Real, relu_threshold: Real) -> Real {
        match self {
            Self::Sigmoid => h * (1.0 - h),
            Self::Tanh => 1.0 - h * h,
            Self::Relu => Real::from(u8::from(h > relu_threshold)),
            Self::Identity => 1.0,
        }
    }

    /// h ← f(z), both (B, n).
    pub fn apply(self, z: &Mat, h: &mut Mat) {
        match (self, h.as_slice_mut(), z.as_slice()) {
            // Most of what a layer computes beside its products.
            (Self::Sigmoid, Some(h), Some(z)) => each::sigmoid(z, h),
            _ => Zip::from(h).and(z).for_each(|h, &z| *h = self.at(z)),
        }
    }

    /// δ ← δ ⊙ f′(z), with f′ taken from the activity h; all (B, n).
    pub fn times_slope(self, h: &Mat, relu_threshold: Real, delta: &mut Mat) {
        match (self, delta.as_slice_mut(), h.as_slice()) {
            (Self::Sigmoid, Some(delta), Some(h)) => each::times_sigmoid_slope(delta, h),
            _ => Zip::from(delta).and(h).for_each(|d, &h| *d *= self.slope(h, relu_threshold)),
        }
    }
}
