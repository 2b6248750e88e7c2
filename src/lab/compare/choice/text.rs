//! A choice as a link carries it: `2~backprop,kolen_pollack~5~cosine.1~hidden=50;kolen_pollack.lr=0.1~CODE`.
//!
//! An empty part, or one that is left out at the end, is the scenario's own. Version 1 had the first three parts only, all
//! of them filled; its links are still read.

use super::{wrong, Choice};
use crate::base::error::Result;
use crate::lab::compare::scenario::{Scenario, MOST_SEEDS};
use crate::lab::settings::link::escaped;

/// Version that is written.
const VERSION: &str = "2";
/// Version that was written before there were settings.
const FIRST_VERSION: &str = "1";
/// The lanes of a comparison in which no one takes part.
const NOBODY: &str = "-";

impl Choice {
    /// The text, ready to stand in an address.
    pub fn to_text(&self, scenario: &Scenario) -> String {
        let usual = Self::of(scenario);
        let unless = |same: bool, text: String| if same { String::new() } else { text };
        let lanes = if self.lanes.is_empty() { NOBODY.to_owned() } else { self.lanes.join(",") };
        let settings: Vec<_> = self.settings.iter().map(|(id, value)| format!("{id}={}", escaped(value))).collect();
        let parts = [
            VERSION.to_owned(),
            unless(self.lanes == usual.lanes, lanes),
            unless(self.seeds == usual.seeds, self.seeds.to_string()),
            unless(self.measure == usual.measure, self.measure.clone()),
            settings.join(";"),
            escaped(&self.code),
        ];
        parts.join("~").trim_end_matches('~').to_owned()
    }

    /// Choice that a link carries; `text` is the part of the address, with its escapes undone.
    ///
    /// # Errors
    /// If it is of another version or names something that the scenario does not have.
    pub fn from_text(scenario: &Scenario, text: &str) -> Result<Self> {
        let (version, rest) = text.split_once('~').unwrap_or((text, ""));
        if ![FIRST_VERSION, VERSION].contains(&version) {
            let version: String = version.chars().take(20).collect();
            return Err(wrong(format!("It is of version \"{version}\"; this page reads version {VERSION}.")));
        }
        let parts: Vec<_> = rest.splitn(5, '~').collect();
        if version == FIRST_VERSION && parts.len() != 3 {
            return Err(wrong(format!(
                "It has {} parts after the version where lanes, seeds and measure are expected.",
                parts.len()
            )));
        }
        let part = |at: usize| parts.get(at).copied().filter(|part| !part.is_empty());
        let mut choice = Self::of(scenario);
        if let Some(lanes) = part(0) {
            choice.lanes = lanes.split(',').filter(|id| !id.is_empty() && *id != NOBODY).map(str::to_owned).collect();
        } else if version == FIRST_VERSION {
            choice.lanes.clear();
        }
        if let Some(seeds) = part(1) {
            choice.seeds = seeds.parse().map_err(|_| {
                wrong(format!("Its number of seeds is \"{seeds}\"; it must be a whole number from 1 to {MOST_SEEDS}."))
            })?;
        }
        if let Some(measure) = part(2) {
            choice.measure = measure.to_owned();
        }
        for setting in part(3).unwrap_or_default().split(';').filter(|setting| !setting.is_empty()) {
            let pair = setting.split_once('=');
            let (id, value) = pair.ok_or_else(|| wrong(format!("\"{setting}\" is no setting; write NAME=VALUE.")))?;
            choice.settings.insert(id.trim().to_owned(), value.trim().to_owned());
        }
        choice.code = part(4).unwrap_or_default().to_owned();
        choice.checked(scenario)
    }

    /// Choice that a page's whole address carries for this comparison, or the part of an address behind `race.ID=`.
    ///
    /// # Errors
    /// As [`Choice::from_text`].
    pub fn from_address(scenario: &Scenario, address: &str) -> Result<Self> {
        let query = address.split_once('?').map_or("", |(_, query)| query.split('#').next().unwrap_or_default());
        let name = format!("race.{}", scenario.id);
        let part = format!("{name}={address}");
        // A page's address without a choice, whatever else it says, is the scenario as it is at first.
        let whole =
            address.contains("://") || address.split(['?', '~']).next().is_some_and(|start| start.ends_with(".html"));
        let pairs = form_urlencoded::parse(if whole { query.as_bytes() } else { part.as_bytes() });
        let text = pairs
            .into_iter()
            .find(|(id, _)| id.strip_prefix("amp;").unwrap_or(id) == name)
            .map(|(_, text)| text.into_owned());
        text.map_or_else(|| Ok(Self::of(scenario)), |text| Self::from_text(scenario, &text))
    }
}
