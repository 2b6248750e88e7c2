//! Paths in a plane: one measure against another, a dot for each moment, those of one path joined in their order and named
//! at the last.

use super::axis::{extent, is_usable, resolve, within, Axis, Range};
use super::curves::Style;
use super::frame::{self, look, Sizes};
use super::line::{dash_pattern, dashes, runs, Window};
use super::place::Places;
use super::surface::{distance, Align, Point, TextLook};
use super::ticks::{horizontal, vertical, Tick};
use super::{ChartError, Ink, Level, Surface, Theme};
use plotters::backend::DrawingBackend;
use serde::Deserialize;

/// Specification of the chart. Fields that are left out are empty, absent or plain.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plane {
    /// Title of the x axis.
    pub x_label: String,
    /// Title of the y axis; it stands above the plot.
    pub y_label: String,
    /// Ends of the x axis; an end that is absent is the data's, with a little room.
    pub x: Range,
    /// Ends of the y axis; an end that is absent is the data's, moved out to a round number.
    pub y: Range,
    /// Logarithmic x axis; what is not positive has no place on it.
    pub log_x: bool,
    /// The paths, drawn in this order.
    pub paths: Vec<Path>,
    /// Named vertical lines: here `y` is a position on the x axis.
    pub uprights: Vec<Level>,
    /// Named horizontal lines.
    pub levels: Vec<Level>,
    /// A dot to point out: the index of its path, and its own in the path.
    pub highlight: Option<[usize; 2]>,
    /// Device pixels per CSS pixel.
    pub scale: Option<f64>,
    /// Font height, CSS pixels.
    pub font_px: Option<f64>,
}

/// One of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Path {
    /// Its name, as it stands at its last dot.
    pub name: String,
    /// Positions on the x axis, moment by moment; an absent one breaks the path.
    pub x: Vec<Option<f64>>,
    /// Heights, as many, likewise.
    pub y: Vec<Option<f64>>,
    /// Line style.
    pub style: Style,
    /// Write the name at the last dot.
    pub label: bool,
}

/// Layout, in CSS pixels.
struct Layout {
    plot: Window,
    x: Axis,
    y: Axis,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
    sizes: Sizes,
}

/// Largest distance from a dot at which the pointer finds it, CSS pixels.
const NEAR: f64 = 20.0;
/// Radius of a dot, and of a path's last one, CSS pixels.
const DOT: f64 = 2.6;
const LAST: f64 = 4.6;

impl Plane {
    fn check(&self) -> Result<(), ChartError> {
        let uneven = self.paths.iter().find(|path| path.x.len() != path.y.len());
        uneven.map_or(Ok(()), |Path { name, x, y, .. }| {
            let (x, y) = (x.len(), y.len());
            Err(ChartError::new(format!("Path \"{name}\" has {x} positions and {y} heights: there must be as many.")))
        })
    }

    fn layout(&self, width: f64, height: f64) -> Option<Layout> {
        let sizes = Sizes::new(self.scale.unwrap_or(1.0), self.font_px.unwrap_or(12.0));
        let em = sizes.em;
        let top = frame::top_margin(em, !self.y_label.is_empty());
        let bottom = height - frame::bottom_margin(em, !self.x_label.is_empty());
        let all = |of: fn(&Path) -> &[Option<f64>]| self.paths.iter().flat_map(move |path| of(path).iter().flatten());
        let at = |levels: &[Level]| levels.iter().map(|level| level.y).collect::<Vec<_>>();
        let heights = all(|path| &path.y).copied().chain(at(&self.levels));
        let given = self.y.unwrap_or([None, None]);
        let open = given.map(|end| !end.is_some_and(is_usable));
        let (y, y_ticks) = vertical(resolve(self.y, extent(heights, false), false), open, false, (top, bottom), em);
        let left = frame::left_margin(None, &y_ticks, em, width);
        let right = width - 0.8 * em;
        if !(right - left >= 6.0 * em && bottom - top >= 4.0 * em) {
            return None;
        }
        let positions = all(|path| &path.x).copied().chain(at(&self.uprights));
        let (min, max) = self.widened(resolve(self.x, extent(positions, self.log_x), self.log_x));
        let x = Axis { min, max, log: self.log_x, start: left, end: right };
        let x_ticks = horizontal(&x, em, false);
        Some(Layout { plot: Window { left, top, right, bottom }, x, y, x_ticks, y_ticks, sizes })
    }

    /// Room for the dots at those ends of the x axis that are left to the data.
    fn widened(&self, (min, max): (f64, f64)) -> (f64, f64) {
        let [low, high] = self.x.unwrap_or([None, None]).map(|end| if end.is_some() { 0.0 } else { 0.08 });
        if self.log_x {
            let span = libm::log(max) - libm::log(min);
            return within(min * libm::exp(-low * span), max * libm::exp(high * span));
        }
        (min - low * (max - min), max + high * (max - min))
    }

    /// The paths' dots that have a place, with gaps where one has none.
    fn dots<'a>(&'a self, at: &'a Layout) -> impl Iterator<Item = Vec<Option<Point>>> + 'a {
        self.paths.iter().map(move |path| {
            path.x.iter().zip(&path.y).map(|(x, y)| Some((at.x.px((*x)?)?, at.y.px((*y)?)?))).collect()
        })
    }
}

