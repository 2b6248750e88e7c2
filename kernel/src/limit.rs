//! Best performance that a processor can reach, to measure the loops by.

use std::hint::black_box;

use crate::Real;

/// Multiplies and adds in registers alone, eight vectors of four at once: the sums that a product's register tile has
/// under way. Returns how many floating-point operations that were.
pub fn eight_vectors(rounds: usize) -> f64 {
    multiply_and_add::<32>(rounds)
}

/// The same with twelve vectors, so that the processor need not wait for one.
pub fn twelve_vectors(rounds: usize) -> f64 {
    multiply_and_add::<48>(rounds)
}

fn multiply_and_add<const N: usize>(rounds: usize) -> f64 {
    let mut sums: [Real; N] = std::array::from_fn(|i| i as Real);
    let (factor, term) = (black_box(0.5), black_box(1.0));
    for _ in 0..rounds {
        for sum in &mut sums {
            *sum = *sum * factor + term;
        }
    }
    black_box(sums);
    (2 * N * rounds) as f64
}

/// Reads all numbers, as fast as they come: a single example's product cannot be faster than this. Returns their sum.
pub fn read(values: &[Real]) -> Real {
    let (pieces, rest) = values.as_chunks::<32>();
    let mut sums = [0.0; 32];
    for piece in pieces {
        sums.iter_mut().zip(piece).for_each(|(sum, value)| *sum += value);
    }
    sums.iter().chain(rest).sum()
}
