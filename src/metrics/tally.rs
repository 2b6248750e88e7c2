//! Loss, accuracy, per-class accuracy and confusion, summed up batch by batch.

use ndarray::ArrayView1;

use crate::train::observe::{Moment, Observer};
use crate::{Mat, Real};

/// Running sums over examples.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Sum of the examples' losses.
    loss: f64,
    /// Examples by true class (row) and predicted class (column).
    confusion: Vec<Vec<u64>>,
}

impl Tally {
    /// An empty tally for this many classes.
    pub fn new(classes: usize) -> Self {
        Self { loss: 0.0, confusion: vec![vec![0; classes]; classes] }
    }

    /// Forgets everything, keeping the memory.
    pub fn clear(&mut self) {
        self.loss = 0.0;
        self.confusion.iter_mut().for_each(|row| row.fill(0));
    }

    /// Adds a batch: its mean loss, its outputs y and one-hot targets t, both (B, n_out).
    pub fn add(&mut self, mean_loss: f64, y: &Mat, t: &Mat) {
        self.loss += mean_loss * y.nrows() as f64;
        for (y, t) in y.rows().into_iter().zip(t.rows()) {
            self.confusion[largest(t)][largest(y)] += 1;
        }
    }

    /// Number of examples added.
    pub fn count(&self) -> u64 {
        self.confusion.iter().flatten().sum()
    }

    /// Mean loss; none without examples.
    pub fn loss(&self) -> Option<f64> {
        (self.count() > 0).then(|| self.loss / self.count() as f64)
    }

    /// Share of examples that were classified rightly, in percent; none without examples.
    pub fn accuracy(&self) -> Option<f64> {
        let right: u64 = self.confusion.iter().enumerate().map(|(k, row)| row[k]).sum();
        percent(right, self.count())
    }

    /// The same for those true classes that are marked.
    pub fn accuracy_of(&self, marked: &[bool]) -> Option<f64> {
        let rows = self.confusion.iter().enumerate().zip(marked).filter(|(_, marked)| **marked);
        let (right, all) =
            rows.fold((0, 0), |(right, all), ((k, row), _)| (right + row[k], all + row.iter().sum::<u64>()));
        percent(right, all)
    }

    /// The same for each true class.
    pub fn per_class(&self) -> Vec<Option<f64>> {
        self.confusion.iter().enumerate().map(|(k, row)| percent(row[k], row.iter().sum())).collect()
    }

    /// Examples by true class (row) and predicted class (column).
    pub fn confusion(&self) -> &[Vec<u64>] {
        &self.confusion
    }
}

impl Observer for Tally {
    fn see(&mut self, moment: &Moment<'_>) {
        let context = &moment.context;
        self.add(context.loss, context.pass.output(), &context.batch.t);
    }
}

/// The index of the largest value; the first one if there are several.
pub fn largest(values: ArrayView1<'_, Real>) -> usize {
    let better = |best: (usize, Real), (k, v): (usize, Real)| if v > best.1 { (k, v) } else { best };
    values.iter().copied().enumerate().fold((0, Real::NEG_INFINITY), better).0
}

fn percent(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}
