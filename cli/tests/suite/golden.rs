//! Every rule's update against NumPy, asked as a user would: `microlearning propose` on `tests/fixtures/golden_own.json`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{json, Value};

fn ask(question: &Value) -> Value {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("golden.json");
    fs::write(&path, question.to_string()).expect("the target folder can be written to");
    let output = Command::new(env!("CARGO_BIN_EXE_microlearning"))
        .arg("propose")
        .arg(path)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{question}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

fn question(case: &Value, scene: &Value) -> Value {
    let feedback = if case["rule"] == "direct_feedback_alignment" { "direct" } else { "feedback" };
    json!({
        "rule": case["rule"], "params": case["params"], "convention": case["convention"],
        "activation": case["activation"], "output": case["output"], "layers": scene["layers"],
        "feedback": scene[feedback], "inputs": scene["inputs"], "labels": scene["labels"],
        "noise": {"layers": scene["noise"]},
    })
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}

/// Agreement to 1e-5 of the largest number of the matrix.
fn same(found: &Value, expected: &Value, what: &str) {
    let (found, expected) = (numbers(found), numbers(expected));
    assert_eq!(found.len(), expected.len(), "{what}");
    let scale = expected.iter().fold(1e-6, |most: f64, v| most.max(v.abs()));
    for (found, expected) in found.iter().zip(&expected) {
        assert!((found - expected).abs() <= 1e-5 * scale, "{what}: {found} where {expected} was expected");
    }
}

#[test]
fn every_rule_in_every_convention_agrees_with_numpy() {
    let fixtures: Value = serde_json::from_str(include_str!("../../../tests/fixtures/golden_own.json")).expect("JSON");
    let cases = fixtures["cases"].as_array().expect("cases");
    for (i, case) in cases.iter().enumerate() {
        let scene = &fixtures["scenes"][case["scene"].as_u64().expect("an index") as usize];
        let (answer, expected) = (ask(&question(case, scene)), &case["answer"]);
        let what = |part: &str| {
            format!(
                "case {i}: {} {} {} {} {} scene {}, {part}",
                case["rule"], case["params"], case["convention"], case["output"], case["activation"], case["scene"]
            )
        };
        same(&answer["loss"], &expected["loss"], &what("loss"));
        for key in ["delta", "feedback_delta"] {
            let expected = expected[key].as_array().map_or(&[][..], Vec::as_slice);
            assert_eq!(answer[key].as_array().map_or(0, Vec::len), expected.len(), "{}", what(key));
            for (l, expected) in expected.iter().enumerate() {
                same(&answer[key][l]["w"], &expected["w"], &what(&format!("{key}[{l}].w")));
                same(&answer[key][l]["b"], &expected["b"], &what(&format!("{key}[{l}].b")));
            }
        }
    }
}
