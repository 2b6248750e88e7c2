//! Charts: the first byte says which; half are JSON, read as JavaScript's objects are, half are built of numbers at the edge.

use microlearning::charts::bars::Bar;
use microlearning::charts::curves::{Series, Style};
use microlearning::charts::matrix::Matrix;
use microlearning::charts::plane::Path;
use microlearning::charts::scatter::Cloud;
use microlearning::charts::strip::Column;
use microlearning::charts::*;
use plotters::prelude::SVGBackend;
use serde::de::DeserializeOwned;

use crate::choices::Choices;
use crate::sentence;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let (kind, json) = (choices.below(6), choices.byte() >= 128);
    let size = (choices.of(&[1, 30, 320, 2000]), choices.of(&[1, 40, 200, 1500]));
    let at = (choices.number(), choices.number());
    let (w, h) = (f64::from(size.0), f64::from(size.1));
    let theme = Theme::default();
    let c = &mut choices;
    match kind {
        0 => made(c, json, curves, size, |on, spec| {
            if let Err(error) = curves_at(spec, at.0, w, h) {
                sentence(&error.to_string());
            }
            draw_curves(on, spec, &theme)
        }),
        1 => made(c, json, bars, size, |on, spec| draw_bars(on, spec, &theme)),
        2 => made(c, json, strip, size, |on, spec| {
            strip_at(spec, at.0, w, h);
            draw_strip(on, spec, &theme)
        }),
        3 => made(c, json, matrices, size, |on, spec| {
            matrix_at(spec, at, w, h);
            draw_matrices(on, spec, &theme)
        }),
        4 => made(c, json, scatter, size, |on, spec| {
            scatter_at(spec, at, w, h);
            draw_scatter(on, spec, &theme)
        }),
        _ => made(c, json, plane, size, |on, spec| {
            plane_at(spec, at, w, h);
            draw_plane(on, spec, &theme)
        }),
    }
}

/// Reads or builds a chart and draws it. JSON that is no chart is serde's to tell, not ours.
fn made<T: DeserializeOwned>(
    choices: &mut Choices,
    json: bool,
    build: fn(&mut Choices) -> T,
    size: (u32, u32),
    draw: impl FnOnce(&mut Surface<SVGBackend>, &T) -> Result<(), ChartError>,
) {
    let read = |choices: &mut Choices| serde_json::from_slice(choices.0).ok();
    let Some(spec) = (if json { read(choices) } else { Some(build(choices)) }) else { return };
    let mut out = String::new();
    let drawn = {
        let mut backend = SVGBackend::with_string(&mut out, size);
        draw(&mut Surface::new(&mut backend, size.0.into(), size.1.into(), 1.0), &spec)
    };
    if let Err(error) = drawn {
        sentence(&error.to_string());
    }
}

fn some<T>(choices: &mut Choices, value: impl FnOnce(&mut Choices) -> T) -> Option<T> {
    (choices.byte() < 100).then(|| value(choices))
}

fn maybe(choices: &mut Choices) -> Option<f64> {
    some(choices, |c| c.number())
}

fn count(choices: &mut Choices) -> Option<usize> {
    some(choices, |c| usize::from(c.byte()))
}

fn list<T>(choices: &mut Choices, most: usize, mut each: impl FnMut(&mut Choices) -> T) -> Vec<T> {
    (0..choices.below(most + 1)).map(|_| each(choices)).collect()
}

fn name(choices: &mut Choices) -> String {
    let length = choices.below(9);
    super::text(choices.take(length))
}

fn ends(choices: &mut Choices) -> Option<[Option<f64>; 2]> {
    some(choices, |c| [maybe(c), maybe(c)])
}

fn levels(choices: &mut Choices) -> Vec<Level> {
    list(choices, 2, |c| Level { y: c.number(), name: name(c) })
}

fn style(choices: &mut Choices) -> Style {
    Style { color: some(choices, name), dash: choices.byte().into(), width: maybe(choices) }
}

fn curves(c: &mut Choices) -> Curves {
    let series = list(c, 3, |c| {
        let (x, y) = (list(c, 6, |c| c.number()), list(c, 6, maybe));
        let y = if c.byte() < 230 { x.iter().map(|_| maybe(c)).collect() } else { y };
        let band = some(c, |c| y.iter().map(|_| maybe(c)).collect());
        Series {
            name: name(c),
            x,
            y,
            band,
            style: style(c),
            points: c.byte() < 128,
            scatter: c.byte() < 60,
            label: c.byte() < 128,
        }
    });
    Curves {
        x: ends(c),
        y: ends(c),
        x_integer: c.byte() < 60,
        log_x: c.byte() < 128,
        log_y: c.byte() < 128,
        series,
        levels: levels(c),
        cursor: maybe(c),
        decimals: count(c),
        scale: maybe(c),
        font_px: maybe(c),
        margin_left: maybe(c),
        margin_right: maybe(c),
        x_label: name(c),
        ..Curves::default()
    }
}

fn bars(c: &mut Choices) -> Bars {
    let bars = list(c, 9, |c| Bar { name: name(c), value: maybe(c), color: some(c, name) });
    Bars {
        y: ends(c),
        two_rows: c.byte() < 128,
        bars,
        levels: levels(c),
        highlight: count(c),
        scale: maybe(c),
        font_px: maybe(c),
        margin_left: maybe(c),
        margin_right: maybe(c),
        ..Bars::default()
    }
}

fn strip(c: &mut Choices) -> Strip {
    let columns = list(c, 5, |c| {
        let values = list(c, 6, |c| c.number());
        Column { name: name(c), note: name(c), values, chance: maybe(c), needed: maybe(c), color: some(c, name) }
    });
    Strip { y: ends(c), columns, highlight: count(c), scale: maybe(c), font_px: maybe(c), ..Strip::default() }
}

fn matrices(c: &mut Choices) -> Matrices {
    let panels =
        list(c, 3, |c| Matrix { name: name(c), names: list(c, 3, name), values: list(c, 3, |c| list(c, 3, maybe)) });
    let range = [c.number(), c.number()];
    Matrices {
        label: name(c),
        range,
        written: c.byte() < 128,
        panels,
        highlight: count(c),
        scale: maybe(c),
        font_px: maybe(c),
    }
}

fn scatter(c: &mut Choices) -> Scatter {
    let of = list(c, 5, |c| usize::from(c.byte() % 4));
    let panels = list(c, 3, |c| {
        let points = of.iter().map(|_| [c.number(), c.number()]).collect();
        Cloud { name: name(c), x_label: name(c), y_label: name(c), points }
    });
    let of = if c.byte() < 220 { of } else { vec![usize::MAX, 0] };
    Scatter { panels, classes: list(c, 4, name), of, highlight: count(c), scale: maybe(c), font_px: maybe(c) }
}

fn plane(c: &mut Choices) -> Plane {
    let paths = list(c, 3, |c| {
        let x = list(c, 5, maybe);
        let y = x.iter().map(|_| maybe(c)).collect();
        Path { name: name(c), x, y, style: style(c), label: c.byte() < 128 }
    });
    let highlight = some(c, |c| [usize::from(c.byte() % 4), usize::from(c.byte() % 6)]);
    let (x, y, log_x) = (ends(c), ends(c), c.byte() < 128);
    Plane {
        x,
        y,
        log_x,
        paths,
        uprights: levels(c),
        levels: levels(c),
        highlight,
        scale: maybe(c),
        font_px: maybe(c),
        ..Plane::default()
    }
}
