//! Questions to the classifier: its examples from the records, and its accuracy.

use std::ops::Range;

use super::super::Record;
use super::observe::OBSERVABLES;
use super::report::times;
use super::settings::{Settings, LAYERS};
use super::subject::Recorded;
use super::{record_of, Job};
use crate::analysis::judging::{Choosing, Examples, Judging};
use crate::analysis::splits::{splits, Split};
use crate::base::error::Result;
use crate::lab::work::Work;

/// Random splits into networks to learn from and networks to judge by.
const SPLITS: usize = 10;
/// Number of all splits: the random ones, and two more that train on one width and test on the other.
pub const ALL_SPLITS: usize = SPLITS + 2;
/// The random ones.
pub const RANDOM: Range<usize> = 0..SPLITS;
/// The other two.
pub const WIDTHS: Range<usize> = SPLITS..ALL_SPLITS;
/// Observables, and accuracy.
pub const SOURCES: usize = OBSERVABLES.len() + 1;

/// Examples for the classifier, and the splits into training and test sides.
pub struct Trials {
    /// The layers, a network's one behind the other.
    examples: Examples,
    splits: Vec<Split>,
}

impl Trials {
    /// Of all networks, in the order of their jobs: of each layer the statistics of a source in a view at some snapshots, and
    /// its position; or the network's accuracies. The source behind the observables is accuracy.
    pub fn new(
        settings: &Settings,
        networks: &[Recorded<'_>],
        (source, view): (usize, usize),
        times: &[usize],
    ) -> Self {
        let of = |network: &Recorded<'_>, l: usize| -> Vec<f64> {
            if source == OBSERVABLES.len() {
                return times.iter().map(|k| network.accuracy()[*k]).collect();
            }
            let some = times.iter().flat_map(|k| network.statistics((l, source), view, *k)).copied();
            some.chain((0..LAYERS).map(|place| f64::from(u8::from(place == l)))).collect()
        };
        let x = networks.iter().flat_map(|network| (0..LAYERS).map(move |l| of(network, l))).collect();
        let suspect = |at: usize| at / settings.networks;
        let classes: Vec<_> = (0..networks.len()).flat_map(|at| [suspect(at); LAYERS]).collect();
        let wide = |example: &usize| Settings::is_wide(example / LAYERS % settings.networks);
        let (wide, narrow): (Vec<_>, Vec<_>) = (0..classes.len()).partition(wide);
        let mut splits = splits(&groups(networks.len()), &classes, SPLITS, u64::from(settings.seed));
        splits.extend([(narrow.clone(), wide.clone()), (wide, narrow)]);
        Self { examples: Examples { x, classes, number: settings.rules.len() }, splits }
    }

    /// The choice of a weight C for one split, from what that split learns from alone.
    pub fn choosing(&self, split: usize, seed: u32) -> Choosing {
        let networks = self.examples.classes.len() / LAYERS;
        Choosing::new(&self.splits[split].0, &groups(networks), &self.examples, u64::from(seed))
    }

    /// A judgement by some of the splits, each with its weight C.
    fn judging(self, some: Range<usize>, weights: &[f64]) -> Asking {
        Asking { judging: Judging::new(&self.examples, &self.splits[some], weights), examples: self.examples }
    }
}

/// Index of each layer's network.
fn groups(networks: usize) -> Vec<usize> {
    (0..networks * LAYERS).map(|example| example / LAYERS).collect()
}

/// Work on a question. `needed` are the records of all networks, and behind them the weights of the question's source.
pub fn begin(settings: &Settings, job: &Job, needed: &[&Record]) -> Box<dyn Work<Output = Record>> {
    let (networks, weights) = needed.split_at((settings.rules.len() * settings.networks).min(needed.len()));
    let networks: Vec<_> = networks.iter().map(|record| Recorded::new(record)).collect();
    let weights: Vec<_> = weights.iter().filter_map(|record| record.number(0)).collect();
    let all: Vec<_> = (0..settings.snapshots).collect();
    let trials = |source, view, times: &[usize]| Trials::new(settings, &networks, (source, view), times);
    match *job {
        Job::Weight(source, split) => Box::new(trials(source, 0, &all).choosing(split, settings.seed)),
        Job::OtherWidth(source) => Box::new(trials(source, 0, &all).judging(WIDTHS, &weights)),
        Job::View(o, view) => Box::new(trials(o, view, &all).judging(RANDOM, &weights)),
        Job::Times(o, t) => Box::new(trials(o, 0, &times(settings.snapshots)[t].snapshots).judging(RANDOM, &weights)),
        Job::Source(source) | Job::Network(source, _) => Box::new(trials(source, 0, &all).judging(RANDOM, &weights)),
    }
}

