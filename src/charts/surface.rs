//! The only door to plotters: shapes and text in CSS pixels on any `DrawingBackend`.

use super::{ChartError, Rgb};
use plotters::backend::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor, ShapeStyle};

/// A point, in CSS pixels from the upper left corner.
pub type Point = (f64, f64);

/// Distance of two points.
pub fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    (dx * dx + dy * dy).sqrt()
}

/// Horizontal alignment: the point of a text that its position refers to. Vertically it is always the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// The text begins there.
    Left,
    /// The text is centred there.
    Center,
    /// The text ends there.
    Right,
}

/// A backend with its size and its units.
pub struct Surface<'a, B: DrawingBackend> {
    backend: &'a mut B,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// Backend units per CSS pixel. plotters counts in whole units, so a canvas is given several per device pixel.
    unit: f64,
    text_factor: f64,
}

impl<'a, B: DrawingBackend> Surface<'a, B> {
    /// A surface of `width` × `height` CSS pixels on a backend with `unit` units per CSS pixel.
    pub fn new(backend: &'a mut B, width: f64, height: f64, unit: f64) -> Self {
        Surface { backend, width, height, unit, text_factor: 1.0 }
    }

    /// Multiplies all font sizes: plotters' SVG backend draws text 1.24 times smaller than it is told.
    pub fn with_text_factor(mut self, factor: f64) -> Self {
        self.text_factor = factor;
        self
    }

    /// A filled rectangle from the upper left to the lower right corner.
    pub fn rect(&mut self, a: Point, b: Point, color: Rgb, alpha: f64) -> Result<(), ChartError> {
        let (a, b) = (self.at(a), self.at(b));
        self.backend.draw_rect(a, b, &rgba(color, alpha), true).map_err(failed)
    }

    /// An open line through points.
    pub fn path(&mut self, points: &[Point], width: f64, color: Rgb) -> Result<(), ChartError> {
        let points: Vec<(i32, i32)> = points.iter().map(|&p| self.at(p)).collect();
        let style = ShapeStyle::from(rgba(color, 1.0)).stroke_width(self.length(width));
        self.backend.draw_path(points, &style).map_err(failed)
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: &[Point], color: Rgb, alpha: f64) -> Result<(), ChartError> {
        let points: Vec<(i32, i32)> = points.iter().map(|&p| self.at(p)).collect();
        self.backend.fill_polygon(points, &rgba(color, alpha)).map_err(failed)
    }

    /// A filled disc.
    pub fn dot(&mut self, at: Point, radius: f64, color: Rgb) -> Result<(), ChartError> {
        let (at, radius) = (self.at(at), self.length(radius));
        self.backend.draw_circle(at, radius, &rgba(color, 1.0), true).map_err(failed)
    }

    /// A line of text.
    pub fn text(&mut self, text: &str, at: Point, style: &TextLook) -> Result<(), ChartError> {
        if text.is_empty() {
            return Ok(());
        }
        let h = match style.align {
            Align::Left => HPos::Left,
            Align::Center => HPos::Center,
            Align::Right => HPos::Right,
        };
        let weight = if style.bold { FontStyle::Bold } else { FontStyle::Normal };
        let size = style.size * self.unit * self.text_factor;
        let look = FontDesc::new(FontFamily::Name(style.font), size, weight)
            .color(&rgba(style.color, 1.0))
            .pos(Pos::new(h, VPos::Center));
        let at = self.at(at);
        self.backend.draw_text(text, &look, at).map_err(failed)
    }

    fn at(&self, (x, y): Point) -> (i32, i32) {
        // `as` saturates and turns NaN into 0: no input can panic here.
        ((x * self.unit).round() as i32, (y * self.unit).round() as i32)
    }

    fn length(&self, css: f64) -> u32 {
        ((css * self.unit).round() as u32).max(1)
    }
}

/// Text style.
#[derive(Clone, Copy, Debug)]
pub struct TextLook<'a> {
    /// CSS font family.
    pub font: &'a str,
    /// Height of the font in CSS pixels.
    pub size: f64,
    /// Colour.
    pub color: Rgb,
    /// Horizontal alignment.
    pub align: Align,
    /// Heavier than the rest.
    pub bold: bool,
}

fn rgba(Rgb(r, g, b): Rgb, alpha: f64) -> RGBAColor {
    RGBColor(r, g, b).mix(alpha)
}

fn failed(error: impl std::fmt::Display) -> ChartError {
    ChartError::new(format!("The chart could not be drawn: {error}."))
}
