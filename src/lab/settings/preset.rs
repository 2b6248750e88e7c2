//! Set-ups of the two courses and a plain one, each as one table entry.

use super::config::Config;
use crate::base::error::{Error, Result};
use crate::data::{Part, Scale};
use crate::net::{Activation, Init, Output};
use crate::train::optimiser::Optimiser;
use crate::train::schedule::Schedule;

/// Fixed set-up, of a course or of none, and the configuration that it starts from.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// The name in configurations and links.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// One or two sentences.
    pub doc: &'static str,
    /// Scaling of pixels to inputs.
    pub scale: Scale,
    /// True if each epoch shuffles the images, by the run's seed.
    pub reshuffle: bool,
    /// A seed of the preset's own for which images are for training and in which order, the same in every run.
    pub order: Option<u32>,
    /// True if an epoch's last, incomplete batch is dropped.
    pub drop_last: bool,
    /// Numbers of training, validation and test images that it is made for.
    pub wants: [usize; 3],
    /// Part of the data whose images the cosine to backprop and the SNR are measured on.
    pub probe: Part,
    /// The configuration it starts from.
    pub base: fn() -> Config,
}

/// The project's notebook (PyTorch): the page's first choice, because it learns within a second.
pub const PROJECT: Preset = Preset {
    id: "project",
    name: "Project notebook",
    doc: "784-100-10 with a softmax output, trained on half of MNIST in batches of 32. The last batch of an epoch \
          holds what is left: one image of 24,001.",
    scale: Scale { mean: 0.1307, sd: 0.3081 },
    reshuffle: true,
    order: None,
    drop_last: false,
    wants: [24_001, 5_999, 5_000],
    probe: Part::Valid,
    base: || Config {
        preset: "project".into(),
        rule: "backprop".into(),
        convention: "project".into(),
        params: Default::default(),
        hidden: vec![100],
        activation: Activation::Sigmoid,
        output: Output::SoftmaxNll,
        bias: false,
        init: Init::FanIn,
        lr: vec![0.01],
        batch: 32,
        epochs: 4,
        seed: 1,
        classes: vec![],
        late: vec![],
        late_from: 3,
        late_alone: false,
        images: 0,
        weight_decay: 0.0,
        optimizer: Optimiser::Sgd,
        schedule: Schedule::Constant,
        code: String::new(),
    },
};

/// The tutorial's notebook (NumPy).
pub const TUTORIAL: Preset = Preset {
    id: "tutorial",
    name: "Tutorial",
    doc: "784-500-10, sigmoid on both layers, squared error, batches of 200 in the same order every epoch.",
    scale: Scale { mean: 0.0, sd: 1.0 },
    reshuffle: false,
    order: Some(0),
    drop_last: true,
    wants: [50_000, 1_000, 1_000],
    probe: Part::Test,
    base: || Config {
        preset: "tutorial".into(),
        convention: "tutorial".into(),
        hidden: vec![500],
        output: Output::SigmoidMse,
        bias: true,
        init: Init::Normal(0.1),
        lr: vec![0.001],
        batch: 200,
        epochs: 3,
        ..(PROJECT.base)()
    },
};

/// No course's set-up: inputs that are never negative, and every image there is, as rules of other papers expect.
pub const PLAIN: Preset = Preset {
    id: "plain",
    name: "Plain",
    doc:
        "784-100-10 with tanh and a softmax output, pixels from 0 to 1, batches of 50, and every training image. It is \
          no course’s set-up: all rules estimate the same gradient.",
    scale: Scale { mean: 0.0, sd: 1.0 },
    reshuffle: true,
    order: None,
    drop_last: false,
    wants: [60_000, 10_000, 10_000],
    probe: Part::Valid,
    base: || Config {
        preset: "plain".into(),
        convention: "matched".into(),
        activation: Activation::Tanh,
        bias: true,
        lr: vec![0.1],
        batch: 50,
        ..(PROJECT.base)()
    },
};

/// All of them, the page's first choice first.
pub const ALL: [&Preset; 3] = [&PROJECT, &TUTORIAL, &PLAIN];

/// The preset with this id.
///
/// # Errors
/// If there is none.
pub fn find(id: &str) -> Result<&'static Preset> {
    ALL.into_iter().find(|preset| preset.id == id).ok_or_else(|| {
        let known = ALL.map(|preset| preset.id).join(", ");
        Error::new("preset", format!("preset: there is no preset \"{id}\"; choose one of {known}."))
    })
}
