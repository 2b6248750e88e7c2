//! Jobs of the experiment: which there are, in which order they are done, and what each needs.

use std::ops::Range;

use serde::Serialize;

use super::answers::times;
use super::design::HOLD_OUTS;
use super::observe::{OBSERVABLES, VIEWS};
use super::settings::Settings;
use super::sources::SOURCES;
use crate::analysis::classifier;

/// Random splits into networks to learn from and networks to judge by.
pub const RANDOM: Range<usize> = 0..10;
/// Splits that hold networks out, two for each way.
const HELD: Range<usize> = RANDOM.end..RANDOM.end + 2 * HOLD_OUTS.len();
/// Random splits of layers, whatever their networks.
pub const LEAKS: Range<usize> = HELD.end..HELD.end + 10;
/// Permutations in one job.
pub const AT_ONCE: usize = 20;

/// Splits of the hth way to hold networks out.
pub const fn held(h: usize) -> Range<usize> {
    HELD.start + 2 * h..HELD.start + 2 * h + 2
}

/// A classifier and a source, by their places in their lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The classifier.
    pub classifier: usize,
    /// The source.
    pub source: usize,
}

/// A network, or a question to a classifier.
#[derive(Clone, Copy, Debug, Serialize)]
pub enum Job {
    /// The training of a suspect's ith network, and all recordings of it.
    Network(usize, usize),
    /// A first answer from a source, when a sixth of the networks are there.
    Guess(usize),
    /// The choice of a classifier's hyperparameter in a split, by the split's number.
    Choice(Asked, usize),
    /// The accuracy from a source, and its confusion matrix.
    Source(Asked),
    /// The accuracy on networks that are held out in this way.
    HeldOut(Asked, usize),
    /// The accuracy if networks can be on both sides.
    Leak(Asked),
    /// Accuracies if names are shuffled, a part of the permutations.
    Shuffled(Asked, usize),
    /// The accuracy from an observable in one view.
    View(usize, usize),
    /// The accuracy from an observable at some times.
    Times(usize, usize),
    /// Planes of all networks as a source has them.
    Plane(usize),
}

impl Settings {
    /// Networks of each suspect from which a first answer is tried.
    pub fn first(&self) -> usize {
        (self.networks / 6).max(4)
    }

    fn kinds(&self) -> Vec<usize> {
        (0..classifier::ALL.len())
            .filter(|k| self.classifiers.iter().any(|id| id == classifier::ALL[*k].id()))
            .collect()
    }

    /// Places of the sources that are asked.
    pub fn places(&self) -> Vec<usize> {
        (0..SOURCES.len()).filter(|s| self.sources.iter().any(|id| id == SOURCES[*s].id)).collect()
    }

    /// Places of the ways to hold networks out.
    pub fn ways(&self) -> Vec<usize> {
        (0..HOLD_OUTS.len()).filter(|h| self.hold_outs.iter().any(|id| id == HOLD_OUTS[*h].id)).collect()
    }

    /// The splits of which there are answers.
    fn splits(&self) -> Vec<usize> {
        let leaks = if self.leak { LEAKS } else { 0..0 };
        RANDOM.chain(self.ways().into_iter().flat_map(held)).chain(leaks).collect()
    }

    /// Every classifier with every source.
    pub fn questions(&self) -> Vec<Asked> {
        let sources = self.places();
        let of = |classifier: usize| sources.iter().map(move |source| Asked { classifier, source: *source });
        self.kinds().into_iter().flat_map(of).collect()
    }

    /// The first classifier with this source: it answers whatever is asked of one classifier only.
    pub fn first_with(&self, source: usize) -> Asked {
        Asked { classifier: self.kinds()[0], source }
    }

