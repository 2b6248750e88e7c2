//! Relaxation: values of the hidden layers follow velocities, such as the slope of an energy, until they settle.

use crate::rule::{Context, Workspace};
use crate::{Mat, Real};

/// Inner dynamics of a rule.
pub trait Dynamics {
    /// Writes the velocity of each hidden layer's values into `velocities`, all from the same `values`, both (B, n_l). Returns the
    /// energy of these values, the mean over the batch. `spare` is memory that is kept from step to step.
    fn velocities(&self, at: &Context<'_>, values: &[Mat], spare: &mut Vec<Mat>, velocities: &mut [Mat]) -> f64;
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
    /// Lets the values settle, all layers at once from the old ones, and leaves them in h of the workspace's second pass; they begin
    /// with `begin` of each hidden layer. The energy before the first step and after each goes into `trace`.
    pub fn run<'a>(
        &self,
        dynamics: &dyn Dynamics,
        at: &Context<'_>,
        begin: impl Fn(usize) -> &'a Mat,
        work: &mut Workspace,
        trace: &mut Vec<f64>,
    ) {
        let Workspace { passes: [_, state], mats, .. } = work;
        let hidden = at.net.depth() - 1;
        state.reshape(hidden);
        for (l, (values, velocity)) in state.h.iter_mut().zip(&mut state.z).enumerate() {
            values.clone_from(begin(l));
            velocity.clone_from(begin(l));
        }
        for step in 0..=self.steps {
            trace.push(dynamics.velocities(at, &state.h, mats, &mut state.z));
            if step < self.steps {
                for (values, velocity) in state.h.iter_mut().zip(&state.z) {
                    values.scaled_add(self.rate, velocity);
                }
            }
        }
    }
}
