//! The race at the top of the page: who starts, with which settings, and one curve from several seeds.

use serde::Serialize;

use super::config::Config;
use super::preset;
use crate::error::Result;
use crate::metrics::mean_and_sd;

/// What all runners share, and who starts.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Race {
    /// The rules that start unless the reader chooses others.
    pub rules: &'static [&'static str],
    /// The course whose network and images are used.
    pub preset: &'static str,
    /// Under this convention rules that estimate the gradient estimate the same one.
    pub convention: &'static str,
    /// η of every rule.
    pub lr: f64,
    /// Parameters that differ from the rule's card: rule, parameter, value.
    pub params: &'static [(&'static str, &'static str, f64)],
    /// How often every training image is seen.
    pub epochs: usize,
    /// Repetitions: with seeds 1 to this. At most [`Race::most_seeds`].
    pub seeds: u32,
    /// The largest number of repetitions that can be asked for.
    pub most_seeds: u32,
}

/// Chosen by trying rates from 0.02 to 0.5 on 6,000 images: at this one the four part in the first epoch, and each
/// still learns. With its card's decay, 0.1, Kolen–Pollack forgets as fast as it learns and stays below 80 %.
pub const RACE: Race = Race {
    rules: &["backprop", "feedback_alignment", "kolen_pollack", "node_perturbation"],
    preset: preset::PROJECT.id,
    convention: "matched",
    lr: 0.02,
    params: &[("kolen_pollack", "decay", 0.01)],
    epochs: 12,
    seeds: 1,
    most_seeds: 20,
};

/// One rule's curve: the mean over its seeds, epoch by epoch.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// How many seeds are in it.
    pub seeds: usize,
    /// 0, 1, 2 …
    pub epochs: Vec<usize>,
    /// Mean.
    pub mean: Vec<Option<f64>>,
    /// Sample standard deviation; none with a single seed.
    pub sd: Vec<Option<f64>>,
}

/// The configuration of one runner. All runners of a seed start from the same weights and see the same batches.
///
/// # Errors
/// If there is no such rule.
pub fn config(rule: &str, seed: u32) -> Result<Config> {
    let (lr, epochs, seed) = (RACE.lr.to_string(), RACE.epochs.to_string(), seed.to_string());
    let shared = [("preset", RACE.preset), ("convention", RACE.convention), ("lr", &*lr), ("epochs", &*epochs)];
    let own = RACE.params.iter().filter(|(of, ..)| *of == rule);
    let own: Vec<_> = own.map(|(_, id, value)| (format!("p.{id}"), value.to_string())).collect();
    let own = own.iter().map(|(id, value)| (id.as_str(), value.as_str()));
    let pairs: Vec<_> = shared.into_iter().chain([("rule", rule), ("seed", &*seed)]).chain(own).collect();
    Config::from_pairs(pairs)
}

/// The mean over runs of one rule, each given as its accuracy after epoch 0, 1, 2 … A run more than an epoch behind
/// the furthest one is left out until it has caught up, so that every point is a mean over the same runs.
pub fn curve(runs: &[Vec<f64>]) -> Curve {
    let front = runs.iter().map(Vec::len).max().unwrap_or(0);
    let counted: Vec<_> = runs.iter().filter(|run| run.len() + 1 >= front).collect();
    let length = counted.iter().map(|run| run.len()).min().unwrap_or(0);
    let at = |epoch: usize| mean_and_sd(&counted.iter().map(|run| run[epoch]).collect::<Vec<_>>());
    let (mean, sd) = (0..length).map(at).unzip();
    Curve { seeds: counted.len(), epochs: (0..length).collect(), mean, sd }
}
