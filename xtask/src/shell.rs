//! Running other programs: found in PATH, shown or logged, and their failures put in words.

use crate::paths;
use crate::step::{at, failure, Outcome};
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Lines of a program's output that a failure says again.
const SAID_AGAIN: usize = 12;

/// A program's place in PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|dir| dir.join(&name)).find(|file| file.is_file())
}

/// Output of a program, or `None` if it is missing or fails.
pub fn text(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    let printed = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| printed.trim().to_string())
}

/// Runs a program with its output shown.
pub fn loud(command: &mut Command, remedy: &str) -> Outcome<()> {
    let line = line(command);
    let status = command.status().map_err(|e| not_started(&line, &e))?;
    if status.success() {
        return Ok(());
    }
    Err(failure(format!("`{line}` ended with {status}."), remedy))
}

/// Runs a program with its output shown, whose last lines a failure says again: whoever reads a long log reads its end.
pub fn repeated(command: &mut Command, remedy: &str) -> Outcome<()> {
    let line = line(command);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|e| not_started(&line, &e))?;
    let mut last = VecDeque::new();
    for printed in BufReader::new(child.stdout.take().expect("a pipe, as asked for")).lines() {
        let Ok(printed) = printed else { break };
        println!("{printed}");
        last.push_back(printed);
        last.drain(..last.len().saturating_sub(SAID_AGAIN));
    }
    let status = child.wait().map_err(|e| not_started(&line, &e))?;
    if status.success() {
        return Ok(());
    }
    let last = last.into_iter().collect::<Vec<_>>().join("\n    ");
    Err(failure(format!("`{line}` ended with {status}. Its last words:\n    {last}"), remedy))
}

/// Runs a program with its output kept in a log, of which a failure shows the end.
pub fn quiet(command: &mut Command, log: &str, remedy: &str) -> Outcome<()> {
    let line = line(command);
    let output = command.stdin(Stdio::null()).output().map_err(|e| not_started(&line, &e))?;
    let file = paths::target().join("xtask-logs").join(format!("{log}.log"));
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let mut all = output.stdout;
    all.extend(output.stderr);
    std::fs::write(&file, &all).map_err(at(&file))?;
    if output.status.success() {
        return Ok(());
    }
    let all = String::from_utf8_lossy(&all);
    let lines: Vec<&str> = all.lines().collect();
    let tail = lines[lines.len().saturating_sub(SAID_AGAIN)..].join("\n    ");
    let place = file.display();
    let what = format!("`{line}` ended with {}. Its last words (all of them: {place}):\n    {tail}", output.status);
    Err(failure(what, remedy))
}

/// The command as one would type it, shortened.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let line = words.map(|w| w.to_string_lossy()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(160) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn not_started(line: &str, error: &std::io::Error) -> crate::step::Failure {
    failure(format!("`{line}` could not be started: {error}."), "install that program, or put it in PATH.")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_the_last_lines_again() {
        let words = repeated(Command::new("sh").args(["-c", "seq 40; exit 3"]), "mend it.").unwrap_err().to_string();
        assert!(
            words.contains("exit status: 3") && words.contains("\n    29\n") && words.contains("\n    40\n"),
            "{words}"
        );
        assert!(!words.contains("\n    28\n"), "{words}");
        assert!(repeated(&mut Command::new("true"), "").is_ok());
    }
}
