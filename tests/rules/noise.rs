//! Noise that is drawn by the block is normal: its moments, its tails, its distribution, and nothing in it repeats.

use crate::common::test;
use microlearning::base::random::{fill_normal, stream, Stream};
use microlearning::Real;

const COUNT: usize = 1_000_000;

fn drawn(seed: u32, sd: Real, count: usize) -> Vec<f64> {
    let mut out = vec![Real::NAN; count];
    fill_normal(&mut stream(seed, Stream::Noise), sd, &mut out);
    out.into_iter().map(f64::from).collect()
}

/// Φ(x), by Abramowitz & Stegun 7.1.26 to 1.5e-7.
fn cumulative(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x.abs() / std::f64::consts::SQRT_2);
    let poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    let tail = 0.5 * poly * (-0.5 * x * x).exp();
    if x < 0.0 {
        tail
    } else {
        1.0 - tail
    }
}

#[test]
fn moments_are_those_of_a_normal_distribution() {
    for seed in [1, 2] {
        let x = drawn(seed, 1.0, COUNT);
        let moment = |p: i32| x.iter().map(|x| x.powi(p)).sum::<f64>() / COUNT as f64;
        // Four standard errors each: those of the moments are √1, √2, √15 and √96 over √n.
        let room = 4.0 / (COUNT as f64).sqrt();
        for (p, expected, spread) in
            [(1, 0.0, 1.0), (2, 1.0, 2f64.sqrt()), (3, 0.0, 15f64.sqrt()), (4, 3.0, 96f64.sqrt())]
        {
            assert!((moment(p) - expected).abs() < room * spread, "moment {p} is {}", moment(p));
        }
    }
}

#[test]
fn the_distribution_is_normal_up_to_its_tails() {
    let mut x = drawn(3, 1.0, COUNT);
    x.sort_by(f64::total_cmp);
    let furthest = (0..COUNT).map(|i| (cumulative(x[i]) - (i as f64 + 0.5) / COUNT as f64).abs()).fold(0.0, f64::max);
    // Kolmogorov & Smirnov: 1.95 / √n is exceeded once in a thousand samples.
    assert!(furthest < 1.95 / (COUNT as f64).sqrt(), "it is off by {furthest}");
    let beyond = |limit: f64| x.iter().filter(|x| x.abs() > limit).count() as f64;
    for (limit, expected) in [(3.0, 2699.8), (4.0, 63.3)] {
        assert!((beyond(limit) - expected).abs() < 4.0 * f64::sqrt(expected), "{} beyond {limit}", beyond(limit));
    }
}

#[test]
fn neighbours_and_both_halves_of_a_block_are_uncorrelated() {
    let x = drawn(4, 1.0, COUNT);
    for lag in [1, 32, 64, 127, 128] {
        let product = |f: fn(f64) -> f64| x.iter().zip(&x[lag..]).map(|(a, b)| f(*a) * f(*b)).sum::<f64>();
        let room = 4.0 * (COUNT as f64).sqrt();
        assert!(product(|x| x).abs() < room, "lag {lag}");
        // Of squares, too: both numbers of a pair come from the same radius.
        assert!(product(|x| x * x - 1.0).abs() < 2.0 * room, "squares at lag {lag}");
    }
}

#[test]
fn every_length_is_filled_and_scaled() {
    for count in [0, 1, 2, 3, 127, 128, 129, 1000] {
        let (unit, twice) = (drawn(5, 1.0, count), drawn(5, 2.0, count));
        assert!(unit.iter().zip(&twice).all(|(a, b)| a.is_finite() && 2.0 * a == *b), "{count}");
    }
}
