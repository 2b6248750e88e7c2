//! Tables of a design.

use serde_json::Value;
use std::fmt::Write;

/// Statistics that are named of each row, the most important first.
const NAMED: usize = 3;

/// A list in a report; empty if it is none.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A number with one decimal.
pub fn number(value: &Value) -> String {
    value.as_f64().map_or("–".into(), |value| format!("{value:.1}"))
}

fn words_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// All of a design: answers, less measured and worse, and what mattered.
pub fn table(title: &str, words: &[String], report: &Value) -> String {
    let ways: Vec<&str> = list(&report["hold_outs"]).iter().filter_map(Value::as_str).collect();
    let mut text = format!(
        "\n### {title}\n\n`microlearning {}`: {} networks; guessing is right in {} %.{}\n\n\
         | told from | classifier | right, % | names shuffled, % | p | {} |\n|{}\n",
        words.join(" "),
        report["networks"],
        number(&report["chance"]),
        left(report),
        ways.join(", % | ") + ", %",
        "---|".repeat(5 + ways.len()),
    );
    for row in list(&report["rows"]) {
        let held: Vec<_> = list(&row["held_out"]).iter().map(number).collect();
        let p = row["p"].as_f64().map_or("–".into(), |p| format!("{p:.4}"));
        let shuffled = match row["shuffled"].is_array() {
            true => format!("{} ± {}", number(&row["shuffled"][0]), number(&row["shuffled"][1])),
            false => "–".into(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} ± {} | {shuffled} | {p} | {} |",
            words_of(&row["name"]),
            words_of(&row["classifier"]),
            number(&row["right"]),
            number(&row["error"]),
            held.join(" | ")
        );
    }
    text + &smaller(report) + &read(report) + &important(report) + &dropped(report)
}

/// Share of the work that is done, if something is left.
fn left(report: &Value) -> String {
    let done = 100.0 * report["fraction"].as_f64().unwrap_or(0.0);
    let whole = report["finished"] == true;
    if whole {
        String::new()
    } else {
        format!(" So far {done:.0} % of the work are done; a dash stands for what is not.")
    }
}

/// Less measured, and worse: all of it, 3 % of it, and all of it with noise of one and of two standard deviations; and by time.
fn smaller(report: &Value) -> String {
    let times = list(&report["times"]);
    let mut text =
        String::from("\n| told from, by the first classifier | all, % | 3 % measured | noise 1 sd | noise 2 sd |");
    times.iter().for_each(|times| text += &format!(" {} |", words_of(&times["name"])));
    text += &format!("\n|{}\n", "---|".repeat(5 + times.len()));
    for (o, map) in list(&report["maps"]).iter().enumerate() {
        let of = |fraction: usize, sigma: usize| number(&map["right"][fraction][sigma]);
        let cells = [of(0, 0), of(3, 0), of(0, 2), of(0, 3)].into_iter();
        let cells: Vec<_> = cells.chain(times.iter().map(|times| number(&times["right"][o]))).collect();
        text += &format!("| {} | {} |\n", words_of(&map["name"]), cells.join(" | "));
    }
    text
}

/// Accuracy of the networks of each rule at the end.
fn read(report: &Value) -> String {
    let one =
        |(name, read): (&Value, &Value)| format!("{} {} ± {}", words_of(name), number(&read[0]), number(&read[1]));
    let all: Vec<_> = list(&report["names"]).iter().zip(list(&report["accuracy"])).map(one).collect();
    format!("\nValidation accuracy at the end, % (± sd over networks): {}.\n", all.join("; "))
}

/// Statistics that mattered most to each classifier.
fn important(report: &Value) -> String {
    let mut text = format!(
        "\n| told from | classifier | the {NAMED} most important, % of all importance | by snapshot, % |\n|---|---|---|---|\n"
    );
    for row in list(&report["rows"]) {
        let share = |one: &Value| format!("{} {}", words_of(&one["name"]), number(&one["share"]));
        let first: Vec<_> = list(&row["importance"]).iter().take(NAMED).map(share).collect();
        let moments: Vec<_> = list(&row["moments"]).iter().map(number).collect();
        let (name, classifier) = (words_of(&row["name"]), words_of(&row["classifier"]));
        let _ = writeln!(text, "| {name} | {classifier} | {} | {} |", first.join("; "), moments.join(", "));
    }
    text
}

/// Statistics that some layer has none of.
fn dropped(report: &Value) -> String {
    let mut text = String::new();
    let usual = &report["rows"][0]["classifier"];
    for row in list(&report["rows"]).iter().filter(|row| row["classifier"] == *usual) {
        let names: Vec<_> = list(&row["dropped"]).iter().map(words_of).collect();
        if !names.is_empty() {
            text += &format!("\nLeft out of {}: {}.\n", words_of(&row["name"]), names.join(", "));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_has_a_row_for_each_source_and_a_column_for_each_kind_held_out() {
        let importance =
            json!([{ "name": "mean of values", "share": 60.0 }, { "name": "variance of values", "share": 40.0 }]);
        let row = json!({ "name": "Weights", "classifier": "svm", "right": 74.25, "error": 1.0, "shuffled": [20.0, 2.0], "p": 0.0099,
            "held_out": [34.0, null], "dropped": ["skew of values"], "importance": importance, "moments": [10.0, 90.0] });
        let map = json!({ "name": "Weights", "right": [[74.25, 70.0, 54.0, 48.0], [], [], [53.0]] });
        let report = json!({ "networks": 400, "finished": true, "chance": 25.0, "hold_outs": ["another width", "another task"], "rows": [row],
            "names": ["Adam"], "accuracy": [[88.0, 1.5]], "maps": [map],
            "times": [{ "name": "before learning", "right": [11.0] }] });
        let text = table("Four", &["run".into(), "identify".into()], &report);
        for part in [
            "### Four\n\n`microlearning run identify`: 400 networks; guessing is right in 25.0 %.",
            "| p | another width, % | another task, % |\n|---|---|---|---|---|---|---|\n",
            "| Weights | svm | 74.2 ± 1.0 | 20.0 ± 2.0 | 0.0099 | 34.0 | – |",
            "| noise 2 sd | before learning |\n|---|---|---|---|---|---|\n| Weights | 74.2 | 53.0 | 54.0 | 48.0 | 11.0 |",
            "% (± sd over networks): Adam 88.0 ± 1.5.",
            "| Weights | svm | mean of values 60.0; variance of values 40.0 | 10.0, 90.0 |",
            "Left out of Weights: skew of values.",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
