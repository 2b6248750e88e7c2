//! Whole runs on a tiny data set.

use std::cell::Cell;
use std::sync::Arc;

use crate::common::tiny_data;
use microlearning::base::named::Named;
use microlearning::base::npz;
use microlearning::lab::run::report::{Progress, Report};
use microlearning::lab::settings::preset;
use microlearning::lab::{Config, Plan, Run};
use microlearning::net::Init;

fn start(pairs: &[(&str, &str)]) -> Run {
    let base = [("epochs", "2"), ("hidden", "8"), ("batch", "4"), ("lr", "0.5")];
    let all: Vec<_> =
        base.iter().filter(|(id, _)| pairs.iter().all(|(other, _)| other != id)).chain(pairs).copied().collect();
    let plan = Plan::new(Config::from_pairs(all).expect("allowed settings")).expect("a sound plan");
    Run::new(&Arc::new(tiny_data(80)), plan).expect("a run")
}

/// Runs to the end, `units` units of work a slice.
fn finish(run: &mut Run, units: f64) -> Progress {
    let ticks = Cell::new(0.0);
    let now = || {
        ticks.set(ticks.get() + 1.0);
        ticks.get()
    };
    let mut last = 0.0;
    loop {
        let progress = run.advance(&now, units, true);
        assert!(progress.fraction >= last && progress.fraction <= 1.0, "{} after {last}", progress.fraction);
        last = progress.fraction;
        if progress.finished {
            return progress;
        }
    }
}

fn timeless(run: &Run) -> Report {
    let mut report = run.report();
    report.epochs.iter_mut().for_each(|epoch| epoch.seconds = 0.0);
    report
}

#[test]
fn slices_never_change_a_number() {
    let (mut long, mut short) = (start(&[]), start(&[]));
    finish(&mut long, 1e9);
    finish(&mut short, 0.5);
    assert_eq!(timeless(&long), timeless(&short));
    assert_eq!(long.trainer().net(), short.trainer().net());
}

#[test]
fn looking_never_changes_a_run() {
    let (mut watched, mut alone) = (start(&[("bias", "1")]), start(&[("bias", "1")]));
    let now = || 0.0;
    while !watched.advance(&now, 1.0, true).finished {
        let probe = watched.probe();
        probe.cosine();
        probe.teaching();
        probe.feedback();
        probe.norms();
        probe.changes();
        watched.snr();
        watched.report();
        watched.predicted(3, 5);
    }
    finish(&mut alone, 1e9);
    assert_eq!(watched.trainer().net(), alone.trainer().net());
}

