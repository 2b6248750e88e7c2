//! exp of many numbers, and sigmoids, with the bits of `libm::expf`, in steps that a compiler does four at a time.

use crate::wide::wide;

/// Numbers in a block.
const BLOCK: usize = 16;

wide! {
    /// Replaces each x by eˣ.
    pub fn exp_each(values: &mut [f32]) {
        let (blocks, rest) = values.as_chunks_mut::<BLOCK>();
        for block in blocks {
            if usual(block) {
                block.iter_mut().for_each(|x| *x = usual_exp(*x));
            } else {
                block.iter_mut().for_each(|x| *x = libm::expf(*x));
            }
        }
        rest.iter_mut().for_each(|x| *x = libm::expf(*x));
    }

    /// h ← 1 / (1 + e⁻ᶻ)
    pub fn sigmoid_each(z: &[f32], h: &mut [f32]) {
        let ((blocks, rest), (into, last)) = (z.as_chunks::<BLOCK>(), h.as_chunks_mut::<BLOCK>());
        for (z, h) in blocks.iter().zip(into) {
            if usual(z) {
                h.iter_mut().zip(z).for_each(|(h, z)| *h = 1.0 / (1.0 + usual_exp(-z)));
            } else {
                h.iter_mut().zip(z).for_each(|(h, z)| *h = 1.0 / (1.0 + libm::expf(-z)));
            }
        }
        last.iter_mut().zip(rest).for_each(|(h, z)| *h = 1.0 / (1.0 + libm::expf(-z)));
    }
}

/// Below this eˣ and e⁻ˣ are normal numbers.
const USUAL: f32 = 87.0;

#[inline(always)]
fn usual(block: &[f32; BLOCK]) -> bool {
    block.iter().fold(true, |usual, x| usual & (x.abs() < USUAL))
}

/// eˣ for |x| < USUAL, in the steps of `libm::expf` without its branches.
#[inline(always)]
fn usual_exp(x: f32) -> f32 {
    const LN2_HI: f32 = 6.931_457_5e-1;
    const LN2_LO: f32 = 1.428_606_8e-6;
    const INV_LN2: f32 = std::f32::consts::LOG2_E;
    // Sum whose last bits are the whole number that was added.
    const ROUND: f32 = 12_582_912.0;
    // Below this libm says 1 + x.
    const TINY: f32 = 1.220_703_1e-4;
    // x = k ln 2 + (hi − lo), the rest at most half of ln 2. Not `as i32`, which x86 has for one number at a time only, since Rust's
    // saturates.
    let k = (INV_LN2 * x + 0.5f32.copysign(x)).trunc();
    let (hi, lo) = (x - k * LN2_HI, k * LN2_LO);
    let r = hi - lo;
    let rr = r * r;
    let c = r - rr * (1.666_662_5e-1 + rr * -2.766_733_3e-3);
    let rest = if x.abs() > TINY { r * c / (2.0 - c) } else { 0.0 };
    let power = f32::from_bits((k + ROUND).to_bits().wrapping_add(127) << 23);
    (1.0 + (rest - lo + hi)) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_the_bits_of_libm() {
        // Each sign, exponent and leading digits; a step that is no power of two meets all endings.
        let all = (0..=u32::MAX).step_by(251).map(f32::from_bits);
        let edges = [0.0, -0.0, 0.346_573_6, -0.346_573_6, 1.039_720_8, -1.039_720_8, 86.999, -86.999, f32::NAN];
        let numbers: Vec<f32> = all.chain(edges).collect();
        let mut found = numbers.clone();
        exp_each(&mut found);
        for (x, found) in numbers.into_iter().zip(found) {
            let expected = libm::expf(x);
            assert!(
                found.to_bits() == expected.to_bits() || x.is_nan() && found.is_nan(),
                "exp {x}: {found}, not {expected}"
            );
        }
    }

    #[test]
    fn a_sigmoid_has_the_bits_of_its_formula() {
        let z: Vec<f32> = (0..=u32::MAX).step_by(4001).map(f32::from_bits).collect();
        let mut found = vec![0.0; z.len()];
        sigmoid_each(&z, &mut found);
        for (z, found) in z.into_iter().zip(found) {
            let expected = 1.0 / (1.0 + libm::expf(-z));
            assert!(found.to_bits() == expected.to_bits() || z.is_nan(), "sigmoid {z}: {found}, not {expected}");
        }
    }
}
