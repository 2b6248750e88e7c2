//! Analyses against an independent NumPy form, asked as a user would: `microlearning analyze` on `tests/fixtures/deeper/`.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{json, Value};

/// Number, in f32, to which weights and activities agree; all else is computed in f64.
const SINGLE: f64 = 2e-5;

fn asked(command: &str, question: &Value, name: &str) -> Output {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
    fs::write(&path, question.to_string()).expect("the target folder can be written to");
    Command::new(env!("CARGO_BIN_EXE_microlearning")).arg(command).arg(path).output().expect("the program starts")
}

fn answer(command: &str, question: &Value, name: &str) -> Value {
    let output = asked(command, question, name);
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        _ => vec![f64::NAN],
    }
}

/// Every key of what is wanted, to so much of the largest number of its list.
fn same(found: &Value, wanted: &Value, tolerance: f64, name: &str) {
    for (key, wanted) in wanted.as_object().expect("an object") {
        let (found, wanted) = (numbers(&found[key]), numbers(wanted));
        assert_eq!(found.len(), wanted.len(), "{name}: {key}");
        let scale = wanted.iter().fold(1e-6, |most: f64, value| most.max(value.abs()));
        for (found, wanted) in found.iter().zip(&wanted) {
            assert!((found - wanted).abs() <= tolerance * scale, "{name}: {key} is {found}, not {wanted}");
        }
    }
}

#[test]
fn every_analysis_agrees_with_numpy_by_either_command() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/deeper");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("the fixtures").flatten() {
        let case: Value = serde_json::from_slice(&fs::read(entry.path()).expect("a file")).expect("JSON");
        let name = entry.file_name().to_string_lossy().into_owned();
        // Questions to rules have a test of their own, and so have the parts of NMF, in single precision.
        let Some(analysis) = case["in"]["analysis"].as_str().filter(|id| *id != "nmf") else { continue };
        let tolerance = match analysis {
            "observables" => SINGLE,
            // The solver stops at a gradient of 0.001.
            "linear_svm" => 1e-3,
            // Distances of whole pixels tie, and ties may be parted by a last bit.
            "trustworthiness_mnist" => 2e-6,
            _ => 1e-9,
        };
        for command in ["analyze", "propose"] {
            same(&answer(command, &case["in"], &name), &case["want"], tolerance, &name);
        }
        seen += 1;
    }
    assert!(seen >= 9, "{seen} fixtures");
}

#[test]
fn mistakes_are_named_with_their_place() {
    let cases = [
        (json!({ "analysis": "magic" }), "There is no analysis \"magic\"; ask for one of statistics, observables"),
        (json!({ "values": [1.0] }), "analysis is missing"),
        (json!({ "analysis": "statistics", "values": [] }), "values is empty"),
        (json!({ "analysis": "statistics", "values": [1.0, "a"] }), "values[1]"),
        (json!({ "analysis": "statistics", "value": [1.0] }), "unknown field `value`"),
        (
            json!({ "analysis": "linear_svm", "params": {"C": 1.0}, "inputs": [[1.0], [2.0]], "labels": [0, 2] }),
            "none is 1",
        ),
        (
            json!({ "analysis": "tsne", "params": {"perplexity": 9.0}, "inputs": [[1.0], [2.0]], "embedding": [[0, 0], [1, 1]] }),
            "params.perplexity is 9",
        ),
        (
            json!({ "analysis": "trustworthiness", "params": {"neighbours": 1}, "inputs": [[1.0]], "embedding": [] }),
            "embedding has 0 points where 1 are needed",
        ),
        (json!({ "analysis": "observables", "activation": "tanh", "layers": [], "inputs": [[1.0]] }), "give one layer"),
    ];
    for (i, (question, words)) in cases.iter().enumerate() {
        let output = asked("analyze", question, &format!("mistake{i}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(words), "{question}: {said}");
    }
}
