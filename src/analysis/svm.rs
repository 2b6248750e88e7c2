//! A linear support vector machine, one class against the rest.
//!
//! Each class has weights w, the last of which is its bias, that minimise ½ |w|² + Σ C_i max(0, 1 − y_i w·x_i)², where y_i is
//! 1 for its own examples and −1 for all others.

use super::classifier::{shares, weights, Classifier, Course, Scale, Trained, Training};
use super::dual::{Solver, LANES};
use super::gram::dot;

/// Weights C of the errors that are tried.
const DECADES: [f64; 6] = [1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0];

/// The kind of classifier; its hyperparameter is C.
#[derive(Clone, Copy, Debug)]
pub struct LinearSvm;

impl Classifier for LinearSvm {
    fn id(&self) -> &'static str {
        "svm"
    }

    fn name(&self) -> &'static str {
        "Linear support vector machine"
    }

    fn choices(&self) -> &'static [f64] {
        &DECADES
    }

    fn effort(&self) -> f64 {
        1.0
    }

    fn begin(&self, x: &[&[f64]], classes: &[usize], number: usize, _: Course, c: f64) -> Box<dyn Training> {
        Box::new(Separating::new(x, classes, number, c))
    }
}

/// A trained machine. It standardises its inputs by the mean and deviation of its training examples.
#[derive(Clone, Debug, PartialEq)]
pub struct Machine {
    scale: Scale,
    /// (classes, features + 1).
    weights: Vec<Vec<f64>>,
}

/// Training of a [`Machine`], a pass over its examples for a few classes at a time.
#[derive(Debug)]
struct Separating {
    machine: Machine,
    rows: Vec<Vec<f64>>,
    classes: Vec<usize>,
    costs: Vec<f64>,
    number: usize,
    solver: Option<Solver>,
}

impl Separating {
    fn new(x: &[&[f64]], classes: &[usize], number: usize, c: f64) -> Self {
        let scale = Scale::of(x);
        let rows: Vec<_> = x.iter().map(|row| standardised(row, &scale)).collect();
        let costs = weights(classes, number, c);
        let machine = Machine { scale, weights: Vec::with_capacity(number) };
        Self { machine, rows, classes: classes.to_vec(), costs, number, solver: None }
    }

    /// One pass for a few classes. Returns true if all classes have their weights.
    fn separate(&mut self) -> bool {
        let Self { machine, rows, classes, costs, number, solver } = self;
        let first = machine.weights.len();
        if first < *number {
            let lanes = LANES.min(*number - first);
            let solver_of = || Solver::new(rows, classes, first, lanes);
            if solver.get_or_insert_with(solver_of).pass(rows, costs) {
                let found = solver.take().map_or(Vec::new(), |solver| solver.w);
                let of_lane = |lane: usize| found.iter().map(|w| w[lane]).collect();
                machine.weights.extend((0..lanes).map(of_lane));
            }
        }
        machine.weights.len() == *number
    }
}

impl Training for Separating {
    fn pass(&mut self) -> Option<Box<dyn Trained>> {
        self.separate().then(|| Box::new(self.machine.clone()) as Box<dyn Trained>)
    }
}

impl Machine {
    /// Trains on `x` (n, features), whose classes (n) are below `number`; `c` > 0. An example of a class that n_class have
    /// weighs C_i = c n / (number n_class), so that each class counts the same. The order of the steps is drawn from a fixed
    /// seed: the same examples give the same weights (Hsieh et al. 2008).
    pub fn train(x: &[&[f64]], classes: &[usize], number: usize, c: f64) -> Self {
        let mut training = Separating::new(x, classes, number, c);
        while !training.separate() {}
        training.machine
    }

    /// Weights of each class, (classes, features + 1): of features in standard deviations from their means, then the bias.
    pub fn weights(&self) -> &[Vec<f64>] {
        &self.weights
    }
}

impl Trained for Machine {
    /// The class whose w·x is largest; the first of equal ones.
    fn predict(&self, x: &[f64]) -> usize {
        let x = standardised(x, &self.scale);
        let values: Vec<_> = self.weights.iter().map(|w| dot(w, &x)).collect();
        // The last of equal ones is taken, so the first class comes last.
        (0..values.len()).rev().max_by(|a, b| values[*a].total_cmp(&values[*b])).unwrap_or(0)
    }

    /// |w| of the standardised features, summed over the classes.
    fn importance(&self) -> Vec<f64> {
        let features = self.weights.first().map_or(0, |w| w.len() - 1);
        shares((0..features).map(|j| self.weights.iter().map(|w| w[j].abs()).sum()).collect())
    }
}

/// The standardised features, and a 1 for the bias.
fn standardised(x: &[f64], scale: &Scale) -> Vec<f64> {
    scale.apply(x).chain([1.0]).collect()
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

    fn train(x: &[Vec<f64>], classes: &[usize], c: f64) -> Machine {
        Machine::train(&x.iter().map(Vec::as_slice).collect::<Vec<_>>(), classes, 3, c)
    }

    fn said(machine: &Machine, x: &[Vec<f64>]) -> Vec<usize> {
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
    fn classes_that_are_solved_side_by_side_have_the_weights_that_each_has_under_another_name() {
        // Six classes: four are solved together, and then two; renamed, others are together.
        let classes: Vec<usize> = (0..90).map(|i| i % 6).collect();
        let x = blobs(&classes.iter().map(|class| class / 2).collect::<Vec<_>>(), 2.0);
        let x: Vec<_> = x.iter().map(Vec::as_slice).collect();
        let renamed: Vec<usize> = classes.iter().map(|class| (class + 3) % 6).collect();
        let [before, after] = [&classes, &renamed].map(|classes| Machine::train(&x, classes, 6, 1.0));
        (0..6).for_each(|class| assert_eq!(before.weights()[class], after.weights()[(class + 3) % 6], "class {class}"));
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
        // Finite values of a feature alone are used.
        assert!(machine.weights.iter().all(|w| w[2] != 0.0 && w[3] == 0.0));
        x.iter_mut().for_each(|x| x[3] = 1e9);
        assert_eq!(said(&machine, &x), classes);
    }
}
