//! `microlearning representations`: trains the networks of the page's lab and prints what their hidden layers represent.

use std::path::{Path, PathBuf};

use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::analysis::Rdm;
use microlearning::base::error::{Error, Result};
use microlearning::lab::experiments::representations::{Comparison, Foreign, Network, Report, Representations};
use serde::Serialize;

use crate::files;
use crate::lab_flags::{self, Told};

/// The command's arguments: one for each setting of the page's lab.
pub fn command() -> Command {
    let compare = Arg::new("compare").long("compare").value_name("FILE.csv").value_parser(value_parser!(PathBuf));
    lab_flags::command::<Representations>().args([
        lab_flags::shards(),
        compare.help("Compare each layer with dissimilarities of the digits from elsewhere: ten lines of ten numbers, those of another subject after an empty line"),
    ])
}

#[derive(Serialize)]
struct Outcome {
    /// Comparison with dissimilarities from elsewhere, if there are some.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Comparison>,
    #[serde(flatten)]
    told: Told<Report>,
}

/// Trains, looks and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let (data, settings) = (lab_flags::asked_shards(matches)?, lab_flags::settings::<Representations>(matches)?);
    let foreign = matches.get_one::<PathBuf>("compare").map(|path| read(path)).transpose()?;
    let plan = settings.plan(&settings.rules[0])?;
    let compared = |report: &Report| {
        let layers: Vec<Rdm> = report.networks.iter().map(|network| network.rdm.clone()).collect();
        foreign.as_ref().map(|foreign| foreign.compare(&layers))
    };
    let json = |report: Report| Ok(Outcome { compared: compared(&report), told: Told::new(&data, plan, report)? });
    lab_flags::run::<Representations, _>(matches, (&data, settings), json, |report| {
        tables(report);
        if let Some(compared) = compared(report) {
            table_of(&compared, report);
        }
    })
}

fn read(path: &Path) -> Result<Foreign> {
    let text = files::text(path)
        .map_err(|e| Error::new("compare", format!("{}: the file cannot be read ({e}).", path.display())))?;
    Foreign::read(&text)
}

fn table_of(compared: &Comparison, report: &Report) {
    println!("\nRSA with dissimilarities from elsewhere, of {} subjects", compared.subjects);
    for (network, rsa) in report.networks.iter().zip(&compared.rsa) {
        row(&network.name, [number(*rsa, 3)].into_iter());
    }
    if let Some((lower, upper)) = compared.ceiling {
        row("noise ceiling", [number(Some(lower), 3), number(Some(upper), 3)].into_iter());
    }
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
