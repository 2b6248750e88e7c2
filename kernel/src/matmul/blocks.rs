//! A product block by block of k and strip by strip of b, so that what a tile reads is in the first-level cache.

use std::cell::RefCell;
use std::ops::Range;

use super::kept::{self, Kept};
use super::out::Out;
use super::vectors::Vectors;
use super::{tile, KC, MR, NR};
use crate::each::{sum, sum_of_lines};
use crate::wide::{wide, Registers};
use crate::Real;

/// Numbers in the strips that a row of tiles passes by, if the strips are short: else it meets one at a time.
const TOGETHER: usize = 2048;
/// Largest number of columns for which rows of a are read as they lie; packing them would not pay.
const FEW_COLUMNS: usize = 64;
/// Largest number of columns that make a single strip if rows of a are read as they lie: enough for the ten classes.
const WIDEST: usize = 12;
/// Rows that are read as they lie pass by all strips before the next ones do, so that they stay in the second-level cache.
const AT_ONCE: usize = 256;
/// Smallest number of rows for which looking for black pixels pays.
const MANY_ROWS: usize = 16;

/// Memory kept from call to call.
struct Memory {
    /// A block of a times α, four rows side by side, one such group after another; empty if rows are read as they lie.
    rows: Vec<[Real; MR]>,
    /// Contribution of the ground of b to each row's sums.
    grounds: Vec<[Real; MR]>,
    /// Strips of a block of b: some columns side by side, the last column of the matrix again and again where none is left.
    strips: Vec<Real>,
    kept: Kept,
}

thread_local! {
    static MEMORY: RefCell<Memory> = const {
        RefCell::new(Memory { rows: Vec::new(), grounds: Vec::new(), strips: Vec::new(), kept: Kept::new() })
    };
}

/// The sides of a product, and the block of k that is their turn.
struct Block<'a> {
    a: Vectors<'a>,
    b: Vectors<'a>,
    k: Range<usize>,
    alpha: Real,
    /// Ground of b: the number that is left out of strips that consist mostly of it, such as a picture's black.
    ground: Option<Real>,
}

/// c += α·a·b, where b holds the columns.
pub fn add_product(alpha: Real, a: Vectors<'_>, b: Vectors<'_>, mut out: Out<'_>) {
    let packed = !a.in_turn || b.count > FEW_COLUMNS || alpha != 1.0;
    let ground = if a.count < MANY_ROWS { None } else { kept::ground(&b) };
    let at_once = if packed { a.count } else { AT_ONCE };
    MEMORY.with_borrow_mut(|memory| {
        for i in (0..a.count).step_by(at_once) {
            let (a, mut out) = (a.some(i, at_once), out.some(i, at_once));
            for from in (0..a.depth).step_by(KC) {
                let block = Block { a, b, k: from..a.depth.min(from + KC), alpha, ground };
                memory.add_block(&block, packed, &mut out);
                out.fresh = false;
            }
        }
    });
}

impl Memory {
    /// Adds to c what one block of k gives.
    fn add_block(&mut self, block: &Block<'_>, packed: bool, out: &mut Out<'_>) {
        self.rows.clear();
        let mut together = 1;
        if packed {
            pack_rows(block, &mut self.rows);
            together = (TOGETHER / NR / block.k.len()).max(1);
        }
        add_up_grounds(block, &self.rows, &mut self.grounds);
        if !packed && block.ground.is_none() && (NR + 1..=WIDEST).contains(&block.b.count) {
            add_in_one_strip(block, strip(&mut self.strips, 0, block.k.len()), out);
        } else {
            self.add_strips(block, together, out);
        }
    }

    /// Adds to c strip by strip of b, some together, and leaves out what is ground.
    fn add_strips(&mut self, block: &Block<'_>, together: usize, out: &mut Out<'_>) {
        let depth = block.k.len();
        let mut waiting = 0;
        for j in (0..block.b.count).step_by(NR) {
            let sparse = block.ground.is_some_and(|ground| self.kept.take(&block.b, j, &block.k, ground));
            if !sparse {
                pack_strip(block, j, strip(&mut self.strips, waiting, depth));
                waiting += 1;
            }
            let last = j + NR >= block.b.count;
            if waiting > 0 && (sparse || waiting == together || last) {
                let columns = j + if sparse { 0 } else { NR };
                let strips = &self.strips.as_chunks().0[..waiting * depth];
                add_dense(block, &self.rows, strips, columns - waiting * NR, out);
                waiting = 0;
            }
            if sparse {
                add_kept(block, (&self.rows, &self.grounds), &self.kept, j, out);
            }
        }
    }
}

