//! What a rule would do, asked without letting it: its cosine to backprop, and its signal-to-noise ratio.

use super::run::Run;
use crate::data::Batch;
use crate::metrics::{cosine, Snr};
use crate::net::Pass;
use crate::noise::Noise;
use crate::random::{stream, Stream};
use crate::rule::{ask, Proposal};
use crate::rules::backprop::Backprop;

/// How many images are asked about: as many as the tutorial takes.
const IMAGES: usize = 1000;

impl Run {
    /// The cosine of the rule's update to backprop's, per layer, over 1,000 images at once.
    pub fn cosine(&self) -> Vec<Option<f64>> {
        let (net, mut rng) = (self.trainer().net(), stream(self.plan().config.seed, Stream::Probe));
        let (mut batch, mut pass, mut mine, mut theirs) =
            (Batch::default(), Pass::default(), Proposal::default(), Proposal::default());
        self.selection(self.plan().preset.probe).batch(0, IMAGES, &mut batch);
        ask(self.trainer().rule(), net, &batch, &mut Noise::drawn(&mut rng), &mut pass, &mut mine);
        let backprop = Backprop { convention: self.plan().convention };
        ask(&backprop, net, &batch, &mut Noise::drawn(&mut rng), &mut pass, &mut theirs);
        mine.delta.iter().zip(&theirs.delta).map(|(a, b)| cosine(a, b)).collect()
    }

    /// The signal-to-noise ratio of the rule's updates for single images, per layer, over 1,000 images.
    pub fn snr(&self) -> Vec<f64> {
        let (net, mut rng) = (self.trainer().net(), stream(self.plan().config.seed, Stream::Probe));
        let selection = self.selection(self.plan().preset.probe);
        let (mut batch, mut pass, mut proposal) = (Batch::default(), Pass::default(), Proposal::default());
        let mut snr = Snr::default();
        for i in 0..IMAGES.min(selection.len()) {
            selection.batch(i, 1, &mut batch);
            ask(self.trainer().rule(), net, &batch, &mut Noise::drawn(&mut rng), &mut pass, &mut proposal);
            snr.add(&proposal.delta);
        }
        snr.per_layer(self.plan().convention.snr_epsilon)
    }
}
