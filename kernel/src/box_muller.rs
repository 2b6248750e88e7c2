//! Many draws from N(0, 1) at once: x = √(−2 ln u) cos 2πv, y = √(−2 ln u) sin 2πv for uniform u and v.
//! Box & Muller (1958), A note on the generation of random normal deviates, doi:10.1214/aoms/1177706645
//!
//! A rule that perturbs weights draws a number for each of them at each update, which took longer than the products
//! when they were drawn one by one. Here every step is a short loop without branches, which a compiler turns into vector
//! instructions, and the functions are made of plain arithmetic, which gives the same bits everywhere.

use crate::lanes::{Lanes, LANES};
use crate::wide::wide;
use crate::{Real, Rng};

wide! {
    /// Fills `out` with draws from N(0, sd²).
    pub fn fill_normal(rng: &mut Rng, sd: Real, out: &mut [Real]) {
        let mut lanes = Lanes::new(rng);
        for out in out.chunks_mut(2 * LANES) {
            let (x, y) = transform(&lanes.draw(), &lanes.draw());
            let (first, second) = out.split_at_mut(out.len().min(LANES));
            scaled(sd, &x, first);
            scaled(sd, &y, second);
        }
    }
}

/// out ← sd · x, as far as there is room.
#[cfg_attr(target_arch = "x86_64", inline(always))]
fn scaled(sd: Real, x: &[f32; LANES], out: &mut [Real]) {
    out.iter_mut().zip(x).for_each(|(out, &x)| *out = sd * Real::from(x));
}

/// Two normal numbers from each pair of 32 random bits.
#[cfg_attr(target_arch = "x86_64", inline(always))]
fn transform(u: &[u32; LANES], v: &[u32; LANES]) -> ([f32; LANES], [f32; LANES]) {
    let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
    for i in 0..LANES {
        let radius = (-2.0 * ln(u[i])).sqrt();
        let (cos, sin) = direction(v[i]);
        (x[i], y[i]) = (radius * cos, radius * sin);
    }
    (x, y)
}

/// ln u for the u that 24 of these bits choose from the multiples of 2⁻²⁴ in (0, 1], to 4e-7 of itself. The smallest makes
/// the largest normal number 5.77.
#[cfg_attr(target_arch = "x86_64", inline(always))]
fn ln(bits: u32) -> f32 {
    const SQRT_HALF: u32 = 0x3f35_04f3;
    const EXPONENT: u32 = 1 << 23;
    let multiple = (bits >> 8) as i32 as f32 + 1.0;
    // u = 2^e m with m from √½ to √2.
    let bits = multiple.to_bits().wrapping_sub(24 * EXPONENT + SQRT_HALF);
    let e = (bits as i32 >> 23) as f32;
    let m = f32::from_bits((bits & (EXPONENT - 1)) + SQRT_HALF);
    // ln m = 2 artanh s with s = (m − 1) / (m + 1), |s| ≤ 0.172.
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    e * std::f32::consts::LN_2 + s * (2.0 + z * (0.666_555_97 + z * 0.412_030_3))
}

/// cos and sin of an angle that 25 of these bits spread evenly over the circle.
#[cfg_attr(target_arch = "x86_64", inline(always))]
fn direction(bits: u32) -> (f32, f32) {
    const STEPS: f32 = (1 << 24) as f32;
    // 24 bits choose an angle a of the right half, from −π/2 to π/2, and the last bit whether it is mirrored.
    let a = ((bits >> 8) as i32 as f32 - (0.5 * STEPS - 0.5)) * (std::f32::consts::PI / STEPS);
    let z = a * a;
    // Polynomials in a² whose largest error on that half is smallest.
    let sin = a + a * z * (-0.166_666_6 + z * (8.333_088e-3 + z * (-1.981_111_3e-4 + z * 2.608_932_6e-6)));
    let cos = 1.0 + z * (-0.499_999_3 + z * (4.166_399e-2 + z * (-1.385_592_7e-3 + z * 2.319_438_5e-5)));
    (f32::from_bits(cos.to_bits() ^ bits << 31), sin)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number would take a second; every 97th, and all small ones, still meet each exponent.
    fn all_bits() -> impl Iterator<Item = u32> {
        (0..u32::MAX).step_by((97 << 8) + 1).chain((0..97).map(|small| small << 8)).chain([255, u32::MAX])
    }

    #[test]
    fn the_logarithm_is_right_to_4e_7_of_itself() {
        for bits in all_bits() {
            let expected = (f64::from((bits >> 8) + 1) / f64::from(1 << 24)).ln();
            let found = f64::from(ln(bits));
            assert!((found - expected).abs() <= 4e-7 * expected.abs(), "{bits}: {found}, not {expected}");
        }
    }

    #[test]
    fn directions_lie_on_the_circle_where_they_should() {
        for bits in all_bits() {
            let half = (f64::from(bits >> 8) + 0.5) / f64::from(1 << 24) - 0.5;
            let angle = std::f64::consts::PI * half;
            let mirror = if bits & 1 == 0 { 1.0 } else { -1.0 };
            let (cos, sin) = direction(bits);
            assert!((f64::from(cos) - mirror * angle.cos()).abs() < 3e-7, "cos {angle}: {cos}");
            assert!((f64::from(sin) - angle.sin()).abs() < 3e-7, "sin {angle}: {sin}");
        }
    }
}
