//! What the classifier is shown of the records, and what it says.

use std::ops::Range;

use super::observe::{OBSERVABLES, SIGMAS};
use super::report::{Report, Task};
use super::settings::{Settings, LAYERS};
use super::subject::Record;
use crate::analysis::splits::{best_c, judge, splits, Judgement, Split};
use crate::analysis::statistics;
use crate::metrics::mean_and_sd;

/// Random splits into networks to learn from and networks to judge by.
const SPLITS: usize = 10;
/// Those, and two more: learn from one width, judge by the other, and the other way round.
pub const ALL_SPLITS: usize = SPLITS + 2;
const RANDOM: Range<usize> = 0..SPLITS;
const WIDTHS: Range<usize> = SPLITS..ALL_SPLITS;
/// Observables, and accuracy.
const SOURCES: usize = OBSERVABLES.len() + 1;

/// The records of all networks.
pub struct Trials {
    suspects: usize,
    records: Vec<Record>,
    /// Of each network: who trained it, and whether it is of the wide kind.
    of: Vec<(usize, bool)>,
    splits: Vec<Split>,
    /// The weight C of each source's classifier, [source][split].
    weights: Vec<Vec<f64>>,
}

impl Trials {
    /// Nothing yet, of so many suspects.
    pub fn new(suspects: usize) -> Self {
        Self { suspects, records: Vec::new(), of: Vec::new(), splits: Vec::new(), weights: vec![Vec::new(); SOURCES] }
    }

    /// Adds the ith network of a suspect.
    pub fn add(&mut self, record: Record, suspect: usize, i: usize) {
        self.records.push(record);
        self.of.push((suspect, Settings::is_wide(i)));
    }

    /// Draws the splits, once all networks are there.
    pub fn split(&mut self, seed: u32) {
        self.splits = splits(&self.groups(), &self.classes(), SPLITS, u64::from(seed));
        self.splits.extend(self.widths());
    }

    /// Mean and standard deviation of each suspect's last accuracies.
    pub fn accuracies(&self) -> Vec<Option<(f64, f64)>> {
        let of = |suspect: usize| {
            let its = self.records.iter().zip(&self.of).filter(|(_, (other, _))| *other == suspect);
            let last: Vec<_> = its.filter_map(|(record, _)| record.accuracy.last().copied()).collect();
            let (mean, sd) = mean_and_sd(&last);
            Some((mean?, sd.unwrap_or(0.0)))
        };
        (0..self.suspects).map(of).collect()
    }

    /// Puts a question to the classifier and notes the answer.
    pub fn answer(&mut self, task: &Task, report: &mut Report) {
        let all: Vec<_> = (0..report.settings.snapshots).collect();
        match *task {
            Task::Weight(source, split) => {
                let c = self.weight(source, split, &all, report.settings.seed);
                self.weights[source].push(c);
            }
            Task::Source(source) => {
                let found = self.judge(&self.examples(source, 0, &all), source, RANDOM);
                let row = &mut report.rows[source];
                (row.right, row.error) = (Some(found.mean()), found.standard_error());
                row.c = self.weights[source][RANDOM].to_vec();
                row.confusion = found.confusion.iter().map(|said| percent(said)).collect();
            }
            Task::OtherWidth(source) => {
                let found = self.judge(&self.examples(source, 0, &all), source, WIDTHS);
                report.rows[source].other_width = Some(found.mean());
            }
            Task::View(o, view) => {
                let found = self.judge(&self.examples(o, view, &all), o, RANDOM);
                report.maps[o].right[view / SIGMAS.len()][view % SIGMAS.len()] = Some(found.mean());
            }
            Task::Times(o, t) => {
                let x = self.examples(o, 0, &report.times[t].snapshots);
                report.times[t].right[o] = Some(self.judge(&x, o, RANDOM).mean());
            }
        }
    }

    /// The C of a source's classifier in a split, from what that split learns from alone.
    fn weight(&self, source: usize, split: usize, snapshots: &[usize], seed: u32) -> f64 {
        let (x, within) = (self.examples(source, 0, snapshots), &self.splits[split].0);
        best_c(within, &self.groups(), &x, &self.classes(), self.suspects, u64::from(seed))
    }

