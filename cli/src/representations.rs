//! `microlearning representations`: trains the networks of the page's lab and prints what their hidden layers represent.

use std::sync::Arc;

use clap::{value_parser, Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::lab::experiments::representations::{Network, Report, Representations, Settings, FIELDS};
use microlearning::lab::experiments::{Experiment, Lab};
use serde::Serialize;

use crate::data;
use crate::lab_flags::{flags, given};
use crate::rules::print_json;

/// The command's arguments: one for each setting of the page's lab.
pub fn command() -> Command {
    let shards = Arg::new("shards").long("shards").value_name("N").value_parser(value_parser!(u8).range(1..=4));
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    Command::new(Representations::ID).about(Representations::ABOUT).args(flags(FIELDS, &Settings::default())).args([
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

/// Trains, looks and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let settings = Settings::from_pairs(given(FIELDS, matches))?;
    let shards = usize::from(matches.get_one("shards").copied().unwrap_or(1u8));
    let data = Arc::new(data::first_shards(shards)?);
    let pictures = data::pictures(&data, settings.plan(&settings.rules[0])?)?;
    let mut lab = Lab::<Representations>::new(&data, settings)?;
    // A clock that stands still: to the end in one slice.
    let report = lab.advance(&|| 0.0, 1.0)?;
    if matches.get_flag("json") {
        return print_json(&Outcome { pictures, report: &report });
    }
    tables(&report);
    Ok(())
}

fn row(name: &str, cells: impl Iterator<Item = String>) {
    println!("{name:<24}{}", cells.map(|cell| format!("{cell:>10}")).collect::<String>());
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or("–".into(), |value| format!("{value:.digits$}"))
}

fn tables(report: &Report) {
    println!("Through {} validation pictures", report.images);
    row("", ["accuracy %", "ratio", "PC1 %", "PC2 %"].map(String::from).into_iter());
    for Network { name, accuracy, dimensions, shares, .. } in &report.networks {
        let shares = shares.iter().map(|share| number(Some(100.0 * share), 1));
        row(name, [number(*accuracy, 1), number(*dimensions, 2)].into_iter().chain(shares));
    }
    let similar = [("RSA, Spearman's correlation of dissimilarities", &report.rsa), ("Linear CKA", &report.cka)];
    for (title, square) in similar {
        println!("\n{title}");
        row("", report.names.iter().map(|name| name.chars().take(9).collect()));
        for (name, values) in report.names.iter().zip(square) {
            row(name, values.iter().map(|value| number(*value, 3)));
        }
    }
    for Network { name, rdm, .. } in &report.networks {
        println!("\nDissimilarity of digits, 1 − correlation of mean activities: {name}");
        row("", report.classes.iter().map(u8::to_string));
        for (class, values) in report.classes.iter().zip(rdm) {
            row(&class.to_string(), values.iter().map(|value| number(*value, 3)));
        }
    }
}
