//! `microlearning variance`: how noisy weight and node perturbation are, measured and predicted.

use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::data::Dataset;
use microlearning::lab::experiments::variance::{Report, Settings, Variance, FIELDS};
use microlearning::lab::experiments::{Experiment, Lab};

use crate::lab_flags::{flags, given};
use crate::rules::print_json;

/// The command's arguments: one for each setting of the page's lab.
pub fn command() -> Command {
    let json =
        Arg::new("json").long("json").action(ArgAction::SetTrue).help("Print one JSON object instead of a table");
    Command::new(Variance::ID).about(Variance::ABOUT).args(flags(FIELDS, &Settings::default())).arg(json)
}

/// Measures and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let settings = Settings::from_pairs(given(FIELDS, matches))?;
    let mut experiment = Lab::<Variance>::new(&Arc::new(Dataset::empty("none")), settings)?;
    // A clock that stands still: to the end in one slice.
    let report = experiment.advance(&|| 0.0, 1.0)?;
    if matches.get_flag("json") {
        return print_json(&report);
    }
    table(&report);
    Ok(())
}

fn table(report: &Report) {
    println!("variance of one weight's update per unit η², the mean over all weights; ± standard error");
    println!("{:>5}  {:>8}  {:>8}  {:<20}  {:>10}  measured", "n", "weights", "gradient²", "rule", "predicted");
    for row in &report.rules {
        for (i, n) in report.widths.iter().enumerate() {
            let (measured, error) = (row.measured[i].unwrap_or_default(), row.error[i].unwrap_or_default());
            let (weights, signal, predicted) = (report.weights[i], report.signal[i], row.predicted[i]);
            println!(
                "{n:>5}  {weights:>8}  {signal:>9.3}  {:<20}  {predicted:>10.3}  {measured:.3} ± {error:.3}",
                row.rule
            );
        }
        let or_dash = |slope: Option<f64>| slope.map_or("–".into(), |slope| format!("{slope:.2}"));
        println!("       {} grows as n^{}, predicted n^{}", row.rule, or_dash(row.slope), or_dash(row.predicted_slope));
    }
}