impl Work for Choosing {
    type Output = Record;

    /// One pass of training.
    fn unit(&mut self) -> Result<Option<Record>> {
        Ok(self.pass().map(|c| Record(vec![vec![c]])))
    }

    fn fraction(&self) -> f64 {
        Choosing::fraction(self)
    }
}

/// A judgement under way.
struct Asking {
    examples: Examples,
    judging: Judging,
}

impl Work for Asking {
    type Output = Record;

    /// One pass of training.
    fn unit(&mut self) -> Result<Option<Record>> {
        let done = self.judging.pass(&self.examples);
        Ok(done.then(|| record_of(self.judging.judgement())))
    }

    fn fraction(&self) -> f64 {
        self.judging.fraction()
    }
}

#[cfg(test)]
mod tests {
    use super::super::observe::VIEWS;
    use super::*;
    use crate::analysis::statistics::COUNT;
    use crate::base::random::{normal, stream, Stream};

    const SNAPSHOTS: [usize; 2] = [0, 1];
    const EACH: usize = 12;

    fn settings() -> Settings {
        let pairs = [("rules", "momentum,adam"), ("networks", "12"), ("snapshots", "2")];
        Settings::from_pairs(pairs).expect("allowed settings")
    }

    /// Networks of two suspects, which differ by little beside a disturbance that all features of a layer share: only large
    /// weights take it out.
    fn networks() -> Vec<Vec<f64>> {
        let mut rng = stream(3, Stream::Probe);
        let mut layer = |at: usize| {
            let shared = 30.0 * f64::from(normal(&mut rng));
            let mut feature = || shared + f64::from(normal(&mut rng)) + at as f64 / EACH as f64;
            (0..OBSERVABLES.len() * VIEWS * SNAPSHOTS.len() * COUNT).map(|_| feature()).collect::<Vec<_>>()
        };
        (0..2 * EACH).map(|at| (0..LAYERS).flat_map(|_| layer(at)).collect()).collect()
    }

    fn trials(networks: &[Vec<f64>]) -> Trials {
        let record = |numbers: &Vec<f64>| Record(vec![numbers.clone(), vec![10.0, 50.0]]);
        let records: Vec<_> = networks.iter().map(record).collect();
        let recorded: Vec<_> = records.iter().map(Recorded::new).collect();
        Trials::new(&settings(), &recorded, (0, 0), &SNAPSHOTS)
    }

    fn weights(networks: &[Vec<f64>]) -> Vec<f64> {
        let of = |k: usize| {
            let mut choosing = trials(networks).choosing(k, 1);
            std::iter::repeat_with(|| choosing.pass()).flatten().next().expect("a choice")
        };
        (0..ALL_SPLITS).map(of).collect()
    }

    #[test]
    fn what_a_split_tests_has_no_part_in_the_choice_of_its_weight() {
        let before = weights(&networks());
        for k in 0..ALL_SPLITS {
            let mut changed = networks();
            // The layers of the tested networks now give their suspect away, so that the smallest weight does.
            for at in &trials(&changed).splits[k].1 {
                let (network, layer) = (at / LAYERS, at % LAYERS);
                let told = 1e3 * (network / EACH) as f64;
                let length = OBSERVABLES.len() * VIEWS * SNAPSHOTS.len() * COUNT;
                changed[network][layer * length..][..SNAPSHOTS.len() * COUNT].fill(told);
            }
            let after = weights(&changed);
            assert_eq!(after[k], before[k], "split {k}");
            assert_ne!(after, before, "the others learn from some of these layers");
        }
    }
}
