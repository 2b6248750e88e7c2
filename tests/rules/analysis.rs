//! Representations of layers: identities, and numbers that NumPy's own decompositions computed. See `tests/fixtures/README.md`.

use crate::common::test;
use microlearning::analysis::{cka, class_means, gram, most_alike, participation_ratio, pca, rdm, rsa};
use microlearning::base::random::{normal, stream, Stream};
use microlearning::{Mat, Real};
use serde_json::Value;

fn noise(rows: usize, cols: usize, seed: u32) -> Mat {
    let mut rng = stream(seed, Stream::Probe);
    Mat::from_shape_simple_fn((rows, cols), || normal(&mut rng))
}

/// An orthogonal matrix: a reflection along a random direction.
fn orthogonal(n: usize, seed: u32) -> Mat {
    let v = noise(1, n, seed);
    let length: Real = v.iter().map(|v| v * v).sum();
    Mat::from_shape_fn((n, n), |(i, j)| Real::from(u8::from(i == j)) - 2.0 * v[(0, i)] * v[(0, j)] / length)
}

fn near(found: f64, expected: f64, what: &str) {
    assert!((found - expected).abs() < 2e-6 * expected.abs().max(1.0), "{what}: {found}, expected {expected}");
}

fn same_cka(a: &Mat, b: &Mat, expected: f64, what: &str) {
    near(cka(&gram(a), &gram(b)).expect("both vary"), expected, what);
}

#[test]
fn a_dissimilarity_matrix_is_symmetric_with_a_diagonal_of_zero() {
    let d = rdm(&noise(7, 9, 1));
    for (i, row) in d.iter().enumerate() {
        assert_eq!(row[i], Some(0.0));
        for (j, value) in row.iter().enumerate() {
            assert_eq!(*value, d[j][i]);
            assert!(value.is_some_and(|value| (0.0..=2.0).contains(&value)));
        }
    }
}

#[test]
fn dissimilarity_is_0_to_a_scaled_copy_2_to_a_mirror_image_and_none_to_what_is_flat() {
    let d = rdm(&ndarray::array![[1.0, 2.0, 4.0], [12.0, 14.0, 18.0], [-1.0, -2.0, -4.0], [3.0, 3.0, 3.0]]);
    near(d[0][1].expect("both vary"), 0.0, "a copy, larger and shifted");
    near(d[0][2].expect("both vary"), 2.0, "a mirror image");
    assert_eq!((d[0][3], d[3][3]), (None, None));
    assert_eq!(most_alike(&d)[..2], [Some(1), Some(0)]);
    assert_eq!(most_alike(&d)[3], None);
}

#[test]
fn class_means_are_means_and_empty_classes_are_flat() {
    let means = class_means(&ndarray::array![[1.0, 2.0], [3.0, 4.0], [5.0, 0.0]], &[2, 0, 2], 4);
    assert_eq!(means, ndarray::array![[3.0, 4.0], [0.0, 0.0], [3.0, 1.0], [0.0, 0.0]]);
}

#[test]
fn layers_that_order_pairs_alike_score_1_and_in_reverse_minus_1() {
    let d = rdm(&noise(6, 9, 2));
    near(rsa(&d, &d).expect("an order"), 1.0, "itself");
    let map = |f: &dyn Fn(f64) -> f64| d.iter().map(|row| row.iter().map(|v| v.map(f)).collect()).collect::<Vec<_>>();
    near(rsa(&d, &map(&|v| v * v * v)).expect("an order"), 1.0, "the same order on another scale");
    near(rsa(&d, &map(&|v| -v)).expect("an order"), -1.0, "the reverse order");
    assert_eq!(rsa(&d, &map(&|_| 0.5)), None, "no order at all");
}

#[test]
fn cka_knows_a_layer_that_was_turned_scaled_and_shifted() {
    let x = noise(40, 6, 3);
    same_cka(&x, &x, 1.0, "itself");
    same_cka(&x, &x.dot(&orthogonal(6, 4)), 1.0, "turned");
    same_cka(&x, &x.mapv(|v| 3.0 - 0.5 * v), 1.0, "scaled and shifted");
    let y = noise(40, 5, 5);
    let between = cka(&gram(&x), &gram(&y)).expect("both vary");
    same_cka(&y, &x, between, "either way round");
    same_cka(&x.dot(&orthogonal(6, 6)), &y, between, "turned before it is compared");
    assert_eq!(cka(&gram(&x), &gram(&Mat::ones((40, 3)))), None, "activities that never vary");
}

#[test]
fn cka_of_independent_noise_is_about_the_units_over_the_examples() {
    let (n, units) = (1000, 20);
    let found = cka(&gram(&noise(n, units, 7)), &gram(&noise(n, units, 8))).expect("both vary");
    let expected = units as f64 / n as f64;
    assert!((found / expected - 1.0).abs() < 0.2, "{found}, expected about {expected}");
}

