//! `microlearning run`: any experiment, job by job, in as many processes and sittings as one likes.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use clap::builder::ValueParser;
use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use microlearning::lab::experiments::{visit, Experiment, Lab, Ledger, Visitor, IDS};

use crate::interrupt;
use crate::lab_flags::{asked_shards, flags, settings, shards};
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

/// Time between two looks at the folder, while waiting.
const LOOK: Duration = Duration::from_millis(200);

struct Described;

impl Visitor for Described {
    type Output = Command;

    fn visit<E: Experiment>(self) -> Command {
        let folder = |id: &'static str| Arg::new(id).long(id).value_name("DIR").value_parser(value_parser!(PathBuf));
        let part = Arg::new("part").long("part").value_name("I/N").value_parser(ValueParser::new(part));
        let wait = Arg::new("wait").long("wait").value_name("SECONDS").value_parser(value_parser!(u64));
        Command::new(E::ID).about(E::ABOUT).args(flags(E::FIELDS, &E::Settings::default())).args([
            part.help("Do only the Ith of N parts of the jobs, such as 1/3; the others are for other processes"),
            wait.help("How long to wait for a new record of other parts before giving up [default: 0]"),
            folder("out").help("Where each job's record is kept; what is there already is not done again"),
            folder("report").help("Print the report of the records in this folder, as JSON, and do nothing"),
            shards(),
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
        interrupt::watch();
        let (data, settings) = (asked_shards(matches)?, settings::<E>(matches)?);
        let folder = |id: &str| matches.get_one::<PathBuf>(id);
        if let Some(folder) = folder("report") {
            let (store, mut ledger) = (Store::new::<E>(folder, &settings, &data), Ledger::<E>::new(settings)?);
            store.fill(&mut ledger)?;
            tell(&ledger);
            tell_older(&store);
            return print_json(&ledger.report(0.0));
        }
        let Some(folder) = folder("out") else {
            return Err(Error::new("out", "Say where the records are to be kept (--out DIR), or are (--report DIR)."));
        };
        let store = Store::new::<E>(folder, &settings, &data);
        store.open()?;
        let part = matches.get_one("part").copied().unwrap_or((1, 1));
        let wait = Duration::from_secs(matches.get_one("wait").copied().unwrap_or(0));
        work(&mut Lab::<E>::new(&data, settings)?, &store, part, wait)
    }
}

/// Part of n, from 0, that a job belongs to: the sum of its digits in base n, so that jobs of any kind that come round after round, such
/// as a rule's networks, are shared out evenly (the Thue–Morse sequence, if n is 2).
fn share(mut job: usize, n: usize) -> usize {
    let mut sum = 0;
    while job > 0 && n > 1 {
        (sum, job) = (sum + job % n, job / n);
    }
    sum % n
}

/// Does all jobs of a part that are not done and can be done; waits so long for a record of others, if some jobs need one.
fn work<E: Experiment>(lab: &mut Lab<E>, store: &Store, (i, n): (usize, usize), wait: Duration) -> Result<()> {
    let others: Vec<_> = (0..lab.ledger.jobs().len()).filter(|job| share(*job, n) != i - 1).collect();
    let left = |lab: &Lab<E>| {
        (0..lab.ledger.jobs().len()).filter(|job| lab.ledger.record(*job).is_none() && !others.contains(job)).count()
    };
    store.fill(&mut lab.ledger)?;
    tell_older(store);
    loop {
        while let Some(job) = lab.ledger.next(&others) {
            lab.work(job, &interrupt::clock, 1.0)?;
            let Some(record) = lab.ledger.record(job) else {
                tell(&lab.ledger);
                return interrupt::ended(false);
            };
            store.write(&lab.ledger.jobs()[job], record)?;
        }
        // Jobs that others have done meanwhile may be the ones that some of these wait for.
        let begun = Instant::now();
        let mut new = store.fill(&mut lab.ledger)?;
        while new == 0 && left(lab) > 0 && begun.elapsed() < wait && !interrupt::asked() {
            sleep(LOOK);
            new = store.fill(&mut lab.ledger)?;
        }
        if new == 0 {
            break;
        }
    }
    tell(&lab.ledger);
    match left(lab) {
        0 => {}
        count => {
            note!("{count} jobs of this part wait for records of others; run it again when these are in the folder.")
        }
    }
    interrupt::ended(left(lab) == 0)
}

fn tell_older(store: &Store) {
    if let Some(sentence) = store.older() {
        note!("{sentence}");
    }
}

fn tell<E: Experiment>(ledger: &Ledger<E>) {
    note!("{}: {} of {} jobs are done.", E::ID, ledger.done(), ledger.jobs().len());
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn jobs_that_come_round_after_round_are_shared_out_evenly() {
        for (n, round) in [(1, 4), (2, 4), (2, 8), (3, 9), (4, 4), (8, 8)] {
            let jobs = round * n * n;
            for kind in 0..round {
                let of = |part: usize| (kind..jobs).step_by(round).filter(|job| share(*job, n) == part).count();
                let counts: Vec<usize> = (0..n).map(of).collect();
                assert!(counts.iter().all(|count| *count == n), "{n} parts, kind {kind} of {round}: {counts:?}");
            }
        }
    }
}
