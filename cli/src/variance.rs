//! `microlearning variance`: how noisy weight and node perturbation are, measured and predicted.

use std::sync::Arc;

use clap::{ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::data::Dataset;
use microlearning::lab::experiments::variance::{Report, Variance};

use crate::lab_flags;

/// The command's arguments: one for each setting of the page's lab.
pub fn command() -> Command {
    lab_flags::command::<Variance>()
}

/// Measures and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let (data, settings) = (Arc::new(Dataset::empty("none")), lab_flags::settings::<Variance>(matches)?);
    lab_flags::run::<Variance, _>(matches, (&data, settings), Ok, table)
}

fn table(report: &Report) {
    println!("variance of one weight's update per unit η², the mean over all weights; ± standard error");
    println!("{:>5}  {:>8}  {:>8}  {:<20}  {:>10}  measured", "n", "weights", "gradient²", "rule", "predicted");
    for row in &report.rules {
        for (i, n) in report.widths.iter().enumerate() {
            let or_dash = |value: Option<f64>| value.map_or("–".into(), |value| format!("{value:.3}"));
            let (measured, error) = (or_dash(row.measured[i]), or_dash(row.error[i]));
            let (weights, signal, predicted) = (report.weights[i], report.signal[i], row.predicted[i]);
            println!("{n:>5}  {weights:>8}  {signal:>9.3}  {:<20}  {predicted:>10.3}  {measured} ± {error}", row.rule);
        }
        let or_dash = |slope: Option<f64>| slope.map_or("–".into(), |slope| format!("{slope:.2}"));
        println!("       {} grows as n^{}, predicted n^{}", row.rule, or_dash(row.slope), or_dash(row.predicted_slope));
    }
}
