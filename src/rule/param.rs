//! Parameters of a rule: numbers, and choices that have names.

use serde::{Serialize, Serializer};

use crate::base::decimal::decimal;
use crate::base::error::{Error, Result};
use crate::base::sorted_map::Map;

/// A number that a rule can be given.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Param {
    /// The name in configurations and links.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// The smallest allowed value.
    pub min: f64,
    /// The largest allowed value.
    pub max: f64,
    /// The default.
    pub default: f64,
    /// True if only whole numbers are allowed.
    pub whole: bool,
    /// Names for 0, 1, 2 … where it is a choice: in links and files, and for people. Empty for a number.
    #[serde(serialize_with = "choices")]
    pub choices: &'static [(&'static str, &'static str)],
    /// One sentence.
    pub doc: &'static str,
}

/// Parameter values by id; a choice by its index.
pub type Params = Map<f64>;

#[derive(Serialize)]
struct Choice {
    id: &'static str,
    name: &'static str,
}

fn choices<S: Serializer>(choices: &[(&'static str, &'static str)], to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_seq(choices.iter().map(|&(id, name)| Choice { id, name }))
}

impl Param {
    /// A number, to be filled in.
    pub const REAL: Self =
        Self { id: "", name: "", min: 0.0, max: 1.0, default: 0.0, whole: false, choices: &[], doc: "" };
    /// A whole number, to be filled in.
    pub const WHOLE: Self = Self { whole: true, ..Self::REAL };

    /// A choice among these names, to be filled in; the first is its default.
    pub const fn choice(choices: &'static [(&'static str, &'static str)]) -> Self {
        Self { max: (choices.len() - 1) as f64, choices, ..Self::WHOLE }
    }

    /// The value of a text: a number, or the name of a choice.
    ///
    /// # Errors
    /// If it is neither.
    pub fn read(&self, text: &str) -> Result<f64> {
        let named = self.choices.iter().position(|(id, _)| *id == text).map(|at| at as f64);
        named.or_else(|| decimal(text)).ok_or_else(|| {
            let names = self.choices.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
            Error::new("params", format!("params.{} is \"{}\"; give one of {names}.", self.id, text))
        })
    }

    /// A value as links write it: a number, or the name of a choice.
    pub fn text(&self, value: f64) -> String {
        self.choices.get(value as usize).map_or_else(|| value.to_string(), |(id, _)| (*id).to_owned())
    }

    /// A value in words for people.
    pub fn words<'a>(&self, text: &'a str) -> &'a str {
        let at = self.read(text).ok().and_then(|value| self.choices.get(value as usize));
        at.map_or(text, |(_, name)| name)
    }

    /// The value, or the default where none is given.
    ///
    /// # Errors
    /// If it is out of range, or no whole number where only those are allowed.
    pub fn check(&self, given: Option<&f64>) -> Result<f64> {
        let value = *given.unwrap_or(&self.default);
        if (self.min..=self.max).contains(&value) && !(self.whole && value.fract() != 0.0) {
            return Ok(value);
        }
        let Self { id, min, max, default, .. } = self;
        let kind = if self.whole { "whole number" } else { "number" };
        let message = format!("params.{id} is {value}; give a {kind} from {min} to {max} (default {default}).");
        Err(Error::new("params", message))
    }
}
