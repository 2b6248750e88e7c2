//! Bytes as a row of choices, so that what is made of them has a form, and a byte that changes changes one choice.

/// Bytes that are not used up yet. Behind their end all choices are the first.
pub struct Choices<'a>(pub &'a [u8]);

impl<'a> Choices<'a> {
    /// One byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// One of `n`, counted from 0.
    pub fn below(&mut self, n: usize) -> usize {
        usize::from(self.byte()) % n.max(1)
    }

    /// One of these.
    pub fn of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())]
    }

    /// A number of any kind: small, large, at the edge of what can be counted, or any bits.
    pub fn number(&mut self) -> f64 {
        const EDGES: [f64; 16] = [
            0.0,
            1.0,
            -1.0,
            0.5,
            2.0,
            5e-324,
            1e-310,
            -1e-45,
            1e-30,
            1e30,
            1e150,
            f64::MAX,
            -f64::MAX,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
        ];
        match self.byte() {
            edge @ 0..32 => EDGES[usize::from(edge) % 16],
            32..160 => f64::from(self.byte()) / 4.0 - 20.0,
            _ => f64::from_bits(u64::from_le_bytes(std::array::from_fn(|_| self.byte()))),
        }
    }

    /// So many bytes, or what is left.
    pub fn take(&mut self, n: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(n.min(self.0.len()));
        self.0 = rest;
        taken
    }
}
