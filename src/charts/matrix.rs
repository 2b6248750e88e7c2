//! Square matrices as tiles, side by side: one number a tile, on one scale for all.

use super::axis::is_usable;
use super::frame::{look, outline, Sizes};
use super::label::{em_width, fit};
use super::number::tick_text;
use super::panels::Panels;
use super::surface::{Align, Point, TextLook};
use super::{ChartError, Ink, Rgb, Surface, Theme};
use plotters::backend::DrawingBackend;
use serde::Deserialize;

/// Specification of the chart. Fields that are left out are empty, absent or plain.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Matrices {
    /// Meaning of a tile's number; it is written under the scale.
    pub label: String,
    /// The number that has the colour of the paper, and the one that has that of the ink; 0 and 1 if these make no scale.
    pub range: [f64; 2],
    /// True if each tile's number is written on it; tiles are then as wide as there is room for.
    pub written: bool,
    /// The matrices.
    pub panels: Vec<Matrix>,
    /// A tile to point out: its place in the order of [`matrix_at`].
    pub highlight: Option<usize>,
    /// Device pixels per CSS pixel.
    pub scale: Option<f64>,
    /// Font height, CSS pixels.
    pub font_px: Option<f64>,
}

/// One of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Matrix {
    /// Name above it.
    pub name: String,
    /// Names of its rows and columns.
    pub names: Vec<String>,
    /// Its numbers, row by row; absent where there is none.
    pub values: Vec<Vec<Option<f64>>>,
}

/// Layout, in CSS pixels.
struct Layout {
    panels: Panels,
    sizes: Sizes,
    /// Height of names.
    em: f64,
    /// Free left of and above the tiles of each panel.
    margin: Point,
    /// Width and height of all tiles together.
    area: Point,
}

/// Height of the scale and its label, in em.
const SCALE: f64 = 2.8;

impl Matrices {
    fn layout(&self, width: f64, height: f64) -> Option<Layout> {
        let sizes = Sizes::new(self.scale.unwrap_or(1.0), self.font_px.unwrap_or(12.0));
        let em = 0.9 * sizes.em;
        let names = self.panels.iter().flat_map(|panel| &panel.names);
        let left = (names.map(|name| em_width(name)).fold(0.0, f64::max) + 0.5) * em;
        let title = if self.panels.iter().any(|panel| !panel.name.is_empty()) { 1.7 * sizes.em } else { 0.2 * em };
        // Two rows of column names, where they stand by turns.
        let top = title + if self.written { 2.6 } else { 1.4 } * em;
        let gap = sizes.em;
        let panels = Panels::new(self.panels.len(), (width, height - SCALE * sizes.em), (left + gap, top + 0.5 * gap));
        let room = (panels.width - left - gap, panels.height - top - 0.5 * gap);
        let square = room.0.min(room.1);
        let area = if self.written { room } else { (square, square) };
        (square > 2.0 * em).then_some(Layout { panels, sizes, em, margin: (left, top), area })
    }

    /// The ends of the scale.
    fn ends(&self) -> [f64; 2] {
        let [low, high] = self.range;
        let usable = is_usable(low) && is_usable(high) && low < high;
        if usable {
            [low, high]
        } else {
            [0.0, 1.0]
        }
    }

    /// Darkness of a number, from 0 to 1.
    fn share(&self, value: f64) -> f64 {
        let [low, high] = self.ends();
        (value - low) / (high - low)
    }
}

impl Layout {
    /// The upper left corner of a panel's tiles.
    fn origin(&self, panel: usize) -> Point {
        let (x, y) = self.panels.corner(panel);
        (x + self.margin.0, y + self.margin.1)
    }

    /// Corners of the tile in row i and column j of n.
    fn tile(&self, panel: usize, (i, j): (usize, usize), n: usize) -> (Point, Point) {
        let (x, y) = self.origin(panel);
        let (w, h) = (self.area.0 / n as f64, self.area.1 / n as f64);
        let snap = |v: f64| self.sizes.snap(v);
        let corner = |i: usize, j: usize| (snap(x + j as f64 * w), snap(y + i as f64 * h));
        (corner(i, j), corner(i + 1, j + 1))
    }
}

/// The tile under a CSS pixel of a chart `width` × `height` CSS pixels large. Tiles are counted row by row from 0, one
/// matrix after another.
pub fn matrix_at(spec: &Matrices, (x, y): Point, width: f64, height: f64) -> Option<usize> {
    let at = spec.layout(width, height)?;
    let panel = at.panels.at((x, y))?;
    let (origin, n) = (at.origin(panel), spec.panels[panel].names.len());
    let count = |px: f64, size: f64| (px / size * n as f64).floor();
    let (column, row) = (count(x - origin.0, at.area.0), count(y - origin.1, at.area.1));
    let inside = [column, row].iter().all(|v| *v >= 0.0 && *v < n as f64);
    let before: usize = spec.panels[..panel].iter().map(|panel| panel.names.len().pow(2)).sum();
    inside.then(|| before + row as usize * n + column as usize)
}

/// Colour scale from paper over the accent to ink: lightness carries the value where colours are not seen.
fn shade(ink: &Ink, t: f64) -> Rgb {
    if t < 0.5 {
        ink.paper.mix(ink.accent, 2.0 * t)
    } else {
        ink.accent.mix(ink.ink, 2.0 * t - 1.0)
    }
}

