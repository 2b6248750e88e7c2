//! Trustworthiness of a plane: are the neighbours that it shows neighbours in the data? (Venna & Kaski 2001, Neighborhood preservation
//! in nonlinear projection methods.)

/// Squared Euclidean distances between any two of these examples (n, features), row after row.
pub fn distances(x: &[Vec<f64>]) -> Vec<f64> {
    let between = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
    x.iter().flat_map(|a| x.iter().map(move |b| between(a, b))).collect()
}

/// T(k) = 1 − 2/(nk(2n − 3k − 1)) Σ_i Σ_j (r(i, j) − k), over those j among the k nearest of i in the plane that are not in the data;
/// r is the place of j among the neighbours of i in the data, from 1. Both are squared distances of n examples; the first of equal
/// distances is the nearer. None unless 0 < k < n/2.
pub fn trustworthiness(data: &[f64], plane: &[f64], n: usize, k: usize) -> Option<f64> {
    if k == 0 || 2 * k >= n {
        return None;
    }
    let order = |distances: &[f64], i: usize| {
        let mut others: Vec<usize> = (0..n).filter(|j| *j != i).collect();
        others.sort_by(|a, b| distances[i * n + a].total_cmp(&distances[i * n + b]));
        others
    };
    let beyond = |i: usize| -> usize {
        let mut rank = vec![0; n];
        order(data, i).iter().enumerate().for_each(|(place, j)| rank[*j] = place + 1);
        order(plane, i)[..k].iter().map(|j| rank[*j].saturating_sub(k)).sum()
    };
    let sum = (0..n).map(beyond).sum::<usize>() as f64;
    let (n, k) = (n as f64, k as f64);
    Some(1.0 - 2.0 / (n * k * (2.0 * n - 3.0 * k - 1.0)) * sum)
}
