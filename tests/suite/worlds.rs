//! Harder worlds: digits that come late, pictures that are disturbed.

use std::sync::Arc;

use crate::common::tiny_data;
use microlearning::data::{Dataset, Part};
use microlearning::lab::compare::comparison::Runner;
use microlearning::lab::compare::measure::{menu, Readings};
use microlearning::lab::run::report::Report;
use microlearning::lab::{Config, Plan, Run};
use microlearning::rules;

fn plan(pairs: &[(&str, &str)]) -> Plan {
    let base = [("epochs", "4"), ("hidden", "8"), ("batch", "4"), ("lr", "0.5")];
    let all: Vec<_> =
        base.iter().filter(|(id, _)| pairs.iter().all(|(other, _)| other != id)).chain(pairs).copied().collect();
    Plan::new(Config::from_pairs(all).expect("allowed settings")).expect("a sound plan")
}

fn start(pairs: &[(&str, &str)]) -> Run {
    Run::new(&Arc::new(tiny_data(200)), plan(pairs)).expect("a run")
}

/// Runs to the end; gives, after each epoch, the targets that the next one learns from.
fn shown(run: &mut Run) -> Vec<Vec<usize>> {
    let mut epochs = Vec::new();
    loop {
        let progress = run.advance(&|| 0.0, 1.0, true);
        assert_eq!(progress.message, None);
        if progress.finished {
            assert_eq!((progress.update, progress.fraction), (progress.updates, 1.0));
            return epochs;
        }
        let train = run.selection(Part::Train);
        epochs.push((0..train.len()).map(|i| train.target(i)).collect());
    }
}

fn timeless(run: &Run) -> Report {
    let mut report = run.report();
    report.epochs.iter_mut().for_each(|epoch| epoch.seconds = 0.0);
    report
}

/// Measures that take long, single pictures aside.
const ALL_COSTLY: &[&str] = &["cosine", "teaching", "noise", "fgsm"];

/// Measurements after each epoch, costly measures included.
fn log(data: &Arc<Dataset>, plan: Plan) -> Vec<Readings> {
    let mut runner = Runner::new(data, plan).expect("a runner");
    while !runner.advance(&|| 0.0, 1.0, ALL_COSTLY).finished {}
    runner.log().to_vec()
}

#[test]
fn late_digits_are_absent_before_their_epoch_and_there_from_it_on() {
    for preset in ["project", "tutorial"] {
        let late = [("preset", preset), ("late", "3,7"), ("late_from", "3"), ("epochs", "5")];
        let epochs = shown(&mut start(&late));
        for (i, epoch) in epochs.iter().enumerate() {
            let found = epoch.iter().filter(|digit| [3, 7].contains(digit)).count();
            let expected = if i < 2 { (0, 160) } else { (40, 200) };
            assert_eq!((found, epoch.len()), expected, "{preset}, epoch {}", i + 1);
        }
        let alone = shown(&mut start(&[&late[..], &[("late_alone", "1")]].concat()));
        assert!(alone[..2].iter().flatten().all(|digit| ![3, 7].contains(digit)), "{preset}");
        assert!(alone[2..].iter().flatten().all(|digit| [3, 7].contains(digit)), "{preset}");
        assert_eq!(alone[4].len(), 40, "{preset}");
    }
}

#[test]
fn digits_that_are_late_from_the_first_epoch_or_not_at_all_change_no_bit() {
    let mut usual = start(&[]);
    shown(&mut usual);
    for pairs in [&[("late", "3,7"), ("late_from", "1")][..], &[("late_from", "2"), ("late_alone", "1")]] {
        let mut run = start(pairs);
        shown(&mut run);
        assert_eq!(run.trainer().net(), usual.trainer().net(), "{pairs:?}");
        let report = Report { config: usual.report().config, ..timeless(&run) };
        assert_eq!(report, timeless(&usual), "{pairs:?}");
    }
}

#[test]
fn every_rule_sees_the_same_batches_when_digits_come_late_and_again_the_next_time() {
    let seen = |rule: &str| {
        let mut run = start(&[("rule", rule), ("late", "3,7"), ("late_from", "2"), ("lr", "0.0001")]);
        (shown(&mut run), run.trainer().net().clone())
    };
    let (batches, net) = seen("backprop");
    assert_eq!(seen("backprop"), (batches.clone(), net));
    for card in rules::ALL {
        assert_eq!(seen(card.id).0, batches, "{}", card.id);
    }
}

