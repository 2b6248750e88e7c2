//! How noisy a perturbation rule's update of one weight is, and how that grows with the network: measured over many
//! proposals of the registered rules, beside the closed forms.
//!
//! Per unit η², and to first order in σ,
//!
//! - Var WP = (∂_ij L)² + Σ_kl (∂_kl L)²: one draw moves all weights, so each hears the effect of all others;
//! - Var NP = (∂_i L)² x_j² + Σ_k (∂_k L)² x_j²: only units are moved, so each weight hears the other units.
//!
//! They follow from E ξ⁴ = 3 for ξ ~ N(0, 1), where L is straight over the noise. Here it is to about σ² M N: the
//! network is linear, its loss L = Σ (t − y)² is a parabola, and σ is as small as the rules allow. Every input is ±1 and
//! every output misses its target by a half, so that with one image and one layer of N inputs and M outputs each
//! (∂_ij L)² is 1, Var WP is M N + 1 and Var NP is M + 1. Updates are those of the matched convention. The first term
//! is the weight's own share, the second the noise; Werfel, Xie & Seung (2005), Neural Computation 17, 2699–2718, derive
//! from it how much slower each rule must learn.

mod case;
mod measuring;
mod settings;

pub use settings::{Grow, Settings, FIELDS};

use case::Case;
use measuring::Measuring;
use serde::Serialize;

use crate::base::random::{stream, Stream};
use crate::rule::Card;
use crate::rules::{node_perturbation, weight_perturbation};
use crate::Rng;

/// A rule, and the closed form of its variance.
type Subject = (&'static Card, fn(&Case) -> f64);

/// The rules that are measured, each with its closed form.
const SUBJECTS: [Subject; 2] =
    [(&weight_perturbation::CARD, Case::weight_perturbation), (&node_perturbation::CARD, Case::node_perturbation)];

/// What is predicted, and what has been measured so far. A list has an entry for each width.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What was asked for.
    pub settings: Settings,
    /// n.
    pub widths: Vec<usize>,
    /// How many weights the network has.
    pub weights: Vec<usize>,
    /// How many units are perturbed.
    pub units: Vec<usize>,
    /// The mean of (∂L/∂W)² over the weights.
    pub signal: Vec<f64>,
    /// A row for each rule.
    pub rules: Vec<Row>,
    /// Share of the work that is done.
    pub fraction: f64,
    /// Whether there is nothing left to do.
    pub finished: bool,
}

/// One rule's variances per unit η², each the mean over all weights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The rule's id.
    pub rule: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// By the closed form, from the true gradient.
    pub predicted: Vec<f64>,
    /// Over the draws.
    pub measured: Vec<Option<f64>>,
    /// Standard error of what was measured.
    pub error: Vec<Option<f64>>,
    /// How many updates have to be averaged until the noise left in their mean is as large as the gradient.
    pub updates: Vec<Option<f64>>,
    /// The exponent with which what was measured grows with n: its slope where both axes are logarithmic.
    pub slope: Option<f64>,
    /// The exponent of the closed form over the same widths.
    pub predicted_slope: Option<f64>,
}

/// The experiment, in slices as short as one likes. How it is cut never changes a number.
pub struct Variance {
    report: Report,
    /// The rule's and the width's index of what is measured at this moment.
    at: (usize, usize),
    now: Option<Measuring>,
    noise: Rng,
}

impl Variance {
    /// Sets out: draws every network and predicts. Nothing is measured yet.
    pub fn new(settings: Settings) -> Self {
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
        let report = Report {
            weights: cases.iter().map(Case::weights).collect(),
            units: cases.iter().map(Case::units).collect(),
            signal: cases.iter().map(Case::signal).collect(),
            rules: SUBJECTS.iter().map(row).collect(),
            fraction: 0.0,
            finished: false,
            widths,
            settings,
        };
        let noise = stream(report.settings.seed, Stream::Noise);
        Self { report, at: (0, 0), now: None, noise }
    }

    /// Works until `budget` milliseconds have passed or the end is reached. `now` tells the time in milliseconds.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64) -> &Report {
        let start = now();
        while !self.report.finished && now() - start < budget {
            self.unit();
        }
        &self.report
    }

    /// What is predicted and what has been measured so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// One proposal of one rule at one width.
    fn unit(&mut self) {
        let Self { report, at: (rule, width), now, noise } = self;
        let settings = &report.settings;
        let fresh = || Measuring::new(SUBJECTS[*rule].0, settings.sigma, case(settings, report.widths[*width]));
        let draws = now.get_or_insert_with(fresh).draw(noise);
        if draws == settings.draws {
            self.close();
        }
        self.report.fraction = self.fraction(draws);
    }

    /// Notes what was measured, and goes on to the next rule or width.
    fn close(&mut self) {
        let Some(measured) = self.now.take() else { return };
        let (rule, width) = self.at;
        let row = &mut self.report.rules[rule];
        let (variance, error) = measured.variance();
        (row.measured[width], row.error[width]) = (Some(variance), Some(error));
        row.updates[width] = Some(variance / self.report.signal[width]);
        row.slope = slope(&self.report.widths, row.measured.iter().flatten());
        row.predicted_slope = slope(&self.report.widths, row.predicted[..=width].iter());
        self.at = if rule + 1 < SUBJECTS.len() { (rule + 1, width) } else { (0, width + 1) };
        self.report.finished = self.at.1 == self.report.widths.len();
    }

    /// The share of the work that is done: a proposal costs as much as the network has weights.
    fn fraction(&self, draws: usize) -> f64 {
        let (rule, width) = self.at;
        let cost = |widths: &[usize]| widths.iter().sum::<usize>() as f64 * SUBJECTS.len() as f64;
        let under_way = self.now.as_ref().map_or(0.0, |_| draws as f64 / self.report.settings.draws as f64);
        let here = self.report.weights.get(width).map_or(0.0, |weights| *weights as f64 * (rule as f64 + under_way));
        (cost(&self.report.weights[..width]) + here) / cost(&self.report.weights)
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
