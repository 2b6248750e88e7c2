//! `microlearning electrode`: teaching signals of hidden units against their causal roles, rule by rule.

use clap::{ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::lab::experiments::electrode::{Electrode, Moment, Report, Spread};

use crate::lab_flags::{self, Told};

/// The command's arguments: one for each setting of the lab.
pub fn command() -> Command {
    lab_flags::command::<Electrode>().arg(lab_flags::shards())
}

/// Trains, listens and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let (data, settings) = (lab_flags::asked_shards(matches)?, lab_flags::settings::<Electrode>(matches)?);
    let plan = settings.plan(&settings.rules[0], 0)?;
    lab_flags::run::<Electrode, _>(matches, (&data, settings), |report| Told::new(&data, plan, report), tables)
}

fn tables(report: &Report) {
    let heads = report.marks.iter().map(|trials| format!("r, {trials} trials"));
    let heads = || ["digits read %".to_owned()].into_iter().chain(heads.clone());
    let rest = ["without noise", "chance", "P+ minus P−"].map(String::from);
    println!("Correlation r of the hidden units' teaching signals with their causal roles, mean ± SD over networks");
    for (m, name) in ["Before training", "After training"].into_iter().enumerate() {
        row(&format!("\n{name}"), heads().chain(rest.clone()));
        report.rules.iter().for_each(|told| row(told.rule, cells(&told.moments[m])));
    }
}

fn cells(moment: &Moment) -> impl Iterator<Item = String> + '_ {
    let corrected = moment.corrected.last().copied().flatten();
    let rest = [(corrected, 2), (moment.chance, 2), (moment.difference, 1)];
    let found = moment.correlation.iter().map(|found| (*found, 2));
    [(moment.accuracy, 1)].into_iter().chain(found).chain(rest).map(|(spread, decimals)| written(spread, decimals))
}

fn row(name: &str, cells: impl Iterator<Item = String>) {
    println!("{name:<28}{}", cells.map(|cell| format!("{cell:>15}")).collect::<String>());
}

fn written(spread: Spread, decimals: usize) -> String {
    match spread {
        Some((mean, Some(sd))) => format!("{mean:.decimals$} ± {sd:.decimals$}"),
        Some((mean, None)) => format!("{mean:.decimals$}"),
        None => "–".into(),
    }
}
