//! Layout of a [`Curves`] chart.

use super::axis::{extent, is_usable, resolve, Axis};
use super::curves::Curves;
use super::frame::{self, Sizes};
use super::line::Window;
use super::ticks::{horizontal, vertical, Tick};

/// Layout, in CSS pixels.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The rectangle of the data.
    pub plot: Window,
    /// Axis from positions to pixels.
    pub x: Axis,
    /// Axis from values to pixels.
    pub y: Axis,
    /// Ticks of the x axis.
    pub x_ticks: Vec<Tick>,
    /// Ticks of the y axis.
    pub y_ticks: Vec<Tick>,
    /// Safe sizes.
    pub sizes: Sizes,
}

impl Curves {
    /// The layout for a chart of that size in CSS pixels; `None` if that is too small to show anything.
    pub fn layout(&self, width: f64, height: f64) -> Option<Layout> {
        let sizes = Sizes::new(self.scale.unwrap_or(1.0), self.font_px.unwrap_or(12.0));
        let em = sizes.em;
        let top = frame::top_margin(em, !self.y_label.is_empty());
        let bottom = height - frame::bottom_margin(em, !self.x_label.is_empty());
        let (y_range, open) = self.y_range();
        let (y, y_ticks) = vertical(y_range, open, self.log_y, (top, bottom), em);
        let left = frame::left_margin(self.margin_left, &y_ticks, em, width);
        let named = self.series.iter().filter(|s| s.label);
        let names = named.map(|s| s.name.as_str());
        let names = names.chain(self.levels.iter().map(|level| level.name.as_str()));
        let right = width - frame::right_margin(self.margin_right, names, em, width);
        if !(right - left >= 2.0 * em && bottom - top >= 2.0 * em) {
            return None;
        }
        let positions = self.series.iter().flat_map(|s| s.x.iter().copied());
        let (min, max) = resolve(self.x, extent(positions, self.log_x), self.log_x);
        let x = Axis { min, max, log: self.log_x, start: left, end: right };
        let x_ticks = horizontal(&x, em, self.x_integer);
        Some(Layout { plot: Window { left, top, right, bottom }, x, y, x_ticks, y_ticks, sizes })
    }

    /// The range of the y axis, and which of its ends are left to the data.
    fn y_range(&self) -> ((f64, f64), [bool; 2]) {
        let given = self.y.unwrap_or([None, None]);
        let values = self.series.iter().flat_map(|s| {
            let band = s.band.iter().flatten().copied().chain(std::iter::repeat(None));
            s.y.iter().zip(band).flat_map(|(y, band)| {
                let (y, half) = (y.unwrap_or(f64::NAN), band.unwrap_or(0.0).abs());
                [y, y - half, y + half]
            })
        });
        let levels = self.levels.iter().map(|level| level.y);
        let mut data = extent(values.chain(levels), self.log_y);
        // A distance from zero is part of what a loss says; a log axis has no zero.
        if let (Some((min, max)), false) = (data, self.log_y) {
            if min > 0.0 && min < 0.6 * max {
                data = Some((0.0, max));
            }
        }
        let range = resolve(self.y, data, self.log_y);
        (range, given.map(|end| !end.is_some_and(is_usable)))
    }
}
