//! The SNR lab: the ratios of `Run::snr`, image by image, and the noise floor that they are seen against.

use std::f64::consts::PI;
use std::sync::Arc;
use std::time::Instant;

use crate::common::{self, idx_images, idx_labels, pictures, tiny_data};
use microlearning::base::random::{normal, stream, Stream};
use microlearning::data::{Batch, Dataset, Part};
use microlearning::lab::experiments::snr::{Report, Settings, Snr as Experiment, FIELDS};
use microlearning::lab::experiments::Lab;
use microlearning::lab::{Config, Plan, Run};
use microlearning::metrics::{mean_and_sd, ratio_decimals, Singles, Snr};
use microlearning::rule::convention::{MATCHED, TUTORIAL};
use microlearning::rule::LayerUpdate;
use microlearning::{rules, Mat};

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(pairs.iter().copied()).expect("allowed settings")
}

fn measured(data: &Arc<Dataset>, pairs: &[(&str, &str)], budget: f64) -> Report {
    let mut lab = Lab::<Experiment>::new(data, settings(pairs)).expect("known rules");
    let ticks = std::cell::Cell::new(0.0);
    let now = || {
        ticks.set(ticks.get() + 1.0);
        ticks.get()
    };
    while !lab.report().finished {
        lab.advance(&now, budget).expect("enough images");
    }
    lab.report()
}

#[test]
fn every_rule_scores_what_its_run_says_and_slices_change_nothing() {
    let data = Arc::new(tiny_data(480));
    let all: Vec<_> = rules::ALL.iter().map(|card| card.id).collect();
    let all = all.join(",");
    for preset in ["tutorial", "project"] {
        let pairs = [("preset", preset), ("rules", &*all), ("images", "300"), ("seed", "3")];
        let report = measured(&data, &pairs, 1e9);
        assert_eq!(report, measured(&data, &pairs, 1.5), "slices of another length");
        assert_eq!((report.marks.clone(), report.mark), (vec![30, 100, 120], Some(2)), "120 images are there");
        for (l, layer) in report.layers.iter().enumerate() {
            for row in &layer.rules {
                let run = Run::new(&data, settings(&pairs).plan(row.rule).expect("registered")).expect("a run");
                assert_eq!(row.snr[2], Some(run.snr()[l]), "{} layer {l}", row.rule);
            }
        }
    }
}

/// Adds one example's update.
fn add(snr: &mut Snr, update: &[LayerUpdate]) {
    for (l, layer) in update.iter().enumerate() {
        let squares = LayerUpdate { w: &layer.w * &layer.w, b: layer.b.as_ref().map(|b| b * b) };
        snr.add_sums(l, layer, &squares, 1);
    }
}

#[test]
fn examples_that_are_added_at_once_score_what_they_score_one_by_one() {
    for (card, net) in rules::ALL.iter().flat_map(|card| [&[6, 3][..], &[6, 5, 4, 3]].map(|sizes| (card, sizes))) {
        let net = common::net(net, true, common::ACTIVATIONS[0], common::OUTPUTS[0], 1);
        for convention in [&MATCHED, &TUTORIAL] {
            let rule = common::build(card, &[], None, &net, 2);
            let batch = common::batch(Singles::AT_ONCE, 6, 3, 4);
            let (mut at_once, mut singles, mut rng) = (Singles::default(), Snr::default(), stream(1, Stream::Probe));
            at_once.add(&*rule, &net, convention, &batch, &mut rng.clone());
            for i in 0..batch.len() {
                let [x, t] = [&batch.x, &batch.t].map(|m| m.slice(ndarray::s![i..i + 1, ..]).to_owned());
                add(&mut singles, &common::asked(&*rule, convention, &net, &Batch { x, t }, &mut rng).1.delta);
            }
            for (a, b) in at_once.per_layer(1e-3).iter().zip(singles.per_layer(1e-3)) {
                assert!((a / b - 1.0).abs() < 1e-4, "{}: {a}, one by one {b}", card.id);
            }
        }
    }
}

#[test]
fn pure_noise_scores_the_floor() {
    let (mut rng, mut snr) = (stream(1, Stream::Probe), Snr::default());
    let floor = Report::new(settings(&[("images", "300")]), usize::MAX).expect("a report").floor;
    for _ in 0..300 {
        add(&mut snr, &[LayerUpdate { w: Mat::from_shape_simple_fn((100, 200), || normal(&mut rng)), b: None }]);
    }
    let found = snr.per_layer(1e-9)[0];
    assert!((found / floor[2] - 1.0).abs() < 0.01, "{found}, not {}", floor[2]);
    assert!((floor[2] - (2.0 / (PI * 300.0)).sqrt()).abs() < 1e-15);
}

