//! Curriculum: the digits that are trained on in each epoch, and the amount of work that follows from it.

use std::sync::Arc;

use super::setup::{select, updates_an_epoch};
use crate::base::error::{Error, Result};
use crate::data::{Dataset, Part, Selection};
use crate::lab::settings::config::Plan;

/// Amount of work of a run.
#[derive(Clone, Copy, Debug)]
pub struct Workload {
    /// Updates in all epochs.
    pub updates: u64,
    /// Training images that are measured before the first.
    pub images: usize,
}

impl Plan {
    /// The digits that are learned from in an epoch, counted from 1.
    pub fn present(&self, epoch: usize) -> Vec<u8> {
        let config = &self.config;
        let comes = |digit: &u8| match (config.late.contains(digit), epoch < config.late_from) {
            (late, true) => !late,
            (late, false) => late || config.late.is_empty() || !config.late_alone,
        };
        self.classes.iter().copied().filter(comes).collect()
    }

    /// True for each digit, in output order, that comes late.
    pub fn late(&self) -> Vec<bool> {
        self.classes.iter().map(|digit| self.config.late.contains(digit)).collect()
    }
}

/// The training images of an epoch, counted from 1, in the data's order.
pub fn training(data: &Arc<Dataset>, plan: &Plan, epoch: usize) -> Selection {
    select(data, plan, Part::Train).only(&plan.present(epoch))
}

/// Amount of work of a run.
///
/// # Errors
/// If an epoch would have no image.
pub fn workload(data: &Arc<Dataset>, plan: &Plan) -> Result<Workload> {
    let epochs = plan.config.epochs;
    let before = epochs.min(plan.config.late_from - 1);
    let [first, last] = [1, plan.config.late_from].map(|epoch| training(data, plan, epoch));
    if first.is_empty() || last.is_empty() {
        let message =
            "The data hold no training image for some epochs. Choose other late digits, or wait for more data.";
        return Err(Error::new("late", message));
    }
    let [early, late] = [&first, &last].map(|images| updates_an_epoch(plan, images));
    Ok(Workload { updates: (before * early + (epochs - before) * late) as u64, images: first.len() })
}
