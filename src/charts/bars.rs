//! Bars: one value a name, such as the accuracy on each digit.

use super::axis::{extent, is_usable, resolve, Axis, Range};
use super::frame::{self, look, Sizes};
use super::label::{em_width, fit};
use super::line::Window;
use super::names;
use super::number::value_text;
use super::surface::{Align, TextLook};
use super::ticks::{vertical, Tick};
use super::{ChartError, Ink, Level, Rgb, Surface, Theme};
use plotters::backend::DrawingBackend;
use serde::Deserialize;

/// Specification of the chart. Fields that are left out are empty, absent or plain.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bars {
    /// Title of the x axis.
    pub x_label: String,
    /// Title of the y axis, with its unit; it stands above the plot.
    pub y_label: String,
    /// Ends of the y axis; an end that is absent is the data's (0 included), moved out to a round number.
    pub y: Range,
    /// Names that do not fit side by side stand in two rows by turns, instead of being left out by turns.
    pub two_rows: bool,
    /// The bars, from the left.
    pub bars: Vec<Bar>,
    /// Named horizontal lines.
    pub levels: Vec<Level>,
    /// `#rrggbb` of the bars; the theme's accent if absent.
    pub color: Option<String>,
    /// The index of a bar to point out.
    pub highlight: Option<usize>,
    /// Device pixels per CSS pixel.
    pub scale: Option<f64>,
    /// Font height, CSS pixels.
    pub font_px: Option<f64>,
    /// Room left of the plot, CSS pixels, to align neighbours.
    pub margin_left: Option<f64>,
    /// Room right of the plot, CSS pixels, to align neighbours.
    pub margin_right: Option<f64>,
}

/// One bar.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bar {
    /// Name below it.
    pub name: String,
    /// Its height, in the unit of the y axis; absent where there is nothing to measure.
    #[serde(default)]
    pub value: Option<f64>,
    /// `#rrggbb`; that of the chart if absent.
    #[serde(default)]
    pub color: Option<String>,
}

/// Layout, in CSS pixels.
struct Layout {
    plot: Window,
    y: Axis,
    ticks: Vec<Tick>,
    sizes: Sizes,
    /// Width of a bar and the gap to the next.
    slot: f64,
}

impl Bars {
    fn layout(&self, width: f64, height: f64) -> Option<Layout> {
        let sizes = Sizes::new(self.scale.unwrap_or(1.0), self.font_px.unwrap_or(12.0));
        let em = sizes.em;
        // Values stand above their bars, so there is a row more than in a chart of curves.
        let top = frame::top_margin(em, !self.y_label.is_empty()) + 0.8 * em;
        let second_row = if self.two_rows { 1.2 * em } else { 0.0 };
        let bottom = height - frame::bottom_margin(em, !self.x_label.is_empty()) - second_row;
        let values = self.bars.iter().filter_map(|b| b.value);
        let levels = self.levels.iter().map(|level| level.y);
        // Length means value only if bars begin at zero.
        let data = extent(values.chain(levels).chain([0.0]), false);
        let range = resolve(self.y, data, false);
        let given = self.y.unwrap_or([None, None]);
        let open = given.map(|end| !end.is_some_and(is_usable));
        let (y, ticks) = vertical(range, open, false, (top, bottom), em);
        let left = frame::left_margin(self.margin_left, &ticks, em, width);
        let names = self.levels.iter().map(|level| level.name.as_str());
        let right = width - frame::right_margin(self.margin_right, names, em, width);
        if !(right - left >= 2.0 * em && bottom - top >= 2.0 * em) {
            return None;
        }
        Some(Layout {
            plot: Window { left, top, right, bottom },
            y,
            ticks,
            sizes,
            slot: (right - left) / self.bars.len().max(1) as f64,
        })
    }
}

