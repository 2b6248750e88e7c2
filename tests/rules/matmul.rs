//! The matrix product: right for every shape and stride, and summed in the one order that makes it reproducible.

use crate::common::test;
use microlearning::base::random::{normal, stream, Stream};
use microlearning::net::matmul::product;
use microlearning::{Mat, Real};
use ndarray::s;

fn random(rows: usize, cols: usize, seed: u32) -> Mat {
    let mut rng = stream(seed, Stream::Weights);
    Mat::from_shape_simple_fn((rows, cols), || normal(&mut rng))
}

/// With so large a share of it black, that is 0, in runs of sixteen as the pixels of a picture's margin are.
fn blackened(mut m: Mat, share: f64) -> Mat {
    for (i, value) in m.iter_mut().enumerate() {
        *value = if (i / 16 * 7 % 10) as f64 / 10.0 < share { 0.0 } else { *value };
    }
    m
}

/// Σ_k a_ik b_kj, k ascending within blocks of 256 that are then added up: the order that `product` promises.
fn in_order(alpha: Real, a: &Mat, b: &Mat) -> Mat {
    in_blocks(256, alpha, a, b)
}

/// The same with one block: its order for a single row or column, if the numbers it needs lie side by side.
fn in_one(alpha: Real, a: &Mat, b: &Mat) -> Mat {
    in_blocks(usize::MAX, alpha, a, b)
}

fn in_blocks(size: usize, alpha: Real, a: &Mat, b: &Mat) -> Mat {
    Mat::from_shape_fn((a.nrows(), b.ncols()), |(i, j)| {
        let mut sum = 0.0;
        for block in (0..a.ncols()).step_by(size) {
            let part =
                (block..a.ncols().min(block.saturating_add(size))).fold(0.0, |s: Real, k| s + a[(i, k)] * b[(k, j)]);
            sum += alpha * part;
        }
        sum
    })
}

/// The same with four sums, of every fourth k: the order it promises for few rows or columns that lie in turn.
fn in_fours(alpha: Real, a: &Mat, b: &Mat) -> Mat {
    let whole = a.ncols() / 4 * 4;
    Mat::from_shape_fn((a.nrows(), b.ncols()), |(i, j)| {
        let term = |k: usize| a[(i, k)] * b[(k, j)];
        let fourth = |from: usize| (from..whole).step_by(4).fold(0.0, |sum: Real, k| sum + term(k));
        let sum = (fourth(0) + fourth(2)) + (fourth(1) + fourth(3));
        alpha * (whole..a.ncols()).fold(sum, |sum, k| sum + term(k))
    })
}

/// The order for views that lie so.
fn promised(m: usize, k: usize, n: usize, a_in_turn: bool, b_in_turn: bool) -> fn(Real, &Mat, &Mat) -> Mat {
    // A single row lies in turn however its matrix lies.
    let in_turn = (a_in_turn || m == 1) && (b_in_turn || n == 1);
    match m.min(n) {
        _ if k < 2 => in_order,
        ..=4 if in_turn => in_fours,
        1 => in_one,
        _ => in_order,
    }
}

#[test]
fn every_shape_and_stride_gives_the_promised_bits() {
    // Edges of tiles and blocks; few rows, few columns, short sums; the ten classes.
    let edges = [
        (1, 1, 1),
        (3, 5, 7),
        (4, 8, 8),
        (5, 257, 9),
        (6, 10, 70),
        (18, 40, 100),
        (20, 300, 4),
        (13, 9, 12),
        (21, 30, 10),
    ];
    let large = [(32, 784, 100), (130, 300, 17), (200, 300, 10), (10, 200, 300), (517, 270, 20)];
    let single = [(1, 784, 10), (37, 600, 1), (50, 1, 70), (1, 1, 9), (1, 10, 500), (2, 30, 9), (9, 31, 3), (5, 0, 6)];
    for (m, k, n) in edges.into_iter().chain(large).chain(single) {
        let (a, b) = (random(m, k, 1), random(k, n, 2));
        let (at, bt) = (a.t().as_standard_layout().into_owned(), b.t().as_standard_layout().into_owned());
        let forms = [
            (a.view(), bt.t(), promised(m, k, n, true, true)),
            (a.view(), b.view(), promised(m, k, n, true, false)),
            (at.t(), bt.t(), promised(m, k, n, false, true)),
            (at.t(), b.view(), promised(m, k, n, false, false)),
        ];
        for (a, b, promised) in forms {
            // Rows are read as they lie only if there is nothing to multiply them by.
            for alpha in [-0.5, 1.0] {
                let mut c = Mat::from_elem((m, n), Real::NAN);
                product(alpha, a, b, 0.0, &mut c);
                assert_eq!(c, promised(alpha, &a.to_owned(), &b.to_owned()), "{alpha}, {m} × {k} × {n}");
            }
        }
    }
}

