//! A rule's card: everything there is to say about it, and how it is built.

use serde::Serialize;

use super::Rule;
use crate::base::error::{Error, Result};
use crate::base::sorted_map::Map;
use crate::net::Network;
use crate::rule::feedback::{Origin, Wiring};
use crate::{Mat, Real, Rng};

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
    /// The value if nothing is said.
    pub default: f64,
    /// Whether it is a choice, for which only whole numbers stand.
    pub whole: bool,
    /// One sentence.
    pub doc: &'static str,
}

/// Everything there is to say about a rule: sliders, rule cards, links, tests and command line read it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Card {
    /// The name in configurations and links.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// The update, as TeX.
    pub equation: &'static str,
    /// The update, as plain text.
    pub plain: &'static str,
    /// Author and year, title, DOI.
    pub paper: &'static str,
    /// Which way the error comes back.
    #[serde(skip)]
    pub wiring: Wiring,
    /// Whether an update is zero when there is no error.
    #[serde(skip)]
    pub needs_error: bool,
    /// What can be set.
    pub params: &'static [Param],
    /// Makes the rule for a network.
    #[serde(skip)]
    pub build: fn(&Setting<'_>, &mut Rng) -> Box<dyn Rule>,
}

/// What a rule is built from.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The network that it will teach.
    pub net: &'a Network,
    /// Its parameters: checked, and complete.
    pub params: &'a Params,
    /// Where its feedback weights start, if it has any.
    pub feedback: Origin<'a>,
}

impl Setting<'_> {
    /// The parameter with this id.
    ///
    /// # Panics
    /// If the rule's card does not list it.
    pub fn param(&self, id: &str) -> Real {
        self.params[id] as Real
    }

    /// The parameter with this id, which is a choice.
    ///
    /// # Panics
    /// If the rule's card does not list it.
    pub fn choice(&self, id: &str) -> usize {
        self.params[id] as usize
    }

    /// B for layers 2 … L.
    pub fn feedback(&self, wiring: Wiring, rng: &mut Rng) -> Vec<Mat> {
        self.feedback.matrices(wiring, self.net, rng)
    }
}

/// Parameter values by id.
pub type Params = Map<f64>;

impl Card {
    /// `given` checked against this card and completed by its defaults.
    ///
    /// # Errors
    /// If a parameter is unknown, not finite or out of range.
    pub fn params(&self, given: &Params) -> Result<Params> {
        if let Some(unknown) = given.keys().find(|id| self.params.iter().all(|p| p.id != *id)) {
            let known: Vec<_> = self.params.iter().map(|p| p.id).collect();
            let known = if known.is_empty() { "none".into() } else { known.join(", ") };
            let message = format!("params: {} has no parameter \"{unknown}\"; it knows {known}.", self.name);
            return Err(Error::new("params", message));
        }
        let mut complete = Params::new();
        for param in self.params {
            complete.insert(param.id.to_owned(), param.check(given.get(param.id))?);
        }
        Ok(complete)
    }
}

impl Param {
    /// A number, to be filled in.
    pub const REAL: Self = Self { id: "", name: "", min: 0.0, max: 1.0, default: 0.0, whole: false, doc: "" };
    /// A choice, to be filled in.
    pub const CHOICE: Self = Self { whole: true, ..Self::REAL };

    fn check(&self, given: Option<&f64>) -> Result<f64> {
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
