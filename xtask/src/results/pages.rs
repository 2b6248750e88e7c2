//! `docs/results.md` and `docs/results.json`, as they were and as they become.

use super::electrode::{HELD, LEARNS};
use super::hebbian::HEBBIAN;
use super::identify::{IDENTIFY, RELU, SOURCES};
use super::published::{self, PUBLISHED};
use super::reference::Row;
use super::rows::{DEPTHS, REPRESENTATIONS, ROWS};
use super::{claims, paper, table};
use crate::paths;
use crate::step::{at, failure, Outcome};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const HEAD: &str = "# Our numbers beside the course's

Written by `cargo xtask results`: each set-up is trained on all of MNIST by `microlearning train`, once a seed; the last ones, of
`microlearning representations`, `microlearning identify` and `microlearning electrode`, on the page's images. \"Inside\" says
whether our mean lies within three of the reference's standard deviations of its mean, our share of runs within three
binomial deviations of the reference's, or, where the reference's number of runs is given, the two means within three of their
standard errors; a reference without a deviation is only shown. Chapters quote these numbers from
`results.json`, which the same command writes. With `--only depth3` it repeats the set-ups whose keys there begin so, and keeps
the others; with `--records FOLDER` it keeps what each run printed there, and does no run again.
";

/// Every set-up, in the order of the page.
pub fn rows() -> Vec<&'static Row> {
    let published = PUBLISHED.iter().map(|published| &published.row);
    let last = [&REPRESENTATIONS, &IDENTIFY, &RELU, &SOURCES, &HELD, &LEARNS];
    ROWS.iter().chain(HEBBIAN).chain(&DEPTHS).chain(published).chain(last).collect()
}

/// `results.md` and `results.json`: what the last call wrote, and what is new.
pub struct Pages {
    before: String,
    pub tables: BTreeMap<&'static str, String>,
    pub sources: Map<String, Value>,
}

impl Pages {
    /// Output of the last call.
    pub fn before() -> Outcome<Self> {
        Ok(Self { before: text("results.md")?, tables: BTreeMap::new(), sources: written("results.json")? })
    }

    pub fn write(&self) -> Outcome<()> {
        let mut text = String::from(HEAD);
        text.push_str(&published::summary(&self.sources));
        text.push_str(&claims::section(&self.sources));
        for row in rows() {
            text.push_str(self.tables.get(row.key).map_or_else(|| table::kept(&self.before, row), String::as_str));
        }
        // Its last part is written by another call.
        let identified = self.before.find(paper::HEADING);
        text.push_str(identified.map_or("", |from| &self.before[from - 1..]));
        write("results.md", &text)?;
        write("results.json", &format!("{:#}\n", Value::from(self.sources.clone())))
    }
}

/// A document as it is; empty if there is none.
pub fn written_or_new(name: &str) -> Outcome<String> {
    let path = paths::root().join("docs").join(name);
    if path.exists() {
        std::fs::read_to_string(&path).map_err(at(&path))
    } else {
        Ok(String::new())
    }
}

/// A document in its place.
pub fn write(name: &str, text: &str) -> Outcome<()> {
    let path = paths::root().join("docs").join(name);
    std::fs::write(&path, text).map_err(at(&path))
}

/// A document as it is.
fn text(name: &str) -> Outcome<String> {
    let path = paths::root().join("docs").join(name);
    std::fs::read_to_string(&path).map_err(at(&path))
}

/// Sources of numbers as the last call wrote them.
pub fn written(name: &str) -> Outcome<Map<String, Value>> {
    let sources = serde_json::from_str(&text(name)?);
    sources.map_err(|error| failure(format!("{name}: {error}."), "bring it back from git."))
}