#[test]
fn a_ground_of_zeros_is_left_out_without_a_trace() {
    for (m, k, n) in [(32, 784, 100), (130, 300, 17), (18, 400, 12), (20, 1000, 5), (300, 300, 32)] {
        let (a, b) = (random(m, k, 1), blackened(random(k, n, 2), 0.8));
        let (at, bt) = (a.t().as_standard_layout().into_owned(), b.t().as_standard_layout().into_owned());
        for (a, b) in [(a.view(), b.view()), (at.t(), b.view()), (a.view(), bt.t()), (at.t(), bt.t())] {
            for alpha in [-0.5, 1.0] {
                let mut c = Mat::from_elem((m, n), Real::NAN);
                product(alpha, a, b, 0.0, &mut c);
                assert_eq!(c, in_order(alpha, &a.to_owned(), &b.to_owned()), "{alpha}, {m} × {k} × {n}");
            }
        }
    }
}

#[test]
fn any_other_ground_is_left_out_and_accounted_for() {
    for (ground, tolerance) in [(-0.424, 1e-4), (1.0, 1e-4), (1e-30, 1e-4), (Real::NAN, 0.0), (Real::INFINITY, 0.0)] {
        let a = random(34, 400, 1);
        let mut b = blackened(random(400, 30, 2), 0.8);
        b.mapv_inplace(|value| if value == 0.0 { ground } else { value });
        let mut c = Mat::zeros((34, 30));
        product(0.3, a.view(), b.view(), 0.0, &mut c);
        let expected = in_order(0.3, &a, &b);
        for (found, expected) in c.iter().zip(&expected) {
            let same = found == expected || found.is_nan() && expected.is_nan();
            assert!(same || (found - expected).abs() < tolerance, "ground {ground}: {found}, not {expected}");
        }
    }
}

#[test]
fn black_strips_among_others_take_their_own_way() {
    let (a, full) = (random(18, 60, 1), random(60, 100, 2));
    let mut b = full.clone();
    b.slice_mut(s![3.., ..]).fill(0.0);
    for columns in [s![.., 16..24], s![.., 40..56], s![.., 88..100]] {
        b.slice_mut(columns).assign(&full.slice(columns));
    }
    let mut c = Mat::zeros((18, 100));
    product(1.0, a.view(), b.view(), 0.0, &mut c);
    assert_eq!(c, in_order(1.0, &a, &b));
}

#[test]
fn views_with_gaps_and_results_that_lie_column_by_column_give_the_same() {
    let (a, b) = (random(9, 20, 1), random(20, 30, 2));
    let (thin_a, thin_b) = (a.slice(s![..;2, ..]), b.slice(s![.., ..;3]));
    let expected = in_order(1.0, &thin_a.to_owned(), &thin_b.to_owned());
    let mut c = Mat::zeros((10, 5)).reversed_axes();
    product(1.0, thin_a, thin_b, 0.0, &mut c);
    assert_eq!(c, expected);
}

#[test]
fn beta_keeps_what_was_there() {
    let (a, b) = (random(5, 6, 1), random(6, 9, 2));
    let mut c = random(5, 9, 3);
    let expected = &c * 2.0 + in_order(1.0, &a, &b);
    product(1.0, a.view(), b.view(), 2.0, &mut c);
    assert!((&c - &expected).iter().all(|error| error.abs() < 1e-5));
}

#[test]
#[should_panic(expected = "do not fit together")]
fn shapes_that_do_not_fit_are_a_bug_and_say_so() {
    product(1.0, random(2, 3, 1).view(), random(4, 2, 1).view(), 0.0, &mut Mat::zeros((2, 2)));
}
