//! A run's configuration: as a link, a form and a command line give it, and its checked form.

use std::sync::Arc;

use serde::Serialize;

use super::field::{real, Field};
use super::fields;
use super::preset::{self, Preset};
use crate::base::error::{Error, Result};
use crate::base::named;
use crate::net::{Activation, Init, Output};
use crate::rule::convention::{self, Convention};
use crate::rule::{Card, Param, Params};
use crate::rules;
use crate::script::{self, Script};
use crate::train::optimiser::Optimiser;
use crate::train::schedule::Schedule;

/// Configuration of a run. Make one with [`Config::from_pairs`]; each field is described in [`fields::ALL`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the table of fields says each once, for the page, the links and the command line")]
pub struct Config {
    pub preset: String,
    pub rule: String,
    pub convention: String,
    pub params: Params,
    pub hidden: Vec<usize>,
    #[serde(serialize_with = "named::serialize")]
    pub activation: Activation,
    #[serde(serialize_with = "named::serialize")]
    pub output: Output,
    pub bias: bool,
    #[serde(serialize_with = "named::serialize")]
    pub init: Init,
    pub lr: Vec<f64>,
    pub batch: usize,
    pub epochs: usize,
    pub seed: u32,
    pub classes: Vec<u8>,
    pub late: Vec<u8>,
    pub late_from: usize,
    pub late_alone: bool,
    pub images: usize,
    pub weight_decay: f64,
    #[serde(serialize_with = "named::serialize")]
    pub optimizer: Optimiser,
    #[serde(serialize_with = "named::serialize")]
    pub schedule: Schedule,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub code: String,
}

/// Prefix of the rule's parameters among the fields' names: `p.sigma`.
pub(in crate::lab) const PARAM: &str = "p.";

impl Config {
    /// The preset's configuration with these fields set, in any order.
    ///
    /// # Errors
    /// If a field is unknown or its value is not allowed.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        Self::from_list(&pairs.into_iter().collect::<Vec<_>>())
    }

    fn from_list(pairs: &[(&str, &str)]) -> Result<Self> {
        let preset = pairs.iter().find(|(id, _)| *id == "preset");
        let mut config = (preset::find(preset.map_or(preset::PROJECT.id, |(_, id)| id))?.base)();
        for (id, value) in pairs.iter().filter(|(id, _)| !id.starts_with(PARAM)) {
            config.set(id, value.trim())?;
        }
        // A parameter's choices have their names on the rule's card, so that the rule comes first.
        for (id, value) in pairs.iter().filter_map(|(id, value)| Some((id.strip_prefix(PARAM)?, value))) {
            config.set_param(id, value.trim())?;
        }
        Plan::new(config).map(|plan| plan.config)
    }

    fn set(&mut self, id: &str, value: &str) -> Result<()> {
        let Some(field) = fields::ALL.iter().find(|field| field.id == id) else {
            let known: Vec<_> = fields::ALL.iter().map(|field| field.id).collect();
            let shown: String = id.chars().take(40).collect();
            let message = format!("There is no setting \"{shown}\"; the settings are {} and p.NAME.", known.join(", "));
            return Err(Error::new(id, message));
        };
        (field.set)(self, field, value)
    }

    fn set_param(&mut self, id: &str, value: &str) -> Result<()> {
        let named = self.param(id).filter(|param| !param.choices.is_empty());
        let number = named.map_or_else(|| real(&format!("{PARAM}{id}"), value), |param| param.read(value))?;
        self.params.insert(id.to_owned(), number);
        Ok(())
    }

    /// The rule's parameter of this id, as its card has it.
    fn param(&self, id: &str) -> Option<&'static Param> {
        rules::find(&self.rule).ok()?.params.iter().find(|param| param.id == id)
    }

    /// Only what differs from the preset, as pairs: what a link carries.
    pub fn to_pairs(&self) -> Vec<(String, String)> {
        let base = preset::find(&self.preset).map_or_else(|_| (preset::PROJECT.base)(), |preset| (preset.base)());
        let differs = |field: &&Field| field.id == "preset" || (field.get)(self) != (field.get)(&base);
        let fields = fields::ALL.iter().filter(differs).map(|field| (field.id.to_owned(), (field.get)(self)));
        let text = |id: &str, value: f64| self.param(id).map_or_else(|| value.to_string(), |param| param.text(value));
        let params = self.params.iter().map(|(id, value)| (format!("{PARAM}{id}"), text(id, *value)));
        fields.chain(params).collect()
    }
}

/// A configuration that was checked as a whole, with everything looked up.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Configuration of the run.
    pub config: Config,
    /// The set-up it is based on.
    pub preset: &'static Preset,
    /// The rule.
    pub card: &'static Card,
    /// The rule's code, if a reader wrote it.
    pub script: Option<Arc<Script>>,
    /// The rule's parameters, complete.
    pub params: Params,
    /// The convention of updates.
    pub convention: &'static Convention,
    /// The digits that are classified, in output order.
    pub classes: Vec<u8>,
}

impl Plan {
    /// Checks the fields together.
    ///
    /// # Errors
    /// If fields contradict each other or name something that does not exist.
    pub fn new(mut config: Config) -> Result<Self> {
        let preset = preset::find(&config.preset)?;
        let card = rules::find(&config.rule)?;
        let script = script::of(card, &config.code)?;
        let params = match &script {
            Some(script) => script.complete(&config.params),
            None => card.params(&config.params),
        }?;
        if script.is_none() {
            config.code.clear();
        }
        let convention = convention::find(&config.convention)?;
        let layers = config.hidden.len() + 1;
        if config.lr.len() != 1 && config.lr.len() != layers {
            let message = format!(
                "lr: {} learning rates for {layers} layers; give one for all, or one a layer from the input upwards.",
                config.lr.len()
            );
            return Err(Error::new("lr", message));
        }
        let classes = if config.classes.is_empty() { (0..10).collect() } else { config.classes.clone() };
        if repeats(&classes) || classes.len() < 2 {
            return Err(Error::new("classes", "classes: name at least two different digits, such as 0,1."));
        }
        check_late(&config.late, &classes)?;
        Ok(Self { preset, card, script, params, convention, classes, config })
    }

    /// Name of the rule: on its card, or given by the reader who wrote it.
    pub fn rule_name(&self) -> &str {
        self.script.as_ref().map_or(self.card.name, |script| script.title())
    }

    /// Chance level in percent for digits that are about equally frequent, as the bundled ones are; others have
    /// their [`crate::lab::run::chance::Chance`].
    pub fn chance(&self) -> f64 {
        100.0 / self.classes.len() as f64
    }
}

fn repeats(digits: &[u8]) -> bool {
    digits.iter().enumerate().any(|(i, digit)| digits[..i].contains(digit))
}

fn check_late(late: &[u8], classes: &[u8]) -> Result<()> {
    if let Some(stranger) = late.iter().find(|digit| !classes.contains(digit)) {
        let message = format!("late: {stranger} is not among the digits to tell apart; name some of those.");
        return Err(Error::new("late", message));
    }
    if repeats(late) || late.len() == classes.len() {
        return Err(Error::new("late", "late: name different digits, and leave at least one to begin with."));
    }
    Ok(())
}
