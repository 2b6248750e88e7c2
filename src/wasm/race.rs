//! Comparisons: their list, a runner for the worker, and statistics over several seeds.

use js_sys::Float64Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::clock::now;
use super::codec::{config, encode, shown, thrown, word, JsResult};
use super::dataset::JsDataset;
use super::read::Read;
use super::run::weight_images;
use crate::base::error::Error;
use crate::charts::rule_style;
use crate::lab::compare::choice::Choice;
use crate::lab::compare::comparison::{self, Runner};
use crate::lab::compare::measure::Entry;
use crate::lab::compare::offer::lacks;
use crate::lab::compare::scenario::{self, Lane, Scenario, MOST_SEEDS};
use crate::lab::{Config, Plan};

#[derive(Serialize)]
struct LaneView {
    id: &'static str,
    label: String,
    short: String,
    note: &'static str,
    differs: Vec<(String, String)>,
    rule: &'static str,
    /// Number of lanes before this one with the same rule: it tells them apart where the colour is the rule's.
    variant: usize,
    /// Chance level, in percent.
    chance: f64,
    /// Lines of the menu that can have no value here, and why; empty if the lane does not take part.
    lacks: Vec<(String, String)>,
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
    /// Settings that all lanes share, and the same before the reader changed anything.
    common: Config,
    usual: Config,
}

fn choice_from(choice: JsValue) -> JsResult<Choice> {
    let wrong = |_| {
        shown("A choice must be an object {lanes, seeds, measure, settings, code}: names, a number, a name, texts by name, a text.")
    };
    Choice::read(&choice).map_err(wrong)
}

fn lane_view(scenario: &Scenario, choice: &Choice, lanes: &[Lane], at: usize) -> Result<LaneView, Error> {
    let lane = &lanes[at];
    let plan = choice.plan(scenario, lane.id, 1)?;
    let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    let owned = |(id, value): (&str, &str)| (id.to_owned(), value.to_owned());
    Ok(LaneView {
        id: lane.id,
        label: if lane.code { format!("{} (yours)", plan.rule_name()) } else { or(lane.label, plan.rule_name()) },
        short: or(lane.short, &rule_style(lane.rule(), false).short),
        note: lane.note,
        differs: lane.differs(choice.of_lane(lane.id)).into_iter().map(owned).collect(),
        rule: lane.rule(),
        variant: lanes[..at].iter().filter(|other| other.rule() == lane.rule()).count(),
        chance: plan.chance(),
        config: plan.config.clone(),
        // A network is trained to know: of all rules that would take the page's thread too long.
        lacks: if choice.takes_part(lane.id) { lacks(plan) } else { Vec::new() },
    })
}

