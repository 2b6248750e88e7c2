//! Settings of the representations lab, and the one table that its form and its flags are made from.

use serde::Serialize;

use crate::base::error::{Error, Result};
use crate::lab::compare::scenario::Pairs;
use crate::lab::settings::config::{Config, Plan};
use crate::lab::settings::field::{from_pairs, Field, Kind};
use crate::lab::settings::preset;
use crate::rules;

/// Settings of all networks. tanh, because the Hebbian hybrid learns ten digits with signed activity only.
const SHARED: Pairs = &[("preset", "project"), ("convention", "matched"), ("activation", "tanh"), ("lr", "0.02")];

/// Settings of some rules that differ here, in addition to the suited settings on their cards.
const OWN: [(&str, Pairs); 3] = [
    ("weight_perturbation", &[("lr", "0.001")]),
    ("hebbian", &[("lr", "0.000001,0.1")]),
    ("hebbian_backprop", &[("lr", "0.000001,0.1")]),
];

/// Settings: the rules that are trained, and the number of pictures for the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the table of fields says each once, for the page and the command line")]
pub struct Settings {
    pub epochs: usize,
    pub rules: Vec<String>,
    pub hidden: usize,
    pub images: usize,
    pub perplexity: usize,
    pub seed: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let rules = ["backprop", "node_perturbation", "feedback_alignment", "hebbian_backprop"];
        Self { epochs: 12, rules: rules.map(String::from).into(), hidden: 100, images: 500, perplexity: 30, seed: 1 }
    }
}

/// Every setting, in the order of the form.
pub const FIELDS: &[Field<Settings>] = &[
    Field {
        id: "epochs",
        label: "Epochs",
        doc: "How long each network is trained.",
        kind: Kind::Int,
        min: 1.0,
        max: 100.0,
        basic: true,
        get: |s| s.epochs.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.epochs = number),
        ..Field::COMMON
    },
    Field {
        id: "rules",
        label: "Learning rules",
        doc: "A network is trained by each, all from the same weights; the untrained network stands beside them.",
        kind: Kind::Several,
        choices: || rules::ALL.iter().map(|card| (card.id, card.name)).collect(),
        get: |s| s.rules.join(","),
        set: |s, _, text| several(text).map(|rules| s.rules = rules),
        ..Field::COMMON
    },
    Field {
        id: "hidden",
        label: "Hidden units",
        doc: "How many units the layer has that is looked at.",
        unit: Some("units"),
        kind: Kind::Int,
        min: 2.0,
        max: 500.0,
        get: |s| s.hidden.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.hidden = number),
        ..Field::COMMON
    },
    Field {
        id: "images",
        label: "Pictures looked at",
        doc: "Validation pictures whose hidden activity is compared; no network learns from them.",
        unit: Some("pictures"),
        kind: Kind::Int,
        min: 50.0,
        max: 1000.0,
        get: |s| s.images.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.images = number),
        ..Field::COMMON
    },
    Field {
        id: "perplexity",
        label: "Perplexity",
        doc: "About how many neighbours of each picture t-SNE keeps together; at most a third of the pictures that are drawn.",
        unit: Some("neighbours"),
        kind: Kind::Int,
        min: 2.0,
        max: 80.0,
        get: |s| s.perplexity.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.perplexity = number),
        ..Field::COMMON
    },
    Field {
        id: "seed",
        label: "Seed",
        doc: "It draws the first weights, the order of pictures, the feedback and the noise.",
        kind: Kind::Int,
        max: u32::MAX as f64,
        get: |s| s.seed.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.seed = number),
        ..Field::COMMON
    },
];

/// Largest number of rules at once: each has a panel in the figures.
const MOST: usize = 6;

/// The rules, if they are not too many.
fn several(text: &str) -> Result<Vec<String>> {
    let chosen = rules::several(text)?;
    if chosen.len() <= MOST {
        return Ok(chosen);
    }
    Err(Error::new("rules", format!("Learning rules (rules) are {}; give at most {MOST}.", chosen.len())))
}

impl Settings {
    /// The defaults with these settings taken from text.
    ///
    /// # Errors
    /// If a setting is unknown or its value is not allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        from_pairs(FIELDS, pairs)
    }

    /// Plan of the run of this rule. All runs start from the same weights and receive the same batches.
    ///
    /// # Errors
    /// If there is no such rule.
    pub fn plan(&self, rule: &str) -> Result<Plan> {
        let (epochs, hidden, seed) = (self.epochs.to_string(), self.hidden.to_string(), self.seed.to_string());
        let own = OWN.iter().find(|(id, _)| *id == rule).map_or(&[][..], |(_, pairs)| pairs);
        let asked = [("rule", rule), ("epochs", &*epochs), ("hidden", &*hidden), ("seed", &*seed)];
        let suited = rules::find(rule)?.suited(preset::PROJECT.id);
        Plan::new(Config::from_pairs(SHARED.iter().chain(suited).chain(own).copied().chain(asked))?)
    }
}
