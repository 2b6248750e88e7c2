//! tanh of many numbers, with the bits of `libm::tanhf`, in steps that a compiler does four at a time.

use crate::wide::wide;

wide! {
    /// h ← tanh z
    pub fn tanh_each(z: &[f32], h: &mut [f32]) {
        h.iter_mut().zip(z).for_each(|(h, z)| *h = tanh(*z));
    }
}

/// tanh x in the steps of `libm::tanhf` and the `expm1f` that it asks, both sides of each branch in one formula.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    const LN2_HI: f32 = 6.931_381e-1;
    const LN2_LO: f32 = 9.058_001e-6;
    const INV_LN2: f32 = std::f32::consts::LOG2_E;
    const Q1: f32 = -3.333_321_2e-2;
    const Q2: f32 = 1.580_717e-3;
    // Sum whose last bits are the whole number that was added.
    const ROUND: f32 = 12_582_912.0;
    // Limits as libm has them, by their bits: half of ln 5/3, half of ln 3, and ln 2 times a half and times three halves.
    let [low, high, half, three] = [0x3e82_c578, 0x3f0c_9f54, 0x3eb1_7218, 0x3f85_1592].map(f32::from_bits);
    // Beyond 10 it is 1, as it is at 10. Not `min`, which would lose a number that is none.
    let size = if x.abs() > 10.0 { 10.0 } else { x.abs() };
    let double = 2.0 * size;
    let y = if size > low { double } else { -double };
    // y = k ln 2 + (hi − lo), and c is what the difference has lost.
    let whole = (INV_LN2 * y + 0.5).trunc();
    let k = if double < three { 1f32.copysign(y) } else { whole };
    let k = if double > half { k } else { 0.0 };
    let (hi, lo) = (y - k * LN2_HI, k * LN2_LO);
    let r = hi - lo;
    let c = (hi - r) - lo;
    let half_r = 0.5 * r;
    let rr = r * half_r;
    let r1 = 1.0 + rr * (Q1 + rr * Q2);
    let t = 3.0 - r1 * half_r;
    let e = rr * ((r1 - t) / (6.0 - r * t));
    let e = (r * (e - c) - c) - rr;
    let power = |k: f32| f32::from_bits((k + ROUND).to_bits().wrapping_add(127) << 23);
    let rest = power(-k);
    let sum = if k < 23.0 { (r - e) + (1.0 - rest) } else { (r - (e + rest)) + 1.0 };
    // eʸ − 1
    let t = sum * power(k);
    let share = (if size > high { 2.0 } else { t.abs() }) / (t + 2.0);
    (if size > high { 1.0 - share } else { share }).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_the_bits_of_libm() {
        // Each sign, exponent and leading digits; a step that is no power of two meets all endings.
        let all = (0..=u32::MAX).step_by(251).map(f32::from_bits);
        let limits = [0x3e82_c578, 0x3f0c_9f54, 0x3e31_7218, 0x3f05_1592, 0x4120_0000, 0x0080_0000, 0x7f80_0000];
        let edges = limits.into_iter().flat_map(|bits: u32| [bits - 1, bits, bits + 1]).map(f32::from_bits);
        let numbers: Vec<f32> = all.chain(edges).chain([0.0, -0.0, f32::NAN]).collect();
        let mut found = vec![0.0; numbers.len()];
        tanh_each(&numbers, &mut found);
        for (x, found) in numbers.into_iter().zip(found) {
            let expected = libm::tanhf(x);
            assert!(
                found.to_bits() == expected.to_bits() || x.is_nan() && found.is_nan(),
                "tanh {x}: {found}, not {expected}"
            );
        }
    }
}
