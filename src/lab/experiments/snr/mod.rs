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

use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::Run;
use crate::metrics::{noise_floor, ratio_decimals};

/// What has been measured so far. A list named for marks has an entry for each number of images in `marks`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What was asked for.
    pub settings: Settings,
    /// Numbers of images after which the ratio is noted.
    pub marks: Vec<usize>,
    /// The last mark that every rule has reached.
    pub mark: Option<usize>,
    /// √(2/πn) at each mark.
    pub floor: Vec<f64>,
    /// How many decimals a ratio is worth at each mark.
    pub decimals: Vec<usize>,
    /// A row for each layer, from the input upwards.
    pub layers: Vec<Layer>,
    /// ε in |mean| / (std + ε).
    pub epsilon: f64,
    /// Share of the work that is done.
    pub fraction: f64,
    /// Whether there is nothing left to do.
    pub finished: bool,
}

/// One layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Layer {
    /// Share of its weights and biases whose input was 0 in every image, at each mark.
    pub silent: Vec<Option<f64>>,
    /// What pure noise in the others scores, at each mark.
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
    /// At each mark.
    pub snr: Vec<Option<f64>>,
}

/// The lab, in slices as short as one likes. How it is cut never changes a number.
pub struct SnrLab {
    report: Report,
    probes: Vec<Probe>,
    /// The mark's and the rule's index of what is measured at this moment.
    at: (usize, usize),
    /// Images that were asked about, over all rules.
    asked: usize,
}

impl SnrLab {
    /// Sets out: draws every network. Nothing is measured yet.
    ///
    /// # Errors
    /// If the data set has too few images.
    pub fn new(data: &Arc<Dataset>, settings: Settings) -> Result<Self> {
        let probe = |rule: &String| Run::new(data, settings.plan(rule)?).map(Probe::new);
        let probes = settings.rules.iter().map(probe).collect::<Result<Vec<_>>>()?;
        let images = probes.iter().map(Probe::images).min().unwrap_or(0);
        Ok(Self { report: Report::new(settings, images)?, probes, at: (0, 0), asked: 0 })
    }

    /// Works until `budget` milliseconds have passed or the end is reached. `now` tells the time in milliseconds.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64) -> &Report {
        let start = now();
        while !self.report.finished && now() - start < budget {
            self.unit();
        }
        &self.report
    }

    /// What has been measured so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// A few images, put to one rule.
    fn unit(&mut self) {
        let (mark, rule) = self.at;
        let last = self.report.marks[mark];
        let asked = self.probes[rule].next(last);
        self.asked = self.probes.iter().map(Probe::asked).sum();
        let work = self.probes.len() * self.report.marks.last().copied().unwrap_or(0);
        self.report.fraction = self.asked as f64 / work as f64;
        if asked == last {
            self.close(mark, rule);
        }
    }

    /// Notes what was measured, and goes on to the next rule or mark.
    fn close(&mut self, mark: usize, rule: usize) {
        let (probe, report) = (&self.probes[rule], &mut self.report);
        for ((layer, ratio), silent) in report.layers.iter_mut().zip(probe.ratios()).zip(probe.silent()) {
            layer.rules[rule].snr[mark] = Some(ratio);
            layer.silent[mark] = Some(silent);
            layer.heard_floor[mark] = Some((1.0 - silent) * report.floor[mark]);
        }
        if rule + 1 < self.probes.len() {
            self.at = (mark, rule + 1);
        } else {
            report.mark = Some(mark);
            report.finished = mark + 1 == report.marks.len();
            self.at = (mark + 1, 0);
        }
    }
}

impl Report {
    /// With nothing measured, for a data set that has `have` images to ask about.
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
