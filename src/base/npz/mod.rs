//! NumPy's .npz files: named arrays, and the file that holds them.

#[cfg(feature = "workshop")]
mod file;
#[cfg(feature = "workshop")]
mod header;

#[cfg(feature = "workshop")]
pub use file::{read, write};

/// One named array, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    /// Its key in `numpy.load`.
    pub name: String,
    /// Lengths of the one or two axes.
    pub shape: Vec<usize>,
    /// Values in row-major order; their number is the product of the axes.
    pub values: Vec<f64>,
}
