//! Rules and analyses against numbers that independent implementations computed in float64, asked as a user would: every file in
//! `tests/fixtures/deeper/` has a question for `microlearning propose`, and the answer that is wanted.

use std::fs;
use std::path::Path;

use microlearning_cli::proposed;
use serde_json::Value;

/// Share of a matrix's largest number that an answer may be off by. In f32 a rule that divides by how little it nudges the output loses
/// digits below 0.05.
fn tolerance(question: &Value) -> f64 {
    let nudging = question["params"]["nudging"].as_f64().unwrap_or(1.0);
    if cfg!(feature = "f64") {
        1e-9
    } else {
        5e-4 * (0.05 / nudging).max(1.0)
    }
}

/// Numbers of a matrix, row by row.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}

/// Holds what was found against what was wanted, one matrix or number at a time: entries of objects and of lists of objects are such
/// by themselves. Returns what is wrong.
fn hold(found: &Value, wanted: &Value, tolerance: f64, what: &str) -> Vec<String> {
    match wanted {
        Value::Object(fields) => {
            let one = |(key, wanted): (&String, &Value)| hold(&found[key], wanted, tolerance, &format!("{what}.{key}"));
            fields.iter().flat_map(one).collect()
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            let one = |(i, wanted)| hold(&found[i], wanted, tolerance, &format!("{what}[{i}]"));
            list.iter().enumerate().flat_map(one).collect()
        }
        _ => {
            let (found, wanted) = (numbers(found), numbers(wanted));
            let scale = wanted.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
            let off = found.iter().zip(&wanted).map(|(found, wanted)| (found - wanted).abs());
            let worst = off.fold(0.0, f64::max);
            if found.len() == wanted.len() && worst <= tolerance * scale {
                return Vec::new();
            }
            vec![format!(
                "{what}: {} numbers for {}, off by {worst} where the largest is {scale}",
                found.len(),
                wanted.len()
            )]
        }
    }
}

#[test]
fn every_answer_is_the_one_that_is_wanted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/deeper");
    let (mut seen, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(folder).expect("the folder of fixtures").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let fixture: Value = serde_json::from_slice(&fs::read(entry.path()).expect("a file")).expect("JSON");
        // Analyses other than a factorisation have a test of their own, with a tolerance each.
        if fixture["in"]["analysis"].as_str().is_some_and(|id| id != "nmf") {
            continue;
        }
        let answer = proposed(&fixture["in"].to_string()).unwrap_or_else(|e| panic!("{name}: {}", e.message));
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        // Other entries of "want" help to find a mistake: no command prints them.
        let printed = |key: &str| !answer[key].is_null() || PRINTED.contains(&key);
        for (key, wanted) in fixture["want"].as_object().expect("an answer") {
            if printed(key) && !wanted.is_null() {
                wrong.extend(hold(&answer[key], wanted, tolerance(&fixture["in"]), &format!("{name}: {key}")));
                seen += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 30, "only {seen} entries were compared");
}

/// Entries that an answer must have where they are wanted.
const PRINTED: [&str; 7] = ["loss", "free_loss", "energy", "delta", "feedback_delta", "lateral_delta", "objective"];
