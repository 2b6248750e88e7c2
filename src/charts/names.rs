//! Names in the right margin, where the lines they belong to end; and the named levels.

use super::axis::Axis;
use super::frame::{look, Sizes};
use super::label::{fit, spread};
use super::line::{dashes, Window};
use super::surface::{Align, Point, TextLook};
use super::{ChartError, Ink, Level, Rgb, Surface};
use plotters::backend::DrawingBackend;

/// Distance of names from the plot, em.
pub const GAP: f64 = 0.7;
/// A line that ends further from the plot's right edge, em, gets no hairline: that would look like more of the curve.
const NEAR: f64 = 2.0;

/// A name, where what it names ends, and its colour.
pub struct Tag<'a> {
    /// The name.
    pub name: &'a str,
    /// End of its line.
    pub end: Point,
    /// The colour of its line.
    pub color: Rgb,
}

/// Draws names beside the plot, apart from each other; one that found no place beside its end is led there by a
/// hairline if the line ends near the edge.
pub fn draw_names<B: DrawingBackend>(
    on: &mut Surface<B>,
    ink: &Ink,
    sizes: &Sizes,
    plot: &Window,
    mut tags: Vec<Tag>,
) -> Result<(), ChartError> {
    let em = sizes.em;
    // More names than lines of text fit: the first ones are kept.
    let rows = (plot.bottom - plot.top) / (1.15 * em) + 1.0;
    tags.truncate(rows as usize);
    let wanted: Vec<f64> = tags.iter().map(|tag| tag.end.1).collect();
    let places = spread(&wanted, 1.15 * em, plot.top, plot.bottom);
    for (tag, y) in tags.iter().zip(places) {
        let x = plot.right + GAP * em;
        let name = fit(tag.name, (on.width - x) / em);
        let near = plot.right - tag.end.0 < NEAR * em;
        if near && (y - tag.end.1).abs() > 0.5 * em && !name.is_empty() {
            let lead = [tag.end, (x - 0.25 * em, y)];
            on.path(&lead, sizes.hair, tag.color.mix(ink.paper, 0.4))?;
        }
        let style = TextLook { color: tag.color.readable(ink.paper, ink.ink), ..look(ink, sizes, Align::Left) };
        on.text(&name, (x, y), &style)?;
    }
    Ok(())
}

/// Draws the levels, dashed, over the data. Returns their names, to be drawn with those of the lines.
pub fn draw_levels<'a, B: DrawingBackend>(
    on: &mut Surface<B>,
    ink: &Ink,
    sizes: &Sizes,
    plot: &Window,
    axis: &Axis,
    levels: &'a [Level],
) -> Result<Vec<Tag<'a>>, ChartError> {
    let mut tags = vec![];
    for level in levels {
        let Some(y) = axis.px(level.y) else { continue };
        if y < plot.top - 1.0 || y > plot.bottom + 1.0 {
            continue;
        }
        let top = sizes.snap(y - sizes.hair / 2.0);
        for piece in dashes(&[(plot.left, top), (plot.right, top)], &[5.0, 4.0], 1.0) {
            let (a, b) = (piece[0].0, piece[piece.len() - 1].0);
            // A rim of paper keeps the dashes visible on bars and bands.
            let rim = sizes.hair;
            on.rect((a - rim, top - rim), (b + rim, top + 2.0 * rim), ink.paper, 0.75)?;
            on.rect((a, top), (b, top + sizes.hair), ink.muted, 1.0)?;
        }
        if !level.name.is_empty() {
            tags.push(Tag { name: &level.name, end: (plot.right, y), color: ink.muted });
        }
    }
    Ok(tags)
}
