//! The lab of the electrode: teaching signals of hidden units against their causal roles, with a read-out that is known.

use std::sync::Arc;

use crate::common::{self, finished, tiny_data};
use microlearning::base::random::{stream, Stream};
use microlearning::data::{Batch, Dataset};
use microlearning::lab::experiments::electrode::{
    Electrode, Moment, Probe, Readout, Report, Settings, Signals, Spread, FIELDS,
};
use microlearning::net::{Activation, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Asked, Card, Rule};
use microlearning::{rules, Mat};
use ndarray::Axis;

/// The smallest lab: two units for each digit.
const SMALL: [(&str, &str); 3] = [("group", "1"), ("trials", "10"), ("networks", "2")];

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(pairs.iter().copied()).expect("allowed settings")
}

fn measured(data: &Arc<Dataset>, pairs: &[(&str, &str)]) -> Report {
    finished::<Electrode>(data, settings(&[&SMALL, pairs].concat()))
}

fn mean(spread: Spread) -> f64 {
    spread.expect("it was measured").0
}

fn last(moment: &Moment) -> f64 {
    mean(*moment.correlation.last().expect("a mark"))
}

/// A network of tanh units whose read-out is given: three outputs, two units in a group.
fn given(outputs: usize, group: usize) -> (Network, Batch, Readout) {
    let readout = Readout { group, outputs };
    let sizes = [6, readout.units(), outputs];
    let mut net = common::net(&sizes, true, Activation::Tanh, Output::SoftmaxNll, 3);
    readout.put(&mut net);
    (net, common::batch(9, 6, outputs, 4), readout)
}

fn probed(rule: &dyn Rule, net: &Network, batch: &Batch, (trials, seed): (usize, u32)) -> Probe {
    let mut probe = Probe::new(net, &MATCHED, batch.clone(), seed);
    while probe.trials().0 < trials {
        probe.unit(rule, net);
    }
    probe
}

fn sum(signals: Signals<'_>) -> Vec<f64> {
    signals.halves[0].iter().zip(signals.halves[1]).map(|(a, b)| a + b).collect()
}

#[test]
fn each_output_is_the_mean_of_one_group_minus_the_mean_of_the_other() {
    let (net, _, readout) = given(3, 2);
    let h: Vec<f64> = (0..readout.units()).map(|unit| (unit * unit) as f64 / 10.0).collect();
    for output in 0..3 {
        let of = |plus: bool| {
            let some = (0..readout.units()).filter(|i| readout.output(*i) == output && readout.is_plus(*i) == plus);
            let values: Vec<f64> = some.map(|unit| h[unit]).collect();
            assert_eq!(values.len(), 2, "units of output {output}");
            values.iter().sum::<f64>() / 2.0
        };
        let found: f64 = net.layers[1].w.row(output).iter().zip(&h).map(|(w, h)| f64::from(*w) * h).sum();
        assert!((found - (of(true) - of(false))).abs() < 1e-6, "output {output}: {found}");
        assert_eq!(net.layers[1].b.as_ref().expect("biases")[output], 0.0);
    }
}

#[test]
fn the_signal_is_what_an_update_with_a_picture_alone_does_to_each_unit() {
    let (net, batch, _) = given(3, 2);
    for card in rules::ALL {
        let rule = common::build(card, &[], None, &net, 2);
        let probe = probed(&*rule, &net, &batch, (1, 5));
        if probe.trials().1 {
            continue; // draws noise: another for a picture alone
        }
        let (found, mut wanted) = (sum(probe.signals()), Vec::new());
        for picture in 0..batch.len() {
            let [x, t] = [&batch.x, &batch.t].map(|m| m.select(Axis(0), &[picture]));
            let squares = f64::from(x.iter().map(|x| x * x).sum::<microlearning::Real>()) + 1.0;
            let alone = Batch { x, t };
            let mut asked = Asked::default();
            asked.ask(&*rule, &net, &alone, &MATCHED, &mut Noise::drawn(&mut stream(1, Stream::Noise)));
            let mut learned = net.clone();
            learned.layers[0].w += &asked.proposal.delta[0].w;
            *learned.layers[0].b.as_mut().expect("biases") += asked.proposal.delta[0].b.as_ref().expect("biases");
            let sums = |net: &Network| {
                let mut z = Mat::default((0, 0));
                net.layers[0].forward(&alone.x, &mut z);
                z
            };
            wanted.extend((sums(&learned) - sums(&net)).iter().map(|change| f64::from(*change) / squares));
        }
        let size = wanted.iter().fold(1e-9, |most: f64, value| most.max(value.abs()));
        let gap = found.iter().zip(&wanted).fold(0.0, |most: f64, (a, b)| most.max((a - b).abs()));
        assert!(gap < 1e-4 * size.max(1.0), "{}: {gap} of {size}", card.id);
    }
}