/// A comparison as `choice` has it: who can take part, what can be drawn, and what all share; without a choice, as it is at
/// first. Throws if the choice cannot be.
#[wasm_bindgen(js_name = raceScenario, unchecked_return_type = "Scenario")]
pub fn race_scenario(
    #[wasm_bindgen(unchecked_param_type = "ScenarioId")] id: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "RaceChoice")] choice: JsValue,
) -> JsResult<JsValue> {
    let scenario = scenario::find(&word(id, "id")?).map_err(thrown)?;
    let choice = if choice.is_undefined() { Choice::of(scenario) } else { choice_from(choice)? };
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

/// The link's form of a choice; empty if that is what is chosen at first.
#[wasm_bindgen(js_name = raceToLink)]
pub fn race_to_link(
    #[wasm_bindgen(unchecked_param_type = "ScenarioId")] id: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "RaceChoice")] choice: JsValue,
) -> JsResult<String> {
    let scenario = scenario::find(&word(id, "id")?).map_err(thrown)?;
    let choice = choice_from(choice)?;
    Ok(if choice == Choice::of(scenario) { String::new() } else { choice.to_text(scenario) })
}

/// The choice that a link carries. Throws if the scenario does not have what it names.
#[wasm_bindgen(js_name = raceFromLink, unchecked_return_type = "RaceChoice")]
pub fn race_from_link(
    #[wasm_bindgen(unchecked_param_type = "ScenarioId")] id: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
) -> JsResult<JsValue> {
    let (id, text) = (word(id, "id")?, word(text, "text")?);
    let choice = scenario::find(&id).and_then(|scenario| Choice::from_text(scenario, &text));
    encode(&choice.map_err(thrown)?)
}

/// The mean over runs of one lane, each a list of values after epoch 0, 1, 2 …; NaN is none. With `minus`, as many runs of
/// another lane, the mean of their differences.
#[wasm_bindgen(js_name = raceCurve, unchecked_return_type = "Curve")]
pub fn race_curve(runs: Vec<Float64Array>, minus: Option<Vec<Float64Array>>) -> JsResult<JsValue> {
    let lists = |runs: Vec<Float64Array>| runs.iter().map(Float64Array::to_vec).collect::<Vec<_>>();
    let mut runs = lists(runs);
    if let Some(others) = minus {
        comparison::subtract(&mut runs, &lists(others));
    }
    encode(&comparison::curve(&runs))
}

/// Outcomes of the runs of one lane, from the last accuracy of each, in percent: `chance` is the chance level, and
/// `success` how far from there (0) to 100 % (1) a success must come.
#[wasm_bindgen(js_name = raceEnds, unchecked_return_type = "Ends")]
pub fn race_ends(accuracies: &[f64], chance: f64, success: f64) -> JsResult<JsValue> {
    encode(&comparison::ends(accuracies, chance, success))
}

/// A run that is measured after each epoch, in the worker: one lane with one seed.
#[wasm_bindgen(js_name = Runner)]
pub struct JsRunner {
    pub(super) runner: Runner,
}

#[wasm_bindgen(js_class = Runner)]
impl JsRunner {
    /// A run of this configuration, with nothing trained yet. Throws if the data set has no image for a part.
    #[wasm_bindgen(constructor)]
    pub fn new(
        dataset: &JsDataset,
        #[wasm_bindgen(unchecked_param_type = "ConfigInput")] asked: JsValue,
    ) -> JsResult<Self> {
        let plan = Plan::new(config(&asked)?).map_err(thrown)?;
        Ok(Self { runner: Runner::new(&dataset.data, plan).map_err(thrown)? })
    }

    /// Works for about `budgetMs` milliseconds or to the epoch's end, when it measures: what takes long only if its id
    /// is among those `asked` for, with commas between, such as `cosine,noise`. Of a run that has ended, each call measures
    /// one epoch more for which that was not asked in time. Returns where the run stands.
    #[wasm_bindgen(unchecked_return_type = "Progress")]
    pub fn advance(
        &mut self,
        #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64,
        #[wasm_bindgen(unchecked_param_type = "string")] asked: &JsValue,
    ) -> JsResult<JsValue> {
        let asked = word(asked, "asked")?;
        let asked: Vec<_> = asked.split(',').collect();
        encode(&self.runner.advance(&now, budget_ms, &asked))
    }

    /// Answer of the network to a picture of rows × cols bytes, 0 for background. Throws at any other size.
    #[wasm_bindgen(unchecked_return_type = "DigitReading")]
    pub fn read(&self, pixels: &[u8]) -> JsResult<JsValue> {
        encode(&self.runner.run().read(pixels).map_err(thrown)?)
    }

    /// First-layer weights of the first n hidden units: before training, now ("after"), or their difference.
    #[wasm_bindgen(unchecked_return_type = "WeightImages")]
    pub fn images(
        &self,
        #[wasm_bindgen(unchecked_param_type = "WeightsKind")] kind: &JsValue,
        n: usize,
    ) -> JsResult<JsValue> {
        weight_images(self.runner.run(), kind, n)
    }

    /// Measurements after epoch 0, 1, 2 …, by the id of their line in the scenario's menu.
    #[wasm_bindgen(unchecked_return_type = "Record<string, Measured>[]")]
    pub fn log(&self) -> JsResult<JsValue> {
        encode(&self.runner.log())
    }
}
