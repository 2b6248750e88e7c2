//! Non-negative matrix factorisation of the numbers in a file.

use std::collections::BTreeMap;

use microlearning::analysis::{nmf, Parts};
use microlearning::base::error::{Error, Result};
use microlearning::rule::Param;
use serde::Deserialize;
use serde_json::{json, Value};

use crate::matrix::{matrix, rows, Rows};

/// Numbers to take apart, and where to begin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factors {
    #[serde(default)]
    params: BTreeMap<String, f64>,
    inputs: Rows,
    start: Start,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Start {
    h: Rows,
    w: Rows,
}

const ITERATIONS: Param = Param { id: "iterations", max: 10_000.0, default: 100.0, ..Param::WHOLE };
const LEARN_PARTS: Param = Param { id: "learn_parts", default: 1.0, ..Param::choice(&[("no", "No"), ("yes", "Yes")]) };

/// Parts and activities without minus signs, and half the squared miss before each iteration and after the last.
pub fn factors(question: Factors) -> Result<Value> {
    if let Some(id) = question.params.keys().find(|id| [ITERATIONS, LEARN_PARTS].iter().all(|param| param.id != *id)) {
        let message = format!("params: nmf has no parameter \"{id}\"; it knows iterations, learn_parts.");
        return Err(Error::new("params", message));
    }
    let [iterations, learn] = [ITERATIONS, LEARN_PARTS].map(|param| param.check(question.params.get(param.id)));
    let v = matrix("inputs", &question.inputs, (None, None))?;
    let h = matrix("start.h", &question.start.h, (Some(v.nrows()), None))?;
    let w = matrix("start.w", &question.start.w, (Some(h.ncols()), Some(v.ncols())))?;
    for (field, m) in [("inputs", &v), ("start.h", &h), ("start.w", &w)] {
        if let Some(value) = m.iter().find(|value| **value < 0.0) {
            return Err(Error::new(field, format!("{field} holds {value}; give numbers that are not below zero.")));
        }
    }
    let Parts { h, w, objective } = nmf(&v, h, w, iterations? as usize, learn? == 1.0);
    Ok(json!({ "h": rows(&h), "w": rows(&w), "objective": objective }))
}
