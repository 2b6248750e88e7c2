//! Named arrays, such as a run's weights: `[{name, shape, values}]` with a `Float32Array` each.

use js_sys::{Array as List, Float32Array, Reflect};
use wasm_bindgen::prelude::*;

use super::codec::{object, shown, JsResult};
use crate::base::npz::Array;

/// Arrays for JavaScript.
pub fn arrays_out(arrays: &[Array]) -> JsResult<JsValue> {
    let list = List::new();
    for Array { name, shape, values } in arrays {
        let shape: List = shape.iter().map(|n| JsValue::from(*n as f64)).collect();
        let values: Vec<f32> = values.iter().map(|value| *value as f32).collect();
        let values = Float32Array::from(&values[..]);
        list.push(&object(&[("name", name.into()), ("shape", shape.into()), ("values", values.into())])?);
    }
    Ok(list.into())
}

/// Arrays from JavaScript. Throws if it is not a list of such.
pub fn arrays_in(list: &JsValue) -> JsResult<Vec<Array>> {
    let wrong = || shown("Weights must be a list of {name, shape, values}, values a Float32Array.");
    let list = list.dyn_ref::<List>().ok_or_else(wrong)?;
    let part = |array: &JsValue, key: &str| Reflect::get(array, &key.into()).map_err(|_| wrong());
    let one = |array: JsValue| {
        let shape: List = part(&array, "shape")?.dyn_into().map_err(|_| wrong())?;
        let values: Float32Array = part(&array, "values")?.dyn_into().map_err(|_| wrong())?;
        Ok(Array {
            name: part(&array, "name")?.as_string().ok_or_else(wrong)?,
            shape: shape.iter().map(|n| n.as_f64().map(|n| n as usize).ok_or_else(wrong)).collect::<JsResult<_>>()?,
            values: values.to_vec().into_iter().map(f64::from).collect(),
        })
    };
    list.iter().map(one).collect()
}
