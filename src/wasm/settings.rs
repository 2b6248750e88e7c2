//! Choices: rules, presets, settings, and their form in a link.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::codec::{config, encode, object, thrown, word, JsResult};
use crate::base::error::Error;
use crate::lab::run::chance::Chance;
use crate::lab::settings::field::Kind;
use crate::lab::settings::{fields, link, preset, Config, Plan};
use crate::rules;

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

/// Every rule's card, and that of rules which are written as code.
#[wasm_bindgen(unchecked_return_type = "Card[]")]
pub fn cards() -> JsResult<JsValue> {
    encode(&rules::every().collect::<Vec<_>>())
}

/// Every preset with its configuration and the number of images it is made for.
#[wasm_bindgen(unchecked_return_type = "Preset[]")]
pub fn presets() -> JsResult<JsValue> {
    let entry = |preset: &preset::Preset| {
        let [train, valid, test] = preset.wants;
        let wants = Wants { train, valid, test };
        Preset { id: preset.id, name: preset.name, doc: preset.doc, config: (preset.base)(), wants }
    };
    encode(&preset::ALL.map(entry))
}

/// Every setting of a run: what a form is made from.
#[wasm_bindgen(js_name = fields, unchecked_return_type = "Field<keyof Omit<Config, \"params\">>[]")]
pub fn fields_js() -> JsResult<JsValue> {
    encode(&table(fields::ALL))
}

/// A table of settings as a form wants it.
pub fn table<C>(fields: &[crate::lab::settings::field::Field<C>]) -> Vec<Field> {
    let entry = |field: &crate::lab::settings::field::Field<C>| {
        let choices: Vec<_> = (field.choices)().into_iter().map(|(id, name)| Choice { id, name }).collect();
        let crate::lab::settings::field::Field { id, label, unit, doc, kind, min, max, basic, .. } = *field;
        Field { id, label, unit, doc, kind, min, max, choices: (!choices.is_empty()).then_some(choices), basic }
    };
    fields.iter().map(entry).collect()
}

/// The configuration that an object asks for, complete. Values may also be texts, as in a form. Throws if a setting is
/// unknown or not allowed; the error's `field` names it.
#[wasm_bindgen(js_name = checkConfig, unchecked_return_type = "Config")]
pub fn check_config(
    #[wasm_bindgen(unchecked_optional_param_type = "ConfigInput")] asked: JsValue,
) -> JsResult<JsValue> {
    encode(&config(&asked)?)
}

/// Chance level under a configuration for data with so many images of each label, 0 to 9; without `counts`, of each
/// equally many. Throws if a setting is not allowed.
#[wasm_bindgen(unchecked_return_type = "Chance")]
pub fn chance(
    #[wasm_bindgen(unchecked_optional_param_type = "ConfigInput")] asked: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Uint32Array")] counts: Option<Vec<usize>>,
) -> JsResult<JsValue> {
    let Plan { classes, .. } = Plan::new(config(&asked)?).map_err(thrown)?;
    let of = |digit: &u8| counts.as_ref().and_then(|counts| counts.get(usize::from(*digit)).copied()).unwrap_or(0);
    let Chance { chance, commonest } = Chance::of(&classes, &classes.iter().map(of).collect::<Vec<_>>());
    object(&[("chance", chance.into()), ("commonest", commonest.map_or(JsValue::NULL, JsValue::from))])
}

/// The link's form of a configuration, without "?": only what differs from the preset. Throws if a setting is not
/// allowed.
#[wasm_bindgen(js_name = toQuery)]
pub fn to_query(#[wasm_bindgen(unchecked_optional_param_type = "ConfigInput")] asked: JsValue) -> JsResult<String> {
    Ok(link::to_query(&config(&asked)?))
}

/// The configuration that a link carries, complete; an empty query is the first preset. Throws if the link is of another
/// version or asks for what is not allowed.
#[wasm_bindgen(js_name = fromQuery, unchecked_return_type = "Config")]
pub fn from_query(#[wasm_bindgen(unchecked_param_type = "string")] query: &JsValue) -> JsResult<JsValue> {
    encode(&link::from_query(&word(query, "query")?).map_err(thrown)?)
}

/// A seed that was not used before: the only thing here that is not reproducible.
#[wasm_bindgen(js_name = freshSeed)]
pub fn fresh_seed() -> JsResult<u32> {
    getrandom::u32()
        .map_err(|e| thrown(Error::new("seed", format!("The browser gave no random number ({e}); type a seed."))))
}
