//! The lab "Which rule was it?": networks of one number differ by their rule alone, slices change nothing, and rules are
//! told apart once they have learned, not before.

use std::sync::Arc;

use crate::common::{finished, tiny_data};
use microlearning::lab::experiments::identify::{Identify, Settings, FIELDS};
use microlearning::lab::experiments::Lab;
use microlearning::lab::Run;

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(pairs.iter().copied()).expect("allowed settings")
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
    let report = finished::<Identify>(&Arc::new(tiny_data(480)), settings(&SMALL));
    assert_eq!((report.networks, report.trained, report.chance), (32, 32, 50.0));
    for row in &report.rows[..2] {
        assert!(row.right.is_some_and(|right| right > 62.0), "{}: {:?}", row.name, row.right);
    }
    for row in &report.rows {
        assert!(row.held_out[0].is_some() && row.error.is_some() && row.guess.is_some(), "{}", row.name);
        assert_eq!((row.leak, row.p, row.chosen.len()), (None, None, 10), "{}", row.name);
        let sums: Vec<f64> = row.confusion.iter().map(|said| said.iter().sum()).collect();
        assert!(sums.len() == 2 && sums.iter().all(|sum| (sum - 100.0).abs() < 1e-9), "{}: {sums:?}", row.name);
    }
    let [before, .., all] = &report.times[..] else { panic!("times") };
    assert_eq!((&before.snapshots[..], &all.snapshots[..]), (&[0][..], &[0, 1, 2][..]));
    for (o, map) in report.maps.iter().enumerate() {
        // Look-alikes get one answer, which is right for one of them.
        assert_eq!(before.right[o], Some(50.0), "{}", map.name);
        assert_eq!((all.right[o], map.right[0][0]), (report.rows[o].right, report.rows[o].right), "{}", map.name);
        assert!(map.right.iter().flatten().all(Option::is_some));
    }
    for plane in &report.planes {
        assert_eq!([plane.components.len(), plane.tsne.len(), report.drawn.len()], [32; 3], "{}", plane.name);
        assert!(plane.tsne.iter().flatten().all(|place| place.is_finite()), "{}", plane.name);
    }
}

/// Every source, classifier, way to hold out and control.
const ALL: [(&str, &str); 9] = [
    ("rules", "adam,feedback_alignment"),
    ("networks", "8"),
    ("snapshots", "3"),
    ("hidden", "6"),
    ("stimuli", "10"),
    ("sources", "weights,activities,changes,accuracy,paper_changes,paper,size,shape,loss,cosine,moved,snr,metrics,learning_times"),
    ("classifiers", "svm,forest"),
    ("hold_outs", "width,rate,depth,animal,curriculum"),
    ("leak", "1"),
];

#[test]
fn every_source_and_control_has_an_answer_also_where_units_are_silent() {
    let relu = [&ALL[..], &[("activation", "relu"), ("permutations", "21")]].concat();
    let report = finished::<Identify>(&Arc::new(tiny_data(480)), settings(&relu));
    assert_eq!((report.rows.len(), report.planes.len(), report.hold_outs.len()), (28, 14, 5));
    for row in &report.rows {
        let all = row.held_out.iter().copied().chain([row.right, row.leak]);
        assert!(all.flatten().filter(|right| (0.0..=100.0).contains(right)).count() == 7, "{}: {row:?}", row.name);
        assert_eq!(row.p.is_some(), row.classifier == "svm", "the first classifier is tested: {}", row.name);
        let p = row.p.unwrap_or(1.0);
        assert!(((p * 22.0).round() - p * 22.0).abs() < 1e-9 && p > 0.0, "{}: {p} of 21 permutations", row.name);
        assert!(row.dropped.iter().all(|name| name.starts_with("skew") || name.starts_with("kurtosis")), "{row:?}");
    }
    let cosine = report.rows.iter().find(|row| row.id == "cosine").expect("a source");
    assert!(cosine.right.is_some_and(|right| right > 80.0), "Adam goes where backprop goes: {:?}", cosine.right);
}

#[test]
fn a_convolution_answers_what_the_others_answer_and_learning_times_tell_something() {
    let asked = [("classifiers", "svm,conv"), ("sources", "weights,shape,accuracy,learning_times"), ("leak", "0")];
    let report = finished::<Identify>(&Arc::new(tiny_data(480)), settings(&[&SMALL[..], &asked].concat()));
    assert_eq!(report.rows.iter().map(|row| row.classifier).collect::<Vec<_>>(), [["svm"; 4], ["conv"; 4]].concat());
    for row in &report.rows {
        assert!(row.right.is_some_and(|right| right > 50.0), "{} {}: {:?}", row.classifier, row.name, row.right);
        let moments: f64 = row.moments.iter().sum();
        let position = row.importance.iter().find(|one| one.name.starts_with("position")).map_or(0.0, |one| one.share);
        assert!((moments + position - 100.0).abs() < 1e-6, "{} {}: {:?}", row.classifier, row.name, row.moments);
    }
    let times = report.rows.iter().find(|row| row.id == "learning_times").expect("a source");
    assert_eq!(times.importance.len(), 5, "each fifth of the digits has a share");
}

#[test]
fn held_out_networks_are_deeper_or_learn_other_digits_only_if_they_are_asked_for() {
    let (usual, asked) = (Settings::default(), settings(&[("hold_outs", "animal,curriculum")]));
    for i in 0..8 {
        let [plain, other] = [&usual, &asked].map(|settings| settings.plan("adam", i).expect("a plan"));
        assert_eq!((plain.config.hidden.len(), plain.classes.len()), (3, 10), "{i}");
        assert!([3, 4].contains(&other.config.hidden.len()) && other.classes.len() == 5, "{i}");
    }
    let depths: Vec<_> = (0..8).map(|i| asked.plan("adam", i).expect("a plan").config.hidden.len()).collect();
    assert_eq!(depths.iter().filter(|depth| **depth == 4).count(), 4, "{depths:?}");
}

#[test]
fn networks_are_trained_as_runs_are() {
    let (data, settings) = (Arc::new(tiny_data(480)), settings(&SMALL));
    let report = finished::<Identify>(&data, settings.clone());
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
        ("sources", "weights,magic", "no \"magic\"; choose some of weights, activities"),
        ("classifiers", "oracle", "choose some of svm, forest, conv"),
        ("hold_outs", "species", "width, rate, depth, animal, curriculum"),
        ("activation", "sigmoid", "give one of tanh, relu"),
        ("permutations", "-1", "from 0 to 999"),
        ("colour", "red", "rules, networks, epochs, snapshots, hidden, activation, stimuli, sources"),
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
