//! The variance of perturbation rules' proposals follows the closed forms, at every width and however it grows.

use std::cell::Cell;
use std::sync::Arc;

use microlearning::data::Dataset;
use microlearning::lab::experiments::variance::{Report, Settings, Variance, FIELDS};
use microlearning::lab::experiments::Lab;
use microlearning::rule::Card;
use microlearning::rules;

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(pairs.iter().copied()).expect("allowed settings")
}

fn lab(pairs: &[(&str, &str)]) -> Lab<Variance> {
    Lab::new(&Arc::new(Dataset::empty("none")), settings(pairs)).expect("known rules")
}

fn measured(pairs: &[(&str, &str)]) -> Report {
    let report = lab(pairs).advance(&|| 0.0, 1.0).expect("it needs no images");
    assert!(report.finished);
    report
}

#[test]
fn what_is_measured_is_what_the_closed_forms_predict_at_every_width() {
    for grow in ["both", "outputs", "inputs", "hidden"] {
        for batch in ["1", "3"] {
            let report = measured(&[("grow", grow), ("batch", batch), ("widest", "64"), ("draws", "3000")]);
            for row in &report.rules {
                for (i, n) in report.widths.iter().enumerate() {
                    let (found, error) = (row.measured[i].expect("measured"), row.error[i].expect("measured"));
                    let expected = row.predicted[i];
                    let place = format!("{} {grow} n = {n}, batch {batch}", row.rule);
                    assert!((found - expected).abs() < 4.0 * error, "{place}: {found} ± {error}, not {expected}");
                    assert!(error < 0.07 * expected, "{place}: {found} ± {error} says little");
                }
            }
        }
    }
}

#[test]
fn weight_perturbation_grows_with_weights_and_node_perturbation_with_units() {
    for (grow, expected) in [("both", [2.0, 1.0]), ("outputs", [1.0, 1.0]), ("inputs", [1.0, 0.0])] {
        let report = measured(&[("grow", grow), ("widest", "128"), ("draws", "3000")]);
        for (row, expected) in report.rules.iter().zip(expected) {
            let (found, predicted) = (row.slope.expect("several dots"), row.predicted_slope.expect("several dots"));
            assert!((found - expected).abs() < 0.08, "{} {grow}: n^{found}, not n^{expected}", row.rule);
            assert!((found - predicted).abs() < 0.03, "{} {grow}: n^{found}, predicted n^{predicted}", row.rule);
        }
    }
}

#[test]
fn with_one_image_and_one_layer_the_closed_forms_can_be_done_in_the_head() {
    for (grow, sides) in [("both", [1, 1]), ("outputs", [0, 1]), ("inputs", [1, 0])] {
        let report = lab(&[("grow", grow)]).report();
        for (i, n) in report.widths.iter().enumerate() {
            let [inputs, outputs] = sides.map(|grows| if grows == 1 { *n } else { 16 });
            assert_eq!((report.weights[i], report.units[i]), (inputs * outputs, outputs));
            let expected = [(inputs * outputs + 1) as f64, (outputs + 1) as f64];
            for (row, expected) in report.rules.iter().zip(expected) {
                assert!((row.predicted[i] / expected - 1.0).abs() < 1e-5, "{}: {:?}", row.rule, row.predicted);
            }
            assert!((report.signal[i] - 1.0).abs() < 1e-5, "{:?}", report.signal);
        }
    }
}

#[test]
fn dots_leave_the_lines_where_the_noise_is_so_large_that_the_loss_bends() {
    let report = measured(&[("sigma", "0.1"), ("widest", "32"), ("draws", "1000")]);
    let weight = &report.rules[0];
    let ratio = |i: usize| weight.measured[i].expect("measured") / weight.predicted[i];
    assert!((ratio(0) - 1.0).abs() < 0.4, "σ √(M N) = 0.4: {}", ratio(0));
    assert!(ratio(3) > 5.0, "σ √(M N) = 3.2: {}", ratio(3));
}

#[test]
fn slices_never_change_a_number_and_the_share_done_only_grows() {
    let pairs = [("widest", "16"), ("draws", "50"), ("grow", "hidden")];
    let (ticks, mut short) = (Cell::new(0.0), lab(&pairs));
    let now = || {
        ticks.set(ticks.get() + 1.0);
        ticks.get()
    };
    let mut last = 0.0;
    while !short.report().finished {
        let fraction = short.advance(&now, 1.5).expect("it needs no images").fraction;
        assert!(fraction > last && fraction <= 1.0 + 1e-12, "{fraction} after {last}");
        last = fraction;
    }
    assert!((last - 1.0).abs() < 1e-12, "{last}");
    assert_eq!(short.report(), measured(&pairs));
    assert_ne!(short.report(), measured(&[&pairs[..], &[("seed", "2")]].concat()));
}

#[test]
fn mistakes_name_their_setting_and_what_is_allowed() {
    for (id, text, words) in [
        ("grow", "sideways", "both, outputs, inputs, hidden"),
        ("widest", "1000", "from 8 to 512"),
        ("draws", "1", "from 10 to 100000"),
        ("sigma", "0", "from 0.0001 to 10"),
        ("batch", "2.5", "whole number"),
        ("colour", "red", "grow, widest, draws, sigma, batch, seed"),
    ] {
        let error = Settings::from_pairs([(id, text)]).expect_err("this must be refused");
        assert!(error.field == id && error.message.contains(words), "{}", error.message);
    }
    for field in FIELDS {
        let text = (field.get)(&Settings::default());
        assert_eq!(settings(&[(field.id, &text)]), Settings::default(), "{}", field.id);
    }
}

#[test]
fn the_rules_measured_are_registered_and_take_every_sigma_of_the_form() {
    let sigma = FIELDS.iter().find(|field| field.id == "sigma").expect("a field");
    for row in lab(&[]).report().rules.iter() {
        let card: &Card = rules::find(row.rule).expect("registered");
        let param = card.params.iter().find(|param| param.id == "sigma").expect("a perturbation rule");
        assert_eq!((param.min, param.max), (sigma.min, sigma.max), "{}", card.id);
    }
}
