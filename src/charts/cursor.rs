//! Reading values off a [`Curves`] chart: at a pixel, as text, and as a thin line with numbers.

use super::axis::{is_usable, Axis};
use super::curves::{Curves, Series};
use super::frame::{backed_text, look};
use super::label::{em_width, fit, spread};
use super::layout::Layout;
use super::number::{fixed_text, three_digits, value_text};
use super::surface::{Align, TextLook};
use super::ticks::Tick;
use super::{ChartError, Ink, Surface};
use plotters::backend::DrawingBackend;
use serde::Serialize;

/// Values of the series at one position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The position, that of a data point.
    pub x: f64,
    /// A row for each series, in order.
    pub rows: Vec<Row>,
}

/// One series' value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The series' name.
    pub name: String,
    /// Its value in the unit of the y axis; absent if it has none near that position.
    pub y: Option<f64>,
    /// The value as it should be shown, or "–".
    pub text: String,
}

/// Reading at the CSS pixel `px` from the left of a chart `width` × `height` CSS pixels large: at the nearest data
/// position. `None` if there is no data.
pub fn curves_at(spec: &Curves, px: f64, width: f64, height: f64) -> Result<Option<Reading>, ChartError> {
    spec.check()?;
    let Some(layout) = spec.layout(width, height) else {
        return Ok(None);
    };
    let px = if px.is_finite() { px } else { layout.plot.left };
    let px = px.clamp(layout.plot.left, layout.plot.right);
    Ok(read(spec, &layout, layout.x.value(px)))
}

/// Position and value under a CSS pixel of such a chart, within its axes, for those who draw on it: a whole position where the axis
/// has whole ones only, and a value in round numbers. `None` if the chart is too small to show anything.
#[cfg(feature = "workshop")]
pub fn curves_place(
    spec: &Curves,
    (px, py): (f64, f64),
    (width, height): (f64, f64),
) -> Result<Option<[f64; 2]>, ChartError> {
    spec.check()?;
    let Some(Layout { plot, x, y, .. }) = spec.layout(width, height) else {
        return Ok(None);
    };
    let at = x.value(px.clamp(plot.left, plot.right));
    let at = if spec.x_integer { at.round() } else { at };
    let value = y.value(py.clamp(plot.top, plot.bottom));
    let round = libm::pow(10.0, libm::log10((y.max - y.min) / 50.0).floor());
    Ok(Some([at, (value / round).round() * round]).filter(|pair| pair.iter().all(|number| number.is_finite())))
}

/// Values of the series at the data position nearest to `x`, among those on the axis.
fn read(spec: &Curves, at: &Layout, x: f64) -> Option<Reading> {
    let on_axis = |v: &f64| *v >= at.x.min && *v <= at.x.max;
    let all = spec.series.iter().flat_map(|s| s.places(&at.x)).filter(|p| on_axis(&p.x));
    let here = at.x.px(x)?;
    let x = nearest(all, here)?.x;
    let here = at.x.px(x)?;
    let rows = spec.series.iter().map(|s| {
        let y = s.value_near(here, &at.x);
        let text = y.map_or_else(|| "–".into(), |y| written(at, y, spec.decimals));
        Row { name: s.name.clone(), y, text }
    });
    Some(Reading { x, rows: rows.collect() })
}

fn written(at: &Layout, y: f64, decimals: Option<usize>) -> String {
    if let Some(decimals) = decimals {
        fixed_text(y, decimals)
    } else if at.y.log {
        three_digits(y)
    } else {
        value_text(y, at.y.max - at.y.min)
    }
}

/// A point that can be read, and the CSS pixel of its position: near is what looks near, also on a log axis.
struct Place {
    x: f64,
    y: f64,
    px: f64,
}

fn nearest(places: impl Iterator<Item = Place>, px: f64) -> Option<Place> {
    places.min_by(|a, b| (a.px - px).abs().total_cmp(&(b.px - px).abs()))
}

impl Series {
    /// Its points that can be read.
    fn places<'a>(&'a self, axis: &'a Axis) -> impl Iterator<Item = Place> + 'a {
        let points = self.x.iter().zip(&self.y).filter_map(|(&x, y)| Some((x, (*y)?)));
        points.filter(|p| is_usable(p.1)).filter_map(|(x, y)| Some(Place { x, y, px: axis.px(x)? }))
    }