#[test]
fn late_digits_must_be_some_of_those_told_apart() {
    for (pairs, words) in [
        ([("late", "5"), ("classes", "0,1")], "5 is not among"),
        ([("late", "0,1"), ("classes", "0,1")], "at least one to begin with"),
        ([("late", "3,3"), ("late_from", "2")], "different digits"),
        ([("late", "10"), ("late_from", "2")], "from 0 to 9"),
        ([("late", "3"), ("late_from", "0")], "from 1 to 400"),
    ] {
        let error = Config::from_pairs(pairs).expect_err("not allowed");
        assert!(error.message.contains(words), "{pairs:?}: {}", error.message);
    }
    let nine = plan(&[("late", "9"), ("late_alone", "1")]);
    let message = Run::new(&Arc::new(tiny_data(9)), nine).map(|_| ()).expect_err("labels from 0 to 8").message;
    assert!(message.contains("Choose other late digits"), "{message}");
}

#[test]
fn late_and_other_digits_are_measured_apart_and_make_up_the_whole() {
    let data = Arc::new(tiny_data(200));
    let log = log(&data, plan(&[("late", "3,7"), ("late_from", "3"), ("epochs", "5")]));
    for (epoch, readings) in log.iter().enumerate() {
        let [all, late, others] =
            ["accuracy", "late", "others"].map(|id| readings[id].value.expect("there are such pictures"));
        assert!((0.2 * late + 0.8 * others - all).abs() < 1e-9, "epoch {epoch}: {late} {others} {all}");
    }
    assert!(log[2]["late"].value < Some(10.0), "nothing was learned from them: {:?}", log[2]["late"]);
    assert!(log[5]["late"].value > Some(60.0), "they were learned: {:?}", log[5]["late"]);
    let usual = &self::log(&data, plan(&[]))[1];
    assert!(usual["late"].value.is_none() && usual["others"].reason.is_some_and(|why| why.contains("comes late")));
}

fn first_shard() -> Arc<Dataset> {
    let bytes =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/www/data/mnist-0.gz")).expect("comes with the page");
    let mut data = Dataset::empty("MNIST");
    data.add_shard("mnist-0.gz", &bytes).expect("a sound shard");
    Arc::new(data)
}

#[test]
fn an_attack_does_more_harm_than_noise_of_the_same_size_and_more_of_either_does_more() {
    let data = first_shard();
    for (preset, rule, rate) in
        [("project", "backprop", "0.1"), ("project", "feedback_alignment", "0.1"), ("tutorial", "backprop", "0.02")]
    {
        let pairs = [("preset", preset), ("rule", rule), ("lr", rate), ("epochs", "2"), ("hidden", "30")];
        let readings = log(&data, plan(&pairs)).pop().expect("three epochs");
        let of = |id: &str| readings[id].value.expect("there are pictures");
        let noise = ["noise.0.2", "noise.0.4", "noise.0.6", "noise.0.8"].map(of);
        let attack = ["fgsm.0.02", "fgsm.0.05", "fgsm.0.1", "fgsm.0.2"].map(of);
        let clean = of("accuracy");
        assert!(clean > 70.0, "{preset} {rule} reads {clean} %");
        assert!(attack[3] < noise[0], "{preset} {rule}: ε = 0.2 leaves {} %, σ = 0.2 {} %", attack[3], noise[0]);
        assert!(attack[0] < clean && attack.is_sorted_by(|a, b| a >= b), "{preset} {rule}: {attack:?}");
        assert!((clean - noise[0]).abs() < 10.0 && noise[3] < noise[0], "{preset} {rule}: {clean} {noise:?}");
    }
}

#[test]
fn disturbing_pictures_is_deterministic_and_never_changes_a_run() {
    let data = Arc::new(tiny_data(200));
    for card in rules::ALL {
        let pairs = [("rule", card.id), ("lr", "0.001"), ("late", "3"), ("late_from", "2"), ("epochs", "2")];
        let mut watched = Runner::new(&data, plan(&pairs)).expect("a runner");
        while !watched.advance(&|| 0.0, 1.0, ALL_COSTLY).finished {}
        assert_eq!(watched.log(), log(&data, plan(&pairs)), "{}", card.id);
        let mut alone = start(&pairs);
        shown(&mut alone);
        assert_eq!(watched.run().trainer().net(), alone.trainer().net(), "{}", card.id);
    }
}

#[test]
fn the_menu_names_each_strength() {
    let menu = menu(2);
    let line = menu.iter().find(|line| line.id == "noise.0.4").expect("noise is in the menu");
    assert_eq!((&*line.name, line.strength), ("Accuracy under noise, σ = 0.4", Some(0.4)));
    assert_eq!(menu.iter().filter(|line| line.strength.is_some()).count(), 11);
    assert!(menu.iter().all(|line| line.strength.is_none() || line.costly));
}
