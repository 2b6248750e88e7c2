//! One training run, from a configuration to a report, in slices as short as one likes.
//!
//! The cut of the work into slices never changes a number: a slice is some units, and a unit is one update or
//! one chunk of images evaluated.

use std::sync::Arc;

#[cfg(feature = "workshop")]
use super::aside::{Aside, Counted};
use super::empty::empty_report;
use super::evaluation::{Answer, Evaluation};
use super::report::{Epoch, Progress, Report};
use crate::base::error::{Error, Result};
use crate::data::{Dataset, Part, Selection};
use crate::lab::settings::config::Plan;
use crate::lab::training::{select, workload, Training, Workload};
use crate::lab::work::Clock;
use crate::metrics::Tally;
use crate::net::Network;
use crate::train::Trainer;
use crate::Mat;

/// Points of the training loss an epoch.
const TRACE_POINTS: usize = 25;
/// Number of an epoch's last updates that `last50_loss` is the mean of.
const LAST: usize = 50;

/// Next work of a run.
pub(super) enum Stage {
    /// Measures, one part after another, and closes the epoch.
    Evaluate(Box<Evaluation>),
    /// Trains, update by update.
    Train,
    /// No further work: the run has ended, or stopped with this message.
    Stopped(Option<String>),
}

/// A run.
pub struct Run {
    pub(super) training: Training,
    /// The images for validation and for the test.
    pub(super) held_out: [Selection; 2],
    pub(super) work: Workload,
    pub(super) sizes: (usize, usize),
    pub(super) before: Vec<Mat>,
    pub(super) stage: Stage,
    pub(super) losses: Vec<f64>,
    pub(super) seen: Tally,
    pub(super) valid: Tally,
    pub(super) answers: Vec<Answer>,
    pub(super) report: Report,
    /// Seconds that this epoch's updates took.
    pub(super) epoch_seconds: f64,
    /// Seconds that everything took.
    pub(super) seconds: f64,
    #[cfg(feature = "workshop")]
    pub(super) aside: Aside,
}

impl Run {
    /// A run of this plan: draws the weights and selects the images. Nothing is trained or measured yet.
    ///
    /// # Errors
    /// If the data set has no image for one of the parts.
    pub fn new(data: &Arc<Dataset>, plan: Plan) -> Result<Self> {
        let parts = [Part::Train, Part::Valid, Part::Test].map(|part| select(data, &plan, part));
        if let Some(k) = parts.iter().position(Selection::is_empty) {
            let what = ["training", "validation", "test"][k];
            let message =
                format!("The data hold no {what} image of these digits. Choose others, or wait for more data.");
            return Err(Error::new("classes", message));
        }
        let [train, valid, test] = parts;
        let (work, report) = (workload(data, &plan)?, empty_report(&plan, [&train, &valid]));
        let classes = plan.classes.len();
        let training = Training::new(data, plan);
        Ok(Self {
            sizes: (data.rows, data.cols),
            before: weights_of(training.trainer().net()),
            stage: Stage::Evaluate(Box::new(Evaluation::new(&[Part::Train, Part::Valid, Part::Test], classes))),
            losses: Vec::with_capacity(training.updates_an_epoch()),
            seen: Tally::new(classes),
            valid: Tally::new(classes),
            answers: Vec::new(),
            report,
            epoch_seconds: 0.0,
            seconds: 0.0,
            #[cfg(feature = "workshop")]
            aside: Aside::default(),
            held_out: [valid, test],
            training,
            work,
        })
    }

