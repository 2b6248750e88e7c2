//! A rule's card: its description for people and programs, and its constructor.

use serde::Serialize;

use super::{Param, Params, Rule, Signal};
use crate::base::error::{Error, Result};
use crate::base::look::Look;
use crate::net::Network;
use crate::rule::feedback::{Origin, Wiring};
use crate::{Mat, Real, Rng};

/// Description of a rule, complete: forms, rule cards, charts, links, tests and command line read it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Card {
    /// The name in configurations and links.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// Hue, dash pattern and short name in charts.
    #[serde(skip)]
    pub look: Look,
    /// The update, as TeX.
    pub equation: &'static str,
    /// The update, as plain text.
    pub plain: &'static str,
    /// Author and year, title, DOI.
    pub paper: &'static str,
    /// Other names in the literature, and those of its variants with what to set for each.
    #[serde(skip)]
    pub also: &'static [&'static str],
    /// Wiring of the error's way back.
    #[serde(skip)]
    pub wiring: Wiring,
    /// True if the update is zero when there is no error.
    #[serde(skip)]
    pub needs_error: bool,
    /// Signals that a synapse below the top layer needs besides the activities of its two units.
    #[serde(skip)]
    pub signals: &'static [Signal],
    /// True if the rule works on layers of any kind, convolutions included.
    #[serde(skip)]
    pub any_layer: bool,
    /// Parameters that can be set.
    pub params: &'static [Param],
    /// Settings under which it learns well with a preset, where its parameters' defaults do not: for comparisons.
    #[serde(skip)]
    pub suited: &'static [(&'static str, Settings)],
    /// Makes the rule for a network.
    #[serde(skip)]
    pub build: fn(&Setting<'_>, &mut Rng) -> Box<dyn Rule>,
}

/// Settings as names and texts: `("p.decay", "0.01")`.
pub type Settings = &'static [(&'static str, &'static str)];

/// Inputs to a rule's constructor.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The network that it will teach.
    pub net: &'a Network,
    /// Its parameters: checked, and complete.
    pub params: &'a Params,
    /// Initial feedback weights, if the rule has any.
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

impl Card {
    /// True if no synapse needs the weights of other synapses: there is no weight transport.
    pub fn is_local(&self) -> bool {
        !self.signals.iter().any(|signal| matches!(signal, Signal::Weights | Signal::Signs))
    }

    /// Settings under which it learns well with this preset.
    pub fn suited(&self, preset: &str) -> Settings {
        self.suited.iter().find(|(id, _)| *id == preset).map_or(&[], |(_, settings)| settings)
    }

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
