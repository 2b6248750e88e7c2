//! Exact identities of competing units.

use crate::common::{asked, batch, build, close, net, test, trainer};
use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::Workspace;
use microlearning::rules::krotov_hopfield::CARD;
use microlearning::rules::soft_hebb::CARD as SOFT;
use microlearning::{Mat, Real};

/// Tolerance of identities, of the largest number.
const EXACT: Real = if cfg!(feature = "f64") { 1e-12 } else { 1e-4 };

fn scene(count: usize) -> (Network, Batch) {
    let mut batch = batch(count, 8, 3, 5);
    batch.x.mapv_inplace(Real::abs);
    (net(&[8, 10, 3], true, Activation::Relu, Output::SoftmaxNll, 3), batch)
}

fn moved(params: &[(&str, f64)], net: &Network, batch: &Batch) -> Mat {
    let rule = build(&CARD, params, None, net, 1);
    let out = asked(&*rule, &MATCHED, net, batch, &mut stream(1, Stream::Noise)).1;
    assert!(out.delta[0].b.iter().flatten().all(|b| *b == 0.0));
    out.delta[0].w.clone()
}

#[test]
fn the_largest_change_is_one_and_few_rows_move() {
    let (net, batch) = scene(2);
    let delta = moved(&[], &net, &batch);
    assert_eq!(delta.iter().fold(0.0, |most: Real, value| most.max(value.abs())), 1.0);
    let rows = delta.rows().into_iter().filter(|row| row.iter().any(|value| *value != 0.0)).count();
    assert!((1..=4).contains(&rows), "{rows} rows");
    let winners = moved(&[("k", 11.0)], &net, &batch);
    let rows = winners.rows().into_iter().filter(|row| row.iter().any(|value| *value != 0.0)).count();
    assert!((1..=2).contains(&rows), "{rows} rows where nobody is pushed away");
}

#[test]
fn rows_come_to_length_one() {
    for p in [2.0, 3.0] {
        let (net, batch) = scene(7);
        let (delta, w) = (moved(&[("p", p), ("k", 3.0)], &net, &batch), &net.layers[0].w);
        let powers = w.mapv(|w| w.signum() * w.abs().powf(p as Real - 1.0));
        let currents = batch.x.dot(&powers.t());
        let mut pulls = [0.0; 10];
        for row in currents.rows() {
            let mut units: Vec<usize> = (0..10).collect();
            units.sort_by(|a, b| row[*b].total_cmp(&row[*a]));
            pulls[units[0]] += row[units[0]];
            pulls[units[2]] -= 0.4 * row[units[2]];
        }
        // Σ sign(w) |w|^{p−1} R = Σ g I · (1 − Σ|w|^p) of each unit: both sides but for the factor by which R was divided.
        let sides: Vec<_> = (0..10)
            .map(|j| {
                (powers.row(j).dot(&delta.row(j)), pulls[j] * (1.0 - w.row(j).mapv(|w| w.abs().powf(p as Real)).sum()))
            })
            .collect();
        let (left, right) =
            sides
                .iter()
                .copied()
                .fold((0.0, 0.0), |best: (Real, Real), side| if side.1.abs() > best.1.abs() { side } else { best });
        for (a, b) in &sides {
            assert!((a * right - b * left).abs() < EXACT * (left * right).abs(), "p = {p}: {sides:?}");
        }
    }
}

#[test]
fn shares_become_ranks_as_they_sharpen_and_equal_as_they_blur() {
    let (net, batch) = scene(4);
    let soft = |params: &[(&str, f64)]| {
        let out = asked(&*build(&SOFT, params, None, &net, 1), &MATCHED, &net, &batch, &mut stream(1, Stream::Noise)).1;
        out.delta[0].w.clone()
    };
    let ranked = moved(&[("delta", 0.0)], &net, &batch);
    assert!(close(&soft(&[("sharpness", 100.0)]), &ranked, 0.1));
    assert!(!close(&soft(&[("sharpness", 1.0)]), &ranked, 0.1));
    let (pulled, pushed) = (soft(&[("losers", 0.0)]), soft(&[("losers", 1.0)]));
    let opposed = pulled.rows().into_iter().zip(pushed.rows()).filter(|(a, b)| a.dot(b) < 0.0).count();
    assert!(opposed > 0 && opposed < 10, "{opposed} of 10 units are pushed away");
}

