//! t-SNE: laws of affinities, of the gradient and of the plane that comes out. NumPy's numbers are in `cli/tests/suite/analysis.rs`.

use crate::common::test;
use microlearning::analysis::tsne::{slope, Affinities, Embedding, Tsne, EXAGGERATION};
use microlearning::analysis::{distances, trustworthiness};
use microlearning::base::random::{normal, stream, Stream};

fn cloud(n: usize, features: usize, seed: u32) -> Vec<Vec<f64>> {
    let mut rng = stream(seed, Stream::Probe);
    (0..n).map(|_| (0..features).map(|_| f64::from(normal(&mut rng))).collect()).collect()
}

fn plane(n: usize, seed: u32) -> Vec<[f64; 2]> {
    cloud(n, 2, seed).into_iter().map(|y| [y[0], y[1]]).collect()
}

#[test]
fn every_row_has_the_perplexity_and_all_affinities_sum_to_one() {
    let (x, perplexity) = (cloud(30, 4, 1), 7.0);
    let found = Affinities::new(&x, perplexity);
    assert!((found.p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let squares = distances(&x);
    for i in 0..30 {
        let all: Vec<f64> =
            (0..30).map(|j| if i == j { 0.0 } else { (-found.beta[i] * squares[i * 30 + j]).exp() }).collect();
        let sum: f64 = all.iter().sum();
        let entropy: f64 = all.iter().map(|p| p / sum).filter(|p| *p > 0.0).map(|p| -p * p.ln()).sum();
        assert!((entropy.exp() - perplexity).abs() < 1e-9, "row {i}: {}", entropy.exp());
        assert_eq!(found.p[i * 30 + i], 0.0);
        assert!((0..30).all(|j| found.p[i * 30 + j] == found.p[j * 30 + i]), "symmetric");
    }
    let stretched =
        Affinities::new(&x.iter().map(|x| x.iter().map(|v| 8.0 * v).collect()).collect::<Vec<_>>(), perplexity);
    assert!(found.p.iter().zip(&stretched.p).all(|(a, b)| (a - b).abs() < 1e-12), "stretching changes nothing");
}

#[test]
fn turning_and_moving_a_plane_turns_its_gradient_which_sums_to_nothing() {
    let (affinities, y) = (Affinities::new(&cloud(25, 3, 2), 5.0), plane(25, 3));
    let turned: Vec<_> = y.iter().map(|[a, b]| [0.6 * a - 0.8 * b + 3.0, 0.8 * a + 0.6 * b - 1.0]).collect();
    let [before, after] = [&y, &turned].map(|y| slope(&affinities, y, EXAGGERATION));
    assert!((before.kl - after.kl).abs() < 1e-9);
    for ([a, b], found) in before.gradient.iter().zip(&after.gradient) {
        assert!((found[0] - (0.6 * a - 0.8 * b)).abs() < 1e-9 && (found[1] - (0.8 * a + 0.6 * b)).abs() < 1e-9);
    }
    (0..2).for_each(|c| assert!(before.gradient.iter().map(|g| g[c]).sum::<f64>().abs() < 1e-9));
}

#[test]
fn the_gradient_is_that_of_the_divergence() {
    let (affinities, mut y) = (Affinities::new(&cloud(12, 3, 4), 3.0), plane(12, 5));
    let found = slope(&affinities, &y, 1.0).gradient;
    for (i, c) in (0..12).flat_map(|i| [(i, 0), (i, 1)]) {
        let mut kl = |step: f64| {
            y[i][c] += step;
            let kl = slope(&affinities, &y, 1.0).kl;
            y[i][c] -= step;
            kl
        };
        let expected = (kl(1e-5) - kl(-1e-5)) / 2e-5;
        assert!((found[i][c] - expected).abs() < 1e-7, "{i}, {c}: {}, not {expected}", found[i][c]);
    }
}

#[test]
fn three_clusters_lie_apart_and_neighbours_can_be_trusted() {
    let mut x = cloud(90, 6, 6);
    x.iter_mut().enumerate().for_each(|(i, x)| x[i % 3] += 12.0);
    let start = plane(90, 7);
    let mut making = Embedding::new(Affinities::new(&x, 15.0), &start);
    let first = making.divergence();
    while making.step().is_none() {}
    assert!(making.divergence() < 0.5 * first, "{} from {first}", making.divergence());
    let y: Vec<Vec<f64>> = making.plane().iter().map(|y| y.to_vec()).collect();
    let (data, shown) = (distances(&x), distances(&y));
    let trusted = trustworthiness(&data, &shown, 90, 5).expect("enough points");
    assert!(trusted > 0.9, "{trusted}");
    let nearest = |i: usize| (0..90).filter(|j| *j != i).min_by(|a, b| shown[i * 90 + a].total_cmp(&shown[i * 90 + b]));
    assert!((0..90).all(|i| nearest(i).is_some_and(|j| i % 3 == j % 3)), "nearest neighbours are of one cluster");
    let mut tsne = Tsne::new(&x, 15.0, &start);
    let again = std::iter::repeat_with(|| tsne.piece()).flatten().next().expect("a plane");
    assert_eq!(again, making.plane(), "in pieces it is the same, to the bit");
}

#[test]
fn the_data_themselves_are_trusted_and_a_plane_of_nothing_is_finite() {
    let x = cloud(20, 3, 8);
    let data = distances(&x);
    assert_eq!(trustworthiness(&data, &data, 20, 6), Some(1.0));
    assert_eq!([0, 10, 30].map(|k| trustworthiness(&data, &data, 20, k)), [None; 3]);
    // More equal points than the perplexity asks for neighbours.
    let mut tsne = Tsne::new(&vec![vec![1.0, 2.0]; 12], 3.0, &[[0.0; 2]; 12]);
    let flat = std::iter::repeat_with(|| tsne.piece()).flatten().next().expect("a plane");
    assert!(flat.iter().flatten().all(|place| place.is_finite()));
}
