//! Frame of every chart around its data: margins, a light grid, axis numbers and titles.

use super::axis::Axis;
use super::label::{em_width, fit};
use super::line::Window;
use super::surface::{Align, Point, Surface, TextLook};
use super::ticks::Tick;
use super::{ChartError, Ink, Rgb};
use plotters::backend::DrawingBackend;

/// Sizes that a spec gives, made safe to compute with.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Device pixels per CSS pixel.
    pub scale: f64,
    /// Font height, CSS pixels: the em that margins are measured in.
    pub em: f64,
    /// One device pixel or a little more, in CSS pixels: the width of a hairline.
    pub hair: f64,
}

impl Sizes {
    /// Sizes from a spec's `scale` and `font_px`; values without meaning are replaced by 1 and 12.
    pub fn new(scale: f64, font_px: f64) -> Sizes {
        let sane = |v: f64, low: f64, high: f64, other: f64| {
            if v.is_finite() && v > 0.0 {
                v.clamp(low, high)
            } else {
                other
            }
        };
        let scale = sane(scale, 0.25, 8.0, 1.0);
        Sizes { scale, em: sane(font_px, 5.0, 60.0, 12.0), hair: scale.round().max(1.0) / scale }
    }

    /// The nearest edge between device pixels, so that thin straight lines are sharp.
    pub fn snap(&self, v: f64) -> f64 {
        (v * self.scale).round() / self.scale
    }
}

/// Upper edge of the plot, CSS pixels: room for the y title above it.
pub fn top_margin(em: f64, titled: bool) -> f64 {
    if titled {
        2.1 * em
    } else {
        0.8 * em
    }
}

/// Room below the plot, CSS pixels: numbers, and the x title if there is one.
pub fn bottom_margin(em: f64, titled: bool) -> f64 {
    if titled {
        3.1 * em
    } else {
        1.8 * em
    }
}

/// Room left of the plot, CSS pixels: that of the spec, else the same for all numbers of up to five characters.
pub fn left_margin(asked: Option<f64>, labels: &[Tick], em: f64, width: f64) -> f64 {
    let widest = labels.iter().map(|t| em_width(&t.1)).fold(0.0, f64::max);
    let usual = (widest * em + 0.8 * em).max(3.4 * em);
    asked.filter(|m| m.is_finite() && *m >= 0.0).unwrap_or(usual).min(width / 2.0)
}

/// Room right of the plot, CSS pixels: that of the spec, else the width of the names beside it; at most a third.
pub fn right_margin<'n>(asked: Option<f64>, names: impl Iterator<Item = &'n str>, em: f64, width: f64) -> f64 {
    let widest = names.map(em_width).fold(0.0, f64::max);
    let usual = if widest > 0.0 { (widest + 1.0) * em } else { em };
    asked.filter(|m| m.is_finite() && *m >= 0.0).unwrap_or(usual).min(width / 3.0)
}

/// The grid, the axis numbers and the y title; all in the background of the data.
pub fn draw_y<B: DrawingBackend>(
    on: &mut Surface<B>,
    ink: &Ink,
    sizes: &Sizes,
    plot: &Window,
    (axis, labels): (&Axis, &[Tick]),
    title: &str,
) -> Result<(), ChartError> {
    for (value, text) in labels {
        let Some(y) = axis.px(*value) else { continue };
        rule(on, sizes, plot, y, ink.grid)?;
        let at = (plot.left - 0.5 * sizes.em, y);
        on.text(text, at, &look(ink, sizes, Align::Right))?;
    }
    let title = fit(title, (on.width - 2.0) / sizes.em);
    let look = TextLook { color: ink.ink, ..look(ink, sizes, Align::Left) };
    on.text(&title, (1.0, 0.75 * sizes.em), &look)
}

/// A horizontal hairline through the plot.
fn rule<B: DrawingBackend>(
    on: &mut Surface<B>,
    sizes: &Sizes,
    plot: &Window,
    y: f64,
    color: Rgb,
) -> Result<(), ChartError> {
    let y = sizes.snap(y - sizes.hair / 2.0);
    on.rect((plot.left, y), (plot.right, y + sizes.hair), color, 1.0)
}

/// The base line, the x axis' ticks with their numbers, and its title.
pub fn draw_x<B: DrawingBackend>(
    on: &mut Surface<B>,
    ink: &Ink,
    sizes: &Sizes,
    plot: &Window,
    (axis, labels): (&Axis, &[Tick]),
    title: &str,
) -> Result<(), ChartError> {
    let base = ink.muted.mix(ink.paper, 0.35);
    rule(on, sizes, plot, plot.bottom, base)?;
    for (value, text) in labels {
        let Some(x) = axis.px(*value) else { continue };
        let left = sizes.snap(x - sizes.hair / 2.0);
        let end = (left + sizes.hair, plot.bottom + 0.35 * sizes.em);
        on.rect((left, plot.bottom), end, base, 1.0)?;
        let half = em_width(text) * sizes.em / 2.0;
        let x = x.min(on.width - half).max(half);
        let at = (x, plot.bottom + 1.05 * sizes.em);
        on.text(text, at, &look(ink, sizes, Align::Center))?;
    }
    let title = fit(title, (on.width - 2.0) / sizes.em);
    let half = em_width(&title) * sizes.em / 2.0;
    let x = ((plot.left + plot.right) / 2.0).min(on.width - half).max(half);
    let look = TextLook { color: ink.ink, ..look(ink, sizes, Align::Center) };
    on.text(&title, (x, plot.bottom + 2.45 * sizes.em), &look)
}

/// Text on a translucent piece of paper, to be read over data.
pub fn backed_text<B: DrawingBackend>(
    on: &mut Surface<B>,
    ink: &Ink,
    text: &str,
    at: Point,
    style: &TextLook,
) -> Result<(), ChartError> {
    if text.is_empty() {
        return Ok(());
    }
    let width = em_width(text) * style.size;
    let left = match style.align {
        Align::Left => at.0,
        Align::Center => at.0 - width / 2.0,
        Align::Right => at.0 - width,
    };
    let (pad, half) = (0.2 * style.size, 0.58 * style.size);
    let corners = ((left - pad, at.1 - half), (left + width + pad, at.1 + half));
    on.rect(corners.0, corners.1, ink.paper, 0.85)?;
    on.text(text, at, style)
}

/// The edge of a rectangle, from its upper left to its lower right corner.
pub fn outline<B: DrawingBackend>(
    on: &mut Surface<B>,
    (a, b): (Point, Point),
    width: f64,
    color: Rgb,
) -> Result<(), ChartError> {
    on.path(&[a, (b.0, a.1), b, (a.0, b.1), a], width, color)
}

/// Axis text.
pub fn look<'a>(ink: &Ink<'a>, sizes: &Sizes, align: Align) -> TextLook<'a> {
    TextLook { font: ink.font, size: sizes.em, color: ink.muted, align, bold: false }
}