#[test]
fn the_participation_ratio_of_k_equal_directions_is_k() {
    for k in [1, 2, 7] {
        // ±1 along each of k axes of a space of 9, turned.
        let axes = Mat::from_shape_fn((2 * k, 9), |(i, j)| if i / 2 != j { 0.0 } else { 1.0 - 2.0 * (i % 2) as Real });
        let ratio = participation_ratio(&gram(&axes.dot(&orthogonal(9, 9)))).expect("it varies");
        near(ratio, k as f64, "the ratio");
    }
    assert_eq!(participation_ratio(&gram(&Mat::ones((5, 3)))), None);
}

#[test]
fn components_of_an_ellipse_along_the_axes_are_its_axes() {
    // 60 points on x²/4² + y²/1² = 1 within a space of three units.
    let angle = |i: usize| i as Real * std::f64::consts::TAU as Real / 60.0;
    let ellipse = Mat::from_shape_fn((60, 3), |(i, j)| [angle(i).sin(), 4.0 * angle(i).cos(), 5.0][j] - 2.0);
    let found = pca(&gram(&ellipse));
    for (i, scores) in found.scores.iter().enumerate() {
        near(scores[0].abs(), f64::from(4.0 * angle(i).cos()).abs(), "along the long axis");
        near(scores[1].abs(), f64::from(angle(i).sin()).abs(), "along the short one");
    }
    near(found.shares[0], 16.0 / 17.0, "the share of the long axis");
    near(found.shares[1], 1.0 / 17.0, "the share of the short one");
    let furthest =
        |c: usize| found.scores.iter().map(|s| s[c]).fold(0.0, |m: f64, v| if v.abs() > m.abs() { v } else { m });
    assert!(furthest(0) > 0.0 && furthest(1) > 0.0, "the sign is chosen");
}

#[test]
fn components_that_do_not_exist_are_zero() {
    let flat = pca(&gram(&Mat::ones((4, 3))));
    assert_eq!((flat.scores, flat.shares), (vec![[0.0; 2]; 4], [0.0; 2]));
    let line = pca(&gram(&ndarray::array![[-1.0, -2.0], [0.0, 0.0], [1.0, 2.0]]));
    near(line.shares[0], 1.0, "all variance lies on a line");
    assert!(line.scores.iter().all(|scores| scores[1].abs() < 1e-6));
    assert!(pca(&gram(&Mat::zeros((0, 3)))).scores.is_empty());
}

#[test]
fn activities_that_are_no_numbers_have_no_measures() {
    let mut x = noise(5, 4, 10);
    (x[(1, 2)], x[(3, 0)]) = (Real::NAN, Real::INFINITY);
    let (k, fine) = (gram(&x), gram(&noise(5, 4, 11)));
    assert_eq!((participation_ratio(&k), cka(&k, &fine)), (None, None));
    assert_eq!(pca(&k).shares, [0.0; 2]);
    let d = rdm(&x);
    assert!(d[1].iter().chain(&d[3]).all(Option::is_none) && d[0][2].is_some());
}

fn golden() -> Value {
    serde_json::from_str(include_str!("../fixtures/analysis.json")).expect("the fixtures are JSON")
}

fn rows(value: &Value) -> Vec<Vec<f64>> {
    serde_json::from_value(value.clone()).expect("a list of rows")
}

fn layer(value: &Value) -> Mat {
    let rows = rows(value);
    Mat::from_shape_fn((rows.len(), rows[0].len()), |(i, j)| rows[i][j] as Real)
}

#[test]
fn numpy_finds_the_same() {
    let golden = golden();
    let labels: Vec<usize> = serde_json::from_value(golden["labels"].clone()).expect("labels");
    let [x, y] = ["x", "y"].map(|name| layer(&golden[name]));
    let dissimilar = [(&x, "rdm_x"), (&y, "rdm_y")].map(|(layer, name)| {
        let found = rdm(&class_means(layer, &labels, 5));
        for (found, expected) in found.iter().flatten().zip(rows(&golden[name]).iter().flatten()) {
            near(found.expect("it varies"), *expected, name);
        }
        found
    });
    let number = |value: &Value| value.as_f64().expect("a number");
    near(rsa(&dissimilar[0], &dissimilar[1]).expect("an order"), number(&golden["rsa"]), "rsa");
    same_cka(&x, &y, number(&golden["cka"]), "cka");
    for (layer, name) in [(&x, "pca_x"), (&y, "pca_y")] {
        let (k, expected) = (gram(layer), &golden[name]);
        near(participation_ratio(&k).expect("it varies"), number(&expected["ratio"]), name);
        let found = pca(&k);
        for (found, expected) in found.scores.iter().zip(rows(&expected["scores"])) {
            (0..2).for_each(|c| near(found[c], expected[c], name));
        }
        (0..2).for_each(|c| near(found.shares[c], number(&expected["shares"][c]), name));
    }
}
