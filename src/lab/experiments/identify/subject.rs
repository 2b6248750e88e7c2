//! One network while it learns, and all that is recorded of it.

use std::sync::Arc;

use super::super::Record;
use super::observe::{Look, Reach, OBSERVABLES, VIEWS};
use super::settings::LAYERS;
use crate::analysis::statistics;
use crate::base::error::{Error, Result};
use crate::base::random::{stream, Stream};
use crate::data::{Batch, Dataset, Part};
use crate::lab::training::{select, Training};
use crate::lab::work::Work;
use crate::lab::Plan;
use crate::metrics::Tally;
use crate::net::Forward;
use crate::rule::Workspace;
use crate::Rng;

/// Validation pictures that its accuracy is measured with.
const JUDGED: usize = 500;
/// Looks at a snapshot: each observable of each layer.
const LOOKS: usize = LAYERS * OBSERVABLES.len();

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
    accuracy: Vec<f64>,
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
        let layers = &training.trainer().net().layers[..LAYERS];
        let reach = layers.iter().map(|layer| Reach::new(&layer.w, &mut probe)).collect();
        let (mut judged, mut shown) = (Batch::default(), Batch::default());
        valid.batch(0, JUDGED, &mut judged);
        valid.batch(0, stimuli, &mut shown);
        Ok(Self {
            updates: training.updates_an_epoch() * plan.config.epochs,
            training,
            snapshots,
            at: (0, 0),
            look: None,
            answer: Forward::default(),
            judged,
            stimuli: shown,
            probe,
            reach,
            stopped: false,
            found: vec![Vec::new(); LOOKS * VIEWS],
            accuracy: Vec::new(),
        })
    }

    /// Updates up to the kth snapshot; the first is before any training.
    fn until(&self, k: usize) -> usize {
        (self.updates * k + (self.snapshots - 1) / 2) / (self.snapshots - 1)
    }

    /// One view of one observable of one layer, or the accuracy behind all of them.
    fn observe(&mut self) {
        let (trainer, (_, looks)) = (self.training.trainer(), &mut self.at);
        if *looks == LOOKS {
            return self.close();
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

    /// Measures the accuracy, and goes on to the next snapshot.
    fn close(&mut self) {
        let mut pass = Forward::default();
        self.training.trainer().answer(&self.judged.x, &mut Workspace::default(), &mut pass);
        let mut tally = Tally::new(self.judged.t.ncols());
        tally.add(0.0, pass.output(), &self.judged.t);
        self.accuracy.push(tally.accuracy().unwrap_or(0.0));
        self.at = (self.at.0 + 1, 0);
    }
}

impl Work for Subject {
    type Output = Record;

    /// One update, one view, or the accuracy.
    fn unit(&mut self) -> Result<Option<Record>> {
        if !self.stopped && (self.training.trainer().updates() as usize) < self.until(self.at.0) {
            self.stopped = self.training.update(&mut ()).is_err();
        } else {
            self.observe();
        }
        let done = self.at.0 == self.snapshots;
        Ok(done.then(|| Record(vec![self.found.concat(), self.accuracy.clone()])))
    }

    /// Share of the work that is done: by the snapshots that are taken, and the updates on the way to the next.
    fn fraction(&self) -> f64 {
        let (before, next) = (self.until(self.at.0.saturating_sub(1)), self.until(self.at.0));
        let way = self.training.trainer().updates() as f64 - before as f64;
        let way = if self.at.0 == 0 { 0.0 } else { (way / (next - before).max(1) as f64).clamp(0.0, 1.0) };
        (self.at.0 as f64 + 0.9 * way) / self.snapshots as f64
    }
}

/// Recordings of a network: of each layer, observable and view the statistics at each snapshot in turn, and validation
/// accuracies.
#[derive(Clone, Copy)]
pub struct Recorded<'a> {
    numbers: &'a [f64],
    accuracy: &'a [f64],
}

impl<'a> Recorded<'a> {
    /// Recordings in a record.
    pub fn new(record: &'a Record) -> Self {
        Self { numbers: record.list(0), accuracy: record.list(1) }
    }

    /// The statistics of a layer in a view of an observable at the kth snapshot.
    pub fn statistics(&self, (l, o): (usize, usize), view: usize, k: usize) -> &'a [f64] {
        let series = (l * OBSERVABLES.len() + o) * VIEWS + view;
        let at = (series * self.accuracy.len() + k) * statistics::COUNT;
        self.numbers.get(at..at + statistics::COUNT).unwrap_or(&[])
    }

    /// Validation accuracy at each snapshot, in percent.
    pub fn accuracy(&self) -> &'a [f64] {
        self.accuracy
    }
}
