//! `microlearning compare`: a comparison of the page, with the same images and the same bits.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use clap::builder::PossibleValuesParser;
use clap::{value_parser, Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use microlearning::data::Dataset;
use microlearning::lab::compare::choice::Choice;
use microlearning::lab::compare::comparison::{curve, ends, Curve, Ends, Runner};
use microlearning::lab::compare::measure::{Entry, Readings};
use microlearning::lab::compare::scenario::{self, Scenario, MOST_SEEDS};
use microlearning::lab::compare::scenarios;
use microlearning::lab::{Config, Plan};
use serde::Serialize;

use crate::comma;
use crate::data;
use crate::interrupt;
use crate::link::mended;
use crate::rules::print_json;

/// The command's arguments.
pub fn command() -> Command {
    let known = PossibleValuesParser::new(scenarios::ALL.iter().map(|scenario| scenario.id));
    let seeds = Arg::new("seeds").long("seeds").value_parser(value_parser!(u32).range(1..=i64::from(MOST_SEEDS)));
    let shards = Arg::new("shards").long("shards").value_parser(value_parser!(u8).range(1..=4));
    Command::new("compare").about("Repeat a comparison of the page").args([
        Arg::new("scenario").required(true).value_parser(known).help("Which one"),
        Arg::new("link")
            .long("link")
            .value_name("TEXT")
            .help("What the page's address says behind race.SCENARIO=, or the whole address"),
        Arg::new("lanes").long("lanes").value_name("ID,ID").help("Who takes part; those of the page if left out"),
        seeds.help("Repeat with seeds 1 to this"),
        shards.help("How many of the four shards of the bundled images to use; as many as the page if left out"),
        Arg::new("json").long("json").action(ArgAction::SetTrue).help("Print one JSON object instead of a table"),
    ])
}

/// Readings that curves can be drawn over instead of epochs.
const AXES: [&str; 2] = ["seconds", "products"];

/// Milliseconds of training between two looks.
const SLICE: f64 = 1000.0;

#[derive(Serialize)]
struct Outcome {
    id: String,
    config: Config,
    /// Number of pictures it learns from.
    pictures: usize,
    seconds: f64,
    /// The mean over the seeds, by measure.
    curves: BTreeMap<String, Curve>,
    /// Digits after the point with which the page shows each measure.
    decimals: BTreeMap<String, usize>,
    /// Outcomes of the runs, if the comparison counts successes.
    ends: Option<Ends>,
    /// Measurements: by seed, by epoch, by measure.
    runs: Vec<Vec<Readings>>,
}

/// Runs all lanes, one after another, and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let text = |id: &str| matches.get_one::<String>(id).map(String::as_str);
    let scenario = scenario::find(text("scenario").unwrap_or_default())?;
    let mut choice =
        text("link").map_or(Ok(Choice::of(scenario)), |link| Choice::from_address(scenario, &mended(link)))?;
    if let Some(lanes) = text("lanes") {
        choice.lanes = lanes.split(',').map(str::to_owned).collect();
    }
    choice.seeds = matches.get_one("seeds").copied().unwrap_or(choice.seeds);
    let choice = choice.checked(scenario)?;
    choice.settings.iter().for_each(|(id, text)| comma::remark(id, text));
    let shards = matches.get_one::<u8>("shards").map(|shards| data::first_shards(usize::from(*shards)));
    let data = Arc::new(shards.unwrap_or_else(|| data::shards_for(scenario.pictures))?);
    let menu = choice.menu(scenario)?;
    interrupt::watch();
    let (mut outcomes, mut stopped) = (Vec::new(), None);
    for lane in &choice.lanes {
        let (outcome, stop) = compare(&data, scenario, &choice, lane, &menu)?;
        outcomes.extend(outcome);
        stopped = stop;
        if stopped.is_some() {
            break;
        }
    }
    // Numbers measured so far are told, whichever way it ended.
    if matches.get_flag("json") {
        print_json(&outcomes)?;
    } else {
        table(&outcomes, &menu);
    }
    stopped.map_or(Ok(()), Err)
}