#[test]
fn a_ratio_has_the_decimals_in_which_other_pictures_would_still_agree() {
    assert_eq!([30, 100, 300, 1000, 0].map(ratio_decimals), [2, 2, 3, 3, 0]);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/data/mnist-0.gz");
    let mut data = Dataset::empty("MNIST");
    data.add_shard("mnist-0.gz", &std::fs::read(path).expect("comes with the page")).expect("a sound shard");
    let run = Run::new(&Arc::new(data), settings(&[("preset", "project")]).plan("backprop").expect("a plan"));
    let run = run.expect("a run");
    for n in [30, 100, 300] {
        let ratio = |set: usize| {
            let (mut singles, mut batch, mut rng) = (Singles::default(), Batch::default(), stream(1, Stream::Probe));
            for from in (set * n..(set + 1) * n).step_by(Singles::AT_ONCE) {
                run.selection(Part::Valid).batch(from, Singles::AT_ONCE, &mut batch);
                singles.add(run.trainer().rule(), run.trainer().net(), &MATCHED, &batch, &mut rng);
            }
            singles.per_layer(1e-7)[0]
        };
        let ratios: Vec<f64> = (0..3).map(ratio).collect();
        let (_, sd) = mean_and_sd(&ratios);
        let steps = sd.expect("three sets") * 10f64.powi(ratio_decimals(n) as i32);
        assert!((0.3..20.0).contains(&steps), "{n} pictures: {ratios:?} differ by {steps} in the last decimal");
    }
}

/// 480 images each of 4 × 4 pixels, the last five of which stay black.
fn data_with_a_dark_edge() -> Arc<Dataset> {
    let labels: Vec<u8> = (0..480).map(|i| (i % 10) as u8).collect();
    let part = [idx_images(480, 4, 4, |i, p| if p < 11 { (i * 31 + p * 17) as u8 } else { 0 }), idx_labels(&labels)];
    let mut data = Dataset::empty("dark edge");
    data.add_shard("dark", &part.concat().repeat(3)).expect("a valid shard");
    Arc::new(data)
}

#[test]
fn weights_at_pixels_that_stay_black_are_counted_where_black_is_zero() {
    let data = data_with_a_dark_edge();
    let of = |preset| measured(&data, &[("preset", preset), ("rules", "backprop"), ("images", "100")], 1e9);
    let (tutorial, project) = (of("tutorial"), of("project"));
    // Five of sixteen pixels and the bias feed 500 units.
    let silent = (5 * 500) as f64 / (17 * 500) as f64;
    let found = &tutorial.layers[0];
    assert_eq!(found.silent.last(), Some(&Some(silent)));
    assert_eq!(found.heard_floor.last(), Some(&Some((1.0 - silent) * tutorial.floor.last().expect("a mark"))));
    assert_eq!(tutorial.layers[1].silent.last(), Some(&Some(0.0)), "a sigmoid is never 0");
    assert_eq!(project.layers[0].silent.last(), Some(&Some(0.0)), "in the project's scale black is not 0");
}

#[test]
fn mistakes_name_their_setting_and_what_is_allowed() {
    for (id, text, words) in [
        ("images", "500", "100, 300 or 1000"),
        ("rules", "magic", "backprop"),
        ("rules", "", "backprop"),
        ("preset", "x", "project, tutorial"),
        ("seed", "-1", "4294967295"),
        ("colour", "red", "images, rules, preset, seed"),
    ] {
        let error = Settings::from_pairs([(id, text)]).expect_err("this must be refused");
        assert!(error.message.contains(words), "{}", error.message);
    }
    for field in FIELDS {
        let text = (field.get)(&Settings::default());
        assert_eq!(settings(&[(field.id, &text)]), Settings::default(), "{}", field.id);
    }
    assert_eq!(settings(&[("rules", "node_perturbation,backprop")]).rules, ["backprop", "node_perturbation"]);
}

#[test]
fn a_rule_that_fails_is_asked_once() {
    let code = "a = range(5000)\nwhile True:\n    b = a\n    b[0] = 1";
    let config = Config::from_pairs([("rule", "own"), ("code", code), ("hidden", "4")]).expect("a rule");
    let run = Run::new(&Arc::new(pictures(1200)), Plan::new(config).expect("sound")).expect("a run");
    let start = Instant::now();
    run.probe().asked();
    let once = start.elapsed();
    assert!(run.snr().is_empty());
    assert!(start.elapsed() < 10 * once, "{once:?} for one update, {:?} with the ratio", start.elapsed());
}
