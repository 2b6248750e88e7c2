//! Comparisons of the page: same start, same batches, watched and unwatched alike; what links carry; how seeds add up.

use std::sync::Arc;

use crate::common::tiny_data;
use microlearning::data::Dataset;
use microlearning::lab::compare::choice::Choice;
use microlearning::lab::compare::comparison::{curve, ends, subtract, Runner};
use microlearning::lab::compare::measure::{menu, Cost};
use microlearning::lab::compare::measures::ALL;
use microlearning::lab::compare::scenario::{find, Lane, Scenario};
use microlearning::lab::compare::scenarios;
use microlearning::lab::{Plan, Run};
use microlearning::metrics::{noise_floor, ratio_decimals};

/// Ids of all measures that take long.
const EVERYTHING: [&str; 5] = ["cosine", "snr", "teaching", "noise", "fgsm"];

fn first_shard() -> Arc<Dataset> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/data/mnist-0.gz");
    let bytes = std::fs::read(path).expect("the first shard comes with the page");
    let mut data = Dataset::empty("MNIST");
    data.add_shard("mnist-0.gz", &bytes).expect("a sound shard");
    Arc::new(data)
}

fn scenario(id: &str) -> &'static Scenario {
    find(id).expect("a scenario of the table")
}

fn plan(scenario: &Scenario, lane: &str, epochs: usize) -> Plan {
    let mut config = scenario.config(lane, 1).expect("allowed settings");
    config.epochs = epochs;
    Plan::new(config).expect("a sound plan")
}

fn accuracies(data: &Arc<Dataset>, plan: Plan) -> Vec<f64> {
    let mut run = Run::new(data, plan).expect("a run");
    let progress = run.advance(&|| 0.0, 1.0, false);
    assert_eq!(progress.message, None);
    run.report().epochs.iter().map(|epoch| epoch.valid_accuracy.expect("there are validation images")).collect()
}

#[test]
fn on_the_first_shard_the_four_part_in_the_first_epoch_and_backprop_passes_80_percent() {
    let (data, first) = (first_shard(), scenario("first"));
    let after = |lane: &str| accuracies(&data, plan(first, lane, 2));
    let [backprop, np, fa, kp] =
        Choice::of(first).lanes.iter().map(|lane| after(lane)).collect::<Vec<_>>().try_into().expect("four");
    assert!(backprop[2] > 80.0, "{backprop:?}");
    assert!(backprop[1] - fa[1] > 10.0 && fa[1] - np[1] > 10.0, "{backprop:?} {fa:?} {np:?}");
    assert!(kp[2] > fa[2] && np[2] > np[0] + 20.0, "{kp:?} {fa:?} {np:?}");
}

#[test]
fn on_the_first_shard_targets_teach_three_hidden_layers_and_uncorrected_ones_do_not() {
    let (data, deeper) = (first_shard(), scenario("deeper"));
    let after = |lane: &str| accuracies(&data, plan(deeper, lane, 2))[2];
    let [fa, targets, uncorrected] = ["feedback_alignment", "target_propagation", "uncorrected"].map(after);
    assert!(targets > 80.0 && targets - fa > 10.0 && uncorrected < 20.0, "{targets} {fa} {uncorrected}");
}

#[test]
fn every_lane_of_every_scenario_can_run_and_those_alike_start_from_the_same_weights_and_see_the_same_batches() {
    let data = Arc::new(tiny_data(80));
    for scenario in scenarios::ALL {
        let lanes = scenario.lanes();
        let runs: Vec<_> =
            lanes.iter().map(|lane| Run::new(&data, plan(scenario, lane.id, 1)).expect("a run")).collect();
        for (run, lane) in runs.iter().zip(&lanes) {
            let alike = |other: &Run| {
                let (a, b) = (&run.plan().config, &other.plan().config);
                (&a.hidden, &a.classes, a.bias, a.images) == (&b.hidden, &b.classes, b.bias, b.images)
            };
            let batches = |lane: &Lane| lane.settings.iter().find(|(id, _)| *id == "batch");
            for (other, its_lane) in runs.iter().zip(&lanes).filter(|(other, _)| alike(other)) {
                let (mine, theirs) = (run.trainer().net(), other.trainer().net());
                assert_eq!(mine.layers, theirs.layers, "{} {}", scenario.id, lane.id);
                let (a, b) = (&run.plan().config, &other.plan().config);
                assert_eq!((a.epochs, a.seed, &a.preset), (b.epochs, b.seed, &b.preset));
                assert!(a.batch == b.batch || batches(lane) != batches(its_lane), "{} {}", scenario.id, lane.id);
            }
        }
        assert!(scenario.config("magic", 1).is_err() && find("magic").is_err());
    }
}

