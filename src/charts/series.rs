//! The lines of a [`Curves`] chart: their bands, their dots, their names.

use super::curves::{Curves, Layout, Series};
use super::frame::look;
use super::label::{fit, spread};
use super::line::{dash_pattern, dashes, runs, thin_out};
use super::surface::{Align, Point, TextLook};
use super::{ChartError, Ink, Rgb, Surface};
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
        format!("series {:?}", self.name)
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
            if stretch.len() == 1 || (series.points && room > 3.0 * width) {
                let dots = stretch.iter().filter(|p| window.holds(**p));
                dots.map(|&p| on.dot(p, width / 2.0 + 1.25, color))
                    .collect::<Result<(), _>>()?;
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

/// A name, where its line ends, and its colour.
struct Tag<'a> {
    name: &'a str,
    end: Point,
    color: Rgb,
}

/// The names at the ends of the lines. Those that found no place beside their end are led there by a hairline.
pub fn draw_names<B: DrawingBackend>(
    on: &mut Surface<B>,
    spec: &Curves,
    at: &Layout,
    ink: &Ink,
) -> Result<(), ChartError> {
    let em = at.sizes.em;
    let mut tags = vec![];
    for series in spec.series.iter().filter(|s| s.label && !s.name.is_empty()) {
        let color = series.style.ink(ink, &series.field())?;
        let seen = at.plot.grown(1.0);
        let end = series
            .stretches(at)
            .into_iter()
            .flatten()
            .filter(|p| p.0 >= seen.left && p.0 <= seen.right)
            .last();
        if let Some((x, y)) = end {
            let end = (x, y.clamp(at.plot.top, at.plot.bottom));
            tags.push(Tag {
                name: &series.name,
                end,
                color,
            });
        }
    }
    // More names than lines of text fit: the first ones are kept.
    let rows = (at.plot.bottom - at.plot.top) / (1.15 * em) + 1.0;
    tags.truncate(rows as usize);
    let wanted: Vec<f64> = tags.iter().map(|tag| tag.end.1).collect();
    let places = spread(&wanted, 1.15 * em, at.plot.top, at.plot.bottom);
    for (tag, y) in tags.iter().zip(places) {
        let x = at.plot.right + 0.6 * em;
        if (y - tag.end.1).abs() > 0.5 * em {
            let lead = [tag.end, (x - 0.2 * em, y)];
            on.path(&lead, at.sizes.hair, tag.color.mix(ink.paper, 0.4))?;
        }
        let style = TextLook {
            color: tag.color.readable(ink.paper, ink.ink),
            ..look(ink, &at.sizes, Align::Left)
        };
        on.text(&fit(tag.name, (on.width - x) / em), (x, y), &style)?;
    }
    Ok(())
}
