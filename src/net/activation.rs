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
    /// max(0, z)^4.5
    #[cfg(feature = "workshop")]
    ReluPower,
    /// z
    Identity,
    /// min(max(0, z), 1)
    #[cfg(feature = "workshop")]
    HardSigmoid,
}

impl Named for Activation {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Sigmoid, "sigmoid", "Sigmoid"),
        (Self::Tanh, "tanh", "Tanh"),
        (Self::Relu, "relu", "ReLU"),
        #[cfg(feature = "workshop")]
        (Self::ReluPower, "relu_power", "ReLU to the power 4.5"),
        (Self::Identity, "identity", "Identity (linear)"),
        #[cfg(feature = "workshop")]
        (Self::HardSigmoid, "hard_sigmoid", "Hard sigmoid"),
    ];
}

impl Activation {
    /// f(z)
    pub fn at(self, z: Real) -> Real {
        match self {
            Self::Sigmoid => 1.0 / (1.0 + real::exp(-z)),
            Self::Tanh => real::tanh(z),
            Self::Relu => positive(z),
            #[cfg(feature = "workshop")]
            Self::ReluPower => power(positive(z)),
            Self::Identity => z,
            #[cfg(feature = "workshop")]
            Self::HardSigmoid => z.clamp(0.0, 1.0),
        }
    }

    /// f′(z), written with the activity h = f(z). `relu_threshold` is 0, but for the course that tests against 1.
    pub fn slope(self, h: Real, relu_threshold: Real) -> Real {
        match self {
            Self::Sigmoid => h * (1.0 - h),
            Self::Tanh => 1.0 - h * h,
            Self::Relu => Real::from(u8::from(h > relu_threshold)),
            #[cfg(feature = "workshop")]
            Self::ReluPower if h > 0.0 => (4.5 * libm::exp(7.0 / 9.0 * libm::log(f64::from(h)))) as Real,
            #[cfg(feature = "workshop")]
            Self::ReluPower => 0.0,
            Self::Identity => 1.0,
            #[cfg(feature = "workshop")]
            Self::HardSigmoid => Real::from(u8::from(0.0 < h && h < 1.0)),
        }
    }

    /// h ← f(z), both (B, n).
    pub fn apply(self, z: &Mat, h: &mut Mat) {
        match (self, h.as_slice_mut(), z.as_slice()) {
            // Most of what a layer computes beside its products.
            (Self::Sigmoid, Some(h), Some(z)) => real::sigmoid_each(z, h),
            (Self::Tanh, Some(h), Some(z)) => real::tanh_each(z, h),
            #[cfg(feature = "workshop")]
            (Self::Relu, Some(h), Some(z)) => each::relu(z, h),
            _ => Zip::from(h).and(z).for_each(|h, &z| *h = self.at(z)),
        }
    }

    /// δ ← δ ⊙ f′(z), with f′ taken from the activity h; all (B, n).
    pub fn times_slope(self, h: &Mat, relu_threshold: Real, delta: &mut Mat) {
        match (self, delta.as_slice_mut(), h.as_slice()) {
            (Self::Sigmoid, Some(delta), Some(h)) => each::times_sigmoid_slope(delta, h),
            (Self::Tanh, Some(delta), Some(h)) => each::times_tanh_slope(delta, h),
            #[cfg(feature = "workshop")]
            (Self::Relu, Some(delta), Some(h)) => each::times_relu_slope(delta, h, relu_threshold),
            _ => Zip::from(delta).and(h).for_each(|d, &h| *d *= self.slope(h, relu_threshold)),
        }
    }
}

/// max(0, z), by a comparison: `max` itself is a call of a function in WebAssembly.
fn positive(z: Real) -> Real {
    if z > 0.0 {
        z
    } else {
        0.0
    }
}

/// z^4.5 for z ≥ 0, by a root that every processor rounds alike.
#[cfg(feature = "workshop")]
fn power(z: Real) -> Real {
    let square = z * z;
    square * square * z.sqrt()
}
