//! What a reader has chosen in a comparison, and how a link carries it.

use serde::{Deserialize, Serialize};

use super::scenario::{Scenario, MOST_SEEDS};
use crate::error::{Error, Result};

/// The version of the text; one of another version is refused with a sentence.
const VERSION: &str = "1";

/// What a reader has chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Ids of the lanes that take part, in the scenario's order.
    pub lanes: Vec<String>,
    /// Repetitions: with seeds 1 to this.
    pub seeds: u32,
    /// The line of the menu that is drawn.
    pub measure: String,
}

impl Choice {
    /// What is chosen before the reader chooses.
    pub fn of(scenario: &Scenario) -> Self {
        let lanes = scenario.lanes().iter().filter(|lane| lane.starts).map(|lane| lane.id.to_owned()).collect();
        Self { lanes, seeds: scenario.seeds, measure: scenario.measure.to_owned() }
    }

    /// As a link carries it: `1~backprop,kolen_pollack~5~cosine.1`.
    pub fn to_text(&self) -> String {
        format!("{VERSION}~{}~{}~{}", self.lanes.join(","), self.seeds, self.measure)
    }

    /// What a link carries.
    ///
    /// # Errors
    /// If it is of another version or names something that the scenario does not have.
    pub fn from_text(scenario: &Scenario, text: &str) -> Result<Self> {
        let wrong = |message: String| Error::new("race", message);
        let (version, rest) = text.split_once('~').unwrap_or((text, ""));
        if version != VERSION {
            return Err(wrong(format!("It is of version \"{version}\"; this page reads version {VERSION}.")));
        }
        let parts: Vec<_> = rest.split('~').collect();
        let [lanes, seeds, measure] = parts[..] else {
            return Err(wrong(format!(
                "It has {} parts after the version where lanes, seeds and measure are expected.",
                parts.len()
            )));
        };
        let asked: Vec<_> = lanes.split(',').filter(|id| !id.is_empty()).collect();
        asked.iter().try_for_each(|id| scenario.lane(id).map(|_| ()))?;
        let known = scenario.lanes();
        let lanes = known.iter().filter(|lane| asked.contains(&lane.id)).map(|lane| lane.id.to_owned()).collect();
        let fits = |seeds: &u32| (1..=MOST_SEEDS).contains(seeds);
        let seeds = seeds.parse().ok().filter(fits).ok_or_else(|| {
            wrong(format!("Its number of seeds is \"{seeds}\"; it must be a whole number from 1 to {MOST_SEEDS}."))
        })?;
        if !scenario.menu()?.iter().any(|line| line.id == measure) {
            return Err(wrong(format!("There is no measure \"{measure}\" here.")));
        }
        Ok(Self { lanes, seeds, measure: measure.to_owned() })
    }
}
