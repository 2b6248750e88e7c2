//! Where the sums of tiles go: to c, or to cᵀ as c lies.

use crate::Real;

/// c (m, n), and what becomes of a block's sums.
pub struct Out<'a> {
    c: &'a mut [Real],
    size: (usize, usize),
    /// From row to row and from column to column, one of which is 1.
    strides: (usize, usize),
    alpha: Real,
    /// Whether c is written anew, or else added to.
    pub fresh: bool,
}

impl<'a> Out<'a> {
    /// c of (m, n), row by row; sums are multiplied by α.
    pub fn new(alpha: Real, fresh: bool, size: (usize, usize), c: &'a mut [Real]) -> Self {
        Self { c, size, strides: (size.1, 1), alpha, fresh }
    }

    /// cᵀ, as c lies.
    pub fn transposed(self) -> Self {
        let ((m, n), (down, right)) = (self.size, self.strides);
        Self { size: (n, m), strides: (right, down), ..self }
    }

    /// A tile's sums, of which the first belongs to (i, j); what would be beyond c is dropped.
    #[inline(always)]
    pub fn put<const R: usize, const W: usize>(&mut self, sums: [[Real; W]; R], (i, j): (usize, usize)) {
        let Self { size, strides: (down, right), alpha, fresh, .. } = *self;
        let c = &mut self.c[i * down + j * right..];
        let whole = i + R <= size.0 && j + W <= size.1;
        if whole && right == 1 {
            put_lines(alpha, fresh, sums, down, c);
        } else if whole {
            let columns: [[Real; R]; W] = std::array::from_fn(|j| std::array::from_fn(|i| sums[i][j]));
            put_lines(alpha, fresh, columns, right, c);
        } else {
            // A copy, so that the sums need a place in memory only if they come here.
            let sums: [[Real; W]; R] = std::array::from_fn(|i| std::array::from_fn(|j| sums[i][j]));
            let some = (sums.as_flattened(), W, (size.0 - i).min(R), (size.1 - j).min(W));
            put_some(alpha, fresh, some, (down, right), c);
        }
    }
}

/// Lines of c that are so far apart.
#[inline(always)]
fn put_lines<const L: usize, const N: usize>(
    alpha: Real,
    fresh: bool,
    lines: [[Real; N]; L],
    apart: usize,
    c: &mut [Real],
) {
    if fresh {
        for (n, line) in lines.iter().enumerate() {
            // Added to 0, which makes 0 of −0.
            c[n * apart..][..N].copy_from_slice(&line.map(|sum| 0.0 + alpha * sum));
        }
    } else {
        for (n, line) in lines.iter().enumerate() {
            c[n * apart..][..N].iter_mut().zip(line).for_each(|(c, sum)| *c += alpha * sum);
        }
    }
}

/// Some rows and columns of sums that lie in lines of a width, number by number.
#[inline(never)]
fn put_some(
    alpha: Real,
    fresh: bool,
    (sums, width, rows, columns): (&[Real], usize, usize, usize),
    (down, right): (usize, usize),
    c: &mut [Real],
) {
    for (i, sums) in sums.chunks_exact(width).take(rows).enumerate() {
        for (j, sum) in sums.iter().take(columns).enumerate() {
            let c = &mut c[i * down + j * right];
            *c = if fresh { 0.0 } else { *c } + alpha * sum;
        }
    }
}
