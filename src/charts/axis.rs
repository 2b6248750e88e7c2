//! Axes: their ranges, and where a value lands in pixels.

/// A range as a spec gives it: either end may be left to the data.
pub type Range = Option<[Option<f64>; 2]>;

/// Values beyond this are treated as absent, so that the difference of two of them is still a number.
const HUGE: f64 = 1e300;

/// Values nearer to zero than this are taken for it, so that a fraction of the difference of two of them is still
/// distinguished from zero.
const TINY: f64 = 1e-280;

/// A scale from values to CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    /// Value at `start`.
    pub min: f64,
    /// Value at `end`, above `min`.
    pub max: f64,
    /// Logarithmic (then `min` is above 0).
    pub log: bool,
    /// CSS pixel of `min`.
    pub start: f64,
    /// CSS pixel of `max`.
    pub end: f64,
}

impl Axis {
    /// The CSS pixel of a value, or `None` if it has no place: not finite, or not positive on a log axis.
    pub fn px(&self, value: f64) -> Option<f64> {
        let (v, lo, hi) = (self.warp(value)?, self.warp(self.min)?, self.warp(self.max)?);
        let px = self.start + (v - lo) / (hi - lo) * (self.end - self.start);
        // Far outside is far enough: what follows counts in i32.
        px.is_finite().then(|| px.clamp(-1e5, 1e5))
    }

    /// The value at a CSS pixel.
    pub fn value(&self, px: f64) -> f64 {
        let t = (px - self.start) / (self.end - self.start);
        if self.log {
            libm::exp(libm::log(self.min) + t * libm::log(self.max / self.min))
        } else {
            self.min + t * (self.max - self.min)
        }
    }

    fn warp(&self, v: f64) -> Option<f64> {
        if !is_usable(v) || (self.log && v < TINY) {
            return None;
        }
        Some(if self.log { libm::log(v) } else { v })
    }
}

/// Finite and not so large that differences overflow.
pub fn is_usable(v: f64) -> bool {
    v.is_finite() && v.abs() <= HUGE
}

/// The value, or zero if it is as good as that.
pub fn flushed(v: f64) -> f64 {
    if v.abs() < TINY {
        0.0
    } else {
        v
    }
}

/// The ends of a logarithmic axis, no further out than numbers reach.
pub fn within(min: f64, max: f64) -> (f64, f64) {
    (min.max(TINY), max.min(HUGE))
}

/// The smallest and largest usable value (positive ones only for a log axis).
pub fn extent(values: impl Iterator<Item = f64>, log: bool) -> Option<(f64, f64)> {
    values.map(flushed).filter(|&v| is_usable(v) && (!log || v > 0.0)).fold(None, |range: Option<(f64, f64)>, v| {
        let (lo, hi) = range.unwrap_or((v, v));
        Some((lo.min(v), hi.max(v)))
    })
}

/// A range that can be drawn: the given ends where they make sense, else the data's; never empty.
pub fn resolve(given: Range, data: Option<(f64, f64)>, log: bool) -> (f64, f64) {
    let [lo, hi] = given.unwrap_or([None, None]);
    let fits = |v: &f64| is_usable(*v) && (!log || *v > 0.0);
    let (lo, hi) = (lo.map(flushed).filter(fits), hi.map(flushed).filter(fits));
    let (a, b) = data.unwrap_or(if log { (0.1, 1.0) } else { (0.0, 1.0) });
    let (mut min, mut max) = (lo.unwrap_or(a), hi.unwrap_or(b));
    if min > max {
        (min, max) = (max, min);
    }
    // One value, or so little between two that ticks would all read the same.
    if max - min <= 1e-9 * min.abs().max(max.abs()) {
        if log {
            (min, max) = (min / 2.0, max * 2.0);
        } else {
            let room = if min == 0.0 { 1.0 } else { min.abs() * 0.1 };
            (min, max) = (if lo.is_some() { min } else { min - room }, max + room);
        }
    }
    (min, max)
}
