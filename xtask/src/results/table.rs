//! Table of a set-up's runs, and the numbers that prose quotes.

use super::reference::{Measure, Reference, Row, Sum};
use super::source::Numbers;
use serde_json::Value;
use std::fmt::Write;

/// The table of one set-up.
pub fn table(row: &Row, runs: &[Value]) -> String {
    let seeds = runs.len();
    let mut text = format!(
        "{}\n| measure | reference | ours, {seeds} seeds | inside | seeds 1 to {seeds} |\n|---|---|---|---|---|\n",
        heading(row),
    );
    for measure in row.measures {
        text.push_str(&line(measure, &values(measure, runs)));
    }
    text
}

fn heading(row: &Row) -> String {
    format!("\n## {} ({})\n", row.rule, row.arguments.join(" "))
}

/// The table of one set-up as an earlier text has it; empty if it has none.
pub fn kept<'a>(text: &'a str, row: &Row) -> &'a str {
    let heading = heading(row);
    let Some(from) = text.find(&heading) else { return "" };
    let end = text[from + heading.len()..].find("\n## ").map_or(text.len(), |end| from + heading.len() + end);
    &text[from..end]
}

/// Numbers of a set-up that prose may quote: `accuracy3` → "87.0 ± 0.6".
pub fn numbers(row: &Row, runs: &[Value]) -> Numbers {
    let text = |measure: &Measure| summed(measure, &values(measure, runs)).map_or("–".into(), |(text, ..)| text);
    row.measures.iter().map(|measure| (measure.key.to_owned(), text(measure).into())).collect()
}

fn values(measure: &Measure, runs: &[Value]) -> Vec<f64> {
    runs.iter().filter_map(|run| measure.of(run)).collect()
}

fn line(measure: &Measure, values: &[f64]) -> String {
    let Measure { name, digits, reference, .. } = *measure;
    let Some((ours, middle)) = summed(measure, values) else { return format!("| {name} | | – | | |\n") };
    let expected = match reference {
        Reference::None => "–".into(),
        Reference::Value(value) => value.to_string(),
        Reference::Spread(mean, sd) => format!("{mean} ± {sd}"),
        Reference::Share(share, runs) => format!("{share} % of {runs} runs"),
        Reference::Runs(mean, sd, runs) => format!("{mean} ± {sd}, {runs} runs"),
    };
    let inside = allowed(reference, values).map_or(
        "",
        |(center, three)| {
            if (middle - center).abs() <= three {
                "yes"
            } else {
                "no"
            }
        },
    );
    let each = values.iter().fold(String::new(), |mut each, value| {
        let comma = if each.is_empty() { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(each, "{comma}{value:.digits$}");
        each
    });
    format!("| {name} | {expected} | {ours} | {inside} | {each} |\n")
}

/// The middle of what is allowed, and how far from it is still inside.
fn allowed(reference: Reference, values: &[f64]) -> Option<(f64, f64)> {
    match reference {
        Reference::None | Reference::Value(_) => None,
        Reference::Spread(mean, sd) => Some((mean, 3.0 * sd)),
        Reference::Share(share, theirs) => {
            // Two counted shares differ by chance by the binomial deviation of both. A share of 0 or 100 % of the
            // reference's runs is taken for half a run off, or any other share would count as outside.
            let half = 50.0 / f64::from(theirs);
            let p = share.clamp(half, 100.0 - half);
            let variance = p * (100.0 - p) * (1.0 / values.len() as f64 + 1.0 / f64::from(theirs));
            Some((share, 3.0 * variance.sqrt()))
        }
        Reference::Runs(mean, sd, runs) => {
            let (_, ours) = mean_and_sd(values)?;
            let variance = sd * sd / f64::from(runs) + ours * ours / values.len() as f64;
            Some((mean, 3.0 * variance.sqrt()))
        }
    }
}

/// Summary of the runs, as text and as a number. None without any run, or with one where a spread is asked for.
fn summed(measure: &Measure, values: &[f64]) -> Option<(String, f64)> {
    let digits = measure.digits;
    let share = |count: usize| 100.0 * count as f64 / values.len() as f64;
    if values.is_empty() {
        return None;
    }
    Some(match measure.sum {
        Sum::Mean | Sum::Missing => {
            let (mean, sd) = mean_and_sd(values)?;
            let digits = digits.min(worth(sd));
            (format!("{mean:.digits$} ± {sd:.digits$}"), mean)
        }
        Sum::Median => (format!("{:.digits$}", median(values)), median(values)),
        Sum::Above(limit) => shown(share(values.iter().filter(|value| **value > limit).count())),
        Sum::AtMost(limit) => shown(share(values.iter().filter(|value| **value <= limit).count())),
    })
}

/// Decimals that a mean with this deviation is worth: down to the deviation's second digit.
fn worth(sd: f64) -> usize {
    (1.0 - sd.log10().floor()).clamp(0.0, 9.0) as usize
}

fn shown(share: f64) -> (String, f64) {
    (format!("{share:.0}"), share)
}

/// The value in the middle.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[half]
    } else {
        (sorted[half - 1] + sorted[half]) / 2.0
    }
}

