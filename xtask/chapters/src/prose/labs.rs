//! Tests of the numbers that chapters quote of their labs: they come from the labs as they open; from more seeds only
//! where the text says so, and from other settings only where it says "other settings".

use super::{chapters, keys, numbers, root};
use crate::numbers::{Numbers, Source};
use microlearning::data::Dataset;
use microlearning::lab::compare::choice::Choice;
use microlearning::lab::compare::scenario;
use microlearning::lab::experiments::{visit, Experiment, Visitor};
use microlearning::lab::settings::field::from_pairs;
use microlearning::lab::Run;
use std::sync::Arc;

/// Words that a sentence on a lab of its page has.
const ABOUT: [&str; 12] = [
    "the lab above",
    "the lab below",
    "this lab",
    "the race above",
    "the race below",
    "this race",
    "of the race",
    "as it opens",
    "as they open",
    "the ladder above",
    "the dots above",
    "the laboratory",
];
const COUNTS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// A lab as it opens, and what a command has otherwise.
struct Lab {
    /// Name of its element on a page.
    element: String,
    epochs: u64,
    seeds: u64,
    other: Vec<String>,
}

/// The lab that a source repeats; `None` for what only the command line runs.
fn lab(key: &str, source: &Source) -> Option<Lab> {
    let mut words = source.command.split(' ').skip(1);
    let command = words.next()?;
    let subject = if command == "compare" { words.next()? } else { command };
    let words: Vec<&str> = words.collect();
    let pairs = words.chunks(2).map(|pair| (pair[0].trim_start_matches('-'), pair[1]));
    let pairs: Vec<_> = pairs.filter(|(name, _)| !["seed", "seeds", "lanes"].contains(name)).collect();
    let all: Vec<_> = pairs.iter().map(|(name, value)| format!("{name} {value}")).collect();
    let (element, epochs, seeds, same) = if command == "compare" {
        let scenario = scenario::find(subject).unwrap();
        // A lane can have a length of its own if only the ends are drawn.
        let lane = key.split('.').nth(1).unwrap_or_default();
        let choice = Choice::of(scenario);
        let config = choice.config(scenario, lane, 1).or_else(|_| choice.common(scenario));
        (format!("race-lab scenario=\"{subject}\""), config.unwrap().epochs, scenario.seeds, pairs.is_empty())
    } else {
        let (epochs, same) = visit(command, Repeats(&pairs)).ok()??;
        (tag(command), epochs, 1, same)
    };
    let (epochs, seeds) = (epochs as u64, u64::from(seeds));
    Some(Lab { element, epochs, seeds, other: if same { vec![] } else { all } })
}

/// Settings with which an experiment was run.
struct Repeats<'a>(&'a [(&'a str, &'a str)]);

impl Visitor for Repeats<'_> {
    type Output = Option<(usize, bool)>;

    /// Epochs of its lab as it opens, and whether these settings are the lab's; `None` for an experiment that trains no epochs.
    fn visit<E: Experiment>(self) -> Self::Output {
        let lab = E::Settings::default();
        let epochs = E::FIELDS.iter().find(|field| field.id == "epochs")?;
        let same = from_pairs(E::FIELDS, self.0.iter().copied()).unwrap() == lab;
        Some(((epochs.get)(&lab).parse().unwrap(), same))
    }
}

/// Name of an experiment's element, as the page has it.
fn tag(experiment: &str) -> String {
    let list = std::fs::read_to_string(root().join("www/js/page/experiments.js")).unwrap();
    let line = list.lines().find_map(|line| line.trim().strip_prefix(&format!("{experiment}: {{"))).unwrap();
    line.split("tag: '").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |line| {
        ["! ", "? "]
            .iter()
            .fold(vec![line], |parts: Vec<&str>, end| parts.iter().flat_map(|part| part.split(end)).collect())
    };
    text.lines().flat_map(|line| line.split(". ")).flat_map(ends)
}

/// Faults in the numbers of a chapter that repeat a lab.
fn faults(text: &str, numbers: &Numbers) -> Vec<String> {
    let mut faults = vec![];
    for section in text.split("\n## ") {
        for sentence in sentences(section) {
            let about = ABOUT.iter().find(|words| sentence.contains(**words));
            for key in keys(sentence) {
                let (source, _) = numbers.find(key).unwrap_or_else(|| panic!("{key}"));
                match (lab(key, source), about) {
                    (Some(lab), None) => faults.extend(fault(text, section, key, source, &lab)),
                    (Some(lab), Some(_)) => faults.extend(fault(text, sentence, key, source, &lab)),
                    (None, Some(words)) => {
                        faults.push(format!("{key} is from no lab, and the sentence says \"{words}\""))
                    }
                    (None, None) => {}
                }
            }
        }
    }
    faults
}

