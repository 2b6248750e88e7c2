//! Links of earlier versions: each gives the configuration that it gave when the page wrote it.

use microlearning::base::error::Error;
use microlearning::lab::compare::choice::Choice;
use microlearning::lab::compare::scenario;
use microlearning::lab::experiments::{identify, representations, snr, variance};
use microlearning::lab::settings::{link, preset};
use microlearning::lab::Config;
use serde::Serialize;
use serde_json::{from_str, to_value, Value};

/// As the page of 28 November 2026 wrote them, with what it made of them.
fn fixture(part: &str) -> Vec<Value> {
    let all: Value = from_str(include_str!("../fixtures/old-links.json")).expect("JSON");
    all[part].as_array().expect("a list").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// An earlier version's settings; those that are newer have what they have in `first`.
fn older(mut first: Value, earlier: &Value) -> Value {
    first.as_object_mut().expect("an object").extend(earlier.as_object().expect("an object").clone());
    first
}

/// Holds a configuration against an earlier version's.
fn same(found: &Config, earlier: &Value, link: &str) {
    let preset = preset::find(&found.preset).expect("a preset");
    let mut first = to_value((preset.base)()).expect("plain data");
    first.as_object_mut().expect("an object").remove("code");
    assert_eq!(to_value(found).expect("plain data"), older(first, earlier), "{link}");
}

/// Settings as plain data, and those that an experiment begins with.
fn both<S: Default + Serialize>(found: Result<S, Error>) -> (Value, Value) {
    (to_value(found.expect("allowed")).expect("plain data"), to_value(S::default()).expect("plain data"))
}

#[test]
fn links_of_runs_give_the_same_configuration() {
    let links = fixture("runs");
    assert!(links.len() >= 24);
    for entry in links {
        let query = text(&entry["query"]);
        let found = link::from_query(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        same(&found, &entry["config"], query);
        // Links that the page writes today are read back as the same, too.
        assert_eq!(link::from_query(&link::to_query(&found)).expect("today's link"), found, "{query}");
    }
}

#[test]
fn links_of_comparisons_give_the_same_lanes() {
    let links = fixture("races");
    assert!(links.len() >= 30);
    for entry in links {
        let (scenario, text) = (scenario::find(text(&entry["scenario"])).expect("still there"), text(&entry["text"]));
        let choice = Choice::from_address(scenario, text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(to_value(&choice.lanes).expect("plain data"), entry["taking_part"], "{text}");
        assert_eq!(
            (u64::from(choice.seeds), &*choice.measure),
            (entry["seeds"].as_u64().expect("a number"), self::text(&entry["measure"]))
        );
        for (lane, expected) in entry["lanes"].as_object().expect("configurations by lane") {
            let config = choice.config(scenario, lane, 2).unwrap_or_else(|error| panic!("{text}, {lane}: {error}"));
            same(&config, expected, &format!("{} {text}, {lane}", scenario.id));
        }
    }
}

#[test]
fn settings_of_experiments_are_what_they_were() {
    for entry in fixture("experiments") {
        let pairs: Vec<[String; 2]> = serde_json::from_value(entry["pairs"].clone()).expect("pairs");
        let pairs = || pairs.iter().map(|[id, value]| (id.as_str(), value.as_str()));
        let (found, first) = match text(&entry["id"]) {
            "identify" => both(identify::Settings::from_pairs(pairs())),
            "representations" => both(representations::Settings::from_pairs(pairs())),
            "snr" => both(snr::Settings::from_pairs(pairs())),
            _ => both(variance::Settings::from_pairs(pairs())),
        };
        assert_eq!(found, older(first, &entry["settings"]), "{entry}");
    }
}
