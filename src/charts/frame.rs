//! What every chart has around its data: margins, a light grid, axis numbers and titles, named levels.

use super::axis::{linear_ticks, log_ticks, round_step, Axis};
use super::label::{em_width, fit, spread};
use super::line::{dashes, Window};
use super::number::tick_text;
use super::surface::{Align, Point, Surface, TextLook};
use super::{ChartError, Ink, Level, Rgb};
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
    /// From a spec's `scale` and `font_px`; what makes no sense is replaced by 1 and 12.
    pub fn new(scale: f64, font_px: f64) -> Sizes {
        let sane = |v: f64, low: f64, high: f64, other: f64| {
            if v.is_finite() && v > 0.0 {
                v.clamp(low, high)
            } else {
                other
            }
        };
        let scale = sane(scale, 0.25, 8.0, 1.0);
        Sizes {
            scale,
            em: sane(font_px, 5.0, 60.0, 12.0),
            hair: scale.round().max(1.0) / scale,
        }
    }

    /// The nearest edge between device pixels, so that thin straight lines are sharp.
    pub fn snap(&self, v: f64) -> f64 {
        (v * self.scale).round() / self.scale
    }
}

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
pub fn vertical(
    range: (f64, f64),
    open: [bool; 2],
    log: bool,
    window: (f64, f64),
    em: f64,
) -> (Axis, Vec<Tick>) {
    let (mut min, mut max) = range;
    let (top, bottom) = window;
    let target = ((bottom - top) / (2.6 * em)).clamp(2.0, 8.0) as usize;
    if !log {
        let step = round_step(max - min, target, false);
        if open[0] {
            min = (min / step + 1e-6).floor() * step;
        }
        if open[1] {
            max = (max / step - 1e-6).ceil() * step;
        }
    }
    let axis = Axis {
        min,
        max,
        log,
        start: bottom,
        end: top,
    };
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

/// Room left of the plot, CSS pixels: what the spec says, else the same for all numbers of up to five characters.
pub fn left_margin(asked: Option<f64>, labels: &[Tick], em: f64, width: f64) -> f64 {
    let widest = labels.iter().map(|t| em_width(&t.1)).fold(0.0, f64::max);
    let usual = (widest * em + 0.8 * em).max(3.4 * em);
    asked
        .filter(|m| m.is_finite() && *m >= 0.0)
        .unwrap_or(usual)
        .min(width / 2.0)
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
    let look = TextLook {
        color: ink.ink,
        ..look(ink, sizes, Align::Left)
    };
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
    let x = ((plot.left + plot.right) / 2.0)
        .min(on.width - half)
        .max(half);
    let look = TextLook {
        color: ink.ink,
        ..look(ink, sizes, Align::Center)
    };
    on.text(&title, (x, plot.bottom + 2.45 * sizes.em), &look)
}

/// The named levels: dashed, over the data, each name at the right end above its line (below, if there is no room).
pub fn draw_levels<B: DrawingBackend>(
    on: &mut Surface<B>,
    ink: &Ink,
    sizes: &Sizes,
    plot: &Window,
    axis: &Axis,
    levels: &[Level],
) -> Result<(), ChartError> {
    let size = 0.92 * sizes.em;
    let mut wanted = vec![];
    let mut names = vec![];
    for level in levels {
        let Some(y) = axis.px(level.y) else { continue };
        let y = sizes.snap(y - sizes.hair / 2.0);
        if y < plot.top - 1.0 || y > plot.bottom + 1.0 {
            continue;
        }
        for piece in dashes(&[(plot.left, y), (plot.right, y)], &[5.0, 4.0], 1.0) {
            let (a, b) = (piece[0].0, piece[piece.len() - 1].0);
            on.rect((a, y), (b, y + sizes.hair), ink.muted, 1.0)?;
        }
        let above = y - 0.75 * size;
        let fits = above - 0.5 * size >= plot.top;
        wanted.push(if fits { above } else { y + 0.85 * size });
        names.push(fit(&level.name, (plot.right - plot.left) / size));
    }
    let rows = spread(
        &wanted,
        1.2 * size,
        plot.top + 0.5 * size,
        plot.bottom - 0.5 * size,
    );
    for (name, y) in names.iter().zip(rows) {
        let style = TextLook {
            size,
            color: ink.muted.readable(ink.paper, ink.ink),
            ..look(ink, sizes, Align::Right)
        };
        backed_text(on, ink, name, (plot.right, y), &style)?;
    }
    Ok(())
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

/// Axis text.
pub fn look<'a>(ink: &Ink<'a>, sizes: &Sizes, align: Align) -> TextLook<'a> {
    TextLook {
        font: ink.font,
        size: sizes.em,
        color: ink.muted,
        align,
        bold: false,
    }
}
