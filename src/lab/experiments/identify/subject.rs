//! One network while it learns, and all that is recorded of it.

use std::sync::Arc;

use super::observe::{observe, Reach, OBSERVABLES, VIEWS};
use super::settings::LAYERS;
use crate::base::error::{Error, Result};
use crate::base::random::{stream, Stream};
use crate::data::{Batch, Dataset, Part, Selection};
use crate::lab::run::setup::{network, select, trainer, updates_an_epoch};
use crate::lab::Plan;
use crate::metrics::Tally;
use crate::net::Forward;
use crate::rule::Workspace;
use crate::train::Trainer;
use crate::Rng;

/// Validation pictures that its accuracy is measured with.
const JUDGED: usize = 500;

/// What was recorded of one network.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The statistics at each snapshot in turn, [layer][observable][view].
    pub layers: [[Vec<Vec<f64>>; OBSERVABLES.len()]; LAYERS],
    /// Validation accuracy at each snapshot, in percent.
    pub accuracy: Vec<f64>,
}

/// The network and its training.
pub struct Subject {
    trainer: Trainer,
    train: Selection,
    batch: Batch,
    /// Images an update, updates an epoch and in all.
    size: usize,
    an_epoch: usize,
    updates: usize,
    order: Rng,
    /// What is shown while it is looked at: the first are the stimuli.
    judged: Batch,
    stimuli: Batch,
    probe: Rng,
    reach: Vec<Reach>,
    /// Whether its loss was no longer a finite number: then it stays as it is.
    stopped: bool,
    record: Record,
}

impl Subject {
    /// Sets out.
    ///
    /// # Errors
    /// If the data hold too few pictures.
    pub fn new(data: &Arc<Dataset>, plan: &Plan, stimuli: usize) -> Result<Self> {
        let [train, valid] = [Part::Train, Part::Valid].map(|part| select(data, plan, part));
        if train.is_empty() || valid.len() < stimuli {
            let message = format!(
                "The data hold {} training pictures and {} for validation; the lab needs some of the former and {stimuli} of the latter.",
                train.len(),
                valid.len()
            );
            return Err(Error::new("stimuli", message));
        }
        let net = network(plan, data.rows * data.cols);
        let seed = plan.config.seed;
        let mut probe = stream(seed, Stream::Probe);
        let reach = net.layers[..LAYERS].iter().map(|layer| Reach::new(&layer.w, &mut probe)).collect();
        let an_epoch = updates_an_epoch(plan, &train);
        let (mut judged, mut shown) = (Batch::default(), Batch::default());
        valid.batch(0, JUDGED, &mut judged);
        valid.batch(0, stimuli, &mut shown);
        Ok(Self {
            trainer: trainer(plan, net, None),
            train,
            batch: Batch::default(),
            size: plan.config.batch,
            an_epoch,
            updates: an_epoch * plan.config.epochs,
            order: stream(seed, Stream::Batches),
            judged,
            stimuli: shown,
            probe,
            reach,
            stopped: false,
            record: Record {
                layers: std::array::from_fn(|_| std::array::from_fn(|_| vec![Vec::new(); VIEWS])),
                accuracy: Vec::new(),
            },
        })
    }

    /// Trains up to the kth of so many snapshots, the first of which is before any training, and looks.
    pub fn snapshot(&mut self, k: usize, snapshots: usize) {
        let until = (self.updates * k + (snapshots - 1) / 2) / (snapshots - 1);
        while !self.stopped && (self.trainer.updates() as usize) < until {
            self.update();
        }
        self.look();
    }

    fn update(&mut self) {
        let at = self.trainer.updates() as usize % self.an_epoch;
        if at == 0 {
            self.train.shuffle(&mut self.order);
        }
        self.train.batch(at * self.size, self.size, &mut self.batch);
        self.stopped = self.trainer.step(&self.batch, &mut ()).is_err();
    }

    fn look(&mut self) {
        let (net, mut pass, mut work) = (self.trainer.net(), Forward::default(), Workspace::default());
        self.trainer.answer(&self.stimuli.x, &mut work, &mut pass);
        for (l, (layer, reach)) in self.record.layers.iter_mut().zip(&self.reach).enumerate() {
            for (views, found) in layer.iter_mut().zip(observe(net, &pass, l, reach, &mut self.probe)) {
                views.iter_mut().zip(found).for_each(|(all, found)| all.extend(found));
            }
        }
        self.trainer.answer(&self.judged.x, &mut work, &mut pass);
        let mut tally = Tally::new(self.judged.t.ncols());
        tally.add(0.0, pass.output(), &self.judged.t);
        self.record.accuracy.push(tally.accuracy().unwrap_or(0.0));
    }

    /// What was recorded.
    pub fn into_record(self) -> Record {
        self.record
    }
}
