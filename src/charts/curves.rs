//! Curves over epochs or updates: lines with bands, named at their ends, with a cursor to read values from.

use super::axis::{extent, is_usable, resolve, Axis, Range};
use super::frame::{self, Sizes, Tick};
use super::label::em_width;
use super::line::Window;
use super::{ChartError, Ink, Level, Rgb, Surface, Theme};
use plotters::backend::DrawingBackend;
use serde::Deserialize;

/// What to draw. What is left out is empty, absent or plain.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Curves {
    /// Title of the x axis, with its unit.
    pub x_label: String,
    /// Title of the y axis, with its unit; it stands above the plot.
    pub y_label: String,
    /// Ends of the x axis; an end that is absent is the data's.
    pub x: Range,
    /// Ends of the y axis; an end that is absent is the data's, moved out to a round number.
    pub y: Range,
    /// Only whole numbers are ticks of the x axis.
    pub x_integer: bool,
    /// Logarithmic y axis; what is not positive breaks its line.
    pub log_y: bool,
    /// The lines, drawn in this order.
    pub series: Vec<Series>,
    /// Named horizontal lines.
    pub levels: Vec<Level>,
    /// Where to read values: a position on the x axis.
    pub cursor: Option<f64>,
    /// Device pixels per CSS pixel.
    pub scale: Option<f64>,
    /// Font height, CSS pixels.
    pub font_px: Option<f64>,
    /// Room left of the plot, CSS pixels, to align neighbours.
    pub margin_left: Option<f64>,
    /// Room right of the plot, CSS pixels, to align neighbours. Else as much as the names need.
    pub margin_right: Option<f64>,
}

/// One line.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Series {
    /// Its name, as it stands at its end.
    pub name: String,
    /// Positions, in the unit of the x axis.
    pub x: Vec<f64>,
    /// Values, as many; an absent one breaks the line.
    pub y: Vec<Option<f64>>,
    /// Half the height of the band around each value, as many.
    pub band: Option<Vec<Option<f64>>>,
    /// How it looks.
    pub style: Style,
    /// A dot on each value.
    pub points: bool,
    /// Write the name at its end.
    pub label: bool,
}

/// How a line looks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Style {
    /// `#rrggbb`; the theme's ink if absent.
    pub color: Option<String>,
    /// Number of a dash pattern, see [`super::RuleStyle`].
    pub dash: u32,
    /// CSS pixels; 2 if absent.
    pub width: Option<f64>,
}

impl Style {
    /// The colour to draw with.
    pub fn ink(&self, ink: &Ink, field: &str) -> Result<Rgb, ChartError> {
        match &self.color {
            Some(text) => Rgb::parse(text, &format!("The color of {field}")),
            None => Ok(ink.ink),
        }
    }

    /// The width to draw with, CSS pixels.
    pub fn width(&self) -> f64 {
        let width = self.width.filter(|w| w.is_finite() && *w > 0.0);
        width.unwrap_or(2.0).clamp(0.5, 12.0)
    }
}

/// Where everything goes, in CSS pixels.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The rectangle of the data.
    pub plot: Window,
    /// From positions to pixels.
    pub x: Axis,
    /// From values to pixels.
    pub y: Axis,
    /// Ticks of the x axis.
    pub x_ticks: Vec<Tick>,
    /// Ticks of the y axis.
    pub y_ticks: Vec<Tick>,
    /// Safe sizes.
    pub sizes: Sizes,
}

impl Curves {
    /// Says what contradicts itself.
    pub fn check(&self) -> Result<(), ChartError> {
        for s in &self.series {
            let (x, y) = (s.x.len(), s.y.len());
            let band = s.band.as_ref().map_or(y, Vec::len);
            if x != y || band != y {
                return Err(ChartError::new(format!(
                    "Series {:?} has {x} positions, {y} values and a band of {band}: there must be as many of each.",
                    s.name
                )));
            }
        }
        Ok(())
    }

    /// The layout for a chart of that size in CSS pixels; `None` if that is too small to show anything.
    pub fn layout(&self, width: f64, height: f64) -> Option<Layout> {
        let sizes = Sizes::new(self.scale.unwrap_or(1.0), self.font_px.unwrap_or(12.0));
        let em = sizes.em;
        let top = frame::top_margin(em, !self.y_label.is_empty());
        let bottom = height - frame::bottom_margin(em, !self.x_label.is_empty());
        let (y_range, open) = self.y_range();
        let (y, y_ticks) = frame::vertical(y_range, open, self.log_y, (top, bottom), em);
        let left = frame::left_margin(self.margin_left, &y_ticks, em, width);
        let right = width - self.right_margin(em, width);
        if !(right - left >= 2.0 * em && bottom - top >= 2.0 * em) {
            return None;
        }
        let positions = self.series.iter().flat_map(|s| s.x.iter().copied());
        let (min, max) = resolve(self.x, extent(positions, false), false);
        let x = Axis {
            min,
            max,
            log: false,
            start: left,
            end: right,
        };
        let x_ticks = frame::horizontal(&x, em, self.x_integer);
        Some(Layout {
            plot: Window {
                left,
                top,
                right,
                bottom,
            },
            x,
            y,
            x_ticks,
            y_ticks,
            sizes,
        })
    }

    /// The range of the y axis, and which of its ends are left to the data.
    fn y_range(&self) -> ((f64, f64), [bool; 2]) {
        let given = self.y.unwrap_or([None, None]);
        let values = self.series.iter().flat_map(|s| {
            let band = s
                .band
                .iter()
                .flatten()
                .copied()
                .chain(std::iter::repeat(None));
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

    /// Room for the names at the ends of the lines: at most a third of the chart.
    fn right_margin(&self, em: f64, width: f64) -> f64 {
        let named = self.series.iter().filter(|s| s.label);
        let widest = named.map(|s| em_width(&s.name)).fold(0.0, f64::max);
        let usual = if widest > 0.0 {
            (widest + 1.0) * em
        } else {
            em
        };
        self.margin_right
            .filter(|m| m.is_finite() && *m >= 0.0)
            .unwrap_or(usual)
            .min(width / 3.0)
    }
}

/// Draws the chart over the whole surface. Too small a surface is left blank.
pub fn draw_curves<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Curves,
    theme: &Theme,
) -> Result<(), ChartError> {
    spec.check()?;
    let ink = theme.read()?;
    let corner = (on.width, on.height);
    on.rect((0.0, 0.0), corner, ink.paper, 1.0)?;
    let Some(layout) = spec.layout(on.width, on.height) else {
        return Ok(());
    };
    let Layout { plot, sizes, .. } = &layout;
    frame::draw_y(
        on,
        &ink,
        sizes,
        plot,
        (&layout.y, &layout.y_ticks),
        &spec.y_label,
    )?;
    frame::draw_x(
        on,
        &ink,
        sizes,
        plot,
        (&layout.x, &layout.x_ticks),
        &spec.x_label,
    )?;
    super::series::draw_bands(on, spec, &layout, &ink)?;
    super::series::draw_lines(on, spec, &layout, &ink)?;
    frame::draw_levels(on, &ink, sizes, plot, &layout.y, &spec.levels)?;
    super::series::draw_names(on, spec, &layout, &ink)?;
    super::cursor::draw_cursor(on, spec, &layout, &ink)
}
