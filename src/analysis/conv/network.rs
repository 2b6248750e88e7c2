//! The network: a convolution over time with ReLU, and a read-out of all its responses.

use super::super::classifier::Course;
use crate::base::mat::{flat, flat_mut, reshape};
use crate::net::matmul::product;
use crate::net::Init;
use crate::{Mat, Real, Rng};

/// Filters of the convolution.
const FILTERS: usize = 20;
/// Times that a filter sees at once, where there are as many.
const WIDTH: usize = 3;

/// Geometry: which features a filter sees where.
#[derive(Clone, Debug)]
pub struct Geometry {
    /// Features of each window in turn, by their places.
    windows: Vec<Vec<usize>>,
    /// Places of the features that have no time.
    beside: Vec<usize>,
}

impl Geometry {
    /// Windows of rows with so many features. A filter moves by one time at a step, and stays within the course.
    pub fn new(features: usize, course: Course) -> Self {
        let Course { parts, times, beside } = course;
        let told = features.saturating_sub(beside);
        let each = told / (parts * times).max(1);
        let at = |time: usize| {
            (0..parts)
                .flat_map(move |part| (0..each).map(move |i| (part * times + time) * each + i))
                .collect::<Vec<_>>()
        };
        let all: Vec<_> = (0..times).map(at).collect();
        let windows = all.windows(WIDTH.min(times).max(1)).map(<[Vec<usize>]>::concat).collect();
        Self { windows, beside: (told..features).collect() }
    }

    /// Shapes of [`Weights`] for so many classes.
    fn shapes(&self, classes: usize) -> [(usize, usize); 2] {
        let seen = self.windows.first().map_or(0, Vec::len);
        [(FILTERS, seen + 1), (classes, FILTERS * self.windows.len() + self.beside.len() + 1)]
    }

    /// The input that these features (features) are.
    pub fn input(&self, row: &[Real]) -> Input {
        let windows = self.windows.iter().flat_map(|window| window.iter().map(|i| row[*i]).chain([1.0])).collect();
        Input { windows, beside: self.beside.iter().map(|i| row[*i]).chain([1.0]).collect() }
    }

    /// Values of an input's windows (windows × (seen + 1)) and of what has no time, summed up by the feature that they belong to.
    pub fn by_feature(&self, (windows, beside): (&[Real], &[Real]), sums: &mut [f64]) {
        for (window, values) in self.windows.iter().zip(windows.chunks_exact(self.windows[0].len() + 1)) {
            window.iter().zip(values).for_each(|(i, value)| sums[*i] += f64::from(*value));
        }
        self.beside.iter().zip(beside).for_each(|(i, value)| sums[*i] += f64::from(*value));
    }
}

/// Input of one example; behind each part of it there is a 1 for the bias.
#[derive(Clone, Debug)]
pub struct Input {
    /// (windows × (seen + 1)).
    pub windows: Vec<Real>,
    /// (features without a time + 1).
    pub beside: Vec<Real>,
}

/// Kernel (filters, seen + 1) and read-out (classes, windows × filters + features without a time + 1); last columns are biases.
pub type Weights = [Mat; 2];

/// First weights: Glorot's, and biases 0.
pub fn fresh(geometry: &Geometry, classes: usize, rng: &mut Rng) -> Weights {
    geometry.shapes(classes).map(|(rows, columns)| {
        let mut w = Init::Glorot.weights(rows, columns, rng);
        w.column_mut(columns - 1).fill(0.0);
        w
    })
}

/// Answers to a batch, and what they are made of.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// (B × windows, seen + 1).
    windows: Mat,
    /// (B × windows, filters) after ReLU.
    hidden: Mat,
    /// Inputs of the read-out: (B, windows × filters + features without a time + 1).
    read: Mat,
    /// (B, classes).
    pub outputs: Mat,
    /// ∂/∂read.
    of_read: Mat,
    /// ∂/∂hidden, before ReLU.
    of_hidden: Mat,
}

impl Answers {
    /// Answers of the network to these inputs.
    pub fn forward(&mut self, [kernel, readout]: &Weights, inputs: &[&Input]) {
        let Self { windows, hidden, read, outputs, .. } = self;
        let each = inputs.first().map_or(0, |input| input.windows.len());
        reshape(windows, (inputs.len() * each / kernel.ncols(), kernel.ncols()));
        for (rows, input) in flat_mut(windows).chunks_exact_mut(each.max(1)).zip(inputs) {
            rows.copy_from_slice(&input.windows);
        }
        reshape(hidden, (windows.nrows(), FILTERS));
        product(1.0, windows.view(), kernel.t(), 0.0, hidden);
        flat_mut(hidden).iter_mut().for_each(|h| *h = h.max(0.0));
        reshape(read, (inputs.len(), readout.ncols()));
        let responses = each / kernel.ncols() * FILTERS;
        let rows = flat(hidden).chunks_exact(responses.max(1)).zip(inputs);
        for (read, (row, input)) in flat_mut(read).chunks_exact_mut(readout.ncols()).zip(rows) {
            read[..responses].copy_from_slice(row);
            read[responses..].copy_from_slice(&input.beside);
        }
        reshape(outputs, (inputs.len(), readout.nrows()));
        product(1.0, read.view(), readout.t(), 0.0, outputs);
    }

    /// Derivatives of a sum over the batch with respect to both weights, given those with respect to the outputs (B, classes).
    pub fn gradients(&mut self, weights: &Weights, of_outputs: &Mat, gradients: &mut Weights) {
        self.back(weights, of_outputs);
        let [kernel, readout] = gradients;
        product(1.0, of_outputs.t(), self.read.view(), 0.0, readout);
        product(1.0, self.of_hidden.t(), self.windows.view(), 0.0, kernel);
    }

    /// The same with respect to the input of a single example: its windows (windows, seen + 1), and what has no time.
    pub fn of_inputs(&mut self, weights: &Weights, of_outputs: &Mat) -> (Mat, &[Real]) {
        self.back(weights, of_outputs);
        let mut found = Mat::zeros(self.windows.dim());
        product(1.0, self.of_hidden.view(), weights[0].view(), 0.0, &mut found);
        (found, &flat(&self.of_read)[self.hidden.len()..])
    }

    fn back(&mut self, [_, readout]: &Weights, of_outputs: &Mat) {
        let Self { hidden, of_read, of_hidden, .. } = self;
        reshape(of_read, (of_outputs.nrows(), readout.ncols()));
        product(1.0, of_outputs.view(), readout.view(), 0.0, of_read);
        reshape(of_hidden, hidden.dim());
        let responses = hidden.len() / of_outputs.nrows().max(1);
        let rows =
            flat_mut(of_hidden).chunks_exact_mut(responses.max(1)).zip(flat(hidden).chunks_exact(responses.max(1)));
        for ((delta, h), read) in rows.zip(flat(of_read).chunks_exact(readout.ncols())) {
            let pairs = delta.iter_mut().zip(h).zip(read);
            pairs.for_each(|((delta, h), read)| *delta = if *h > 0.0 { *read } else { 0.0 });
        }
    }
}
