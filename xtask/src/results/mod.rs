//! `cargo xtask results`: trains on all of MNIST with several seeds and writes `docs/results.md` and `docs/results.json`;
//! repeats comparisons of the page and writes `docs/comparisons.json`, which is all that `--comparisons` does; with `--only`, of those
//! alone whose names begin so. `--identify` writes the last
//! part of `docs/results.md`, `--identify-speed` times that experiment on one process and on two, `--claims` tries two claims of others:
//! each does nothing else.

mod claims;
mod comparisons;
mod electrode;
mod hebbian;
mod identify;
mod pages;
mod paper;
mod published;
mod reference;
mod rows;
mod source;
mod table;

use crate::arguments::Arguments;
use crate::step::{at, failure, step, Outcome};
use crate::{data, paths, shell};
use pages::{rows, write, written, Pages};
use reference::Row;
use serde_json::{json, Map, Value};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// Options of `cargo xtask results`.
pub const OPTIONS: &str = "[--seeds N] [--only KEY] [--records FOLDER] [--comparisons | --claims] | --identify FOLDER [--networks N] [--processes N] [--so-far] | --identify-speed N";

/// Request of whoever calls.
struct Asked {
    seeds: Option<u32>,
    /// Start of the keys of the set-ups that are repeated.
    only: String,
    /// Folder where what each run printed is kept.
    records: Option<String>,
}

impl Asked {
    /// Print of a run with these words, from a record of that name if there is one; else what it prints now, which is kept.
    fn kept(&self, name: &str, words: &[String], run: impl FnOnce() -> Outcome<Value>) -> Outcome<Value> {
        let Some(records) = self.records.as_deref().map(Path::new) else { return run() };
        let (path, words) = (records.join(format!("{name}.json")), words.join(" "));
        let kept = std::fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
        if let Some(kept) = kept.filter(|kept| kept["words"] == *words) {
            return Ok(kept["run"].clone());
        }
        let run = run()?;
        std::fs::create_dir_all(records).map_err(at(records))?;
        std::fs::write(&path, json!({ "words": words, "run": run }).to_string()).map_err(at(&path))?;
        Ok(run)
    }
}

/// `cargo xtask results`. With `--only KEY`, set-ups whose key begins otherwise keep the numbers that they have.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let seeds = arguments.value("--seeds")?;
    let only = arguments.value("--only")?.unwrap_or_default();
    let records = arguments.value("--records")?;
    let [only_comparisons, only_claims] = ["--comparisons", "--claims"].map(|name| arguments.flag(name));
    if let Some(folder) = arguments.value("--identify")? {
        return paper::task(&folder, arguments);
    }
    let number = |text: String| {
        let parsed: Option<u32> = text.parse().ok().filter(|number| *number > 0);
        parsed.ok_or_else(|| failure(format!("{text} is not a number above 0."), "give --seeds 5, say."))
    };
    if let Some(networks) = arguments.value("--identify-speed")?.map(number).transpose()? {
        arguments.finish(OPTIONS)?;
        return paper::speed(networks as usize);
    }
    arguments.finish(OPTIONS)?;
    let seeds = seeds.map(number).transpose()?;
    let program = step("Compiling the command line", compile)?;
    let all = only.is_empty() && !only_comparisons && !only_claims;
    let asked = Asked { seeds, only, records };
    if only_comparisons || all {
        let before = if asked.only.is_empty() { Map::new() } else { written("comparisons.json")? };
        let sources = step("Comparisons of the page", || comparisons::quotes(&program, seeds, &asked.only, before))?;
        write("comparisons.json", &format!("{:#}\n", Value::from(sources)))?;
    }
    if only_claims || all {
        let mut pages = Pages::before()?;
        claims::measure(&program, &asked, &mut pages.sources)?;
        pages.write()?;
    }
    if only_comparisons || only_claims {
        return Ok(());
    }
    set_ups(&program, &asked)
}

/// Trains every set-up that is asked for, and writes the pages after each, so that a stop loses one set-up at most.
fn set_ups(program: &str, asked: &Asked) -> Outcome<()> {
    let rows: Vec<_> = rows().into_iter().filter(|row| row.key.starts_with(&asked.only)).collect();
    let of_mnist = rows.iter().any(|row| row.reads_mnist());
    let folder = if of_mnist { data::original_files()? } else { PathBuf::new() };
    let mut pages = Pages::before()?;
    for row in rows {
        let name = format!("{} {}", row.rule, row.arguments.join(" "));
        let runs = step(&name, || all(program, row, &folder, asked))?;
        pages.tables.insert(row.key, table::table(row, &runs));
        pages.sources.insert(row.key.into(), source::of_row(row, &runs, table::numbers(row, &runs))?);
        pages.write()?;
    }
    Ok(())
}

fn compile() -> Outcome<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--package", "microlearning-cli"]).current_dir(paths::root());
    shell::loud(&mut cargo, "mend what the compiler names.")?;
    let name = format!("microlearning{}", std::env::consts::EXE_SUFFIX);
    Ok(paths::target().join("release").join(name).display().to_string())
}

/// The runs with seeds 1, 2, 3 …, in that order; as many at once as there are cores.
fn all(program: &str, row: &Row, folder: &Path, asked: &Asked) -> Outcome<Vec<Value>> {
    let seeds = asked.seeds.unwrap_or(row.seeds);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU32::new(1);
    let work = || {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| *seed <= seeds);
        std::iter::from_fn(take)
            .map(|seed| Ok((seed, record(program, row, folder, (seed, asked))?)))
            .collect::<Outcome<Vec<_>>>()
    };
    let parts: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a run's thread does not panic")).collect()
    });
    let mut runs = parts.into_iter().collect::<Outcome<Vec<_>>>()?.concat();
    runs.sort_by_key(|(seed, _)| *seed);
    Ok(runs.into_iter().map(|(_, run)| run).collect())
}

/// The run of a seed.
fn record(program: &str, row: &Row, folder: &Path, (seed, asked): (u32, &Asked)) -> Outcome<Value> {
    let words = source::words(row, source::FOLDER, seed);
    asked.kept(&format!("{}.{seed}", row.key), &words, || train(program, row, folder, seed))
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
