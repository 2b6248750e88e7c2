//! Metrics of one network at its snapshots, beside what an experimenter could record: those that the course draws.

use super::super::Record;
use super::observe::slopes;
use crate::analysis::observables::{change_features, changes};
use crate::base::random::{stream, Stream};
use crate::data::Batch;
use crate::lab::training::Training;
use crate::metrics::{cosine, distance, norm, Singles, Tally};
use crate::net::{Forward, Layer};
use crate::rule::noise::Noise;
use crate::rule::{Asked, LayerUpdate, Workspace};
use crate::rules::backprop::Backprop;
use crate::{Mat, Rng};

/// Metrics so far: of the network one number a snapshot, of each hidden layer one or several.
pub struct Measured {
    start: Vec<Mat>,
    /// Noise of rules that try some, apart from that of training and of measuring.
    noise: Rng,
    accuracy: Vec<f64>,
    loss: Vec<f64>,
    changes: Vec<Vec<f64>>,
    cosine: Vec<Vec<f64>>,
    moved: Vec<Vec<f64>>,
    snr: Vec<Vec<f64>>,
    /// Updates for single stimuli so far, at this snapshot, and the number of these stimuli.
    singles: (Singles, usize),
    /// Noise of rules that try some for a stimulus alone.
    noise_alone: Rng,
}

impl Measured {
    /// Nothing measured yet of a network with these hidden layers; `seed` is the network's.
    pub fn new(layers: &[Layer], seed: u32) -> Self {
        let empty = vec![Vec::new(); layers.len()];
        Self {
            start: layers.iter().map(|layer| layer.w.clone()).collect(),
            noise: stream(!seed, Stream::Probe),
            accuracy: Vec::new(),
            loss: Vec::new(),
            changes: empty.clone(),
            cosine: empty.clone(),
            moved: empty.clone(),
            snr: empty,
            singles: Default::default(),
            noise_alone: stream(!seed, Stream::Noise),
        }
    }

    /// Takes all metrics but the signal-to-noise ratio, from pictures to judge by, the stimuli, and the network's answer to these.
    pub fn take(&mut self, training: &Training, (judged, stimuli): (&Batch, &Batch), answer: &Forward) {
        let (trainer, mut pass) = (training.trainer(), Forward::default());
        trainer.answer(&judged.x, &mut Workspace::default(), &mut pass);
        let loss = trainer.net().loss(&pass, &judged.t);
        let mut tally = Tally::new(judged.t.ncols());
        tally.add(loss, pass.output(), &judged.t);
        self.accuracy.push(tally.accuracy().unwrap_or(0.0));
        self.loss.push(loss);
        let net = trainer.net();
        let [mine, theirs] = [trainer.rule(), &Backprop].map(|rule| {
            let mut asked = Asked::default();
            let convention = training.plan().convention;
            asked.ask(rule, net, stimuli, convention, &mut Noise::drawn(&mut self.noise));
            asked.proposal.delta
        });
        let alone = |layer| <[LayerUpdate]>::chunks(layer, 1);
        let cosines = alone(&mine).zip(alone(&theirs)).map(|(a, b)| cosine(a, b).unwrap_or(f64::NAN));
        self.cosine.iter_mut().zip(cosines).for_each(|(all, found)| all.push(found));
        for (l, start) in self.start.iter().enumerate() {
            let (w, h) = (&net.layers[l].w, &answer.h[l]);
            self.changes[l].extend(change_features(&changes(w, &slopes(h, net.activation))));
            self.moved[l].push(distance(w, start) / norm(start));
        }
    }

    /// Asks for the updates of the next few stimuli, each alone. Returns true if there are none left: then the signal-to-noise ratio
    /// of each layer is noted.
    pub fn alone(&mut self, training: &Training, stimuli: &Batch) -> bool {
        let (trainer, convention) = (training.trainer(), training.plan().convention);
        let (singles, from) = &mut self.singles;
        let to = (*from + Singles::AT_ONCE).min(stimuli.len());
        let some = |all: &Mat| all.slice(ndarray::s![*from..to, ..]).to_owned();
        let few = Batch { x: some(&stimuli.x), t: some(&stimuli.t) };
        singles.add(trainer.rule(), trainer.net(), convention, &few, &mut self.noise_alone);
        *from = to;
        let over = to == stimuli.len();
        if over {
            let ratios = singles.per_layer(convention.snr_epsilon);
            self.snr.iter_mut().zip(ratios).for_each(|(all, ratio)| all.push(ratio));
            self.singles = Default::default();
        }
        over
    }

    /// The record of the network: these statistics, the metrics and these learning times, as `list` has them.
    pub fn record(&self, statistics: Vec<f64>, learned: Vec<f64>) -> Record {
        let Self { accuracy, loss, changes, cosine, moved, snr, .. } = self;
        let of_layers = [changes, cosine, moved, snr].map(|all| all.concat());
        Record([statistics, accuracy.clone(), loss.clone()].into_iter().chain(of_layers).chain([learned]).collect())
    }
}
