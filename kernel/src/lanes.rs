//! Generators of random bits side by side, which a compiler turns into vector instructions.
//! Blackman & Vigna (2021), Scrambled linear pseudorandom number generators, doi:10.1145/3460772: xoshiro128++.

use rand::Rng as _;

use crate::Rng;

/// So many that the loop over them is seen as one of vectors: with four it becomes pairs in 64-bit numbers.
pub const LANES: usize = 16;

/// Sixteen independent generators; the words of their states side by side.
pub struct Lanes([[u32; LANES]; 4]);

impl Lanes {
    /// States drawn from `rng`.
    pub fn new(rng: &mut Rng) -> Self {
        Self(std::array::from_fn(|_| std::array::from_fn(|_| (rng.next_u64() >> 32) as u32)))
    }

    /// 32 random bits from each.
    #[cfg_attr(target_arch = "x86_64", inline(always))]
    #[cfg_attr(not(target_arch = "x86_64"), inline)]
    pub fn draw(&mut self) -> [u32; LANES] {
        let [a, b, c, d] = &mut self.0;
        std::array::from_fn(|i| {
            let bits = a[i].wrapping_add(d[i]).rotate_left(7).wrapping_add(a[i]);
            let shifted = b[i] << 9;
            c[i] ^= a[i];
            d[i] ^= b[i];
            b[i] ^= c[i];
            a[i] ^= d[i];
            c[i] ^= shifted;
            d[i] = d[i].rotate_left(11);
            bits
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_xoshiro::Xoshiro128PlusPlus;

    #[test]
    fn each_lane_is_a_generator_of_its_own() {
        let mut lanes = Lanes::new(&mut Rng::seed_from_u64(3));
        let state = |i: usize, byte: usize| lanes.0[byte / 4][i].to_le_bytes()[byte % 4];
        let mut alone: [_; LANES] =
            std::array::from_fn(|i| Xoshiro128PlusPlus::from_seed(std::array::from_fn(|byte| state(i, byte))));
        for _ in 0..100 {
            assert_eq!(lanes.draw(), alone.each_mut().map(|alone| alone.next_u32()));
        }
    }
}
