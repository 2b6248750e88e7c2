//! Settings of the SNR lab, and the one table that its form and its flags are made from.

use serde::Serialize;

use crate::base::error::{Error, Result};
use crate::lab::settings::config::{Config, Plan};
use crate::lab::settings::field::{from_pairs, Field, Kind};
use crate::lab::settings::preset::{self, TUTORIAL};
use crate::rules;

/// Numbers of images after which the ratio is noted.
const MARKS: [usize; 4] = [30, 100, 300, 1000];

/// Settings: the rules that are measured, and the amount of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the table of fields says each once, for the page and the command line")]
pub struct Settings {
    pub images: usize,
    pub rules: Vec<String>,
    pub preset: String,
    pub seed: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let course = ["backprop", "weight_perturbation", "node_perturbation", "feedback_alignment", "kolen_pollack"];
        Self { images: 300, rules: course.map(String::from).into(), preset: TUTORIAL.id.into(), seed: 1 }
    }
}

/// Every setting, in the order of the form.
pub const FIELDS: &[Field<Settings>] = &[
    Field {
        id: "images",
        label: "Pictures",
        doc: "On how many single pictures each rule is asked for an update.",
        choices: || vec![("100", "100"), ("300", "300"), ("1000", "1,000")],
        basic: true,
        get: |s| s.images.to_string(),
        set: |s, _, text| images(text).map(|images| s.images = images),
        ..Field::COMMON
    },
    Field {
        id: "rules",
        label: "Learning rules",
        doc: "Which rules are asked.",
        kind: Kind::Several,
        choices: || rules::ALL.iter().map(|card| (card.id, card.name)).collect(),
        get: |s| s.rules.join(","),
        set: |s, _, text| rules::several(text).map(|rules| s.rules = rules),
        ..Field::COMMON
    },
    Field {
        id: "preset",
        label: "Course",
        doc: "Whose network, images, conventions and ε are used.",
        choices: || preset::ALL.iter().map(|preset| (preset.id, preset.name)).collect(),
        get: |s| s.preset.clone(),
        set: |s, _, text| preset::find(text).map(|preset| s.preset = preset.id.into()),
        ..Field::COMMON
    },
    Field {
        id: "seed",
        label: "Seed",
        doc: "It draws the first weights, the feedback and the noise.",
        kind: Kind::Int,
        max: u32::MAX as f64,
        get: |s| s.seed.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.seed = number),
        ..Field::COMMON
    },
];

fn images(text: &str) -> Result<usize> {
    let known = text.parse().ok().filter(|images| MARKS[1..].contains(images));
    known.ok_or_else(|| Error::new("images", format!("images is \"{text}\"; give 100, 300 or 1000.")))
}

impl Settings {
    /// The defaults with these settings taken from text.
    ///
    /// # Errors
    /// If a setting is unknown or its value is not allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        from_pairs(FIELDS, pairs)
    }

    /// Plan of a run of this rule.
    ///
    /// # Errors
    /// If there is no such rule.
    pub fn plan(&self, rule: &str) -> Result<Plan> {
        let seed = self.seed.to_string();
        Plan::new(Config::from_pairs([("preset", &*self.preset), ("rule", rule), ("seed", &*seed)])?)
    }

    /// 30, 100, 300 … up to the number of images, `have` of which there are.
    pub fn marks(&self, have: usize) -> Vec<usize> {
        let most = self.images.min(have);
        MARKS.into_iter().filter(|mark| *mark < most).chain([most]).collect()
    }
}
