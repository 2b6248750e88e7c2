//! Matrices in strips, so that a tile reads them from one end to the other, and black pixels are left out.

use ndarray::{ArrayView2, Axis};

use super::NR;
use crate::Real;

/// A block of b in strips of NR columns, each depth-major; the last is padded with zeros.
pub struct Strips {
    depth: usize,
    values: Vec<[Real; NR]>,
    /// For each strip which k were kept, if many held nothing but zeros; those values come first in the strip.
    kept: Vec<Option<usize>>,
    which: Vec<u16>,
}

/// A strip's values, and the k that they belong to if not all were kept.
type Strip<'a> = (&'a [[Real; NR]], Option<&'a [u16]>);

impl Strips {
    /// Without memory.
    pub const NONE: Self = Self { depth: 0, values: Vec::new(), kept: Vec::new(), which: Vec::new() };

    /// Packs b (depth, n).
    pub fn fill(&mut self, b: ArrayView2<'_, Real>) {
        let count = b.ncols().div_ceil(NR);
        self.depth = b.nrows();
        self.values.resize(count * self.depth, [0.0; NR]);
        self.which.resize(count * self.depth, 0);
        self.kept.clear();
        let strips = self.values.chunks_exact_mut(self.depth).zip(self.which.chunks_exact_mut(self.depth));
        for ((strip, which), columns) in strips.zip(b.axis_chunks_iter(Axis(1), NR)) {
            pack(columns.reversed_axes(), strip);
            self.kept.push(squeeze(strip, which));
        }
    }

    /// Whether any k was left out.
    pub fn is_sparse(&self) -> bool {
        self.kept.iter().any(Option::is_some)
    }

    /// The strips.
    pub fn iter(&self) -> impl Iterator<Item = Strip<'_>> {
        let strips = self.values.chunks_exact(self.depth).zip(self.which.chunks_exact(self.depth));
        strips.zip(&self.kept).map(|((values, which), kept)| match kept {
            Some(kept) => (&values[..*kept], Some(&which[..*kept])),
            None => (values, None),
        })
    }
}

/// Moves the values that are not all zero to the front and notes their k. Leaves the strip as it is, and returns none, if
/// fewer than a quarter would go, which would not pay for looking up each k.
fn squeeze(strip: &mut [[Real; NR]], which: &mut [u16]) -> Option<usize> {
    let is_black = |values: &[Real; NR]| values.iter().fold(true, |black, value| black & (*value == 0.0));
    let black = strip.iter().filter(|values| is_black(values)).count();
    if 4 * black < strip.len() {
        return None;
    }
    let mut kept = 0;
    for k in 0..strip.len() {
        let values = strip[k];
        if !is_black(&values) {
            (strip[kept], which[kept]) = (values, k as u16);
            kept += 1;
        }
    }
    Some(kept)
}

/// Copies m (up to W rows, depth) so that the W values of each k lie side by side, padded with zeros.
pub fn pack<const W: usize>(m: ArrayView2<'_, Real>, strip: &mut [[Real; W]]) {
    if m.nrows() == W && m.strides()[0] == 1 {
        for (to, column) in strip.iter_mut().zip(m.columns()) {
            if let Some(from) = column.to_slice() {
                to.copy_from_slice(from);
            }
        }
        return;
    }
    if m.nrows() < W {
        strip.fill([0.0; W]);
    }
    for (lane, row) in m.rows().into_iter().enumerate() {
        for (to, from) in strip.iter_mut().zip(row) {
            to[lane] = *from;
        }
    }
}
