//! `cargo xtask results`: trains on all of MNIST with several seeds and writes `docs/results.md`.

mod reference;

use crate::arguments::Arguments;
use crate::step::{at, failure, step, Outcome};
use crate::{data, paths, shell};
use reference::{Measure, Row, ROWS};
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// What `cargo xtask results` takes.
pub const OPTIONS: &str = "[--seeds N]";

const HEAD: &str = "# Our numbers beside the courses'

Written by `cargo xtask results`: each set-up is trained on all of MNIST by `microlearning train`, once a seed. \"Inside\" says
whether our mean lies within three of the reference's standard deviations of its mean; a reference without a deviation is only
shown.
";

/// `cargo xtask results`.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let seeds = arguments.value("--seeds")?.unwrap_or("5".into());
    arguments.finish(OPTIONS)?;
    let seeds: u32 = seeds.parse().map_err(|_| failure(format!("--seeds {seeds} is not a number."), "give 5, say."))?;
    let folder = data::original_files()?;
    let program = step("Compiling the command line", compile)?;
    let known = shell::text(&program, &["rules", "--json"]).unwrap_or_default();
    let mut text = String::from(HEAD);
    for row in ROWS.iter().filter(|row| known.contains(&format!("\"{}\"", row.rule))) {
        let name = format!("{} {}", row.rule, row.arguments.join(" "));
        let runs: Vec<Value> = step(&name, || (1..=seeds).map(|seed| train(&program, row, &folder, seed)).collect())?;
        table(&mut text, row, &runs);
    }
    let path = paths::root().join("docs").join("results.md");
    std::fs::write(&path, text).map_err(at(&path))
}

fn compile() -> Outcome<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--package", "microlearning-cli"]).current_dir(paths::root());
    shell::loud(&mut cargo, "mend what the compiler names.")?;
    let name = format!("microlearning{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::target().join("release").join(name).display().to_string())
}

fn train(program: &str, row: &Row, folder: &Path, seed: u32) -> Outcome<Value> {
    let (seed, folder) = (seed.to_string(), folder.display().to_string());
    let own = ["train", "--json", "--rule", row.rule, "--seed", &seed, "--data", &folder];
    let printed = shell::text(program, &[&own[..], row.arguments].concat());
    let value = printed.and_then(|text| serde_json::from_str(&text).ok());
    value.ok_or_else(|| {
        let what = format!("`{program} {} {}` failed.", own.join(" "), row.arguments.join(" "));
        failure(what, "run it by hand and read what it says.")
    })
}

fn table(text: &mut String, row: &Row, runs: &[Value]) {
    let seeds = runs.len();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\n## {} ({})\n\n| measure | reference | ours, {seeds} seeds | inside | seeds 1 to {seeds} |\n|---|---|---|---|---|\n",
        row.rule,
        row.arguments.join(" "),
    );
    for measure in row.measures {
        let values: Vec<f64> = runs.iter().filter_map(|run| measure.of(run)).collect();
        text.push_str(&line(measure, &values));
    }
}

fn line(measure: &Measure, values: &[f64]) -> String {
    let digits = if measure.mean >= 2.5 { 1 } else { 4 };
    let Some((mean, sd)) = mean_and_sd(values) else { return format!("| {} | | – | | |\n", measure.name) };
    let reference = match measure.sd {
        Some(sd) => format!("{} ± {sd}", measure.mean),
        None => measure.mean.to_string(),
    };
    let inside = measure.sd.map_or("", |sd| if (mean - measure.mean).abs() <= 3.0 * sd { "yes" } else { "no" });
    let each: Vec<String> = values.iter().map(|value| format!("{value:.digits$}")).collect();
    let (name, each) = (measure.name, each.join(", "));
    format!("| {name} | {reference} | {mean:.digits$} ± {sd:.digits$} | {inside} | {each} |\n")
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
    use super::*;

    #[test]
    fn a_mean_is_inside_up_to_three_deviations() {
        let measure = Measure { name: "m", path: "/x/0", mean: 1.0, sd: Some(0.1) };
        assert!(line(&measure, &[1.28, 1.30]).contains("| yes |"));
        assert!(line(&measure, &[1.30, 1.32]).contains("| no |"));
        assert!(line(&measure, &[1.28, 1.30]).contains("1.2900 ± 0.0141"));
        assert_eq!(measure.of(&serde_json::json!({"x": [2.5]})), Some(2.5));
    }
}
