//! Choice of a reader in a comparison: the lanes, the number of seeds, the measures that are drawn, and the settings
//! that differ from the scenario's.

mod text;

use serde::Serialize;

use super::measure::{menu, Cost, Entry};
use super::scenario::{Lane, Scenario, LANE, MOST_SEEDS};
use crate::base::error::{Error, Result};
use crate::base::sorted_map::Map;
use crate::lab::settings::config::{Config, Plan};
use crate::lab::settings::preset;

/// The lane of a rule that the reader wrote as code.
pub const OWN: &str = "own";

/// Settings that a comparison takes from elsewhere.
const ELSEWHERE: [&str; 3] = ["rule", "seed", "code"];

/// Choice of a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Ids of the lanes that take part, in the scenario's order.
    pub lanes: Vec<String>,
    /// Repetitions: with seeds 1 to this.
    pub seeds: u32,
    /// The line of the menu that is drawn.
    pub measure: String,
    /// Settings that differ from the scenario's: `hidden` of all lanes, `kolen_pollack.p.decay` of one.
    pub settings: Map<String>,
    /// The code of the lane [`OWN`]; without it there is no such lane.
    pub code: String,
}

impl Choice {
    /// Default choice of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let lanes = scenario.lanes().iter().filter(|lane| lane.starts).map(|lane| lane.id.to_owned()).collect();
        let (settings, code) = (Map::new(), String::new());
        Self { lanes, seeds: scenario.seeds, measure: scenario.measure.to_owned(), settings, code }
    }

    /// Lanes that can take part: the scenario's, and the reader's own rule.
    pub fn lanes(&self, scenario: &Scenario) -> Vec<Lane> {
        let own = (!self.code.is_empty()).then_some(Lane { id: OWN, starts: false, code: true, ..LANE });
        scenario.lanes().into_iter().chain(own).collect()
    }

    /// True if the lane with this id is one of those that are compared.
    pub fn takes_part(&self, id: &str) -> bool {
        self.lanes.iter().any(|other| other == id)
    }

    /// The lane with this id.
    ///
    /// # Errors
    /// If there is none.
    pub fn lane(&self, scenario: &Scenario, id: &str) -> Result<Lane> {
        let lanes = self.lanes(scenario);
        lanes.iter().find(|lane| lane.id == id).copied().ok_or_else(|| {
            let known: Vec<_> = lanes.iter().map(|lane| lane.id).collect();
            let message = format!("\"{}\" has no lane \"{id}\"; it knows {}.", scenario.title, known.join(", "));
            Error::new("lane", message)
        })
    }

    /// Settings that all lanes share: a course that the reader chose replaces the scenario's settings.
    fn shared<'a>(&'a self, scenario: &'a Scenario) -> Vec<(&'a str, &'a str)> {
        let course = self.settings.contains_key("preset");
        let mut pairs = if course { Vec::new() } else { scenario.shared.to_vec() };
        let own = self.settings.iter().filter(|(id, _)| !id.contains('.'));
        pairs.extend(own.map(|(id, value)| (id.as_str(), value.as_str())));
        pairs
    }

    /// Settings of the reader for one lane only.
    pub fn of_lane<'a>(&'a self, lane: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mine = move |id: &'a str| id.strip_prefix(lane).and_then(|rest| rest.strip_prefix('.'));
        self.settings.iter().filter_map(move |(id, value)| Some((mine(id)?, value.as_str())))
    }

    /// Configuration with the shared settings and the scenario's first rule: a form shows it.
    ///
    /// # Errors
    /// If a setting is not allowed.
    pub fn common(&self, scenario: &Scenario) -> Result<Config> {
        Config::from_pairs(self.shared(scenario))
    }

    /// The configuration of one runner. All runners of a seed whose networks and images are alike start from the same
    /// weights and see the same batches.
    ///
    /// # Errors
    /// If there is no such lane, or a setting is not allowed.
    pub fn config(&self, scenario: &Scenario, lane: &str, seed: u32) -> Result<Config> {
        let (lane, seed) = (self.lane(scenario, lane)?, seed.to_string());
        let mut pairs = self.shared(scenario);
        pairs.extend(lane.settings);
        pairs.extend(self.of_lane(lane.id));
        pairs.extend([("rule", lane.rule()), ("seed", &*seed)]);
        if lane.code {
            pairs.push(("code", &self.code));
        }
        Config::from_pairs(pairs)
    }

    /// The same, checked as a whole.
    ///
    /// # Errors
    /// As [`Choice::config`].
    pub fn plan(&self, scenario: &Scenario, lane: &str, seed: u32) -> Result<Plan> {
        Plan::new(self.config(scenario, lane, seed)?)
    }

    /// Menu of the measures that can be drawn. All lanes' networks have the same number of layers.
    ///
    /// # Errors
    /// If a setting is not allowed.
    pub fn menu(&self, scenario: &Scenario) -> Result<Vec<Entry>> {
        let mut lines = menu(self.common(scenario)?.hidden.len() + 1);
        lines.retain(|line| line.measure.cost != Cost::Longest || scenario.asks.contains(&line.measure.id));
        Ok(lines)
    }

    /// Checks the choice as a whole, and puts its lanes in the scenario's order.
    ///
    /// # Errors
    /// If it names something that the scenario does not have, or a setting that is not allowed.
    pub fn checked(mut self, scenario: &Scenario) -> Result<Self> {
        self.lanes.iter().try_for_each(|id| self.lane(scenario, id).map(|_| ()))?;
        let known = self.lanes(scenario);
        self.lanes = known.iter().filter(|lane| self.takes_part(lane.id)).map(|lane| lane.id.to_owned()).collect();
        if !(1..=MOST_SEEDS).contains(&self.seeds) {
            return Err(wrong(format!(
                "Its number of seeds is {}; it must be a whole number from 1 to {MOST_SEEDS}.",
                self.seeds
            )));
        }
        self.settings.keys().try_for_each(|id| self.check_setting(id, &known))?;
        if let Some(preset) = self.settings.get("preset") {
            preset::find(preset)?;
        }
        self.check_lanes(scenario, &known)?;
        if self.menu(scenario)?.iter().all(|line| line.id != self.measure) {
            return Err(wrong(format!("There is no measure \"{}\" here.", self.measure)));
        }
        Ok(self)
    }

    fn check_setting(&self, id: &str, known: &[Lane]) -> Result<()> {
        let (lane, setting) = id.split_once('.').map_or((None, id), |(lane, rest)| (Some(lane), rest));
        if lane.is_some_and(|lane| known.iter().all(|known| known.id != lane)) {
            return Err(wrong(format!(
                "A setting is called \"{id}\", but what stands before the point is no lane; write NAME for all, or LANE.NAME or \
                 LANE.p.NAME for one."
            )));
        }
        if ELSEWHERE.contains(&setting) || (lane.is_some() && setting == "preset") {
            return Err(wrong(format!("\"{id}\" cannot be set in a comparison.")));
        }
        Ok(())
    }

    /// Lanes can be drawn beside each other only if they are equally deep and equally long. Where only the ends are drawn,
    /// each may have a length of its own.
    fn check_lanes(&self, scenario: &Scenario, known: &[Lane]) -> Result<()> {
        let common = self.common(scenario)?;
        for lane in known {
            let config = self.config(scenario, lane.id, 1)?;
            let longer = config.epochs != common.epochs && scenario.success.is_none();
            if config.hidden.len() != common.hidden.len() || longer {
                return Err(wrong(format!(
                    "{} has {} hidden layers and {} epochs where all others have {} and {}; these must be the same.",
                    lane.id,
                    config.hidden.len(),
                    config.epochs,
                    common.hidden.len(),
                    common.epochs
                )));
            }
        }
        Ok(())
    }
}

fn wrong(message: String) -> Error {
    Error::new("race", message)
}
