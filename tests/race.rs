//! The race of the page: same start, same batches, and what the first shard is enough for.
#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use microlearning::data::Dataset;
use microlearning::lab::race::{config, curve, RACE};
use microlearning::lab::{Plan, Run};

fn first_shard() -> Arc<Dataset> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/data/mnist-0.gz");
    let bytes = std::fs::read(path).expect("the first shard comes with the page");
    let mut data = Dataset::empty("MNIST");
    data.add_shard("mnist-0.gz", &bytes).expect("a sound shard");
    Arc::new(data)
}

fn run(data: &Arc<Dataset>, rule: &str, epochs: usize) -> Run {
    let mut config = config(rule, 1).expect("allowed settings");
    config.epochs = epochs;
    Run::new(data, Plan::new(config).expect("a sound plan")).expect("a run")
}

fn accuracies(mut run: Run) -> Vec<f64> {
    let progress = run.advance(&|| 0.0, 1.0, false);
    assert_eq!(progress.message, None);
    run.report().epochs.iter().map(|epoch| epoch.valid_accuracy.expect("there are validation images")).collect()
}

#[test]
fn on_the_first_shard_the_four_part_in_the_first_epoch_and_backprop_passes_80_percent() {
    let data = first_shard();
    let after = |rule: &str| accuracies(run(&data, rule, 2));
    let [backprop, fa, kp, np] =
        RACE.rules.iter().map(|rule| after(rule)).collect::<Vec<_>>().try_into().expect("four");
    assert!(backprop[2] > 80.0, "{backprop:?}");
    assert!(backprop[1] - fa[1] > 10.0 && fa[1] - np[1] > 10.0, "{backprop:?} {fa:?} {np:?}");
    assert!(kp[2] > fa[2] && np[2] > np[0] + 20.0, "{kp:?} {fa:?} {np:?}");
}

#[test]
fn every_rule_can_race_and_all_start_from_the_same_weights() {
    let data = first_shard();
    let reference = run(&data, RACE.rules[0], RACE.epochs);
    for card in microlearning::rules::ALL {
        let runner = run(&data, card.id, RACE.epochs);
        assert_eq!(runner.trainer().net(), reference.trainer().net(), "{}", card.id);
    }
    assert!(config("magic", 1).is_err());
    for (rule, param, value) in RACE.params {
        assert_eq!(config(rule, 1).expect("allowed settings").params.get(*param), Some(value));
    }
}

#[test]
fn a_curve_is_the_mean_over_the_runs_that_keep_up() {
    let both = curve(&[vec![10.0, 50.0, 70.0], vec![20.0, 60.0]]);
    assert_eq!((both.seeds, both.epochs.as_slice()), (2, &[0, 1][..]));
    assert_eq!(both.mean, [Some(15.0), Some(55.0)]);
    assert!((both.sd[0].expect("two runs spread") - 50.0_f64.sqrt()).abs() < 1e-12);
    let late = curve(&[vec![10.0, 50.0, 70.0], vec![20.0]]);
    assert_eq!((late.seeds, late.mean, late.sd), (1, vec![Some(10.0), Some(50.0), Some(70.0)], vec![None; 3]));
    assert_eq!(curve(&[]).seeds, 0);
    assert!(curve(&[vec![], vec![]]).epochs.is_empty());
}
