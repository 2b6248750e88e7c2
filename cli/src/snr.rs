//! `microlearning snr`: signal-to-noise ratios before training, rule by rule, beside the score of pure noise.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::base::error::Result;
use microlearning::lab::experiments::snr::{Report, Snr};

use crate::data;
use crate::lab_flags;

/// The command's arguments: one for each setting of the page's lab.
pub fn command() -> Command {
    let folder = Arg::new("data").long("data").value_name("DIR").value_parser(value_parser!(PathBuf));
    let help = "A folder with the four IDX files, plain or .gz; without it the bundled images are used";
    lab_flags::command::<Snr>().arg(folder.help(help))
}

/// Measures and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let settings = lab_flags::settings::<Snr>(matches)?;
    let data = match matches.get_one::<PathBuf>("data") {
        Some(folder) => data::from_folder(folder, &settings.plan(&settings.rules[0])?)?,
        None => data::bundled()?,
    };
    lab_flags::run::<Snr, _>(matches, (&Arc::new(data), settings), Ok, table)
}

fn table(report: &Report) {
    let or_dash = |value: Option<f64>, digits: usize| value.map_or("–".into(), |value| format!("{value:.digits$}"));
    let row = |name: &str, cells: Vec<String>| {
        println!("{name:<28}{}", cells.iter().map(|cell| format!("{cell:>10}")).collect::<String>());
    };
    let ratios = |ratios: &[Option<f64>]| -> Vec<_> {
        ratios.iter().zip(&report.decimals).map(|(ratio, decimals)| or_dash(*ratio, *decimals)).collect()
    };
    println!("|mean| / (std + {:e}) of single-image updates, the mean over a layer's parameters", report.epsilon);
    for (l, layer) in report.layers.iter().enumerate() {
        println!();
        row(&format!("layer {}, images:", l + 1), report.marks.iter().map(usize::to_string).collect());
        for rule in &layer.rules {
            row(rule.rule, ratios(&rule.snr));
        }
        row("pure noise, √(2/πn)", ratios(&report.floor.iter().copied().map(Some).collect::<Vec<_>>()));
        row("input 0 in every image (%)", layer.silent.iter().map(|q| or_dash(q.map(|q| 100.0 * q), 1)).collect());
        row("pure noise in the others", ratios(&layer.heard_floor));
    }
}
