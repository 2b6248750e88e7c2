//! A linear support vector machine, one class against the rest.
//!
//! Each class has weights w, the last of which is its bias, that minimise ½ |w|² + Σ C_i max(0, 1 − y_i w·x_i)², where y_i is
//! 1 for its own examples and −1 for all others. Solved in the dual, one example at a time (Hsieh, Chang, Lin, Keerthi &
//! Sundararajan 2008, A dual coordinate descent method for large-scale linear SVM, doi:10.1145/1390156.1390208).

use rand::seq::SliceRandom;
use rand::SeedableRng;

use super::gram::dot;
use crate::metrics::mean_and_sd;
use crate::Rng;

/// Passes over all examples at most. Where C is large and classes overlap, these can be too few for [`STILL`].
const PASSES: usize = 200;
/// Largest projected gradient in a pass below which the solution counts as converged.
const STILL: f64 = 1e-3;

/// A trained classifier. It standardises its inputs by the mean and deviation of its training examples.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearSvm {
    /// Mean and standard deviation of each feature over the training examples.
    scale: Vec<(f64, f64)>,
    /// (classes, features + 1).
    weights: Vec<Vec<f64>>,
}

/// Training of a [`LinearSvm`], a pass over its examples at a time.
#[derive(Debug)]
pub struct Training {
    machine: LinearSvm,
    rows: Vec<Vec<f64>>,
    classes: Vec<usize>,
    costs: Vec<f64>,
    number: usize,
    solver: Option<Solver>,
}

impl Training {
    /// A training like that of [`LinearSvm::train`].
    pub fn new(x: &[&[f64]], classes: &[usize], number: usize, c: f64) -> Self {
        let features = x.first().map_or(0, |row| row.len());
        let scale: Vec<_> = (0..features).map(|j| finite_mean_and_sd(x.iter().map(|row| row[j]))).collect();
        let rows: Vec<_> = x.iter().map(|row| standardised(row, &scale)).collect();
        let count = |class| classes.iter().filter(|other| **other == class).count();
        let counts: Vec<_> = (0..number).map(count).collect();
        let share = c * x.len() as f64 / number as f64;
        let costs: Vec<_> = classes.iter().map(|class| share / counts[*class] as f64).collect();
        let machine = LinearSvm { scale, weights: Vec::with_capacity(number) };
        Self { machine, rows, classes: classes.to_vec(), costs, number, solver: None }
    }

    /// One pass for one class. Returns the classifier if it was the last.
    pub fn pass(&mut self) -> Option<LinearSvm> {
        let Self { machine, rows, classes, costs, number, solver } = self;
        let class = machine.weights.len();
        if class < *number {
            let side = |other: &usize| if *other == class { 1.0 } else { -1.0 };
            let fresh = || Solver::new(rows, classes.iter().map(side).collect());
            if solver.get_or_insert_with(fresh).pass(rows, costs) {
                machine.weights.extend(solver.take().map(|solver| solver.w));
            }
        }
        (machine.weights.len() == *number).then(|| machine.clone())
    }
}

impl LinearSvm {
    /// Trains on `x` (n, features), whose classes (n) are below `number`; `c` > 0. An example of a class that n_class have
    /// weighs C_i = c n / (number n_class), so that each class counts the same. The order of the steps is drawn from a fixed
    /// seed: the same examples give the same weights (Hsieh et al. 2008).
    pub fn train(x: &[&[f64]], classes: &[usize], number: usize, c: f64) -> Self {
        let mut training = Training::new(x, classes, number, c);
        loop {
            if let Some(machine) = training.pass() {
                return machine;
            }
        }
    }

    /// The class whose w·x is largest for `x` (features); the first of equal ones.
    pub fn predict(&self, x: &[f64]) -> usize {
        let x = standardised(x, &self.scale);
        let values: Vec<_> = self.weights.iter().map(|w| dot(w, &x)).collect();
        // The last of equal ones is taken, so the first class comes last.
        (0..values.len()).rev().max_by(|a, b| values[*a].total_cmp(&values[*b])).unwrap_or(0)
    }
}

/// Mean and standard deviation over the finite values. Seen from the first of them, so that a feature that never varies has
/// a deviation of 0 and not one of rounding.
fn finite_mean_and_sd(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    let Some(first) = values.first() else { return (0.0, 0.0) };
    let (mean, sd) = mean_and_sd(&values.iter().map(|value| value - first).collect::<Vec<_>>());
    (first + mean.unwrap_or(0.0), sd.unwrap_or(0.0))
}

/// The features in standard deviations from their means, and a 1 for the bias. What never varied or is not finite says
/// nothing and becomes 0: a network that diverged must not spoil what is learned from all others.
fn standardised(x: &[f64], scale: &[(f64, f64)]) -> Vec<f64> {
    let z = x.iter().zip(scale).map(|(value, (mean, sd))| (value - mean) / sd);
    z.map(|z| if z.is_finite() { z } else { 0.0 }).chain([1.0]).collect()
}

/// The w of one class in the making, from `rows` (n, features + 1), their sides y (n) and their costs C (n).
///
/// w = Σ α_i y_i x_i throughout. A step moves one α_i ≥ 0 to where the dual objective is smallest along it.
#[derive(Debug)]
struct Solver {
    w: Vec<f64>,
    y: Vec<f64>,
    alpha: Vec<f64>,
    squares: Vec<f64>,
    order: Vec<usize>,
    rng: Rng,
    passes: usize,
}

