//! Probe of one rule: its update for each image alone.

use crate::base::random::{stream, Stream};
use crate::data::Batch;
use crate::lab::run::Run;
use crate::metrics::Singles;
use crate::Rng;

/// A run that has not begun, and what its rule proposes for single images. It is never trained.
pub struct Probe {
    run: Run,
    noise: Rng,
    batch: Batch,
    singles: Singles,
    asked: usize,
    /// True for each input of each layer that differed from 0 in at least one image so far.
    heard: Vec<Vec<bool>>,
}

impl Probe {
    /// A probe of the run in its current state.
    pub fn new(run: Run) -> Self {
        let noise = stream(run.plan().config.seed, Stream::Probe);
        let heard = run.trainer().net().layers.iter().map(|layer| vec![false; layer.inputs()]).collect();
        Self { run, noise, batch: Batch::default(), singles: Singles::default(), asked: 0, heard }
    }

    /// Number of images to ask about.
    pub fn images(&self) -> usize {
        self.run.selection(self.run.plan().preset.probe).len()
    }

    /// About how many images it was asked.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Asks about the next images, a few of them and at most up to the `last`th. Returns about how many it was asked.
    pub fn next(&mut self, last: usize) -> usize {
        let Self { run, noise, batch, singles, .. } = self;
        let count = Singles::AT_ONCE.min(last - self.asked);
        run.selection(run.plan().preset.probe).batch(self.asked, count, batch);
        singles.add(run.trainer().rule(), run.trainer().net(), run.plan().convention, batch, noise);
        for (l, heard) in self.heard.iter_mut().enumerate() {
            for inputs in singles.below(l, &batch.x).rows() {
                heard.iter_mut().zip(inputs).for_each(|(heard, input)| *heard |= *input != 0.0);
            }
        }
        self.asked += count;
        self.asked
    }

    /// The ratio of each layer.
    pub fn ratios(&self) -> Vec<f64> {
        self.singles.per_layer(self.run.plan().convention.snr_epsilon)
    }

    /// Share of each layer's weights and biases whose input was 0 for every image: no rule that multiplies with
    /// the input ever changes them, so they count as 0.
    pub fn silent(&self) -> Vec<f64> {
        let share = |(heard, layer): (&Vec<bool>, &crate::net::Layer)| {
            let silent = heard.iter().filter(|heard| !**heard).count() * layer.units();
            silent as f64 / (layer.w.len() + layer.b.as_ref().map_or(0, |b| b.len())) as f64
        };
        self.heard.iter().zip(&self.run.trainer().net().layers).map(share).collect()
    }
}
