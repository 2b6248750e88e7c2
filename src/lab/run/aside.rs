//! Notes that a run keeps for the workshop beside its report: what its rule shows of itself after each epoch, and what its products cost.

use microlearning_kernel::counted;

use super::Run;
use crate::rule::Trace;

/// Notes of a run.
#[derive(Default)]
pub struct Aside {
    /// Traces of the rule after each epoch, if they are kept.
    pub told: Option<Vec<Vec<Trace>>>,
    /// Multiplications in the products of all updates.
    multiplications: f64,
}

/// Count of multiplications at a beginning.
pub struct Counted(f64);

impl Counted {
    /// Begins to count.
    pub fn begin() -> Self {
        Self(counted::so_far())
    }

    /// Adds what was multiplied since.
    pub fn add_to(self, aside: &mut Aside) {
        aside.multiplications += counted::so_far() - self.0;
    }
}

impl Run {
    /// Products of all updates so far, in forward passes over all training pictures: what a rule multiplies matrices for, up and down
    /// the network and beside it.
    pub fn products(&self) -> f64 {
        let layers = self.trainer().net().layers.iter().map(|layer| layer.connect);
        let forward: usize = layers.map(|connect| connect.units() * connect.weights().1).sum();
        self.aside.multiplications / (forward as f64 * self.pictures() as f64)
    }
}
