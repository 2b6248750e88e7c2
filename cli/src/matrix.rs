//! Matrices in JSON: lists of rows, checked for shape and for finite numbers.

use microlearning::base::error::{Error, Result};
use microlearning::{Mat, Real, Vector};

/// A list of rows.
pub type Rows = Vec<Vec<f64>>;

/// The matrix that `rows` are, which must be `expected` rows × columns where this is known.
pub fn matrix(field: &str, rows: &Rows, expected: (Option<usize>, Option<usize>)) -> Result<Mat> {
    let cols = expected.1.or(rows.first().map(Vec::len)).unwrap_or(0);
    let count = expected.0.unwrap_or(rows.len());
    if rows.is_empty() || cols == 0 {
        return Err(Error::new(field, format!("{field} is empty; give at least one row with one number.")));
    }
    if rows.len() != count {
        return Err(Error::new(field, format!("{field} has {} rows where {count} are needed.", rows.len())));
    }
    if let Some((i, row)) = rows.iter().enumerate().find(|(_, row)| row.len() != cols) {
        return Err(Error::new(field, format!("{field}[{i}] has {} numbers where {cols} are needed.", row.len())));
    }
    let values = rows.iter().flatten().map(|value| real(field, *value)).collect::<Result<Vec<_>>>()?;
    Mat::from_shape_vec((count, cols), values).map_err(|e| Error::new(field, format!("{field}: {e}.")))
}

/// The vector of `length` numbers.
pub fn vector(field: &str, values: &[f64], length: usize) -> Result<Vector> {
    if values.len() != length {
        return Err(Error::new(field, format!("{field} has {} numbers where {length} are needed.", values.len())));
    }
    values.iter().map(|value| real(field, *value)).collect()
}

/// The same numbers as rows.
pub fn rows(m: &Mat) -> Rows {
    m.rows().into_iter().map(|row| row.iter().copied().map(f64::from).collect()).collect()
}

fn real(field: &str, value: f64) -> Result<Real> {
    let real = value as Real;
    if real.is_finite() {
        return Ok(real);
    }
    Err(Error::new(field, format!("{field} holds {value}, which is too large.")))
}
