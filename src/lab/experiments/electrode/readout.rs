//! Read-out that the experimenter gives: each output is the mean of one group of hidden units minus the mean of another.

use crate::net::Network;
use crate::Real;

/// Groups of hidden units, by the output that each is read out by.
#[derive(Clone, Copy, Debug)]
pub struct Readout {
    /// Units in a group: there are two groups for each output, and no unit is in more than one.
    pub group: usize,
    /// Number of outputs.
    pub outputs: usize,
}

impl Readout {
    /// Number of hidden units.
    pub fn units(self) -> usize {
        2 * self.group * self.outputs
    }

    /// The output by which a unit is read out.
    pub fn output(self, unit: usize) -> usize {
        unit % self.outputs
    }

    /// True if the unit is in the group P+ of its output, whose mean counts for it; the others, P−, count against it.
    pub fn is_plus(self, unit: usize) -> bool {
        (unit / self.outputs).is_multiple_of(2)
    }

    /// Puts this read-out in the place of a network's last weights, and lets its last biases be 0.
    pub fn put(self, net: &mut Network) {
        let Some(top) = net.layers.last_mut() else { return };
        top.w.fill(0.0);
        let each = 1.0 / self.group as Real;
        for unit in 0..self.units() {
            top.w[[self.output(unit), unit]] = if self.is_plus(unit) { each } else { -each };
        }
        if let Some(b) = &mut top.b {
            b.fill(0.0);
        }
    }
}
