//! The command of an experiment: flags made from the table of settings that its form on the page is made from, and its course from
//! these flags to what is printed.

use std::sync::Arc;

use clap::{value_parser, Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::data::Dataset;
use microlearning::lab::experiments::{Experiment, Lab};
use microlearning::lab::settings::field::{from_pairs, Field};
use microlearning::lab::Plan;
use serde::Serialize;

use crate::data;
use crate::interrupt;
use crate::rules::print_json;

/// The experiment's command: one flag for each setting, and --json.
pub fn command<E: Experiment>() -> Command {
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    let help = "Print one JSON object instead of tables";
    Command::new(E::ID).about(E::ABOUT).args(flags(E::FIELDS, &E::Settings::default())).arg(json.help(help))
}

/// The flag for the number of bundled shards.
pub fn shards() -> Arg {
    let shards = Arg::new("shards").long("shards").value_name("N").value_parser(value_parser!(u8).range(1..=4));
    shards.help("How many of the four shards of bundled images to use; the page uses the first [default: 1]")
}

/// Pictures of as many shards as were asked for.
pub fn asked_shards(matches: &ArgMatches) -> Result<Arc<Dataset>> {
    data::first_shards(usize::from(matches.get_one("shards").copied().unwrap_or(1u8))).map(Arc::new)
}

/// The settings that were asked for.
pub fn settings<E: Experiment>(matches: &ArgMatches) -> Result<E::Settings> {
    from_pairs(E::FIELDS, given(E::FIELDS, matches))
}

/// A report, and the number of pictures that its networks learned from.
#[derive(Serialize)]
pub struct Told<R> {
    pictures: usize,
    #[serde(flatten)]
    report: R,
}

impl<R> Told<R> {
    /// The report of networks of which one has this plan.
    pub fn new(data: &Arc<Dataset>, plan: Plan, report: R) -> Result<Self> {
        Ok(Self { pictures: data::pictures(data, plan)?, report })
    }
}

/// Does the whole experiment, prints its report as one JSON object or as tables, and tells of Ctrl-C.
pub fn run<E: Experiment, J: Serialize>(
    matches: &ArgMatches,
    (data, settings): (&Arc<Dataset>, E::Settings),
    json: impl FnOnce(E::Report) -> Result<J>,
    tables: impl FnOnce(&E::Report),
) -> Result<()> {
    interrupt::watch();
    let mut lab = Lab::<E>::new(data, settings)?;
    let report = lab.advance(&interrupt::clock, 1.0)?;
    if matches.get_flag("json") {
        print_json(&json(report)?)?;
    } else {
        tables(&report);
    }
    interrupt::ended(lab.ledger.done() == lab.ledger.jobs().len())
}

/// One flag a setting, with its choices and its default in the help.
pub fn flags<C>(fields: &'static [Field<C>], default: &C) -> Vec<Arg> {
    let flag = |field: &'static Field<C>| {
        let choices: Vec<_> = (field.choices)().iter().map(|(id, _)| *id).collect();
        let choices = if choices.is_empty() { String::new() } else { format!(" ({})", choices.join(", ")) };
        let help = format!("{}{choices} [default: {}]", field.doc, (field.get)(default));
        Arg::new(field.id).long(field.id).allow_hyphen_values(true).help(help)
    };
    fields.iter().map(flag).collect()
}

/// The settings that were given, as pairs.
fn given<'a, C>(fields: &'static [Field<C>], matches: &'a ArgMatches) -> Vec<(&'a str, &'a str)> {
    fields.iter().filter_map(|field| Some((field.id, matches.get_one::<String>(field.id)?.as_str()))).collect()
}