    /// Its value at the CSS pixel `px`, or at its nearest point if that is no further than half its usual spacing:
    /// curves that are measured at different moments can be read together.
    fn value_near(&self, px: f64, axis: &Axis) -> Option<f64> {
        let (mut n, mut low, mut high) = (0.0, f64::INFINITY, f64::NEG_INFINITY);
        for place in self.places(axis) {
            (n, low, high) = (n + 1.0, place.px.min(low), place.px.max(high));
        }
        let spacing = (high - low) / f64::max(n - 1.0, 1.0);
        let best = nearest(self.places(axis), px)?;
        ((best.px - px).abs() <= 0.5 * spacing + 1e-6).then_some(best.y)
    }
}

/// The cursor: what it reads, and where that is written.
pub struct Mark {
    reading: Reading,
    /// CSS pixel of the hairline.
    x: f64,
    /// The position as text, and the CSS pixel of its middle.
    text: String,
    middle: f64,
}

/// The x ticks with no numbers where the cursor writes its own.
pub fn ticks_beside(mark: &Option<Mark>, at: &Layout) -> Vec<Tick> {
    let mut ticks = at.x_ticks.clone();
    let Some(mark) = mark else { return ticks };
    for (value, text) in &mut ticks {
        let apart = (em_width(text) + em_width(&mark.text)) / 2.0 + 0.4;
        let x = at.x.px(*value).unwrap_or(mark.middle);
        if (x - mark.middle).abs() < apart * at.sizes.em {
            text.clear();
        }
    }
    ticks
}

impl Mark {
    /// The cursor of a chart, if it has one and there is data to read.
    pub fn new(spec: &Curves, at: &Layout, width: f64) -> Option<Mark> {
        let reading = read(spec, at, spec.cursor.filter(|x| is_usable(*x))?)?;
        let x = at.x.px(reading.x)?;
        let whole = reading.x.fract() == 0.0;
        let span = if whole { 500.0 } else { at.x.max - at.x.min };
        let text = value_text(reading.x, span);
        let half = em_width(&text) * at.sizes.em / 2.0;
        Some(Mark { reading, x, text, middle: x.min(width - half).max(half) })
    }

    /// A hairline at the position, its number on the x axis, and each series' value beside a dot.
    pub fn draw<B: DrawingBackend>(
        &self,
        on: &mut Surface<B>,
        spec: &Curves,
        at: &Layout,
        ink: &Ink,
    ) -> Result<(), ChartError> {
        let (plot, sizes) = (&at.plot, &at.sizes);
        let left = sizes.snap(self.x - sizes.hair / 2.0);
        let foot = (left + sizes.hair, plot.bottom);
        on.rect((left, plot.top), foot, ink.muted, 1.0)?;
        let style = TextLook { color: ink.ink, bold: true, ..look(ink, sizes, Align::Center) };
        let place = (self.middle, plot.bottom + 1.05 * sizes.em);
        on.text(&self.text, place, &style)?;
        self.draw_values(on, spec, at, ink)
    }
    /// The values of a reading, beside the cursor on the side where there is more room.
    fn draw_values<B: DrawingBackend>(
        &self,
        on: &mut Surface<B>,
        spec: &Curves,
        at: &Layout,
        ink: &Ink,
    ) -> Result<(), ChartError> {
        let (plot, em, x) = (&at.plot, at.sizes.em, self.x);
        let to_right = x < (plot.left + plot.right) / 2.0;
        let room = if to_right { plot.right - x } else { x - plot.left } / em + 0.5;
        let mut shown = vec![];
        for (series, row) in spec.series.iter().zip(&self.reading.rows) {
            let y = row.y.and_then(|y| at.y.px(y));
            if let Some(y) = y.filter(|y| *y >= plot.top - 1.0 && *y <= plot.bottom + 1.0) {
                let color = series.style.ink(ink, "a series")?;
                on.dot((x, y), 4.5, ink.paper)?;
                on.dot((x, y), 3.25, color)?;
                let name = fit(&row.name, room - em_width(&row.text) - 0.3);
                shown.push((y, format!("{name} {}", row.text), color));
            }
        }
        let wanted: Vec<f64> = shown.iter().map(|s| s.0).collect();
        let places = spread(&wanted, 1.2 * em, plot.top + 0.5 * em, plot.bottom - 0.6 * em);
        for ((_, text, color), y) in shown.iter().zip(places) {
            let (align, dx) = if to_right { (Align::Left, 0.75) } else { (Align::Right, -0.75) };
            let style = TextLook { color: color.readable(ink.paper, ink.ink), ..look(ink, &at.sizes, align) };
            backed_text(on, ink, text.trim(), (x + dx * em, y), &style)?;
        }
        Ok(())
    }
}
