//! Clouds of points in a plane, side by side: each point is the name of its class, so that no meaning hangs on colour.

use super::axis::is_usable;
use super::frame::{look, outline, Sizes};
use super::label::fit;
use super::palette::class_color;
use super::panels::Panels;
use super::surface::{distance, Align, Point, TextLook};
use super::{ChartError, Ink, Surface, Theme};
use plotters::backend::DrawingBackend;
use serde::Deserialize;

/// Specification of the chart. Fields that are left out are empty, absent or plain.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scatter {
    /// The clouds, each on a scale of its own that is the same along both axes.
    pub panels: Vec<Cloud>,
    /// The names of the classes.
    pub classes: Vec<String>,
    /// Class index of each point; the same for all clouds.
    pub of: Vec<usize>,
    /// A class to point out.
    pub highlight: Option<usize>,
    /// Device pixels per CSS pixel.
    pub scale: Option<f64>,
    /// Font height, CSS pixels.
    pub font_px: Option<f64>,
}

/// One of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cloud {
    /// Name above it.
    pub name: String,
    /// Title of the horizontal axis.
    pub x_label: String,
    /// Title of the vertical axis.
    pub y_label: String,
    /// Coordinates of its points; 0 is in the middle.
    pub points: Vec<[f64; 2]>,
}

/// Layout, in CSS pixels.
struct Layout {
    panels: Panels,
    sizes: Sizes,
    /// Above each square.
    top: f64,
    /// Height and width of the square.
    side: f64,
}

/// Largest distance from a point at which the pointer finds it, CSS pixels.
const NEAR: f64 = 16.0;

impl Scatter {
    fn layout(&self, width: f64, height: f64) -> Option<Layout> {
        let sizes = Sizes::new(self.scale.unwrap_or(1.0), self.font_px.unwrap_or(12.0));
        let (top, below, gap) = (1.7 * sizes.em, 1.4 * sizes.em, 0.8 * sizes.em);
        let margin = (gap, top + below);
        let panels = Panels::new(self.panels.len(), (width, height), margin);
        let side = (panels.width - margin.0).min(panels.height - margin.1);
        (side > 4.0 * sizes.em).then_some(Layout { panels, sizes, top, side })
    }

    /// Position of each point of a cloud that can be drawn, with its class.
    fn places<'a>(&'a self, at: &'a Layout, panel: usize) -> impl Iterator<Item = (Point, usize)> + 'a {
        let cloud = &self.panels[panel];
        let usable = |point: &&[f64; 2]| point.iter().all(|v| is_usable(*v));
        let furthest = cloud.points.iter().filter(usable).flatten().fold(0.0_f64, |most, v| most.max(v.abs()));
        let (x, y) = at.square(panel).0;
        let middle = at.side / 2.0;
        let reach = if furthest > 0.0 { (middle - 0.6 * at.sizes.em) / furthest } else { 0.0 };
        let placed = cloud.points.iter().zip(&self.of).filter(move |(point, _)| usable(point));
        placed.map(move |(point, class)| ((x + middle + reach * point[0], y + middle - reach * point[1]), *class))
    }
}

impl Layout {
    /// The corners of a cloud's square.
    fn square(&self, panel: usize) -> (Point, Point) {
        let (x, y) = self.panels.corner(panel);
        let (left, top) = (self.sizes.snap(x + 1.0), self.sizes.snap(y + self.top));
        ((left, top), (left + self.side, top + self.side))
    }
}

/// The class of the point that is next to a CSS pixel of a chart `width` × `height` CSS pixels large; none if all are far.
pub fn scatter_at(spec: &Scatter, (x, y): Point, width: f64, height: f64) -> Option<usize> {
    let at = spec.layout(width, height)?;
    let panel = at.panels.at((x, y))?;
    let far = |(place, class): (Point, usize)| (distance(place, (x, y)), class);
    let nearest = spec.places(&at, panel).map(far).min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.filter(|(distance, _)| *distance <= NEAR).map(|(_, class)| class)
}

/// Draws the chart over the whole surface. Too small a surface is left blank.
pub fn draw_scatter<B: DrawingBackend>(on: &mut Surface<B>, spec: &Scatter, theme: &Theme) -> Result<(), ChartError> {
    let ink = theme.read()?;
    let corner = (on.width, on.height);
    on.rect((0.0, 0.0), corner, ink.paper, 1.0)?;
    if let Some(class) = spec.of.iter().find(|class| **class >= spec.classes.len()) {
        return Err(ChartError::new(format!("There is no class {class} among {}.", spec.classes.len())));
    }
    let Some(at) = spec.layout(on.width, on.height) else {
        return Ok(());
    };
    let own = |class| class_color(class, ink.dark).readable(ink.paper, ink.ink);
    let colors: Vec<_> = (0..spec.classes.len()).map(own).collect();
    for panel in 0..spec.panels.len() {
        draw_frame(on, &spec.panels[panel], &at, &ink, panel)?;
        // The cell that is pointed out lies on top.
        let chosen = |class: usize| spec.highlight == Some(class);
        let (back, front): (Vec<_>, Vec<_>) = spec.places(&at, panel).partition(|(_, class)| !chosen(*class));
        for (place, class) in back.into_iter().chain(front) {
            let shown = spec.highlight.is_none() || chosen(class);
            let color = if shown { colors[class] } else { ink.muted.mix(ink.paper, 0.65) };
            let style = TextLook {
                color,
                bold: chosen(class),
                size: 0.85 * at.sizes.em,
                ..look(&ink, &at.sizes, Align::Center)
            };
            on.text(&spec.classes[class], place, &style)?;
        }
    }
    Ok(())
}

/// Its name, the axes through its middle and what they are.
fn draw_frame<B: DrawingBackend>(
    on: &mut Surface<B>,
    cloud: &Cloud,
    at: &Layout,
    ink: &Ink,
    panel: usize,
) -> Result<(), ChartError> {
    let ((left, top), (right, bottom)) = at.square(panel);
    let (em, hair) = (at.sizes.em, at.sizes.hair);
    let (x, y) = (at.sizes.snap((left + right) / 2.0), at.sizes.snap((top + bottom) / 2.0));
    on.rect((left, y), (right, y + hair), ink.grid, 1.0)?;
    on.rect((x, top), (x + hair, bottom), ink.grid, 1.0)?;
    outline(on, ((left, top), (right, bottom)), hair, ink.grid)?;
    let name = TextLook { color: ink.ink, bold: true, ..look(ink, &at.sizes, Align::Left) };
    on.text(&fit(&cloud.name, at.side / em), (left, top - 0.8 * em), &name)?;
    let small = 0.85 * em;
    let style = |align| TextLook { size: small, ..look(ink, &at.sizes, align) };
    let room = at.side / small;
    let y_title = fit(&format!("↑ {}", cloud.y_label), room / 2.0);
    on.text(&y_title, (left, bottom + 0.7 * em), &style(Align::Left))?;
    let x_title = fit(&format!("→ {}", cloud.x_label), room / 2.0);
    on.text(&x_title, (right, bottom + 0.7 * em), &style(Align::Right))
}
