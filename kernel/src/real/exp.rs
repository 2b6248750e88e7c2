//! exp of many numbers, with the bits of `libm::expf`, in steps that a compiler does four at a time.

use crate::wide::wide;

/// Numbers in a block.
const BLOCK: usize = 16;

wide! {
    /// Replaces each x by eˣ.
    pub fn exp_each(values: &mut [f32]) {
        let (blocks, rest) = values.as_chunks_mut::<BLOCK>();
        for block in blocks {
            if block.iter().fold(true, |usual, x| usual & (x.abs() < USUAL)) {
                for x in block {
                    *x = usual_exp(*x);
                }
            } else {
                block.iter_mut().for_each(|x| *x = libm::expf(*x));
            }
        }
        rest.iter_mut().for_each(|x| *x = libm::expf(*x));
    }
}

/// Below this eˣ and e⁻ˣ are normal numbers.
const USUAL: f32 = 87.0;

/// eˣ for |x| < USUAL, in the steps of `libm::expf` without its branches.
#[cfg_attr(target_arch = "x86_64", inline(always))]
fn usual_exp(x: f32) -> f32 {
    const LN2_HI: f32 = 6.931_457_5e-1;
    const LN2_LO: f32 = 1.428_606_8e-6;
    const INV_LN2: f32 = std::f32::consts::LOG2_E;
    // x = k ln 2 + (hi − lo), the rest at most half of ln 2.
    let size = x.to_bits() & 0x7fff_ffff;
    let k = if size > 0x3eb1_7218 { (INV_LN2 * x + 0.5f32.copysign(x)) as i32 } else { 0 };
    let (hi, lo) = (x - k as f32 * LN2_HI, k as f32 * LN2_LO);
    let r = hi - lo;
    let rr = r * r;
    let c = r - rr * (1.666_662_5e-1 + rr * -2.766_733_3e-3);
    let y = 1.0 + (r * c / (2.0 - c) - lo + hi);
    let power = f32::from_bits(((k + 127) << 23) as u32);
    if size > 0x3900_0000 {
        y * power
    } else {
        1.0 + x
    }
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
}
