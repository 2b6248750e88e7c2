//! A run's weights as named arrays, out to a file that NumPy opens and in again: see [`crate::base::npz`].
//!
//! W1 … WL are (n_out, n_in), b1 … bL (n_out); B2 … BL are the feedback weights, each in the shape of its W.

use super::Run;
use crate::base::error::{Error, Result};
use crate::base::npz::Array;
use crate::train::Snapshot;
use crate::{Mat, Real, Vector};

impl Run {
    /// Exchanges the weights with those of a snapshot: a second time, and all is as it was.
    pub fn exchange(&mut self, snapshot: &mut Snapshot) {
        self.training.exchange(snapshot);
    }

    /// Every layer's weights before training.
    pub fn first_weights(&self) -> &[Mat] {
        &self.before
    }

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

    /// Digest of the weights as they are now, in the order of [`Self::weights`]: two runs with the same one have the same weights, bit for
    /// bit. It is the 64-bit FNV-1a hash of their bits as 32-bit words (f64: their upper and lower half), folded to a whole number
    /// below 2⁴⁸, which every reader of numbers keeps exactly.
    pub fn digest(&self) -> f64 {
        let net = self.trainer().net().layers.iter();
        let own = net.flat_map(|layer| layer.w.iter().chain(layer.b.iter().flatten()));
        let hash = own.chain(self.trainer().rule().feedback().iter().flatten()).fold(FNV.0, mixed);
        ((hash >> 48) ^ (hash & ((1 << 48) - 1))) as f64
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

/// Beginning and factor of the 64-bit hash FNV-1a.
const FNV: (u64, u64) = (0xcbf2_9ce4_8422_2325, 0x0100_0000_01b3);

#[allow(clippy::unnecessary_cast, reason = "Real is f64 under the feature of that name, and has twice the bits")]
fn mixed(hash: u64, value: &Real) -> u64 {
    let bits = value.to_bits() as u64;
    [bits & 0xffff_ffff, bits >> 32]
        .iter()
        .take(size_of::<Real>() / 4)
        .fold(hash, |hash, word| (hash ^ word).wrapping_mul(FNV.1))
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
