//! The output layers of the two courses and a linear one, each with its loss and its error.

use microlearning_kernel::each;
use ndarray::{ArrayView1, Zip};

use crate::base::mat::{flat, flat_mut};
use crate::base::named::Named;
use crate::{Mat, Real};

/// Output nonlinearity and loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// y = sigmoid(z), L = Σ_k (t_k − y_k)².
    SigmoidMse,
    /// y = softmax(z), L = −log y_target.
    SoftmaxNll,
    /// y = z, L = Σ_k (t_k − y_k)²: the output of linear networks, about which most can be proved.
    LinearMse,
    /// y = min(max(0, z), 1), L = Σ_k (t_k − y_k)².
    #[cfg(feature = "workshop")]
    HardSigmoidMse,
}

impl Named for Output {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::SoftmaxNll, "softmax_nll", "Softmax, −log likelihood"),
        (Self::SigmoidMse, "sigmoid_mse", "Sigmoid, squared error"),
        (Self::LinearMse, "linear_mse", "Linear, squared error"),
        #[cfg(feature = "workshop")]
        (Self::HardSigmoidMse, "hard_sigmoid_mse", "Hard sigmoid, squared error"),
    ];
}

impl Output {
    /// y from z, both (B, n_out).
    pub fn activate(self, z: &Mat, y: &mut Mat) {
        match self {
            Self::SigmoidMse => super::Activation::Sigmoid.apply(z, y),
            Self::SoftmaxNll => each::softmax(flat(z), z.ncols(), flat_mut(y)),
            Self::LinearMse => y.assign(z),
            #[cfg(feature = "workshop")]
            Self::HardSigmoidMse => super::Activation::HardSigmoid.apply(z, y),
        }
    }

    /// The loss of one example from its z and one-hot target t, both (n_out).
    pub fn loss(self, z: ArrayView1<'_, Real>, t: ArrayView1<'_, Real>) -> f64 {
        match self {
            // From z, not from y: y is rounded, and log y would be −∞ long before the loss is.
            Self::SigmoidMse => Zip::from(z).and(t).fold(0.0, |sum, &z, &t| {
                let miss = f64::from(t) - 1.0 / (1.0 + libm::exp(-f64::from(z)));
                sum + miss * miss
            }),
            Self::SoftmaxNll => log_sum_exp(z) - dot(z, t),
            Self::LinearMse => self.loss_of_answer(z, t),
            #[cfg(feature = "workshop")]
            Self::HardSigmoidMse => self.loss_of_answer(z.mapv(|z| z.clamp(0.0, 1.0)).view(), t),
        }
    }

    /// The loss of one example from y and t alone, for outputs that noise was added to: no z gives them.
    pub fn loss_of_answer(self, y: ArrayView1<'_, Real>, t: ArrayView1<'_, Real>) -> f64 {
        match self {
            // Noise can make a probability negative, which has no logarithm.
            Self::SoftmaxNll => -libm::log(dot(y, t).max(f64::from(f32::MIN_POSITIVE))),
            _ => Zip::from(y).and(t).fold(0.0, |sum, &y, &t| {
                let miss = f64::from(t) - f64::from(y);
                sum + miss * miss
            }),
        }
    }

    /// Factor that the course drops from δ_L: the 2 of the squared error.
    pub fn factor(self) -> Real {
        match self {
            Self::SoftmaxNll => 1.0,
            _ => 2.0,
        }
    }

    /// True if each unit answers for itself; where all share one sum, none can settle by itself.
    pub fn is_elementwise(self) -> bool {
        !matches!(self, Self::SoftmaxNll)
    }

    /// A z that gives the answer y, of any output but for a shift that changes nothing.
    pub fn potential(self, y: Real) -> Real {
        match self {
            Self::SigmoidMse => libm::log(f64::from(y) / (1.0 - f64::from(y))) as Real,
            Self::SoftmaxNll => libm::log(f64::from(y)) as Real,
            _ => y,
        }
    }

    /// δ_L ← ∂L/∂z_L of each example; y, t and δ are (B, n_out).
    pub fn error(self, y: &Mat, t: &Mat, delta: &mut Mat) {
        match self {
            Self::SigmoidMse => Zip::from(delta).and(y).and(t).for_each(|d, &y, &t| *d = 2.0 * (y - t) * y * (1.0 - y)),
            Self::SoftmaxNll => each::difference(flat(y), flat(t), flat_mut(delta)),
            Self::LinearMse => each::scaled_difference(2.0, flat(y), flat(t), flat_mut(delta)),
            #[cfg(feature = "workshop")]
            Self::HardSigmoidMse => {
                Self::LinearMse.error(y, t, delta);
                super::Activation::HardSigmoid.times_slope(y, 0.0, delta);
            }
        }
    }
}

fn largest(z: ArrayView1<'_, Real>) -> Real {
    z.fold(Real::NEG_INFINITY, |a, &b| a.max(b))
}

fn log_sum_exp(z: ArrayView1<'_, Real>) -> f64 {
    let top = f64::from(largest(z));
    top + libm::log(z.fold(0.0, |sum, &z| sum + libm::exp(f64::from(z) - top)))
}

fn dot(a: ArrayView1<'_, Real>, b: ArrayView1<'_, Real>) -> f64 {
    Zip::from(a).and(b).fold(0.0, |sum, &a, &b| sum + f64::from(a) * f64::from(b))
}
