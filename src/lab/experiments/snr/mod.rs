//! The signal-to-noise ratio of rules' updates for single images before training, as more and more images come in,
//! beside the score of pure noise.
//!
//! The mean of n draws from N(0, s²) is itself normal with deviation s/√n, so |mean|/s is √(2/πn) on average: the noise
//! floor. It sinks with n, while the ratio of a rule with a signal stays. A parameter that never changes counts as 0, so
//! where a share q of a layer's inputs is 0 in every image, pure noise in the others scores (1 − q) √(2/πn).

mod probe;
mod settings;

pub use settings::{Settings, FIELDS};

use std::sync::Arc;

use probe::Probe;
use serde::Serialize;

use super::{Experiment, JobWork, Progress, Record};
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::settings::field::Field;
use crate::lab::work::Work;
use crate::lab::Run;
use crate::metrics::{noise_floor, ratio_decimals};

/// Results so far. A list named for marks has an entry for each number of images in `marks`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Settings of the experiment.
    pub settings: Settings,
    /// Numbers of images after which the ratio is noted.
    pub marks: Vec<usize>,
    /// The last mark that every rule has reached.
    pub mark: Option<usize>,
    /// √(2/πn) at each mark.
    pub floor: Vec<f64>,
    /// Number of meaningful decimals of a ratio at each mark.
    pub decimals: Vec<usize>,
    /// A row for each layer, from the input upwards.
    pub layers: Vec<Layer>,
    /// ε in |mean| / (std + ε).
    pub epsilon: f64,
    /// Share of the work that is done.
    pub fraction: f64,
    /// True if there is nothing left to do.
    pub finished: bool,
}

/// One layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Layer {
    /// Share of its weights and biases whose input was 0 in every image, at each mark.
    pub silent: Vec<Option<f64>>,
    /// Ratio of pure noise in the others, at each mark.
    pub heard_floor: Vec<Option<f64>>,
    /// Each rule's ratio.
    pub rules: Vec<Row>,
}

/// One rule's ratio in one layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The rule's id.
    pub rule: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// Ratio at each mark.
    pub snr: Vec<Option<f64>>,
}

/// The experiment.
pub struct Snr;

/// One rule, asked about the images up to the last mark, or only up to the first: then all rules have something to show soon.
#[derive(Clone, Debug, Serialize)]
pub struct Job {
    rule: String,
    first_mark_only: bool,
}

impl Experiment for Snr {
    type Settings = Settings;
    type Job = Job;
    type Report = Report;

    const ID: &'static str = "snr";
    const ABOUT: &'static str =
        "Measure the signal-to-noise ratio of single-image updates before training, and the noise floor √(2/πn)";
    const FIELDS: &'static [Field<Settings>] = FIELDS;
    const QUICK: &'static [(&'static str, &'static str)] =
        &[("preset", "project"), ("rules", "backprop,node_perturbation"), ("images", "100")];

    fn jobs(settings: &Settings) -> Vec<Job> {
        let job = |first_mark_only| move |rule: &String| Job { rule: rule.clone(), first_mark_only };
        [true, false].into_iter().flat_map(|first| settings.rules.iter().map(job(first))).collect()
    }

    fn cost(settings: &Settings, job: &Job) -> f64 {
        let marks = settings.marks(usize::MAX);
        marks[if job.first_mark_only { 0 } else { marks.len() - 1 }] as f64
    }

    fn begin(data: &Arc<Dataset>, settings: &Settings, job: &Job, _: &[&Record]) -> Result<JobWork> {
        let probe = Probe::new(Run::new(data, settings.plan(&job.rule)?)?);
        let images = probe.images();
        let mut marks = settings.marks(images);
        marks.truncate(if job.first_mark_only { 1 } else { marks.len() });
        Ok(Box::new(Asking { probe, ahead: marks, found: Record(vec![vec![images as f64]]) }))
    }

    fn blank(settings: &Settings) -> Result<Report> {
        Report::new(settings.clone(), usize::MAX)
    }

    fn fill(report: &mut Report, settings: &Settings, found: &[Option<&Record>], progress: Progress) {
        // Of each job how many images there are to ask about; then, for each mark that was reached, the layers' ratios and silent shares.
        let images = found.iter().flatten().filter_map(|record| record.counts(0).first().copied()).min();
        if let Some(Ok(of_these)) = images.map(|images| Report::new(settings.clone(), images)) {
            *report = of_these;
        }
        let (first, all) = found.split_at(settings.rules.len());
        let mut reached = report.marks.len();
        for (rule, (first, all)) in first.iter().zip(all).enumerate() {
            let records = [first, all].into_iter().flatten();
            let lists = records.max_by_key(|record| record.0.len()).map_or(&[][..], |record| &record.0[1..]);
            lists.chunks_exact(2).enumerate().for_each(|(mark, found)| report.note(rule, mark, found));
            reached = reached.min(lists.len() / 2);
        }
        report.mark = reached.checked_sub(1);
        (report.fraction, report.finished) = (progress.fraction, progress.finished);
    }
}

/// One rule being asked.
struct Asking {
    probe: Probe,
    /// The marks that are still ahead.
    ahead: Vec<usize>,
    found: Record,
}

impl Work for Asking {
    type Output = Record;

    /// A few images.
    fn unit(&mut self) -> Result<Option<Record>> {
        if self.probe.next(self.ahead[0]) == self.ahead[0] {
            self.found.0.extend([self.probe.ratios(), self.probe.silent()]);
            self.ahead.remove(0);
        }
        Ok(self.ahead.is_empty().then(|| self.found.clone()))
    }

    fn fraction(&self) -> f64 {
        self.ahead.last().map_or(1.0, |last| self.probe.asked() as f64 / *last as f64)
    }

    fn so_far(&self) -> Option<Record> {
        Some(self.found.clone())
    }
}

impl Report {
    /// Notes what a rule scored at a mark: ratios and silent shares.
    fn note(&mut self, rule: usize, mark: usize, found: &[Vec<f64>]) {
        let layers = self.layers.iter_mut().zip(&found[0]).zip(&found[1]);
        for ((layer, ratio), silent) in layers {
            layer.rules[rule].snr[mark] = Some(*ratio);
            layer.silent[mark] = Some(*silent);
            layer.heard_floor[mark] = Some((1.0 - silent) * self.floor[mark]);
        }
    }

    /// Report with nothing measured, for a data set that has `have` images to ask about.
    ///
    /// # Errors
    /// If the settings name a rule that does not exist.
    pub fn new(settings: Settings, have: usize) -> Result<Self> {
        let marks = settings.marks(have);
        let plans = settings.rules.iter().map(|rule| settings.plan(rule)).collect::<Result<Vec<_>>>()?;
        let row =
            |plan: &crate::lab::Plan| Row { rule: plan.card.id, name: plan.card.name, snr: vec![None; marks.len()] };
        let layer = || Layer {
            silent: vec![None; marks.len()],
            heard_floor: vec![None; marks.len()],
            rules: plans.iter().map(row).collect(),
        };
        let depth = plans.first().map_or(0, |plan| plan.config.hidden.len() + 1);
        Ok(Self {
            layers: (0..depth).map(|_| layer()).collect(),
            epsilon: plans.first().map_or(0.0, |plan| plan.convention.snr_epsilon),
            floor: marks.iter().map(|n| noise_floor(*n)).collect(),
            decimals: marks.iter().map(|n| ratio_decimals(*n)).collect(),
            mark: None,
            fraction: 0.0,
            finished: false,
            marks,
            settings,
        })
    }
}
