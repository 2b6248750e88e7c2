//! Variance of a perturbation rule's update of one weight, and its growth with the network: measured over many
//! proposals of the registered rules, beside the closed forms.
//!
//! Per unit η², and to first order in σ,
//!
//! - Var WP = (∂_ij L)² + Σ_kl (∂_kl L)²: one draw moves all weights; each update contains all others' effects;
//! - Var NP = (∂_i L)² x_j² + Σ_k (∂_k L)² x_j²: only units are moved; each update contains the other units' effects.
//!
//! They follow from E ξ⁴ = 3 for ξ ~ N(0, 1), where L is straight over the noise. Here it is to about σ² M N: the
//! network is linear, its loss L = Σ (t − y)² is a parabola, and σ is as small as the rules allow. Every input is ±1 and
//! every output misses its target by a half, so that with one image and one layer of N inputs and M outputs each
//! (∂_ij L)² is 1, Var WP is M N + 1 and Var NP is M + 1. Updates are those of the matched convention. The first term
//! is the weight's own share, the second the noise; Werfel, Xie & Seung (2005), Neural Computation 17, 2699–2718, derive
//! from it how much slower each rule must learn.

mod case;
mod measurement;
mod measuring;
mod settings;

pub use settings::{Grow, Settings, FIELDS};

use std::sync::Arc;

use case::Case;
use measurement::Measurement;
use serde::Serialize;

use super::{Experiment, JobWork, Progress, Record};
use crate::base::error::Result;
use crate::base::random::{stream, Stream};
use crate::data::Dataset;
use crate::lab::settings::field::Field;
use crate::rule::Card;
use crate::rules::{node_perturbation, weight_perturbation};

/// A rule, and the closed form of its variance.
type Subject = (&'static Card, fn(&Case) -> f64);

/// The rules that are measured, each with its closed form.
const SUBJECTS: [Subject; 2] =
    [(&weight_perturbation::CARD, Case::weight_perturbation), (&node_perturbation::CARD, Case::node_perturbation)];

/// Predictions, and the measurements so far. A list has an entry for each width.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Settings of the experiment.
    pub settings: Settings,
    /// n.
    pub widths: Vec<usize>,
    /// Number of weights of the network.
    pub weights: Vec<usize>,
    /// Number of perturbed units.
    pub units: Vec<usize>,
    /// The mean of (∂L/∂W)² over the weights.
    pub signal: Vec<f64>,
    /// A row for each rule.
    pub rules: Vec<Row>,
    /// Share of the work that is done.
    pub fraction: f64,
    /// True if there is nothing left to do.
    pub finished: bool,
}

/// One rule's variances per unit η², each the mean over all weights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The rule's id.
    pub rule: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// Variance by the closed form, from the true gradient.
    pub predicted: Vec<f64>,
    /// Variance over the draws.
    pub measured: Vec<Option<f64>>,
    /// Standard error of what was measured.
    pub error: Vec<Option<f64>>,
    /// Number of updates to average until the noise left in their mean is as large as the gradient.
    pub updates: Vec<Option<f64>>,
    /// The exponent with which what was measured grows with n: its slope where both axes are logarithmic.
    pub slope: Option<f64>,
    /// The exponent of the closed form over the same widths.
    pub predicted_slope: Option<f64>,
}

/// The experiment. Its noise is one stream, in which each proposal follows on from the one before; so it is one job.
pub struct Variance;

impl Experiment for Variance {
    type Settings = Settings;
    type Job = &'static str;
    type Report = Report;

    const ID: &'static str = "variance";
    const ABOUT: &'static str =
        "Measure the variance of perturbation rules' updates against its closed form, width by width";
    const FIELDS: &'static [Field<Settings>] = FIELDS;
    const QUICK: &'static [(&'static str, &'static str)] = &[("widest", "16"), ("draws", "50"), ("grow", "hidden")];

    fn jobs(_: &Settings) -> Vec<&'static str> {
        vec!["all"]
    }

    fn begin(_: &Arc<Dataset>, settings: &Settings, _: &&'static str, _: &[&Record]) -> Result<JobWork> {
        Ok(Box::new(Measurement::new(settings.clone())))
    }

    fn blank(settings: &Settings) -> Result<Report> {
        Ok(Report::new(settings.clone()))
    }

    fn fill(report: &mut Report, _: &Settings, found: &[Option<&Record>], progress: Progress) {
        // The variance and its error, rule by rule at one width after the other.
        let found = found[0].map_or(&[][..], |record| record.list(0));
        for (k, pair) in found.chunks_exact(2).enumerate() {
            let (rule, width) = (k % SUBJECTS.len(), k / SUBJECTS.len());
            let (row, widths) = (&mut report.rules[rule], &report.widths);
            (row.measured[width], row.error[width]) = (Some(pair[0]), Some(pair[1]));
            row.updates[width] = Some(pair[0] / report.signal[width]);
            row.slope = slope(widths, row.measured.iter().flatten());
            row.predicted_slope = slope(widths, row.predicted[..=width].iter());
        }
        (report.fraction, report.finished) = (progress.fraction, progress.finished);
    }
}

impl Report {
    /// Report with predictions, without measurements.
    fn new(settings: Settings) -> Self {
        let widths = settings.widths();
        let cases: Vec<Case> = widths.iter().map(|n| case(&settings, *n)).collect();
        let row = |(card, predict): &(&Card, fn(&Case) -> f64)| Row {
            rule: card.id,
            name: card.name,
            predicted: cases.iter().map(predict).collect(),
            measured: vec![None; widths.len()],
            error: vec![None; widths.len()],
            updates: vec![None; widths.len()],
            slope: None,
            predicted_slope: None,
        };
        Self {
            weights: cases.iter().map(Case::weights).collect(),
            units: cases.iter().map(Case::units).collect(),
            signal: cases.iter().map(Case::signal).collect(),
            rules: SUBJECTS.iter().map(row).collect(),
            fraction: 0.0,
            finished: false,
            widths,
            settings,
        }
    }
}

/// The network of this width: the same each time it is asked for.
fn case(settings: &Settings, width: usize) -> Case {
    Case::new(settings, width, &mut stream(settings.seed, Stream::Weights))
}

/// The slope of the line through (log n, log v) that misses the points least; none through less than two.
fn slope<'a>(widths: &[usize], values: impl Iterator<Item = &'a f64>) -> Option<f64> {
    let points: Vec<_> = widths.iter().zip(values).map(|(n, v)| (libm::log(*n as f64), libm::log(*v))).collect();
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |(sx, sy), (x, y)| (sx + x / count, sy + y / count));
    let (along, across) =
        points.iter().fold((0.0, 0.0), |(xx, xy), p| (xx + (p.0 - x) * (p.0 - x), xy + (p.0 - x) * (p.1 - y)));
    (points.len() > 1).then(|| across / along)
}
