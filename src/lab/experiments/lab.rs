//! One worker at an experiment: any of its jobs, or all of them, in slices as short as one likes.

use std::sync::Arc;

use super::{Experiment, Job, JobWork, Ledger};
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::work::Clock;

/// A ledger, the digits, and the job in hand.
pub struct Lab<E: Experiment> {
    /// Jobs and records.
    pub ledger: Ledger<E>,
    data: Arc<Dataset>,
    in_hand: Option<(Job, JobWork)>,
    /// Seconds that everything took.
    seconds: f64,
}

impl<E: Experiment> Lab<E> {
    /// A lab in which nothing is measured yet.
    ///
    /// # Errors
    /// If the settings name something that does not exist.
    pub fn new(data: &Arc<Dataset>, settings: E::Settings) -> Result<Self> {
        Ok(Self { ledger: Ledger::new(settings)?, data: Arc::clone(data), in_hand: None, seconds: 0.0 })
    }

    /// Works at what is next until `budget` milliseconds have passed or the end is reached; `now` tells the time in milliseconds.
    /// Returns the report of what there is.
    ///
    /// # Errors
    /// If the data hold too few images.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64) -> Result<E::Report> {
        let mut clock = Clock::new(now, budget);
        while clock.runs() {
            let in_hand = self.in_hand.as_ref().map(|(job, _)| *job);
            let Some(job) = in_hand.or_else(|| self.ledger.next(&[])) else { break };
            self.slice(job, &mut clock)?;
        }
        self.seconds += clock.spent() / 1000.0;
        Ok(self.report())
    }

    /// Works at one job until `budget` milliseconds have passed or it is done, and notes in the ledger how far it is. Another job
    /// that was in hand is given up.
    ///
    /// # Errors
    /// If the job cannot be done yet, or the data hold too few images.
    pub fn work(&mut self, job: Job, now: &dyn Fn() -> f64, budget: f64) -> Result<()> {
        self.slice(job, &mut Clock::new(now, budget))
    }

    fn slice(&mut self, job: Job, clock: &mut Clock<'_>) -> Result<()> {
        if self.ledger.record(job).is_some() {
            return Ok(());
        }
        let (_, mut work) = match self.in_hand.take().filter(|(other, _)| *other == job) {
            Some(in_hand) => in_hand,
            None => (job, self.ledger.begin(&self.data, job)?),
        };
        if let Some(record) = clock.work(&mut *work)? {
            self.ledger.enter(job, record);
        } else {
            self.ledger.note(job, work.fraction(), work.so_far());
            self.in_hand = Some((job, work));
        }
        Ok(())
    }

    /// The report of what there is.
    pub fn report(&self) -> E::Report {
        self.ledger.report(self.seconds)
    }
}
