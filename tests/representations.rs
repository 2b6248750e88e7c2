//! The lab of representations: what it shows is what the analyses say of its runs, and slices change nothing.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::sync::Arc;

use common::tiny_data;
use microlearning::analysis::{cka, class_means, gram, participation_ratio, rdm, rsa};
use microlearning::data::{Batch, Dataset, Part};
use microlearning::lab::experiments::representations::{Report, Representations, Settings, FIELDS};
use microlearning::lab::experiments::Lab;
use microlearning::lab::Run;
use microlearning::net::Forward;
use microlearning::Mat;

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(pairs.iter().copied()).expect("allowed settings")
}

fn finished(data: &Arc<Dataset>, settings: Settings, budget: f64) -> Report {
    let mut lab = Lab::<Representations>::new(data, settings).expect("known rules");
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

/// Few units and epochs, on 120 validation images of 4 × 4.
const SMALL: [(&str, &str); 4] = [("epochs", "2"), ("hidden", "8"), ("seed", "3"), ("images", "100")];

fn hidden(run: &Run, x: &Mat) -> Mat {
    let mut pass = Forward::default();
    run.trainer().net().forward(x, &mut pass);
    pass.h[0].clone()
}

#[test]
fn each_network_is_what_the_analyses_say_of_its_run() {
    let data = Arc::new(tiny_data(480));
    let settings = settings(&SMALL);
    let report = finished(&data, settings.clone(), 1e9);
    assert_eq!(report.names.len(), 6);
    assert_eq!(report.networks.iter().map(|n| &n.name).collect::<Vec<_>>(), report.names.iter().collect::<Vec<_>>());
    let rules = settings.rules.iter().map(String::as_str);
    let run = |rule: &str| Run::new(&data, settings.plan(rule).expect("registered")).expect("a run");
    let mut runs: Vec<_> = std::iter::once("backprop").chain(rules).map(run).collect();
    let (mut batch, selection) = (Batch::default(), runs[0].selection(Part::Valid));
    selection.batch(0, 100, &mut batch);
    let labels: Vec<_> = (0..100).map(|i| selection.target(i)).collect();
    runs.iter_mut().skip(1).for_each(|run| while !run.advance(&|| 0.0, 1.0, false).finished {});
    let layers: Vec<_> = std::iter::once(batch.x.clone()).chain(runs.iter().map(|run| hidden(run, &batch.x))).collect();
    let dissimilar: Vec<_> = layers.iter().map(|layer| rdm(&class_means(layer, &labels, 10))).collect();
    for (i, network) in report.networks.iter().enumerate() {
        assert_eq!(network.rdm, dissimilar[i], "{}", network.name);
        assert_eq!(network.dimensions, participation_ratio(&gram(&layers[i])), "{}", network.name);
        assert_eq!((network.units, network.points.len()), (if i == 0 { 16 } else { 8 }, 100), "{}", network.name);
        for (j, other) in layers.iter().enumerate() {
            assert_eq!(report.rsa[i][j], rsa(&dissimilar[i], &dissimilar[j]), "{i}, {j}");
            assert_eq!(report.cka[i][j], cka(&gram(&layers[i]), &gram(other)), "{i}, {j}");
        }
    }
    let trained = |run: &Run| run.report().epochs.last().and_then(|epoch| epoch.valid_accuracy);
    assert_eq!(
        report.networks.iter().map(|n| n.accuracy).collect::<Vec<_>>()[2..],
        runs[1..].iter().map(trained).collect::<Vec<_>>()
    );
    assert_eq!(
        (report.networks[0].accuracy, &report.networks[1].rule, report.networks[2].rule.as_deref()),
        (None, &None, Some("backprop"))
    );
    assert_eq!(report.networks[1].accuracy, runs[1].report().epochs[0].valid_accuracy, "untrained");
}

#[test]
fn a_layer_resembles_itself_and_what_is_not_trained_yet_is_not_there() {
    let data = Arc::new(tiny_data(480));
    let report = finished(&data, settings(&SMALL), 1e9);
    for square in [&report.rsa, &report.cka] {
        assert!((0..6).all(|i| square[i].len() == 6 && square[i][i].is_some_and(|one| (one - 1.0).abs() < 1e-9)));
    }
    let fresh = Lab::<Representations>::new(&data, settings(&SMALL)).expect("known rules");
    let report = fresh.report();
    assert_eq!((report.networks.len(), report.rsa.len(), report.fraction, report.finished), (0, 0, 0.0, false));
    assert_eq!(report.drawn.len(), 0);
}

#[test]
fn mistakes_name_their_setting_and_what_is_allowed() {
    for (id, text, words) in [
        ("epochs", "0", "from 1 to 100"),
        ("hidden", "1", "from 2 to 500"),
        ("images", "5", "from 50 to 1000"),
        ("rules", "magic", "backprop"),
        ("rules", "", "backprop"),
        ("seed", "-1", "4294967295"),
        ("colour", "red", "epochs, rules, hidden, images, seed"),
    ] {
        let error = Settings::from_pairs([(id, text)]).expect_err("this must be refused");
        assert!(error.message.contains(words), "{}", error.message);
    }
    let all: Vec<_> = microlearning::rules::ALL.iter().map(|card| card.id).collect();
    let error = Settings::from_pairs([("rules", &*all.join(","))]).expect_err("too many");
    assert!(error.message.contains("at most 6"), "{}", error.message);
    for card in microlearning::rules::ALL {
        settings(&[("rules", card.id)]).plan(card.id).expect("every rule has a plan");
    }
    for field in FIELDS {
        let text = (field.get)(&Settings::default());
        assert_eq!(settings(&[(field.id, &text)]), Settings::default(), "{}", field.id);
    }
}