#[test]
fn a_lane_gets_what_the_table_says_and_what_all_share() {
    let config = scenario("first").config("kolen_pollack", 7).expect("allowed settings");
    assert_eq!((config.params.get("decay"), config.seed, &*config.lr), (Some(&0.01), 7, &[0.02][..]));
    assert_eq!(scenario("first").config("hebbian", 1).expect("open to every rule").rule, "hebbian");
    assert!(scenario("feedback").config("hebbian", 1).is_err());
    let config = scenario("hebbian").config("two", 1).expect("allowed settings");
    assert_eq!((config.rule.as_str(), config.params.get("clamp")), ("hebbian", Some(&0.0)));
}

#[test]
fn the_table_of_scenarios_is_sound() {
    for scenario in scenarios::ALL {
        let menu = Choice::of(scenario).menu(scenario).expect("a menu");
        let line = menu.iter().find(|line| line.id == scenario.measure).expect("what is drawn first is in the menu");
        let asked = scenario.asks.contains(&line.measure.id);
        assert!(asked || !line.costly, "{}: drawn first, but not measured", scenario.id);
        let (lanes, choice) = (scenario.lanes(), Choice::of(scenario));
        for lane in &lanes {
            let plan = choice.plan(scenario, lane.id, 1).expect("allowed settings");
            let common = choice.common(scenario).expect("allowed settings");
            assert_eq!(plan.config.hidden.len(), common.hidden.len(), "{} {}", scenario.id, lane.id);
            // Curves have to be equally long; where only ends are drawn, runs need not be.
            assert!(plan.config.epochs == common.epochs || scenario.success.is_some(), "{} {}", scenario.id, lane.id);
            assert_eq!(lanes.iter().filter(|other| other.id == lane.id).count(), 1, "{} twice", lane.id);
            let unnamed = |other: &&Lane| other.rule() == lane.rule() && other.label.is_empty();
            assert!(lanes.iter().filter(unnamed).count() < 2, "{}: lanes of one rule need names", lane.id);
        }
    }
}

#[test]
fn measuring_never_changes_a_run() {
    let data = Arc::new(tiny_data(80));
    for lane in scenario("feedback").lanes() {
        let made = || plan(scenario("feedback"), lane.id, 3);
        let mut watched = Runner::new(&data, made()).expect("a runner");
        while !watched.advance(&|| 0.0, 1.0, &EVERYTHING).finished {}
        let mut alone = Run::new(&data, made()).expect("a run");
        alone.advance(&|| 0.0, 1.0, false);
        assert_eq!(watched.run().trainer().net(), alone.trainer().net(), "{}", lane.id);
        assert_eq!(watched.run().trainer().rule().feedback(), alone.trainer().rule().feedback(), "{}", lane.id);
        assert_eq!(watched.log().len(), 4);
    }
}

#[test]
fn what_is_measured_is_right_where_it_is_known_and_absent_with_a_reason_where_it_is_not() {
    let data = Arc::new(tiny_data(80));
    let end = |lane: &str, asked: &[&str]| {
        let mut runner = Runner::new(&data, plan(scenario("feedback"), lane, 1)).expect("a runner");
        while !runner.advance(&|| 0.0, 1.0, asked).finished {}
        runner.log().to_vec()
    };
    let backprop = end("backprop", &EVERYTHING);
    for id in ["cosine", "cosine.1", "cosine.2", "cosine.3"] {
        assert!((backprop[1][id].value.expect("a direction") - 1.0).abs() < 1e-6, "{id}");
    }
    assert!(backprop[1]["teaching.1"].value.expect("an angle") < 0.1);
    let none = &backprop[1]["feedback.2"];
    assert!(none.value.is_none() && none.reason.is_some_and(|why| why.contains("keeps no feedback weights")));
    assert_eq!(backprop[0]["change.1"].value, Some(0.0));
    assert!(backprop[1]["change.1"].value > Some(0.0) && backprop[1]["norm.1"].value > Some(1.0));
    let direct = end("direct_feedback_alignment", &EVERYTHING);
    assert!(direct[1]["feedback.2"].reason.is_some_and(|why| why.contains("shape")), "{:?}", direct[1]["feedback.2"]);
    let angle = direct[0]["feedback.3"].value.expect("B and W of the last layer have the same shape");
    assert!((75.0..105.0).contains(&angle), "drawn apart, B and W have nothing in common: {angle}");
    assert!(!end("backprop", &[])[1].contains_key("cosine"), "what takes long was not asked for");
    // Beside the menu's lines, the digest of the weights, the seconds and the products.
    assert_eq!(menu(3).len() + 3, backprop[1].len());
    assert_ne!(backprop[0]["digest"].value, backprop[1]["digest"].value);
}

