//! The rows of a or the columns of b: vectors along k, read as they lie or packed side by side.

use std::ops::Range;

use ndarray::ArrayView2;

use crate::Real;

/// `count` vectors of `depth` numbers.
#[derive(Clone, Copy)]
pub struct Vectors<'a> {
    values: &'a [Real],
    /// Number of vectors.
    pub count: usize,
    /// Length of each.
    pub depth: usize,
    /// True if they lie one after another, false if side by side: all first numbers, then all second ones.
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

    /// Vectors from the ith on, `many` at most, of those that lie one after another.
    pub fn some(&self, i: usize, many: usize) -> Self {
        let count = many.min(self.count - i);
        let values =
            if count < self.count { &self.values[i * self.depth..][..count * self.depth] } else { self.values };
        Self { values, count, ..*self }
    }

    /// All numbers, as they lie.
    pub fn values(&self) -> &'a [Real] {
        self.values
    }

    /// A part of the ith vector, of those that lie one after another.
    #[inline]
    pub fn part(&self, i: usize, block: &Range<usize>) -> &'a [Real] {
        &self.values[i * self.depth..][block.clone()]
    }

    /// Parts `block` of W vectors, from the ith on, of those that lie one after another; the last vector stands for
    /// those that are missing.
    #[inline]
    pub fn parts<const W: usize>(&self, i: usize, block: &Range<usize>) -> [&'a [Real]; W] {
        std::array::from_fn(|lane| self.part((i + lane).min(self.count - 1), block))
    }

    /// Their numbers line by line, of those that lie side by side: W of each line, from the ith on.
    #[inline]
    pub fn lines<const W: usize>(&self, i: usize, block: &Range<usize>) -> impl Iterator<Item = [Real; W]> + 'a {
        let last = self.count - 1;
        let lines = self.values[block.start * self.count..].chunks_exact(self.count).take(block.len());
        lines.map(move |line| match line[i..].first_chunk() {
            Some(numbers) => *numbers,
            None => std::array::from_fn(|lane| line[(i + lane).min(last)]),
        })
    }

    /// Puts W vectors side by side, from the ith on.
    #[cfg_attr(target_arch = "x86_64", inline(always))]
    #[cfg_attr(not(target_arch = "x86_64"), inline(never))]
    pub fn pack<const W: usize>(&self, i: usize, block: &Range<usize>, strip: &mut [[Real; W]]) {
        if self.in_turn {
            interleave(self.parts(i, block), strip);
        } else {
            strip.iter_mut().zip(self.lines(i, block)).for_each(|(to, line)| *to = line);
        }
    }
}

/// Puts the numbers of rows side by side.
#[cfg_attr(target_arch = "x86_64", inline(always))]
fn interleave<const W: usize>(rows: [&[Real]; W], strip: &mut [[Real; W]]) {
    let rows = rows.map(|row| &row[..strip.len()]);
    for (k, to) in strip.iter_mut().enumerate() {
        *to = rows.map(|row| row[k]);
    }
}
