//! A run's weights as named arrays, out to a file that NumPy opens and in again: see [`crate::base::npz`].
//!
//! W1 … WL are (n_out, n_in), b1 … bL (n_out); B2 … BL are the feedback weights, each in the shape of its W.

use super::Run;
use crate::base::error::{Error, Result};
use crate::base::npz::Array;
use crate::{Mat, Real, Vector};

impl Run {
    /// The weights as they are now.
    pub fn weights(&self) -> Vec<Array> {
        let mut arrays = Vec::new();
        for (l, layer) in (1..).zip(&self.trainer().net().layers) {
            arrays.push(matrix(format!("W{l}"), &layer.w));
            arrays.extend(layer.b.as_ref().map(|b| array(format!("b{l}"), b.shape(), b.iter())));
        }
        let feedback = (2..).zip(self.trainer().rule().feedback());
        arrays.extend(feedback.map(|(l, b)| matrix(format!("B{l}"), b)));
        arrays
    }

    /// Starts from the weights of a file called `file` instead of those drawn. Feedback weights that it lacks stay as
    /// drawn.
    ///
    /// # Errors
    /// If training has begun, or an array is missing, too many or of another shape; then nothing is changed.
    pub fn start_with(&mut self, file: &str, mut arrays: Vec<Array>) -> Result<()> {
        if self.started() {
            return Err(Error::new("weights", "This run has begun. Reset it, then load the weights."));
        }
        let (mut net, count) = (self.trainer().net().clone(), self.trainer().rule().feedback().len());
        for (l, layer) in (1..).zip(&mut net.layers) {
            fill_matrix(file, &mut arrays, &format!("W{l}"), &mut layer.w)?;
            if let Some(b) = &mut layer.b {
                fill_vector(file, &mut arrays, &format!("b{l}"), b)?;
            }
        }
        let mut feedback = self.trainer().rule().feedback().to_vec();
        for (l, b) in (2..2 + count).zip(&mut feedback) {
            let name = format!("B{l}");
            if arrays.iter().any(|array| array.name == name) {
                fill_matrix(file, &mut arrays, &name, b)?;
            }
        }
        if let Some(Array { name, .. }) = arrays.first() {
            let message = format!(
                "{file} holds {name}, for which this network has no place. Choose the settings it was saved with."
            );
            return Err(Error::new("weights", message));
        }
        self.start_from(net, &feedback);
        Ok(())
    }
}

fn matrix(name: String, m: &Mat) -> Array {
    array(name, m.shape(), m.iter())
}

#[allow(clippy::unnecessary_cast, reason = "Real is f64 under the feature of that name")]
fn array<'a>(name: String, shape: &[usize], values: impl Iterator<Item = &'a Real>) -> Array {
    Array { name, shape: shape.to_vec(), values: values.map(|value| *value as f64).collect() }
}

fn fill_matrix(file: &str, arrays: &mut Vec<Array>, name: &str, into: &mut Mat) -> Result<()> {
    let values = take(file, arrays, name, into.shape())?;
    into.iter_mut().zip(values).for_each(|(to, value)| *to = value as Real);
    Ok(())
}

fn fill_vector(file: &str, arrays: &mut Vec<Array>, name: &str, into: &mut Vector) -> Result<()> {
    let values = take(file, arrays, name, into.shape())?;
    into.iter_mut().zip(values).for_each(|(to, value)| *to = value as Real);
    Ok(())
}

/// Takes the array of this name out of the list, if it has this shape.
fn take(file: &str, arrays: &mut Vec<Array>, name: &str, shape: &[usize]) -> Result<Vec<f64>> {
    let Some(at) = arrays.iter().position(|array| array.name == name) else {
        let message = format!(
            "{file} has no array {name} {shape:?}, which this network needs. Choose the settings it was saved with."
        );
        return Err(Error::new("weights", message));
    };
    if arrays[at].shape != shape {
        let message = format!(
            "{file}: {name} is {:?}, but this network needs {shape:?}. Choose the settings it was saved with.",
            arrays[at].shape
        );
        return Err(Error::new("weights", message));
    }
    Ok(arrays.remove(at).values)
}
