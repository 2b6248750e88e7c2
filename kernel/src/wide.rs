//! Loops compiled for vectors of four, eight and sixteen numbers, and the choice between them, made when a program starts.
//! A native program is built for the oldest x86-64, whose vectors hold four; WebAssembly's do, too, and nothing is chosen there.
//!
//! No width changes a bit: each sum has a lane of its own, its terms come in the same order, and nobody fuses multiply and add.

#![allow(unsafe_code)] // Only here: a compiler cannot know that the processor was asked before wider vectors are used.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::matmul::NR;
use crate::Real;

/// Vector width: the number of 32-bit values in a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// Width of every processor.
    Four = 4,
    /// AVX2.
    Eight = 8,
    /// AVX-512.
    Sixteen = 16,
}

/// The width in use; 0 before anyone has asked.
static IN_USE: AtomicU8 = AtomicU8::new(0);

/// The width in use: the widest that the processor has, or what `limit` has left of it.
#[inline]
pub fn width() -> Width {
    match IN_USE.load(Ordering::Relaxed) {
        0 => limit(Width::Sixteen),
        4 => Width::Four,
        8 => Width::Eight,
        _ => Width::Sixteen,
    }
}

/// Limits the vector width from now on, and returns the width in use. Tests compare widths by it.
#[cold]
pub fn limit(most: Width) -> Width {
    let width = most.min(widest());
    IN_USE.store(width as u8, Ordering::Relaxed);
    width
}

#[cfg(not(target_arch = "x86_64"))]
fn widest() -> Width {
    Width::Four
}

#[cfg(target_arch = "x86_64")]
fn widest() -> Width {
    let avx512 = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vl");
    match is_x86_feature_detected!("avx2") {
        true if avx512 => Width::Sixteen,
        true => Width::Eight,
        false => Width::Four,
    }
}

/// Makes of each function one that calls the form of it which fits the processor. What such a function calls is compiled for the
/// same vectors only where it is `inline(always)`. A function `f[registers](…)` is told what it is compiled for.
macro_rules! wide {
    ($($(#[$attribute:meta])* $visible:vis fn $name:ident $(<$(const $n:ident: usize),+>)? $([$registers:ident])?
        ($($argument:ident: $kind:ty),* $(,)?) $body:block)*) => {$(
        #[cfg(not(target_arch = "x86_64"))]
        $(#[$attribute])*
        $visible fn $name $(<$(const $n: usize),+>)? ($($argument: $kind),*) {
            $(let $registers = $crate::wide::Plain;)?
            $body
        }

        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        $(#[$attribute])*
        $visible fn $name $(<$(const $n: usize),+>)? ($($argument: $kind),*) {
            #[inline(always)]
            fn form $(<$(const $n: usize),+>)? (
                $($registers: impl $crate::wide::Registers,)? $($argument: $kind),*
            ) $body

            #[target_feature(enable = "avx2")]
            fn eight $(<$(const $n: usize),+>)? ($($argument: $kind),*) {
                form $(::<$($n),+>)? ($($crate::wide::wide!(@avx2 $registers),)? $($argument),*);
            }

            #[target_feature(enable = "avx2,avx512f,avx512vl")]
            fn sixteen $(<$(const $n: usize),+>)? ($($argument: $kind),*) {
                form $(::<$($n),+>)? ($($crate::wide::wide!(@avx2 $registers),)? $($argument),*);
            }

            // SAFETY: `width` names only vectors that the processor was found to have.
            match $crate::wide::width() {
                $crate::wide::Width::Sixteen => unsafe { sixteen $(::<$($n),+>)? ($($argument),*) },
                $crate::wide::Width::Eight => unsafe { eight $(::<$($n),+>)? ($($argument),*) },
                $crate::wide::Width::Four => form $(::<$($n),+>)? ($($crate::wide::wide!(@plain $registers),)? $($argument),*),
            }
        }
    )*};
    // SAFETY: the forms that say this are entered only where the processor was found to have AVX2.
    (@avx2 $registers:ident) => { unsafe { $crate::wide::Avx2::found() } };
    (@plain $registers:ident) => { $crate::wide::Plain };
}
pub(crate) use wide;

/// Registers that a compiled form may use.
pub trait Registers: Copy {
    /// True if there are registers for the sums of two tiles at once.
    const PAIRS: bool;

    /// Σ_k a_k b_kᵀ with the k-th line of b: written as instructions, where a compiler would have to guess the
    /// direction of vectors. None where it need not guess.
    fn sums<'a, const R: usize>(
        self,
        lines: &[[Real; NR]],
        a: impl Fn(usize) -> [&'a Real; R],
    ) -> Option<[[Real; NR]; R]>;
}

/// The processor that everybody has.
#[derive(Clone, Copy)]
pub struct Plain;

impl Registers for Plain {
    const PAIRS: bool = false;

    #[inline(always)]
    fn sums<'a, const R: usize>(self, _: &[[Real; NR]], _: impl Fn(usize) -> [&'a Real; R]) -> Option<[[Real; NR]; R]> {
        None
    }
}

#[cfg(target_arch = "x86_64")]
pub use avx2::Avx2;

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{Real, Registers, NR};

    /// Sixteen registers of eight numbers: whoever holds this runs on a processor with AVX2.
    #[derive(Clone, Copy)]
    pub struct Avx2(());

    impl Avx2 {
        /// # Safety
        /// The processor has AVX2.
        #[inline(always)]
        pub unsafe fn found() -> Self {
            Self(())
        }
    }

    impl Registers for Avx2 {
        const PAIRS: bool = cfg!(not(feature = "f64"));

        #[inline(always)]
        fn sums<'a, const R: usize>(
            self,
            lines: &[[Real; NR]],
            a: impl Fn(usize) -> [&'a Real; R],
        ) -> Option<[[Real; NR]; R]> {
            #[cfg(feature = "f64")]
            {
                let _ = (lines, a);
                None
            }
            // SAFETY: there is AVX2, or there would be no `self`.
            #[cfg(not(feature = "f64"))]
            Some(unsafe { sums(lines, a) })
        }
    }

    #[cfg(not(feature = "f64"))]
    #[target_feature(enable = "avx2")]
    #[inline]
    fn sums<'a, const R: usize>(lines: &[[f32; 8]], a: impl Fn(usize) -> [&'a f32; R]) -> [[f32; 8]; R] {
        use std::arch::x86_64::{
            __m256, _mm256_add_ps, _mm256_broadcast_ss, _mm256_loadu_ps, _mm256_mul_ps, _mm256_setzero_ps,
        };
        let mut sums = [_mm256_setzero_ps(); R];
        for (k, line) in lines.iter().enumerate() {
            // SAFETY: eight numbers are read, as many as a line has.
            let line = unsafe { _mm256_loadu_ps(line.as_ptr()) };
            let a = a(k);
            for i in 0..R {
                sums[i] = _mm256_add_ps(sums[i], _mm256_mul_ps(_mm256_broadcast_ss(a[i]), line));
            }
        }
        // SAFETY: a vector is eight numbers side by side.
        sums.map(|sums| unsafe { std::mem::transmute::<__m256, [f32; 8]>(sums) })
    }
}
