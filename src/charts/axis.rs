//! Axes: ranges, round ticks, where a value lands in pixels, and how numbers are written.

/// A range as a spec gives it: either end may be left to the data.
pub type Range = Option<[Option<f64>; 2]>;

/// Values beyond this are treated as absent, so that the difference of two of them is still a number.
const HUGE: f64 = 1e300;

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
        let (v, lo, hi) = (
            self.warp(value)?,
            self.warp(self.min)?,
            self.warp(self.max)?,
        );
        let px = self.start + (v - lo) / (hi - lo) * (self.end - self.start);
        // Far outside is far enough: what follows counts in i32.
        px.is_finite().then(|| px.clamp(-1e5, 1e5))
    }

    /// The value at a CSS pixel.
    pub fn value(&self, px: f64) -> f64 {
        let t = (px - self.start) / (self.end - self.start);
        if self.log {
            (self.min.ln() + t * (self.max / self.min).ln()).exp()
        } else {
            self.min + t * (self.max - self.min)
        }
    }

    fn warp(&self, v: f64) -> Option<f64> {
        if !is_usable(v) || (self.log && v <= 0.0) {
            return None;
        }
        Some(if self.log { v.ln() } else { v })
    }
}

/// Finite and not so large that differences overflow.
pub fn is_usable(v: f64) -> bool {
    v.is_finite() && v.abs() <= HUGE
}

/// The smallest and largest usable value (positive ones only for a log axis).
pub fn extent(values: impl Iterator<Item = f64>, log: bool) -> Option<(f64, f64)> {
    values.filter(|&v| is_usable(v) && (!log || v > 0.0)).fold(
        None,
        |range: Option<(f64, f64)>, v| {
            let (lo, hi) = range.unwrap_or((v, v));
            Some((lo.min(v), hi.max(v)))
        },
    )
}

/// A range that can be drawn: the given ends where they make sense, else the data's; never empty.
pub fn resolve(given: Range, data: Option<(f64, f64)>, log: bool) -> (f64, f64) {
    let [lo, hi] = given.unwrap_or([None, None]);
    let fits = |v: &f64| is_usable(*v) && (!log || *v > 0.0);
    let (lo, hi) = (lo.filter(fits), hi.filter(fits));
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

/// The round step (1, 2 or 5 times a power of ten) that cuts `span` into at most about `target` pieces.
pub fn round_step(span: f64, target: usize, integer: bool) -> f64 {
    let raw = span / target.max(1) as f64;
    let power = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|&s| s >= raw * 0.999)
        .unwrap_or(10.0 * power);
    if integer {
        step.round().max(1.0)
    } else {
        step
    }
}

/// Multiples of `step` between two values, both included.
pub fn linear_ticks(min: f64, max: f64, step: f64) -> Vec<f64> {
    if !(step.is_finite() && step > 0.0) {
        return vec![];
    }
    let first = (min / step - 1e-6).ceil();
    (0..60)
        .map(|i| (first + f64::from(i)) * step)
        .take_while(|&v| v <= max + step * 1e-6)
        // −0 would be written "−0".
        .map(|v| if v == 0.0 { 0.0 } else { v })
        .collect()
}

/// Ticks of a log axis: 1, 2, 5 of each decade, fewer if that is more than `target`. Empty if the range is too narrow.
pub fn log_ticks(min: f64, max: f64, target: usize) -> Vec<f64> {
    let (low, high) = (min.log10().floor() as i32, max.log10().ceil() as i32);
    let inside = |v: &f64| *v >= min * 0.999_999 && *v <= max * 1.000_001;
    for steps in [&[1.0, 2.0, 5.0][..], &[1.0, 3.0], &[1.0]] {
        let ticks: Vec<f64> = (low..=high)
            .flat_map(|d| steps.iter().map(move |m| m * 10f64.powi(d)))
            .filter(inside)
            .collect();
        if ticks.len() <= target {
            return ticks;
        }
    }
    let stride = ((high - low) as usize).div_ceil(target.max(1)).max(1);
    (low..=high)
        .step_by(stride)
        .map(|d| 10f64.powi(d))
        .filter(inside)
        .collect()
}
