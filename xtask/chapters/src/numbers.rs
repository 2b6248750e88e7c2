//! Numbers that runs gave: read from `docs/results.json` and `docs/comparisons.json`, each with the runs it comes from.

use crate::failure::{Failure, Outcome};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Some runs, and the numbers that they gave.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Command line of the first of them.
    pub command: String,
    /// The fewest and the most pictures that one of them learns from.
    pub pictures: [u64; 2],
    /// Number of epochs of each.
    pub epochs: u64,
    /// Number of runs: seeds 1 to this.
    pub seeds: u64,
    /// Results by name: `accuracy3`.
    pub numbers: BTreeMap<String, String>,
}

/// All sources by key: `tutorial.backprop`.
#[derive(Debug, Default)]
pub struct Numbers(pub BTreeMap<String, Source>);

impl Source {
    /// The command, pictures, epochs and seeds in words.
    pub fn words(&self) -> String {
        let Self { command, epochs, seeds, .. } = self;
        let [fewest, most] = self.pictures.map(thousands);
        let pictures = if fewest == most { most } else { format!("{fewest} to {most}") };
        let epochs = if *epochs == 1 { "1 epoch".into() } else { format!("{epochs} epochs") };
        let seeds = if *seeds == 1 { "seed 1".into() } else { format!("seeds 1 to {seeds}") };
        format!("{command}: {pictures} training pictures, {epochs}, {seeds}")
    }
}

impl Numbers {
    /// Reads a table that `cargo xtask results` writes.
    pub fn parse(json: &str) -> Outcome<Self> {
        let remedy =
            "let `cargo xtask results` write it again: each source has command, pictures, epochs, seeds and numbers.";
        let sources = serde_json::from_str(json);
        sources.map(Self).map_err(|error| Failure::at(error.line(), format!("{error}."), remedy))
    }

    /// Numbers of both.
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The source and the text of `tutorial.backprop.accuracy3`.
    pub fn find(&self, key: &str) -> Option<(&Source, &str)> {
        let cuts = key.match_indices('.').map(|(at, _)| key.split_at(at));
        cuts.filter_map(|(source, name)| {
            let source = self.0.get(source)?;
            Some((source, source.numbers.get(&name[1..])?.as_str()))
        })
        .next()
    }

    /// The failure that names a key without a number, and what is near it.
    pub fn unknown(&self, line: usize, key: &str) -> Failure {
        let what = format!("{{{{{key}}}}} is no result that docs/results.json or docs/comparisons.json knows.");
        let stem = key.rsplit_once('.').map_or(key, |(stem, _)| stem);
        let keys = self.0.iter().flat_map(|(id, source)| source.numbers.keys().map(move |name| format!("{id}.{name}")));
        let near: Vec<String> = keys.filter(|other| other.starts_with(stem)).take(8).collect();
        if near.is_empty() {
            return Failure::at(line, what, "let `cargo xtask results` measure it, or mend the key.");
        }
        Failure::at(line, what, format!("mend the key; near it are {}.", near.join(", ")))
    }
}

/// 24000 as "24,000".
fn thousands(n: u64) -> String {
    if n < 1000 {
        return n.to_string();
    }
    format!("{},{:03}", thousands(n / 1000), n % 1000)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Two sources as the commands write them.
    pub fn two() -> Numbers {
        let json = r#"{
            "tutorial.backprop": {
                "command": "microlearning train --rule backprop --data mnist --preset tutorial --seed 1",
                "epochs": 3, "numbers": { "accuracy3": "87.0 ± 0.6", "fgsm.0.1@12": "7" }, "pictures": [50000, 50000], "seeds": 5
            },
            "late.backprop": {
                "command": "microlearning compare late", "epochs": 1, "numbers": { "others@6": "91.0" },
                "pictures": [1998, 12001], "seeds": 1
            }
        }"#;
        Numbers::parse(json).unwrap()
    }

    #[test]
    fn a_key_finds_its_number_and_its_source() {
        let numbers = two();
        let (source, text) = numbers.find("tutorial.backprop.accuracy3").unwrap();
        assert_eq!(text, "87.0 ± 0.6");
        assert_eq!(
            source.words(),
            "microlearning train --rule backprop --data mnist --preset tutorial --seed 1: 50,000 training pictures, \
             3 epochs, seeds 1 to 5"
        );
        assert_eq!(numbers.find("tutorial.backprop.fgsm.0.1@12").unwrap().1, "7");
        let late = numbers.find("late.backprop.others@6").unwrap().0;
        assert_eq!(late.words(), "microlearning compare late: 1,998 to 12,001 training pictures, 1 epoch, seed 1");
        assert!(numbers.find("tutorial.backprop").is_none() && numbers.find("accuracy3").is_none());
    }

    #[test]
    fn what_is_unknown_is_named_with_its_neighbours() {
        let failure = two().unknown(3, "tutorial.backprop.acuracy3");
        assert_eq!(failure.line, 3);
        assert!(failure.what.contains("acuracy3") && failure.remedy.contains("tutorial.backprop.accuracy3"));
        assert_eq!(Numbers::parse("{\n\"a\": 1}").unwrap_err().line, 2);
    }
}