/// The mean and the sample standard deviation.
fn mean_and_sd(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (values.len() > 1).then(|| (mean, (squares / (n - 1.0)).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::super::reference::{number, percent};
    use super::*;

    #[test]
    fn a_mean_is_inside_up_to_three_deviations() {
        let measure = number("m", "m", "/x/0", 4).against(1.0, 0.1);
        assert!(line(&measure, &[1.28, 1.30]).contains("| yes |"));
        assert!(line(&measure, &[1.30, 1.32]).contains("| no |"));
        assert!(line(&measure, &[1.28, 1.30]).contains("1.290 ± 0.014"), "as many decimals as the deviation is worth");
        assert!(line(&measure, &[1.2900, 1.29002]).contains("1.2900 ± 0.0000"), "at most those of the measure");
        assert_eq!(measure.of(&serde_json::json!({"x": [2.5]})), Some(2.5));
    }

    #[test]
    fn a_share_is_inside_if_both_counts_may_come_from_one_coin() {
        let end = percent("a", "a", "/x");
        let measure = end.summed(Sum::Above(90.0), "a", "a", Reference::Share(38.0, 40));
        let mut values = [51.0; 20];
        values[..8].fill(99.0);
        assert!(line(&measure, &values).contains("| 38 % of 40 runs | 40 | yes |"), "a share is no count of runs");
        assert!(line(&measure, &[99.0; 20]).contains("| 100 | no |"));
        let never = end.summed(Sum::Above(90.0), "a", "a", Reference::Share(0.0, 40));
        assert!(line(&never, &[50.0; 20]).contains("| 0 | yes |"));
        assert!(line(&never, &values).contains("| 40 | no |"));
    }

    #[test]
    fn two_means_are_compared_by_the_standard_errors_of_both() {
        let measure = number("m", "m", "/x", 1).beside(50.0, 10.0, 20);
        // Standard errors of 2.24 and 0.5: three of both together are 6.87.
        assert!(line(&measure, &[56.0, 57.0]).contains("| 50 ± 10, 20 runs | 56.5 ± 0.7 | yes |"));
        assert!(line(&measure, &[57.0, 58.0]).contains("| no |"));
    }

    #[test]
    fn the_best_epoch_is_found() {
        let run = serde_json::json!({"epochs": [{"a": 1.0}, {"a": 3.0}, {"a": 2.0}, {"a": null}]});
        assert_eq!(percent("m", "m", "/epochs/*/a").of(&run), Some(3.0));
    }

    #[test]
    fn a_table_is_found_again_where_it_was_written() {
        let row = |arguments| Row { key: "a", rule: "backprop", arguments, seeds: 1, measures: &[] };
        let rows = [row(&["--hidden", "1"]), row(&["--hidden", "1,1"]), row(&[])];
        let tables: Vec<_> = rows.iter().map(|row| table(row, &[])).collect();
        let text = format!("# Head\n{}{}", tables[0], tables[1]);
        assert_eq!([0, 1].map(|i| kept(&text, &rows[i])), [&*tables[0], &*tables[1]]);
        assert_eq!(kept(&text, &rows[2]), "");
    }

    #[test]
    fn the_median_of_an_even_number_lies_between_two() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
    }
}
