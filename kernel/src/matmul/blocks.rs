//! A product block by block of k and strip by strip of b, so that what a tile reads is in the first-level cache.

use std::cell::RefCell;
use std::ops::Range;

use super::out::Out;
use super::vectors::Vectors;
use super::{tile, KC, MR, NARROW, NR};
use crate::Real;

/// Numbers in the strips that a row of tiles passes by, if the strips are short: else it meets one at a time.
const TOGETHER: usize = 2048;
/// With no more columns than this, rows of a are read as they lie; packing them would not pay.
const FEW_COLUMNS: usize = 64;
/// With fewer rows than this, looking for black pixels would not pay.
const MANY_ROWS: usize = 16;

/// Memory kept from call to call.
struct Memory {
    /// A block of a, four rows side by side, one such group after another; empty if rows are read as they lie.
    rows: Vec<[Real; MR]>,
    /// Strips of a block of b: some columns side by side, the last ones of the matrix filled up with zeros.
    strips: Vec<Real>,
    /// The k of what was kept of a strip.
    which: Vec<u16>,
}

thread_local! {
    static MEMORY: RefCell<Memory> =
        const { RefCell::new(Memory { rows: Vec::new(), strips: Vec::new(), which: Vec::new() }) };
}

/// The sides of a product, and the block of k that is their turn.
struct Block<'a> {
    a: Vectors<'a>,
    b: Vectors<'a>,
    k: Range<usize>,
}

/// c += α·a·b, where b holds the columns.
pub fn add_product(a: Vectors<'_>, b: Vectors<'_>, mut out: Out<'_>) {
    let wide = b.count.saturating_sub(NARROW).next_multiple_of(NR);
    MEMORY.with_borrow_mut(|memory| {
        memory.which.resize(KC, 0);
        for from in (0..a.depth).step_by(KC) {
            let block = Block { a, b, k: from..a.depth.min(from + KC) };
            memory.rows.clear();
            let mut together = NR;
            if !a.in_turn || b.count > FEW_COLUMNS {
                pack_rows(&block, &mut memory.rows);
                together *= (TOGETHER / NR / block.k.len()).max(1);
            }
            for j in (0..wide).step_by(together) {
                memory.add_wide(&block, j..wide.min(j + together), &mut out);
            }
            if wide < b.count {
                let strip = pack_strips::<NARROW>(&block, wide..b.count, &mut memory.strips);
                add_dense(&block, &memory.rows, strip, wide, &mut out);
            }
            out.fresh = false;
        }
    });
}

impl Memory {
    /// Adds some columns of c, and leaves out what is black in b.
    fn add_wide(&mut self, block: &Block<'_>, columns: Range<usize>, out: &mut Out<'_>) {
        let depth = block.k.len();
        let mut strips = pack_strips::<NR>(block, columns.clone(), &mut self.strips);
        let (mut dense, mut from) = (0, columns.start);
        while block.a.count >= MANY_ROWS && dense < strips.len() {
            let Some(kept) = keep(&mut strips[dense..dense + depth], &mut self.which) else {
                dense += depth;
                continue;
            };
            let (before, rest) = strips.split_at_mut(dense);
            add_dense(block, &self.rows, before, from, out);
            from += dense / depth * NR;
            if self.rows.is_empty() {
                pack_rows(block, &mut self.rows);
            }
            add_kept(depth, &self.rows, (&rest[..kept], &self.which[..kept]), from, out);
            (strips, dense, from) = (&mut rest[depth..], 0, from + NR);
        }
        add_dense(block, &self.rows, strips, from, out);
    }
}

/// Packs all rows of a.
fn pack_rows(block: &Block<'_>, rows: &mut Vec<[Real; MR]>) {
    let depth = block.k.len();
    rows.resize(block.a.count.div_ceil(MR) * depth, [0.0; MR]);
    for (group, i) in rows.chunks_exact_mut(depth).zip((0..).step_by(MR)) {
        block.a.pack(i, &block.k, group);
    }
}

/// Packs columns of b in strips of W.
fn pack_strips<'a, const W: usize>(
    block: &Block<'_>,
    columns: Range<usize>,
    strips: &'a mut Vec<Real>,
) -> &'a mut [[Real; W]] {
    let depth = block.k.len();
    strips.resize(columns.len().next_multiple_of(W) * depth, 0.0);
    let strips = strips.as_chunks_mut().0;
    for (strip, j) in strips.chunks_exact_mut(depth).zip(columns.step_by(W)) {
        block.b.pack(j, &block.k, strip);
    }
    strips
}

/// Columns of c from the jth on: `rows` of a, or if there are none a as it lies, times strips of b.
fn add_dense<const W: usize>(
    block: &Block<'_>,
    rows: &[[Real; MR]],
    strips: &[[Real; W]],
    j: usize,
    out: &mut Out<'_>,
) {
    if rows.is_empty() {
        for (strip, j) in strips.chunks_exact(block.k.len()).zip((j..).step_by(W)) {
            add_as_they_lie(block, strip, j, out);
        }
    } else {
        add_packed(block, rows, strips, j, out);
    }
}

#[inline(never)]
fn add_as_they_lie<const W: usize>(block: &Block<'_>, strip: &[[Real; W]], j: usize, out: &mut Out<'_>) {
    let a = block.a;
    for i in (0..a.count).step_by(MR) {
        // A missing row stands in for itself twice; what it gives is not written.
        let row = |of: usize| a.part((i + of).min(a.count - 1), &block.k);
        tile::of_rows([row(0), row(1), row(2), row(3)], strip, (i, j), out);
    }
}

#[inline(never)]
fn add_packed<const W: usize>(
    block: &Block<'_>,
    rows: &[[Real; MR]],
    strips: &[[Real; W]],
    j: usize,
    out: &mut Out<'_>,
) {
    let depth = block.k.len();
    for (rows, i) in rows.chunks_exact(depth).zip((0..).step_by(MR)) {
        let few = block.a.count - i <= MR / 2;
        for (strip, j) in strips.chunks_exact(depth).zip((j..).step_by(W)) {
            if few {
                tile::of_packed::<{ MR / 2 }, W>(rows, strip, (i, j), out);
            } else {
                tile::of_packed::<MR, W>(rows, strip, (i, j), out);
            }
        }
    }
}

/// A strip with what was kept of it, and the k of that.
#[inline(never)]
fn add_kept(depth: usize, rows: &[[Real; MR]], strip: (&[[Real; NR]], &[u16]), j: usize, out: &mut Out<'_>) {
    for (rows, i) in rows.chunks_exact(depth).zip((0..).step_by(MR)) {
        tile::of_kept(rows, strip, (i, j), out);
    }
}

/// Moves the values that are not all zero to the front of a strip, notes their k, and returns how many they are. Leaves the
/// strip as it is, and returns none, if fewer than a quarter would go, which would not pay for looking up each k.
fn keep(strip: &mut [[Real; NR]], which: &mut [u16]) -> Option<usize> {
    let is_black = |values: &[Real; NR]| values.iter().fold(true, |black, value| black & (*value == 0.0));
    let black: usize = strip.iter().map(|values| usize::from(is_black(values))).sum();
    if 4 * black < strip.len() {
        return None;
    }
    let mut kept = 0;
    for k in 0..strip.len() {
        // Without a branch, since nothing foretells which pixel is black.
        let values = strip[k];
        (strip[kept], which[kept]) = (values, k as u16);
        kept += usize::from(!is_black(&values));
    }
    Some(kept)
}
