//! `microlearning identify`: trains networks by several rules and prints the accuracy with which recordings identify
//! the rule.

use clap::{ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::lab::experiments::identify::{Identify, Report, Row, Settings};

use crate::lab_flags::{self, Told};

/// The command's arguments: one for each setting of the lab.
pub fn command() -> Command {
    lab_flags::command::<Identify>().arg(lab_flags::shards())
}

/// Trains, judges and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let (data, settings) = (lab_flags::asked_shards(matches)?, lab_flags::settings::<Identify>(matches)?);
    let plan = settings.plan(&settings.rules[0], 0)?;
    lab_flags::run::<Identify, _>(matches, (&data, settings), |report| Told::new(&data, plan, report), tables)
}

fn row(name: &str, cells: impl Iterator<Item = String>) {
    println!("{name:<48}{}", cells.map(|cell| format!("{cell:>10}")).collect::<String>());
}

fn percent(value: Option<f64>) -> String {
    value.map_or("–".into(), |value| format!("{value:.1}"))
}

fn tables(report: &Report) {
    println!("{} networks, a layer at a time; guessing is right in {:.1} % of them", report.networks, report.chance);
    answers(report);
    important(report);
    for told in &report.rows {
        println!("\nTrained by (rows) and put down to (columns), %: {}", title(told).to_lowercase());
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
    if !report.maps.is_empty() {
        println!("\nRight % by the snapshots that are looked at");
        row("", report.maps.iter().map(|map| map.name.chars().take(9).collect()));
        for times in &report.times {
            row(times.name, times.right.iter().map(|right| percent(*right)));
        }
    }
    println!("\nValidation accuracy at the end, %");
    for (name, accuracy) in report.names.iter().zip(&report.accuracy) {
        let cells = accuracy.map_or([None, None], |(mean, sd)| [Some(mean), Some(sd)]);
        row(name, cells.map(percent).into_iter());
    }
}

/// Name of a row, with its classifier if it is not the first.
fn title(told: &Row) -> String {
    let usual = &Settings::default().classifiers[0];
    let other = (told.classifier != usual).then_some(told.classifier);
    other.map_or(told.name.to_owned(), |other| format!("{} ({other})", told.name))
}

/// Statistics that are named of each row, the most important first.
const NAMED: usize = 3;

/// Most important statistics, classifier by classifier.
fn important(report: &Report) {
    println!("\nMost important to the classifier, % of all importance");
    for told in &report.rows {
        let first = told.importance.iter().take(NAMED);
        let words: Vec<_> = first.map(|one| format!("{} {:.1}", one.name, one.share)).collect();
        println!("{:<48}{}", title(told), words.join(", "));
    }
}

/// The table of all answers, and what was left out of them.
fn answers(report: &Report) {
    row("Told from, right %", ["all", "± s.e.m.", "by layer", "shuffled", "p"].map(String::from).into_iter());
    for told in &report.rows {
        let shuffled = told.shuffled.map(|(mean, _)| mean);
        let cells = [told.right, told.error, told.leak, shuffled].map(percent);
        row(&title(told), cells.into_iter().chain([told.p.map_or("–".into(), |p| format!("{p:.3}"))]));
    }
    println!("\nRight % about networks of a kind that was not learned from");
    for (at, way) in report.hold_outs.iter().enumerate() {
        for told in &report.rows {
            row(&format!("{way}: {}", title(told)), [percent(told.held_out[at])].into_iter());
        }
    }
    for told in report.rows.iter().filter(|told| !told.dropped.is_empty()) {
        println!(
            "Left out of {}, because some layer has none: {}",
            title(told).to_lowercase(),
            told.dropped.join(", ")
        );
    }
}
