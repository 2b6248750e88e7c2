//! Adam with a rate that falls to 0 (Kingma & Ba 2015, Adam: A method for stochastic optimization, arXiv:1412.6980).

use crate::base::mat::{flat, flat_mut};
use crate::{Mat, Real};

const FIRST: Real = 0.9;
const SECOND: Real = 0.999;
const EPSILON: Real = 1e-8;

/// Running means of gradients and of their squares, of several matrices.
#[derive(Clone, Debug)]
pub struct Adam<const N: usize> {
    means: [[Mat; N]; 2],
    /// FIRST and SECOND to the power of the number of steps.
    powers: [Real; 2],
}

impl<const N: usize> Adam<N> {
    /// Nothing seen yet of matrices like these.
    pub fn new(like: &[Mat; N]) -> Self {
        let zeros = || like.each_ref().map(|m| Mat::zeros(m.dim()));
        Self { means: [zeros(), zeros()], powers: [1.0; 2] }
    }

    /// Moves the matrices down their gradients.
    pub fn step(&mut self, rate: Real, weights: &mut [Mat; N], gradients: &[Mat; N]) {
        let Self { means: [first, second], powers } = self;
        *powers = [powers[0] * FIRST, powers[1] * SECOND];
        let [one, two] = powers.map(|power| 1.0 - power);
        for (((w, g), m), v) in weights.iter_mut().zip(gradients).zip(first).zip(second) {
            let means = flat_mut(m).iter_mut().zip(flat_mut(v));
            for ((w, g), (m, v)) in flat_mut(w).iter_mut().zip(flat(g)).zip(means) {
                *m += (1.0 - FIRST) * (g - *m);
                *v += (1.0 - SECOND) * (g * g - *v);
                *w -= rate * (*m / one) / ((*v / two).sqrt() + EPSILON);
            }
        }
    }
}
