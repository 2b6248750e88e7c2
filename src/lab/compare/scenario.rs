//! One comparison: who takes part, what all share, and what is drawn first.

use serde::Serialize;

use super::choice::Choice;
use super::scenarios::ALL;
use crate::base::error::{Error, Result};
use crate::lab::settings::config::Config;
use crate::lab::settings::field::Field;
use crate::lab::settings::fields;
use crate::lab::settings::preset;
use crate::rule::Param;
use crate::rules;

/// Settings by name, as texts.
pub type Pairs = &'static [(&'static str, &'static str)];

/// The largest number of repetitions that can be asked for.
pub const MOST_SEEDS: u32 = 20;

/// A comparison that is ready to run.
#[derive(Debug, Serialize)]
pub struct Scenario {
    /// The name in pages and links.
    pub id: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// One sentence: what the measurements are to show.
    pub doc: &'static str,
    /// Settings that all lanes share.
    #[serde(skip)]
    pub shared: Pairs,
    /// Lanes.
    #[serde(skip)]
    pub lanes: &'static [Lane],
    /// True if every other rule may join.
    #[serde(skip)]
    pub open: bool,
    /// Training pictures that it wants, if more than the first shard has; the page fetches as many shards as hold them.
    pub pictures: usize,
    /// Repetitions: with seeds 1 to this.
    pub seeds: u32,
    /// Id of the menu's line that is drawn first.
    pub measure: &'static str,
    /// Ids of those measures that take long and are taken from the start, not only once they are drawn.
    pub asks: &'static [&'static str],
    /// Drawn as a strip of dots, not as curves: how far from guessing (0) to perfect (1) a run must come to count as a
    /// success.
    pub success: Option<f64>,
}

/// Participant in a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Lane {
    /// The name in links.
    pub id: &'static str,
    /// The name that people read; if empty, the rule's.
    pub label: &'static str,
    /// The name where there is little room; if empty, the rule's.
    pub short: &'static str,
    /// Its rule, and the settings in which it differs from the others.
    pub settings: Pairs,
    /// One sentence: what it shows.
    pub note: &'static str,
    /// True if it takes part unless the reader chooses otherwise.
    pub starts: bool,
    /// True if its rule is the reader's own code.
    pub code: bool,
}

/// Defaults of most lanes.
pub(super) const LANE: Lane = Lane { id: "", label: "", short: "", settings: &[], note: "", starts: true, code: false };

impl Lane {
    /// The rule of this lane.
    pub fn rule(&self) -> &'static str {
        self.settings.iter().find(|(id, _)| *id == "rule").map_or(self.id, |(_, rule)| rule)
    }

    /// Settings in which it differs from the others, as people read them: name and value. `more` is the reader's
    /// settings.
    pub fn differs<'a>(&'a self, more: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(&'a str, &'a str)> {
        let param = |id: &str| -> Option<&'static Param> {
            let card = rules::find(self.rule()).ok()?;
            card.params.iter().find(|param| id.strip_prefix("p.") == Some(param.id))
        };
        let field = |id: &str| -> Option<&str> {
            fields::ALL.iter().find(|field: &&Field| field.id == id).map(|field| field.label)
        };
        let mut others: Vec<(&str, &str)> = Vec::new();
        for (id, value) in self.settings.iter().copied().filter(|(id, _)| *id != "rule").chain(more) {
            others.retain(|(earlier, _)| *earlier != id);
            others.push((id, value));
        }
        let named = |(id, value)| match (field(id), param(id)) {
            (Some(label), _) => (label, value),
            (None, Some(param)) => (param.name, param.words(value)),
            (None, None) => (id.strip_prefix("p.").unwrap_or(id), value),
        };
        others.into_iter().map(named).collect()
    }
}

impl Scenario {
    /// Lanes that can take part: those of the table, in its order; if it is open, every rule in the registry's order.
    pub fn lanes(&self) -> Vec<Lane> {
        let mut lanes = if self.open {
            let lane = |id: &'static str| {
                let listed = self.lanes.iter().find(|lane| lane.id == id);
                listed.copied().unwrap_or(Lane { id, starts: false, ..LANE })
            };
            rules::ALL.iter().map(|card| lane(card.id)).collect()
        } else {
            self.lanes.to_vec()
        };
        let preset = self.shared.iter().find(|(id, _)| *id == "preset").map_or(preset::PROJECT.id, |(_, id)| id);
        // A lane without settings of its own has the suited settings on its rule's card.
        for lane in lanes.iter_mut().filter(|lane| lane.settings.is_empty()) {
            lane.settings = rules::find(lane.id).map_or(&[], |card| card.suited(preset));
        }
        lanes
    }

    /// The configuration of one runner, unless the reader chooses otherwise.
    ///
    /// # Errors
    /// If there is no such lane.
    pub fn config(&self, lane: &str, seed: u32) -> Result<Config> {
        Choice::of(self).config(self, lane, seed)
    }
}

/// The scenario with this id.
///
/// # Errors
/// If there is none.
pub fn find(id: &str) -> Result<&'static Scenario> {
    ALL.iter().find(|scenario| scenario.id == id).ok_or_else(|| {
        let known: Vec<_> = ALL.iter().map(|scenario| scenario.id).collect();
        let message = format!("scenario: there is none called \"{id}\"; choose one of {}.", known.join(", "));
        Error::new("scenario", message)
    })
}
