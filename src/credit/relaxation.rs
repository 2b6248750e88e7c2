//! Relaxation: values of layers follow velocities, such as the slope of an energy, until they settle.

use crate::base::mat::reshape;
use crate::net::Forward;
use crate::{Mat, Real};

/// Inner dynamics of a rule.
pub trait Dynamics {
    /// Derives from the values, (B, n_l) a layer, the part that the next step and the energy are both taken from, into `spare`: memory
    /// that is kept from step to step.
    fn look(&self, values: &[Mat], spare: &mut Vec<Mat>);

    /// The same for the values that they begin with, of which more may be known.
    fn begin(&self, values: &[Mat], spare: &mut Vec<Mat>) {
        self.look(values, spare);
    }

    /// Moves each layer's values by a step of this length, all from the same old values. `room` has a matrix in the shape of each.
    fn step(&self, rate: Real, values: &mut [Mat], spare: &mut [Mat], room: &mut [Mat]);

    /// Energy of these values, or another number that tells how far they have settled: the mean over the batch.
    fn energy(&self, values: &[Mat], spare: &[Mat]) -> f64;
}

/// Euler steps: how many, and of which length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settle {
    /// Number of steps.
    pub steps: usize,
    /// Length of a step, dt: values ← values + dt · velocity.
    pub rate: Real,
}

impl Settle {
    /// Lets the values, h of `state`, settle; its z are room. The energy before the first step and after each goes into the trace, if
    /// there is one. The dynamics have looked at the last values when it returns.
    pub fn run(
        &self,
        dynamics: &dyn Dynamics,
        state: &mut Forward,
        spare: &mut Vec<Mat>,
        mut trace: Option<&mut Vec<f64>>,
    ) {
        let Forward { z: room, h: values } = state;
        room.iter_mut().zip(&*values).for_each(|(room, values)| reshape(room, values.dim()));
        for step in 0..=self.steps {
            match step {
                0 => dynamics.begin(values, spare),
                _ => dynamics.look(values, spare),
            }
            if let Some(trace) = &mut trace {
                trace.push(dynamics.energy(values, spare));
            }
            if step < self.steps {
                dynamics.step(self.rate, values, spare, room);
            }
        }
    }
}