    /// All jobs, in their order.
    pub fn jobs(&self) -> Vec<Job> {
        let suspects = self.rules.len();
        let networks =
            |some: Range<usize>| some.flat_map(move |i| (0..suspects).map(move |suspect| Job::Network(suspect, i)));
        let (questions, splits, sources) = (self.questions(), self.splits(), self.places());
        let choices = |asked: &Asked| splits.iter().map(|split| Job::Choice(*asked, *split)).collect::<Vec<_>>();
        let ways = self.ways();
        let batches = self.permutations.div_ceil(AT_ONCE);
        let answers = |asked: &Asked| {
            let held = ways.iter().map(|way| Job::HeldOut(*asked, *way));
            let leak = self.leak.then_some(Job::Leak(*asked));
            // Shuffled names are asked of the first classifier only: it is trained anew for each permutation.
            let tested = if *asked == self.first_with(asked.source) { batches } else { 0 };
            let shuffled = (0..tested).map(|batch| Job::Shuffled(*asked, batch));
            [Job::Source(*asked)].into_iter().chain(held).chain(leak).chain(shuffled).collect::<Vec<_>>()
        };
        let observables = || sources.iter().copied().filter(|source| *source < OBSERVABLES.len());
        // The first view, of all without noise, and the last times, which are all, are what the source's own job finds.
        let views = observables().flat_map(|o| (1..VIEWS).map(move |view| Job::View(o, view)));
        let some = times(self.snapshots).len() - 1;
        let times = observables().flat_map(|o| (0..some).map(move |t| Job::Times(o, t)));
        networks(0..self.first())
            .chain(sources.iter().map(|source| Job::Guess(*source)))
            .chain(networks(self.first()..self.networks))
            .chain(questions.iter().flat_map(choices))
            .chain(questions.iter().flat_map(answers))
            .chain(views)
            .chain(times)
            .chain(sources.iter().map(|source| Job::Plane(*source)))
            .collect()
    }

    /// The places of what a job needs: the networks, a suspect after the other, and behind them the hyperparameters.
    pub fn needs(&self, job: &Job) -> Vec<usize> {
        let all = self.networks_up_to(self.networks);
        let with = |asked: Asked, some: Range<usize>| {
            let choices = some.filter_map(|split| self.choice(asked, split));
            all.iter().copied().chain(choices).collect()
        };
        match *job {
            Job::Network(..) => Vec::new(),
            Job::Guess(_) => self.networks_up_to(self.first()),
            Job::Choice(..) | Job::Plane(_) => all,
            Job::Source(asked) | Job::Shuffled(asked, _) => with(asked, RANDOM),
            Job::HeldOut(asked, way) => with(asked, held(way)),
            Job::Leak(asked) => with(asked, LEAKS),
            Job::View(source, _) | Job::Times(source, _) => with(self.first_with(source), RANDOM),
        }
    }

    /// Places of the first so many networks of each suspect.
    fn networks_up_to(&self, many: usize) -> Vec<usize> {
        let suspects = self.rules.len();
        let place = |suspect: usize, i: usize| {
            let guesses = if i < self.first() { 0 } else { self.places().len() };
            guesses + i * suspects + suspect
        };
        (0..suspects).flat_map(|suspect| (0..many).map(move |i| (suspect, i))).map(|(s, i)| place(s, i)).collect()
    }

    /// Place of the job that chooses a hyperparameter.
    fn choice(&self, asked: Asked, split: usize) -> Option<usize> {
        let first = self.rules.len() * self.networks + self.places().len();
        let splits = self.splits();
        let question = self.questions().iter().position(|other| *other == asked)?;
        Some(first + question * splits.len() + splits.iter().position(|other| *other == split)?)
    }

    /// Duration of a job, in those of a usual network.
    pub fn cost(&self, job: &Job) -> f64 {
        // Of a classifier, training on this many layers.
        let share = (self.rules.len() * self.networks * self.snapshots) as f64 / (96.0 * 6.0);
        let once = |classifier: usize| 0.2 * share * classifier::ALL[classifier].effort();
        match job {
            Job::Network(..) => 0.5 * self.epochs as f64,
            // Six weights are tried on five splits each; other questions are asked in ten splits or two.
            Job::Choice(asked, _) => 5.0 * once(asked.classifier),
            Job::Shuffled(asked, _) => AT_ONCE as f64 * once(asked.classifier),
            Job::Source(asked) | Job::HeldOut(asked, _) | Job::Leak(asked) => once(asked.classifier),
            Job::View(source, _) | Job::Times(source, _) => once(self.first_with(*source).classifier),
            Job::Guess(_) | Job::Plane(_) => 0.1 * share,
        }
    }
}
