//! Report of the lab.

use serde::Serialize;

use super::super::Record;
use super::answers::{times, Map, Plane, Row, Times};
use super::design::HOLD_OUTS;
use super::importance::summed;
use super::jobs::{Asked, Job, RANDOM};
use super::judgement_of;
use super::observe::{FRACTIONS, OBSERVABLES, SIGMAS};
use super::settings::Settings;
use super::sources::SOURCES;
use super::subject::list;
use crate::analysis::permutation::p_value;
use crate::analysis::statistics::name;
use crate::metrics::mean_and_sd;

/// Results so far. Shares are in percent, balanced over suspects: the chance level is `chance`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Settings of the experiment.
    pub settings: Settings,
    /// Names of the suspects.
    pub names: Vec<&'static str>,
    /// Number of networks at the end.
    pub networks: usize,
    /// Number of networks that have been trained.
    pub trained: usize,
    /// Mean and standard deviation of each suspect's final validation accuracies.
    pub accuracy: Vec<Option<(f64, f64)>>,
    /// Chance level.
    pub chance: f64,
    /// Accuracy of each classifier from each source, the sources of the first classifier first.
    pub rows: Vec<Row>,
    /// Ways to hold networks out, in the order of each row's `held_out`.
    pub hold_outs: Vec<&'static str>,
    /// Accuracy of the first classifier if less is measured, and worse, by observable.
    pub maps: Vec<Map>,
    /// The same by the times of the recordings.
    pub times: Vec<Times>,
    /// Every network as a point, by source.
    pub planes: Vec<Plane>,
    /// The suspect of each point.
    pub drawn: Vec<usize>,
    /// Number of networks that the first answers come from.
    pub first: usize,
    /// Shares of units or synapses that are measured, as in `maps`.
    pub fractions: [f64; FRACTIONS.len()],
    /// Standard deviations of the noise, in those of what is measured, as in `maps`.
    pub sigmas: [f64; SIGMAS.len()],
    /// Share of the work that is done.
    pub fraction: f64,
    /// Remaining time in seconds; none before there is anything to estimate it from, and at the end.
    pub seconds_left: Option<f64>,
    /// True if there is nothing left to do.
    pub finished: bool,
}

impl Report {
    /// Report with nothing trained.
    pub fn new(settings: Settings) -> Self {
        let row = |asked: &Asked| Row::new(*asked, settings.ways().len());
        let places = settings.places();
        let map = |o: &usize| Map { id: SOURCES[*o].id, name: SOURCES[*o].name, right: Default::default() };
        let maps: Vec<_> = places.iter().filter(|o| **o < OBSERVABLES.len()).map(map).collect();
        let mut times = times(settings.snapshots);
        times.iter_mut().for_each(|times| times.right = vec![None; maps.len()]);
        let plane = |source: &usize| {
            let (id, name) = (SOURCES[*source].id, SOURCES[*source].name);
            Plane { id, name, components: Vec::new(), shares: [0.0; 2], tsne: Vec::new() }
        };
        Self {
            names: settings.names(),
            networks: settings.rules.len() * settings.networks,
            trained: 0,
            accuracy: vec![None; settings.rules.len()],
            chance: 100.0 / settings.rules.len() as f64,
            rows: settings.questions().iter().map(row).collect(),
            hold_outs: settings.ways().into_iter().map(|way| HOLD_OUTS[way].name).collect(),
            maps,
            times,
            planes: places.iter().map(plane).collect(),
            drawn: (0..settings.rules.len()).flat_map(|suspect| vec![suspect; settings.networks]).collect(),
            first: settings.rules.len() * settings.first(),
            fractions: FRACTIONS,
            sigmas: SIGMAS,
            fraction: 0.0,
            seconds_left: None,
            finished: false,
            settings,
        }
    }

