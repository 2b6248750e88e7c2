//! Benchmarks: the machine's own limit, the products behind a step, and whole steps of a rule.
//!
//! Nothing here reads a clock. Each benchmark repeats something a given number of times; the caller has the better
//! clock.

use std::hint::black_box;
use std::sync::Arc;

use crate::lab::settings::config::Plan;
use crate::lab::training::{network, select, trainer};
use microlearning_kernel::read;
pub use microlearning_kernel::{eight_vectors, twelve_vectors};

use crate::base::error::{Error, Result};
use crate::base::named::Named;
use crate::data::{Batch, Dataset, Part};
use crate::net::matmul::product;
use crate::train::Trainer;
use crate::{Mat, Real};

/// Reads a matrix of the tutorial's first layer, 784 × 500, so many times. Returns how many bytes that were.
pub fn read_weights(rounds: usize) -> f64 {
    let weights = vec![0.5; 784 * 500];
    let sum: Real = (0..rounds).map(|_| read(black_box(&weights))).sum();
    black_box(sum);
    (rounds * size_of_val(&weights[..])) as f64
}

/// Layout of a product's matrices in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// h Wᵀ, as in a forward pass.
    Forward,
    /// δᵀ h, as in a weight's gradient.
    Gradient,
    /// δ W, as an error's way back.
    Back,
}

impl Named for Lie {
    const NAMES: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Forward, "forward", "h Wᵀ"), (Self::Gradient, "gradient", "δᵀ h"), (Self::Back, "back", "δ W")];
}

/// Entries of a matrix at most.
const MOST: usize = 1 << 24;

/// A product of (m, k) · (k, n).
pub struct Product {
    a: Mat,
    b: Mat,
    c: Mat,
    lie: Lie,
}

impl Product {
    /// Fills the matrices, without zeros.
    ///
    /// # Errors
    /// If a matrix has no entries or more than 16 million.
    pub fn new(lie: Lie, m: usize, k: usize, n: usize) -> Result<Self> {
        let fits = |(a, b): (usize, usize)| a.checked_mul(b).is_some_and(|size| (1..=MOST).contains(&size));
        if ![(m, k), (k, n), (m, n)].into_iter().all(fits) {
            let message = format!("A product of {m} × {k} and {k} × {n}: give matrices of 1 to {MOST} entries.");
            return Err(Error::new("product", message));
        }
        let fill =
            |(rows, cols)| Mat::from_shape_fn((rows, cols), |(i, j)| ((i * 7 + j * 3) % 11) as Real * 0.1 - 0.55);
        let a = if lie == Lie::Gradient { (k, m) } else { (m, k) };
        let b = if lie == Lie::Forward { (n, k) } else { (k, n) };
        Ok(Self { a: fill(a), b: fill(b), c: Mat::zeros((m, n)), lie })
    }

    /// Multiplies so many times.
    pub fn run(&mut self, rounds: usize) {
        let a = if self.lie == Lie::Gradient { self.a.t() } else { self.a.view() };
        let b = if self.lie == Lie::Forward { self.b.t() } else { self.b.view() };
        for _ in 0..rounds {
            product(1.0, a, b, 0.0, &mut self.c);
        }
    }
}

/// Updates of a rule on one batch.
pub struct Steps {
    trainer: Trainer,
    batch: Batch,
}

impl Steps {
    /// A network of this plan, and the first training images of `data` as its batch.
    pub fn new(data: &Arc<Dataset>, plan: &Plan) -> Self {
        let mut batch = Batch::default();
        select(data, plan, Part::Train).batch(0, plan.config.batch, &mut batch);
        let net = network(plan, batch.x.ncols());
        Self { trainer: trainer(plan, net, None), batch }
    }

    /// So many updates.
    ///
    /// # Errors
    /// If the run diverges.
    pub fn run(&mut self, rounds: usize) -> Result<()> {
        (0..rounds).try_for_each(|_| self.trainer.step(&self.batch, &mut ()).map(drop))
    }

    /// Floating-point operations in the products of backprop's step: forward, the weights' gradient, and the error's
    /// way back through all but the first layer.
    pub fn backprop_flops(&self) -> f64 {
        let layers = self.trainer.net().layers.iter().enumerate();
        let products: usize = layers.map(|(l, layer)| (if l == 0 { 4 } else { 6 }) * layer.w.len()).sum();
        (self.batch.len() * products) as f64
    }

    /// Floating-point operations with which a plain step moves all weights: w + η (Δ − λw) takes four for each.
    pub fn step_flops(&self) -> f64 {
        let weights: usize = self.trainer.net().layers.iter().map(|layer| layer.w.len()).sum();
        (4 * weights) as f64
    }
}
