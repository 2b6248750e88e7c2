//! Laws of all experiments: how the work is cut, who does which job, in which order, and whether its record was written to a
//! file in between, never changes a number.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::tiny_data;
use microlearning::base::exact;
use microlearning::data::Dataset;
use microlearning::lab::experiments::{visit, Experiment, Lab, Ledger, Record, Visitor, IDS};
use microlearning::lab::settings::field::from_pairs;

fn settings<E: Experiment>() -> E::Settings {
    from_pairs(E::FIELDS, E::QUICK.iter().copied()).expect("allowed settings")
}

fn lab<E: Experiment>(data: &Arc<Dataset>) -> Lab<E> {
    Lab::new(data, settings::<E>()).expect("known rules")
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

/// All work in one slice.
fn whole<E: Experiment>(data: &Arc<Dataset>) -> String {
    text(&lab::<E>(data).advance(&|| 0.0, 1.0).expect("enough images"))
}

/// Shows each experiment to a visitor.
fn every<V: Visitor<Output = ()> + Copy>(visitor: V) {
    IDS.iter().for_each(|id| visit(id, visitor).expect("a registered experiment"));
}

#[derive(Clone, Copy)]
struct Slices;

impl Visitor for Slices {
    type Output = ();

    fn visit<E: Experiment>(self) {
        let (data, ticks) = (Arc::new(tiny_data(480)), Cell::new(0.0));
        let now = || ticks.replace(ticks.get() + 1.0);
        let (mut lab, mut before, mut slices) = (lab::<E>(&data), 0.0, 0);
        while !lab.ledger.finished() {
            lab.advance(&now, 0.5).expect("enough images");
            let fraction = lab.ledger.fraction();
            assert!((before..=1.0 + 1e-12).contains(&fraction), "{}: {fraction} after {before}", E::ID);
            (before, slices) = (fraction, slices + 1);
        }
        assert!(slices > 20, "{}: {slices} units are no units", E::ID);
        assert_eq!(text(&lab.report()), whole::<E>(&data), "{}", E::ID);
    }
}

#[test]
fn slices_of_one_unit_change_nothing_and_the_share_done_only_grows() {
    every(Slices);
}

#[derive(Clone, Copy)]
struct SharedOut;

impl Visitor for SharedOut {
    type Output = ();

    /// Each job by somebody who was told nothing but the records that it needs, as text; the last that can be done comes first.
    fn visit<E: Experiment>(self) {
        let data = Arc::new(tiny_data(480));
        let mut ledger = Ledger::<E>::new(settings::<E>()).expect("known rules");
        let read = |text: &str| Record::read(text).expect("a record that was just written");
        while let Some(job) = (0..ledger.jobs().len()).rev().find(|job| ledger.is_ready(*job)) {
            let mut other = lab::<E>(&data);
            for need in ledger.needs(job) {
                other.ledger.enter(*need, read(&ledger.record(*need).expect("it is ready").text()));
            }
            other.work(job, &|| 0.0, 1.0).expect("it is ready");
            let written = other.ledger.record(job).expect("it is done").text();
            assert_eq!(read(&written).text(), written, "{}: job {job}", E::ID);
            ledger.enter(job, read(&written));
        }
        assert!(ledger.finished(), "{}: jobs wait for each other", E::ID);
        assert_eq!(text(&ledger.report(0.0)), whole::<E>(&data), "{}", E::ID);
    }
}

#[test]
fn jobs_that_are_shared_out_in_any_order_give_the_same_report() {
    every(SharedOut);
}

#[derive(Clone, Copy)]
struct Interrupted;

impl Visitor for Interrupted {
    type Output = ();

    /// A job in hand that is given up for another begins anew.
    fn visit<E: Experiment>(self) {
        let (data, ticks) = (Arc::new(tiny_data(480)), Cell::new(0.0));
        let now = || ticks.replace(ticks.get() + 1.0);
        let mut lab = lab::<E>(&data);
        for job in 0..lab.ledger.jobs().len() {
            if lab.ledger.is_ready(job) {
                lab.work(job, &now, 3.5).expect("it is ready");
                lab.report();
            }
        }
        assert_eq!(text(&lab.advance(&|| 0.0, 1.0).expect("enough images")), whole::<E>(&data), "{}", E::ID);
    }
}

#[test]
fn a_job_that_was_given_up_is_begun_again() {
    every(Interrupted);
}

#[derive(Clone, Copy)]
struct Told;

impl Visitor for Told {
    type Output = ();

    fn visit<E: Experiment>(self) {
        let ledger = Ledger::<E>::new(settings::<E>()).expect("known rules");
        let names: BTreeSet<_> = ledger.jobs().iter().map(text).collect();
        assert_eq!(names.len(), ledger.jobs().len(), "{}: two jobs have one name", E::ID);
        let early = (0..ledger.jobs().len()).find(|job| !ledger.needs(*job).is_empty());
        for job in early.into_iter().chain([ledger.jobs().len()]) {
            let error = lab::<E>(&Arc::new(tiny_data(480))).work(job, &|| 0.0, 1.0).expect_err("it cannot be done yet");
            assert!(error.message.contains("cannot be done yet"), "{}: {}", E::ID, error.message);
        }
        assert!(E::ABOUT.len() > 20 && !E::ABOUT.ends_with('.'), "{}: {}", E::ID, E::ABOUT);
    }
}

#[test]
fn jobs_have_names_of_their_own_and_say_what_they_wait_for() {
    every(Told);
    assert!(visit("magic", Told).expect_err("there is none").message.contains("variance, snr"));
}

#[test]
fn numbers_come_back_with_the_same_bits() {
    let odd =
        [0.0, -0.0, 1.0, 0.1, f64::MIN_POSITIVE / 3.0, f64::MAX, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, -f64::NAN];
    let lists = [odd.to_vec(), Vec::new(), vec![2.5]];
    let written = exact::written(&lists);
    let bits = |lists: &[Vec<f64>]| {
        lists.iter().map(|list| list.iter().map(|x| x.to_bits()).collect()).collect::<Vec<Vec<_>>>()
    };
    assert_eq!(bits(&exact::read(&written).expect("as it was written")), bits(&lists));
    for damaged in [&written[1..], &written.replace('f', "g"), "é234567890123456", "5"] {
        assert_eq!(exact::read(damaged), None, "{damaged}");
    }
}
