//! Progress of a run, and the time that the rest will take.

use super::report::Progress;
use super::{Run, Stage};
use crate::data::Selection;

impl Run {
    pub(super) fn progress(&self, new_epoch: bool) -> Progress {
        let total = self.work.updates;
        let (finished, message) = match &self.stage {
            Stage::Stopped(message) => (true, message.clone()),
            _ => (false, None),
        };
        let fraction = if finished && message.is_none() { 1.0 } else { self.fraction() };
        Progress {
            epoch: self.report.epochs.len().saturating_sub(1),
            epochs: self.plan().config.epochs,
            update: self.training.trainer().updates(),
            updates: total,
            fraction,
            seconds_left: (fraction > 0.01 && !finished).then(|| self.seconds * (1.0 - fraction) / fraction),
            finished,
            message,
            new_epoch,
        }
    }

    /// Share of the work done: an update's image counts three products, an evaluated image one.
    pub fn fraction(&self) -> f64 {
        let updates = self.work.updates;
        let measured = self.held_out.iter().map(Selection::len).sum::<usize>() as f64;
        let epochs = self.plan().config.epochs as f64;
        let batch = self.plan().config.batch as f64;
        let first = self.work.images as f64 + measured;
        let closed = self.report.epochs.len();
        let under_way = match &self.stage {
            Stage::Evaluate(evaluation) => evaluation.images_done() as f64,
            _ => 0.0,
        };
        let closed = if closed == 0 { 0.0 } else { first + (closed - 1) as f64 * measured };
        let done = closed + under_way + 3.0 * batch * self.training.trainer().updates() as f64;
        (done / (first + epochs * measured + 3.0 * batch * updates as f64)).min(1.0)
    }
}
