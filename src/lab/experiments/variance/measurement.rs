//! The whole measurement, a proposal at a time.

use super::super::Record;
use super::measuring::Measuring;
use super::{case, Settings, SUBJECTS};
use crate::base::error::Result;
use crate::base::random::{stream, Stream};
use crate::lab::work::Work;
use crate::Rng;

/// All proposals of all rules at all widths, one after another.
pub struct Measurement {
    settings: Settings,
    widths: Vec<usize>,
    /// Number of weights of each network.
    weights: Vec<usize>,
    /// The rule's and the width's index of what is measured at this moment.
    at: (usize, usize),
    now: Option<Measuring>,
    draws: usize,
    noise: Rng,
    found: Vec<f64>,
}

impl Measurement {
    /// A measurement in which nothing is measured yet.
    pub fn new(settings: Settings) -> Self {
        let widths = settings.widths();
        let weights = widths.iter().map(|n| case(&settings, *n).weights()).collect();
        let noise = stream(settings.seed, Stream::Noise);
        Self { settings, widths, weights, at: (0, 0), now: None, draws: 0, noise, found: Vec::new() }
    }

    /// Notes what was measured, and goes on to the next rule or width.
    fn close(&mut self, measured: &Measuring) {
        let (variance, error) = measured.variance();
        self.found.extend([variance, error]);
        let (rule, width) = self.at;
        self.at = if rule + 1 < SUBJECTS.len() { (rule + 1, width) } else { (0, width + 1) };
        self.draws = 0;
    }
}

impl Work for Measurement {
    type Output = Record;

    /// One proposal of one rule at one width.
    fn unit(&mut self) -> Result<Option<Record>> {
        let Self { settings, widths, at: (rule, width), now, noise, .. } = self;
        let fresh = || Measuring::new(SUBJECTS[*rule].0, settings.sigma, case(settings, widths[*width]));
        let mut measuring = now.take().unwrap_or_else(fresh);
        self.draws = measuring.draw(noise);
        if self.draws == self.settings.draws {
            self.close(&measuring);
        } else {
            self.now = Some(measuring);
        }
        Ok((self.at.1 == self.widths.len()).then(|| Record(vec![std::mem::take(&mut self.found)])))
    }

    /// A proposal costs as much as the network has weights.
    fn fraction(&self) -> f64 {
        let (rule, width) = self.at;
        let cost = |widths: &[usize]| widths.iter().sum::<usize>() as f64 * SUBJECTS.len() as f64;
        let under_way = self.draws as f64 / self.settings.draws as f64;
        let here = self.weights.get(width).map_or(0.0, |weights| *weights as f64 * (rule as f64 + under_way));
        (cost(&self.weights[..width]) + here) / cost(&self.weights)
    }

    fn so_far(&self) -> Option<Record> {
        Some(Record(vec![self.found.clone()]))
    }
}
