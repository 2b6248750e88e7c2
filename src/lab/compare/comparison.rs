//! A comparison under way: runs that are measured after each epoch, and statistics over several seeds.

use std::sync::Arc;

use serde::Serialize;

use super::measure::{measure, Readings};
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::run::report::Progress;
use crate::lab::run::Run;
use crate::lab::settings::config::Plan;
use crate::metrics::mean_and_sd;

/// A run that is measured after each epoch. It ends with the same weights as one that is not.
pub struct Runner {
    run: Run,
    log: Vec<Readings>,
    /// Ids of the costly measures that the last of them was asked for.
    measured: Vec<String>,
}

impl Runner {
    /// A run of this plan, with nothing trained yet.
    ///
    /// # Errors
    /// If the data set has no image for one of the parts.
    pub fn new(data: &Arc<Dataset>, plan: Plan) -> Result<Self> {
        Ok(Self { run: Run::new(data, plan)?, log: Vec::new(), measured: Vec::new() })
    }

    /// Works until `budget` milliseconds have passed or an epoch is finished, which is measured then: what takes long
    /// only if its id is among those `asked` for. Of a run that has ended, this is measured then if it was not before. `now`
    /// tells the time in milliseconds.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64, asked: &[&str]) -> Progress {
        let progress = self.run.advance(now, budget, true);
        let ended = progress.finished && progress.message.is_none();
        let more = asked.iter().any(|id| self.measured.iter().all(|known| known != id));
        if progress.new_epoch || (ended && more) {
            self.log.truncate(progress.epoch);
            self.log.push(measure(&self.run, asked));
            self.measured = asked.iter().map(|id| (*id).to_owned()).collect();
        }
        progress
    }

    /// Measurements after epoch 0, 1, 2 …
    pub fn log(&self) -> &[Readings] {
        &self.log
    }

    /// The run.
    pub fn run(&self) -> &Run {
        &self.run
    }
}

/// One lane's curve: the mean over its seeds, epoch by epoch.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// Number of seeds.
    pub seeds: usize,
    /// 0, 1, 2 …
    pub epochs: Vec<usize>,
    /// Mean; none where a seed has no value.
    pub mean: Vec<Option<f64>>,
    /// Sample standard deviation; none with a single seed.
    pub sd: Vec<Option<f64>>,
}

/// The mean over runs of one lane, each given as its values after epoch 0, 1, 2 …; NaN is none. A run more than an
/// epoch behind the furthest one is left out until it has caught up, so that every point is a mean over the same runs.
pub fn curve(runs: &[Vec<f64>]) -> Curve {
    let front = runs.iter().map(Vec::len).max().unwrap_or(0);
    let counted: Vec<_> = runs.iter().filter(|run| run.len() + 1 >= front).collect();
    let length = counted.iter().map(|run| run.len()).min().unwrap_or(0);
    let at = |epoch: usize| {
        let values: Vec<_> = counted.iter().map(|run| run[epoch]).collect();
        let complete = values.iter().all(|value| value.is_finite());
        mean_and_sd(if complete { &values } else { &[] })
    };
    let (mean, sd) = (0..length).map(at).unzip();
    Curve { seeds: counted.len(), epochs: (0..length).collect(), mean, sd }
}

/// Outcomes of the runs of one lane. The mean of runs that either succeed or fail describes none of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ends {
    /// Number of runs that have ended.
    pub runs: usize,
    /// Number of runs that ended above [`Ends::needed`].
    pub successes: usize,
    /// Accuracy that a run must exceed to count as a success, in percent.
    pub needed: f64,
    /// Number of runs that ended at most at [`Ends::collapsed`].
    pub collapses: usize,
    /// A run that ends no higher counts as a collapse: as far above guessing as a success must be below perfect.
    pub collapsed: f64,
}

/// The ends of runs, each given as its last accuracy in percent: `chance` is what guessing scores, and `success` how
/// far from there (0) to 100 % (1) a success must come.
pub fn ends(accuracies: &[f64], chance: f64, success: f64) -> Ends {
    let way = success * (100.0 - chance);
    let (needed, collapsed) = (chance + way, 100.0 - way);
    let count = |counts: &dyn Fn(f64) -> bool| accuracies.iter().filter(|value| counts(**value)).count();
    let (successes, collapses) = (count(&|value| value > needed), count(&|value| value <= collapsed));
    Ends { runs: accuracies.len(), successes, needed, collapses, collapsed }
}
