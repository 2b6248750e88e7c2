//! Angles between matrices, and the pseudo-inverse.

use crate::common::{net, test};
use microlearning::metrics::{angle, pseudo_inverse};
use microlearning::net::{Activation, Output};
use microlearning::{Mat, Real};

#[test]
fn angles_that_are_known() {
    let a = ndarray::arr2(&[[1.0, 0.0], [0.0, 0.0]]);
    let b = ndarray::arr2(&[[1.0, 1.0], [0.0, 0.0]]);
    let degrees = |a: &Mat, b: &Mat| angle(a, b).expect("a direction");
    assert!(degrees(&a, &(&a * 3.0)) < 1e-6);
    assert!((degrees(&a, &b) - 45.0).abs() < 1e-5);
    assert!((degrees(&a, &-&a) - 180.0).abs() < 1e-6);
    assert_eq!(angle(&a, &Mat::zeros((2, 2))), None);
    assert_eq!(angle(&a, &Mat::zeros((2, 3))), None);
}

#[test]
fn the_pseudo_inverse_meets_penrose_s_conditions_wide_tall_and_square() {
    for sizes in [&[6, 3], &[3, 6], &[4, 4]] {
        let w = &net(sizes, false, Activation::Identity, Output::SigmoidMse, 3).layers[0].w;
        let inverse = pseudo_inverse(w).expect("full rank").reversed_axes();
        let close = |a: Mat, b: &Mat| assert!((&a - b).iter().all(|gap| gap.abs() < 1e-3 as Real), "{a}\n{b}");
        let (left, right) = (w.dot(&inverse), inverse.dot(w));
        close(left.dot(w), w);
        close(right.dot(&inverse), &inverse);
        close(left.t().to_owned(), &left);
        close(right.t().to_owned(), &right);
    }
    assert_eq!(pseudo_inverse(&Mat::ones((2, 3))), None);
}
