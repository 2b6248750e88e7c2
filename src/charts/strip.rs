//! A strip of dots: one column a group, one dot a run. For outcomes that fall into heaps, which a mean would hide.

use super::axis::{extent, is_usable, resolve, Axis, Range};
use super::frame::{self, look, Sizes};
use super::label::{em_width, wrap};
use super::line::{dashes, Window};
use super::surface::{Align, Point, TextLook};
use super::swarm::swarm;
use super::ticks::{vertical, Tick};
use super::{ChartError, Ink, Rgb, Surface, Theme};
use plotters::backend::DrawingBackend;
use serde::Deserialize;

/// Specification of the chart. Fields that are left out are empty, absent or plain.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Strip {
    /// Title of the y axis, with its unit; it stands above the plot.
    pub y_label: String,
    /// Ends of the y axis; an end that is absent is the data's, moved out to a round number.
    pub y: Range,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The index of a column to point out.
    pub highlight: Option<usize>,
    /// Device pixels per CSS pixel.
    pub scale: Option<f64>,
    /// Font height, CSS pixels.
    pub font_px: Option<f64>,
}

/// One column.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Column {
    /// Name below it.
    pub name: String,
    /// Note above it.
    pub note: String,
    /// Its dots, in the unit of the y axis.
    pub values: Vec<f64>,
    /// Chance level: a dashed line through the column.
    pub chance: Option<f64>,
    /// Dots above this are filled, those below are rings.
    pub needed: Option<f64>,
    /// `#rrggbb`; the theme's accent if absent.
    pub color: Option<String>,
}

/// Layout, in CSS pixels.
struct Layout {
    plot: Window,
    y: Axis,
    ticks: Vec<Tick>,
    sizes: Sizes,
    /// Width of a column.
    slot: f64,
    /// Radius of a dot.
    radius: f64,
    /// Lines that each column's note may take.
    notes: usize,
}

/// Lines that a column's name may take.
const NAME_LINES: usize = 2;

/// The size of letters in a column of this width, which are a little smaller in a narrow one, and how many em fit in.
fn lettering(slot: f64, em: f64) -> (f64, f64) {
    let size = if slot < 6.0 * em { 0.85 } else { 1.0 } * em;
    (size, slot / size - 0.3)
}

impl Strip {
    /// One line for the notes, or two if one of them would meet its neighbour.
    fn note_lines(&self, width: f64, em: f64) -> usize {
        let (_, room) = lettering((width - 4.0 * em) / self.columns.len().max(1) as f64, em);
        let tight = self.columns.iter().any(|column| em_width(&column.note) > 0.9 * room);
        1 + usize::from(tight)
    }

    fn layout(&self, width: f64, height: f64) -> Option<Layout> {
        let sizes = Sizes::new(self.scale.unwrap_or(1.0), self.font_px.unwrap_or(12.0));
        let em = sizes.em;
        let notes = self.note_lines(width, em);
        let top = frame::top_margin(em, !self.y_label.is_empty()) + (0.6 + notes as f64) * em;
        let bottom = height - frame::bottom_margin(em, false) - (NAME_LINES - 1) as f64 * 1.15 * em;
        let values = self.columns.iter().flat_map(|column| column.values.iter().copied().chain(column.chance));
        let given = self.y.unwrap_or([None, None]);
        let open = given.map(|end| !end.is_some_and(is_usable));
        let (y, ticks) = vertical(resolve(self.y, extent(values, false), false), open, false, (top, bottom), em);
        let left = frame::left_margin(None, &ticks, em, width);
        let right = width - 0.5 * em;
        if !(right - left >= 2.0 * em && bottom - top >= 2.0 * em) {
            return None;
        }
        let slot = (right - left) / self.columns.len().max(1) as f64;
        let radius = (0.06 * slot).clamp(2.0, 4.0);
        Some(Layout { plot: Window { left, top, right, bottom }, y, ticks, sizes, slot, radius, notes })
    }
}

impl Layout {
    /// The middle of a column.
    fn middle(&self, column: usize) -> f64 {
        self.plot.left + (column as f64 + 0.5) * self.slot
    }

    /// The height of a value, if it has one in the plot.
    fn height(&self, value: f64) -> Option<f64> {
        self.y.px(value).filter(|y| *y >= self.plot.top - 1.0 && *y <= self.plot.bottom + 1.0)
    }
}