impl Solver {
    fn new(rows: &[Vec<f64>], y: Vec<f64>) -> Self {
        Self {
            w: vec![0.0; rows.first().map_or(0, Vec::len)],
            y,
            alpha: vec![0.0; rows.len()],
            squares: rows.iter().map(|row| dot(row, row)).collect(),
            order: (0..rows.len()).collect(),
            rng: Rng::seed_from_u64(0),
            passes: 0,
        }
    }

    /// One step for each example. Returns true if the solution has converged, or after the largest number of passes.
    fn pass(&mut self, rows: &[Vec<f64>], costs: &[f64]) -> bool {
        let Self { w, y, alpha, squares, order, rng, passes } = self;
        // A new order for each pass: neighbours are often alike, and a fixed order would go round in circles.
        order.shuffle(rng);
        let mut largest = 0.0_f64;
        for &mut i in order {
            // What the square of the hinge adds to the diagonal of the dual.
            let ridge = 0.5 / costs[i];
            let gradient = y[i] * dot(w, &rows[i]) - 1.0 + ridge * alpha[i];
            // At 0, α_i can only grow.
            let projected = if alpha[i] > 0.0 { gradient } else { gradient.min(0.0) };
            largest = largest.max(projected.abs());
            let next = (alpha[i] - gradient / (squares[i] + ridge)).max(0.0);
            let change = (next - alpha[i]) * y[i];
            alpha[i] = next;
            w.iter_mut().zip(&rows[i]).for_each(|(w, x)| *w += change * x);
        }
        *passes += 1;
        largest < STILL || *passes == PASSES
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{normal, stream, Stream};

    /// Examples around the corners of a triangle, one a class, in two features; a third is noise.
    fn blobs(classes: &[usize], spread: f64) -> Vec<Vec<f64>> {
        let mut rng = stream(1, Stream::Probe);
        let mut noise = || spread * f64::from(normal(&mut rng));
        let corners = [(0.0, 4.0), (-4.0, -2.0), (4.0, -2.0)];
        classes.iter().map(|k| vec![corners[*k].0 + noise(), corners[*k].1 + noise(), noise()]).collect()
    }

    fn train(x: &[Vec<f64>], classes: &[usize], c: f64) -> LinearSvm {
        LinearSvm::train(&x.iter().map(Vec::as_slice).collect::<Vec<_>>(), classes, 3, c)
    }

    fn said(machine: &LinearSvm, x: &[Vec<f64>]) -> Vec<usize> {
        x.iter().map(|x| machine.predict(x)).collect()
    }

    #[test]
    fn classes_that_lie_apart_are_told_apart_whatever_the_unit_and_whatever_they_are_called() {
        let classes = [0, 1, 2].repeat(40);
        let mut x = blobs(&classes, 0.5);
        assert_eq!(said(&train(&x[..60], &classes[..60], 1.0), &x), classes);
        x = blobs(&classes, 3.0);
        let before = said(&train(&x, &classes, 1.0), &x);
        let renamed = |classes: &[usize]| classes.iter().map(|class| (class + 1) % 3).collect::<Vec<_>>();
        assert_eq!(said(&train(&x, &renamed(&classes), 1.0), &x), renamed(&before));
        x.iter_mut().for_each(|x| x[1] *= 1e6);
        assert_eq!(said(&train(&x, &classes, 1.0), &x), before);
    }

    #[test]
    fn no_weight_moved_either_way_lowers_the_primal_objective() {
        // Classes of 6, 20 and 20 examples, so that weighing them matters.
        let classes: Vec<usize> = (0..46).map(|i| if i < 6 { 0 } else { 1 + i % 2 }).collect();
        let x = blobs(&classes, 3.0);
        let machine = train(&x, &classes, 0.5);
        let x: Vec<_> = x.iter().map(|x| standardised(x, &machine.scale)).collect();
        for (class, w) in machine.weights.iter().enumerate() {
            let loss = |w: &[f64], x: &[f64], other: usize| {
                let y = if other == class { 1.0 } else { -1.0 };
                0.5 * 46.0 / 3.0 / [6.0, 20.0, 20.0][other] * (1.0 - y * dot(w, x)).max(0.0).powi(2)
            };
            let losses = |w: &[f64]| x.iter().zip(&classes).map(|(x, other)| loss(w, x, *other)).sum::<f64>();
            let objective = |w: &[f64]| 0.5 * dot(w, w) + losses(w);
            for (j, step) in (0..w.len()).flat_map(|j| [(j, 0.002), (j, -0.002)]) {
                let moved: Vec<_> = (0..w.len()).map(|i| if i == j { w[i] + step } else { w[i] }).collect();
                assert!(objective(&moved) > objective(w), "class {class}, weight {j}, step {step}");
            }
        }
    }

    #[test]
    fn values_that_are_not_finite_and_features_that_never_vary_do_no_harm() {
        let classes = [0, 1, 2].repeat(40);
        let mut x = blobs(&classes, 0.5);
        x.iter_mut().for_each(|x| x.push(0.1));
        (x[0][2], x[1][2], x[2][2]) = (f64::NAN, f64::INFINITY, f64::NEG_INFINITY);
        let machine = train(&x, &classes, 1.0);
        assert!(machine.weights.iter().flatten().all(|w| w.is_finite()));
        // What is finite of a feature is used.
        assert!(machine.weights.iter().all(|w| w[2] != 0.0 && w[3] == 0.0));
        x.iter_mut().for_each(|x| x[3] = 1e9);
        assert_eq!(said(&machine, &x), classes);
    }
}