/// The place of the nth strip of W columns.
fn strip<const W: usize>(strips: &mut Vec<Real>, n: usize, depth: usize) -> &mut [[Real; W]] {
    let size = (n + 1) * depth;
    if strips.len() < size * W {
        strips.resize(size * W, 0.0);
    }
    &mut strips.as_chunks_mut().0[size - depth..size]
}

wide! {
    /// Packs all rows of a, times α.
    fn pack_rows(block: &Block<'_>, rows: &mut Vec<[Real; MR]>) {
        let depth = block.k.len();
        rows.resize(block.a.count.div_ceil(MR) * depth, [0.0; MR]);
        for (group, i) in rows.chunks_exact_mut(depth).zip((0..).step_by(MR)) {
            block.a.pack(i, &block.k, group);
            if block.alpha != 1.0 {
                group.as_flattened_mut().iter_mut().for_each(|a| *a *= block.alpha);
            }
        }
    }

    /// g Σ_k a_ik of each row.
    fn add_up_grounds(block: &Block<'_>, rows: &[[Real; MR]], grounds: &mut Vec<[Real; MR]>) {
        grounds.clear();
        let Some(ground) = block.ground else { return };
        let groups = (0..block.a.count).step_by(MR);
        if ground == 0.0 {
            grounds.extend(groups.map(|_| [0.0; MR]));
        } else if rows.is_empty() {
            grounds.extend(groups.map(|i| block.a.parts(i, &block.k).map(|row| ground * sum(row))));
        } else {
            grounds.extend(rows.chunks_exact(block.k.len()).map(|rows| sum_of_lines(rows).map(|sum| ground * sum)));
        }
    }
}

/// Columns of c from the jth on: `rows` of a, or if there are none a as it lies, times strips of b.
fn add_dense(block: &Block<'_>, rows: &[[Real; MR]], strips: &[[Real; NR]], j: usize, out: &mut Out<'_>) {
    if rows.is_empty() {
        for (strip, j) in strips.chunks_exact(block.k.len()).zip((j..).step_by(NR)) {
            add_as_they_lie(block, strip, j, out);
        }
    } else {
        add_packed(block, rows, strips, j, out);
    }
}

wide! {
    /// Puts some columns of b side by side.
    fn pack_strip(block: &Block<'_>, j: usize, strip: &mut [[Real; NR]]) {
        block.b.pack(j, &block.k, strip);
    }

    #[inline(never)]
    fn add_as_they_lie[registers](block: &Block<'_>, strip: &[[Real; NR]], j: usize, out: &mut Out<'_>) {
        for i in (0..block.a.count).step_by(MR) {
            out.put(tile::of_rows(registers, block.a.parts(i, &block.k), strip), (i, j));
        }
    }

    /// All columns of c, if they are few and rows of a are read as they lie.
    #[inline(never)]
    fn add_in_one_strip(block: &Block<'_>, strip: &mut [[Real; WIDEST]], out: &mut Out<'_>) {
        block.b.pack(0, &block.k, strip);
        for i in (0..block.a.count).step_by(3) {
            match block.a.count - i {
                ..=2 => out.put_each(&tile::of_two_rows(block.a.parts(i, &block.k), strip), (i, 0)),
                _ => tile::of_wide_rows::<3, WIDEST>(block.a.parts(i, &block.k), strip, i, out),
            }
        }
    }

    #[inline(never)]
    fn add_packed[registers](block: &Block<'_>, rows: &[[Real; MR]], strips: &[[Real; NR]], j: usize, out: &mut Out<'_>) {
        let depth = block.k.len();
        let paired = add_packed_pairs(registers, block, rows, strips, j, out);
        for (rows, i) in rows[paired * depth..].chunks_exact(depth).zip((paired * MR..).step_by(MR)) {
            let whole = match block.a.count - i {
                ..=2 => put_whole::<2>(rows, strips, (i, j), out),
                _ => put_whole::<MR>(rows, strips, (i, j), out),
            };
            for (strip, n) in strips.chunks_exact(depth).zip(0..).skip(whole) {
                out.put_whole_or_half(tile::of_packed::<MR>(rows, strip), (i, j + n * NR));
            }
        }
    }
}

