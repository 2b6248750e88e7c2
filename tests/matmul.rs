//! The matrix product: right for every shape and stride, and summed in the one order that makes it reproducible.
#![cfg(not(target_arch = "wasm32"))]

use microlearning::net::matmul::product;
use microlearning::random::{normal, stream, Stream};
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
    Mat::from_shape_fn((a.nrows(), b.ncols()), |(i, j)| {
        let mut sum = 0.0;
        for block in (0..a.ncols()).step_by(256) {
            let part = (block..a.ncols().min(block + 256)).fold(0.0, |s: Real, k| s + a[(i, k)] * b[(k, j)]);
            sum += alpha * part;
        }
        sum
    })
}

#[test]
fn every_shape_and_stride_gives_the_promised_bits() {
    // Edges of tiles and blocks; few rows, few columns, short sums.
    let edges = [(1, 1, 1), (3, 5, 7), (4, 8, 8), (5, 257, 9), (6, 10, 70), (18, 40, 100), (20, 300, 4)];
    let large = [(32, 784, 100), (130, 300, 17), (200, 300, 10), (10, 200, 300)];
    let shapes = edges.into_iter().chain(large);
    let single = [(1, 784, 10), (37, 600, 1), (50, 1, 70), (1, 1, 9), (1, 10, 500)];
    for (black, (m, k, n)) in
        [0.0, 0.8].into_iter().flat_map(|black| shapes.clone().chain(single).map(move |s| (black, s)))
    {
        let (a, b) = (blackened(random(m, k, 1), black), blackened(random(k, n, 2), black));
        let expected = in_order(-0.5, &a, &b);
        let (at, bt) = (a.t().as_standard_layout().into_owned(), b.t().as_standard_layout().into_owned());
        for (a, b) in [(a.view(), b.view()), (at.t(), b.view()), (a.view(), bt.t()), (at.t(), bt.t())] {
            let mut c = Mat::from_elem((m, n), Real::NAN);
            product(-0.5, a, b, 0.0, &mut c);
            assert_eq!(c, expected, "{m} × {k} × {n}");
        }
    }
}

#[test]
fn black_strips_among_others_take_their_own_way() {
    let (a, mut b) = (random(18, 40, 1), random(40, 100, 2));
    for columns in [16..24, 40..56] {
        b.slice_mut(s![..;2, columns]).fill(0.0);
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
