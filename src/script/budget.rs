//! Limits of a piece of code for one update: steps, arithmetic and memory. All are counted, none is timed: the same
//! code stops at the same place on every machine.

use std::cell::Cell;
use std::rc::Rc;

use crate::net::Network;
use crate::{Mat, Real};

/// Statements and expressions an update.
const STEPS: u32 = 100_000;
/// Numbers that may be held at once: 128 MB.
const NUMBERS: usize = 32_000_000;
/// Rows or columns of one matrix. Without a bound a matrix of nothing, (0, 10⁹), would hold no number and take for ever to go through.
const SIDE: usize = 4_000_000;
/// Arithmetic: this many forward passes, and this many multiplications beside.
const PASSES: f64 = 60.0;
const MULTIPLICATIONS: f64 = 5e7;
/// A row is gone through by a call of its own, which takes as long as about so many multiplications.
const ROW: f64 = 30.0;

/// Remaining budget.
#[derive(Debug)]
pub struct Budget {
    steps: Cell<u32>,
    work: Cell<f64>,
    all: f64,
    held: Rc<Cell<usize>>,
}

/// A matrix that the code has made. When it is dropped, its memory may be used again.
#[derive(Debug)]
pub struct Held {
    /// Its numbers.
    pub values: Mat,
    held: Rc<Cell<usize>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.held.set(self.held.get() - self.values.len());
    }
}

impl Budget {
    /// Budget of an update from a batch of so many examples.
    pub fn new(net: &Network, examples: usize) -> Self {
        let work = PASSES * forward(net, examples) + MULTIPLICATIONS;
        Self { steps: Cell::new(STEPS), work: Cell::new(work), all: work, held: Rc::default() }
    }

    /// Share that is spent, of the steps or of the arithmetic, whichever is larger: 0 to 1.
    pub fn spent(&self) -> f64 {
        let steps = 1.0 - f64::from(self.steps.get()) / f64::from(STEPS);
        steps.max(1.0 - self.work.get() / self.all)
    }

    /// Takes one step.
    ///
    /// # Errors
    /// If there is none left.
    pub fn step(&self) -> Result<(), String> {
        let left = self.steps.get().checked_sub(1);
        self.steps.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or_else(|| format!("stopped here after {STEPS} steps. Is there a loop that does not end?"))
    }

    /// Takes so many multiplications.
    ///
    /// # Errors
    /// If there are not so many left.
    pub fn work(&self, multiplications: f64) -> Result<(), String> {
        self.work.set(self.work.get() - multiplications);
        if self.work.get() >= 0.0 {
            return Ok(());
        }
        let message = "stopped here: one update would take more arithmetic than 60 forward passes. Do less in a loop.";
        Err(message.into())
    }

    /// Check that a matrix of this shape still fits; subtracts the work of filling it, at `cost` a number.
    ///
    /// # Errors
    /// If it does not fit.
    pub fn room(&self, (rows, cols): (usize, usize), cost: f64) -> Result<(), String> {
        if rows.max(cols) > SIDE {
            return Err(format!("a ({rows}, {cols}) matrix is too large: it may have at most {SIDE} rows or columns."));
        }
        let wanted = rows.saturating_mul(cols);
        if wanted.saturating_add(self.held.get()) > NUMBERS {
            return Err(format!(
                "a ({rows}, {cols}) matrix is too large: an update may hold {NUMBERS} numbers at once, and holds {}.",
                self.held.get()
            ));
        }
        self.work(through((rows, cols), cost))
    }

    /// The work of going through a matrix of this shape: its numbers and, should there be none, its rows and columns.
    ///
    /// # Errors
    /// If there is not so much left.
    pub fn read(&self, (rows, cols): (usize, usize)) -> Result<(), String> {
        self.work(through((rows, cols), 1.0))
    }

    /// Keeps the count of a matrix for which there was room, whose numbers must be finite.
    ///
    /// # Errors
    /// If they are not.
    pub fn keep(&self, values: Mat) -> Result<Rc<Held>, String> {
        // Without a branch an entry: this runs after every operation.
        if !values.iter().fold(true, |fine, value| fine & value.is_finite()) {
            return Err(not_finite(&values));
        }
        self.held.set(self.held.get() + values.len());
        Ok(Rc::new(Held { values, held: Rc::clone(&self.held) }))
    }
}

/// Work of going through a matrix, at `each` a number. In floating-point numbers, so that nothing wraps where `usize` has 32 bits.
fn through((rows, cols): (usize, usize), each: f64) -> f64 {
    let (rows, cols) = (rows as f64, cols as f64);
    rows * (cols * each + ROW) + cols
}

fn not_finite(values: &Mat) -> String {
    let found = values.indexed_iter().find(|(_, value)| !value.is_finite());
    let ((row, col), value) = found.unwrap_or(((0, 0), &Real::NAN));
    format!(
        "the result holds {value} in row {row}, column {col}. Was something divided by 0, or did it grow without limit? \
         A learning rate that is too high does that too."
    )
}

/// Multiplications of a forward pass.
pub fn forward(net: &Network, examples: usize) -> f64 {
    net.layers.iter().map(|layer| layer.w.len() as f64).sum::<f64>() * examples as f64
}
