//! The lines of a [`Curves`] chart: their bands, their dots, their names.

use super::curves::{Curves, Series};
use super::layout::Layout;
use super::line::{dash_pattern, dashes, runs, thin_out};
use super::names::Tag;
use super::surface::Point;
use super::{ChartError, Ink, Surface};
use plotters::backend::DrawingBackend;

impl Series {
    /// Its unbroken stretches, in CSS pixels.
    fn stretches(&self, at: &Layout) -> Vec<Vec<Point>> {
        let points = self.x.iter().zip(&self.y);
        runs(points.map(|(&x, y)| Some((at.x.px(x)?, at.y.px((*y)?)?))))
    }

    /// The outlines of its band, in CSS pixels.
    fn band_outlines(&self, at: &Layout) -> Vec<Vec<Point>> {
        let Some(band) = &self.band else {
            return vec![];
        };
        let sides = self.x.iter().zip(&self.y).zip(band).map(|((&x, y), half)| {
            let (x, y, half) = (at.x.px(x)?, (*y)?, (*half)?.abs());
            // On a log axis the lower side may have no place: then it reaches the bottom.
            let low = at.y.px(y - half).or(at.y.log.then_some(at.plot.bottom))?;
            Some(((x, at.y.px(y + half)?), (x, low)))
        });
        runs(sides)
            .into_iter()
            .map(|run| {
                let (upper, lower): (Vec<Point>, Vec<Point>) = run.into_iter().unzip();
                upper.into_iter().chain(lower.into_iter().rev()).collect()
            })
            .collect()
    }

    /// The name of its field in an error.
    fn field(&self) -> String {
        format!("series \"{}\"", self.name)
    }
}

/// The bands, under all lines.
pub fn draw_bands<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Curves,
    at: &Layout,
    ink: &Ink,
) -> Result<(), ChartError> {
    let alpha = if ink.dark { 0.26 } else { 0.18 };
    for series in &spec.series {
        let color = series.style.ink(ink, &series.field())?;
        for outline in series.band_outlines(at) {
            let inside = at.plot.clip_polygon(&outline);
            if inside.len() > 2 {
                on.polygon(&inside, color, alpha)?;
            }
        }
    }
    Ok(())
}

/// The lines and their dots.
pub fn draw_lines<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Curves,
    at: &Layout,
    ink: &Ink,
) -> Result<(), ChartError> {
    for series in &spec.series {
        let color = series.style.ink(ink, &series.field())?;
        let width = series.style.width();
        let pattern = dash_pattern(series.style.dash);
        // A line on the edge is still a whole line.
        let window = at.plot.grown(width / 2.0);
        for stretch in series.stretches(at) {
            // One value makes no line, so it is always a dot; where dots would touch, the line is enough.
            let room = (at.plot.right - at.plot.left) / stretch.len() as f64;
            if stretch.len() == 1 || series.scatter || (series.points && room > 3.0 * width) {
                for &dot in stretch.iter().filter(|p| window.holds(**p)) {
                    on.dot(dot, width / 2.0 + 1.25, color)?;
                }
            }
            if series.scatter {
                continue;
            }
            let thin = thin_out(stretch, at.plot.right - at.plot.left);
            for piece in window.clip_line(&thin) {
                for dash in dashes(&piece, pattern, width.max(1.0) / 2.0) {
                    on.path(&dash, width, color)?;
                }
            }
        }
    }
    Ok(())
}

/// The names of the lines, at their last points in the plot.
pub fn line_names<'a>(spec: &'a Curves, at: &Layout, ink: &Ink) -> Result<Vec<Tag<'a>>, ChartError> {
    let seen = at.plot.grown(1.0);
    let mut tags = vec![];
    for series in spec.series.iter().filter(|s| s.label && !s.name.is_empty()) {
        let color = series.style.ink(ink, &series.field())?;
        let mut points = series.stretches(at).into_iter().flatten().rev();
        if let Some((x, y)) = points.find(|p| p.0 >= seen.left && p.0 <= seen.right) {
            tags.push(Tag { name: &series.name, end: (x, y.clamp(at.plot.top, at.plot.bottom)), color });
        }
    }
    Ok(tags)
}