    /// Works until `budget` milliseconds have passed, the end is reached, or, if asked, an epoch is finished.
    /// `now` tells the time in milliseconds.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64, stop_at_epoch_end: bool) -> Progress {
        let (mut clock, epochs) = (Clock::new(now, budget), self.report.epochs.len());
        while !self.is_over() && clock.runs() {
            let training = matches!(self.stage, Stage::Train);
            self.unit();
            let spent = clock.lap() / 1000.0;
            self.seconds += spent;
            self.epoch_seconds += if training { spent } else { 0.0 };
            if stop_at_epoch_end && self.report.epochs.len() > epochs {
                break;
            }
        }
        self.progress(self.report.epochs.len() > epochs)
    }

    /// One update, or one chunk of images evaluated; nothing if it is over.
    pub fn unit(&mut self) {
        let Self { stage, training, held_out: [valid, test], .. } = self;
        match stage {
            Stage::Evaluate(evaluation) => {
                if evaluation.unit(training.trainer(), [training.images(), valid, test]) {
                    self.close_epoch();
                }
            }
            Stage::Train => self.update(),
            Stage::Stopped(_) => {}
        }
    }

    fn update(&mut self) {
        #[cfg(feature = "workshop")]
        let counted = Counted::begin();
        let made = self.training.update(&mut self.seen);
        #[cfg(feature = "workshop")]
        counted.add_to(&mut self.aside);
        match made {
            Err(error) => self.stage = Stage::Stopped(Some(error.message)),
            Ok(loss) => {
                self.losses.push(loss);
                self.trace();
                if self.training.epoch_is_over() {
                    let classes = self.plan().classes.len();
                    self.stage = Stage::Evaluate(Box::new(Evaluation::new(&[Part::Valid, Part::Test], classes)));
                }
            }
        }
    }

    fn trace(&mut self) {
        let updates = self.training.updates_an_epoch();
        let every = updates.div_ceil(TRACE_POINTS);
        let (so_far, trace) = (self.losses.len(), &mut self.report.trace);
        if so_far % every == 0 || so_far == updates {
            trace.update.push(self.training.trainer().updates());
            let closed = self.report.epochs.len() - 1;
            trace.epoch.push((closed * updates + so_far) as f64 / updates as f64);
            trace.loss.push(mean(&self.losses[(so_far - 1) / every * every..]));
        }
    }

    fn close_epoch(&mut self) {
        let Stage::Evaluate(evaluation) = std::mem::replace(&mut self.stage, Stage::Train) else { return };
        let number = self.report.epochs.len();
        let train = if number == 0 { evaluation.tally(Part::Train) } else { &self.seen };
        let (valid, test) = (evaluation.tally(Part::Valid), evaluation.tally(Part::Test));
        self.report.epochs.push(Epoch {
            epoch: number,
            train_loss: train.loss(),
            train_accuracy: train.accuracy(),
            valid_loss: valid.loss(),
            valid_accuracy: valid.accuracy(),
            test_accuracy: test.accuracy(),
            digest: self.digest(),
            seconds: std::mem::take(&mut self.epoch_seconds),
        });
        if number > 0 {
            let last = &self.losses[self.losses.len().saturating_sub(LAST)..];
            self.report.last50_loss.push(mean(last));
        }
        #[cfg(feature = "workshop")]
        self.tell();
        self.valid = valid.clone();
        self.answers = evaluation.into_answers();
        self.losses.clear();
        self.seen.clear();
        if number == self.plan().config.epochs {
            self.stage = Stage::Stopped(None);
        } else {
            // At once, for those who look at the images between two epochs.
            self.training.begin_epoch();
        }
    }

    /// True if there is nothing left to do.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Stopped(_))
    }

    /// Number of pictures it learns from, in all its epochs together.
    pub fn pictures(&self) -> usize {
        self.training.pictures()
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        self.training.plan()
    }

    /// The network and its rule.
    pub fn trainer(&self) -> &Trainer {
        self.training.trainer()
    }

    /// True if anything was measured or trained yet.
    pub(super) fn started(&self) -> bool {
        let fresh = matches!(&self.stage, Stage::Evaluate(evaluation) if evaluation.images_done() == 0);
        !(fresh && self.report.epochs.is_empty())
    }

    /// Other weights to start from, in the shapes of the old.
    pub(super) fn start_from(&mut self, net: Network, feedback: &[Mat]) {
        self.before = weights_of(&net);
        self.training.start_from(net, feedback);
    }

    /// The images of a part.
    pub fn selection(&self, part: Part) -> &Selection {
        let [valid, test] = &self.held_out;
        match part {
            Part::Train => self.training.images(),
            Part::Valid => valid,
            Part::Test => test,
        }
    }

    /// Rows and columns of an image.
    pub fn image_size(&self) -> (usize, usize) {
        self.sizes
    }
}

fn weights_of(net: &Network) -> Vec<Mat> {
    net.layers.iter().map(|layer| layer.w.clone()).collect()
}

fn mean(losses: &[f64]) -> f64 {
    losses.iter().sum::<f64>() / losses.len() as f64
}
