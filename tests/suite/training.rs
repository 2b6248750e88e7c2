//! Training: each epoch shows each image once and in another order, what comes late comes late, and no update takes memory.

use std::sync::Arc;

use crate::common::tiny_data;
use microlearning::lab::training::Training;
use microlearning::lab::{Config, Plan};
use microlearning::train::observe::{Moment, Observer};
use microlearning::Real;

fn training(pairs: &[(&str, &str)]) -> Training {
    let small = [("hidden", "6"), ("batch", "32"), ("seed", "3")];
    let config = Config::from_pairs(small.iter().chain(pairs).copied()).expect("allowed settings");
    Training::new(&Arc::new(tiny_data(480)), Plan::new(config).expect("a plan"))
}

/// Inputs of each batch that was seen, summed up, and how many digits of each class there were.
#[derive(Default)]
struct Seen {
    batches: Vec<Real>,
    digits: [usize; 10],
}

impl Observer for Seen {
    fn see(&mut self, moment: &Moment<'_>) {
        let batch = moment.context.batch;
        self.batches.push(batch.x.sum());
        for t in batch.t.rows() {
            self.digits.iter_mut().zip(t).for_each(|(count, t)| *count += usize::from(*t == 1.0));
        }
    }
}

fn epoch(training: &mut Training) -> Seen {
    let mut seen = Seen::default();
    loop {
        training.update(&mut seen).expect("finite");
        if training.epoch_is_over() {
            return seen;
        }
    }
}

#[test]
fn each_epoch_shows_all_images_in_another_order_unless_the_preset_keeps_one() {
    let mut project = training(&[]);
    let [first, second] = [0, 1].map(|_| epoch(&mut project));
    assert_eq!(first.digits, second.digits);
    assert_eq!(first.digits.iter().sum::<usize>(), project.images().len());
    assert_ne!(first.batches, second.batches);
    let mut tutorial = training(&[("preset", "tutorial")]);
    let [first, second] = [0, 1].map(|_| epoch(&mut tutorial));
    assert_eq!(first.batches, second.batches);
}

#[test]
fn late_digits_come_late() {
    let mut late = training(&[("late", "3,4"), ("late_from", "3"), ("epochs", "4")]);
    for number in 1..=4 {
        // A run begins an epoch beforehand, others let the update do it.
        if number % 2 == 0 {
            late.begin_epoch();
        }
        let comes = epoch(&mut late).digits[3] > 0;
        assert_eq!(comes, number >= 3, "epoch {number}");
    }
}

#[test]
fn no_update_takes_memory_once_warm() {
    let mut warm = training(&[("epochs", "9")]);
    epoch(&mut warm);
    let updates = 2 * warm.updates_an_epoch() + 1;
    let present = allocation_counter::measure(|| {
        for _ in 0..updates {
            warm.update(&mut ()).expect("finite");
        }
    });
    // Two or three epochs begin, each of which asks the plan for its digits.
    assert!(present.count_total <= 4 * 3, "{} allocations in {updates} updates", present.count_total);
}
