//! Support vector machines of several classes at once, solved in the dual, one example at a time (Hsieh, Chang, Lin, Keerthi &
//! Sundararajan 2008, A dual coordinate descent method for large-scale linear SVM, doi:10.1145/1390156.1390208).

use std::array::from_fn;

use rand::seq::SliceRandom;
use rand::SeedableRng;

use super::gram::dot;
use crate::Rng;

/// Passes over all examples at most. Where C is large and classes overlap, these can be too few for [`STILL`].
const PASSES: usize = 200;
/// Largest projected gradient in a pass below which the solution counts as converged.
const STILL: f64 = 1e-3;

/// Classes that are solved side by side: their sums do not wait for each other, and each is what it would be alone, to the bit.
pub const LANES: usize = 4;

/// The w of a few classes in the making, from `rows` (n, features + 1), their sides y (n) and their costs C (n).
///
/// w = Σ α_i y_i x_i throughout. A step moves one α_i ≥ 0 to where the dual objective is smallest along it.
#[derive(Debug)]
pub struct Solver {
    /// (features + 1), of each class.
    pub w: Vec<[f64; LANES]>,
    y: Vec<[f64; LANES]>,
    alpha: Vec<[f64; LANES]>,
    /// True for each class that has not converged yet.
    open: [bool; LANES],
    squares: Vec<f64>,
    order: Vec<usize>,
    rng: Rng,
    passes: usize,
}

impl Solver {
    /// For so many classes from the `first` on.
    pub fn new(rows: &[Vec<f64>], classes: &[usize], first: usize, lanes: usize) -> Self {
        let side = |class: &usize| from_fn(|lane| if *class == first + lane { 1.0 } else { -1.0 });
        Self {
            w: vec![[0.0; LANES]; rows.first().map_or(0, Vec::len)],
            y: classes.iter().map(side).collect(),
            alpha: vec![[0.0; LANES]; rows.len()],
            open: from_fn(|lane| lane < lanes),
            squares: rows.iter().map(|row| dot(row, row)).collect(),
            order: (0..rows.len()).collect(),
            rng: Rng::seed_from_u64(0),
            passes: 0,
        }
    }

    /// One step for each example. Returns true if the solutions have converged, or after the largest number of passes.
    pub fn pass(&mut self, rows: &[Vec<f64>], costs: &[f64]) -> bool {
        let Self { w, y, alpha, open, squares, order, rng, passes } = self;
        // A new order for each pass: neighbours are often alike, and a fixed order would go round in circles.
        order.shuffle(rng);
        let mut largest = [0.0_f64; LANES];
        for &mut i in order {
            let products = products(w, &rows[i]);
            // Share of the squared hinge in the diagonal of the dual.
            let ridge = 0.5 / costs[i];
            let mut changes = [0.0; LANES];
            for lane in (0..LANES).filter(|lane| open[*lane]) {
                let (y, alpha) = (y[i][lane], &mut alpha[i][lane]);
                let gradient = y * products[lane] - 1.0 + ridge * *alpha;
                // At 0, α_i can only grow.
                let projected = if *alpha > 0.0 { gradient } else { gradient.min(0.0) };
                largest[lane] = largest[lane].max(projected.abs());
                let next = (*alpha - gradient / (squares[i] + ridge)).max(0.0);
                changes[lane] = (next - *alpha) * y;
                *alpha = next;
            }
            if changes != [0.0; LANES] {
                add(w, changes, &rows[i]);
            }
        }
        *passes += 1;
        (0..LANES).for_each(|lane| open[lane] &= largest[lane] >= STILL && *passes < PASSES);
        *open == [false; LANES]
    }
}

/// w·x of each class.
fn products(w: &[[f64; LANES]], x: &[f64]) -> [f64; LANES] {
    let mut sums = [0.0; LANES];
    for (w, x) in w.iter().zip(x) {
        (0..LANES).for_each(|lane| sums[lane] += w[lane] * x);
    }
    sums
}

/// Adds x to each w, so many times.
fn add(w: &mut [[f64; LANES]], times: [f64; LANES], x: &[f64]) {
    for (w, x) in w.iter_mut().zip(x) {
        (0..LANES).for_each(|lane| w[lane] += times[lane] * x);
    }
}
