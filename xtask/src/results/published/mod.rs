//! Rules at the architectures of their papers, on all of MNIST, each beside backpropagation on the same network.

mod rows;

pub use rows::PUBLISHED;

use super::reference::Row;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Percentage points by which our mean may miss the published error.
const POINTS: f64 = 0.5;

/// A rule at a published architecture.
pub struct Published {
    /// Set-up of ours, and the epochs at which its error is told.
    pub row: Row,
    /// Network, and what else the paper says of the run.
    pub theirs: &'static str,
    /// Published test error in percent; none for a network that only stands beside another.
    pub error: Option<f64>,
    /// Key of backpropagation on the same network.
    pub beside: &'static str,
    /// Difference of ours, and the reason for a miss where it is known.
    pub ours: &'static str,
}

const HEAD: &str = "
## Rules at their published architectures

Test error in percent, 60,000 pictures learned from (`train --all`) and 10,000 of the test, mean ± SD of three seeds. Published errors
are passed on: we could not open the papers' own tables. \"Within\" says whether our mean lies within 0.5 points of the published error. All runs are shorter than the papers', as the
table says; errors after earlier epochs are in the tables below that are called like the set-ups.
";

/// The table of what there is.
pub fn summary(sources: &Map<String, Value>) -> String {
    let of = |key: &str| sources.get(key).and_then(|source| source["numbers"]["error"].as_str());
    let done: Vec<_> = PUBLISHED.iter().filter(|published| of(published.row.key).is_some()).collect();
    if done.is_empty() {
        return String::new();
    }
    let mut text = String::from(HEAD);
    let told = |what: &'static str| {
        done.iter().filter_map(move |published| sources[published.row.key]["numbers"][what].as_str())
    };
    let seconds: f64 = told("seconds").filter_map(|seconds| seconds.parse::<f64>().ok()).sum();
    let machines: BTreeSet<_> = told("machine").collect();
    if !machines.is_empty() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "Machine: {}, 28 to 30 November 2026, beside much other work; {:.1} hours of training by the clock in all.",
            machines.into_iter().collect::<Vec<_>>().join(" or "),
            seconds / 3600.0
        );
    }
    text.push_str("\n| rule | paper: network, run | published | ours | backprop beside | within | our run |\n|---|---|---|---|---|---|---|\n");
    for Published { row, theirs, error, beside, ours } in done {
        let mean = of(row.key).unwrap_or_default();
        let beside = if *beside == row.key { "" } else { of(beside).unwrap_or("–") };
        let published = error.map_or("–".into(), |error| error.to_string());
        let _ = writeln!(
            text,
            "| {} | {theirs} | {published} | {mean} | {beside} | {} | {ours} |",
            row.rule,
            within(mean, *error)
        );
    }
    text
}

/// Statement on whether a mean, "2.05 ± 0.10", is as near to the published error as it should be.
fn within(mean: &str, published: Option<f64>) -> &'static str {
    let mean: Option<f64> = mean.split(' ').next().and_then(|mean| mean.parse().ok());
    match mean.zip(published) {
        None => "",
        Some((mean, published)) if (mean - published).abs() <= POINTS + 1e-9 => "yes",
        Some((mean, published)) if mean < published => "no, better",
        Some(_) => "no",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_point_is_near_and_more_is_not() {
        assert_eq!(within("2.58 ± 0.10", Some(2.08)), "yes");
        assert_eq!(within("2.59 ± 0.10", Some(2.08)), "no");
        assert_eq!(within("1.00 ± 0.10", Some(2.08)), "no, better");
        assert_eq!(within("1.00 ± 0.10", None), "");
    }

    #[test]
    fn each_row_stands_beside_backpropagation_on_the_same_network() {
        let hidden = |row: &Row| row.arguments.iter().skip_while(|word| **word != "--hidden").nth(1).copied();
        for Published { row, beside, .. } in PUBLISHED {
            let other = PUBLISHED.iter().find(|other| other.row.key == *beside);
            let other = &other.unwrap_or_else(|| panic!("{}: there is no {beside}", row.key)).row;
            assert_eq!((other.rule, hidden(other)), ("backprop", hidden(row)), "{}", row.key);
        }
    }

    #[test]
    fn what_is_not_measured_is_left_out() {
        assert_eq!(summary(&Map::new()), "");
        let first = &PUBLISHED[0];
        let source =
            serde_json::json!({ "numbers": { "error": "2.00 ± 0.10", "seconds": "360", "machine": "a machine" } });
        let text = summary(&[(first.row.key.to_string(), source)].into_iter().collect());
        assert!(
            text.contains("a machine, ") && text.contains("0.1 hours") && text.contains("| 2.00 ± 0.10 |"),
            "{text}"
        );
        assert_eq!(text.lines().filter(|line| line.starts_with("| ")).count(), 2, "{text}");
    }
}
