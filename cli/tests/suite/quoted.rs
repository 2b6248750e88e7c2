//! Numbers that chapters quote of the page's labs, against the command that they are said to come from.

use std::process::Command;

use serde_json::Value;

/// Line that a lane printed after an epoch, as the lab shows it.
fn shown(lane: &Value, measure: &str, epoch: usize) -> String {
    let digits = lane["decimals"][measure].as_u64().expect("digits") as usize;
    let mean = lane["curves"][measure]["mean"][epoch].as_f64().expect("a number");
    format!("{mean:.digits$}")
}

#[test]
fn what_is_quoted_of_a_lab_is_what_its_command_prints() {
    let table: Value = serde_json::from_str(include_str!("../../../docs/comparisons.json")).expect("JSON");
    for key in ["late.backprop", "late.backprop_alone"] {
        let (source, lane) = (&table[key], key.split_once('.').expect("a lane").1);
        let command = source["command"].as_str().expect("a command");
        let words = command.split(' ').skip(1).chain(["--lanes", lane, "--json"]);
        let output =
            Command::new(env!("CARGO_BIN_EXE_microlearning")).args(words).output().expect("the program starts");
        let printed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let printed = &printed[0];
        assert_eq!(source["pictures"][0], printed["pictures"], "{key}");
        assert_eq!(source["epochs"], printed["config"]["epochs"], "{key}");
        assert_eq!(source["seeds"].as_u64(), printed["runs"].as_array().map(|runs| runs.len() as u64), "{key}");
        for (number, text) in source["numbers"].as_object().expect("numbers") {
            let (measure, epoch) = number.split_once('@').expect("an epoch");
            let found = shown(printed, measure, epoch.parse().expect("an epoch"));
            assert_eq!(text.as_str(), Some(found.as_str()), "`{command}` prints another {key}.{number}");
        }
    }
}
