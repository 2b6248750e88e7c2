//! Output of tiles' sums: c, or cᵀ in the memory layout of c.

use super::NR;
use crate::Real;

/// c (m, n), and what becomes of a block's sums.
pub struct Out<'a> {
    c: &'a mut [Real],
    size: (usize, usize),
    /// Distances from row to row and from column to column, one of which is 1.
    strides: (usize, usize),
    /// True if c is overwritten, false if the sums are added to it.
    pub fresh: bool,
}

impl<'a> Out<'a> {
    /// c of (m, n), row by row.
    pub fn new(fresh: bool, size: (usize, usize), c: &'a mut [Real]) -> Self {
        Self { c, size, strides: (size.1, 1), fresh }
    }

    /// cᵀ, as c lies.
    pub fn transposed(self) -> Self {
        let ((m, n), (down, right)) = (self.size, self.strides);
        Self { size: (n, m), strides: (right, down), ..self }
    }

    /// Rows of c from the ith on, `many` at most.
    pub fn some(&mut self, i: usize, many: usize) -> Out<'_> {
        let size = (many.min(self.size.0 - i), self.size.1);
        Out { c: &mut self.c[i * self.strides.0..], size, ..*self }
    }

    /// Adds to c from now on; its values are set to 0 if it was to be overwritten.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.fresh) {
            self.c.fill(0.0);
        }
    }

    /// The ith row of c as it lies in memory.
    pub fn row(&mut self, i: usize) -> &mut [Real] {
        debug_assert!(self.strides.1 == 1 || self.size.0 == 1);
        &mut self.c[i * self.size.1..][..self.size.1]
    }

    /// R rows of c from the ith on, if they lie row by row and are written anew: what whole tiles from the jth column on
    /// overwrite.
    #[inline(always)]
    pub fn fresh_rows<const R: usize>(&mut self, (i, j): (usize, usize)) -> Option<[&mut [[Real; NR]]; R]> {
        let (down, right) = self.strides;
        if !self.fresh || right != 1 || i + R > self.size.0 {
            return None;
        }
        let mut rows = self.c[i * down..].chunks_exact_mut(down);
        Some(std::array::from_fn(|_| rows.next().unwrap_or_default()[j..].as_chunks_mut().0))
    }

    /// A tile's sums, of which the first belongs to (i, j); what would be beyond c is dropped.
    #[inline(always)]
    pub fn put<const R: usize, const W: usize>(&mut self, sums: [[Real; W]; R], (i, j): (usize, usize)) {
        let Self { size, strides: (down, right), fresh, .. } = *self;
        let c = &mut self.c[i * down + j * right..];
        let whole = i + R <= size.0 && j + W <= size.1;
        if whole && right == 1 {
            put_lines(fresh, sums, down, c);
        } else if whole {
            let columns: [[Real; R]; W] = std::array::from_fn(|j| std::array::from_fn(|i| sums[i][j]));
            put_lines(fresh, columns, right, c);
        } else {
            // A copy, so that the sums need a place in memory only if they come here.
            self.put_each::<R, W>(&std::array::from_fn(|i| std::array::from_fn(|j| sums[i][j])), (i, j));
        }
    }

    /// The same, quick for a strip's left half, too, if that is where c ends: 100 columns are twelve strips and a half.
    #[inline(always)]
    pub fn put_whole_or_half<const R: usize>(&mut self, sums: [[Real; NR]; R], (i, j): (usize, usize)) {
        let (down, right) = self.strides;
        if right == 1 && i + R <= self.size.0 && j + NR / 2 == self.size.1 {
            let sums: [[Real; NR / 2]; R] = std::array::from_fn(|i| std::array::from_fn(|j| sums[i][j]));
            put_lines(self.fresh, sums, down, &mut self.c[i * down + j..]);
        } else {
            self.put(sums, (i, j));
        }
    }

    /// The same from the first column on, where rows are put from the first to the last: what is beyond c's columns is
    /// overwritten by the next row, so that ten classes take three vectors a row.
    #[inline(always)]
    pub fn put_rows<const R: usize, const W: usize>(&mut self, sums: [[Real; W]; R], i: usize) {
        let (down, right) = self.strides;
        if self.fresh && right == 1 && i + R < self.size.0 {
            put_lines(true, sums, down, &mut self.c[i * down..]);
        } else {
            self.put(sums, (i, 0));
        }
    }

    /// The same of scalar products: quick where a single column of c lies number by number.
    #[inline(always)]
    pub fn put_dots<const R: usize, const W: usize>(&mut self, sums: &[[Real; W]; R], (i, j): (usize, usize)) {
        if W == 1 && self.fresh && self.strides.0 == 1 && i + R <= self.size.0 {
            self.c[i + j * self.strides.1..][..R].copy_from_slice(&sums.map(|sums| sums[0]));
        } else {
            self.put_each(sums, (i, j));
        }
    }

    /// The same, number by number: slower, but little code.
    pub fn put_each<const R: usize, const W: usize>(&mut self, sums: &[[Real; W]; R], (i, j): (usize, usize)) {
        let Self { size, strides: (down, right), fresh, .. } = *self;
        let some = (sums.as_flattened(), W, (size.0 - i).min(R), (size.1 - j).min(W));
        put_some(fresh, some, (down, right), &mut self.c[i * down + j * right..]);
    }
}

/// Lines of c that are so far apart.
#[inline(always)]
fn put_lines<const L: usize, const N: usize>(fresh: bool, lines: [[Real; N]; L], apart: usize, c: &mut [Real]) {
    if fresh {
        for (n, line) in lines.iter().enumerate() {
            c[n * apart..][..N].copy_from_slice(line);
        }
    } else {
        for (n, line) in lines.iter().enumerate() {
            c[n * apart..][..N].iter_mut().zip(line).for_each(|(c, sum)| *c += sum);
        }
    }
}

/// Some rows and columns of sums that lie in lines of a width, number by number.
#[inline(never)]
fn put_some(
    fresh: bool,
    (sums, width, rows, columns): (&[Real], usize, usize, usize),
    (down, right): (usize, usize),
    c: &mut [Real],
) {
    for (i, sums) in sums.chunks_exact(width).take(rows).enumerate() {
        let sums = &sums[..columns];
        if right == 1 {
            let c = c[i * down..][..columns].iter_mut();
            c.zip(sums).for_each(|(c, sum)| *c = if fresh { 0.0 } else { *c } + sum);
        } else {
            let c = c[i * down..].iter_mut().step_by(right);
            c.zip(sums).for_each(|(c, sum)| *c = if fresh { 0.0 } else { *c } + sum);
        }
    }
}
