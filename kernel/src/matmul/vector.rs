//! Products with a single example where no row lies as a scalar product would want it: nothing is packed, since every number
//! of the matrix is used once.

use super::out::Out;
use super::vectors::Vectors;
use crate::each::{add_scaled, scaled};
use crate::Real;

/// c += α·a·bᵀ for two vectors whose numbers are those of rows and columns.
pub fn add_outer(alpha: Real, a: &[Real], b: &[Real], out: &mut Out<'_>) {
    let put = if out.fresh { scaled } else { add_scaled };
    for (i, a) in a.iter().enumerate() {
        put(out.row(i), alpha * a, b);
    }
}

/// c += α·x·m for one vector x and a matrix whose numbers lie line by line.
pub fn add_lines(alpha: Real, x: &[Real], m: &Vectors<'_>, out: &mut Out<'_>) {
    for (x, line) in x.iter().zip(m.values().chunks_exact(m.count)) {
        add_scaled(out.row(0), alpha * x, line);
    }
}