/// Whole tiles of R rows that c has from the ith on and of columns from the jth on, if c lies row by row and is written anew.
/// Returns how many they are: the rows are looked up once for all of them, which counts where sums are short.
#[inline(always)]
fn put_whole<const R: usize>(
    rows: &[[Real; MR]],
    strips: &[[Real; NR]],
    at: (usize, usize),
    out: &mut Out<'_>,
) -> usize {
    let Some(c) = out.fresh_rows::<R>(at) else { return 0 };
    let whole = c[0].len().min(strips.len() / rows.len());
    let c = c.map(|row| &mut row[..whole]);
    for (n, strip) in (0..whole).zip(strips.chunks_exact(rows.len())) {
        let sums = tile::of_packed::<R>(rows, strip);
        for i in 0..R {
            c[i][n] = sums[i];
        }
    }
    whole
}

/// Two groups of rows at once, where there are registers for their sums. Returns how many groups that were.
#[inline(always)]
fn add_packed_pairs<X: Registers>(
    registers: X,
    block: &Block<'_>,
    rows: &[[Real; MR]],
    strips: &[[Real; NR]],
    j: usize,
    out: &mut Out<'_>,
) -> usize {
    if !X::PAIRS {
        return 0;
    }
    let (depth, mut done) = (block.k.len(), 0);
    for pair in rows.chunks_exact(2 * depth) {
        for (strip, n) in strips.chunks_exact(depth).zip(0..) {
            let Some([one, other]) = tile::of_packed_pair(registers, pair, strip) else { return 0 };
            out.put_whole_or_half(one, (done * MR, j + n * NR));
            out.put_whole_or_half(other, ((done + 1) * MR, j + n * NR));
        }
        done += 2;
    }
    done
}

wide! {
    /// A strip of which only some is left.
    #[inline(never)]
    fn add_kept[registers](
        block: &Block<'_>,
        packed: (&[[Real; MR]], &[[Real; MR]]),
        kept: &Kept,
        j: usize,
        out: &mut Out<'_>,
    ) {
        let ((rows, grounds), depth) = (packed, block.k.len());
        let paired = add_kept_pairs(registers, depth, packed, kept, j, out);
        for (ground, i) in grounds[paired..].iter().zip((paired * MR..).step_by(MR)) {
            let sums = if rows.is_empty() {
                tile::of_kept_rows(registers, block.a.parts(i, &block.k), depth, kept)
            } else {
                tile::of_kept_packed(registers, &rows[i / MR * depth..][..depth], kept)
            };
            put_on_ground(sums, ground, (i, j), out);
        }
    }
}

/// The same of two groups of rows at once.
#[inline(always)]
fn add_kept_pairs<X: Registers>(
    registers: X,
    depth: usize,
    (rows, grounds): (&[[Real; MR]], &[[Real; MR]]),
    kept: &Kept,
    j: usize,
    out: &mut Out<'_>,
) -> usize {
    if !X::PAIRS {
        return 0;
    }
    let mut done = 0;
    for pair in rows.chunks_exact(2 * depth) {
        let Some([one, other]) = tile::of_kept_pair(registers, pair, kept) else { return 0 };
        put_on_ground(one, &grounds[done], (done * MR, j), out);
        put_on_ground(other, &grounds[done + 1], ((done + 1) * MR, j), out);
        done += 2;
    }
    done
}

/// A tile's sums, and what the ground adds to each of its rows.
#[inline(always)]
fn put_on_ground(mut sums: [[Real; NR]; MR], ground: &[Real; MR], at: (usize, usize), out: &mut Out<'_>) {
    for (sums, ground) in sums.iter_mut().zip(ground) {
        sums.iter_mut().for_each(|sum| *sum += ground);
    }
    out.put(sums, at);
}
