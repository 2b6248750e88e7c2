//! Ledger of an experiment: its jobs, what was found in those that are done, and the report of what there is.

use std::sync::Arc;

use super::{Experiment, Job, JobWork, Progress, Record};
use crate::base::error::{Error, Result};
use crate::data::Dataset;

/// Jobs of one experiment under some settings, and their records.
pub struct Ledger<E: Experiment> {
    settings: E::Settings,
    blank: E::Report,
    jobs: Vec<E::Job>,
    entries: Entries,
}

/// State of a job.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Share of it that is done.
    pub fraction: f64,
    /// Record, intermediate or final.
    pub found: Option<Record>,
    /// True if it is done.
    pub done: bool,
}

impl<E: Experiment> Ledger<E> {
    /// A ledger with nothing done.
    ///
    /// # Errors
    /// If the settings name something that does not exist.
    pub fn new(settings: E::Settings) -> Result<Self> {
        let (blank, jobs) = (E::blank(&settings)?, E::jobs(&settings));
        let entry =
            |job| Entry { needs: E::needs(&settings, job), cost: E::cost(&settings, job), state: State::default() };
        let entries = Entries(jobs.iter().map(entry).collect());
        Ok(Self { settings, blank, jobs, entries })
    }

    /// Settings of the experiment.
    pub fn settings(&self) -> &E::Settings {
        &self.settings
    }

    /// The jobs.
    pub fn jobs(&self) -> &[E::Job] {
        &self.jobs
    }

    /// The places of the jobs that this one reads the records of.
    pub fn needs(&self, job: Job) -> &[Job] {
        self.entries.0.get(job).map_or(&[], |entry| &entry.needs)
    }

    /// State of a job.
    pub fn state(&self, job: Job) -> Option<&State> {
        self.entries.0.get(job).map(|entry| &entry.state)
    }

    /// The record of a job that is done.
    pub fn record(&self, job: Job) -> Option<&Record> {
        self.entries.record(job)
    }

    /// True if the job is not done yet, and can be: all that it needs is there.
    pub fn is_ready(&self, job: Job) -> bool {
        self.entries.is_ready(job)
    }

    /// The first job that can be done and is not among those `taken`.
    pub fn next(&self, taken: &[Job]) -> Option<Job> {
        self.entries.next(taken)
    }

    /// Work on a job.
    ///
    /// # Errors
    /// If there is no such job, something that it needs is not there, or the data hold too few images.
    pub fn begin(&self, data: &Arc<Dataset>, job: Job) -> Result<JobWork> {
        let (found, needed) = (self.jobs.get(job), self.entries.needed(job));
        let Some((found, needed)) = found.zip(needed) else {
            let message = format!("Job {job} cannot be done yet: records of other jobs are missing.");
            return Err(Error::new("job", message));
        };
        E::begin(data, &self.settings, found, &needed)
    }

    /// Notes the record of a job that is done.
    pub fn enter(&mut self, job: Job, record: Record) {
        self.entries.put(job, State { fraction: 1.0, found: Some(record), done: true });
    }

    /// Notes how far a job is, and what was found so far.
    pub fn note(&mut self, job: Job, fraction: f64, found: Option<Record>) {
        if self.record(job).is_none() {
            self.entries.put(job, State { fraction, found, done: false });
        }
    }

    /// Number of jobs that are done.
    pub fn done(&self) -> usize {
        self.entries.0.iter().filter(|entry| entry.state.done).count()
    }

    /// True if all are.
    pub fn finished(&self) -> bool {
        self.done() == self.jobs.len()
    }

    /// Share of the work that is done.
    pub fn fraction(&self) -> f64 {
        self.entries.fraction()
    }

    /// The report of what there is, after so many seconds of work.
    pub fn report(&self, seconds: f64) -> E::Report {
        let (fraction, finished) = (self.fraction(), self.finished());
        let seconds_left = (fraction > 0.01 && !finished).then(|| seconds * (1.0 - fraction) / fraction);
        let found: Vec<_> = self.entries.0.iter().map(|entry| entry.state.found.as_ref()).collect();
        let mut report = self.blank.clone();
        E::fill(&mut report, &self.settings, &found, Progress { fraction, seconds_left, finished });
        report
    }
}

/// States of all jobs, for any experiment.
struct Entries(Vec<Entry>);

struct Entry {
    needs: Vec<Job>,
    cost: f64,
    state: State,
}

impl Entries {
    fn record(&self, job: Job) -> Option<&Record> {
        let state = &self.0.get(job)?.state;
        state.found.as_ref().filter(|_| state.done)
    }

    /// Records that a job needs, if all of them are there.
    fn needed(&self, job: Job) -> Option<Vec<&Record>> {
        self.0.get(job)?.needs.iter().map(|job| self.record(*job)).collect()
    }

    fn is_ready(&self, job: Job) -> bool {
        self.record(job).is_none() && self.needed(job).is_some()
    }

    fn next(&self, taken: &[Job]) -> Option<Job> {
        (0..self.0.len()).find(|job| !taken.contains(job) && self.is_ready(*job))
    }

    fn put(&mut self, job: Job, state: State) {
        if let Some(entry) = self.0.get_mut(job) {
            entry.state = state;
        }
    }

    fn fraction(&self) -> f64 {
        let (done, all) = self
            .0
            .iter()
            .fold((0.0, 0.0), |(done, all), Entry { cost, state, .. }| (done + cost * state.fraction, all + cost));
        done / all
    }
}