/// Results of a lane's runs, and the reason if there are fewer than asked for.
fn compare(
    data: &Arc<Dataset>,
    scenario: &Scenario,
    choice: &Choice,
    lane: &str,
    menu: &[Entry],
) -> Result<(Option<Outcome>, Option<Error>)> {
    let start = Instant::now();
    let (mut runs, mut stop) = (Vec::new(), None);
    for seed in 1..=choice.seeds {
        match train(data, choice.plan(scenario, lane, seed)?, scenario.asks) {
            Ok(run) => runs.push(run),
            Err(error) => {
                stop = Some(named(lane, seed, error));
                break;
            }
        }
    }
    let outcome = (!runs.is_empty()).then(|| outcome(data, scenario, choice, (lane, runs, start), menu)).transpose()?;
    Ok((outcome, stop))
}

fn outcome(
    data: &Arc<Dataset>,
    scenario: &Scenario,
    choice: &Choice,
    (lane, runs, start): (&str, Vec<Vec<Readings>>, Instant),
    menu: &[Entry],
) -> Result<Outcome> {
    let seconds = start.elapsed().as_secs_f64();
    let values = |run: &Vec<Readings>, id: &str| -> Vec<f64> {
        run.iter().map(|epoch| epoch.get(id).and_then(|reading| reading.value).unwrap_or(f64::NAN)).collect()
    };
    let all = |id: &str| runs.iter().map(|run| values(run, id)).collect::<Vec<_>>();
    // Axes of curves stand beside the menu's lines.
    let ids = menu.iter().map(|line| &*line.id).chain(AXES);
    let curves = ids.map(|id| (id.to_owned(), curve(&all(id)))).collect();
    let last: Vec<_> = all("accuracy").iter().filter_map(|run| run.last().copied()).collect();
    let decimals = menu.iter().map(|line| (line.id.clone(), line.measure.decimals)).collect();
    let plan = choice.plan(scenario, lane, 1)?;
    let ends = scenario.success.map(|success| ends(&last, plan.chance(), success));
    let (config, pictures) = (plan.config.clone(), data::pictures(data, plan)?);
    Ok(Outcome { id: lane.to_owned(), config, pictures, seconds, curves, decimals, ends, runs })
}

fn train(data: &Arc<Dataset>, plan: Plan, asked: &[&str]) -> Result<Vec<Readings>> {
    let (mut runner, start) = (Runner::new(data, plan)?, Instant::now());
    let now = || start.elapsed().as_secs_f64() * 1000.0;
    loop {
        let progress = runner.advance(&now, SLICE, asked);
        match progress.message {
            Some(message) => return Err(Error::new("lane", message)),
            None if progress.finished => return Ok(runner.log().to_vec()),
            None if interrupt::asked() => return Err(interrupt::error()),
            None => {}
        }
    }
}

fn named(lane: &str, seed: u32, error: Error) -> Error {
    Error::new("lane", format!("{lane}, seed {seed}: {}", error.message))
}

/// Table of each lane's results at the end: mean and standard deviation over the seeds.
fn table(outcomes: &[Outcome], menu: &[Entry]) {
    for Outcome { id, seconds, curves, ends, .. } in outcomes {
        println!("{id} ({seconds:.1} s)");
        for line in menu {
            let curve = &curves[&line.id];
            let Some(mean) = curve.mean.last().copied().flatten() else { continue };
            let digits = line.measure.decimals;
            let sd = curve.sd.last().copied().flatten().map_or(String::new(), |sd| format!(" ± {sd:.digits$}"));
            println!("  {}: {mean:.digits$}{sd} {}", line.name, line.measure.unit);
        }
        if let Some(Ends { runs, successes, needed, collapses, collapsed }) = ends {
            println!("  {successes} of {runs} runs end above {needed:.1} %, {collapses} at most at {collapsed:.1} %");
        }
    }
}
