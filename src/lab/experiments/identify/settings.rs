//! Settings of the lab, and the networks that they stand for.

use serde::Serialize;

use super::design::Design;
use super::fields::{all, FIELDS};
use super::sources::{Source, SOURCES, USUAL};
use crate::base::error::Result;
use crate::base::named::{self, Named};
use crate::lab::compare::scenario::Pairs;
use crate::lab::settings::config::{Config, Plan};
use crate::lab::settings::field::from_pairs;
use crate::lab::settings::preset;
use crate::net::Activation;
use crate::rules;

/// Settings of all networks.
const SHARED: Pairs = &[("preset", "project"), ("convention", "matched")];

/// No more networks than this are a suspect's, so that those of the next seed are others.
pub const MANY: u32 = 100;

/// Backpropagation with a step of its own is a suspect beside the registry's rules: its id, name, step and learning rate.
pub const STEPS: [(&str, &str, &str, f64); 2] = [
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
    #[serde(serialize_with = "named::serialize")]
    pub activation: Activation,
    pub stimuli: usize,
    pub sources: Vec<String>,
    pub classifiers: Vec<String>,
    pub hold_outs: Vec<String>,
    pub leak: bool,
    pub permutations: usize,
    pub seed: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let rules = ["momentum", "adam", "feedback_alignment", "information_alignment"].map(String::from).into();
        Self {
            rules,
            networks: 24,
            epochs: 2,
            snapshots: 6,
            hidden: 32,
            // The Hebbian hybrid learns ten digits with signed activity only.
            activation: Activation::Tanh,
            stimuli: 50,
            sources: SOURCES[..USUAL].iter().map(|source| source.id.to_owned()).collect(),
            classifiers: vec!["svm".into()],
            hold_outs: vec!["width".into()],
            leak: false,
            permutations: 0,
            seed: 1,
        }
    }
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

    /// The sources that are asked.
    pub fn asked(&self) -> impl Iterator<Item = &'static Source> + '_ {
        SOURCES.iter().filter(|source| self.sources.iter().any(|id| id == source.id))
    }

    /// Plan of the ith network of a suspect. All ith networks start from the same weights and receive the same batches.
    ///
    /// # Errors
    /// If there is no such suspect.
    pub fn plan(&self, suspect: &str, i: usize) -> Result<Plan> {
        let step = STEPS.iter().find(|(id, ..)| *id == suspect);
        let own = OWN.iter().find(|(id, _)| *id == suspect).map(|(_, rate)| *rate);
        let usual = step.map(|(.., rate)| *rate).or(own).unwrap_or(RATE);
        let design = Design::of(i);
        let width = self.hidden * if design.wide { 2 } else { 1 };
        let lr = (usual * design.rate).to_string();
        let batch = design.batch.to_string();
        let hidden = vec![width.to_string(); self.depth(i)].join(",");
        let (epochs, seed) = (self.epochs.to_string(), self.seed.wrapping_mul(MANY).wrapping_add(i as u32).to_string());
        let (rule, step) = step.map_or((suspect, "sgd"), |(_, _, step, _)| ("backprop", step));
        let asked = [
            ("rule", rule),
            ("optimizer", step),
            ("lr", &*lr),
            ("batch", &*batch),
            ("hidden", &*hidden),
            ("epochs", &*epochs),
            ("classes", self.digits(i)),
            ("seed", &*seed),
        ];
        let activation = [("activation", self.activation.id())];
        let suited = rules::find(rule)?.suited(preset::PROJECT.id);
        Plan::new(Config::from_pairs(SHARED.iter().chain(&activation).chain(suited).copied().chain(asked))?)
    }
}
