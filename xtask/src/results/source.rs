//! Sources of numbers: the command, and the pictures, epochs and seeds of its runs.
//!
//! `docs/results.json` and `docs/comparisons.json` hold one such source a set-up, and in it the numbers that prose quotes:
//! `{{tutorial.backprop.accuracy3}}` is the number `accuracy3` of the source `tutorial.backprop`.

use super::reference::Row;
use crate::step::{failure, Outcome};
use serde_json::{json, Map, Value};

/// Placeholder for the folder with MNIST's original files in a printed command.
pub const FOLDER: &str = "mnist";

/// Numbers by name.
pub type Numbers = Map<String, Value>;

/// The words behind `microlearning` that run a set-up with one seed.
pub fn words(row: &Row, folder: &str, seed: u32) -> Vec<String> {
    let subject = match row.reads_mnist() {
        true => vec!["train", "--rule", row.rule, "--data", folder],
        false => vec![row.rule],
    };
    let seed = seed.to_string();
    [&subject, row.arguments, &["--seed", &seed]].concat().into_iter().map(String::from).collect()
}

/// The source of a set-up's numbers, whose runs have the seeds 1, 2, 3 …
pub fn of_row(row: &Row, runs: &[Value], mut numbers: Numbers) -> Outcome<Value> {
    let epochs = runs.iter().flat_map(|run| run["epochs"].as_array().into_iter().flatten());
    let seconds: Vec<f64> = epochs.filter_map(|epoch| epoch["seconds"].as_f64()).collect();
    if !seconds.is_empty() {
        numbers.insert("seconds".into(), format!("{:.0}", seconds.iter().sum::<f64>()).into());
    }
    numbers.insert("machine".into(), machine().into());
    source(&words(row, FOLDER, 1), runs, runs.len(), numbers)
}

/// Name of this machine's processor, where the system tells it.
fn machine() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| Some(line.strip_prefix("model name")?.split_once(':')?.1.trim()));
    name.unwrap_or("a processor that has not told its name").to_owned()
}

/// The source of numbers that this command printed; `runs` are what it printed of each network.
///
/// # Errors
/// If a run does not say how long it was, or on how many pictures.
pub fn source(words: &[String], runs: &[Value], seeds: usize, numbers: Numbers) -> Outcome<Value> {
    let command = format!("microlearning {}", words.join(" "));
    let all = |what: &str, of: &dyn Fn(&Value) -> Option<u64>| -> Outcome<(u64, u64)> {
        let values: Option<Vec<u64>> = runs.iter().map(of).collect();
        let ends = values.and_then(|values| Some((*values.iter().min()?, *values.iter().max()?)));
        ends.ok_or_else(|| failure(format!("`{command}` does not print its {what}."), "let it print them with --json."))
    };
    // Digits that are told apart, and parts drawn by the seed, can make the numbers of pictures differ a little.
    let (fewest, most) = all("pictures", &|run| run["pictures"].as_u64())?;
    let (_, epochs) = all("epochs", &|run| {
        let settings = ["config", "settings"].map(|key| &run[key]["epochs"]);
        settings.into_iter().find_map(Value::as_u64)
    })?;
    Ok(json!({ "command": command, "pictures": [fewest, most], "epochs": epochs, "seeds": seeds, "numbers": numbers }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: Row = Row { key: "t.b", rule: "backprop", arguments: &["--epochs", "3"], seeds: 2, measures: &[] };

    #[test]
    fn a_source_says_what_its_runs_say() {
        let run = |pictures: u64| json!({ "config": { "epochs": 3 }, "pictures": pictures });
        let source = of_row(&ROW, &[run(501), run(499)], Map::new()).unwrap();
        assert_eq!(source["command"], "microlearning train --rule backprop --data mnist --epochs 3 --seed 1");
        assert_eq!(
            (&source["pictures"], &source["epochs"], &source["seeds"]),
            (&json!([499, 501]), &json!(3), &json!(2))
        );
        let lab = json!({ "settings": { "epochs": 12 }, "pictures": 6000 });
        let row = Row { key: "identify", rule: "identify", ..ROW };
        let source = of_row(&row, &[lab], Map::new()).unwrap();
        assert_eq!(
            (&source["command"], &source["epochs"]),
            (&json!("microlearning identify --epochs 3 --seed 1"), &json!(12))
        );
    }

    #[test]
    fn a_run_that_does_not_say_its_pictures_is_no_source() {
        let failure = of_row(&ROW, &[json!({ "config": { "epochs": 3 } })], Map::new()).unwrap_err();
        assert!(failure.to_string().contains("does not print its pictures"), "{failure}");
        assert!(of_row(&ROW, &[], Map::new()).is_err());
    }
}
