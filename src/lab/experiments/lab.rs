//! One worker at an experiment: any of its jobs, or all of them, in slices as short as one likes.

use std::sync::Arc;

use super::ledger::Entries;
use super::{Experiment, Job, JobWork, Ledger, Record};
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::work::Clock;

/// A ledger, the digits, and the job in hand.
pub struct Lab<E: Experiment> {
    /// Jobs and records.
    pub ledger: Ledger<E>,
    data: Arc<Dataset>,
    hand: Hand,
}

impl<E: Experiment> Lab<E> {
    /// A lab in which nothing is measured yet.
    ///
    /// # Errors
    /// If the settings name something that does not exist.
    pub fn new(data: &Arc<Dataset>, settings: E::Settings) -> Result<Self> {
        Ok(Self { ledger: Ledger::new(settings)?, data: Arc::clone(data), hand: Hand::default() })
    }

    /// Works at what is next until `budget` milliseconds have passed or the end is reached; `now` tells the time in milliseconds.
    /// Returns the report of what there is.
    ///
    /// # Errors
    /// If the data hold too few images.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64) -> Result<E::Report> {
        self.go(None, Clock::new(now, budget))?;
        Ok(self.report())
    }

    /// Works at one job until `budget` milliseconds have passed or it is done, and notes in the ledger how far it is. Another job
    /// that was in hand is given up.
    ///
    /// # Errors
    /// If the job cannot be done yet, or the data hold too few images.
    pub fn work(&mut self, job: Job, now: &dyn Fn() -> f64, budget: f64) -> Result<()> {
        self.go(Some(job), Clock::new(now, budget))
    }

    fn go(&mut self, job: Option<Job>, clock: Clock<'_>) -> Result<()> {
        let Self { ledger: Ledger { settings, jobs, entries, .. }, data, hand } = self;
        hand.go(job, clock, entries, &|job, needed| E::begin(data, settings, &jobs[job], needed))
    }

    /// The report of what there is.
    pub fn report(&self) -> E::Report {
        self.ledger.report(self.hand.seconds)
    }
}

/// Constructor of a job's work, from the records that it needs.
type Begin<'a> = &'a dyn Fn(Job, &[&Record]) -> Result<JobWork>;

/// The job in hand, whichever experiment's it is.
#[derive(Default)]
struct Hand {
    work: Option<(Job, JobWork)>,
    /// Seconds that everything took.
    seconds: f64,
}

impl Hand {
    /// Works at this job, or at all of them one after another, until the slice is over.
    fn go(&mut self, job: Option<Job>, mut clock: Clock<'_>, entries: &mut Entries, begin: Begin<'_>) -> Result<()> {
        while clock.runs() {
            let in_hand = self.work.as_ref().map(|(job, _)| *job);
            let next = job.or(in_hand).or_else(|| entries.next(&[]));
            let Some(next) = next.filter(|next| entries.record(*next).is_none()) else { break };
            self.slice(next, &mut clock, entries, begin)?;
        }
        self.seconds += clock.spent() / 1000.0;
        Ok(())
    }

    fn slice(&mut self, job: Job, clock: &mut Clock<'_>, entries: &mut Entries, begin: Begin<'_>) -> Result<()> {
        let (_, mut work) = match self.work.take().filter(|(other, _)| *other == job) {
            Some(in_hand) => in_hand,
            None => (job, begin(job, &entries.needed(job)?)?),
        };
        if let Some(record) = clock.work(&mut *work)? {
            entries.enter(job, record);
        } else {
            entries.note(job, work.fraction(), work.so_far());
            self.work = Some((job, work));
        }
        Ok(())
    }
}
