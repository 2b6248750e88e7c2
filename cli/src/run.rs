//! `microlearning run`: any experiment, job by job, in as many processes and sittings as one likes.

use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::ValueParser;
use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use microlearning::lab::experiments::{visit, Experiment, Lab, Ledger, Visitor, IDS};
use microlearning::lab::settings::field::from_pairs;

use crate::data;
use crate::lab_flags::{flags, given};
use crate::rules::print_json;
use crate::store::Store;

/// One command an experiment, whose flags are its settings.
pub fn command() -> Command {
    let commands = IDS.iter().filter_map(|id| visit(id, Described).ok());
    Command::new("run")
        .about("Run an experiment job by job into a folder that outlives a crash, and report what is there")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(commands)
}

/// Runs, or reports.
pub fn run(matches: &ArgMatches) -> Result<()> {
    matches.subcommand().map_or(Ok(()), |(id, matches)| visit(id, Running(matches))?)
}

struct Described;

impl Visitor for Described {
    type Output = Command;

    fn visit<E: Experiment>(self) -> Command {
        let folder = |id: &'static str| Arg::new(id).long(id).value_name("DIR").value_parser(value_parser!(PathBuf));
        let part = Arg::new("part").long("part").value_name("I/N").value_parser(ValueParser::new(part));
        let shards = Arg::new("shards").long("shards").value_name("N").value_parser(value_parser!(u8).range(1..=4));
        Command::new(E::ID).about(E::ABOUT).args(flags(E::FIELDS, &E::Settings::default())).args([
            part.help("Do only the Ith of N parts of the jobs, such as 1/3; the others are for other processes"),
            folder("out").help("Where each job's record is kept; what is there already is not done again"),
            folder("report").help("Print the report of the records in this folder, as JSON, and do nothing"),
            shards.help("How many of the four shards of bundled images to use; the page uses the first [default: 1]"),
        ])
    }
}

/// I and N of "I/N".
fn part(text: &str) -> std::result::Result<(usize, usize), String> {
    let numbers = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
    let fits = numbers.filter(|(i, n)| (1..=*n).contains(i));
    fits.ok_or_else(|| "give I/N with I from 1 to N, such as 1/3".to_owned())
}

struct Running<'a>(&'a ArgMatches);

impl Visitor for Running<'_> {
    type Output = Result<()>;

    fn visit<E: Experiment>(self) -> Result<()> {
        let Self(matches) = self;
        let settings: E::Settings = from_pairs(E::FIELDS, given(E::FIELDS, matches))?;
        let shards = usize::from(matches.get_one("shards").copied().unwrap_or(1u8));
        let data = Arc::new(data::first_shards(shards)?);
        let folder = |id: &str| matches.get_one::<PathBuf>(id);
        if let Some(folder) = folder("report") {
            let (store, mut ledger) = (Store::new::<E>(folder, &settings, &data), Ledger::<E>::new(settings)?);
            store.fill(&mut ledger)?;
            tell(&ledger);
            return print_json(&ledger.report(0.0));
        }
        let Some(folder) = folder("out") else {
            return Err(Error::new("out", "Say where the records are to be kept (--out DIR), or are (--report DIR)."));
        };
        let store = Store::new::<E>(folder, &settings, &data);
        store.open()?;
        work(&mut Lab::<E>::new(&data, settings)?, &store, matches.get_one("part").copied().unwrap_or((1, 1)))
    }
}

/// Does all jobs of a part that are not done and can be done.
fn work<E: Experiment>(lab: &mut Lab<E>, store: &Store, (i, n): (usize, usize)) -> Result<()> {
    let others: Vec<_> = (0..lab.ledger.jobs().len()).filter(|job| job % n != i - 1).collect();
    store.fill(&mut lab.ledger)?;
    loop {
        while let Some(job) = lab.ledger.next(&others) {
            // A clock that stands still: to the job's end in one slice.
            lab.work(job, &|| 0.0, 1.0)?;
            if let Some(record) = lab.ledger.record(job) {
                store.write(&lab.ledger.jobs()[job], record)?;
            }
        }
        // What others have done meanwhile may be what some of these jobs wait for.
        if store.fill(&mut lab.ledger)? == 0 {
            break;
        }
    }
    tell(&lab.ledger);
    let waiting = (0..lab.ledger.jobs().len()).filter(|job| lab.ledger.record(*job).is_none() && !others.contains(job));
    match waiting.count() {
        0 => {}
        count => {
            note!("{count} jobs of this part wait for records of others; run it again when these are in the folder.")
        }
    }
    Ok(())
}

fn tell<E: Experiment>(ledger: &Ledger<E>) {
    note!("{}: {} of {} jobs are done.", E::ID, ledger.done(), ledger.jobs().len());
}
