//! Schedules of the learning rate over a run.

use crate::base::named::Named;
use crate::Real;

/// Change of η from epoch to epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// η stays.
    Constant,
    /// η falls linearly, from all of it in the first epoch to 0 after the last.
    Linear,
}

impl Named for Schedule {
    const NAMES: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Constant, "constant", "Constant"), (Self::Linear, "linear", "Falls to 0")];
}

impl Schedule {
    /// Share of η that epoch `epoch` takes, of 1 to `epochs`.
    pub fn pace(self, epoch: usize, epochs: usize) -> Real {
        match self {
            Self::Constant => 1.0,
            Self::Linear => 1.0 - (epoch - 1) as Real / epochs as Real,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_falling_rate_begins_whole_and_ends_one_step_above_nothing() {
        let paces: Vec<_> = (1..=4).map(|epoch| Schedule::Linear.pace(epoch, 4)).collect();
        assert_eq!(paces, [1.0, 0.75, 0.5, 0.25]);
        assert!((1..=4).all(|epoch| Schedule::Constant.pace(epoch, 4) == 1.0));
    }
}
