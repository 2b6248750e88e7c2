//! Settings of the lab, and the networks that they stand for.

use serde::Serialize;

use crate::base::error::{Error, Result};
use crate::lab::compare::scenario::Pairs;
use crate::lab::settings::config::{Config, Plan};
use crate::lab::settings::field::{from_pairs, Field, Kind};
use crate::lab::settings::preset;
use crate::rules;

/// Settings of all networks. tanh, because the Hebbian hybrid learns ten digits with signed activity only.
const SHARED: Pairs = &[("preset", "project"), ("convention", "matched"), ("activation", "tanh")];
/// Hidden layers of each network.
pub const LAYERS: usize = 3;
/// The ways in which networks of one suspect differ, so that the rule is what they have in common: images an update,
/// and by how much the usual learning rate is multiplied.
const BATCHES: [usize; 2] = [16, 32];
const RATES: [f64; 3] = [0.5, 1.0, 2.0];

/// No more networks than this are a suspect's, so that those of the next seed are others.
const MANY: u32 = 100;

/// Backpropagation with a step of its own is a suspect beside the registry's rules: its id, name, step and learning rate.
const STEPS: [(&str, &str, &str, f64); 2] = [
    ("momentum", "Backpropagation with momentum", "momentum", 0.002),
    ("adam", "Backpropagation with Adam", "adam", 0.001),
];
/// The usual learning rate, and those that some rules have instead.
const RATE: f64 = 0.02;
const OWN: [(&str, f64); 2] = [("weight_perturbation", 0.001), ("node_perturbation", 0.005)];

/// Settings: the networks that are trained, and the recordings that are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the table of fields says each once, for the page and the command line")]
pub struct Settings {
    pub rules: Vec<String>,
    pub networks: usize,
    pub epochs: usize,
    pub snapshots: usize,
    pub hidden: usize,
    pub stimuli: usize,
    pub seed: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let rules = ["momentum", "adam", "feedback_alignment", "information_alignment"].map(String::from).into();
        Self { rules, networks: 24, epochs: 2, snapshots: 6, hidden: 32, stimuli: 50, seed: 1 }
    }
}

/// Every setting, in the order of the form.
pub const FIELDS: &[Field<Settings>] = &[
    Field {
        id: "rules",
        label: "Suspects",
        doc: "The rules that the networks are trained by; all but the first two with plain steps.",
        kind: Kind::Several,
        choices: all,
        get: |s| s.rules.join(","),
        set: |s, _, text| several(text).map(|rules| s.rules = rules),
        ..Field::COMMON
    },
    Field {
        id: "networks",
        label: "Networks",
        doc: "How many each suspect trains, of two widths, with other seeds, batches and learning rates.",
        unit: Some("each"),
        kind: Kind::Int,
        min: 8.0,
        max: MANY as f64,
        basic: true,
        get: |s| s.networks.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.networks = number),
        ..Field::COMMON
    },
    Field {
        id: "epochs",
        label: "Epochs",
        doc: "How long each network is trained.",
        kind: Kind::Int,
        min: 1.0,
        max: 20.0,
        basic: true,
        get: |s| s.epochs.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.epochs = number),
        ..Field::COMMON
    },
    Field {
        id: "snapshots",
        label: "Snapshots",
        doc: "How often each network is looked at, the first time before it has learned anything.",
        kind: Kind::Int,
        min: 2.0,
        max: 21.0,
        get: |s| s.snapshots.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.snapshots = number),
        ..Field::COMMON
    },
    Field {
        id: "hidden",
        label: "Hidden units",
        doc:
            "How many units each of the three hidden layers has in half of the networks; in the others, twice as many.",
        unit: Some("units"),
        kind: Kind::Int,
        min: 4.0,
        max: 200.0,
        get: |s| s.hidden.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.hidden = number),
        ..Field::COMMON
    },
    Field {
        id: "stimuli",
        label: "Stimuli",
        doc: "Validation pictures that are shown while activity is recorded.",
        unit: Some("pictures"),
        kind: Kind::Int,
        min: 5.0,
        max: 500.0,
        get: |s| s.stimuli.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.stimuli = number),
        ..Field::COMMON
    },
    Field {
        id: "seed",
        label: "Seed",
        doc: "It draws the first weights, the orders of pictures, feedback and noise of all networks.",
        kind: Kind::Int,
        max: u32::MAX as f64,
        get: |s| s.seed.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.seed = number),
        ..Field::COMMON
    },
];

