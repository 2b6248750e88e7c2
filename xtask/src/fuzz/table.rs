//! Table of what was tried: libFuzzer's final statistics, or those of a script of our own; and its place in docs/reliability.md.

use crate::paths;
use crate::step::{at, failure, Outcome};

/// One target's figures, as the table has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    name: String,
    /// Inputs tried.
    inputs: u64,
    /// The other cells: edges, seconds that the slowest input took, megabytes held at most.
    edges: String,
    slowest: String,
    memory: u64,
    /// Seconds that were spent.
    seconds: u64,
}

impl Row {
    /// Read from libFuzzer's words.
    pub fn of(name: &str, said: &str, seconds: u64) -> Option<Self> {
        let figure = |word: &str| {
            said.lines().rev().find_map(|line| line.split(word).nth(1)?.split_whitespace().next()?.parse::<u64>().ok())
        };
        let counters = said.split("modules   (").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
        let slowest = figure("stat::slowest_unit_time_sec:")?;
        Some(Self {
            name: name.to_owned(),
            inputs: figure("stat::number_of_executed_units:")?,
            edges: format!("{} of {}", grouped(figure(" cov: ")?), grouped(counters?)),
            slowest: if slowest == 0 { "below 1 s".into() } else { format!("{slowest} s") },
            memory: figure("stat::peak_rss_mb:")?,
            seconds,
        })
    }

    /// Read from a line of a script: inputs, milliseconds of the slowest, megabytes.
    pub fn of_script(name: &str, said: &str, seconds: u64) -> Option<Self> {
        let numbers = |line: &str| line.split(' ').map(|word| word.parse().ok()).collect::<Option<Vec<u64>>>();
        let [inputs, slowest, memory] = said.lines().rev().find_map(|line| numbers(line)?.try_into().ok())?;
        let slowest = if slowest < 1000 { "below 1 s".into() } else { format!("{} s", slowest / 1000) };
        Some(Self { name: name.to_owned(), inputs, edges: "not counted".into(), slowest, memory, seconds })
    }

    /// Read from a line of the table.
    fn of_line(line: &str) -> Option<Self> {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, seconds, inputs, edges, _, _, slowest, memory] = cells[..] else { return None };
        Some(Self {
            name: name.to_owned(),
            inputs: inputs.replace(',', "").parse().ok()?,
            edges: edges.to_owned(),
            slowest: slowest.to_owned(),
            memory: memory.strip_suffix(" MB")?.parse().ok()?,
            seconds: seconds.parse().ok()?,
        })
    }
}

/// The table, with a line for all of them. What panics or hangs stops the command, so a row has none of these.
pub fn markdown(rows: &[Row]) -> String {
    let line = |Row { name, seconds, inputs, edges, slowest, memory }: &Row| {
        format!("| {name} | {seconds} | {} | {edges} | 0 | 0 | {slowest} | {memory} MB |\n", grouped(*inputs))
    };
    let total = |each: fn(&Row) -> u64| rows.iter().map(each).sum();
    let most = rows.iter().map(|row| row.memory).max().unwrap_or(0);
    let lines: String = rows.iter().map(line).collect();
    format!(
        "| target | seconds | inputs tried | edges covered | panics | hangs | slowest input | most memory |\n\
         |---|---|---|---|---|---|---|---|\n{lines}| all | {} | {} | | 0 | 0 | | {most} MB |\n",
        total(|row| row.seconds),
        grouped(total(|row| row.inputs))
    )
}

/// 1234567 as "1,234,567".
fn grouped(n: u64) -> String {
    if n < 1000 {
        n.to_string()
    } else {
        format!("{},{:03}", grouped(n / 1000), n % 1000)
    }
}

/// Marks before and behind the table.
const MARKS: [&str; 2] = ["<!-- fuzz: written by cargo xtask fuzz --write -->\n", "<!-- /fuzz -->"];

/// Puts rows into the table of docs/reliability.md, in place of those of the same targets.
pub fn write(rows: &[Row]) -> Outcome<()> {
    let file = paths::root().join("docs").join("reliability.md");
    let text = std::fs::read_to_string(&file).map_err(at(&file))?;
    let missing =
        || failure(format!("{} has no place for the table.", file.display()), format!("put {MARKS:?} into it."));
    let (before, rest) = text.split_once(MARKS[0]).ok_or_else(missing)?;
    let (old, after) = rest.split_once(MARKS[1]).ok_or_else(missing)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let how = format!(
        "\n`cargo xtask fuzz TARGET SECONDS --write` for each row, on a machine with {cores} cores that others used, too.\n\n"
    );
    let text = format!("{before}{}{how}{}\n{}{after}", MARKS[0], markdown(&merged(old, rows)), MARKS[1]);
    std::fs::write(&file, text).map_err(at(&file))
}

/// The rows of a table and newer ones, in the order of their names.
fn merged(old: &str, rows: &[Row]) -> Vec<Row> {
    let newer = |name: &str| rows.iter().any(|row| row.name == name) || name == "all";
    let kept = old.lines().filter_map(Row::of_line).filter(|row| !newer(&row.name));
    let mut all: Vec<_> = kept.chain(rows.iter().cloned()).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "INFO: Loaded 1 modules   (51234 inline 8-bit counters): 51234 [0x1, 0x2), \n\
                        #2\tINITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                        #99\tNEW    cov: 345 ft: 400 corp: 2/2b\nDone 1234567 runs in 60 second(s)\n\
                        stat::number_of_executed_units: 1234567\nstat::slowest_unit_time_sec:       0\n\
                        stat::peak_rss_mb:              87\n";

    #[test]
    fn figures_are_those_of_the_end() {
        let row = Row::of("idx", SAID, 60).expect("all figures");
        let table = markdown(&[row]);
        let lines = "| idx | 60 | 1,234,567 | 345 of 51,234 | 0 | 0 | below 1 s | 87 MB |\n| all | 60 | 1,234,567 |";
        assert!(table.contains(lines), "{table}");
    }

    #[test]
    fn a_row_takes_the_place_of_an_older_one_and_leaves_the_others() {
        let [old, other] = ["idx", "npz"].map(|name| Row::of(name, SAID, 60).expect("all figures"));
        let new = Row::of_script("idx", "words\n500 1200 30\nmore words", 7).expect("three numbers");
        assert_eq!(merged(&markdown(&[old, other.clone()]), std::slice::from_ref(&new)), [new, other]);
    }
}