#[test]
fn the_causal_role_is_the_fall_of_the_loss_if_the_unit_is_pushed() {
    let (net, batch, readout) = given(3, 1);
    let probe = Probe::new(&net, &MATCHED, batch.clone(), 5);
    let role = probe.signals().role.to_vec();
    let step = if cfg!(feature = "f64") { 1e-5 } else { 1e-2 };
    for picture in 0..batch.len() {
        let [x, t] = [&batch.x, &batch.t].map(|m| m.select(Axis(0), &[picture]));
        for unit in 0..readout.units() {
            let loss = |by: microlearning::Real| {
                let (mut pushed, mut pass) = (net.clone(), Default::default());
                pushed.layers[0].b.as_mut().expect("biases")[unit] += by;
                pushed.forward(&x, &mut pass);
                pushed.loss(&pass, &t)
            };
            let wanted = (loss(-step) - loss(step)) / (2.0 * f64::from(step));
            let found = role[picture * readout.units() + unit];
            assert!((found - wanted).abs() < 1e-3, "picture {picture}, unit {unit}: {found}, not {wanted}");
        }
    }
}

#[test]
fn backprop_tells_every_unit_its_causal_role_and_feedback_that_was_drawn_apart_none() {
    let rules = ("rules", "backprop,feedback_alignment,direct_feedback_alignment");
    let report = measured(&Arc::new(tiny_data(480)), &[rules, ("networks", "20")]);
    for moment in &report.rules[0].moments {
        for found in &moment.correlation {
            let (mean, sd) = found.expect("measured");
            assert!((mean - 1.0).abs() < 1e-6 && sd.expect("networks") < 1e-6, "{mean}");
        }
        let chance = mean(moment.chance);
        assert!((0.01..0.6).contains(&chance), "{chance}");
    }
    // With −B in the place of B the correlation is the opposite, and both are as likely.
    for row in &report.rules[1..] {
        let (mean, sd) = row.moments[0].correlation[0].expect("measured");
        let error = sd.expect("networks") / 20f64.sqrt();
        assert!(mean.abs() < 3.0 * error && error < 0.1, "{}: {mean} ± {error}", row.rule);
    }
}

#[test]
fn without_noise_a_trial_is_like_the_others_and_a_perturbation_rule_is_unbiased_once_averaged() {
    let (net, batch, _) = given(4, 3);
    let of = |card: &Card, trials: usize| {
        let rule = common::build(card, &[("sigma", 1e-3)], None, &net, 2);
        probed(&*rule, &net, &batch, (trials, 5)).signals().correlation()
    };
    for card in [&rules::node_perturbation::CARD, &rules::weight_perturbation::CARD] {
        let few: Vec<f64> = [2, 20, 200, 2000].map(|trials| of(card, trials).0).to_vec();
        assert!(few.windows(2).all(|pair| pair[1] > pair[0]), "{}: {few:?} does not grow", card.id);
        assert!(few[0] < 0.6 && few[3] > 0.8, "{}: {few:?}", card.id);
        let (_, corrected) = of(card, 2000);
        assert!((corrected - 1.0).abs() < 0.05, "{}: without noise {corrected}", card.id);
    }
    let fixed = common::build(&rules::feedback_alignment::CARD, &[], None, &net, 2);
    let [once, often] = [1, 40].map(|trials| probed(&*fixed, &net, &batch, (trials, 5)).signals().correlation().0);
    assert!((once - often).abs() < 1e-6 && once < 0.9, "{once}, {often}: averaging takes no bias away");
}

