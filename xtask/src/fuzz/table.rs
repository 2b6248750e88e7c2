//! Table of libFuzzer's final statistics, and its place in docs/reliability.md.

use crate::paths;
use crate::step::{at, failure, Outcome};

/// One target's figures.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    name: String,
    /// Inputs tried.
    inputs: u64,
    /// Edges between blocks of code that were gone along.
    edges: u64,
    /// Of so many that its program has.
    of: u64,
    /// The most memory held, in MB.
    memory: u64,
}

impl Row {
    /// Read from its words.
    pub fn of(name: &str, said: &str) -> Option<Self> {
        let figure = |word: &str| {
            said.lines().rev().find_map(|line| line.split(word).nth(1)?.split_whitespace().next()?.parse().ok())
        };
        let counters = said.split("modules   (").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
        Some(Self {
            name: name.to_owned(),
            inputs: figure("stat::number_of_executed_units:")?,
            edges: figure(" cov: ")?,
            of: counters?,
            memory: figure("stat::peak_rss_mb:")?,
        })
    }
}

/// The table, with a line for all of them.
pub fn markdown(rows: &[Row]) -> String {
    let line = |r: &Row| {
        format!(
            "| {} | {} | {} of {} | 0 | 0 | {} MB |\n",
            r.name,
            grouped(r.inputs),
            grouped(r.edges),
            grouped(r.of),
            r.memory
        )
    };
    let total = rows.iter().map(|row| row.inputs).sum();
    let most = rows.iter().map(|row| row.memory).max().unwrap_or(0);
    let lines: String = rows.iter().map(line).collect();
    format!(
        "| target | inputs tried | edges covered | panics | hangs | most memory |\n|---|---|---|---|---|---|\n{lines}\
         | all | {} | | 0 | 0 | {most} MB |\n",
        grouped(total)
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

/// Puts the table into docs/reliability.md.
pub fn write(rows: &[Row], seconds: u32) -> Outcome<()> {
    let file = paths::root().join("docs").join("reliability.md");
    let text = std::fs::read_to_string(&file).map_err(at(&file))?;
    let missing =
        || failure(format!("{} has no place for the table.", file.display()), format!("put {MARKS:?} into it."));
    let (before, rest) = text.split_once(MARKS[0]).ok_or_else(missing)?;
    let (_, after) = rest.split_once(MARKS[1]).ok_or_else(missing)?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let how =
        format!("\n`cargo xtask fuzz {seconds} --write`, on a machine with {cores} cores that others used, too.\n\n");
    let text = format!("{before}{}{how}{}\n{}{after}", MARKS[0], markdown(rows), MARKS[1]);
    std::fs::write(&file, text).map_err(at(&file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_end() {
        let said = "INFO: Loaded 1 modules   (51234 inline 8-bit counters): 51234 [0x1, 0x2), \n\
                    #2\tINITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                    #99\tNEW    cov: 345 ft: 400 corp: 2/2b\nDone 1234567 runs in 60 second(s)\n\
                    stat::number_of_executed_units: 1234567\nstat::peak_rss_mb:              87\n";
        let row = Row::of("idx", said).expect("all figures");
        assert_eq!(row, Row { name: "idx".into(), inputs: 1_234_567, edges: 345, of: 51_234, memory: 87 });
        assert!(markdown(&[row]).contains("| idx | 1,234,567 | 345 of 51,234 | 0 | 0 | 87 MB |\n| all | 1,234,567 |"));
    }
}
