//! Experiments, all through one class: their settings, their jobs, and the report of what there is.

use std::sync::Arc;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

use super::clock::now;
use super::codec::{encode, object, pairs, shown, thrown, word, JsResult};
use super::dataset::JsDataset;
use super::settings::table;
use crate::data::Dataset;
use crate::lab::experiments::{visit, Experiment, Job, Lab, Record, State, Visitor, IDS};
use crate::lab::settings::field::from_pairs;

/// Every experiment's id.
#[wasm_bindgen(unchecked_return_type = "ExperimentId[]")]
pub fn experiments() -> JsResult<JsValue> {
    encode(&IDS.to_vec())
}

/// Every setting of an experiment: what the form is made from.
#[wasm_bindgen(js_name = experimentFields, unchecked_return_type = "Field<string>[]")]
pub fn experiment_fields(#[wasm_bindgen(unchecked_param_type = "ExperimentId")] id: &JsValue) -> JsResult<JsValue> {
    seen(id, Fields)
}

/// The settings that an object asks for, complete. Throws if one is unknown or not allowed.
#[wasm_bindgen(js_name = experimentSettings, unchecked_return_type = "ExperimentSettings")]
pub fn experiment_settings(
    #[wasm_bindgen(unchecked_param_type = "ExperimentId")] id: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<ExperimentSettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    seen(id, Settings(pairs(asked)?))
}

/// An experiment under some settings: its jobs, the records of those that are done, and the report of what there is.
///
/// `advance` works through all jobs. To share them out, `work` at single ones, on any number of threads, and `take` in one place
/// the records that came out. Whoever does which job when, no number changes.
#[wasm_bindgen(js_name = Experiment)]
pub struct JsExperiment {
    lab: Box<dyn AnyLab>,
}

#[wasm_bindgen(js_class = Experiment)]
impl JsExperiment {
    /// An experiment in which nothing is measured yet. Throws if there is no such experiment or a setting is not
    /// allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ExperimentId")] id: &JsValue,
        dataset: &JsDataset,
        #[wasm_bindgen(js_name = settings, unchecked_optional_param_type = "Partial<ExperimentSettings>")]
        asked: &JsValue,
    ) -> JsResult<Self> {
        let lab = seen(id, Opened(&dataset.data, Settings(pairs(asked)?)))?;
        Ok(Self { lab })
    }

    /// Works for about `budgetMs` milliseconds at what is next; returns the report of what there is. Throws if images are missing.
    #[wasm_bindgen(unchecked_return_type = "ExperimentReport")]
    pub fn advance(&mut self, #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64) -> JsResult<JsValue> {
        self.lab.advance(budget_ms)
    }

    /// Works for about `budgetMs` milliseconds at one job, and gives up another that was in hand; returns how far it is. Throws if
    /// records that it needs, or images, are missing.
    #[wasm_bindgen(unchecked_return_type = "JobProgress")]
    pub fn work(&mut self, job: usize, #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64) -> JsResult<JsValue> {
        self.lab.work(job, budget_ms)
    }

    /// Takes what somebody else has found out about a job, as `work` returned it. Throws if it is no such thing.
    pub fn take(
        &mut self,
        job: usize,
        #[wasm_bindgen(unchecked_param_type = "JobProgress")] progress: &JsValue,
    ) -> JsResult<()> {
        self.lab.take(job, progress)
    }

    /// The first job that can be done and is not among those `taken`; undefined if there is none at the moment.
    #[wasm_bindgen(unchecked_return_type = "number | undefined")]
    pub fn next(
        &self,
        #[wasm_bindgen(unchecked_param_type = "readonly number[]")] taken: &JsValue,
    ) -> JsResult<JsValue> {
        let wrong = || shown("The jobs that are taken must be a list of numbers.");
        let taken: Vec<Job> = taken.dyn_ref::<Array>().ok_or_else(wrong)?.iter().filter_map(place).collect();
        Ok(self.lab.next(&taken).map_or(JsValue::UNDEFINED, JsValue::from))
    }

    /// The version of the records: those that were made under another one are not to be taken.
    #[wasm_bindgen(js_name = recordsVersion)]
    pub fn records_version(&self) -> String {
        self.lab.version()
    }

    /// The jobs whose records this one reads.
    #[wasm_bindgen(unchecked_return_type = "number[]")]
    pub fn needs(&self, job: usize) -> JsResult<JsValue> {
        encode(&self.lab.needs(job))
    }

    /// The report of what there is, after so many seconds of work.
    #[wasm_bindgen(unchecked_return_type = "ExperimentReport")]
    pub fn report(&self, seconds: f64) -> JsResult<JsValue> {
        self.lab.report(seconds)
    }
}

