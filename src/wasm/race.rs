//! Comparisons: which there are, a runner for the worker, and what several seeds say together.

use js_sys::{Date, Float64Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::codec::{config, encode, thrown, JsResult};
use super::dataset::JsDataset;
use crate::charts::rule_style;
use crate::error::Error;
use crate::lab::choice::{Choice, OWN};
use crate::lab::comparison::{self, Runner};
use crate::lab::measure::Entry;
use crate::lab::scenario::{self, Lane, Scenario, MOST_SEEDS};
use crate::lab::{Config, Plan};

#[derive(Serialize)]
struct LaneView {
    id: &'static str,
    label: String,
    short: String,
    note: &'static str,
    differs: Vec<(String, String)>,
    rule: &'static str,
    /// How many lanes before this one have the same rule: it tells them apart where the colour is the rule's.
    variant: usize,
    /// What guessing scores, in percent.
    chance: f64,
    config: Config,
}

#[derive(Serialize)]
struct ScenarioView {
    #[serde(flatten)]
    scenario: &'static Scenario,
    most_seeds: u32,
    lanes: Vec<LaneView>,
    menu: Vec<Entry>,
    choice: Choice,
    /// What all lanes share, and the same before the reader changed anything.
    common: Config,
    usual: Config,
}

fn lane_view(scenario: &Scenario, choice: &Choice, lanes: &[Lane], at: usize) -> Result<LaneView, Error> {
    let lane = &lanes[at];
    let plan = choice.plan(scenario, lane.id, 1)?;
    let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    let owned = |(id, value): (&str, &str)| (id.to_owned(), value.to_owned());
    Ok(LaneView {
        id: lane.id,
        label: if lane.id == OWN { format!("{} (yours)", plan.rule_name()) } else { or(lane.label, plan.rule_name()) },
        short: or(lane.short, &rule_style(lane.rule(), false).short),
        note: lane.note,
        differs: lane.differs(choice.of_lane(lane.id)).into_iter().map(owned).collect(),
        rule: lane.rule(),
        variant: lanes[..at].iter().filter(|other| other.rule() == lane.rule()).count(),
        chance: plan.chance(),
        config: plan.config,
    })
}

/// A comparison as `choice` has it (see `raceFromLink`): who can take part, what can be drawn, what all share. Without a choice, what
/// is chosen at first. Throws a sentence if the choice cannot be.
#[wasm_bindgen(js_name = raceScenario)]
pub fn race_scenario(id: &str, choice: JsValue) -> JsResult<JsValue> {
    let scenario = scenario::find(id).map_err(thrown)?;
    let choice = if choice.is_undefined() { Choice::of(scenario) } else { serde_wasm_bindgen::from_value(choice)? };
    let view = || {
        let choice = choice.checked(scenario)?;
        let lanes = choice.lanes(scenario);
        let views = (0..lanes.len()).map(|at| lane_view(scenario, &choice, &lanes, at)).collect::<Result<_, _>>()?;
        let (menu, common) = (choice.menu(scenario)?, choice.common(scenario)?);
        let usual = Choice::of(scenario).common(scenario)?;
        Ok(ScenarioView { scenario, most_seeds: MOST_SEEDS, lanes: views, menu, choice, common, usual })
    };
    encode(&view().map_err(thrown)?)
}

/// The link's form of `{lanes, seeds, measure, settings, code}`; empty if that is what is chosen at first.
#[wasm_bindgen(js_name = raceToLink)]
pub fn race_to_link(id: &str, choice: JsValue) -> JsResult<String> {
    let scenario = scenario::find(id).map_err(thrown)?;
    let choice: Choice = serde_wasm_bindgen::from_value(choice)?;
    Ok(if choice == Choice::of(scenario) { String::new() } else { choice.to_text(scenario) })
}

/// `{lanes, seeds, measure, settings, code}` as a link carries them. Throws a sentence if the scenario does not have them.
#[wasm_bindgen(js_name = raceFromLink)]
pub fn race_from_link(id: &str, text: &str) -> JsResult<JsValue> {
    let choice = scenario::find(id).and_then(|scenario| Choice::from_text(scenario, text));
    encode(&choice.map_err(thrown)?)
}

/// `{seeds, epochs, mean, sd}` from runs of one lane, each a list of values after epoch 0, 1, 2 …; NaN is none.
#[wasm_bindgen(js_name = raceCurve)]
pub fn race_curve(runs: Vec<Float64Array>) -> JsResult<JsValue> {
    let runs: Vec<_> = runs.iter().map(Float64Array::to_vec).collect();
    encode(&comparison::curve(&runs))
}

/// `{runs, median, successes, needed}` from the last accuracies of one lane's runs.
#[wasm_bindgen(js_name = raceEnds)]
pub fn race_ends(accuracies: &[f64], chance: f64, success: f64) -> JsResult<JsValue> {
    encode(&comparison::ends(accuracies, chance, success))
}

/// A run that is measured after each epoch, in the worker: one lane with one seed.
#[wasm_bindgen(js_name = Runner)]
pub struct JsRunner {
    runner: Runner,
}

#[wasm_bindgen(js_class = Runner)]
impl JsRunner {
    /// Sets out with a configuration; nothing is trained yet.
    #[wasm_bindgen(constructor)]
    pub fn new(dataset: &JsDataset, asked: JsValue) -> JsResult<Self> {
        let plan = Plan::new(config(&asked)?).map_err(thrown)?;
        Ok(Self { runner: Runner::new(&dataset.data, plan).map_err(thrown)? })
    }

    /// Works for about `budget_ms` or to the epoch's end; returns where the run stands.
    pub fn advance(&mut self, budget_ms: f64, costly: bool) -> JsResult<JsValue> {
        encode(&self.runner.advance(&Date::now, budget_ms, costly))
    }

    /// What the network says to a picture: `{classes, outputs, digit, hidden}`.
    pub fn read(&self, pixels: &[u8]) -> JsResult<JsValue> {
        encode(&self.runner.run().read(pixels).map_err(thrown)?)
    }

    /// What was measured after epoch 0, 1, 2 …: `{value, reason}` by the id of its line in the menu.
    pub fn log(&self) -> JsResult<JsValue> {
        encode(&self.runner.log())
    }
}
