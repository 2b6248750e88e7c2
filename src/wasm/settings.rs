//! What can be chosen: rules, presets, settings, and how a link carries them.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::UrlSearchParams;

use super::codec::{config, encode, from_pairs, pair, thrown, JsResult};
use crate::error::Error;
use crate::lab::field::Kind;
use crate::lab::{fields, preset, Config, Plan};
use crate::rules;

/// The version of links; a link of another version is refused with a sentence.
const LINK: &str = "1";

#[derive(Serialize)]
struct Choice {
    id: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
pub struct Field {
    id: &'static str,
    label: &'static str,
    unit: Option<&'static str>,
    doc: &'static str,
    kind: Kind,
    min: f64,
    max: f64,
    choices: Option<Vec<Choice>>,
    basic: bool,
}

#[derive(Serialize)]
struct Wants {
    train: usize,
    valid: usize,
    test: usize,
}

#[derive(Serialize)]
struct Preset {
    id: &'static str,
    name: &'static str,
    doc: &'static str,
    config: Config,
    wants: Wants,
}

/// Every rule's card.
#[wasm_bindgen]
pub fn cards() -> JsResult<JsValue> {
    encode(&rules::ALL)
}

/// Every preset with its configuration and the number of images it is made for.
#[wasm_bindgen]
pub fn presets() -> JsResult<JsValue> {
    let entry = |preset: &preset::Preset| {
        let [train, valid, test] = preset.wants;
        let wants = Wants { train, valid, test };
        Preset { id: preset.id, name: preset.name, doc: preset.doc, config: (preset.base)(), wants }
    };
    encode(&preset::ALL.map(entry))
}

/// Every setting: what the form is made from.
#[wasm_bindgen(js_name = fields)]
pub fn fields_js() -> JsResult<JsValue> {
    encode(&table(fields::ALL))
}

/// A table of settings as a form wants it.
pub fn table<C>(fields: &[crate::lab::field::Field<C>]) -> Vec<Field> {
    let entry = |field: &crate::lab::field::Field<C>| {
        let choices: Vec<_> = (field.choices)().into_iter().map(|(id, name)| Choice { id, name }).collect();
        let crate::lab::field::Field { id, label, unit, doc, kind, min, max, basic, .. } = *field;
        Field { id, label, unit, doc, kind, min, max, choices: (!choices.is_empty()).then_some(choices), basic }
    };
    fields.iter().map(entry).collect()
}

/// The configuration that an object asks for, complete and checked. Values may be numbers, lists or texts.
#[wasm_bindgen(js_name = checkConfig)]
pub fn check_config(asked: JsValue) -> JsResult<JsValue> {
    encode(&config(&asked)?)
}

/// What guessing scores under a configuration, in percent.
#[wasm_bindgen]
pub fn chance(asked: JsValue) -> JsResult<f64> {
    Ok(Plan::new(config(&asked)?).map_err(thrown)?.chance())
}

/// The link's form of a configuration, without "?": only what differs from the preset.
#[wasm_bindgen(js_name = toQuery)]
pub fn to_query(asked: JsValue) -> JsResult<String> {
    let pairs = config(&asked)?.to_pairs();
    let pairs = pairs.iter().map(|(id, value)| format!("&{id}={value}"));
    Ok(format!("v={LINK}{}", pairs.collect::<String>()))
}

/// What other parts of the page keep in its link begins with one of these, and is not for the configuration.
const OTHERS: [&str; 1] = ["race."];

/// The configuration that a link carries; an empty query is the first preset.
#[wasm_bindgen(js_name = fromQuery)]
pub fn from_query(query: &str) -> JsResult<JsValue> {
    let entries = js_sys::Array::from(&UrlSearchParams::new_with_str(query)?.into());
    let mut pairs: Vec<_> = entries
        .iter()
        .map(|entry| pair(&entry))
        .filter(|(id, _)| !OTHERS.iter().any(|other| id.starts_with(other)))
        .map(|(id, value)| (id, value.as_string().unwrap_or_default()))
        .collect();
    if let Some(at) = pairs.iter().position(|(id, _)| id == "v") {
        let (_, version) = pairs.remove(at);
        if version != LINK {
            let message = format!(
                "This link is of version {version}; this page reads version {LINK}. Its settings were left out."
            );
            return Err(thrown(Error::new("v", message)));
        }
    }
    encode(&from_pairs(&pairs)?)
}

/// A seed that was not used before: the only thing here that is not reproducible.
#[wasm_bindgen(js_name = freshSeed)]
pub fn fresh_seed() -> JsResult<u32> {
    getrandom::u32()
        .map_err(|e| thrown(Error::new("seed", format!("The browser gave no random number ({e}); type a seed."))))
}