#[test]
fn shares_too_small_to_matter_are_none() {
    let (net, mut batch) = scene(4);
    let (least, most) = (Real::MIN_POSITIVE, 12.0);
    // Currents as far apart as makes the faintest shares subnormal, if they are kept.
    batch.x.mapv_inplace(|x| x * most);
    let delta = (1..=100).map(|sharpness| {
        let rule = build(&SOFT, &[("sharpness", f64::from(sharpness))], None, &net, 1);
        asked(&*rule, &MATCHED, &net, &batch, &mut stream(1, Stream::Noise)).1.delta[0].w.clone()
    });
    let slow = delta.flat_map(|w| w.into_iter().collect::<Vec<_>>()).find(|w| *w != 0.0 && w.abs() < least);
    assert_eq!(slow, None, "a subnormal number, with which processors take a hundred times as long");
}

#[test]
fn names_of_units_and_repeated_pictures_change_nothing() {
    let (net, batch) = scene(4);
    let usual = moved(&[], &net, &batch);
    let order = [3, 1, 4, 0, 5, 9, 2, 6, 8, 7];
    let mut renamed = net.clone();
    for (to, from) in order.into_iter().enumerate() {
        renamed.layers[0].w.row_mut(to).assign(&net.layers[0].w.row(from));
        renamed.layers[0].b.as_mut().expect("with biases")[to] = net.layers[0].b.as_ref().expect("with biases")[from];
    }
    let there = moved(&[], &renamed, &batch);
    assert!(order.into_iter().enumerate().all(|(to, from)| there.row(to) == usual.row(from)));
    let rows: Vec<usize> = (0..12).map(|i| i % 4).collect();
    let [x, t] = [&batch.x, &batch.t].map(|m| m.select(ndarray::Axis(0), &rows));
    assert!(close(&moved(&[], &net, &Batch { x, t }), &usual, EXACT));
}

#[test]
fn a_winner_becomes_as_long_as_one_and_points_to_its_pictures() {
    let (net, batch) = scene(1);
    let rule = build(&CARD, &[("delta", 0.0)], None, &net, 1);
    let mut trainer = trainer(&net, rule, &[0.01, 0.0]);
    for _ in 0..2000 {
        trainer.step(&batch, &mut ()).expect("finite");
    }
    let w = &trainer.net().layers[0].w;
    let x = batch.x.row(0);
    let best = w.rows().into_iter().map(|w| w.dot(&x) / (w.dot(&w) * x.dot(&x)).sqrt()).fold(0.0, Real::max);
    let winner = w.rows().into_iter().max_by(|a, b| a.dot(&x).total_cmp(&b.dot(&x))).expect("units");
    assert!(best > 0.99 && (winner.dot(&winner).sqrt() - 1.0).abs() < 0.05, "{best} {}", winner.dot(&winner).sqrt());
}

#[test]
fn at_length_one_a_picture_is_answered_the_same_however_bright_and_learned_as_it_is() {
    let (net, mut batch) = scene(4);
    let rule = build(&CARD, &[("length", 1.0)], None, &net, 1);
    let answer = |x: &Mat| {
        let mut pass = Forward::default();
        rule.answer(&net, x, &mut Workspace::default(), &mut pass);
        pass
    };
    let usual = answer(&batch.x);
    let mut plain = Forward::default();
    let mut unit = batch.x.clone();
    unit.rows_mut().into_iter().for_each(|mut row| row /= row.dot(&row).sqrt());
    net.forward(&unit, &mut plain);
    assert!(close(&usual.z[0], &plain.z[0], EXACT));
    assert!(close(&moved(&[("length", 1.0)], &net, &batch), &moved(&[], &net, &batch), EXACT));
    let cosine = build(&CARD, &[("length", 2.0)], None, &net, 1);
    assert!(close(&moved(&[("length", 2.0)], &net, &batch), &moved(&[], &net, &batch), EXACT));
    let (mut longer, mut passes) = (net.clone(), [Forward::default(), Forward::default()]);
    longer.layers[0].w *= 5.0;
    for (net, pass) in [&net, &longer].into_iter().zip(&mut passes) {
        cosine.answer(net, &batch.x, &mut Workspace::default(), pass);
    }
    assert!(close(&passes[1].z[0], &passes[0].z[0], EXACT) && !close(&passes[0].z[0], &usual.z[0], 0.01));
    batch.x *= 3.0;
    assert!(close(&answer(&batch.x).z[0], &usual.z[0], EXACT));
}