/// Draws the chart over the whole surface. Too small a surface is left blank.
pub fn draw_matrices<B: DrawingBackend>(on: &mut Surface<B>, spec: &Matrices, theme: &Theme) -> Result<(), ChartError> {
    let ink = theme.read()?;
    let corner = (on.width, on.height);
    on.rect((0.0, 0.0), corner, ink.paper, 1.0)?;
    let Some(at) = spec.layout(on.width, on.height) else {
        return Ok(());
    };
    let mut before = 0;
    for (i, matrix) in spec.panels.iter().enumerate() {
        let n = matrix.names.len();
        if matrix.values.len() != n || matrix.values.iter().any(|row| row.len() != n) {
            let message = format!("\"{}\" has {n} names, and not as many rows and columns.", matrix.name);
            return Err(ChartError::new(message));
        }
        draw_tiles(on, spec, &at, &ink, i)?;
        let chosen = spec.highlight.and_then(|tile| tile.checked_sub(before)).filter(|tile| *tile < n * n);
        draw_names(on, spec, &at, &ink, (i, chosen.map(|tile| (tile / n, tile % n))))?;
        before += n * n;
    }
    draw_scale(on, spec, &at, &ink)
}

fn draw_tiles<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Matrices,
    at: &Layout,
    ink: &Ink,
    panel: usize,
) -> Result<(), ChartError> {
    let matrix = &spec.panels[panel];
    for (i, row) in matrix.values.iter().enumerate() {
        for (j, value) in row.iter().enumerate() {
            let value = value.filter(|value| value.is_finite());
            let color = value.map_or(ink.grid, |value| shade(ink, spec.share(value)));
            let (a, b) = at.tile(panel, (i, j), row.len());
            // A hairline of paper parts the tiles.
            on.rect(a, (b.0 - at.sizes.hair, b.1 - at.sizes.hair), color, 1.0)?;
            if spec.written {
                let text = value.map_or("–".into(), |value| tick_text(value, 0.01));
                let readable = if color.contrast(ink.ink) > color.contrast(ink.paper) { ink.ink } else { ink.paper };
                let style = TextLook { color: readable, size: at.em, ..look(ink, &at.sizes, Align::Center) };
                on.text(&fit(&text, (b.0 - a.0) / at.em), ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0), &style)?;
            }
        }
    }
    // Paper on paper would have no edge.
    let n = matrix.names.len().max(1);
    let (a, b) = (at.origin(panel), at.tile(panel, (n - 1, n - 1), n).1);
    outline(on, (a, b), at.sizes.hair, ink.grid)
}

/// Its name, those of rows and columns, and the edge of the tile that is pointed out.
fn draw_names<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Matrices,
    at: &Layout,
    ink: &Ink,
    (panel, chosen): (usize, Option<(usize, usize)>),
) -> Result<(), ChartError> {
    let matrix = &spec.panels[panel];
    let (x, y) = at.panels.corner(panel);
    let style = TextLook { color: ink.ink, bold: true, ..look(ink, &at.sizes, Align::Left) };
    let room = (at.panels.width - at.margin.0) / at.sizes.em;
    on.text(&fit(&matrix.name, room), (x + at.margin.0, y + 0.8 * at.sizes.em), &style)?;
    let n = matrix.names.len();
    for (k, name) in matrix.names.iter().enumerate() {
        let (a, b) = at.tile(panel, (k, k), n);
        let style = |align, bold| TextLook {
            color: if bold { ink.ink } else { ink.muted },
            bold,
            size: at.em,
            ..look(ink, &at.sizes, align)
        };
        let row = style(Align::Right, chosen.is_some_and(|tile| tile.0 == k));
        on.text(name, (x + at.margin.0 - 0.3 * at.em, (a.1 + b.1) / 2.0), &row)?;
        let column = style(Align::Center, chosen.is_some_and(|tile| tile.1 == k));
        let lifted = if spec.written && k % 2 == 0 { 1.2 } else { 0.0 };
        let room = if spec.written { 2.0 } else { 1.0 } * (b.0 - a.0) / at.em;
        let above = at.origin(panel).1 - (0.7 + lifted) * at.em;
        on.text(&fit(name, room), ((a.0 + b.0) / 2.0, above), &column)?;
    }
    let Some(tile) = chosen else { return Ok(()) };
    let edge = at.tile(panel, tile, n);
    outline(on, edge, 4.0, ink.paper)?;
    outline(on, edge, 2.0, ink.ink)
}

/// The colours of the scale with the numbers at its ends, and what they measure.
fn draw_scale<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Matrices,
    at: &Layout,
    ink: &Ink,
) -> Result<(), ChartError> {
    const STEPS: usize = 40;
    let em = at.sizes.em;
    let (top, left) = (on.height - (SCALE - 0.5) * em, at.margin.0);
    let width = (on.width - left - em).min(16.0 * em);
    for k in 0..STEPS {
        let edge = |k: usize| at.sizes.snap(left + width * k as f64 / STEPS as f64);
        let color = shade(ink, (k as f64 + 0.5) / STEPS as f64);
        on.rect((edge(k), top), (edge(k + 1), top + 0.6 * em), color, 1.0)?;
    }
    outline(on, ((left, top), (left + width, top + 0.6 * em)), at.sizes.hair, ink.grid)?;
    let style = |align| look(ink, &at.sizes, align);
    let [low, high] = spec.ends().map(|end| tick_text(end, 0.1));
    let below = top + 1.3 * em;
    on.text(&low, (left, below), &style(Align::Left))?;
    on.text(&high, (left + width, below), &style(Align::Right))?;
    let room = width / em - em_width(&low) - em_width(&high) - 1.0;
    on.text(&fit(&spec.label, room), (left + width / 2.0, below), &style(Align::Center))
}
