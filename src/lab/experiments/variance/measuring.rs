//! The variance of a rule's proposals, from many of them.

use super::case::Case;
use crate::base::random::{stream, Stream};
use crate::metrics::values;
use crate::net::Init;
use crate::rule::convention::MATCHED;
use crate::rule::feedback::Origin;
use crate::rule::noise::Noise;
use crate::rule::{Asked, Card, Params, Rule, Setting};
use crate::Rng;

/// One rule at one width, being asked again and again.
pub struct Measuring {
    case: Case,
    rule: Box<dyn Rule>,
    asked: Asked,
    /// Σ ΔW of each weight.
    sums: Vec<f64>,
    /// Proposals so far.
    draws: usize,
    /// Mean of ΔW² over the weights, for each proposal: its sum, and the sum of its squares.
    power: [f64; 2],
}

impl Measuring {
    /// A measurement of the rule of this card, with this σ, on `case`.
    pub fn new(card: &Card, sigma: f64, case: Case) -> Self {
        let params = Params::from([("sigma".to_owned(), sigma)]);
        // Perturbation rules have no feedback to draw.
        let feedback = Origin { init: Init::FanIn, given: None };
        let setting = Setting { net: &case.net, params: &params, feedback };
        let rule = (card.build)(&setting, &mut stream(0, Stream::Feedback));
        let sums = vec![0.0; case.weights()];
        Self { case, rule, asked: Asked::default(), sums, draws: 0, power: [0.0; 2] }
    }

    /// Asks once more. Returns how often it was asked.
    pub fn draw(&mut self, rng: &mut Rng) -> usize {
        let Self { case, rule, asked, .. } = self;
        asked.ask(&**rule, &case.net, &case.batch, &MATCHED, &mut Noise::drawn(rng));
        let mut squares = 0.0;
        for (sum, value) in self.sums.iter_mut().zip(asked.proposal.delta.iter().flat_map(values)) {
            let value = f64::from(value);
            *sum += value;
            squares += value * value;
        }
        let power = squares / self.sums.len() as f64;
        self.power[0] += power;
        self.power[1] += power * power;
        self.draws += 1;
        self.draws
    }

    /// The sample variance of a weight's update, the mean over all weights, and its standard error.
    pub fn variance(&self) -> (f64, f64) {
        let n = self.draws as f64;
        let of_means = self.sums.iter().map(|sum| sum * sum).sum::<f64>() / (n * self.sums.len() as f64);
        let spread = (self.power[1] - self.power[0] * self.power[0] / n).max(0.0) / (n - 1.0);
        ((self.power[0] - of_means) / (n - 1.0), (spread / n).sqrt())
    }
}
