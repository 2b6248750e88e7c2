//! Probes of a run, which do not change it: the update of its rule for 1,000 images beside backprop's, the angles of
//! its feedback, the distance of its weights from their start, its signal-to-noise ratio.

use std::cell::OnceCell;

use serde::Serialize;

use super::robustness::Disturbed;
use crate::base::random::{stream, Stream};
use crate::data::Batch;
use crate::lab::run::Run;
use crate::metrics::{angle, cosine, distance, norm, pseudo_inverse, Singles};
use crate::net::Layer;
use crate::rule::noise::Noise;
use crate::rule::{Asked, LayerUpdate, Proposal};
use crate::rules::backprop::Backprop;
use crate::Mat;

/// Number of images that are probed: as many as in the tutorial.
pub(super) const IMAGES: usize = 1000;

/// Angles of one layer's feedback weights, in degrees; none where there is no direction or another shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedbackAngles {
    /// Angle between B and W, for which it stands in.
    pub weights: Option<f64>,
    /// Angle between B and the pseudo-inverse W⁺, transposed.
    pub inverse: Option<f64>,
}

/// Probe of a run in its current state. Costly values are computed once, when they are first read.
pub struct Probe<'a> {
    /// The run that is probed.
    pub run: &'a Run,
    asked: OnceCell<[Proposal; 2]>,
    feedback: OnceCell<Vec<FeedbackAngles>>,
    disturbed: OnceCell<Disturbed>,
    #[cfg(feature = "workshop")]
    singles: OnceCell<Vec<f64>>,
}

impl Run {
    /// A probe of the run in its current state.
    pub fn probe(&self) -> Probe<'_> {
        Probe {
            run: self,
            asked: OnceCell::new(),
            feedback: OnceCell::new(),
            disturbed: OnceCell::new(),
            #[cfg(feature = "workshop")]
            singles: OnceCell::new(),
        }
    }

    /// The signal-to-noise ratio of the rule's updates for single images, per layer, over 1,000 images; of none if the rule fails.
    pub fn snr(&self) -> Vec<f64> {
        let (net, mut rng) = (self.trainer().net(), stream(self.plan().config.seed, Stream::Probe));
        let selection = self.selection(self.plan().preset.probe);
        let (mut batch, mut singles, images) = (Batch::default(), Singles::default(), IMAGES.min(selection.len()));
        for from in (0..images).step_by(Singles::AT_ONCE) {
            selection.batch(from, Singles::AT_ONCE.min(images - from), &mut batch);
            singles.add(self.trainer().rule(), net, self.plan().convention, &batch, &mut rng);
            if singles.has_failed() {
                return Vec::new();
            }
        }
        singles.per_layer(self.plan().convention.snr_epsilon)
    }

    /// Proposals of the rule and of backprop for 1,000 images at once.
    fn ask_both(&self) -> [Proposal; 2] {
        let (net, mut rng) = (self.trainer().net(), stream(self.plan().config.seed, Stream::Probe));
        let (mut batch, convention) = (Batch::default(), self.plan().convention);
        self.selection(self.plan().preset.probe).batch(0, IMAGES, &mut batch);
        [self.trainer().rule(), &Backprop].map(|rule| {
            let mut asked = Asked::default();
            asked.ask(rule, net, &batch, convention, &mut Noise::drawn(&mut rng));
            asked.proposal
        })
    }
}

impl Probe<'_> {
    /// Proposals of the rule and of backprop.
    pub fn asked(&self) -> &[Proposal; 2] {
        self.asked.get_or_init(|| self.run.ask_both())
    }

    /// Pictures to disturb, and the directions to do it in.
    pub(super) fn disturbed(&self) -> &Disturbed {
        self.disturbed.get_or_init(|| Disturbed::of(self))
    }

    /// The signal-to-noise ratio, per layer; none if there are fewer images than the ratio is always measured on.
    #[cfg(feature = "workshop")]
    pub(super) fn snr(&self) -> Option<&[f64]> {
        let enough = self.run.selection(self.run.plan().preset.probe).len() >= IMAGES;
        let ratios = enough.then(|| self.singles.get_or_init(|| self.run.snr()).as_slice());
        ratios.filter(|ratios| !ratios.is_empty())
    }

    /// The cosine of the rule's update to backprop's, per layer.
    pub fn cosine(&self) -> Vec<Option<f64>> {
        let [mine, theirs] = self.asked();
        let alone = |layer| <[LayerUpdate]>::chunks(layer, 1);
        alone(&mine.delta).zip(alone(&theirs.delta)).map(|(a, b)| cosine(a, b)).collect()
    }

    /// The same for the update as a whole.
    pub fn cosine_of_all(&self) -> Option<f64> {
        let [mine, theirs] = self.asked();
        cosine(&mine.delta, &theirs.delta)
    }

    /// The angle between each hidden layer's teaching signal δ and backprop's, in degrees.
    pub fn teaching(&self) -> Vec<Option<f64>> {
        let [mine, theirs] = self.asked();
        let angles = mine.teaching.iter().zip(&theirs.teaching).map(|(a, b)| angle(a, b));
        angles.take(self.run.trainer().net().depth() - 1).collect()
    }

    /// Angles between the feedback weights and their possible targets, for layers 2 … L; empty if the rule keeps no
    /// feedback.
    pub fn feedback(&self) -> &[FeedbackAngles] {
        self.feedback.get_or_init(|| self.feedback_angles())
    }

    fn feedback_angles(&self) -> Vec<FeedbackAngles> {
        let stands_for = |(b, layer): (&Mat, &Layer)| FeedbackAngles {
            weights: angle(b, &layer.w),
            inverse: pseudo_inverse(&layer.w).and_then(|inverse| angle(b, &inverse)),
        };
        let trainer = self.run.trainer();
        trainer.rule().feedback().iter().zip(&trainer.net().layers[1..]).map(stands_for).collect()
    }

    /// ‖W‖ of each layer, biases left out.
    pub fn norms(&self) -> Vec<f64> {
        self.run.trainer().net().layers.iter().map(|layer| norm(&layer.w)).collect()
    }

    /// ‖W − W₀‖ of each layer: how far it is from its first weights.
    pub fn changes(&self) -> Vec<f64> {
        let layers = self.run.trainer().net().layers.iter();
        layers.zip(self.run.first_weights()).map(|(layer, before)| distance(&layer.w, before)).collect()
    }
}
