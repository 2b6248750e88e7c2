//! Rules as code: what the editor shows, asks and tries.

use wasm_bindgen::prelude::*;

use super::codec::{encode, thrown, word, JsResult};
use crate::lab::exercise::{self, rehearsal};
use crate::script::{examples, functions, names, Script};
use serde::Serialize;

#[derive(Serialize)]
struct Help {
    names: &'static [names::Name],
    functions: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    usage: String,
    doc: &'static str,
}

/// The names that code finds and the functions that it can call.
#[wasm_bindgen(js_name = scriptHelp, unchecked_return_type = "ScriptHelp")]
pub fn script_help() -> JsResult<JsValue> {
    let functions = functions::all().map(|function| Entry { usage: function.usage(), doc: function.doc }).collect();
    encode(&Help { names: names::ALL, functions })
}

/// The built-in rules as code.
#[wasm_bindgen(js_name = scriptExamples, unchecked_return_type = "ScriptExample[]")]
pub fn script_examples() -> JsResult<JsValue> {
    encode(&examples::ALL)
}

/// Declarations of the code. Throws with the line if it cannot be read.
#[wasm_bindgen(js_name = readScript, unchecked_return_type = "Script")]
pub fn read_script(#[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue) -> JsResult<JsValue> {
    encode(&Script::new(&word(code, "code")?).map_err(|fault| thrown(fault.into()))?)
}

/// Runs code once on a small network. It is no error if the code has a mistake: the answer says which.
#[wasm_bindgen(js_name = tryScript, unchecked_return_type = "Rehearsal")]
pub fn try_script(#[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue) -> JsResult<JsValue> {
    encode(&rehearsal::rehearse(&word(code, "code")?))
}

/// Every exercise.
#[wasm_bindgen(unchecked_return_type = "Exercise[]")]
pub fn exercises() -> JsResult<JsValue> {
    encode(&exercise::ALL)
}

/// The code that solves an exercise.
#[wasm_bindgen(js_name = solveExercise)]
pub fn solve_exercise(#[wasm_bindgen(unchecked_param_type = "ExerciseId")] id: &JsValue) -> JsResult<String> {
    Ok(exercise::find(&word(id, "id")?).map_err(thrown)?.solution())
}

/// Verdict on an attempt.
#[wasm_bindgen(js_name = checkExercise, unchecked_return_type = "Verdict")]
pub fn check_exercise(
    #[wasm_bindgen(unchecked_param_type = "ExerciseId")] id: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
) -> JsResult<JsValue> {
    encode(&exercise::check(exercise::find(&word(id, "id")?).map_err(thrown)?, &word(code, "code")?))
}
