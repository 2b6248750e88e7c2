//! What charts are to show, from JavaScript: read strictly, so that a misspelt field is named.

use js_sys::{Array, Object, Reflect};
use serde::de::{DeserializeOwned, Deserializer, Visitor};
use wasm_bindgen::prelude::*;

use super::codec::{shown, JsResult};
use crate::charts::bars::Bar;
use crate::charts::curves::{Series, Style};
use crate::charts::strip::{Column, Strip};
#[cfg(feature = "workshop")]
use crate::charts::{matrix::Matrix, scatter::Cloud, Matrices, Scatter};
use crate::charts::{Bars, Curves, Level};

/// Reads a chart of curves.
pub fn curves(spec: &JsValue) -> JsResult<Curves> {
    for series in parts(spec, "series").iter() {
        known::<Series>(&series, "chart")?;
        known::<Style>(&Reflect::get(&series, &"style".into()).unwrap_or_default(), "style of a line")?;
    }
    known_parts::<Level>(spec, "levels")?;
    decode(spec, "chart")
}

/// Reads a chart of bars.
pub fn bars(spec: &JsValue) -> JsResult<Bars> {
    known_parts::<Bar>(spec, "bars")?;
    known_parts::<Level>(spec, "levels")?;
    decode(spec, "chart")
}

/// Reads a strip.
pub fn strip(spec: &JsValue) -> JsResult<Strip> {
    known_parts::<Column>(spec, "columns")?;
    decode(spec, "chart")
}

/// Reads a chart of matrices.
#[cfg(feature = "workshop")]
pub fn matrices(spec: &JsValue) -> JsResult<Matrices> {
    known_parts::<Matrix>(spec, "panels")?;
    decode(spec, "chart")
}

/// Reads clouds of points.
#[cfg(feature = "workshop")]
pub fn scatter(spec: &JsValue) -> JsResult<Scatter> {
    known_parts::<Cloud>(spec, "panels")?;
    decode(spec, "chart")
}

/// Reads a spec or a theme, and says which field it does not know.
pub fn decode<T: DeserializeOwned>(value: &JsValue, what: &str) -> JsResult<T> {
    known::<T>(value, what)?;
    serde_wasm_bindgen::from_value(value.clone()).map_err(|e| shown(format!("The {what} cannot be read: {e}.")))
}

/// The entries of a list in a spec; none if there is no such list.
fn parts(spec: &JsValue, list: &str) -> Array {
    Reflect::get(spec, &list.into()).ok().and_then(|list| list.dyn_into().ok()).unwrap_or_default()
}

/// Checks the parts of a spec as [`decode`] checks the whole.
fn known_parts<T: DeserializeOwned>(spec: &JsValue, list: &str) -> JsResult<()> {
    parts(spec, list).iter().try_for_each(|part| known::<T>(&part, "chart"))
}

/// serde_wasm_bindgen looks up the fields it wants and passes over all others, so that `deny_unknown_fields` does
/// nothing and a misspelt field would be silently ignored.
fn known<T: DeserializeOwned>(value: &JsValue, what: &str) -> JsResult<()> {
    let mut fields: &[&str] = &[];
    let _ = T::deserialize(Fields(&mut fields));
    let keys = value.dyn_ref::<Object>().map(Object::keys).unwrap_or_default();
    match keys.iter().filter_map(|key| key.as_string()).find(|key| !fields.contains(&key.as_str())) {
        Some(key) => Err(shown(format!("The {what} has an unknown field {key:?}; it may have {}.", fields.join(", ")))),
        None => Ok(()),
    }
}

/// A deserializer that holds nothing: it only notes which fields a struct asks for.
struct Fields<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Fields<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("nothing to read"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
