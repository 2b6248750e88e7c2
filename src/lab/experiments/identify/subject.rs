//! One network while it learns, and all that is recorded of it.

use std::sync::Arc;

use super::observe::{observe, Reach, OBSERVABLES, VIEWS};
use super::settings::LAYERS;
use crate::base::error::{Error, Result};
use crate::base::random::{stream, Stream};
use crate::data::{Batch, Dataset, Part};
use crate::lab::training::{select, Training};
use crate::lab::Plan;
use crate::metrics::Tally;
use crate::net::Forward;
use crate::rule::Workspace;
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
    training: Training,
    /// Updates in all.
    updates: usize,
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
        while !self.stopped && (self.training.trainer().updates() as usize) < until {
            self.stopped = self.training.update(&mut ()).is_err();
        }
        self.look();
    }

    fn look(&mut self) {
        let (net, mut pass, mut work) = (self.training.trainer().net(), Forward::default(), Workspace::default());
        self.training.trainer().answer(&self.stimuli.x, &mut work, &mut pass);
        for (l, (layer, reach)) in self.record.layers.iter_mut().zip(&self.reach).enumerate() {
            for (views, found) in layer.iter_mut().zip(observe(net, &pass, l, reach, &mut self.probe)) {
                views.iter_mut().zip(found).for_each(|(all, found)| all.extend(found));
            }
        }
        self.training.trainer().answer(&self.judged.x, &mut work, &mut pass);
        let mut tally = Tally::new(self.judged.t.ncols());
        tally.add(0.0, pass.output(), &self.judged.t);
        self.record.accuracy.push(tally.accuracy().unwrap_or(0.0));
    }

    /// What was recorded.
    pub fn into_record(self) -> Record {
        self.record
    }
}
