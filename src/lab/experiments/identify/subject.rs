//! One network while it learns, and all that is recorded of it.

use std::sync::Arc;

use super::super::Record;
use super::learned::Learned;
use super::measured::Measured;
use super::observe::{Look, Reach, OBSERVABLES, VIEWS};
use crate::analysis::observables::OF_CHANGES;
use crate::analysis::statistics;
use crate::base::error::{Error, Result};
use crate::base::random::{stream, Stream};
use crate::data::{Batch, Dataset, Part};
use crate::lab::training::{select, Training};
use crate::lab::work::Work;
use crate::lab::Plan;
use crate::net::Forward;
use crate::rule::Workspace;
use crate::Rng;

/// Validation pictures that its accuracy is measured with.
const JUDGED: usize = 500;

/// The network, its training, and its recordings.
pub struct Subject {
    training: Training,
    /// Updates in all.
    updates: usize,
    snapshots: usize,
    /// The snapshot that comes next or is being taken, and the looks that it has had.
    at: (usize, usize),
    look: Option<Look>,
    /// Its answer to the stimuli at this snapshot.
    answer: Forward,
    /// Inputs during a look: the first are the stimuli.
    judged: Batch,
    stimuli: Batch,
    probe: Rng,
    reach: Vec<Reach>,
    /// True if its loss was no longer a finite number: then it stays as it is.
    stopped: bool,
    /// Statistics of each look and view at each snapshot in turn.
    found: Vec<Vec<f64>>,
    measured: Measured,
    learned: Learned,
}

impl Subject {
    /// An untrained network of this plan.
    ///
    /// # Errors
    /// If the data hold too few pictures.
    pub fn new(data: &Arc<Dataset>, plan: &Plan, stimuli: usize, snapshots: usize) -> Result<Self> {
        let [train, valid] = [Part::Train, Part::Valid].map(|part| select(data, plan, part));
        if train.is_empty() || valid.len() < stimuli {
            let message = format!(
                "The data hold {} training pictures and {} for validation; the lab needs some of the former and {stimuli} of the latter.",
                train.len(),
                valid.len()
            );
            return Err(Error::new("stimuli", message));
        }
        let training = Training::new(data, plan.clone());
        let mut probe = stream(plan.config.seed, Stream::Probe);
        let net = training.trainer().net();
        let layers = &net.layers[..net.depth() - 1];
        let reach: Vec<_> = layers.iter().map(|layer| Reach::new(&layer.w, &mut probe)).collect();
        let measured = Measured::new(layers, plan.config.seed);
        let (mut judged, mut shown) = (Batch::default(), Batch::default());
        valid.batch(0, JUDGED, &mut judged);
        valid.batch(0, stimuli, &mut shown);
        let updates = training.updates_an_epoch() * plan.config.epochs;
        Ok(Self {
            learned: Learned::new(updates, judged.t.ncols()),
            updates,
            training,
            snapshots,
            at: (0, 0),
            look: None,
            answer: Forward::default(),
            judged,
            stimuli: shown,
            probe,
            stopped: false,
            found: vec![Vec::new(); reach.len() * OBSERVABLES.len() * VIEWS],
            measured,
            reach,
        })
    }

    /// Updates up to the kth snapshot; the first is before any training.
    fn until(&self, k: usize) -> usize {
        (self.updates * k + (self.snapshots - 1) / 2) / (self.snapshots - 1)
    }

    /// One view of one observable of one layer, or the metrics behind all of them: those of the pictures, then those of each alone.
    fn observe(&mut self) {
        let (trainer, (_, looks)) = (self.training.trainer(), &mut self.at);
        let all = self.reach.len() * OBSERVABLES.len();
        if *looks == all {
            self.measured.take(&self.training, (&self.judged, &self.stimuli), &self.answer);
        }
        if *looks >= all {
            let over = self.measured.alone(&self.training, &self.stimuli);
            self.at = if over { (self.at.0 + 1, 0) } else { (self.at.0, all + 1) };
            return;
        }
        let (l, o) = (*looks / OBSERVABLES.len(), *looks % OBSERVABLES.len());
        let (reach, probe, answer) = (&self.reach[l], &mut self.probe, &mut self.answer);
        if self.look.is_none() && *looks == 0 {
            trainer.answer(&self.stimuli.x, &mut Workspace::default(), answer);
        }
        let look = self.look.get_or_insert_with(|| Look::new((trainer.net(), answer), (l, o), reach, probe));
        if let Some((view, found)) = look.view() {
            self.found[*looks * VIEWS + view].extend(found);
        } else {
            (self.look, *looks) = (None, *looks + 1);
        }
    }
}

