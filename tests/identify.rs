//! The lab "Which rule was it?": networks of one number differ by their rule alone, slices change nothing, and rules are
//! told apart once they have learned, not before.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::sync::Arc;

use common::tiny_data;
use microlearning::data::Dataset;
use microlearning::lab::experiments::identify::{Identify, Report, Settings, FIELDS};
use microlearning::lab::experiments::Lab;
use microlearning::lab::Run;

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(pairs.iter().copied()).expect("allowed settings")
}

fn finished(data: &Arc<Dataset>, settings: Settings, budget: f64) -> Report {
    let mut lab = Lab::<Identify>::new(data, settings).expect("known rules");
    let ticks = std::cell::Cell::new(0.0);
    let now = || {
        ticks.set(ticks.get() + 1.0);
        ticks.get()
    };
    let mut before = 0.0;
    while !lab.report().finished {
        let fraction = lab.advance(&now, budget).expect("enough images").fraction;
        assert!((before..=1.0).contains(&fraction), "{fraction} after {before}");
        before = fraction;
    }
    lab.report()
}

/// Few and small networks, on images of 4 × 4.
const SMALL: [(&str, &str); 6] = [
    ("rules", "adam,feedback_alignment"),
    ("networks", "16"),
    ("snapshots", "3"),
    ("epochs", "4"),
    ("hidden", "8"),
    ("stimuli", "10"),
];

#[test]
fn networks_of_one_number_differ_by_their_rule_alone() {
    let settings = Settings::default();
    let plans =
        |i: usize| settings.rules.iter().map(move |rule| Settings::default().plan(rule, i).expect("a plan").config);
    for i in 0..settings.networks {
        let first = plans(i).next().expect("a suspect");
        for config in plans(i) {
            assert_eq!((config.seed, config.batch, &config.hidden), (first.seed, first.batch, &first.hidden), "{i}");
        }
        assert_eq!(first.hidden, [if i % 2 == 0 { 32 } else { 64 }; 3], "{i}");
        assert_eq!(first.seed as usize, 100 + i);
    }
    let kinds = |of: fn(&microlearning::lab::Config) -> String| {
        let mut all: Vec<_> = (0..settings.networks).map(|i| of(&plans(i).next().expect("a suspect"))).collect();
        all.sort();
        all.dedup();
        all.len()
    };
    assert_eq!((kinds(|c| c.batch.to_string()), kinds(|c| c.lr[0].to_string())), (2, 3));
}

#[test]
fn rules_are_told_apart_once_they_have_learned_and_not_before() {
    let report = finished(&Arc::new(tiny_data(480)), settings(&SMALL), 1e9);
    assert_eq!((report.networks, report.trained, report.chance), (32, 32, 50.0));
    for row in &report.rows[..2] {
        assert!(row.right.is_some_and(|right| right > 62.0), "{}: {:?}", row.name, row.right);
    }
    for row in &report.rows {
        assert!(row.other_width.is_some() && row.error.is_some(), "{}", row.name);
        let sums: Vec<f64> = row.confusion.iter().map(|said| said.iter().sum()).collect();
        assert!(sums.len() == 2 && sums.iter().all(|sum| (sum - 100.0).abs() < 1e-9), "{}: {sums:?}", row.name);
    }
    let [before, .., all] = &report.times[..] else { panic!("times") };
    assert_eq!((&before.snapshots[..], &all.snapshots[..]), (&[0][..], &[0, 1, 2][..]));
    for (o, map) in report.maps.iter().enumerate() {
        // Look-alikes with another rule's name can only mislead.
        assert!(before.right[o].is_some_and(|right| right <= 50.0), "{}: {:?}", map.name, before.right[o]);
        assert_eq!((all.right[o], map.right[0][0]), (report.rows[o].right, report.rows[o].right), "{}", map.name);
        assert!(map.right.iter().flatten().all(Option::is_some));
    }
}

#[test]
fn networks_are_trained_as_runs_are() {
    let (data, settings) = (Arc::new(tiny_data(480)), settings(&SMALL));
    let report = finished(&data, settings.clone(), 1e9);
    for (rule, accuracy) in settings.rules.iter().zip(report.accuracy) {
        let end = |i: usize| {
            let mut run = Run::new(&data, settings.plan(rule, i).expect("a plan")).expect("a run");
            while !run.advance(&|| 0.0, 1.0, false).finished {}
            run.report().epochs.last().and_then(|epoch| epoch.valid_accuracy).expect("it was measured")
        };
        let mean = (0..settings.networks).map(end).sum::<f64>() / settings.networks as f64;
        let (found, _) = accuracy.expect("it was measured");
        assert!((found - mean).abs() < 1e-9, "{rule}: {found}, not {mean}");
    }
}

#[test]
fn mistakes_name_their_setting_and_what_is_allowed() {
    for (id, text, words) in [
        ("epochs", "0", "from 1 to 20"),
        ("networks", "3", "from 8 to 100"),
        ("snapshots", "1", "from 2 to 21"),
        ("rules", "magic", "momentum, adam, backprop"),
        ("rules", "own", "no \"own\""),
        ("rules", "adam", "give 2 to 8"),
        ("colour", "red", "rules, networks, epochs, snapshots, hidden, stimuli, seed"),
    ] {
        let error = Settings::from_pairs([(id, text)]).expect_err("this must be refused");
        assert!(error.message.contains(words), "{}", error.message);
    }
    let mut lab = Lab::<Identify>::new(&Arc::new(tiny_data(16)), settings(&[("stimuli", "500")])).expect("known rules");
    let error = lab.advance(&|| 0.0, 1.0).expect_err("too few");
    assert!(error.message.contains("needs some of the former and 500"), "{}", error.message);
    for field in FIELDS {
        let text = (field.get)(&Settings::default());
        assert_eq!(settings(&[(field.id, &text)]), Settings::default(), "{}", field.id);
    }
}