/// Index of the column under the CSS pixel `px` from the left of a chart `width` × `height` CSS pixels large.
pub fn strip_at(spec: &Strip, px: f64, width: f64, height: f64) -> Option<usize> {
    let at = spec.layout(width, height)?;
    let column = ((px - at.plot.left) / at.slot).floor();
    (column >= 0.0 && column < spec.columns.len() as f64).then_some(column as usize)
}

/// Draws the chart over the whole surface. Too small a surface is left blank.
pub fn draw_strip<B: DrawingBackend>(on: &mut Surface<B>, spec: &Strip, theme: &Theme) -> Result<(), ChartError> {
    let ink = theme.read()?;
    let corner = (on.width, on.height);
    on.rect((0.0, 0.0), corner, ink.paper, 1.0)?;
    let Some(at) = spec.layout(on.width, on.height) else {
        return Ok(());
    };
    frame::draw_y(on, &ink, &at.sizes, &at.plot, (&at.y, &at.ticks), &spec.y_label)?;
    frame::draw_x(on, &ink, &at.sizes, &at.plot, (&at.y, &[]), "")?;
    for (i, column) in spec.columns.iter().enumerate() {
        let color = match &column.color {
            Some(text) => Rgb::parse(text, &format!("The color of column \"{}\"", column.name))?,
            None => ink.accent,
        };
        draw_chance(on, &at, &ink, i, column)?;
        draw_dots(on, &at, &ink, i, column, color)?;
        draw_names(on, &at, &ink, i, column, spec.highlight == Some(i))?;
    }
    Ok(())
}

fn draw_chance<B: DrawingBackend>(
    on: &mut Surface<B>,
    at: &Layout,
    ink: &Ink,
    i: usize,
    column: &Column,
) -> Result<(), ChartError> {
    let Some(y) = column.chance.and_then(|chance| at.height(chance)) else { return Ok(()) };
    let (y, half) = (at.sizes.snap(y), 0.46 * at.slot);
    for piece in dashes(&[(at.middle(i) - half, y), (at.middle(i) + half, y)], &[5.0, 4.0], 1.0) {
        on.rect(piece[0], (piece[piece.len() - 1].0, y + at.sizes.hair), ink.muted, 1.0)?;
    }
    // Named once, in the first column.
    if i == 0 {
        let look = TextLook { size: 0.85 * at.sizes.em, ..look(ink, &at.sizes, Align::Left) };
        on.text("chance", (at.middle(i) - half, y - 0.65 * at.sizes.em), &look)?;
    }
    Ok(())
}

fn draw_dots<B: DrawingBackend>(
    on: &mut Surface<B>,
    at: &Layout,
    ink: &Ink,
    i: usize,
    column: &Column,
    color: Rgb,
) -> Result<(), ChartError> {
    let seen: Vec<(f64, f64)> = column.values.iter().filter_map(|v| Some((*v, at.height(*v)?))).collect();
    let heights: Vec<f64> = seen.iter().map(|dot| dot.1).collect();
    let offsets = swarm(&heights, 2.0 * at.radius + 0.5, 0.4 * at.slot - at.radius);
    for ((value, y), dx) in seen.iter().zip(offsets) {
        let centre: Point = (at.middle(i) + dx, *y);
        on.dot(centre, at.radius + 0.5, ink.paper)?;
        on.dot(centre, at.radius, color)?;
        if column.needed.is_some_and(|needed| *value <= needed) {
            on.dot(centre, at.radius - 1.25, ink.paper)?;
        }
    }
    Ok(())
}

/// Its name below, in as many lines as fit, and its note above.
fn draw_names<B: DrawingBackend>(
    on: &mut Surface<B>,
    at: &Layout,
    ink: &Ink,
    i: usize,
    column: &Column,
    chosen: bool,
) -> Result<(), ChartError> {
    let (em, room) = lettering(at.slot, at.sizes.em);
    let color = if chosen { ink.ink } else { ink.muted };
    let style = TextLook { color, bold: chosen, size: em, ..look(ink, &at.sizes, Align::Center) };
    for (line, text) in wrap(&column.name, room, NAME_LINES).iter().enumerate() {
        on.text(text, (at.middle(i), at.plot.bottom + (1.05 + 1.15 * line as f64) * em), &style)?;
    }
    let style = TextLook { color: ink.ink, bold: true, ..style };
    for (line, text) in wrap(&column.note, 0.9 * room, at.notes).iter().rev().enumerate() {
        on.text(text, (at.middle(i), at.plot.top - (0.85 + 1.1 * line as f64) * em), &style)?;
    }
    Ok(())
}
