//! Ticks: round numbers on an axis, as many as there is room for.

use super::axis::Axis;
use super::label::em_width;
use super::number::tick_text;

/// A value on an axis and how it is written.
pub type Tick = (f64, String);

/// The ticks of an axis with room for about `target` of them.
pub fn ticks(axis: &Axis, target: usize, integer: bool) -> Vec<Tick> {
    let write = |v: f64, step: f64| (v, tick_text(v, step));
    if axis.log {
        let values = log_ticks(axis.min, axis.max, target.max(3));
        if values.len() > 1 {
            return values.into_iter().map(|v| write(v, v)).collect();
        }
    }
    let step = round_step(axis.max - axis.min, target, integer);
    let values = linear_ticks(axis.min, axis.max, step);
    values.into_iter().map(|v| write(v, step)).collect()
}

/// A vertical axis and its ticks for a plot between two heights in CSS pixels. Ends left to the data (`open`: lower,
/// upper) are moved out to the next tick.
pub fn vertical(range: (f64, f64), open: [bool; 2], log: bool, window: (f64, f64), em: f64) -> (Axis, Vec<Tick>) {
    let (mut min, mut max) = range;
    let (top, bottom) = window;
    let target = ((bottom - top) / (2.2 * em)).clamp(2.0, 8.0) as usize;
    if !log {
        let step = round_step(max - min, target, false);
        if open[0] {
            min = (min / step + 1e-6).floor() * step;
        }
        if open[1] {
            max = (max / step - 1e-6).ceil() * step;
        }
    } else {
        // The next round number may be far away: a little room is enough.
        min /= if open[0] { 1.06 } else { 1.0 };
        max *= if open[1] { 1.06 } else { 1.0 };
    }
    let axis = Axis { min, max, log, start: bottom, end: top };
    (axis, ticks(&axis, target, false))
}

/// The ticks of a horizontal axis: as many as their numbers have room for.
pub fn horizontal(axis: &Axis, em: f64, integer: bool) -> Vec<Tick> {
    let room = (axis.end - axis.start) / em;
    (2..=10)
        .rev()
        .map(|target| ticks(axis, target, integer))
        .find(|ticks| {
            let widest = ticks.iter().map(|t| em_width(&t.1)).fold(0.0, f64::max);
            ticks.len() as f64 * (widest + 1.2) <= room
        })
        .unwrap_or_else(|| ticks(axis, 1, integer))
}

/// The round step (1, 2 or 5 times a power of ten) that cuts `span` into at most about `target` pieces.
pub fn round_step(span: f64, target: usize, integer: bool) -> f64 {
    let raw = span / target.max(1) as f64;
    let power = 10f64.powi(libm::log10(raw).floor() as i32);
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|&s| s >= raw * 0.999).unwrap_or(10.0 * power);
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
    let (low, high) = (libm::log10(min).floor() as i32, libm::log10(max).ceil() as i32);
    let inside = |v: &f64| *v >= min * 0.999_999 && *v <= max * 1.000_001;
    for steps in [&[1.0, 2.0, 5.0][..], &[1.0, 3.0], &[1.0]] {
        let ticks: Vec<f64> =
            (low..=high).flat_map(|d| steps.iter().map(move |m| m * 10f64.powi(d))).filter(inside).collect();
        if ticks.len() <= target {
            return ticks;
        }
    }
    let stride = ((high - low) as usize).div_ceil(target.max(1)).max(1);
    (low..=high).step_by(stride).map(|d| 10f64.powi(d)).filter(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!(round_step(100.0, 5, false), 20.0);
        assert_eq!(round_step(2.3, 5, false), 0.5);
        assert_eq!(round_step(4.0, 9, true), 1.0);
        assert_eq!(linear_ticks(0.0, 1.0, 0.25).len(), 5);
        assert_eq!(linear_ticks(-1.0, 1.0, 1.0), [-1.0, 0.0, 1.0]);
        assert!(linear_ticks(0.0, 1.0, f64::NAN).is_empty());
    }

    #[test]
    fn log_ticks_are_one_two_five() {
        let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a / b - 1.0).abs() < 1e-9);
        let ticks = log_ticks(0.2, 5.0, 8);
        assert!(ticks.len() == 5 && near(&ticks, &[0.2, 0.5, 1.0, 2.0, 5.0]), "{ticks:?}");
        assert!(log_ticks(1e-300, 1e300, 8).len() <= 9);
    }
}