/// Fault in one number of a chapter; if its count of seeds is not the lab's, the text must say so.
fn fault(chapter: &str, place: &str, key: &str, source: &Source, lab: &Lab) -> Option<String> {
    let Lab { element, epochs, seeds, other } = lab;
    let count = COUNTS.get(source.seeds as usize).unwrap_or(&"");
    let said = ["seeds", "repetitions"].iter().any(|what| place.contains(&format!("{count} {what}")));
    if !other.is_empty() && place.contains("other settings") {
        return None;
    }
    if !other.is_empty() {
        return Some(format!("{key} was run with {}, which is not how the lab opens", other.join(", ")));
    }
    if !chapter.contains(&format!("<{element}")) {
        return Some(format!("{key} is quoted where there is no <{element}>"));
    }
    if source.epochs != *epochs {
        return Some(format!("{key} is from {} epochs, and the lab opens with {epochs}", source.epochs));
    }
    (source.seeds != *seeds && !said).then(|| {
        format!(
            "{key} is from {} seeds, the lab opens with {seeds}, and the text does not say \"{count} seeds\"",
            source.seeds
        )
    })
}

#[test]
fn what_is_said_of_a_lab_is_of_the_lab_as_it_opens() {
    let numbers = numbers();
    for (name, text) in chapters() {
        let faults = faults(&text, &numbers);
        assert!(
            faults.is_empty(),
            "{name}: repeat the lab by `cargo xtask results --comparisons`, or say what it is:\n{}",
            faults.join("\n")
        );
    }
}

#[test]
fn what_is_not_of_the_lab_is_found() {
    let source = |command: &str, epochs: u64, seeds: u64| {
        format!(
            r#"{{"command": "microlearning {command}", "epochs": {epochs}, "numbers": {{"n": "1"}}, "pictures": [6, 6], "seeds": {seeds}}}"#
        )
    };
    let sources = [
        ("late.lab", source("compare late", 12, 1)),
        ("late.three", source("compare late --seeds 3", 12, 3)),
        ("late.old", source("compare late", 11, 1)),
        ("identify", source("identify --networks 24 --seed 1", 2, 5)),
        ("other", source("identify --networks 8 --seed 1", 2, 1)),
        ("train", source("train --rule backprop --seed 1", 12, 1)),
    ];
    let json: Vec<_> = sources.iter().map(|(key, source)| format!("\"{key}\": {source}")).collect();
    let numbers = Numbers::parse(&format!("{{{}}}", json.join(","))).unwrap();
    let labs = "<race-lab scenario=\"late\"></race-lab><identify-lab></identify-lab>\n\n";
    let good = [
        "In this race it is {{late.lab.n}}.",
        "In this race, three seeds, it is {{late.three.n}}.",
        "Means over three seeds.\n\n- It is {{late.three.n}}.",
        "Five repetitions, or five seeds: {{identify.n}}.",
        "Elsewhere it is {{train.n}}.",
        "With other settings it is {{other.n}}.",
    ];
    for text in good {
        assert!(faults(&format!("{labs}{text}"), &numbers).is_empty(), "{text}: {:?}", faults(text, &numbers));
    }
    let bad = [
        ("In this race it is {{late.three.n}}. These were three seeds.", "opens with 1"),
        ("Three seeds.\n\n## Next\n\nIt is {{late.three.n}}.", "three seeds"),
        ("It is {{late.old.n}}.", "11 epochs"),
        ("It is {{other.n}}.", "networks 8"),
        ("In the race above it is {{train.n}}.", "from no lab"),
    ];
    for (text, words) in bad {
        let found = faults(&format!("{labs}{text}"), &numbers);
        assert!(found.len() == 1 && found[0].contains(words), "{text}: {found:?}");
    }
    assert!(faults("{{late.lab.n}}", &numbers)[0].contains("no <race-lab"), "a lab of another chapter");
}

#[test]
fn a_lab_was_repeated_on_the_pictures_of_the_page() {
    let shard = std::fs::read(root().join("www/data/mnist-0.gz")).unwrap();
    let mut data = Dataset::empty("the first shard");
    data.add_shard("mnist-0.gz", &shard).unwrap();
    let data = Arc::new(data);
    for (key, source) in &numbers().0 {
        let Some(subject) = source.command.strip_prefix("microlearning compare ") else { continue };
        let scenario = scenario::find(subject.split(' ').next().unwrap()).unwrap();
        let lane = key.rsplit_once('.').unwrap().1;
        let pictures =
            Run::new(&data, Choice::of(scenario).plan(scenario, lane, 1).unwrap()).unwrap().pictures() as u64;
        assert_eq!(source.pictures, [pictures; 2], "{key}: repeat it by `cargo xtask results --comparisons`");
    }
}
