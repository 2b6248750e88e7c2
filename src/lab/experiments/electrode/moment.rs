//! Numbers of one network at one moment: how its units' teaching signals agree with their causal roles.

use rand::seq::SliceRandom;

use super::readout::Readout;
use crate::analysis::{pearson, reliability};
use crate::metrics::largest;
use crate::{Mat, Rng};

/// Reliability from which on a correlation is corrected for noise: with less, the correction is mostly chance.
const RELIABLE: f64 = 0.1;
/// Number of shuffles that the chance level comes from, and the place of that level among their results.
const SHUFFLES: usize = 200;
const LEVEL: usize = SHUFFLES * 95 / 100;

/// Lists of a moment in a record.
pub mod list {
    /// Correlation at each mark so far.
    pub const CORRELATION: usize = 0;
    /// The same, corrected for noise.
    pub const CORRECTED: usize = 1;
    /// The correlation that 95 of 100 shuffles of units stay below, either sign.
    pub const CHANCE: usize = 2;
    /// Mean teaching signal of P+, P− and all other units on pictures of an output's own digit.
    pub const GROUPS: usize = 3;
    /// Causal role and teaching signal of each unit, one after the other.
    pub const POINTS: usize = 4;
    /// Number of lists.
    pub const COUNT: usize = 5;
}

/// Teaching signals and causal roles, the units of one picture after those of another.
#[derive(Clone, Copy)]
pub struct Signals<'a> {
    /// Sums of the teaching signals over every other trial, and over the rest.
    pub halves: [&'a [f64]; 2],
    /// Causal roles.
    pub role: &'a [f64],
    /// Targets of the pictures, (B, outputs).
    pub t: &'a Mat,
}

impl Signals<'_> {
    /// The sum over all trials.
    fn all(&self) -> Vec<f64> {
        self.halves[0].iter().zip(self.halves[1]).map(|(a, b)| a + b).collect()
    }

    /// The correlation of signal and role over all units and pictures, and what it would be without the noise that differs from
    /// trial to trial: divided by the root of the signal's reliability, which the two halves of the trials tell. NaN if there is none.
    pub fn correlation(&self) -> (f64, f64) {
        let found = pearson(&self.all(), self.role);
        let reliable = pearson(self.halves[0], self.halves[1]).map(reliability).filter(|r| *r > RELIABLE);
        let corrected = found.zip(reliable).map(|(found, reliable)| found / reliable.sqrt());
        (found.unwrap_or(f64::NAN), corrected.unwrap_or(f64::NAN))
    }

    /// The correlation, either sign, that nineteen of twenty shuffles of the units stay below. NaN if there is none.
    pub fn chance(&self, rng: &mut Rng) -> f64 {
        let (all, pictures) = (self.all(), self.t.nrows().max(1));
        let mut order: Vec<usize> = (0..all.len() / pictures).collect();
        let mut shuffled = vec![0.0; all.len()];
        let mut shuffle = || {
            order.shuffle(rng);
            for (to, from) in shuffled.chunks_mut(order.len()).zip(all.chunks(order.len())) {
                to.iter_mut().zip(&order).for_each(|(to, unit)| *to = from[*unit]);
            }
            pearson(&shuffled, self.role).map(f64::abs)
        };
        let found: Option<Vec<f64>> = (0..SHUFFLES).map(|_| shuffle()).collect();
        found.map_or(f64::NAN, |mut found| {
            found.sort_by(f64::total_cmp);
            found[LEVEL]
        })
    }

    /// Mean teaching signal of P+, of P− and of all other units, each on pictures of the digit whose output the groups belong to, in
    /// standard deviations of the signal over all units and pictures. NaN if there is none.
    pub fn groups(&self, readout: Readout) -> Vec<f64> {
        let (all, mut sums) = (self.all(), [(0.0, 0.0); 3]);
        for (picture, target) in self.t.rows().into_iter().enumerate() {
            let digit = largest(target);
            for (unit, signal) in all[picture * readout.units()..][..readout.units()].iter().enumerate() {
                let group = match (readout.output(unit) == digit, readout.is_plus(unit)) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, _) => 2,
                };
                sums[group].0 += signal;
                sums[group].1 += 1.0;
            }
        }
        let sd = deviation(&all);
        sums.map(|(sum, count)| sum / count / sd).to_vec()
    }

    /// Causal role and teaching signal of each unit, means over the pictures of its output's digit, each in standard deviations over
    /// all units and pictures. NaN where there is no such picture.
    pub fn points(&self, readout: Readout) -> Vec<f64> {
        let all = self.all();
        let (of_role, of_signal) = (deviation(self.role), deviation(&all));
        let digits: Vec<usize> = self.t.rows().into_iter().map(largest).collect();
        let mean = |values: &[f64], unit: usize| {
            let own = digits.iter().enumerate().filter(|(_, digit)| **digit == readout.output(unit));
            let (sum, count) = own.fold((0.0, 0.0), |(sum, count), (picture, _)| {
                (sum + values[picture * readout.units() + unit], count + 1.0)
            });
            sum / count
        };
        (0..readout.units()).flat_map(|unit| [mean(self.role, unit) / of_role, mean(&all, unit) / of_signal]).collect()
    }
}

/// Standard deviation.
fn deviation(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n).sqrt()
}
