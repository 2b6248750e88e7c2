//! JavaScript values to Rust ones and back.

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::base::error::Error;
use crate::lab::Config;

/// Result of exported functions.
pub type JsResult<T> = Result<T, JsValue>;

/// An `Error` with the message and the name of the field.
pub fn thrown(error: Error) -> JsValue {
    let js = js_sys::Error::new(&error.message);
    // An Error object takes any property: this cannot fail.
    let _ = Reflect::set(&js, &"field".into(), &error.field.into());
    js.into()
}

/// An argument that must be a text: wasm-bindgen's own `&str` would read past the memory of what is none. `what` is for
/// the message.
pub fn word(value: &JsValue, what: &str) -> JsResult<String> {
    value.as_string().ok_or_else(|| thrown(Error::new(what, format!("{what} must be a text."))))
}

/// A plain object: maps as objects, absent values as null.
pub fn encode(value: &impl Serialize) -> JsResult<JsValue> {
    let serializer = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    value.serialize(&serializer).map_err(|e| JsError::new(&e.to_string()).into())
}

/// An `Error` with this sentence.
pub fn shown(sentence: impl std::fmt::Display) -> JsValue {
    JsError::new(&sentence.to_string()).into()
}

#[wasm_bindgen]
extern "C" {
    /// `Object.entries`, which passes on what a getter throws.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn own_entries(object: &JsValue) -> Result<Array, JsValue>;
}

/// A configuration from an object such as `{preset: "project", hidden: [100], params: {sigma: 0.1}}`; what is missing
/// comes from the preset.
pub fn config(value: &JsValue) -> JsResult<Config> {
    let mut pairs = Vec::new();
    for (id, value) in entries(value)? {
        if id == "params" {
            pairs.extend(entries(&value)?.into_iter().map(|(id, value)| (format!("p.{id}"), text(&value))));
        } else {
            pairs.push((id, text(&value)));
        }
    }
    from_pairs(&pairs)
}

/// The entries of a flat object as names and texts.
#[cfg(feature = "workshop")]
pub fn pairs(value: &JsValue) -> JsResult<Vec<(String, String)>> {
    Ok(entries(value)?.into_iter().map(|(id, value)| (id, text(&value))).collect())
}

/// The entries of an object of settings; undefined is as good as left out. Throws if it is anything else.
fn entries(value: &JsValue) -> JsResult<Vec<(String, JsValue)>> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    if !value.is_object() || Array::is_array(value) {
        return Err(shown(format!("Settings must be an object such as {{seed: 1}}; this is \"{}\".", text(value))));
    }
    entries_of(value)
}

/// The entries of an object but for those that are undefined.
pub fn entries_of(value: &JsValue) -> JsResult<Vec<(String, JsValue)>> {
    let entries = own_entries(value)?;
    Ok(entries.iter().map(|entry| pair(&entry)).filter(|(_, value)| !value.is_undefined()).collect())
}

/// A configuration from names and texts.
pub fn from_pairs(pairs: &[(String, String)]) -> JsResult<Config> {
    Config::from_pairs(pairs.iter().map(|(id, value)| (id.as_str(), value.as_str()))).map_err(thrown)
}

/// An object with these properties.
pub fn object(entries: &[(&str, JsValue)]) -> JsResult<JsValue> {
    let object = Object::new();
    for (key, value) in entries {
        Reflect::set(&object, &(*key).into(), value)?;
    }
    Ok(object.into())
}

/// An entry `[id, value]`.
fn pair(entry: &JsValue) -> (String, JsValue) {
    let entry: &Array = entry.unchecked_ref();
    (text(&entry.get(0)), entry.get(1))
}

/// Items of a list that are read: more than any setting takes, so that a longer one is refused.
const ITEMS: usize = 100;

/// A value as the text that settings are read from: lists with commas, yes and no as 1 and 0.
fn text(value: &JsValue) -> String {
    match value.dyn_ref::<Array>() {
        Some(list) => list.iter().take(ITEMS).map(|item| item_text(&item)).collect::<Vec<_>>().join(","),
        None => item_text(value),
    }
}

/// The same of what is no list; what no setting can be gives the name of its kind.
fn item_text(value: &JsValue) -> String {
    let number = value.as_f64().map(|number| number.to_string());
    let flag = value.as_bool().map(|flag| u8::from(flag).to_string());
    let kind = || if value.is_null() { "null".into() } else { String::from(js_sys::JsString::from(value.js_typeof())) };
    value.as_string().or(number).or(flag).unwrap_or_else(kind)
}