impl Work for Subject {
    type Output = Record;

    /// One reading of what it knows, one update, one view, or some of the metrics.
    fn unit(&mut self) -> Result<Option<Record>> {
        let updates = self.training.trainer().updates() as usize;
        if !self.stopped && self.learned.is_due(updates) {
            self.learned.read(&self.training, &self.judged);
        } else if !self.stopped && updates < self.until(self.at.0) {
            self.stopped = self.training.update(&mut ()).is_err();
        } else {
            self.observe();
        }
        let done = self.at.0 == self.snapshots;
        Ok(done.then(|| self.measured.record(self.found.concat(), self.learned.times())))
    }

    /// Share of the work that is done: by the snapshots that are taken, and the updates on the way to the next.
    fn fraction(&self) -> f64 {
        let (before, next) = (self.until(self.at.0.saturating_sub(1)), self.until(self.at.0));
        let way = self.training.trainer().updates() as f64 - before as f64;
        let way = if self.at.0 == 0 { 0.0 } else { (way / (next - before).max(1) as f64).clamp(0.0, 1.0) };
        (self.at.0 as f64 + 0.9 * way) / self.snapshots as f64
    }
}

/// Recordings of a network: of each layer, observable and view the statistics at each snapshot in turn, and its metrics.
#[derive(Clone, Copy)]
pub struct Recorded<'a> {
    record: &'a Record,
}

/// Lists of a network's record. Those of layers have a layer after the other, and of each all snapshots in turn.
pub mod list {
    pub const STATISTICS: usize = 0;
    pub const ACCURACY: usize = 1;
    pub const LOSS: usize = 2;
    /// Activity change as published, three numbers.
    pub const CHANGES: usize = 3;
    pub const COSINE: usize = 4;
    pub const MOVED: usize = 5;
    pub const SNR: usize = 6;
    /// Learning time of each digit.
    pub const LEARNED: usize = 7;
}

impl<'a> Recorded<'a> {
    /// Recordings in a record.
    pub fn new(record: &'a Record) -> Self {
        Self { record }
    }

    /// Number of layers.
    pub fn layers(&self) -> usize {
        let each = OBSERVABLES.len() * VIEWS * statistics::COUNT * self.accuracy().len();
        self.record.list(list::STATISTICS).len() / each.max(1)
    }

    /// The statistics of a layer in a view of an observable at the kth snapshot.
    pub fn statistics(&self, (l, o): (usize, usize), view: usize, k: usize) -> &'a [f64] {
        let series = (l * OBSERVABLES.len() + o) * VIEWS + view;
        let at = (series * self.accuracy().len() + k) * statistics::COUNT;
        self.record.list(list::STATISTICS).get(at..at + statistics::COUNT).unwrap_or(&[])
    }

    /// Share of training that is over at the kth snapshot.
    pub fn share(&self, k: usize) -> f64 {
        k as f64 / self.accuracy().len().saturating_sub(1).max(1) as f64
    }

    /// Validation accuracy at each snapshot, in percent.
    pub fn accuracy(&self) -> &'a [f64] {
        self.record.list(list::ACCURACY)
    }

    /// Validation loss at each snapshot.
    pub fn loss(&self) -> &'a [f64] {
        self.record.list(list::LOSS)
    }

    /// Learning time of each digit as a share of training, 1 for a digit that is never known.
    pub fn learned(&self) -> &'a [f64] {
        self.record.list(list::LEARNED)
    }

    /// Activity change of a layer as published, at the kth snapshot.
    pub fn changes(&self, l: usize, k: usize) -> &'a [f64] {
        let at = (l * self.accuracy().len() + k) * OF_CHANGES;
        self.record.list(list::CHANGES).get(at..at + OF_CHANGES).unwrap_or(&[])
    }

    /// Cosine of a layer's update to backprop's at the kth snapshot; NaN if there is none.
    pub fn cosine(&self, l: usize, k: usize) -> f64 {
        self.of_layer(list::COSINE, l, k)
    }

    /// Distance of a layer's weights from their start at the kth snapshot, relative to their size then.
    pub fn moved(&self, l: usize, k: usize) -> f64 {
        self.of_layer(list::MOVED, l, k)
    }

    /// Signal-to-noise ratio of a layer's updates for single stimuli at the kth snapshot.
    pub fn snr(&self, l: usize, k: usize) -> f64 {
        self.of_layer(list::SNR, l, k)
    }

    fn of_layer(&self, list: usize, l: usize, k: usize) -> f64 {
        self.record.list(list).get(l * self.accuracy().len() + k).copied().unwrap_or(f64::NAN)
    }
}
