//! A comparison under way: runs that are measured after each epoch, and statistics over several seeds.

use std::sync::Arc;

use serde::Serialize;

use super::measure::{lacks, measure, measure_further, Readings};
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::run::report::Progress;
use crate::lab::run::Run;
use crate::lab::settings::config::Plan;
use crate::metrics::mean_and_sd;
use crate::train::Snapshot;

/// Number of weights that a run keeps of its epochs, 32 MB, so that what is asked for late can be measured of them.
const MOST_KEPT: usize = 8_000_000;

/// A run that is measured after each epoch. It ends with the same weights as one that is not.
pub struct Runner {
    run: Run,
    log: Vec<Readings>,
    /// Weights after epoch 0, 1, 2 …, as many as there is room for.
    kept: Vec<Snapshot>,
    /// Accuracy on each class after epoch 0, 1, 2 …
    #[cfg(feature = "workshop")]
    classes: Vec<Vec<Option<f64>>>,
}

impl Runner {
    /// A run of this plan, with nothing trained yet.
    ///
    /// # Errors
    /// If the data set has no image for one of the parts.
    pub fn new(data: &Arc<Dataset>, plan: Plan) -> Result<Self> {
        Ok(Self {
            run: Run::new(data, plan)?,
            log: Vec::new(),
            kept: Vec::new(),
            #[cfg(feature = "workshop")]
            classes: Vec::new(),
        })
    }

    /// Works until `budget` milliseconds have passed or an epoch is finished, which is measured then: what takes long
    /// only if its id is among those `asked` for. Of a run that has ended, each call measures one epoch more for which that
    /// was not asked in time, the last ones first. `now` tells the time in milliseconds.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64, asked: &[&str]) -> Progress {
        let progress = self.run.advance(now, budget, true);
        if progress.new_epoch {
            self.log.push(measure(&self.run, asked));
            self.keep();
            #[cfg(feature = "workshop")]
            self.classes.push(self.run.validation().per_class());
        } else if progress.finished && progress.message.is_none() {
            self.catch_up(asked);
        }
        progress
    }

    /// Keeps the weights of this epoch, if those of all before are there and there is room for as many again.
    fn keep(&mut self) {
        let now = self.run.trainer().snapshot();
        if self.kept.len() + 1 == self.log.len() && self.log.len() * now.weights() <= MOST_KEPT {
            self.kept.push(now);
        }
    }

    fn catch_up(&mut self, asked: &[&str]) {
        let Self { run, log, kept, .. } = self;
        let there = |epoch: &usize| *epoch < kept.len() || epoch + 1 == log.len();
        let Some(epoch) = (0..log.len()).rev().filter(there).find(|epoch| lacks(run, asked, &log[*epoch])) else {
            return;
        };
        kept.get_mut(epoch).into_iter().for_each(|then| run.exchange(then));
        measure_further(run, asked, &mut log[epoch]);
        kept.get_mut(epoch).into_iter().for_each(|then| run.exchange(then));
    }

    /// Measurements after epoch 0, 1, 2 …
    pub fn log(&self) -> &[Readings] {
        &self.log
    }

    /// Accuracy on the validation pictures of each class after epoch 0, 1, 2 …, in percent; none of a class without pictures.
    #[cfg(feature = "workshop")]
    pub fn classes(&self) -> &[Vec<Option<f64>>] {
        &self.classes
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

/// Takes `others` away from runs, pair by pair, each given as its values after epoch 0, 1, 2 …: as long as both are.
pub fn subtract(runs: &mut [Vec<f64>], others: &[Vec<f64>]) {
    for (run, other) in runs.iter_mut().zip(others) {
        run.truncate(other.len());
        run.iter_mut().zip(other).for_each(|(value, other)| *value -= other);
    }
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
