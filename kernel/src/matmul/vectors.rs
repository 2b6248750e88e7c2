//! The rows of a or the columns of b: vectors along k, read as they lie or packed side by side.

use std::ops::Range;

use ndarray::ArrayView2;

use super::KC;
use crate::Real;

/// `count` vectors of `depth` numbers.
#[derive(Clone, Copy)]
pub struct Vectors<'a> {
    values: &'a [Real],
    /// How many.
    pub count: usize,
    /// How long each is.
    pub depth: usize,
    /// Whether they lie one after another, or else side by side: all first numbers, then all second ones.
    pub in_turn: bool,
}

impl<'a> Vectors<'a> {
    /// The rows of a matrix, if its numbers lie row by row or column by column.
    pub fn rows(m: ArrayView2<'a, Real>) -> Option<Self> {
        let (count, depth) = m.dim();
        let row_by_row = m.to_slice().map(|values| (values, true));
        let (values, in_turn) = row_by_row.or_else(|| m.reversed_axes().to_slice().map(|values| (values, false)))?;
        Some(Self { values, count, depth, in_turn })
    }

    /// A part of the ith vector, of those that lie one after another.
    #[inline]
    pub fn part(&self, i: usize, block: &Range<usize>) -> &'a [Real] {
        &self.values[i * self.depth..][block.clone()]
    }

    /// Puts W vectors side by side, from the ith on; zeros stand for those that are missing.
    pub fn pack<const W: usize>(&self, i: usize, block: &Range<usize>, strip: &mut [[Real; W]]) {
        let here = W.min(self.count - i);
        if self.in_turn {
            let rows = std::array::from_fn(|lane| if lane < here { self.part(i + lane, block) } else { &ZEROS[..] });
            return interleave(rows, strip);
        }
        let lines = self.values[block.start * self.count..].chunks_exact(self.count);
        for (to, line) in strip.iter_mut().zip(lines) {
            if let Some(from) = line[i..].first_chunk() {
                *to = *from;
            } else {
                *to = [0.0; W];
                to[..here].copy_from_slice(&line[i..]);
            }
        }
    }
}

/// Stands in for vectors that are missing.
const ZEROS: [Real; KC] = [0.0; KC];

/// Puts the numbers of rows side by side.
fn interleave<const W: usize>(rows: [&[Real]; W], strip: &mut [[Real; W]]) {
    let rows = rows.map(|row| &row[..strip.len()]);
    for (k, to) in strip.iter_mut().enumerate() {
        *to = rows.map(|row| row[k]);
    }
}
