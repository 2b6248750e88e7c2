//! Ledger of an experiment: its jobs, what was found in those that are done, and the report of what there is.

use super::{Experiment, Job, Progress, Record};
use crate::base::error::{Error, Result};

/// Jobs of one experiment under some settings, and their records.
pub struct Ledger<E: Experiment> {
    pub(super) settings: E::Settings,
    blank: E::Report,
    pub(super) jobs: Vec<E::Job>,
    pub(super) entries: Entries,
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

    /// Notes the record of a job that is done.
    pub fn enter(&mut self, job: Job, record: Record) {
        self.entries.enter(job, record);
    }

    /// Notes how far a job is, and what was found so far.
    pub fn note(&mut self, job: Job, fraction: f64, found: Option<Record>) {
        self.entries.note(job, fraction, found);
    }

    /// Number of jobs that are done.
    pub fn done(&self) -> usize {
        self.entries.done()
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
        let mut report = self.blank.clone();
        E::fill(&mut report, &self.settings, &self.entries.found(), self.entries.progress(seconds));
        report
    }
}

/// Entries of all jobs, of any experiment.
pub(super) struct Entries(Vec<Entry>);

struct Entry {
    needs: Vec<Job>,
    cost: f64,
    state: State,
}

impl Entries {
    /// The record of a job that is done.
    pub fn record(&self, job: Job) -> Option<&Record> {
        let state = &self.0.get(job)?.state;
        state.found.as_ref().filter(|_| state.done)
    }

    /// The records that a job needs.
    ///
    /// # Errors
    /// If there is no such job, or some of them are not there.
    pub fn needed(&self, job: Job) -> Result<Vec<&Record>> {
        let needs = self.0.get(job).map(|entry| entry.needs.iter().map(|job| self.record(*job)));
        needs.and_then(|records| records.collect::<Option<_>>()).ok_or_else(|| {
            let message = format!("Job {job} cannot be done yet: records of other jobs are missing.");
            Error::new("job", message)
        })
    }

    /// The first job that can be done and is not among those `taken`.
    pub fn next(&self, taken: &[Job]) -> Option<Job> {
        (0..self.0.len()).find(|job| !taken.contains(job) && self.is_ready(*job))
    }

    fn is_ready(&self, job: Job) -> bool {
        let there = |job: &Job| self.record(*job).is_some();
        self.0.get(job).is_some_and(|entry| !there(&job) && entry.needs.iter().all(there))
    }

    /// Notes the record of a job that is done.
    pub fn enter(&mut self, job: Job, record: Record) {
        self.put(job, State { fraction: 1.0, found: Some(record), done: true });
    }

    /// Notes how far a job is, unless it is done.
    pub fn note(&mut self, job: Job, fraction: f64, found: Option<Record>) {
        if self.record(job).is_none() {
            self.put(job, State { fraction, found, done: false });
        }
    }

    fn put(&mut self, job: Job, state: State) {
        if let Some(entry) = self.0.get_mut(job) {
            entry.state = state;
        }
    }

    fn done(&self) -> usize {
        self.0.iter().filter(|entry| entry.state.done).count()
    }

    fn found(&self) -> Vec<Option<&Record>> {
        self.0.iter().map(|entry| entry.state.found.as_ref()).collect()
    }

    fn progress(&self, seconds: f64) -> Progress {
        let (fraction, finished) = (self.fraction(), self.done() == self.0.len());
        let seconds_left = (fraction > 0.01 && !finished).then(|| seconds * (1.0 - fraction) / fraction);
        Progress { fraction, seconds_left, finished }
    }

    fn fraction(&self) -> f64 {
        let (done, all) = self
            .0
            .iter()
            .fold((0.0, 0.0), |(done, all), Entry { cost, state, .. }| (done + cost * state.fraction, all + cost));
        done / all
    }
}
