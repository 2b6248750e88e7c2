//! Training of one network: the only loop of updates, under runs, experiments and whatever else trains.

mod curriculum;
mod setup;

pub use curriculum::{training, workload, Workload};
pub use setup::{network, select, trainer, updates_an_epoch};

use std::sync::Arc;

use crate::base::error::Result;
use crate::base::random::{stream, Stream};
use crate::data::{Batch, Dataset, Part, Selection};
use crate::lab::settings::config::Plan;
use crate::net::Network;
use crate::train::observe::Observer;
use crate::train::{Snapshot, Trainer};
use crate::{Mat, Rng};

/// Network, rule and images of a plan, and how far the epoch is.
pub struct Training {
    plan: Plan,
    data: Arc<Dataset>,
    trainer: Trainer,
    images: Selection,
    order: Rng,
    batch: Batch,
    /// Epochs begun.
    epoch: usize,
    /// Updates in this epoch, and how many of them are done.
    updates: usize,
    at: usize,
}

impl Training {
    /// Draws the weights and selects the images of the first epoch, in the data's order. Nothing is trained yet.
    pub fn new(data: &Arc<Dataset>, plan: Plan) -> Self {
        let images = training(data, &plan, 1);
        let updates = updates_an_epoch(&plan, &images);
        let trainer = trainer(&plan, network(&plan, data.rows * data.cols), None);
        let (data, order) = (Arc::clone(data), stream(plan.config.seed, Stream::Batches));
        Self { plan, data, trainer, images, order, batch: Batch::default(), epoch: 0, updates, at: updates }
    }

    /// One update with the next batch; the first one of an epoch begins that epoch. Returns the batch's mean loss before it.
    ///
    /// # Errors
    /// If the loss is no longer a finite number, or the rule fails; the weights are left as they were.
    pub fn update(&mut self, observer: &mut dyn Observer) -> Result<f64> {
        if self.epoch_is_over() {
            self.begin_epoch();
        }
        let size = self.plan.config.batch;
        self.images.batch(self.at * size, size, &mut self.batch);
        let loss = self.trainer.step(&self.batch, observer)?;
        self.at += 1;
        Ok(loss)
    }

    /// True if the epoch has had all its updates, or none has begun.
    pub fn epoch_is_over(&self) -> bool {
        self.at == self.updates
    }

    /// Lays out the images of the next epoch: those that the plan shows in it, in a new order if its preset wants one.
    pub fn begin_epoch(&mut self) {
        let epoch = self.epoch + 1;
        if self.plan.present(epoch) != self.plan.present(self.epoch) {
            self.images = training(&self.data, &self.plan, epoch);
            self.updates = updates_an_epoch(&self.plan, &self.images);
        }
        if self.plan.preset.reshuffle {
            self.images.shuffle(&mut self.order);
        }
        self.trainer.set_pace(self.plan.config.schedule.pace(epoch, self.plan.config.epochs));
        (self.epoch, self.at) = (epoch, 0);
    }

    /// Number of pictures that are learned from, in all epochs together.
    pub fn pictures(&self) -> usize {
        let digits = [1, self.plan.config.epochs].map(|epoch| self.plan.present(epoch)).concat();
        select(&self.data, &self.plan, Part::Train).only(&digits).len()
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The network and its rule.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// Exchanges the weights with those of a snapshot: a second time, and all is as it was.
    pub fn exchange(&mut self, snapshot: &mut Snapshot) {
        self.trainer.exchange(snapshot);
    }

    /// The images of the epoch that is under way or comes next.
    pub fn images(&self) -> &Selection {
        &self.images
    }

    /// Number of updates in that epoch.
    pub fn updates_an_epoch(&self) -> usize {
        self.updates
    }

    /// Other weights to start from, in the shapes of the old; feedback weights are drawn unless given.
    pub fn start_from(&mut self, net: Network, feedback: &[Mat]) {
        self.trainer = trainer(&self.plan, net, Some(feedback).filter(|b| !b.is_empty()));
    }
}