    /// Fills in what was found in each job.
    pub fn fill(&mut self, found: &[(Job, Option<&Record>)]) {
        let there: Vec<_> = found.iter().filter_map(|(job, record)| Some((*job, (*record)?))).collect();
        self.count(&there);
        let (places, ways) = (self.settings.places(), self.settings.ways());
        let questions = self.settings.questions();
        let at = |asked: Asked| questions.iter().position(|other| *other == asked).unwrap_or(0);
        let first = |source: usize| at(self.settings.first_with(source));
        let rank = |all: &[usize], place: usize| all.iter().position(|other| *other == place).unwrap_or(0);
        let said = |record| judgement_of(record, self.names.len());
        for (job, record) in there {
            match job {
                Job::Network(..) => {}
                Job::Guess(source) => self.rows[first(source)].guess = Some(said(record).mean()),
                Job::Choice(asked, split) if RANDOM.contains(&split) => {
                    self.rows[at(asked)].chosen.extend(record.number(0))
                }
                Job::Choice(..) => {}
                Job::Source(asked) => {
                    let said = said(record);
                    let row = &mut self.rows[at(asked)];
                    (row.right, row.error) = (Some(said.mean()), said.standard_error());
                    row.confusion = said.confusion.iter().map(|said| percent(said)).collect();
                    let dropped = record.counts(2);
                    let (source, snapshots) = (&SOURCES[asked.source], self.settings.snapshots);
                    (row.importance, row.moments) = summed(source, snapshots, &dropped, &said.importance);
                    row.dropped = dropped.into_iter().map(name).collect();
                    if self.settings.first_with(asked.source) == asked && asked.source < OBSERVABLES.len() {
                        let o = rank(&places, asked.source);
                        self.maps[o].right[0][0] = row.right;
                        self.times.iter_mut().rev().take(1).for_each(|all| all.right[o] = row.right);
                    }
                }
                Job::HeldOut(asked, way) => {
                    self.rows[at(asked)].held_out[rank(&ways, way)] = Some(said(record).mean());
                }
                Job::Leak(asked) => self.rows[at(asked)].leak = Some(said(record).mean()),
                Job::Shuffled(..) => {}
                Job::View(o, view) => {
                    let right = &mut self.maps[rank(&places, o)].right;
                    right[view / SIGMAS.len()][view % SIGMAS.len()] = Some(said(record).mean());
                }
                Job::Times(o, t) => self.times[t].right[rank(&places, o)] = Some(said(record).mean()),
                Job::Plane(source) => self.planes[rank(&places, source)].fill(record),
            }
        }
        self.test(found);
    }

    /// Counts the networks, and how well they learned.
    fn count(&mut self, there: &[(Job, &Record)]) {
        let networks: Vec<_> = there
            .iter()
            .filter_map(|(job, record)| match job {
                Job::Network(suspect, i) => Some((*suspect, *i, record)),
                _ => None,
            })
            .collect();
        self.trained = networks.len();
        for (suspect, accuracy) in self.accuracy.iter_mut().enumerate() {
            let mut its: Vec<_> = networks.iter().filter(|(other, ..)| *other == suspect).collect();
            its.sort_by_key(|(_, i, _)| *i);
            let last: Vec<_> =
                its.iter().filter_map(|(.., record)| record.list(list::ACCURACY).last().copied()).collect();
            let (mean, sd) = mean_and_sd(&last);
            *accuracy = mean.map(|mean| (mean, sd.unwrap_or(0.0)));
        }
    }

    /// Holds each accuracy against those of shuffled names, once all of them are there.
    fn test(&mut self, found: &[(Job, Option<&Record>)]) {
        let questions = self.settings.questions();
        for (row, asked) in self.rows.iter_mut().zip(questions) {
            let its = found.iter().filter(|(job, _)| matches!(job, Job::Shuffled(other, _) if *other == asked));
            let parts: Option<Vec<&[f64]>> = its.map(|(_, record)| record.map(|record| record.list(0))).collect();
            let all = parts.unwrap_or_default().concat();
            let (mean, sd) = mean_and_sd(&all);
            row.shuffled = mean.map(|mean| (mean, sd.unwrap_or(0.0)));
            row.p = row.right.filter(|_| !all.is_empty()).map(|right| p_value(right, &all));
        }
    }
}

/// Counts as shares of their sum.
fn percent(counts: &[usize]) -> Vec<f64> {
    let all = counts.iter().sum::<usize>().max(1) as f64;
    counts.iter().map(|count| 100.0 * *count as f64 / all).collect()
}
