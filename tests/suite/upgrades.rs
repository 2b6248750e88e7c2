//! Files and links that an older version has written open: links, races, exported runs, weights. Each file of `fixtures/upgrades` stays as it was written;
//! a new form gets a file of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::common::pictures;
use microlearning::base::npz;
use microlearning::lab::compare::choice::Choice;
use microlearning::lab::compare::scenario;
use microlearning::lab::settings::export::object;
use microlearning::lab::settings::link::{from_query, to_query};
use microlearning::lab::{Config, Plan, Run};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/upgrades").join(name)
}

fn lines(name: &str) -> Vec<String> {
    let text = fs::read_to_string(file(name)).expect(name);
    text.trim_start_matches('\u{feff}').lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn config(pairs: &str) -> Config {
    Config::from_pairs(pairs.split_whitespace().filter_map(|pair| pair.split_once('='))).expect(pairs)
}

#[test]
fn links_of_every_version_mean_what_they_meant() {
    let lines = lines("links.txt");
    for line in lines.iter().filter(|line| !line.starts_with('#')) {
        let (query, pairs) = line.split_once(" ->").expect("an arrow");
        assert_eq!(from_query(query).expect(query), config(pairs), "{query}");
    }
    let now = to_query(&config("seed=1"));
    let version = now.split('&').next().expect("a version");
    assert!(lines.iter().any(|line| line.starts_with(version)), "give links of {version} a line in links.txt");
}

#[test]
fn races_of_every_version_choose_what_they_chose() {
    let lines = lines("races.txt");
    let mut versions = Vec::new();
    for line in lines.iter().filter(|line| !line.starts_with('#')) {
        let (race, wanted) = line.split_once(" -> ").expect("an arrow");
        let (id, text) = race.split_once(' ').expect("a scenario and a text");
        let scenario = scenario::find(id).expect(id);
        let choice = Choice::from_text(scenario, text).expect(text);
        assert_eq!(format!("{} {}", choice.seeds, choice.lanes.join(",")), wanted, "{text}");
        versions.push(text.split('~').next().unwrap_or_default().to_owned());
    }
    let scenario = scenario::find("late").expect("a scenario");
    let now = Choice::of(scenario).to_text(scenario);
    let version = now.split('~').next().unwrap_or_default();
    assert!(versions.iter().any(|known| known == version), "give races of version {version} a line in races.txt");
}

#[test]
fn runs_exported_by_every_version_can_be_repeated() {
    let wanted = config("hidden=30,20 seed=7 epochs=1");
    for name in ["results-0.csv", "results-1.csv"] {
        let lines = lines(name);
        let query = lines.iter().find_map(|line| line.strip_prefix("#   ?")).expect("a link");
        assert_eq!(from_query(query).expect(name), wanted, "{name}");
    }
    for name in ["results-0.json", "results-1.json"] {
        let text = fs::read_to_string(file(name)).expect("exported runs");
        let exported: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(from_query(exported["runs"][0]["link"].as_str().expect("a link")).expect("sound"), wanted);
    }
    let now = object(&[]).format;
    assert!(file(&format!("results-{now}.json")).is_file(), "give the form {now} a file results-{now}.json");
}

#[test]
fn weights_saved_by_every_version_start_a_run() {
    let name = "weights-1.npz";
    let arrays = npz::read(name, &fs::read(file(name)).expect(name)).expect("our own file");
    let config = config("hidden=2 classes=0,1 images=200 epochs=1 seed=3 rule=feedback_alignment bias=1");
    let mut run = Run::new(&Arc::new(pictures(200)), Plan::new(config).expect("sound")).expect("a run");
    run.start_with(name, arrays.clone()).expect("weights of this network");
    assert_eq!(run.weights(), arrays);
}
