//! `microlearning identify`: trains networks by several rules and prints the accuracy with which recordings identify
//! the rule.

use std::sync::Arc;

use clap::{value_parser, Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::lab::experiments::identify::{Identify, Report, Settings, FIELDS};
use microlearning::lab::experiments::{Experiment, Lab};
use serde::Serialize;

use crate::data;
use crate::lab_flags::{flags, given};
use crate::rules::print_json;

/// The command's arguments: one for each setting of the lab.
pub fn command() -> Command {
    let shards = Arg::new("shards").long("shards").value_name("N").value_parser(value_parser!(u8).range(1..=4));
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    Command::new(Identify::ID).about(Identify::ABOUT).args(flags(FIELDS, &Settings::default())).args([
        shards.help("How many of the four shards of bundled images to use; the page uses the first [default: 1]"),
        json.help("Print one JSON object instead of tables"),
    ])
}

#[derive(Serialize)]
struct Outcome<'a> {
    /// Number of pictures the networks learn from.
    pictures: usize,
    #[serde(flatten)]
    report: &'a Report,
}

/// Trains, judges and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let settings = Settings::from_pairs(given(FIELDS, matches))?;
    let shards = usize::from(matches.get_one("shards").copied().unwrap_or(1u8));
    let data = Arc::new(data::first_shards(shards)?);
    let pictures = data::pictures(&data, settings.plan(&settings.rules[0], 0)?)?;
    let mut lab = Lab::<Identify>::new(&data, settings)?;
    // A clock that stands still: to the end in one slice.
    let report = lab.advance(&|| 0.0, 1.0)?;
    if matches.get_flag("json") {
        return print_json(&Outcome { pictures, report: &report });
    }
    tables(&report);
    Ok(())
}

fn row(name: &str, cells: impl Iterator<Item = String>) {
    println!("{name:<32}{}", cells.map(|cell| format!("{cell:>10}")).collect::<String>());
}

fn percent(value: Option<f64>) -> String {
    value.map_or("–".into(), |value| format!("{value:.1}"))
}

fn tables(report: &Report) {
    println!("{} networks, a layer at a time; guessing is right in {:.1} % of them", report.networks, report.chance);
    row("Told from", ["right %", "± s.e.m.", "other size"].map(String::from).into_iter());
    for told in &report.rows {
        row(told.name, [told.right, told.error, told.other_width].map(percent).into_iter());
    }
    for told in &report.rows {
        println!("\nTrained by (rows) and put down to (columns), %: {}", told.name.to_lowercase());
        row("", report.settings.rules.iter().map(|id| id.chars().take(9).collect()));
        for (name, said) in report.names.iter().zip(&told.confusion) {
            row(name, said.iter().map(|share| percent(Some(*share))));
        }
    }
    for map in &report.maps {
        println!(
            "\nRight % by share measured (rows) and noise in standard deviations of what is measured (columns): {}",
            map.name.to_lowercase()
        );
        row("", report.sigmas.iter().map(f64::to_string));
        for (fraction, right) in report.fractions.iter().zip(&map.right) {
            row(&format!("{} %", 100.0 * fraction), right.iter().map(|right| percent(*right)));
        }
    }
    println!("\nRight % by the snapshots that are looked at");
    row("", report.maps.iter().map(|map| map.name.chars().take(9).collect()));
    for times in &report.times {
        row(times.name, times.right.iter().map(|right| percent(*right)));
    }
    println!("\nValidation accuracy at the end, %");
    for (name, accuracy) in report.names.iter().zip(&report.accuracy) {
        let cells = accuracy.map_or([None, None], |(mean, sd)| [Some(mean), Some(sd)]);
        row(name, cells.map(percent).into_iter());
    }
}
