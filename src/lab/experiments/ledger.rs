//! Ledger of an experiment: its jobs, what was found in those that are done, and the report of what there is.

use std::sync::Arc;

use super::{Experiment, Job, JobWork, Progress};
use crate::base::error::{Error, Result};
use crate::data::Dataset;

/// Jobs of one experiment under some settings, and their records.
pub struct Ledger<E: Experiment> {
    settings: E::Settings,
    blank: E::Report,
    jobs: Vec<E::Job>,
    entries: Vec<Entry<E::Record>>,
}

/// What is known of a job.
enum Entry<R> {
    /// Nobody has reported anything.
    Open,
    /// Someone is at work: the share that is done, and what was found so far.
    UnderWay(f64, Option<R>),
    /// It is done.
    Done(R),
}

impl<E: Experiment> Ledger<E> {
    /// Nothing done yet.
    ///
    /// # Errors
    /// If the settings name something that does not exist.
    pub fn new(settings: E::Settings) -> Result<Self> {
        let (blank, jobs) = (E::blank(&settings)?, E::jobs(&settings));
        let entries = jobs.iter().map(|_| Entry::Open).collect();
        Ok(Self { settings, blank, jobs, entries })
    }

    /// What was asked for.
    pub fn settings(&self) -> &E::Settings {
        &self.settings
    }

    /// The jobs.
    pub fn jobs(&self) -> &[E::Job] {
        &self.jobs
    }

    /// The places of the jobs that this one reads the records of.
    pub fn needs(&self, job: Job) -> Vec<Job> {
        self.jobs.get(job).map_or(Vec::new(), |job| E::needs(&self.settings, job))
    }

    /// The record of a job that is done.
    pub fn record(&self, job: Job) -> Option<&E::Record> {
        match self.entries.get(job)? {
            Entry::Done(record) => Some(record),
            _ => None,
        }
    }

    /// Whether the job is still to be done, and can be: all that it needs is there.
    pub fn is_ready(&self, job: Job) -> bool {
        let there = |job: &Job| self.record(*job).is_some();
        job < self.jobs.len() && !there(&job) && self.needs(job).iter().all(there)
    }

    /// The first job that can be done and is not among those `taken`.
    pub fn next(&self, taken: &[Job]) -> Option<Job> {
        (0..self.jobs.len()).find(|job| !taken.contains(job) && self.is_ready(*job))
    }

    /// Sets out with a job.
    ///
    /// # Errors
    /// If there is no such job, something that it needs is not there, or the data hold too few images.
    pub fn begin(&self, data: &Arc<Dataset>, job: Job) -> Result<JobWork<E>> {
        let needs = self.needs(job);
        let needed: Vec<_> = needs.iter().filter_map(|job| self.record(*job)).collect();
        let ready = needed.len() == needs.len();
        let Some(found) = self.jobs.get(job).filter(|_| ready) else {
            let message = format!("Job {job} cannot be done yet: records of other jobs are missing.");
            return Err(Error::new("job", message));
        };
        E::begin(data, &self.settings, found, &needed)
    }

    /// Notes the record of a job that is done.
    pub fn enter(&mut self, job: Job, record: E::Record) {
        self.put(job, Entry::Done(record));
    }

    /// Notes how far a job is, and what was found so far.
    pub fn note(&mut self, job: Job, fraction: f64, so_far: Option<E::Record>) {
        if self.record(job).is_none() {
            self.put(job, Entry::UnderWay(fraction, so_far));
        }
    }

    fn put(&mut self, job: Job, entry: Entry<E::Record>) {
        if let Some(place) = self.entries.get_mut(job) {
            *place = entry;
        }
    }

    /// How many jobs are done.
    pub fn done(&self) -> usize {
        self.entries.iter().filter(|entry| matches!(entry, Entry::Done(_))).count()
    }

    /// Whether all are.
    pub fn finished(&self) -> bool {
        self.done() == self.jobs.len()
    }

    /// Share of the work that is done.
    pub fn fraction(&self) -> f64 {
        let share = |entry: &Entry<E::Record>| match entry {
            Entry::Open => 0.0,
            Entry::UnderWay(fraction, _) => *fraction,
            Entry::Done(_) => 1.0,
        };
        let costs = self.jobs.iter().map(|job| E::cost(&self.settings, job));
        let (done, all) = costs
            .zip(&self.entries)
            .fold((0.0, 0.0), |(done, all), (cost, entry)| (done + cost * share(entry), all + cost));
        done / all
    }

    /// The report of what there is, after so many seconds of work.
    pub fn report(&self, seconds: f64) -> E::Report {
        let (fraction, finished) = (self.fraction(), self.finished());
        let seconds_left = (fraction > 0.01 && !finished).then(|| seconds * (1.0 - fraction) / fraction);
        let found = |entry| match entry {
            &Entry::Open => None,
            Entry::UnderWay(_, so_far) => so_far.as_ref(),
            Entry::Done(record) => Some(record),
        };
        let found: Vec<_> = self.entries.iter().map(found).collect();
        let mut report = self.blank.clone();
        E::fill(&mut report, &self.settings, &found, Progress { fraction, seconds_left, finished });
        report
    }
}