/// Draws the chart over the whole surface. Too small a surface is left blank.
pub fn draw_bars<B: DrawingBackend>(on: &mut Surface<B>, spec: &Bars, theme: &Theme) -> Result<(), ChartError> {
    let ink = theme.read()?;
    let color = match &spec.color {
        Some(text) => Rgb::parse(text, "color")?,
        None => ink.accent,
    };
    let corner = (on.width, on.height);
    on.rect((0.0, 0.0), corner, ink.paper, 1.0)?;
    let Some(at) = spec.layout(on.width, on.height) else {
        return Ok(());
    };
    frame::draw_y(on, &ink, &at.sizes, &at.plot, (&at.y, &at.ticks), &spec.y_label)?;
    for (i, bar) in spec.bars.iter().enumerate() {
        let own = bar.color.as_ref().map(|text| Rgb::parse(text, "The color of a bar")).transpose()?;
        draw_bar(on, &at, i, bar, own.unwrap_or(color))?;
    }
    frame::draw_x(on, &ink, &at.sizes, &at.plot, (&at.y, &[]), &spec.x_label)?;
    let levels = names::draw_levels(on, &ink, &at.sizes, &at.plot, &at.y, &spec.levels)?;
    names::draw_names(on, &ink, &at.sizes, &at.plot, levels)?;
    draw_texts(on, spec, &at, &ink)
}

fn draw_bar<B: DrawingBackend>(
    on: &mut Surface<B>,
    at: &Layout,
    i: usize,
    bar: &Bar,
    color: Rgb,
) -> Result<(), ChartError> {
    let Some((base, end)) = at.ends(bar) else {
        return Ok(());
    };
    let gap = (at.slot * 0.12).clamp(0.0, 8.0);
    let left = at.sizes.snap(at.plot.left + i as f64 * at.slot + gap);
    let right = at.sizes.snap(at.plot.left + (i + 1) as f64 * at.slot - gap);
    let (top, bottom) = (base.min(end), base.max(end));
    // A value of zero still leaves a trace.
    let top = top.min(bottom - at.sizes.hair);
    on.rect((left, at.sizes.snap(top)), (right, at.sizes.snap(bottom)), color, 1.0)
}

impl Layout {
    /// Heights of a bar's foot and head in CSS pixels, inside the plot.
    fn ends(&self, bar: &Bar) -> Option<(f64, f64)> {
        let inside = |v: f64| v.clamp(self.plot.top, self.plot.bottom);
        let base = self.y.px(0.0f64.clamp(self.y.min, self.y.max))?;
        Some((inside(base), inside(self.y.px(bar.value?)?)))
    }
}

/// Names below the bars, values above them where they fit; the highlighted one stands out.
fn draw_texts<B: DrawingBackend>(on: &mut Surface<B>, spec: &Bars, at: &Layout, ink: &Ink) -> Result<(), ChartError> {
    let em = at.sizes.em;
    let span = at.y.max - at.y.min;
    let written = |bar: &Bar| match bar.value.filter(|v| is_usable(*v)) {
        // A bar is read at a glance: fewer digits than a curve's cursor.
        Some(v) => value_text(v, span * 5.0),
        None => "–".into(),
    };
    let widest = spec.bars.iter().map(|b| em_width(&written(b)));
    let values_fit = widest.fold(0.0, f64::max) * em <= at.slot;
    let names = spec.bars.iter().map(|b| em_width(&b.name) + 0.4);
    // Names that do not fit: every second one, every third …
    let every = (names.fold(0.0, f64::max).min(6.0) * em / at.slot).ceil().max(1.0) as usize;
    for (i, bar) in spec.bars.iter().enumerate() {
        let x = at.plot.left + (i as f64 + 0.5) * at.slot;
        let chosen = spec.highlight == Some(i);
        let style = TextLook {
            bold: chosen,
            color: if chosen { ink.ink } else { ink.muted },
            ..look(ink, &at.sizes, Align::Center)
        };
        if i % every == 0 || chosen || spec.two_rows {
            let name = fit(&bar.name, every as f64 * at.slot / em);
            let row = if spec.two_rows { (i % every).min(1) as f64 } else { 0.0 };
            on.text(&name, (x, at.plot.bottom + (1.05 + 1.2 * row) * em), &style)?;
        }
        if values_fit || chosen {
            let (base, end) = at.ends(bar).unwrap_or((at.plot.bottom, at.plot.bottom));
            let y = if end <= base { end - 0.7 * em } else { end + 0.7 * em };
            frame::backed_text(on, ink, &written(bar), (x, y.min(at.plot.bottom - 0.6 * em)), &style)?;
        }
    }
    Ok(())
}