/// The place of a job.
fn place(value: JsValue) -> Option<Job> {
    value.as_f64().map(|place| place as Job)
}

/// A lab, whatever its experiment.
trait AnyLab {
    fn advance(&mut self, budget: f64) -> JsResult<JsValue>;
    fn work(&mut self, job: Job, budget: f64) -> JsResult<JsValue>;
    fn take(&mut self, job: Job, progress: &JsValue) -> JsResult<()>;
    fn next(&self, taken: &[Job]) -> Option<Job>;
    fn needs(&self, job: Job) -> Vec<Job>;
    fn report(&self, seconds: f64) -> JsResult<JsValue>;
    fn version(&self) -> String;
}

impl<E: Experiment> AnyLab for Lab<E> {
    fn version(&self) -> String {
        E::VERSION.into()
    }

    fn advance(&mut self, budget: f64) -> JsResult<JsValue> {
        encode(&self.advance(&now, budget).map_err(thrown)?)
    }

    fn work(&mut self, job: Job, budget: f64) -> JsResult<JsValue> {
        self.work(job, &now, budget).map_err(thrown)?;
        state_out(self.ledger.state(job))
    }

    fn take(&mut self, job: Job, progress: &JsValue) -> JsResult<()> {
        let State { fraction, found, done } = state_in(job, progress)?;
        match found {
            Some(record) if done => self.ledger.enter(job, record),
            found => self.ledger.note(job, fraction, found),
        }
        Ok(())
    }

    fn next(&self, taken: &[Job]) -> Option<Job> {
        self.ledger.next(taken)
    }

    fn needs(&self, job: Job) -> Vec<Job> {
        self.ledger.needs(job).to_vec()
    }

    fn report(&self, seconds: f64) -> JsResult<JsValue> {
        encode(&self.ledger.report(seconds))
    }
}

/// State of a job: the share that is done; its record as a text, once it is done; and its findings so far, until then.
fn state_out(state: Option<&State>) -> JsResult<JsValue> {
    let State { fraction, found, done } = state.cloned().unwrap_or_default();
    let text = |there| found.as_ref().filter(|_| there).map_or(JsValue::NULL, |found| found.text().into());
    object(&[("fraction", fraction.into()), ("record", text(done)), ("so_far", text(!done))])
}

/// The same read back.
fn state_in(job: Job, progress: &JsValue) -> JsResult<State> {
    let part = |name: &str| Reflect::get(progress, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let wrong = || shown(format!("What job {job} has found cannot be read; hand over what `work` returned."));
    let read = |name: &str| part(name).as_string().map(|text| Record::read(&text).ok_or_else(wrong)).transpose();
    let (record, so_far) = (read("record")?, read("so_far")?);
    let (fraction, done) = (part("fraction").as_f64().ok_or_else(wrong)?, record.is_some());
    Ok(State { fraction, found: record.or(so_far), done })
}

/// Result of a visitor for the experiment with this id.
fn seen<T, V: Visitor<Output = JsResult<T>>>(id: &JsValue, visitor: V) -> JsResult<T> {
    visit(&word(id, "experiment")?, visitor).map_err(thrown)?
}

struct Fields;

impl Visitor for Fields {
    type Output = JsResult<JsValue>;

    fn visit<E: Experiment>(self) -> JsResult<JsValue> {
        encode(&table(E::FIELDS))
    }
}

struct Settings(Vec<(String, String)>);

impl Settings {
    fn read<E: Experiment>(self) -> JsResult<E::Settings> {
        let pairs = self.0.iter().map(|(id, text)| (id.as_str(), text.as_str()));
        from_pairs(E::FIELDS, pairs).map_err(thrown)
    }
}

impl Visitor for Settings {
    type Output = JsResult<JsValue>;

    fn visit<E: Experiment>(self) -> JsResult<JsValue> {
        encode(&self.read::<E>()?)
    }
}

struct Opened<'a>(&'a Arc<Dataset>, Settings);

impl Visitor for Opened<'_> {
    type Output = JsResult<Box<dyn AnyLab>>;

    fn visit<E: Experiment>(self) -> JsResult<Box<dyn AnyLab>> {
        let Self(data, settings) = self;
        Ok(Box::new(Lab::<E>::new(data, settings.read::<E>()?).map_err(thrown)?))
    }
}
