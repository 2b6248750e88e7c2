//! Settings of the variance experiment, and the one table that its form and its flags are made from.

use serde::Serialize;

use crate::base::error::Result;
use crate::base::named::{self, choices, Named};
use crate::credit::perturbation::SIGMA;
use crate::lab::settings::field::{from_pairs, Field, Kind};

/// Units of a side that does not grow.
const FIXED: usize = 16;
/// The smallest width.
const FROM: usize = 4;

/// Side of the network that grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grow {
    /// n inputs and n outputs.
    Both,
    /// 16 inputs, n outputs.
    Outputs,
    /// n inputs, 16 outputs.
    Inputs,
    /// 16 inputs, n hidden units, 16 outputs.
    Hidden,
}

impl Named for Grow {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Both, "both", "Inputs and outputs"),
        (Self::Outputs, "outputs", "Outputs (16 inputs)"),
        (Self::Inputs, "inputs", "Inputs (16 outputs)"),
        (Self::Hidden, "hidden", "A hidden layer (16 inputs, 16 outputs)"),
    ];
}

impl Grow {
    /// Units of each layer, inputs first, at this width.
    pub fn sizes(self, n: usize) -> Vec<usize> {
        match self {
            Self::Both => vec![n, n],
            Self::Outputs => vec![FIXED, n],
            Self::Inputs => vec![n, FIXED],
            Self::Hidden => vec![FIXED, n, FIXED],
        }
    }
}

/// Settings: the networks that are measured, and the number of draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the table of fields says each once, for the page and the command line")]
pub struct Settings {
    #[serde(serialize_with = "named::serialize")]
    pub grow: Grow,
    pub widest: usize,
    pub draws: usize,
    pub sigma: f64,
    pub batch: usize,
    pub seed: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { grow: Grow::Both, widest: 256, draws: 1000, sigma: SIGMA.min, batch: 1, seed: 1 }
    }
}

/// Every setting, in the order of the form.
pub const FIELDS: &[Field<Settings>] = &[
    Field {
        id: "grow",
        label: "What grows",
        doc: "Which layer has n units.",
        choices: choices::<Grow>,
        basic: true,
        get: |s| s.grow.id().into(),
        set: |s, field, text| field.choice(text).map(|choice| s.grow = choice),
        ..Field::COMMON
    },
    Field {
        id: "widest",
        label: "Largest n",
        doc: "Widths are doubled from 4 up to this.",
        unit: Some("units"),
        kind: Kind::Int,
        min: 8.0,
        max: 512.0,
        get: |s| s.widest.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.widest = number),
        ..Field::COMMON
    },
    Field {
        id: "draws",
        label: "Draws",
        doc: "Proposals asked for at each width: the more, the nearer a dot comes to its line.",
        unit: Some("proposals"),
        kind: Kind::Int,
        min: 10.0,
        max: 100_000.0,
        get: |s| s.draws.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.draws = number),
        ..Field::COMMON
    },
    Field {
        id: "sigma",
        label: SIGMA.name,
        doc: "How large the noise is. The closed forms hold where the loss is straight over the noise.",
        kind: Kind::Real,
        min: SIGMA.min,
        max: SIGMA.max,
        get: |s| s.sigma.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.sigma = number),
        ..Field::COMMON
    },
    Field {
        id: "batch",
        label: "Batch size",
        doc: "Images a proposal: weight perturbation draws once for all, node perturbation for each.",
        unit: Some("images"),
        kind: Kind::Int,
        min: 1.0,
        max: 64.0,
        get: |s| s.batch.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.batch = number),
        ..Field::COMMON
    },
    Field {
        id: "seed",
        label: "Seed",
        doc: "The same seed gives the same dots, digit for digit.",
        kind: Kind::Int,
        max: u32::MAX as f64,
        get: |s| s.seed.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.seed = number),
        ..Field::COMMON
    },
];

impl Settings {
    /// The defaults with these settings taken from text.
    ///
    /// # Errors
    /// If a setting is unknown or its value is not allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        from_pairs(FIELDS, pairs)
    }

    /// 4, 8, 16 … up to the widest.
    pub fn widths(&self) -> Vec<usize> {
        std::iter::successors(Some(FROM), |n| Some(2 * n)).take_while(|n| *n <= self.widest).collect()
    }
}
