//! Settings of the lab, and the one table that its form and its flags are made from.

use serde::Serialize;

use super::readout::Readout;
use crate::base::error::{Error, Result};
use crate::base::named::{self, choices, Named};
use crate::lab::settings::config::{Config, Plan};
use crate::lab::settings::field::{from_pairs, Field, Kind};
use crate::lab::settings::preset::PLAIN;
use crate::rules;

/// Numbers of trials after which the correlation is noted.
const MARKS: [usize; 4] = [1, 10, 100, 1000];
/// Outputs: the digits.
const OUTPUTS: usize = 10;
/// Training pictures of a network at most.
const IMAGES: &str = "6000";
/// No more networks than this are trained by a rule, so that those of the next seed are others.
const MANY: u32 = 100;

/// Fate of the read-out in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The experimenter's: it stays as it was given.
    Held,
    /// It begins as it was given, and learns like any other layer.
    Learns,
}

impl Named for Fate {
    const NAMES: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Held, "held", "Stays as it was given"), (Self::Learns, "learns", "Learns, too")];
}

/// Settings: the networks that are trained, and how long the electrode listens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the table of fields says each once, for the page and the command line")]
pub struct Settings {
    #[serde(serialize_with = "named::serialize")]
    pub readout: Fate,
    pub trials: usize,
    pub rules: Vec<String>,
    pub networks: usize,
    pub epochs: usize,
    pub rate: f64,
    pub group: usize,
    pub seed: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let rules = ["backprop", "node_perturbation", "feedback_alignment", "weight_mirror", "hebbian"];
        let rules = rules.map(String::from).into();
        Self { readout: Fate::Held, trials: 1000, rules, networks: 5, epochs: 3, rate: 0.02, group: 5, seed: 1 }
    }
}

/// Every setting, in the order of the form.
pub const FIELDS: &[Field<Settings>] = &[
    Field {
        id: "readout",
        label: "The read-out",
        doc: "What becomes of the weights from the hidden units to the outputs while the network is trained.",
        choices: choices::<Fate>,
        basic: true,
        get: |s| s.readout.id().into(),
        set: |s, field, text| field.choice(text).map(|choice| s.readout = choice),
        ..Field::COMMON
    },
    Field {
        id: "trials",
        label: "Trials",
        doc: "How often each picture is shown to each rule: what is noise averages out.",
        choices: || vec![("10", "10"), ("100", "100"), ("1000", "1,000")],
        basic: true,
        get: |s| s.trials.to_string(),
        set: |s, _, text| trials(text).map(|trials| s.trials = trials),
        ..Field::COMMON
    },
    Field {
        id: "rules",
        label: "Learning rules",
        doc: "Which rules are listened to.",
        kind: Kind::Several,
        choices: || rules::ALL.iter().map(|card| (card.id, card.name)).collect(),
        get: |s| s.rules.join(","),
        set: |s, _, text| rules::several(text).map(|rules| s.rules = rules),
        ..Field::COMMON
    },
    Field {
        id: "networks",
        label: "Networks",
        doc: "How many each rule trains, with other seeds.",
        unit: Some("each"),
        kind: Kind::Int,
        min: 1.0,
        max: MANY as f64,
        get: |s| s.networks.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.networks = number),
        ..Field::COMMON
    },
    Field {
        id: "epochs",
        label: "Epochs",
        doc: "How long each network is trained, with 6,000 pictures at most.",
        kind: Kind::Int,
        min: 1.0,
        max: 20.0,
        get: |s| s.epochs.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.epochs = number),
        ..Field::COMMON
    },
    Field {
        id: "rate",
        label: "Learning rate",
        doc: "η of the hidden layer, and of the read-out if it learns.",
        kind: Kind::Real,
        max: 100.0,
        get: |s| s.rate.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.rate = number),
        ..Field::COMMON
    },
    Field {
        id: "group",
        label: "Units in a group",
        doc: "Each of the ten digits has two groups of so many hidden units: one counts for it, one against it.",
        unit: Some("units"),
        kind: Kind::Int,
        min: 1.0,
        max: 20.0,
        get: |s| s.group.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.group = number),
        ..Field::COMMON
    },
    Field {
        id: "seed",
        label: "Seed",
        doc: "It draws the first weights, the feedback and the noise of all networks.",
        kind: Kind::Int,
        max: u32::MAX as f64,
        get: |s| s.seed.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.seed = number),
        ..Field::COMMON
    },
];

fn trials(text: &str) -> Result<usize> {
    let known = text.parse().ok().filter(|trials| MARKS[1..].contains(trials));
    known.ok_or_else(|| Error::new("trials", format!("trials is \"{text}\"; give 10, 100 or 1000.")))
}

impl Settings {
    /// The defaults with these settings taken from text.
    ///
    /// # Errors
    /// If a setting is unknown or its value is not allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        from_pairs(FIELDS, pairs)
    }

    /// The read-out of a network with so many outputs.
    pub fn readout(&self, outputs: usize) -> Readout {
        Readout { group: self.group, outputs }
    }

    /// 1, 10, 100 … up to the number of trials.
    pub fn marks(&self) -> Vec<usize> {
        MARKS.into_iter().filter(|mark| *mark <= self.trials).collect()
    }

    /// Plan of a rule's ith network. All ith networks start from the same weights and are shown the same batches.
    ///
    /// # Errors
    /// If there is no such rule.
    pub fn plan(&self, rule: &str, i: usize) -> Result<Plan> {
        let of_readout = if self.readout == Fate::Held { 0.0 } else { self.rate };
        let lr = format!("{},{of_readout}", self.rate);
        let hidden = self.readout(OUTPUTS).units().to_string();
        let (epochs, seed) = (self.epochs.to_string(), self.seed.wrapping_mul(MANY).wrapping_add(i as u32).to_string());
        let asked = [
            ("preset", PLAIN.id),
            ("rule", rule),
            ("hidden", &*hidden),
            ("images", IMAGES),
            ("epochs", &*epochs),
            ("seed", &*seed),
            ("lr", &*lr),
        ];
        Plan::new(Config::from_pairs(rules::find(rule)?.suited(PLAIN.id).iter().copied().chain(asked))?)
    }
}
