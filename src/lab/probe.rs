//! What a rule would do, asked without letting it: its cosine to backprop, and its signal-to-noise ratio.

use serde::Serialize;

use super::run::Run;
use crate::data::Batch;
use crate::metrics::{angle, cosine, pseudo_inverse, Snr};
use crate::net::{Layer, Pass};
use crate::noise::Noise;
use crate::random::{stream, Stream};
use crate::rule::{ask, Proposal};
use crate::rules::backprop::Backprop;
use crate::Mat;

/// How many images are asked about: as many as the tutorial takes.
const IMAGES: usize = 1000;

/// Angles of one layer's feedback weights, in degrees; none where there is no direction or another shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedbackAngles {
    /// Between B and W, for which it stands in.
    pub weights: Option<f64>,
    /// Between B and the pseudo-inverse W⁺, transposed.
    pub inverse: Option<f64>,
}

impl Run {
    /// The cosine of the rule's update to backprop's, per layer, over 1,000 images at once.
    pub fn cosine(&self) -> Vec<Option<f64>> {
        let [mine, theirs] = self.ask_both();
        mine.delta.iter().zip(&theirs.delta).map(|(a, b)| cosine(a, b)).collect()
    }

    /// What the rule proposes for 1,000 images, and what backprop does.
    fn ask_both(&self) -> [Proposal; 2] {
        let (net, mut rng) = (self.trainer().net(), stream(self.plan().config.seed, Stream::Probe));
        let (mut batch, mut pass, mut mine, mut theirs) =
            (Batch::default(), Pass::default(), Proposal::default(), Proposal::default());
        self.selection(self.plan().preset.probe).batch(0, IMAGES, &mut batch);
        ask(self.trainer().rule(), net, &batch, &mut Noise::drawn(&mut rng), &mut pass, &mut mine);
        let backprop = Backprop { convention: self.plan().convention };
        ask(&backprop, net, &batch, &mut Noise::drawn(&mut rng), &mut pass, &mut theirs);
        [mine, theirs]
    }

    /// How far the feedback is from what it might become, for layers 2 … L; empty if the rule keeps no feedback.
    pub fn feedback(&self) -> Vec<FeedbackAngles> {
        let net = self.trainer().net();
        let stands_for = |(b, layer): (&Mat, &Layer)| FeedbackAngles {
            weights: angle(b, &layer.w),
            inverse: pseudo_inverse(&layer.w).and_then(|inverse| angle(b, &inverse)),
        };
        self.trainer().rule().feedback().iter().zip(&net.layers[1..]).map(stands_for).collect()
    }

    /// The angle between each hidden layer's teaching signal δ and backprop's, in degrees, over 1,000 images at once.
    pub fn teaching(&self) -> Vec<Option<f64>> {
        let [mine, theirs] = self.ask_both();
        let angles = mine.teaching.iter().zip(&theirs.teaching).map(|(a, b)| angle(a, b));
        angles.take(self.trainer().net().depth() - 1).collect()
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
