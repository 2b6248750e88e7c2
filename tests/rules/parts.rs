//! Exact identities of non-negative matrix factorisation, and the rule that takes its steps a batch at a time.

use crate::common::{asked, batch, build, close, net, test};
use microlearning::analysis::nmf;
use microlearning::base::random::{normal, stream, Stream};
use microlearning::net::{Activation, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rules::nmf::CARD;
use microlearning::{Mat, Real};

/// Tolerance of identities, of the largest number.
const EXACT: Real = if cfg!(feature = "f64") { 1e-12 } else { 1e-5 };

/// Pictures, amounts and parts, none below zero.
fn scene(seed: u32) -> [Mat; 3] {
    let mut rng = stream(seed, Stream::Batches);
    [(9, 8), (9, 4), (4, 8)].map(|dim| Mat::from_shape_simple_fn(dim, || normal(&mut rng).abs()))
}

#[test]
fn the_misfit_never_rises() {
    for (seed, learns) in (0..5).flat_map(|seed| [(seed, true), (seed, false)]) {
        let [v, h, w] = scene(seed);
        let found = nmf(&v, h, w, 100, learns);
        let allowed = if cfg!(feature = "f64") { 1e-12 } else { 1e-6 };
        assert_eq!(found.objective.len(), 101);
        assert!(found.objective.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + allowed)), "{:?}", found.objective);
        assert!(found.objective[100] < 0.8 * found.objective[0]);
    }
}

#[test]
fn seven_times_the_pictures_are_seven_times_the_amounts_of_the_same_parts() {
    let [v, h, w] = scene(1);
    let [usual, more] = [1.0, 7.0].map(|size| nmf(&(&v * size), &h * size, w.clone(), 20, true));
    assert!(close(&more.w, &usual.w, 100.0 * EXACT) && close(&more.h, &(usual.h * 7.0), 100.0 * EXACT));
}

#[test]
fn pictures_that_are_sums_of_parts_leave_them_and_zeros_stay() {
    let [_, h, mut w] = scene(2);
    let same = nmf(&h.dot(&w), h.clone(), w.clone(), 10, true);
    assert!(close(&same.h, &h, 10.0 * EXACT) && close(&same.w, &w, 10.0 * EXACT));
    let [v, ..] = scene(3);
    w[(1, 2)] = 0.0;
    assert_eq!(nmf(&v, h, w, 20, true).w[(1, 2)], 0.0);
}

#[test]
fn a_pixel_that_was_black_for_hundreds_of_batches_wakes_with_finite_parts() {
    let [v, h, w] = scene(5);
    // Tiny as Real has it, in a type of four bytes or of eight: 0.7 to the power of some hundreds.
    for small in [1.0, 4.0, 1e-2].map(|size| size * Real::MIN_POSITIVE) {
        let mut faint = w.clone();
        faint.column_mut(3).mapv_inplace(|value| value * small);
        let found = nmf(&(&v * 1e3), h.clone(), faint, 1, true);
        assert!(found.w.iter().all(|value| value.is_finite()), "{small}: {}", found.w.column(3));
    }
}

#[test]
fn what_fades_stops_where_products_are_still_quick() {
    let [mut v, h, w] = scene(6);
    v.column_mut(2).fill(0.0);
    let found = nmf(&v, h, w, 400, true);
    let faintest = found.h.iter().chain(&found.w).copied().fold(Real::MAX, Real::min);
    // A product of three such numbers is not subnormal; and what is this faint changes no sum.
    assert!(faintest.powi(3) >= Real::MIN_POSITIVE && faintest < 1e-9, "{faintest}");
}

#[test]
fn with_a_rate_of_one_the_rule_takes_the_step_of_its_batch() {
    let (mut net, mut batch) = (net(&[8, 4, 3], true, Activation::Tanh, Output::SoftmaxNll, 3), batch(9, 8, 3, 5));
    let [v, _, w] = scene(4);
    batch.x.assign(&v);
    net.layers[0].w.assign(&w);
    // Amounts begin alike in a picture, at √(v/k).
    let start = Mat::from_shape_fn((9, 4), |(i, _)| (v.row(i).sum() / 32.0).sqrt());
    let h = nmf(&v, start, w.clone(), 30, false).h;
    let rule = build(&CARD, &[], None, &net, 1);
    let out = asked(&*rule, &MATCHED, &net, &batch, &mut stream(1, Stream::Noise)).1;
    // One more step of all: its parts stand behind its amounts, which are moved a little.
    let found = &out.delta[0].w + &w;
    let numerator = h.t().dot(&v);
    let denominator = h.t().dot(&h).dot(&w);
    assert!(close(&found, &(&w * &(numerator / denominator)), 100.0 * EXACT), "{found}");
}
