//! The lab of representations: what it shows is what the analyses say of its runs, and slices change nothing.

use std::sync::Arc;

use crate::common::{finished, tiny_data};
use microlearning::analysis::{cka, class_means, gram, participation_ratio, rdm, rsa};
use microlearning::data::{Batch, Part};
use microlearning::lab::experiments::representations::{Foreign, Representations, Settings, FIELDS};
use microlearning::lab::experiments::Lab;
use microlearning::lab::Run;
use microlearning::net::Forward;
use microlearning::Mat;

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(pairs.iter().copied()).expect("allowed settings")
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
    let report = finished::<Representations>(&data, settings.clone());
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
        assert_eq!(network.tsne.len(), 100, "{}", network.name);
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
    let report = finished::<Representations>(&data, settings(&SMALL));
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
        ("colour", "red", "epochs, rules, hidden, images, perplexity, seed"),
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

fn table(entry: impl Fn(usize, usize) -> String, between: &str) -> String {
    let line = |i: usize| (0..10).map(|j| entry(i, j)).collect::<Vec<_>>().join(between);
    (0..10).map(line).collect::<Vec<_>>().join("\n")
}

fn distance(i: usize, j: usize) -> f64 {
    (i as f64 - j as f64).abs() * (1.0 + 0.01 * (i + j) as f64)
}

#[test]
fn a_representation_from_elsewhere_is_compared_in_any_usual_notation() {
    let commas = table(|i, j| distance(i, j).to_string(), ",");
    let decimal = table(|i, j| distance(i, j).to_string().replace('.', ","), "; ");
    let found = Foreign::read(&commas).expect("a table");
    assert_eq!(found, Foreign::read(&decimal).expect("decimal commas"));
    assert_eq!(found, Foreign::read(&format!("\u{feff}# remark\r\n\n{commas}\n\n")).expect("with remarks"));
    let rdm = found.compare(&[]).rdm;
    let reverse: Vec<Vec<_>> = rdm.iter().map(|row| row.iter().map(|v| v.map(|v| -v)).collect()).collect();
    let compared = found.compare(&[rdm.clone(), reverse, vec![vec![Some(0.5); 10]; 10]]);
    assert_eq!((compared.subjects, compared.ceiling), (1, None));
    let near = |found: Option<f64>, expected: f64| found.is_some_and(|found| (found - expected).abs() < 1e-12);
    assert!(near(compared.rsa[0], 1.0) && near(compared.rsa[1], -1.0) && compared.rsa[2].is_none(), "{compared:?}");
    let two = Foreign::read(&format!(
        "{commas}\n\n{}",
        table(|i, j| ((i * 7 + j * 7) % 11 * usize::from(i != j)).to_string(), ",")
    ));
    let two = two.expect("two subjects").compare(&[rdm]);
    let (lower, upper) = two.ceiling.expect("a ceiling");
    assert!(two.subjects == 2 && lower <= upper && upper <= 1.0, "{two:?}");
}

#[test]
fn a_table_that_is_no_matrix_of_dissimilarities_is_refused_with_its_line() {
    let sound = |i: usize, j: usize| distance(i, j).to_string();
    let with = |at: (usize, usize), text: &str| {
        Foreign::read(&table(|i, j| if (i, j) == at { text.to_owned() } else { sound(i, j) }, ",")).map(|_| ())
    };
    let short: Vec<_> = table(sound, ",").lines().take(9).map(str::to_owned).collect();
    for (refused, words) in [
        (Foreign::read("").map(|_| ()), "holds 0 matrices"),
        (Foreign::read(&short.join("\n")).map(|_| ()), "from line 1 has 9 lines"),
        (with((3, 3), "0,1"), "Line 4 has 11 entries"),
        (with((2, 5), "x"), "Line 3 holds \"x\""),
        (with((2, 5), "-1"), "Line 3 holds \"-1\""),
        (with((6, 6), "2"), "Line 7: the dissimilarity of 6 and 6 is 2"),
        (with((2, 5), "99"), "5 and 2 differ by"),
        (Foreign::read(&table(|i, j| u8::from(i != j).to_string(), ",")).map(|_| ()), "no order"),
    ] {
        let message = refused.expect_err("this must be refused").message;
        assert!(message.contains(words), "{message}");
    }
    let example = include_str!("../../www/data/example-dissimilarities.csv");
    assert_eq!(Foreign::read(example).expect("the example is sound").compare(&[]).subjects, 1);
}