    /// Judges examples of a source in some of the splits.
    fn judge(&self, x: &[Vec<f64>], source: usize, some: Range<usize>) -> Judgement {
        let weights = &self.weights[source][some.clone()];
        judge(&self.splits[some], x, &self.classes(), self.suspects, weights)
    }

    /// Which network each layer belongs to.
    fn groups(&self) -> Vec<usize> {
        (0..self.records.len() * LAYERS).map(|example| example / LAYERS).collect()
    }

    /// Who trained each layer's network.
    fn classes(&self) -> Vec<usize> {
        self.of.iter().flat_map(|(suspect, _)| [*suspect; LAYERS]).collect()
    }

    /// Learn from one width, judge by the other, and the other way round.
    fn widths(&self) -> Vec<Split> {
        let (wide, narrow): (Vec<_>, Vec<_>) =
            (0..self.records.len() * LAYERS).partition(|example| self.of[example / LAYERS].1);
        vec![(narrow.clone(), wide.clone()), (wide, narrow)]
    }

    /// What is shown of each layer: its statistics at some snapshots and its position, or the network's accuracies.
    fn examples(&self, source: usize, view: usize, snapshots: &[usize]) -> Vec<Vec<f64>> {
        let of = |record: &Record, l: usize| -> Vec<f64> {
            if source == OBSERVABLES.len() {
                return snapshots.iter().map(|k| record.accuracy[*k]).collect();
            }
            let all = &record.layers[l][source][view];
            let some = snapshots.iter().flat_map(|k| &all[k * statistics::COUNT..][..statistics::COUNT]).copied();
            some.chain((0..LAYERS).map(|place| f64::from(u8::from(place == l)))).collect()
        };
        self.records.iter().flat_map(|record| (0..LAYERS).map(move |l| of(record, l))).collect()
    }
}

/// Counts as shares of their sum.
fn percent(counts: &[usize]) -> Vec<f64> {
    let all = counts.iter().sum::<usize>().max(1) as f64;
    counts.iter().map(|count| 100.0 * *count as f64 / all).collect()
}

#[cfg(test)]
mod tests {
    use super::super::observe::VIEWS;
    use super::*;
    use crate::base::random::{normal, stream, Stream};

    const SNAPSHOTS: [usize; 2] = [0, 1];
    const EACH: usize = 12;

    /// Two suspects, whose networks differ by little beside a disturbance that all features of a layer share: only large
    /// weights take it out.
    fn trials() -> Trials {
        let (mut trials, mut rng) = (Trials::new(2), stream(3, Stream::Probe));
        for at in 0..2 * EACH {
            let mut layer = || {
                let shared = 30.0 * f64::from(normal(&mut rng));
                let mut feature = || shared + f64::from(normal(&mut rng)) + at as f64 / EACH as f64;
                let mut view = || (0..SNAPSHOTS.len() * statistics::COUNT).map(|_| feature()).collect::<Vec<_>>();
                std::array::from_fn(|_| (0..VIEWS).map(|_| view()).collect::<Vec<_>>())
            };
            let layers = std::array::from_fn(|_| layer());
            trials.add(Record { layers, accuracy: vec![10.0, 50.0 + at as f64] }, at / EACH, at % EACH);
        }
        trials.split(1);
        trials
    }

    #[test]
    fn what_a_split_tests_has_no_part_in_the_choice_of_its_weight() {
        let weights = |trials: &Trials| (0..ALL_SPLITS).map(|k| trials.weight(0, k, &SNAPSHOTS, 1)).collect::<Vec<_>>();
        let before = weights(&trials());
        for k in 0..ALL_SPLITS {
            let mut changed = trials();
            // The layers of the tested networks now give their suspect away, so that the smallest weight does.
            for at in changed.splits[k].1.clone() {
                let (network, layer) = (at / LAYERS, at % LAYERS);
                let told = 1e3 * changed.of[network].0 as f64;
                changed.records[network].layers[layer][0][0].iter_mut().for_each(|value| *value = told);
            }
            let after = weights(&changed);
            assert_eq!(after[k], before[k], "split {k}");
            assert_ne!(after, before, "the others learn from some of these layers");
        }
    }
}