/// The dot that is next to a CSS pixel of a chart `width` × `height` CSS pixels large: the index of its path, and its own in
/// the path; none if all are far.
pub fn plane_at(spec: &Plane, (x, y): Point, width: f64, height: f64) -> Option<[usize; 2]> {
    let at = spec.layout(width, height).filter(|_| spec.check().is_ok())?;
    let far = |place: Point| distance(place, (x, y));
    let found = spec.dots(&at).enumerate().flat_map(|(path, dots)| {
        let placed = dots.into_iter().enumerate().filter_map(|(i, dot)| Some((i, dot?)));
        placed.map(move |(i, dot)| (far(dot), [path, i])).collect::<Vec<_>>()
    });
    let nearest = found.min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.filter(|(distance, _)| *distance <= NEAR).map(|(_, dot)| dot)
}

/// Draws the chart over the whole surface. Too small a surface is left blank.
pub fn draw_plane<B: DrawingBackend>(on: &mut Surface<B>, spec: &Plane, theme: &Theme) -> Result<(), ChartError> {
    spec.check()?;
    let ink = theme.read()?;
    let corner = (on.width, on.height);
    on.rect((0.0, 0.0), corner, ink.paper, 1.0)?;
    let Some(at) = spec.layout(on.width, on.height) else {
        return Ok(());
    };
    frame::draw_y(on, &ink, &at.sizes, &at.plot, (&at.y, &at.y_ticks), &spec.y_label)?;
    frame::draw_x(on, &ink, &at.sizes, &at.plot, (&at.x, &at.x_ticks), &spec.x_label)?;
    let mut places = Places::new(&at.plot, at.sizes.em);
    draw_lines(on, spec, &at, &ink, &mut places)?;
    draw_paths(on, spec, &at, &ink, &mut places)?;
    draw_names(on, spec, &at, &ink, &mut places)
}

/// The named lines, dashed, and their names at the ends.
fn draw_lines<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Plane,
    at: &Layout,
    ink: &Ink,
    places: &mut Places,
) -> Result<(), ChartError> {
    let (plot, em, hair) = (&at.plot, at.sizes.em, at.sizes.hair);
    let style = look(ink, &at.sizes, Align::Left);
    let upright = |x: f64| [(x, plot.top), (x, plot.bottom)];
    let flat = |y: f64| [(plot.left, y), (plot.right, y)];
    let uprights = spec.uprights.iter().filter_map(|level| Some((level, upright(at.x.px(level.y)?))));
    let levels = spec.levels.iter().filter_map(|level| Some((level, flat(at.y.px(level.y)?))));
    for (level, line) in uprights.chain(levels).filter(|(_, line)| plot.grown(1.0).holds(line[0])) {
        for dash in dashes(&line, &[5.0, 4.0], 1.0) {
            on.path(&dash, 1.5 * hair, ink.muted)?;
        }
        // Beside the foot of a line that stands, above the end of one that lies.
        let lies = line[0].1 == line[1].1;
        let (x, y) = line[1];
        let wish = if lies { (x - places.width(&level.name), y - 0.8 * em) } else { (x + 0.5 * em, y - 0.8 * em) };
        let place = places.take(&level.name, wish);
        on.text(&level.name, place, &style)?;
    }
    Ok(())
}

/// The paths and their dots; what is pointed out gets a ring.
fn draw_paths<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Plane,
    at: &Layout,
    ink: &Ink,
    places: &mut Places,
) -> Result<(), ChartError> {
    let window = at.plot.grown(LAST);
    for (i, (path, dots)) in spec.paths.iter().zip(spec.dots(at)).enumerate() {
        let color = path.style.ink(ink, &format!("path \"{}\"", path.name))?;
        let width = path.style.width();
        for stretch in runs(dots.iter().copied()) {
            for piece in window.clip_line(&stretch) {
                for dash in dashes(&piece, dash_pattern(path.style.dash), width.max(1.0) / 2.0) {
                    on.path(&dash, width, color.mix(ink.paper, 0.25))?;
                }
            }
        }
        let last = dots.iter().rposition(Option::is_some);
        for (k, dot) in dots.iter().enumerate() {
            let Some(dot) = dot.filter(|dot| window.holds(*dot)) else { continue };
            let radius = if last == Some(k) { LAST } else { DOT };
            if spec.highlight == Some([i, k]) {
                on.dot(dot, radius + 3.5, ink.ink)?;
                on.dot(dot, radius + 2.0, ink.paper)?;
            }
            on.dot(dot, radius, color)?;
            places.block(dot, radius);
        }
    }
    Ok(())
}

/// The paths' names, each beside its last dot.
fn draw_names<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Plane,
    at: &Layout,
    ink: &Ink,
    places: &mut Places,
) -> Result<(), ChartError> {
    let named = spec.paths.iter().zip(spec.dots(at)).filter(|(path, _)| path.label && !path.name.is_empty());
    for (path, dots) in named {
        let Some(last) = dots.into_iter().flatten().last().filter(|dot| at.plot.grown(1.0).holds(*dot)) else {
            continue;
        };
        let color = path.style.ink(ink, "a path")?.readable(ink.paper, ink.ink);
        let place = places.beside(&path.name, last, LAST);
        let style = TextLook { color, bold: true, ..look(ink, &at.sizes, Align::Left) };
        frame::backed_text(on, ink, &path.name, place, &style)?;
    }
    Ok(())
}