/// Largest number of suspects: more would crowd the table of mistakes.
const MOST: usize = 8;

/// Whoever can be suspected: id and name.
fn all() -> Vec<(&'static str, &'static str)> {
    let steps = STEPS.iter().map(|(id, name, ..)| (*id, *name));
    // A rule that a reader wrote comes with code, which these settings do not carry.
    let cards = rules::ALL.iter().map(|card| (card.id, card.name));
    steps.chain(cards).collect()
}

/// The suspects, in the order of the table.
fn several(text: &str) -> Result<Vec<String>> {
    let asked: Vec<_> = text.split(',').map(str::trim).collect();
    let known = all();
    if let Some(stranger) = asked.iter().find(|id| !known.iter().any(|(other, _)| other == *id)) {
        let known: Vec<_> = known.iter().map(|(id, _)| *id).collect();
        let message = format!("rules: there is no \"{stranger}\"; choose some of {}.", known.join(", "));
        return Err(Error::new("rules", message));
    }
    let chosen: Vec<_> = known.iter().filter(|(id, _)| asked.contains(id)).map(|(id, _)| (*id).to_owned()).collect();
    if (2..=MOST).contains(&chosen.len()) {
        return Ok(chosen);
    }
    let message = format!("Suspects (rules) are {}; give 2 to {MOST} different ones.", chosen.len());
    Err(Error::new("rules", message))
}

impl Settings {
    /// The defaults with these settings taken from text.
    ///
    /// # Errors
    /// If a setting is unknown or its value is not allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        from_pairs(FIELDS, pairs)
    }

    /// Names of the suspects.
    pub fn names(&self) -> Vec<&'static str> {
        let name = |id: &String| all().iter().find(|(other, _)| other == id).map_or("", |(_, name)| name);
        self.rules.iter().map(name).collect()
    }

    /// True if the ith network of each suspect is of the wide kind.
    pub fn is_wide(i: usize) -> bool {
        i % 2 == 1
    }

    /// Plan of the ith network of a suspect. All ith networks start from the same weights and receive the same batches.
    ///
    /// # Errors
    /// If there is no such suspect.
    pub fn plan(&self, suspect: &str, i: usize) -> Result<Plan> {
        let step = STEPS.iter().find(|(id, ..)| *id == suspect);
        let own = OWN.iter().find(|(id, _)| *id == suspect).map(|(_, rate)| *rate);
        let usual = step.map(|(.., rate)| *rate).or(own).unwrap_or(RATE);
        let width = self.hidden * if Self::is_wide(i) { 2 } else { 1 };
        let lr = (usual * RATES[i / 2 % RATES.len()]).to_string();
        let batch = BATCHES[i / (2 * RATES.len()) % BATCHES.len()].to_string();
        let hidden = vec![width.to_string(); LAYERS].join(",");
        let (epochs, seed) = (self.epochs.to_string(), self.seed.wrapping_mul(MANY).wrapping_add(i as u32).to_string());
        let (rule, step) = step.map_or((suspect, "sgd"), |(_, _, step, _)| ("backprop", step));
        let asked = [
            ("rule", rule),
            ("optimizer", step),
            ("lr", &*lr),
            ("batch", &*batch),
            ("hidden", &*hidden),
            ("epochs", &*epochs),
            ("seed", &*seed),
        ];
        let suited = rules::find(rule)?.suited(preset::PROJECT.id);
        Plan::new(Config::from_pairs(SHARED.iter().chain(suited).copied().chain(asked))?)
    }
}
