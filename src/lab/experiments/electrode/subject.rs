//! One network: it is looked at, trained with a read-out that stays or learns, too, and looked at again.

use std::sync::Arc;

use super::super::Record;
use super::moment::list;
use super::probe::Probe;
use super::readout::Readout;
use super::settings::Settings;
use crate::base::error::{Error, Result};
use crate::base::random::{stream, Stream};
use crate::data::{Batch, Dataset, Part};
use crate::lab::settings::config::Plan;
use crate::lab::training::{select, Training};
use crate::lab::work::Work;
use crate::metrics::Tally;
use crate::net::Forward;
use crate::rule::Workspace;
use crate::Rng;

/// Validation pictures at which the electrode listens, and those that accuracy is measured with.
const PROBED: usize = 50;
const JUDGED: usize = 500;
/// Share of the work that training is.
const OF_TRAINING: f64 = 0.2;

/// Moments at which a network is looked at: before training, and after it.
pub const MOMENTS: usize = 2;

/// A network, and what was found.
pub struct Subject {
    training: Training,
    readout: Readout,
    marks: Vec<usize>,
    /// Updates in all.
    updates: usize,
    shown: Batch,
    judged: Batch,
    shuffles: Rng,
    /// The moment that comes next or is looked at.
    moment: usize,
    probe: Option<Probe>,
    /// True if its loss was no longer a finite number: then it stays as it is.
    stopped: bool,
    /// Accuracy at each moment, and then the lists of each.
    found: Record,
}

impl Subject {
    /// An untrained network with the given read-out.
    ///
    /// # Errors
    /// If the data hold no pictures.
    pub fn new(data: &Arc<Dataset>, settings: &Settings, plan: Plan) -> Result<Self> {
        let [train, valid] = [Part::Train, Part::Valid].map(|part| select(data, &plan, part));
        if train.is_empty() || valid.is_empty() {
            return Err(Error::new("images", "The data hold no pictures for training, or none for validation."));
        }
        let seed = plan.config.seed;
        let readout = settings.readout(plan.classes.len());
        let mut training = Training::new(data, plan);
        let mut net = training.trainer().net().clone();
        readout.put(&mut net);
        training.start_from(net, &[]);
        let [mut shown, mut judged] = [(); 2].map(|()| Batch::default());
        valid.batch(0, PROBED, &mut shown);
        valid.batch(0, JUDGED, &mut judged);
        Ok(Self {
            updates: training.updates_an_epoch() * training.plan().config.epochs,
            training,
            readout,
            marks: settings.marks(),
            shown,
            judged,
            shuffles: stream(seed, Stream::Split),
            moment: 0,
            probe: None,
            stopped: false,
            found: Record(vec![Vec::new(); 1 + MOMENTS * list::COUNT]),
        })
    }

    /// Begins to look: accuracy first.
    fn look(&mut self) -> Probe {
        let (trainer, mut pass) = (self.training.trainer(), Forward::default());
        trainer.answer(&self.judged.x, &mut Workspace::default(), &mut pass);
        let mut tally = Tally::new(self.judged.t.ncols());
        tally.add(0.0, pass.output(), &self.judged.t);
        self.found.0[0].push(tally.accuracy().unwrap_or(f64::NAN));
        let plan = self.training.plan();
        Probe::new(trainer.net(), plan.convention, self.shown.clone(), plan.config.seed)
    }

    /// Notes a mark, or all that are left if the rule draws no noise: every trial is like the first then.
    fn note(&mut self, probe: &Probe) {
        let at = 1 + self.moment * list::COUNT;
        let (signals, (trials, draws)) = (probe.signals(), probe.trials());
        let lists = &mut self.found.0[at..at + list::COUNT];
        while self.marks.get(lists[list::CORRELATION].len()).is_some_and(|mark| *mark == trials || !draws) {
            let (found, corrected) = signals.correlation();
            lists[list::CORRELATION].push(found);
            lists[list::CORRECTED].push(if draws { corrected } else { found });
        }
        if lists[list::CORRELATION].len() == self.marks.len() {
            lists[list::CHANCE].push(signals.chance(&mut self.shuffles));
            lists[list::GROUPS] = signals.groups(self.readout);
            lists[list::POINTS] = signals.points(self.readout);
            self.moment += 1;
        }
    }
}

impl Work for Subject {
    type Output = Record;

    /// One update, one trial with all pictures, or one picture of a trial.
    fn unit(&mut self) -> Result<Option<Record>> {
        if let Some(mut probe) = self.probe.take() {
            let (trainer, moment) = (self.training.trainer(), self.moment);
            if probe.unit(trainer.rule(), trainer.net()) {
                self.note(&probe);
            }
            self.probe = (self.moment == moment).then_some(probe);
        } else if self.moment > 0 && !self.stopped && (self.training.trainer().updates() as usize) < self.updates {
            self.stopped = self.training.update(&mut ()).is_err();
        } else {
            self.probe = Some(self.look());
        }
        Ok((self.moment == MOMENTS).then(|| self.found.clone()))
    }

    fn fraction(&self) -> f64 {
        let trials = self.probe.as_ref().map_or(0.0, |probe| probe.trials().0 as f64);
        let most = self.marks.last().copied().unwrap_or(1) as f64;
        let of_looks = (self.moment as f64 + trials / most) / MOMENTS as f64;
        let over = self.moment > 0 && (self.probe.is_some() || self.moment == MOMENTS);
        let trained = if over { 1.0 } else { self.training.trainer().updates() as f64 / self.updates.max(1) as f64 };
        OF_TRAINING * trained + (1.0 - OF_TRAINING) * of_looks
    }

    fn so_far(&self) -> Option<Record> {
        Some(self.found.clone())
    }
}
