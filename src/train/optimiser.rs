//! Optimisers, which turn a proposed update into a step: SGD, momentum, Adam.

use microlearning_kernel::each;
use ndarray::{Array, Dimension, Zip};

use crate::base::named::Named;
use crate::Real;

/// The kinds of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optimiser {
    /// W ← W + η ΔW.
    Sgd,
    /// v ← 0.9 v + ΔW, W ← W + η v.
    Momentum,
    /// Kingma & Ba (2015), β 0.9 and 0.999, ε 1e-8.
    Adam,
}

impl Named for Optimiser {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Sgd, "sgd", "Plain (SGD)"),
        (Self::Momentum, "momentum", "Momentum 0.9"),
        (Self::Adam, "adam", "Adam"),
    ];
}

const MOMENTUM: Real = 0.9;
const SECOND: Real = 0.999;
const EPSILON: Real = 1e-8;
/// Updates between two looks for subnormal numbers: a look at each would make a step 3 % longer, and a few slow steps do no harm.
const FLUSHED_EVERY: u64 = 16;

/// Optimiser state of some weights: running means of the update and of its square, flat.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    first: Vec<Real>,
    second: Vec<Real>,
}

/// The constants of one step.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Kind of optimiser.
    pub optimiser: Optimiser,
    /// η of this layer.
    pub rate: Real,
    /// Weights and biases are pulled towards zero by this much of themselves, as PyTorch's weight decay does.
    pub decay: Real,
    /// Number of steps before this one.
    pub count: u64,
}

impl Step {
    /// Moves `weights` along `delta`: two matrices or two vectors.
    ///
    /// # Panics
    /// If their values are not contiguous, or differ in number: a mistake in this crate.
    pub fn apply<D: Dimension>(&self, weights: &mut Array<Real, D>, delta: &Array<Real, D>, memory: &mut Memory) {
        self.go(weights.as_slice_mut().expect(FLAT), delta.as_slice().expect(FLAT), memory);
    }

    fn go(&self, w: &mut [Real], delta: &[Real], memory: &mut Memory) {
        let Self { rate, decay, .. } = *self;
        match self.optimiser {
            Optimiser::Sgd => each::step(w, delta, rate, decay),
            Optimiser::Momentum => {
                memory.first.resize(w.len(), 0.0);
                Zip::from(&mut *w).and(delta).and(&mut memory.first[..]).for_each(|w, &d, v| {
                    *v = MOMENTUM * *v + d - decay * *w;
                    *w += rate * *v;
                });
            }
            Optimiser::Adam => self.adam(w, delta, memory),
        }
        if self.count % FLUSHED_EVERY == FLUSHED_EVERY - 1 {
            [w, &mut memory.first[..], &mut memory.second[..]].into_iter().for_each(each::flush_subnormals);
        }
    }

    fn adam(&self, w: &mut [Real], delta: &[Real], memory: &mut Memory) {
        memory.first.resize(w.len(), 0.0);
        memory.second.resize(w.len(), 0.0);
        let t = i32::try_from(self.count + 1).unwrap_or(i32::MAX);
        let (unbias_first, unbias_second) = (1.0 - MOMENTUM.powi(t), 1.0 - SECOND.powi(t));
        Zip::from(w).and(delta).and(&mut memory.first[..]).and(&mut memory.second[..]).for_each(|w, &d, m, v| {
            let d = d - self.decay * *w;
            *m = MOMENTUM * *m + (1.0 - MOMENTUM) * d;
            *v = SECOND * *v + (1.0 - SECOND) * d * d;
            *w += self.rate * (*m / unbias_first) / ((*v / unbias_second).sqrt() + EPSILON);
        });
    }
}

/// Reason that a weight's or an update's values can be read as one slice.
const FLAT: &str = "weights and updates are in standard layout";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vector;

    #[test]
    fn nothing_that_shrinks_stays_subnormal_for_long() {
        for optimiser in [Optimiser::Sgd, Optimiser::Momentum, Optimiser::Adam] {
            let (mut w, mut memory) = (Vector::from_vec(vec![1.0, -1e-20, 0.0]), Memory::default());
            for count in 0..4000 {
                let delta = Vector::from_elem(3, if count == 0 { 1e-3 } else { 0.0 });
                Step { optimiser, rate: 0.5, decay: 0.6, count }.apply(&mut w, &delta, &mut memory);
            }
            let all = w.iter().chain(&memory.first).chain(&memory.second);
            let stuck: Vec<_> = all.filter(|value| value.is_subnormal()).collect();
            assert!(stuck.is_empty(), "{optimiser:?}: {stuck:?}");
        }
    }
}
