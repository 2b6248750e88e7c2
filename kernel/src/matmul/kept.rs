//! Sparse form of a strip whose numbers are mostly one and the same: a picture's black, its ground, is left out.
//!
//! Σ_k a_ik b_kj = g Σ_k a_ik + Σ_k a_ik (b_kj − g), and where b is the ground g, the last term is 0.

use std::ops::Range;

use super::vectors::Vectors;
use super::NR;
use crate::Real;

/// Numbers looked at to find the ground.
const SAMPLES: usize = 32;
/// Smallest number of values in which looking for a ground pays.
const MANY: usize = 4096;
/// Lines that are looked at together: black ones are seldom alone.
const ACROSS: usize = 4;

/// Sparse form of a strip.
pub struct Kept {
    /// Lines less the ground.
    pub lines: Vec<[Real; NR]>,
    /// The k of each.
    pub which: Vec<u16>,
}

impl Kept {
    /// An empty strip.
    pub const fn new() -> Self {
        Self { lines: Vec::new(), which: Vec::new() }
    }

    /// Takes from some vectors of b side by side, from the jth on, the lines that are not all ground, less the ground.
    /// Returns false if fewer than a quarter would be left out, which would not pay for looking up each k.
    #[inline(never)]
    pub fn take(&mut self, b: &Vectors<'_>, j: usize, block: &Range<usize>, ground: Real) -> bool {
        let depth = block.len();
        self.lines.resize(depth, [0.0; NR]);
        self.which.resize(depth, 0);
        let count = if b.in_turn {
            self.take_across(&b.parts(j, block), ground)
        } else {
            let lines = b.lines(j, block).enumerate();
            lines.fold(0, |count, (k, line)| self.put(count, line.map(|value| value - ground), k))
        };
        self.lines.truncate(count);
        self.which.truncate(count);
        4 * count <= 3 * depth
    }

    /// The lines and the k of each, as many, which spares a loop over them a check of each n.
    #[inline(always)]
    pub fn both(&self) -> (&[[Real; NR]], &[u16]) {
        (&self.lines, &self.which[..self.lines.len()])
    }

    /// The lines across rows, four at a time. Returns how many they are.
    #[inline(never)]
    fn take_across(&mut self, rows: &[&[Real]; NR], ground: Real) -> usize {
        let depth = rows[0].len();
        let rows = rows.map(|row| &row[..depth]);
        let mut count = 0;
        for k in (0..depth / ACROSS * ACROSS).step_by(ACROSS) {
            let mut any = [0; ACROSS];
            let parts: [[Real; ACROSS]; NR] = std::array::from_fn(|i| {
                let part = std::array::from_fn(|lane| rows[i][k + lane] - ground);
                any = std::array::from_fn(|lane| any[lane] | part[lane].to_bits());
                part
            });
            if any == [0; ACROSS] {
                continue;
            }
            for lane in 0..ACROSS {
                count = self.put(count, parts.map(|part| part[lane]), k + lane);
            }
        }
        for k in depth / ACROSS * ACROSS..depth {
            count = self.put(count, rows.map(|row| row[k] - ground), k);
        }
        count
    }

    /// Puts a line in its place, and tells the next one's, which is the same if the line is all 0: without a branch, since
    /// nothing foretells which pixel is black.
    #[inline(always)]
    fn put(&mut self, count: usize, line: [Real; NR], k: usize) -> usize {
        (self.lines[count], self.which[count]) = (line, k as u16);
        // Halves first: two vectors become one before their numbers are looked at one by one.
        let halves: [_; NR / 2] = std::array::from_fn(|i| line[i].to_bits() | line[i + NR / 2].to_bits());
        count + usize::from(halves.iter().fold(0, |bits, half| bits | half) != 0)
    }
}

/// The number that most of some samples are, if there is one.
#[inline(never)]
pub fn ground(vectors: &Vectors<'_>) -> Option<Real> {
    let values = vectors.values();
    if values.len() < MANY {
        return None;
    }
    // Strewn by the golden ratio, so that no row or column of pixels is met again and again.
    let at = |i: usize| {
        let fraction = u64::from((i as u32).wrapping_mul(0x9e37_79b1));
        values[((fraction * values.len() as u64) >> 32) as usize]
    };
    // Boyer and Moore's vote: what has a majority is left, and what is left is counted.
    let (ground, _) = (0..SAMPLES).map(at).fold((0.0, 0), |(ground, votes), value| match votes {
        0 => (value, 1),
        _ if value == ground => (ground, votes + 1),
        _ => (ground, votes - 1),
    });
    let votes = (0..SAMPLES).filter(|i| at(*i) == ground).count();
    (ground.is_finite() && 2 * votes > SAMPLES).then_some(ground)
}
