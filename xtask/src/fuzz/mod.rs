//! `cargo xtask fuzz`: libFuzzer looks for inputs that are answered with anything but a result or a sentence.

mod table;

use crate::arguments::Arguments;
use crate::setup::{cargo_fuzz, node};
use crate::step::{at, failure, step, Outcome};
use crate::{paths, shell};
use std::path::{Path, PathBuf};
use std::process::Command;
use table::Row;

/// Options of `cargo xtask fuzz`.
pub const OPTIONS: &str = "[TARGET …] [SECONDS, of each] [--write, the table of docs/reliability.md]";

/// Default duration of one target, in seconds.
const SECONDS: u32 = 60;
/// Limits of one input: seconds, and megabytes in total and at once.
const LIMITS: [&str; 3] = ["-timeout=5", "-rss_limit_mb=1024", "-malloc_limit_mb=1024"];

/// The target that libFuzzer cannot try: charts as JavaScript describes them, read by the module itself in Node.js.
const READER: &str = "charts-read";

/// `cargo xtask fuzz`.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let write = arguments.flag("--write");
    let (numbers, words): (Vec<_>, Vec<_>) = arguments.rest().into_iter().partition(|word| word.parse::<u32>().is_ok());
    let seconds = numbers.first().and_then(|word| word.parse().ok()).unwrap_or(SECONDS);
    let mut known = names()?;
    known.push(READER.to_owned());
    if let Some(word) = words.iter().find(|word| !known.contains(word)) {
        let what = format!("{word} is not a target of the fuzzer.");
        return Err(failure(what, format!("use one of {}, or none for all.", known.join(" "))));
    }
    let wanted: Vec<_> = known.iter().filter(|name| words.is_empty() || words.contains(name)).collect();
    let program = cargo_fuzz::ensure()?;
    step("Compiling the targets for libFuzzer (minutes, once)", || {
        let remedy = "libFuzzer is C++: install a C++ compiler, and mend what rustc names in the log.";
        shell::quiet(&mut fuzz(&program, &["build"]), "fuzz-build", remedy)
    })?;
    let (mut rows, mut failed) = (Vec::new(), Vec::new());
    for name in wanted {
        let what = format!("{name}, for {seconds} s");
        let row = step(&what, || if name == READER { read(seconds) } else { tried(&program, name, seconds) });
        match row {
            Ok(row) => rows.push(row),
            Err(reason) => {
                eprintln!("{reason}");
                failed.push(name.clone());
            }
        }
    }
    println!("\n{}", table::markdown(&rows));
    if !failed.is_empty() {
        let what = format!("The fuzzer has found something: {}.", failed.join(", "));
        return Err(failure(what, "mend it by its kind, and put the input into fuzz/corpus/TARGET/."));
    }
    if write {
        table::write(&rows)?;
    }
    Ok(())
}

fn libfuzzer() -> PathBuf {
    paths::root().join("fuzz").join("libfuzzer")
}

/// Every target, in the order of their names.
fn names() -> Outcome<Vec<String>> {
    let folder = libfuzzer().join("fuzz_targets");
    let files = std::fs::read_dir(&folder).map_err(at(&folder))?.flatten();
    let mut names: Vec<_> = files.filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    Ok(names)
}

/// cargo-fuzz, at work on our targets.
fn fuzz(program: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(["fuzz"]).args(words).arg("--fuzz-dir").arg(libfuzzer());
    // Nothing here is unsafe, so an address sanitizer would find nothing, and it wants a nightly compiler.
    command.args(["--sanitizer", "none", "--target-dir"]).arg(paths::target().join("fuzz"));
    // Coverage is counted by a part of LLVM that stable Rust has and does not promise.
    command.env("RUSTC_BOOTSTRAP", "1").current_dir(paths::root().join("fuzz"));
    command
}

/// Looks for so many seconds. What is interesting is kept in the target folder, for the next time.
fn tried(program: &Path, name: &str, seconds: u32) -> Outcome<Row> {
    let kept = paths::target().join("fuzz-kept").join(name);
    let found = paths::target().join("fuzz-found").join(name);
    [&kept, &found].into_iter().try_for_each(|folder| std::fs::create_dir_all(folder).map_err(at(folder)))?;
    let mut command = fuzz(program, &["run"]);
    command.arg(name).arg(&kept).arg(paths::root().join("fuzz/corpus").join(name)).arg("--");
    command.arg(format!("-max_total_time={seconds}")).arg("-print_final_stats=1").args(LIMITS);
    command.arg(format!("-artifact_prefix={}/", found.display()));
    let words = paths::root().join("fuzz/words").join(format!("{name}.txt"));
    if words.is_file() {
        command.arg(format!("-dict={}", words.display()));
    }
    let log = format!("fuzz-{name}");
    shell::quiet(&mut command, &log, &format!("the input is in {}.", found.display()))?;
    let log = paths::target().join("xtask-logs").join(format!("{log}.log"));
    let text = std::fs::read(&log).map_err(at(&log))?;
    Row::of(name, &String::from_utf8_lossy(&text), seconds.into())
        .ok_or_else(|| failure(format!("libFuzzer's figures are not in {}.", log.display()), "see what it says there."))
}

/// Charts through the module's own reader, on the built site.
fn read(seconds: u32) -> Outcome<Row> {
    node::ensure()?;
    let script = paths::root().join("tests/e2e/package/charts-read.mjs");
    let mut command = Command::new("node");
    command.arg(&script).arg(seconds.to_string()).env("SITE", paths::dist()).current_dir(paths::root());
    shell::quiet(&mut command, "fuzz-reader", "mend what it names, or run `cargo xtask build` first.")?;
    let log = paths::target().join("xtask-logs").join("fuzz-reader.log");
    let text = std::fs::read_to_string(&log).map_err(at(&log))?;
    Row::of_script(READER, &text, seconds.into())
        .ok_or_else(|| failure(format!("no figures are in {}.", log.display()), "see what it says there."))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// True if libFuzzer reads this line of a list of words: nothing, a remark, or one word between quotation marks.
    fn is_read(line: &str) -> bool {
        let word = line.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let escaped = word.map(|word| word.replace("\\\\", "").replace("\\\"", "").replace("\\x", ""));
        line.trim().is_empty() || line.starts_with('#') || escaped.is_some_and(|word| !word.contains(['"', '\\']))
    }

    #[test]
    fn lists_of_words_are_what_libfuzzer_reads() {
        assert!(is_read(r#""1e308""#) && is_read(r#""\"a\" \x00""#) && !is_read("1e308") && !is_read(r#""a"b""#));
        for file in std::fs::read_dir(paths::root().join("fuzz/words")).unwrap().flatten() {
            let text = std::fs::read_to_string(file.path()).unwrap();
            let wrong = text.lines().find(|line| !is_read(line));
            assert_eq!(wrong, None, "{}", file.path().display());
        }
    }
}
