//! The Gram matrix K = X̃ X̃ᵀ of centred activities: how alike any two examples are. Turning or reflecting the space of units
//! leaves it as it is, so whatever is read from it does not depend on which unit does what.

use crate::Mat;

/// K, (n, n) for n examples. Its eigenvalues other than 0 are n times those of the units' covariance matrix.
#[derive(Clone, Debug)]
pub struct Gram {
    /// Row after row.
    pub(super) k: Vec<f64>,
    /// n.
    pub(super) n: usize,
}

/// Computation of a Gram matrix, a row at a time.
#[derive(Clone, Debug)]
pub struct Gramming {
    centred: Vec<f64>,
    units: usize,
    row: usize,
    gram: Gram,
}

impl Gramming {
    /// Computation for activities x (n, units); each unit's mean over the examples is subtracted first.
    pub fn new(x: &Mat) -> Self {
        let (n, units) = x.dim();
        let mut centred: Vec<f64> = x.iter().map(|value| f64::from(*value)).collect();
        for j in 0..units {
            let mean = centred.iter().skip(j).step_by(units).sum::<f64>() / n as f64;
            centred.iter_mut().skip(j).step_by(units).for_each(|value| *value -= mean);
        }
        Self { centred, units, row: 0, gram: Gram { k: vec![0.0; n * n], n } }
    }

    /// Computes the next row. Returns the matrix if there is none.
    pub fn row(&mut self) -> Option<&Gram> {
        let Self { centred, units, row: i, gram: Gram { k, n } } = self;
        if *i < *n {
            let row = |i: usize| &centred[i * *units..(i + 1) * *units];
            for j in 0..=*i {
                let product = dot(row(*i), row(j));
                (k[*i * *n + j], k[j * *n + *i]) = (product, product);
            }
            *i += 1;
        }
        (self.row == self.gram.n).then_some(&self.gram)
    }

    /// Share of the work that is done.
    pub fn fraction(&self) -> f64 {
        (self.row * self.row) as f64 / (self.gram.n * self.gram.n).max(1) as f64
    }
}

/// Gram matrix K of activities x (n, units); each unit's mean over the examples is subtracted first. Summed in f64 and
/// in one order on every machine.
pub fn gram(x: &Mat) -> Gram {
    let mut gramming = Gramming::new(x);
    while gramming.row().is_none() {}
    gramming.gram
}

impl Gram {
    /// Σ K_ii: n times the variance of all units together.
    pub(super) fn trace(&self) -> f64 {
        (0..self.n).map(|i| self.k[i * self.n + i]).sum()
    }

    /// Σ_ij K_ij L_ij, for the same examples.
    pub(super) fn inner(&self, other: &Self) -> f64 {
        dot(&self.k, &other.k)
    }

    /// K v.
    pub(super) fn times(&self, v: &[f64]) -> Vec<f64> {
        self.k.chunks_exact(self.n.max(1)).map(|row| dot(row, v)).collect()
    }
}

/// Σ a_i b_i.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