#[test]
fn only_what_is_asked_for_is_measured_if_it_takes_long_and_everything_can_be() {
    let costly: Vec<_> = ALL.iter().filter(|measure| measure.cost != Cost::Little).map(|measure| measure.id).collect();
    assert_eq!(costly, EVERYTHING);
    let data = Arc::new(tiny_data(80));
    for id in EVERYTHING {
        let mut runner = Runner::new(&data, plan(scenario("feedback"), "backprop", 0)).expect("a runner");
        while !runner.advance(&|| 0.0, 1.0, &[id]).finished {}
        let lines = menu(3).into_iter().filter(|line| line.costly);
        for line in lines {
            assert_eq!(runner.log()[0].contains_key(&line.id), line.measure.id == id, "{id}: {}", line.id);
        }
    }
    for scenario in scenarios::ALL {
        assert!(scenario.asks.iter().all(|id| EVERYTHING.contains(id)), "{}: {:?}", scenario.id, scenario.asks);
        let menu = Choice::of(scenario).menu(scenario).expect("a menu");
        let offers = menu.iter().any(|line| line.measure.id == "snr");
        assert_eq!(
            offers,
            scenario.asks.contains(&"snr"),
            "{}: single pictures are asked about or not offered",
            scenario.id
        );
    }
}

#[test]
fn the_map_measures_the_ratio_of_single_pictures_on_a_thousand_of_them_or_not_at_all() {
    let line = menu(2).into_iter().find(|line| line.id == "snr.1").expect("it is in the menu");
    let (level, _) = line.measure.level.expect("pure noise has a ratio");
    assert!((level - noise_floor(1000)).abs() < 1e-6, "{level} is not √(2/πn)");
    assert_eq!(line.measure.decimals, ratio_decimals(1000));
    let map = scenario("map");
    let after = |data: &Arc<Dataset>, lane: &str| {
        let mut runner = Runner::new(data, plan(map, lane, 0)).expect("a runner");
        while !runner.advance(&|| 0.0, 1.0, map.asks).finished {}
        (runner.log()[0].clone(), runner.run().snr())
    };
    let data = first_shard();
    for lane in ["backprop", "weight_perturbation"] {
        let (log, ratios) = after(&data, lane);
        let logged = [&log["snr.1"], &log["snr.2"]].map(|reading| reading.value.expect("there are pictures enough"));
        assert_eq!(logged.to_vec(), ratios, "{lane}");
        let signal = logged[0] / noise_floor(1000);
        assert!(if lane == "backprop" { signal > 2.0 } else { (0.9..1.1).contains(&signal) }, "{lane}: {signal}");
    }
    let (few, _) = after(&Arc::new(tiny_data(80)), "backprop");
    assert!(few["snr.1"].value.is_none() && few["snr.1"].reason.is_some_and(|why| why.contains("fewer than 1,000")));
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
    let holes = curve(&[vec![f64::NAN, 2.0], vec![1.0, 4.0]]);
    assert_eq!(holes.mean, [None, Some(3.0)]);
}

#[test]
fn a_difference_is_taken_seed_by_seed_and_as_long_as_both_are() {
    let mut found = [vec![10.0, 50.0, 70.0], vec![20.0, 60.0]];
    subtract(&mut found, &[vec![9.0, 53.0], vec![20.0, 61.0, 80.0]]);
    assert_eq!(found, [vec![1.0, -3.0], vec![0.0, -1.0]]);
    assert_eq!(curve(&found).mean, [Some(0.5), Some(-2.0)]);
}

#[test]
fn a_success_is_four_fifths_of_the_way_from_guessing_and_a_collapse_at_most_one() {
    let two = ends(&[99.0, 50.0, 90.0, 91.0, 59.9, 61.0], 50.0, 0.8);
    assert_eq!((two.runs, two.successes, two.collapses), (6, 2, 2));
    assert!((two.needed - 90.0).abs() < 1e-9 && (two.collapsed - 60.0).abs() < 1e-9);
    let none = ends(&[], 10.0, 0.8);
    assert_eq!((none.runs, none.successes, none.collapses), (0, 0, 0));
}