/// Of one picture the signal is −ξ_i Σ_j ξ_j δ_j over all perturbed units j where the loss is straight over the noise: its mean is −δ_i, its
/// variance Σ_j δ_j² + δ_i². So over T trials r² is V / (V + ⟨Σ_j δ_j² + δ_i²⟩ / T), V the variance of δ_i over units and pictures.
#[test]
fn node_perturbation_correlates_as_its_closed_form_says() {
    let (net, batch, readout) = given(4, 3);
    let (_, truth) = common::asked(&rules::backprop::Backprop, &MATCHED, &net, &batch, &mut stream(1, Stream::Noise));
    let role: Vec<f64> = truth.teaching[0].iter().map(|delta| f64::from(*delta)).collect();
    let mean = role.iter().sum::<f64>() / role.len() as f64;
    let variance = role.iter().map(|delta| (delta - mean).powi(2)).sum::<f64>() / role.len() as f64;
    let squares = |row: ndarray::ArrayView1<'_, microlearning::Real>| row.iter().map(|d| f64::from(d * d)).sum::<f64>();
    let hidden: f64 = truth.teaching[0].rows().into_iter().map(squares).sum();
    let output: f64 = truth.teaching[1].rows().into_iter().map(squares).sum();
    let noise = (hidden + output) / batch.len() as f64 + hidden / role.len() as f64;
    assert_eq!(role.len(), batch.len() * readout.units());
    for trials in [30, 300] {
        let found: Vec<f64> = (0..30)
            .map(|seed| {
                let rule = common::build(&rules::node_perturbation::CARD, &[("sigma", 1e-3)], None, &net, 2);
                probed(&*rule, &net, &batch, (trials, seed)).signals().correlation().0
            })
            .collect();
        let found = found.iter().sum::<f64>() / found.len() as f64;
        let wanted = (variance / (variance + noise / trials as f64)).sqrt();
        assert!((found / wanted - 1.0).abs() < 0.06, "{trials} trials: {found}, not {wanted}");
    }
}

#[test]
fn a_read_out_that_is_held_keeps_each_unit_at_its_task_and_feedback_alignment_needs_one_that_learns() {
    let data = Arc::new(tiny_data(480));
    let long = [("rules", "backprop,feedback_alignment"), ("rate", "0.5"), ("epochs", "20"), ("networks", "6")];
    let [held, learns] =
        ["held", "learns"].map(|readout| measured(&data, &[&long[..], &[("readout", readout)]].concat()));
    for moment in &held.rules[0].moments {
        let roles = moment.points.iter().map(|point| point[0].expect("a digit") > 0.0);
        assert!(roles.eq(held.plus.iter().copied()), "a unit of P+ pushes its own digit up, one of P− down");
        let [plus, minus, difference] = [moment.plus, moment.minus, moment.difference].map(mean);
        assert!(plus > 0.5 && minus < -0.5 && (difference - plus + minus).abs() < 1e-9, "{plus}, {minus}");
    }
    let aligned = |report: &Report| report.rules[1].moments.each_ref().map(last);
    let [held, learns] = [aligned(&held), aligned(&learns)];
    assert_eq!(held[0], learns[0]);
    assert!((held[1] - held[0]).abs() < 0.2 && learns[1] > learns[0] + 0.3, "held {held:?}, learns {learns:?}");
}

#[test]
fn every_rule_can_be_listened_to() {
    let all: Vec<_> = rules::ALL.iter().map(|card| card.id).collect();
    let report = measured(&Arc::new(tiny_data(240)), &[("rules", &all.join(",")), ("networks", "1"), ("epochs", "1")]);
    assert!(report.finished && report.rules.len() == all.len());
    for row in &report.rules {
        for moment in &row.moments {
            assert!((0.0..=100.0).contains(&mean(moment.accuracy)), "{}", row.rule);
            assert!(moment.correlation.iter().flatten().all(|(r, _)| r.abs() <= 1.0 + 1e-9), "{}", row.rule);
        }
    }
    let told = report.rules.iter().filter(|row| row.moments[0].correlation[0].is_some()).count();
    assert!(told > all.len() / 2, "{told} rules have a signal");
    assert!(last(&report.rules[0].moments[1]) > 0.999);
}

#[test]
fn mistakes_name_their_setting_and_what_is_allowed() {
    for (id, text, words) in [
        ("trials", "7", "10, 100 or 1000"),
        ("rules", "magic", "backprop"),
        ("readout", "x", "held, learns"),
        ("group", "0", "from 1 to 20"),
        ("networks", "101", "from 1 to 100"),
        ("colour", "red", "readout, trials, rules"),
    ] {
        let error = Settings::from_pairs([(id, text)]).expect_err("this must be refused");
        assert!(error.message.contains(words), "{}", error.message);
    }
    for field in FIELDS {
        let text = (field.get)(&Settings::default());
        assert_eq!(settings(&[(field.id, &text)]), Settings::default(), "{}", field.id);
    }
    assert_eq!(settings(&[("rules", "hebbian,backprop")]).rules, ["backprop", "hebbian"]);
}
