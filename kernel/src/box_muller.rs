//! Many draws from N(0, 1) at once: x = √(−2 ln u) cos 2πv, y = √(−2 ln u) sin 2πv for uniform u and v.
//! Box & Muller (1958), A note on the generation of random normal deviates, doi:10.1214/aoms/1177706645
//!
//! A rule that perturbs weights draws a number for each of them at each update, which took longer than the products
//! when they were drawn one by one. Here every step is a short loop without branches over a block, which a compiler
//! turns into vector instructions, and the functions are made of plain arithmetic, which gives the same bits everywhere.

use rand::Rng as _;

use crate::{Real, Rng};

/// Pairs in a block: what is computed on the way stays in the first-level cache.
const PAIRS: usize = 64;

/// Fills `out` with draws from N(0, sd²).
pub fn fill_normal(rng: &mut Rng, sd: Real, out: &mut [Real]) {
    let (mut u, mut v, mut x, mut y) = ([0; PAIRS], [0; PAIRS], [0.0; PAIRS], [0.0; PAIRS]);
    for out in out.chunks_mut(2 * PAIRS) {
        let (first, second) = out.split_at_mut(out.len().div_ceil(2));
        for (u, v) in u.iter_mut().zip(&mut v).take(first.len()) {
            let bits = rng.next_u64();
            (*u, *v) = ((bits >> 32) as u32, bits as u32);
        }
        transform(&u, &v, &mut x, &mut y);
        let scaled = |out: &mut [Real], from: &[f32]| {
            out.iter_mut().zip(from).for_each(|(out, &value)| *out = sd * Real::from(value));
        };
        scaled(first, &x);
        scaled(second, &y);
    }
}

/// Two normal numbers from each pair of 32 random bits.
fn transform(u: &[u32; PAIRS], v: &[u32; PAIRS], x: &mut [f32; PAIRS], y: &mut [f32; PAIRS]) {
    for i in 0..PAIRS {
        let radius = (-2.0 * ln(uniform(u[i]))).sqrt();
        let (cos, sin) = direction(v[i]);
        (x[i], y[i]) = (radius * cos, radius * sin);
    }
}

/// One of the 2²⁴ multiples of 2⁻²⁴ in (0, 1], so that the largest normal number is 5.77.
fn uniform(bits: u32) -> f32 {
    ((bits >> 8) as i32 + 1) as f32 * (1.0 / (1 << 24) as f32)
}

/// ln u for a normal positive u, in the steps of `libm::logf` but without its questions, hence with the same bits.
fn ln(u: f32) -> f32 {
    const SQRT_HALF: u32 = 0x3f35_04f3;
    // u = 2^e m with m from √½ to √2.
    let bits = u.to_bits().wrapping_sub(SQRT_HALF);
    let e = (bits as i32 >> 23) as f32;
    let m = f32::from_bits((bits & 0x007f_ffff) + SQRT_HALF);
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let odd = w * (0.400_009_72 + w * 0.242_790_79);
    let even = z * (0.666_666_6 + w * 0.284_987_87);
    let half_square = 0.5 * f * f;
    s * (half_square + (even + odd)) + e * 9.058_001e-6 - half_square + f + e * 0.693_138_1
}

/// cos and sin of an angle that 24 of these bits spread evenly over the circle.
fn direction(bits: u32) -> (f32, f32) {
    // Two bits choose a quarter of the circle, 22 an angle a from −π/4 to π/4 in it.
    const STEPS: f32 = (1 << 22) as f32;
    let a = ((bits >> 8 & 0x003f_ffff) as f32 - (0.5 * STEPS - 0.5)) * (std::f32::consts::FRAC_PI_2 / STEPS);
    let z = a * a;
    // Cephes (Moshier, 1989), sinf.c.
    let sin = ((-1.951_529_6e-4 * z + 8.332_161e-3) * z - 0.166_666_55) * z * a + a;
    let cos = ((2.443_315_7e-5 * z - 1.388_731_6e-3) * z + 4.166_664_6e-2) * z * z - 0.5 * z + 1.0;
    let (cos, sin) = if bits & 1 << 30 == 0 { (cos, sin) } else { (-sin, cos) };
    let sign = bits & 1 << 31;
    (f32::from_bits(cos.to_bits() ^ sign), f32::from_bits(sin.to_bits() ^ sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every uniform number would take a second; every 97th still meets each exponent.
    fn all_bits() -> impl Iterator<Item = u32> {
        (0..u32::MAX).step_by(97 << 8).chain([0, 256, u32::MAX])
    }

    #[test]
    fn the_logarithm_has_the_bits_of_libm() {
        for u in all_bits().map(uniform) {
            assert_eq!(ln(u).to_bits(), libm::logf(u).to_bits(), "ln {u}");
        }
    }

    #[test]
    fn directions_lie_on_the_circle_where_they_should() {
        for bits in all_bits() {
            let (cos, sin) = direction(bits);
            let quarter = f64::from(bits >> 30);
            let within = (f64::from(bits >> 8 & 0x003f_ffff) + 0.5) / f64::from(1 << 22) - 0.5;
            let angle = std::f64::consts::FRAC_PI_2 * (quarter + within);
            assert!((f64::from(cos) - angle.cos()).abs() < 1.5e-7, "cos {angle}: {cos}");
            assert!((f64::from(sin) - angle.sin()).abs() < 1.5e-7, "sin {angle}: {sin}");
        }
    }
}
