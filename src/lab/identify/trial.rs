//! What the classifier is shown of the records, and what it says.

use super::observe::{OBSERVABLES, SIGMAS};
use super::report::{Report, Task};
use super::settings::{Settings, LAYERS};
use super::subject::Record;
use crate::analysis::splits::{best_c, judge, splits, Judgement, Split};
use crate::analysis::statistics;
use crate::metrics::mean_and_sd;

/// Splits into networks to learn from and networks to judge by.
const SPLITS: usize = 10;

/// The records of all networks.
pub struct Trials {
    suspects: usize,
    records: Vec<Record>,
    /// Of each network: who trained it, and whether it is of the wide kind.
    of: Vec<(usize, bool)>,
    splits: Vec<Split>,
}

impl Trials {
    /// Nothing yet, of so many suspects.
    pub fn new(suspects: usize) -> Self {
        Self { suspects, records: Vec::new(), of: Vec::new(), splits: Vec::new() }
    }

    /// Adds the ith network of a suspect.
    pub fn add(&mut self, record: Record, suspect: usize, i: usize) {
        self.records.push(record);
        self.of.push((suspect, Settings::is_wide(i)));
    }

    /// Draws the splits, once all networks are there.
    pub fn split(&mut self, seed: u32) {
        self.splits = splits(&self.groups(), &self.classes(), SPLITS, u64::from(seed));
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
    pub fn answer(&self, task: &Task, report: &mut Report) {
        let all: Vec<_> = (0..report.settings.snapshots).collect();
        match *task {
            Task::Source(source) => {
                let x = self.examples(source, 0, &all);
                // One C for all splits, from what the first learns from: other splits ask about some of those layers.
                let c = best_c(
                    &self.splits[0].0,
                    &self.groups(),
                    &x,
                    &self.classes(),
                    self.suspects,
                    u64::from(report.settings.seed),
                );
                let found = self.judge(&x, c, &self.splits);
                let row = &mut report.rows[source];
                (row.right, row.error, row.c) = (Some(found.mean()), found.standard_error(), Some(c));
                row.confusion = found.confusion.iter().map(|said| percent(said)).collect();
            }
            Task::OtherWidth(source) => {
                let x = self.examples(source, 0, &all);
                let found = self.judge(&x, self.c(report, source), &self.widths());
                report.rows[source].other_width = Some(found.mean());
            }
            Task::View(o, view) => {
                let found = self.judge(&self.examples(o, view, &all), self.c(report, o), &self.splits);
                report.maps[o].right[view / SIGMAS.len()][view % SIGMAS.len()] = Some(found.mean());
            }
            Task::Times(o, t) => {
                let x = self.examples(o, 0, &report.times[t].snapshots);
                report.times[t].right[o] = Some(self.judge(&x, self.c(report, o), &self.splits).mean());
            }
        }
    }

    fn c(&self, report: &Report, source: usize) -> f64 {
        report.rows[source].c.unwrap_or(1.0)
    }

    fn judge(&self, x: &[Vec<f64>], c: f64, splits: &[Split]) -> Judgement {
        judge(splits, x, &self.classes(), self.suspects, c)
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
