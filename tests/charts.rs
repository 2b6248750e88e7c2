//! Charts drawn to SVG: what must be in them is in them, and strange input never panics.
//! The drawings are left in the target folder's `tmp/charts/` to be looked at.
#![cfg(not(target_arch = "wasm32"))]

use microlearning::charts::{
    curves_at, draw_bars, draw_curves, rule_style, Bars, ChartError, Curves, Surface, Theme,
};
use plotters::prelude::SVGBackend;
use serde_json::{json, Value};

/// Units per CSS pixel in the drawings.
const UNIT: f64 = 4.0;

type Drawing = Result<String, ChartError>;

fn svg(
    (width, height): (u32, u32),
    draw: impl FnOnce(&mut Surface<SVGBackend>) -> Result<(), ChartError>,
) -> Drawing {
    let mut out = String::new();
    let units = (width * UNIT as u32, height * UNIT as u32);
    let mut backend = SVGBackend::with_string(&mut out, units);
    let surface = Surface::new(&mut backend, width.into(), height.into(), UNIT);
    draw(&mut surface.with_text_factor(1.24))?;
    drop(backend);
    Ok(out)
}

fn curves(spec: Value, theme: &Theme, size: (u32, u32)) -> Drawing {
    let spec: Curves = serde_json::from_value(spec).expect("a spec");
    svg(size, |on| draw_curves(on, &spec, theme))
}

fn bars(spec: Value, theme: &Theme, size: (u32, u32)) -> Drawing {
    let spec: Bars = serde_json::from_value(spec).expect("a spec");
    svg(size, |on| draw_bars(on, &spec, theme))
}

fn dark() -> Theme {
    let theme = json!({"paper": "#14161a", "ink": "#e8eaed", "muted": "#9aa0aa", "grid": "#2a2e35",
        "accent": "#4a9bdc", "dark": true, "font": "DejaVu Sans, sans-serif"});
    serde_json::from_value(theme).unwrap()
}

fn line(id: &str, y: Value, dark: bool) -> Value {
    let style = rule_style(id, dark);
    let x: Vec<usize> = (0..y.as_array().unwrap().len()).collect();
    json!({"name": style.short, "x": x, "y": y, "points": true, "label": true,
        "style": {"color": style.color, "dash": style.dash, "width": 2}})
}

/// Validation accuracy of a race, roughly as measured.
fn race(dark: bool) -> Value {
    let mut series = vec![
        line("backprop", json!([11.0, 81.0, 86.2, 88.2, 89.1]), dark),
        line(
            "feedback_alignment",
            json!([11.0, 70.0, 82.6, 85.7, 87.5]),
            dark,
        ),
        line("kolen_pollack", json!([11.0, 71.3, 83.8, 86.3, 88.2]), dark),
        line(
            "node_perturbation",
            json!([10.0, 25.8, 37.8, 48.0, 53.0]),
            dark,
        ),
        line(
            "weight_perturbation",
            json!([9.0, 11.3, 14.1, 14.7, 15.2]),
            dark,
        ),
    ];
    series[3]["band"] = json!([1.0, 4.0, 2.9, 4.3, 5.0]);
    json!({"x_label": "epoch", "y_label": "validation accuracy (%)", "x": [0, 4], "y": [0, 100],
        "x_integer": true, "series": series, "levels": [{"y": 10, "name": "chance"}]})
}

fn digits() -> Value {
    let values = [97.1, 98.0, 85.2, 86.0, 90.4, 78.3, 92.9, 89.0, 83.1, 85.0];
    let bars: Vec<Value> = (0..10)
        .map(|i| json!({"name": i.to_string(), "value": values[i]}))
        .collect();
    json!({"x_label": "digit", "y_label": "validation accuracy (%)", "y": [0, 100], "bars": bars,
        "levels": [{"y": 10, "name": "chance"}]})
}

/// A noisy loss over 3,000 updates, and its validation at each epoch.
fn loss(dark: bool) -> Value {
    let noise = |i: u32| f64::from(i.wrapping_mul(2_654_435_761) >> 16) / 65536.0 - 0.5;
    let x: Vec<u32> = (0..3000).collect();
    let y: Vec<f64> = x
        .iter()
        .map(|&i| 0.4 + 1.9 * (-f64::from(i) / 600.0).exp() + 0.3 * noise(i))
        .collect();
    let style = rule_style("backprop", dark);
    json!({"x_label": "update", "y_label": "loss (nats per image)", "cursor": 1490, "series": [
        {"name": "training", "x": x, "y": y, "label": true, "style": {"color": style.color, "width": 1}},
        {"name": "validation", "x": [0, 750, 1500, 2250, 3000], "y": [2.35, 0.992, 0.628, 0.494, 0.429],
            "points": true, "label": true, "style": {"color": rule_style("feedback_alignment", dark).color, "dash": 1}}]})
}

#[test]
fn drawings_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, theme) in [("light", Theme::default()), ("dark", dark())] {
        let dark = theme.dark;
        for size in [(320, 220), (700, 320)] {
            let mut read = race(dark);
            read["cursor"] = json!(2);
            let mut log = loss(dark);
            log["log_y"] = json!(true);
            log["cursor"] = Value::Null;
            let mut chosen = digits();
            chosen["highlight"] = json!(5);
            chosen["bars"][3]["value"] = Value::Null;
            for (chart, drawing) in [
                ("race", curves(race(dark), &theme, size)),
                ("cursor", curves(read, &theme, size)),
                ("loss", curves(loss(dark), &theme, size)),
                ("log", curves(log, &theme, size)),
                ("bars", bars(digits(), &theme, size)),
                ("chosen", bars(chosen, &theme, size)),
            ] {
                let file = format!("{chart}-{name}-{}.svg", size.0);
                std::fs::write(folder.join(file), drawing.unwrap()).unwrap();
            }
        }
    }
}
