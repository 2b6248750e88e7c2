//! `cargo xtask results`: trains on all of MNIST with several seeds and writes `docs/results.md` and `docs/results.json`;
//! repeats comparisons of the page and writes `docs/comparisons.json`, which is all that `--comparisons` does.

mod comparisons;
mod hebbian;
mod identify;
mod reference;
mod rows;
mod source;
mod table;

use crate::arguments::Arguments;
use crate::step::{at, failure, step, Outcome};
use crate::{data, paths, shell};
use hebbian::HEBBIAN;
use identify::IDENTIFY;
use reference::Row;
use rows::{DEPTHS, REPRESENTATIONS, ROWS};
use serde_json::{Map, Value};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Options of `cargo xtask results`.
pub const OPTIONS: &str = "[--seeds N] [--only KEY | --comparisons]";

const HEAD: &str = "# Our numbers beside the course's

Written by `cargo xtask results`: each set-up is trained on all of MNIST by `microlearning train`, once a seed; the last two, of
`microlearning representations` and `microlearning identify`, on the page's images. \"Inside\" says
whether our mean lies within three of the reference's standard deviations of its mean, our share of runs within three
binomial deviations of the reference's, or, where the reference's number of runs is given, the two means within three of their
standard errors; a reference without a deviation is only shown. Chapters quote these numbers from
`results.json`, which the same command writes. With `--only depth3` it repeats the set-ups whose keys there begin so, and keeps
the others.
";

/// `cargo xtask results`. With `--only KEY`, set-ups whose key begins otherwise keep the numbers that they have.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let seeds = arguments.value("--seeds")?;
    let only = arguments.value("--only")?.unwrap_or_default();
    let only_comparisons = arguments.flag("--comparisons");
    arguments.finish(OPTIONS)?;
    let number = |text: String| {
        let parsed: Option<u32> = text.parse().ok().filter(|seeds| *seeds > 0);
        parsed.ok_or_else(|| failure(format!("--seeds {text} is not a number of seeds."), "give 5, say."))
    };
    let seeds = seeds.map(number).transpose()?;
    let program = step("Compiling the command line", compile)?;
    if only.is_empty() {
        let sources = step("Comparisons of the page", || comparisons::quotes(&program, seeds))?;
        write("comparisons.json", &format!("{:#}\n", Value::from(sources)))?;
    }
    if only_comparisons {
        return Ok(());
    }
    let folder = data::original_files()?;
    let (before, mut sources) = if only.is_empty() { Default::default() } else { written()? };
    let mut text = String::from(HEAD);
    for row in ROWS.iter().chain(HEBBIAN).chain(&DEPTHS).chain([&REPRESENTATIONS, &IDENTIFY]) {
        if !row.key.starts_with(&only) {
            text.push_str(table::kept(&before, row));
            continue;
        }
        let name = format!("{} {}", row.rule, row.arguments.join(" "));
        let runs = step(&name, || all(&program, row, &folder, seeds.unwrap_or(row.seeds)))?;
        text.push_str(&table::table(row, &runs));
        sources.insert(row.key.into(), source::of_row(row, &runs, table::numbers(row, &runs))?);
    }
    write("results.md", &text)?;
    write("results.json", &format!("{:#}\n", Value::from(sources)))
}

/// Output of the last call.
fn written() -> Outcome<(String, Map<String, Value>)> {
    let read = |name: &str| {
        let path = paths::root().join("docs").join(name);
        std::fs::read_to_string(&path).map_err(at(&path))
    };
    let sources = serde_json::from_str(&read("results.json")?);
    let sources = sources.map_err(|error| failure(format!("results.json: {error}."), "run it without --only."))?;
    Ok((read("results.md")?, sources))
}

fn write(name: &str, text: &str) -> Outcome<()> {
    let path = paths::root().join("docs").join(name);
    std::fs::write(&path, text).map_err(at(&path))
}

fn compile() -> Outcome<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--package", "microlearning-cli"]).current_dir(paths::root());
    shell::loud(&mut cargo, "mend what the compiler names.")?;
    let name = format!("microlearning{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::target().join("release").join(name).display().to_string())
}

/// The runs with seeds 1 to `seeds`, in that order; as many at once as there are cores.
fn all(program: &str, row: &Row, folder: &Path, seeds: u32) -> Outcome<Vec<Value>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU32::new(1);
    let work = || {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| *seed <= seeds);
        std::iter::from_fn(take).map(|seed| Ok((seed, train(program, row, folder, seed)?))).collect::<Outcome<Vec<_>>>()
    };
    let parts: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a run's thread does not panic")).collect()
    });
    let mut runs = parts.into_iter().collect::<Outcome<Vec<_>>>()?.concat();
    runs.sort_by_key(|(seed, _)| *seed);
    Ok(runs.into_iter().map(|(_, run)| run).collect())
}

fn train(program: &str, row: &Row, folder: &Path, seed: u32) -> Outcome<Value> {
    let words = source::words(row, &folder.display().to_string(), seed);
    let words: Vec<&str> = words.iter().map(String::as_str).chain(["--json"]).collect();
    let value = shell::text(program, &words).and_then(|text| serde_json::from_str(&text).ok());
    value.ok_or_else(|| {
        let what = format!("`{program} {}` failed.", words.join(" "));
        failure(what, "run it by hand and read what it says.")
    })
}
