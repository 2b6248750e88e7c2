//! Which rule was it? Networks that several rules have trained, seen as an experimenter could see them: a classifier is
//! shown what was recorded of layers and says which rule trained them (Nayebi, Srivastava, Ganguli & Yamins 2020,
//! Identifying learning rules from neural network observables, arXiv:2010.11765).
//!
//! All layers of a network are on one side of a split, and what a network is by chance, its first weights, its batches and
//! its learning rate, comes the same with each rule.

mod observe;
mod report;
mod settings;
mod subject;
mod trial;

pub use observe::{FRACTIONS, OBSERVABLES, SIGMAS};
pub use report::{Map, Report, Row, Times};
pub use settings::{Settings, FIELDS, LAYERS};

use std::sync::Arc;

use crate::base::error::Result;
use crate::data::Dataset;
use report::Task;
use subject::Subject;
use trial::Trials;

/// Share of the work that is training and looking; the rest is judging.
const TRAINING: f64 = 0.6;

/// The lab, in slices as short as one likes. How it is cut never changes a number.
pub struct IdentifyLab {
    data: Arc<Dataset>,
    report: Report,
    /// The network that is trained, and how many snapshots were taken of it.
    subject: Option<(Subject, usize)>,
    trials: Trials,
    tasks: Vec<Task>,
    /// How many of them are done.
    judged: usize,
    /// Seconds that everything took.
    seconds: f64,
}

impl IdentifyLab {
    /// Sets out. Nothing is trained yet.
    ///
    /// # Errors
    /// If the data hold too few pictures.
    pub fn new(data: &Arc<Dataset>, settings: Settings) -> Result<Self> {
        let first = Subject::new(data, &settings.plan(&settings.rules[0], 0)?, settings.stimuli)?;
        let (trials, report) = (Trials::new(settings.rules.len()), Report::new(settings));
        let tasks = report.tasks();
        Ok(Self { data: Arc::clone(data), report, subject: Some((first, 0)), trials, tasks, judged: 0, seconds: 0.0 })
    }

    /// Works until `budget` milliseconds have passed or the end is reached. `now` tells the time in milliseconds.
    ///
    /// # Errors
    /// If a network cannot be made.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64) -> Result<&Report> {
        let start = now();
        let mut spent = 0.0;
        while !self.report.finished && spent < budget {
            self.unit()?;
            spent = now() - start;
        }
        self.seconds += spent / 1000.0;
        let Report { fraction, finished, .. } = self.report;
        self.report.seconds_left = (fraction > 0.01 && !finished).then(|| self.seconds * (1.0 - fraction) / fraction);
        Ok(&self.report)
    }

    /// What is known so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Training up to a snapshot, or one question to the classifier.
    fn unit(&mut self) -> Result<()> {
        let snapshots = self.report.settings.snapshots;
        if let Some((mut subject, taken)) = self.subject.take() {
            subject.snapshot(taken, snapshots);
            if taken + 1 < snapshots {
                self.subject = Some((subject, taken + 1));
            } else {
                self.close(subject)?;
            }
            let all = self.report.networks * snapshots;
            let done = self.report.trained * snapshots + self.subject.as_ref().map_or(0, |(_, taken)| *taken);
            self.report.fraction = TRAINING * done as f64 / all as f64;
            return Ok(());
        }
        self.trials.answer(&self.tasks[self.judged], &mut self.report);
        self.judged += 1;
        self.report.finished = self.judged == self.tasks.len();
        self.report.fraction = TRAINING + (1.0 - TRAINING) * self.judged as f64 / self.tasks.len() as f64;
        Ok(())
    }

    /// Keeps what was recorded, and sets out with the next network, or with the classifier.
    fn close(&mut self, subject: Subject) -> Result<()> {
        let Settings { networks, rules, stimuli, .. } = &self.report.settings;
        let at = self.report.trained;
        self.trials.add(subject.into_record(), at / networks, at % networks);
        self.report.trained += 1;
        if self.report.trained < self.report.networks {
            let next = self.report.trained;
            let plan = self.report.settings.plan(&rules[next / networks], next % networks)?;
            self.subject = Some((Subject::new(&self.data, &plan, *stimuli)?, 0));
        } else {
            self.trials.split(self.report.settings.seed);
        }
        self.report.accuracy = self.trials.accuracies();
        Ok(())
    }
}
