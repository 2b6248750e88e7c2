//! Curves over epochs or updates: lines with bands, named at their ends, with a cursor to read values from.

use super::axis::Range;
use super::layout::Layout;
use super::{cursor, frame, names, series};
use super::{ChartError, Ink, Level, Rgb, Surface, Theme};
use plotters::backend::DrawingBackend;
use serde::Deserialize;

/// Specification of the chart. Fields that are left out are empty, absent or plain.
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
    /// Logarithmic x axis; what is not positive breaks its line.
    pub log_x: bool,
    /// Logarithmic y axis, likewise.
    pub log_y: bool,
    /// The lines, drawn in this order.
    pub series: Vec<Series>,
    /// Named horizontal lines.
    pub levels: Vec<Level>,
    /// Position on the x axis at which values are read.
    pub cursor: Option<f64>,
    /// Decimals that the values there are worth; else what can be seen on the axis.
    pub decimals: Option<usize>,
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
    /// Line style.
    pub style: Style,
    /// A dot on each value.
    pub points: bool,
    /// Dots alone, with no line through them: single measurements.
    pub scatter: bool,
    /// Write the name at its end.
    pub label: bool,
}

/// Line style.
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

impl Curves {
    /// Says what contradicts itself.
    pub fn check(&self) -> Result<(), ChartError> {
        for s in &self.series {
            let (x, y) = (s.x.len(), s.y.len());
            let band = s.band.as_ref().map_or(y, Vec::len);
            if x != y || band != y {
                return Err(ChartError::new(format!(
                    "Series \"{}\" has {x} positions, {y} values and a band of {band}: there must be as many of each.",
                    s.name
                )));
            }
        }
        Ok(())
    }
}

/// Draws the chart over the whole surface. Too small a surface is left blank.
pub fn draw_curves<B: DrawingBackend>(on: &mut Surface<B>, spec: &Curves, theme: &Theme) -> Result<(), ChartError> {
    spec.check()?;
    let ink = theme.read()?;
    let corner = (on.width, on.height);
    on.rect((0.0, 0.0), corner, ink.paper, 1.0)?;
    let Some(layout) = spec.layout(on.width, on.height) else {
        return Ok(());
    };
    let Layout { plot, sizes, .. } = &layout;
    let mark = cursor::Mark::new(spec, &layout, on.width);
    let x_ticks = cursor::ticks_beside(&mark, &layout);
    frame::draw_y(on, &ink, sizes, plot, (&layout.y, &layout.y_ticks), &spec.y_label)?;
    frame::draw_x(on, &ink, sizes, plot, (&layout.x, &x_ticks), &spec.x_label)?;
    series::draw_bands(on, spec, &layout, &ink)?;
    series::draw_lines(on, spec, &layout, &ink)?;
    let levels = names::draw_levels(on, &ink, sizes, plot, &layout.y, &spec.levels)?;
    let mut tags = series::line_names(spec, &layout, &ink)?;
    tags.extend(levels);
    names::draw_names(on, &ink, sizes, plot, tags)?;
    match &mark {
        Some(mark) => mark.draw(on, spec, &layout, &ink),
        None => Ok(()),
    }
}
