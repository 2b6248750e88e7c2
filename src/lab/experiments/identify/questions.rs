//! Questions to a classifier: its examples from the records, and its accuracy.

use std::ops::Range;

use super::super::{JobWork, Record};
use super::answers::times;
use super::asking::{Asking, Shuffling};
use super::design::HOLD_OUTS;
use super::jobs::{Asked, Job, AT_ONCE, LEAKS, RANDOM};
use super::planes::Drawing;
use super::settings::Settings;
use super::sources::{Look, SOURCES};
use super::subject::Recorded;
use crate::analysis::classifier::{self, Classifier};
use crate::analysis::judging::{Choosing, Examples, Judging};
use crate::analysis::splits::{splits, Split};

/// Examples for a classifier, and the splits into training and test sides.
pub struct Trials {
    /// The layers, a network's one behind the other.
    pub examples: Examples,
    /// Places of the statistics that are left out because some layer has none.
    dropped: Vec<usize>,
    /// Index of each layer's network, and its number among those of its suspect: networks of one number are look-alikes.
    pub groups: Vec<usize>,
    pub numbers: Vec<usize>,
    pub seed: u64,
}

impl Trials {
    /// Of networks, as many of each suspect, a suspect after the other: of each layer the features of a source in a view at some
    /// snapshots.
    pub fn new(
        settings: &Settings,
        networks: &[Recorded<'_>],
        (source, view): (usize, usize),
        times: &[usize],
    ) -> Self {
        let (suspects, source) = (settings.rules.len(), &SOURCES[source]);
        let each = (networks.len() / suspects).max(1);
        let layers = || networks.iter().enumerate().flat_map(|(at, of)| (0..of.layers()).map(move |l| (at, of, l)));
        let look = |(_, of, l)| source.features(&Look { of, l, view, times });
        let mut x: Vec<_> = layers().map(look).collect();
        let dropped = source.drop_undefined(&mut x);
        let groups: Vec<_> = layers().map(|(at, ..)| at).collect();
        let classes = groups.iter().map(|at| at / each).collect();
        Self {
            examples: Examples { x, classes, number: suspects, course: source.course(times.len()) },
            dropped,
            numbers: groups.iter().map(|at| at % each).collect(),
            groups,
            seed: u64::from(settings.seed),
        }
    }

    /// The splits with these numbers.
    pub fn splits(&self, some: Range<usize>) -> Vec<Split> {
        let Self { examples: Examples { classes, .. }, numbers, seed, .. } = self;
        if some == RANDOM {
            return splits(numbers, classes, RANDOM.len(), *seed);
        }
        if some == LEAKS {
            return splits(&alone(numbers.len()), classes, LEAKS.len(), *seed);
        }
        HOLD_OUTS.iter().flat_map(|way| way.splits(numbers)).skip(some.start - RANDOM.end).take(some.len()).collect()
    }

    /// The choice of a hyperparameter for one split, from what that split learns from alone.
    pub fn choosing(&self, kind: &'static dyn Classifier, split: usize) -> Choosing {
        let among = [RANDOM, LEAKS].into_iter().find(|all| all.contains(&split)).unwrap_or(split..split + 1);
        let (within, _) = &self.splits(among.clone())[split - among.start];
        // Networks that may be on both sides may be in this choice, too.
        let groups = if among == LEAKS { alone(self.numbers.len()) } else { self.numbers.clone() };
        Choosing::new(kind, within, &groups, (&self.examples, self.seed))
    }

    /// A judgement by some of the splits, each with its hyperparameter.
    fn judging(self, kind: &'static dyn Classifier, some: Range<usize>, choices: &[f64]) -> Asking {
        let judging = Judging::new(kind, &self.examples, &self.splits(some), choices);
        Asking { judging, examples: self.examples, dropped: self.dropped }
    }
}

/// Groups of one example each.
fn alone(examples: usize) -> Vec<usize> {
    (0..examples).collect()
}

/// Work on a question. `needed` are the records of all networks, and behind them the hyperparameters of the question.
pub fn begin(settings: &Settings, job: &Job, needed: &[&Record]) -> JobWork {
    let each = if matches!(job, Job::Guess(_)) { settings.first() } else { settings.networks };
    let (networks, choices) = needed.split_at((settings.rules.len() * each).min(needed.len()));
    let networks: Vec<_> = networks.iter().map(|record| Recorded::new(record)).collect();
    let choices: Vec<_> = choices.iter().filter_map(|record| record.number(0)).collect();
    let all: Vec<_> = (0..settings.snapshots).collect();
    let trials = |source, view, times: &[usize]| Trials::new(settings, &networks, (source, view), times);
    let kind = |asked: Asked| classifier::ALL[asked.classifier];
    let usual = |source| kind(settings.first_with(source));
    match *job {
        Job::Guess(source) => {
            // No choice: the second simplest will do.
            let choices = [usual(source).choices()[1]; RANDOM.end];
            Box::new(trials(source, 0, &all).judging(usual(source), RANDOM, &choices))
        }
        Job::Choice(asked, split) => Box::new(trials(asked.source, 0, &all).choosing(kind(asked), split)),
        Job::HeldOut(asked, way) => {
            Box::new(trials(asked.source, 0, &all).judging(kind(asked), super::jobs::held(way), &choices))
        }
        Job::Leak(asked) => Box::new(trials(asked.source, 0, &all).judging(kind(asked), LEAKS, &choices)),
        Job::Shuffled(asked, batch) => {
            let left = settings.permutations.saturating_sub(batch * AT_ONCE).min(AT_ONCE);
            Box::new(Shuffling::new(trials(asked.source, 0, &all), kind(asked), choices, (batch, left)))
        }
        Job::View(o, view) => Box::new(trials(o, view, &all).judging(usual(o), RANDOM, &choices)),
        Job::Times(o, t) => {
            Box::new(trials(o, 0, &times(settings.snapshots)[t].snapshots).judging(usual(o), RANDOM, &choices))
        }
        Job::Plane(source) => {
            let layers = |of: &Recorded<'_>| {
                let features = |l| SOURCES[source].unplaced(&Look { of, l, view: 0, times: &all });
                (0..of.layers()).map(features).collect()
            };
            Box::new(Drawing::new(&networks.iter().map(layers).collect::<Vec<_>>()))
        }
        Job::Source(asked) => Box::new(trials(asked.source, 0, &all).judging(kind(asked), RANDOM, &choices)),
        Job::Network(..) => unreachable!("networks are no questions"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::observe::{OBSERVABLES, VIEWS};
    use super::*;
    use crate::analysis::splits::straddling;
    use crate::analysis::statistics::COUNT;
    use crate::analysis::svm::LinearSvm;
    use crate::base::random::{normal, stream, Stream};

    const SNAPSHOTS: [usize; 2] = [0, 1];
    const EACH: usize = 12;
    const LAYERS: usize = 3;
    const LENGTH: usize = OBSERVABLES.len() * VIEWS * SNAPSHOTS.len() * COUNT;

    fn settings() -> Settings {
        let pairs = [("rules", "momentum,adam"), ("networks", "12"), ("snapshots", "2"), ("leak", "1")];
        Settings::from_pairs(pairs).expect("allowed settings")
    }

    /// Networks of two suspects, which differ by little beside a disturbance that all features of a layer share: only large
    /// weights take it out.
    fn networks() -> Vec<Vec<f64>> {
        let mut rng = stream(3, Stream::Probe);
        let mut layer = |at: usize| {
            let shared = 30.0 * f64::from(normal(&mut rng));
            let mut feature = || shared + f64::from(normal(&mut rng)) + at as f64 / EACH as f64;
            (0..LENGTH).map(|_| feature()).collect::<Vec<_>>()
        };
        (0..2 * EACH).map(|at| (0..LAYERS).flat_map(|_| layer(at)).collect()).collect()
    }

    fn trials(networks: &[Vec<f64>]) -> Trials {
        let record = |numbers: &Vec<f64>| Record(vec![numbers.clone(), vec![10.0, 50.0]]);
        let records: Vec<_> = networks.iter().map(record).collect();
        let recorded: Vec<_> = records.iter().map(Recorded::new).collect();
        Trials::new(&settings(), &recorded, (0, 0), &SNAPSHOTS)
    }

    /// The random splits, and those that hold the width out.
    fn asked() -> Range<usize> {
        0..super::super::jobs::held(0).end
    }

    fn weights(networks: &[Vec<f64>]) -> Vec<f64> {
        let of = |k: usize| {
            let mut choosing = trials(networks).choosing(&LinearSvm, k);
            std::iter::repeat_with(|| choosing.pass()).flatten().next().expect("a choice")
        };
        asked().map(of).collect()
    }

    fn split(trials: &Trials, k: usize) -> Split {
        let some = if RANDOM.contains(&k) { RANDOM } else { super::super::jobs::held(0) };
        trials.splits(some.clone())[k - some.start].clone()
    }

    #[test]
    fn what_a_split_tests_has_no_part_in_the_choice_of_its_weight() {
        let before = weights(&networks());
        for k in asked() {
            let mut changed = networks();
            // The layers of the tested networks now give their suspect away, so that the smallest weight does.
            for at in &split(&trials(&changed), k).1 {
                let (network, layer) = (at / LAYERS, at % LAYERS);
                let told = 1e3 * (network / EACH) as f64;
                changed[network][layer * LENGTH..][..SNAPSHOTS.len() * COUNT].fill(told);
            }
            let after = weights(&changed);
            assert_eq!(after[k], before[k], "split {k}");
            assert_ne!(after, before, "the others learn from some of these layers");
        }
    }

    #[test]
    fn no_network_and_no_look_alike_is_on_both_sides_but_in_the_splits_that_show_the_leak() {
        let trials = trials(&networks());
        for k in asked() {
            assert_eq!(straddling(&trials.groups, &split(&trials, k)), [0; 0], "split {k}");
            assert_eq!(straddling(&trials.numbers, &split(&trials, k)), [0; 0], "split {k}");
        }
        for split in trials.splits(LEAKS) {
            assert!(straddling(&trials.groups, &split).len() > EACH / 2, "by layer, most tested networks are known");
        }
    }

    #[test]
    fn a_statistic_that_some_living_layer_lacks_is_left_out_and_named() {
        let mut networks = networks();
        // The skew of the values of one layer at one snapshot; and all of a network that diverged.
        networks[4][LENGTH + 5] = f64::NAN;
        networks[7].fill(f64::INFINITY);
        let found = trials(&networks);
        assert_eq!(found.dropped, [5]);
        assert!(found.examples.x.iter().all(|x| x.len() == SNAPSHOTS.len() * (COUNT - 1) + 3));
    }
}
