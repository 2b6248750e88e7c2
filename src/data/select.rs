//! Selection of the images of a run, their order, and the scaling of pixels to inputs.

use std::sync::Arc;

use rand::seq::SliceRandom;

use super::{Dataset, Part};
use crate::base::mat::reshape;
use crate::{Mat, Real, Rng};

/// A mini-batch: inputs and targets.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// x, (B, n_in).
    pub x: Mat,
    /// One-hot targets t, (B, n_out).
    pub t: Mat,
}

impl Batch {
    /// B, the number of examples.
    pub fn len(&self) -> usize {
        self.x.nrows()
    }

    /// True if there is no example.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Scaling of a pixel to an input: (pixel / 255 − mean) / sd.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Mean, which is subtracted.
    pub mean: Real,
    /// Standard deviation, by which the difference is divided.
    pub sd: Real,
}

impl Scale {
    /// The input that a pixel becomes.
    pub fn input(&self, pixel: u8) -> Real {
        (Real::from(pixel) / 255.0 - self.mean) / self.sd
    }
}

/// Some images of one part of a data set, in an order of its own.
#[derive(Clone, Debug)]
pub struct Selection {
    data: Arc<Dataset>,
    part: Part,
    order: Vec<u32>,
    classes: Vec<u8>,
    input: Vec<Real>,
}

impl Selection {
    /// The first `most` images of `part`, and of those the ones of `classes`. An image of `classes[k]` has target k.
    pub fn new(data: Arc<Dataset>, part: Part, most: usize, classes: &[u8], scale: Scale) -> Self {
        let labels = data.part(part).labels.iter().take(most);
        let order = (0..).zip(labels).filter(|(_, label)| classes.contains(label)).map(|(i, _)| i).collect();
        let input = (0..=255u8).map(|pixel| scale.input(pixel)).collect();
        Self { data, part, order, classes: classes.to_vec(), input }
    }

    /// The same without the images of other digits than these; targets stay what they were.
    pub fn only(mut self, digits: &[u8]) -> Self {
        let labels = &self.data.part(self.part).labels;
        self.order.retain(|i| digits.contains(&labels[*i as usize]));
        self
    }

    /// Number of images.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// True if there is no image.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Brings the images into a new random order.
    pub fn shuffle(&mut self, rng: &mut Rng) {
        self.order.shuffle(rng);
    }

    /// The target k of image i.
    pub fn target(&self, i: usize) -> usize {
        let label = self.data.part(self.part).labels[self.order[i] as usize];
        self.classes.iter().position(|class| *class == label).expect("only images of the chosen classes are selected")
    }

    /// Number of images of each target.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.classes.len()];
        (0..self.len()).for_each(|i| counts[self.target(i)] += 1);
        counts
    }

    /// The pixels of image i, rows × cols bytes.
    pub fn pixels(&self, i: usize) -> &[u8] {
        let size = self.data.rows * self.data.cols;
        let at = self.order[i] as usize * size;
        &self.data.part(self.part).pixels[at..at + size]
    }

    /// Fills `batch` with images `from .. from + count`, or as many as are left.
    pub fn batch(&self, from: usize, count: usize, batch: &mut Batch) {
        let rows = count.min(self.len().saturating_sub(from));
        reshape(&mut batch.x, (rows, self.data.rows * self.data.cols));
        reshape(&mut batch.t, (rows, self.classes.len()));
        batch.t.fill(0.0);
        for (i, mut x) in batch.x.rows_mut().into_iter().enumerate() {
            batch.t[(i, self.target(from + i))] = 1.0;
            for (x, pixel) in x.iter_mut().zip(self.pixels(from + i)) {
                *x = self.input[usize::from(*pixel)];
            }
        }
    }
}