#[test]
fn another_seed_is_another_run_and_epochs_are_counted_from_the_untrained_one() {
    let (mut one, mut two) = (start(&[("seed", "1")]), start(&[("seed", "2")]));
    assert!(finish(&mut one, 1e9).message.is_none());
    finish(&mut two, 1e9);
    assert_ne!(timeless(&one).epochs, timeless(&two).epochs);
    let report = one.report();
    assert_eq!(report.epochs.iter().map(|e| e.epoch).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(report.last50_loss.len(), 2);
    assert_eq!(report.trace.epoch.last(), Some(&2.0));
    assert_eq!(report.confusion.iter().flatten().sum::<u64>(), 20);
    assert!(report.epochs[2].train_loss < report.epochs[0].train_loss, "backprop did not learn");
}

#[test]
fn backprop_is_in_line_with_itself() {
    let run = start(&[("hidden", "8,6"), ("bias", "1")]);
    for cosine in run.probe().cosine() {
        assert!((cosine.expect("a direction") - 1.0).abs() < 1e-9);
    }
    assert_eq!(run.snr().len(), 3);
}

#[test]
fn a_run_that_diverges_says_at_which_update_and_what_to_do() {
    let mut run = start(&[
        ("lr", "1000"),
        ("epochs", "30"),
        ("activation", "identity"),
        ("output", "sigmoid_mse"),
        ("weight_decay", "9"),
    ]);
    let message = finish(&mut run, 1e9).message.expect("this must diverge");
    assert!(message.contains("update ") && message.contains("learning rate (now 1000)"), "{message}");
    assert!(run.advance(&|| 0.0, 1e9, true).finished, "a diverged run is over");
}

#[test]
fn classes_restrict_images_and_outputs() {
    let mut run = start(&[("classes", "3,7")]);
    finish(&mut run, 1e9);
    let report = run.report();
    assert_eq!((report.classes, report.chance), (vec![3, 7], 50.0));
    assert_eq!(run.trainer().net().layers[1].w.nrows(), 2);
    let seven = run.predicted(7, 100);
    assert!(seven.labels.iter().all(|label| [3, 7].contains(label)));
    assert_eq!(seven.pixels.len(), seven.labels.len() * 16);
    assert!(run.predicted(5, 100).labels.is_empty());
}

#[test]
fn incomplete_batches_are_dropped_only_where_the_course_drops_them() {
    let updates = |preset| start(&[("preset", preset), ("batch", "32")]).advance(&|| 0.0, 0.0, true).updates;
    assert_eq!(updates("project"), 2 * 3);
    assert_eq!(updates("tutorial"), 2 * 2);
}

#[test]
fn momentum_and_adam_learn_too_and_decay_shrinks_weights() {
    let norm = |run: &Run| run.trainer().net().layers[0].w.iter().map(|w| w * w).sum::<microlearning::Real>();
    for (optimizer, rate) in [("sgd", "0.5"), ("momentum", "0.05"), ("adam", "0.01")] {
        let mut runs = ["0", "0.2"]
            .map(|decay| start(&[("optimizer", optimizer), ("lr", rate), ("epochs", "5"), ("weight_decay", decay)]));
        runs.iter_mut().for_each(|run| drop(finish(run, 1e9)));
        let report = runs[0].report();
        assert!(report.epochs[5].valid_loss < report.epochs[0].valid_loss, "{optimizer} did not learn");
        assert!(norm(&runs[1]) < norm(&runs[0]), "{optimizer}: decay did not shrink the weights");
    }
}

#[test]
fn every_set_up_and_every_first_weights_learn_and_a_falling_rate_moves_weights_less() {
    let moved = |pairs: &[(&str, &str)]| {
        let mut run = start(&[pairs, &[("epochs", "4")]].concat());
        let before = run.trainer().net().layers[1].w.clone();
        finish(&mut run, 1e9);
        let report = run.report();
        assert!(report.epochs[4].valid_loss < report.epochs[0].valid_loss, "{pairs:?} did not learn");
        (&run.trainer().net().layers[1].w - before).mapv(|gap| gap * gap).sum()
    };
    for preset in preset::ALL {
        moved(&[("preset", preset.id), ("lr", "0.05")]);
    }
    for (_, init, _) in Init::NAMES {
        let settings = [("preset", "plain"), ("init", init), ("lr", "0.02")];
        let falling = moved(&[&settings[..], &[("schedule", "linear")]].concat());
        assert!(falling < moved(&settings), "{init}");
    }
}

#[test]
fn saved_weights_are_loaded_again_feedback_included() {
    let settings = [("bias", "1"), ("hidden", "8,5"), ("rule", "feedback_alignment")];
    let (mut trained, mut fresh) = (start(&settings), start(&[settings[0], settings[1], settings[2], ("seed", "9")]));
    finish(&mut trained, 1e9);
    let file = npz::write(&trained.weights()).expect("a small file");
    fresh.start_with("w.npz", npz::read("w.npz", &file).expect("as written")).expect("the same shapes");
    assert_eq!(trained.trainer().net(), fresh.trainer().net());
    assert_eq!(trained.trainer().rule().feedback(), fresh.trainer().rule().feedback());
}

#[test]
fn weights_that_do_not_fit_are_refused_with_their_shapes_and_change_nothing() {
    let weights = start(&[("bias", "1")]).weights();
    for (settings, sentence) in [
        ([("hidden", "7"), ("bias", "1")], "w.npz: W1 is [8, 16], but this network needs [7, 16]."),
        ([("hidden", "8"), ("bias", "0")], "w.npz holds b1, for which this network has no place."),
        ([("hidden", "8,8"), ("bias", "1")], "w.npz: W2 is [10, 8], but this network needs [8, 8]."),
    ] {
        let mut run = start(&settings);
        let before = run.trainer().net().clone();
        let message = run.start_with("w.npz", weights.clone()).expect_err("another network").message;
        assert!(message.starts_with(sentence), "{message}");
        assert_eq!(run.trainer().net(), &before);
    }
    let mut begun = start(&[("bias", "1")]);
    finish(&mut begun, 1e9);
    assert!(begun.start_with("w.npz", weights).expect_err("too late").message.starts_with("This run has begun."));
}

#[test]
fn a_picture_is_read_as_the_validation_pictures_are() {
    let mut run = start(&[("classes", "3,7"), ("output", "softmax_nll")]);
    finish(&mut run, 1e9);
    for digit in [3, 7] {
        let taken = run.predicted(digit, 1);
        if taken.pixels.is_empty() {
            continue;
        }
        let reading = run.read(&taken.pixels).expect("a picture of the right size");
        assert_eq!((reading.digit, &reading.classes[..]), (digit, &[3, 7][..]));
        let largest = reading.outputs.iter().copied().fold(0.0, f64::max);
        assert!((largest - taken.confidence[0]).abs() < 1e-6);
        assert_eq!(reading.hidden[0].len(), 8);
    }
    let message = run.read(&[0; 5]).expect_err("five pixels").message;
    assert!(message.contains("5 pixels"), "{message}");
}

#[test]
fn weights_that_decayed_for_long_are_zero_and_not_subnormal() {
    // Units that fall silent lose a third of their weights at each update.
    for optimizer in ["sgd", "momentum", "adam"] {
        let mut run = start(&[
            ("activation", "relu"),
            ("weight_decay", "1"),
            ("lr", "0.35"),
            ("epochs", "20"),
            ("hidden", "12"),
            ("optimizer", optimizer),
        ]);
        finish(&mut run, 1e9);
        for array in run.weights() {
            let stuck = array.values.iter().filter(|value| (**value as f32).is_subnormal()).count();
            assert_eq!(stuck, 0, "{optimizer}: {} of {}", array.name, array.values.len());
        }
    }
}

#[test]
fn a_run_that_is_watched_keeps_what_its_rule_tells_after_each_epoch_and_ends_the_same() {
    for (rule, told, course) in [
        ("predictive_coding", 21, &["energy"][..]),
        ("forward_forward", 4, &["right.1", "right.2", "wrong.1", "wrong.2"]),
        ("backprop", 0, &[]),
    ] {
        let settings = [("rule", rule), ("hidden", "8,6"), ("lr", "0.01")];
        let (mut watched, mut alone) = (start(&settings), start(&settings));
        watched.watch();
        finish(&mut watched, 1e9);
        finish(&mut alone, 1e9);
        assert_eq!(watched.trainer().net(), alone.trainer().net(), "{rule}");
        assert!(alone.told().is_empty() && alone.course().is_empty(), "{rule}");
        let rows = watched.told();
        assert_eq!(rows.len(), 3, "{rule}: before the first epoch and after each");
        assert!(rows.iter().all(|row| row.len() == told), "{rule}: {rows:?}");
        let found = watched.course();
        assert_eq!(found.iter().map(|one| &*one.id).collect::<Vec<_>>(), course, "{rule}");
        let (now, _) = watched.inner();
        for one in &found {
            assert_eq!(one.values.len(), 3, "{rule}");
            let last = now.iter().flat_map(|trace| &trace.values).any(|value| Some(value) == one.values.last());
            assert!(last, "{rule}: what is shown now is the end of {}", one.id);
        }
    }
}
