//! Entries of the menu of measures: which way is better, and what a run can never have.

use std::sync::Arc;

use crate::common::tiny_data;
use microlearning::lab::compare::comparison::Runner;
use microlearning::lab::compare::measure::{menu, Better, Readings};
use microlearning::lab::compare::measures::ALL;
use microlearning::lab::compare::offer::lacks;
use microlearning::lab::{Config, Plan};
use microlearning::rules;
use microlearning::script::examples;

fn plan(pairs: &[(&str, &str)]) -> Plan {
    Plan::new(Config::from_pairs(pairs.iter().copied()).expect("allowed settings")).expect("a sound plan")
}

/// Measurements after each epoch, with so many training images and a quarter as many others.
fn log(plan: &Plan, images: u32) -> Vec<Readings> {
    let all: Vec<_> = ALL.iter().map(|measure| measure.id).collect();
    let mut runner = Runner::new(&Arc::new(tiny_data(images)), plan.clone()).expect("a runner");
    while !runner.advance(&|| 0.0, 1.0, &all).finished {}
    runner.log().to_vec()
}

#[test]
fn what_the_menu_does_not_offer_never_has_a_value_and_all_else_has_one() {
    let mut asked: Vec<Vec<(&str, &str)>> = rules::ALL.iter().map(|card| vec![("rule", card.id)]).collect();
    asked.extend(examples::ALL.iter().map(|example| vec![("rule", "own"), ("code", example.code)]));
    // A parameter that decides whether B is kept, and digits that come late.
    asked.push(vec![("rule", "sign_symmetry"), ("p.magnitude", "1")]);
    asked.push(vec![("rule", "backprop"), ("late", "8,9"), ("late_from", "2")]);
    for hidden in ["12", "12,10"] {
        for settings in &asked {
            let usual = [("epochs", "3"), ("lr", "0.01"), ("hidden", hidden), ("activation", "tanh"), ("batch", "50")];
            let plan = plan(&[&usual[..], settings].concat());
            let (lacks, log) = (lacks(plan.clone()), log(&plan, 4000));
            for line in menu(plan.config.hidden.len() + 1) {
                let has = log.iter().any(|epoch| epoch[&line.id].value.is_some());
                let why = lacks.iter().find(|(id, _)| *id == line.id).map(|(_, why)| why.as_str());
                let what = format!("{settings:?}, {hidden}: {}", line.id);
                assert_eq!(has, why.is_none(), "{what} is lacked for {why:?}");
                assert!(why.is_none_or(|why| log.iter().all(|epoch| epoch[&line.id].reason == Some(why))), "{what}");
            }
        }
    }
}

#[test]
fn a_measure_that_says_which_way_is_better_goes_that_way_while_backprop_learns() {
    let plan = plan(&[("epochs", "6"), ("lr", "0.5"), ("late", "8,9"), ("late_from", "2"), ("batch", "10")]);
    let log = log(&plan, 400);
    let (first, last) = (&log[0], &log[log.len() - 1]);
    for line in menu(2).into_iter().filter(|line| line.measure.better.is_some()) {
        let [before, after] = [first, last].map(|epoch| epoch[&line.id].value.expect("it is measured"));
        let better = if line.measure.better == Some(Better::More) { after > before } else { after < before };
        assert!(better, "{}: {before}, then {after}", line.id);
    }
    let judged = |id: &str| menu(2).into_iter().find(|line| line.id == id).expect("a line").measure.better;
    assert_eq!(
        ["accuracy", "loss", "norm.1", "cosine", "teaching.1"].map(judged),
        [Some(Better::More), Some(Better::Less), None, None, None]
    );
}

#[test]
fn what_takes_long_is_measured_of_a_run_that_has_ended_if_it_is_asked_for_then() {
    let plan = plan(&[("epochs", "2"), ("rule", "kolen_pollack")]);
    let mut late = Runner::new(&Arc::new(tiny_data(80)), plan.clone()).expect("a runner");
    let mut early = Runner::new(&Arc::new(tiny_data(80)), plan).expect("a runner");
    while !late.advance(&|| 0.0, 1.0, &[]).finished {}
    while !early.advance(&|| 0.0, 1.0, &["cosine", "teaching"]).finished {}
    assert!(!late.log()[2].contains_key("cosine"), "it was not asked for");
    let before = late.run().trainer().net().clone();
    let own = late.run().trainer().rule().feedback().to_vec();
    for left in (0..3).rev() {
        assert!(!late.advance(&|| 0.0, 0.0, &["cosine", "teaching"]).new_epoch);
        assert_eq!(
            late.log()[left],
            early.log()[left],
            "the networks of all epochs are kept, the last is looked at first"
        );
        assert!(left == 0 || !late.log()[left - 1].contains_key("cosine"), "one epoch a call");
    }
    late.advance(&|| 0.0, 0.0, &["cosine", "teaching"]);
    assert_eq!(late.log(), early.log());
    assert_eq!(*late.run().trainer().net(), before);
    assert_eq!(late.run().trainer().rule().feedback(), own);
}
