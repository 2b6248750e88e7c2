//! JavaScript values to Rust ones and back.

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::lab::Config;

/// What exported functions return.
pub type JsResult<T> = Result<T, JsValue>;

/// An `Error` with the message and the name of the field.
pub fn thrown(error: Error) -> JsValue {
    let js = js_sys::Error::new(&error.message);
    // An Error object takes any property: this cannot fail.
    let _ = Reflect::set(&js, &"field".into(), &error.field.into());
    js.into()
}

/// A plain object: maps as objects, absent values as null.
pub fn encode(value: &impl Serialize) -> JsResult<JsValue> {
    let serializer = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    value.serialize(&serializer).map_err(|e| JsError::new(&e.to_string()).into())
}

/// A configuration from an object such as `{preset: "project", hidden: [100], params: {sigma: 0.1}}`; what is missing
/// comes from the preset.
pub fn config(value: &JsValue) -> JsResult<Config> {
    let mut pairs = Vec::new();
    if let Some(object) = value.dyn_ref::<Object>() {
        for entry in Object::entries(object) {
            let (id, value) = pair(&entry);
            match value.dyn_ref::<Object>() {
                Some(params) if id == "params" => {
                    pairs.extend(
                        Object::entries(params)
                            .iter()
                            .map(|entry| pair(&entry))
                            .map(|(id, value)| (format!("p.{id}"), text(&value))),
                    );
                }
                _ => pairs.push((id, text(&value))),
            }
        }
    }
    from_pairs(&pairs)
}

/// The entries of a flat object as names and texts.
#[cfg(feature = "workshop")]
pub fn pairs(value: &JsValue) -> Vec<(String, String)> {
    let entries = value.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
    entries.iter().map(|entry| pair(&entry)).map(|(id, value)| (id, text(&value))).collect()
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
pub fn pair(entry: &JsValue) -> (String, JsValue) {
    let entry: &Array = entry.unchecked_ref();
    (text(&entry.get(0)), entry.get(1))
}

/// A value as the text that settings are read from: lists with commas, yes and no as 1 and 0.
fn text(value: &JsValue) -> String {
    if let Some(list) = value.dyn_ref::<Array>() {
        return list.iter().map(|item| text(&item)).collect::<Vec<_>>().join(",");
    }
    let number = value.as_f64().map(|number| number.to_string());
    let flag = value.as_bool().map(|flag| u8::from(flag).to_string());
    value.as_string().or(number).or(flag).unwrap_or_else(|| format!("{value:?}"))
}
