//! Principal components: the two directions along which the activities vary most, and each example's coordinates on
//! them.

use super::gram::dot;
use super::Gram;

/// Steps of the power iteration at most. Where two eigenvalues are so close that these do not part them, their
/// directions are as good as each other.
const STEPS: usize = 1000;
/// Squared change of a unit vector below which it counts as converged.
const STILL: f64 = 1e-20;

/// The first two principal components.
#[derive(Clone, Debug, PartialEq)]
pub struct Pca {
    /// Coordinates of each example on the first and the second component, in units of activity.
    pub scores: Vec<[f64; 2]>,
    /// Share of the total variance along each.
    pub shares: [f64; 2],
}

/// Computation of the principal components, a step of the power iteration at a time.
#[derive(Clone, Debug)]
pub struct Components {
    pca: Pca,
    rest: Gram,
    total: f64,
    component: usize,
    /// Current direction of this component, and the number of steps so far; none before the first.
    along: Option<(Vec<f64>, usize)>,
}

impl Components {
    /// Computation for the layer that this Gram matrix belongs to.
    pub fn new(k: &Gram) -> Self {
        let pca = Pca { scores: vec![[0.0; 2]; k.n], shares: [0.0; 2] };
        Self { pca, rest: k.clone(), total: k.trace(), component: 0, along: None }
    }

    /// One step. Returns the components if there is none left.
    pub fn step(&mut self) -> Option<Pca> {
        if self.component < self.pca.shares.len() && self.go_on() == Some(false) {
            return None;
        }
        Some(self.pca.clone())
    }

    /// One step. Returns true if all is done; none if there is no further direction along which anything varies.
    fn go_on(&mut self) -> Option<bool> {
        let Some((v, steps)) = self.along.take() else {
            self.along = Some((first(&self.rest)?, 0));
            return Some(false);
        };
        let next = unit(self.rest.times(&v))?;
        let change: f64 = next.iter().zip(&v).map(|(a, b)| (a - b) * (a - b)).sum();
        if change < STILL || steps + 1 == STEPS {
            return self.close(next);
        }
        self.along = Some((next, steps + 1));
        Some(false)
    }

    /// Stores a direction, and removes the variance along it.
    fn close(&mut self, mut along: Vec<f64>) -> Option<bool> {
        let value = dot(&along, &self.rest.times(&along));
        if value <= 0.0 || value.is_nan() {
            return None;
        }
        let furthest = along.iter().fold(0.0_f64, |most, v| if v.abs() > most.abs() { *v } else { most });
        along.iter_mut().for_each(|v| *v *= furthest.signum());
        for (scores, v) in self.pca.scores.iter_mut().zip(&along) {
            scores[self.component] = value.sqrt() * v;
        }
        self.pca.shares[self.component] = value / self.total;
        remove(&mut self.rest, value, &along);
        self.component += 1;
        Some(self.component == self.pca.shares.len())
    }
}

/// The components of the layer that this Gram matrix belongs to, by power iteration. The sign of a direction means
/// nothing; it is chosen so that the example furthest from 0 lies on the positive side. All zero if nothing varies.
pub fn pca(k: &Gram) -> Pca {
    let mut components = Components::new(k);
    loop {
        if let Some(pca) = components.step() {
            return pca;
        }
    }
}

/// The direction to begin with: the column of the example that varies most, which is no eigenvector's opposite.
fn first(k: &Gram) -> Option<Vec<f64>> {
    let first = (0..k.n).max_by(|a, b| k.k[a * k.n + a].total_cmp(&k.k[b * k.n + b]))?;
    unit(k.k[first * k.n..(first + 1) * k.n].to_vec())
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
