//! Principal components: the two directions along which the activities vary most, and where each example lies on them.

use super::gram::dot;
use super::Gram;

/// Steps of the power iteration at most. Where two eigenvalues are so close that these do not part them, their
/// directions are as good as each other.
const STEPS: usize = 1000;
/// Squared change of a unit vector below which it stands still.
const STILL: f64 = 1e-20;

/// The first two principal components.
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// Of each example where it lies along the first and the second, in units of activity.
    pub scores: Vec<[f64; 2]>,
    /// Which share of all variance lies along each.
    pub shares: [f64; 2],
}

/// The components of the layer that this Gram matrix belongs to, by power iteration. The sign of a direction means
/// nothing; it is chosen so that the example furthest from 0 lies on the positive side. All zero if nothing varies.
pub fn pca(k: &Gram) -> Pca {
    let mut pca = Pca { scores: vec![[0.0; 2]; k.n], shares: [0.0; 2] };
    let (mut rest, total) = (k.clone(), k.trace());
    for component in 0..2 {
        let Some((value, mut along)) = leading(&rest) else { break };
        let furthest = along.iter().fold(0.0_f64, |most, v| if v.abs() > most.abs() { *v } else { most });
        along.iter_mut().for_each(|v| *v *= furthest.signum());
        for (scores, v) in pca.scores.iter_mut().zip(&along) {
            scores[component] = value.sqrt() * v;
        }
        pca.shares[component] = value / total;
        remove(&mut rest, value, &along);
    }
    pca
}

/// The largest eigenvalue and its eigenvector, of length 1. None if there is none above 0.
fn leading(k: &Gram) -> Option<(f64, Vec<f64>)> {
    // The example that varies most: its column is no eigenvector's opposite.
    let first = (0..k.n).max_by(|a, b| k.k[a * k.n + a].total_cmp(&k.k[b * k.n + b]))?;
    let mut v = unit(k.k[first * k.n..(first + 1) * k.n].to_vec())?;
    for _ in 0..STEPS {
        let next = unit(k.times(&v))?;
        let change: f64 = next.iter().zip(&v).map(|(a, b)| (a - b) * (a - b)).sum();
        v = next;
        if change < STILL {
            break;
        }
    }
    let value = dot(&v, &k.times(&v));
    (value > 0.0).then_some((value, v))
}

fn unit(mut v: Vec<f64>) -> Option<Vec<f64>> {
    let length = dot(&v, &v).sqrt();
    v.iter_mut().for_each(|value| *value /= length);
    (length > 0.0).then_some(v)
}

/// K − λ v vᵀ.
fn remove(k: &mut Gram, value: f64, v: &[f64]) {
    for (i, row) in k.k.chunks_exact_mut(k.n).enumerate() {
        row.iter_mut().zip(v).for_each(|(entry, v_j)| *entry -= value * v[i] * v_j);
    }
}
