//! Charts as SVG, and data for them.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use microlearning::charts::{
    draw_bars, draw_curves, draw_strip, rule_style, Bars, ChartError, Curves, Strip, Surface, Theme,
};
use plotters::prelude::SVGBackend;
use serde_json::{json, Value};

/// Units per CSS pixel in the drawings.
pub const UNIT: f64 = 4.0;

/// SVG, or the reason why there is none.
pub type Drawing = Result<String, ChartError>;

/// A drawing of this size as SVG.
pub fn svg(
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

/// Curves as SVG.
pub fn curves(spec: Value, theme: &Theme, size: (u32, u32)) -> Drawing {
    let spec: Curves = serde_json::from_value(spec).expect("a spec");
    svg(size, |on| draw_curves(on, &spec, theme))
}

/// Bars as SVG.
pub fn bars(spec: Value, theme: &Theme, size: (u32, u32)) -> Drawing {
    let spec: Bars = serde_json::from_value(spec).expect("a spec");
    svg(size, |on| draw_bars(on, &spec, theme))
}

/// A strip as SVG.
pub fn strip(spec: Value, theme: &Theme, size: (u32, u32)) -> Drawing {
    let spec: Strip = serde_json::from_value(spec).expect("a spec");
    svg(size, |on| draw_strip(on, &spec, theme))
}

/// The dark theme.
pub fn dark() -> Theme {
    let theme = json!({"paper": "#14161a", "ink": "#e8eaed", "muted": "#9aa0aa", "grid": "#2a2e35",
        "accent": "#4a9bdc", "dark": true, "font": "DejaVu Sans, sans-serif"});
    serde_json::from_value(theme).unwrap()
}

/// A line of a rule.
pub fn line(id: &str, y: Value, dark: bool) -> Value {
    let style = rule_style(id, dark);
    let x: Vec<usize> = (0..y.as_array().unwrap().len()).collect();
    json!({"name": style.short, "x": x, "y": y, "points": true, "label": true,
        "style": {"color": style.color, "dash": style.dash, "width": 2}})
}

/// Validation accuracy of a race, roughly as measured.
pub fn race(dark: bool) -> Value {
    let mut series = vec![
        line("backprop", json!([11.0, 81.0, 86.2, 88.2, 89.1]), dark),
        line("feedback_alignment", json!([11.0, 70.0, 82.6, 85.7, 87.5]), dark),
        line("kolen_pollack", json!([11.0, 71.3, 83.8, 86.3, 88.2]), dark),
        line("node_perturbation", json!([10.0, 25.8, 37.8, 48.0, 53.0]), dark),
        line("weight_perturbation", json!([9.0, 11.3, 14.1, 14.7, 15.2]), dark),
    ];
    series[3]["band"] = json!([1.0, 4.0, 2.9, 4.3, 5.0]);
    json!({"x_label": "epoch", "y_label": "validation accuracy (%)", "x": [0, 4], "y": [0, 100],
        "x_integer": true, "series": series, "levels": [{"y": 10, "name": "chance"}]})
}

/// Accuracy for each digit.
pub fn digits() -> Value {
    let values = [97.1, 98.0, 85.2, 86.0, 90.4, 78.3, 92.9, 89.0, 83.1, 85.0];
    let bars: Vec<Value> = (0..10).map(|i| json!({"name": i.to_string(), "value": values[i]})).collect();
    json!({"x_label": "digit", "y_label": "validation accuracy (%)", "y": [0, 100], "bars": bars,
        "levels": [{"y": 10, "name": "chance"}]})
}

/// Twenty runs of two kinds: those that either succeed or fail, and those that all fail alike.
pub fn heaps() -> Value {
    let halves: Vec<f64> = (0..20).map(|i| if i % 5 < 2 { 99.5 } else { 49.5 }).collect();
    json!({"y_label": "correct (%)", "y": [0, 100], "columns": [
        {"name": "2 clamped", "note": "8 of 20", "values": halves, "chance": 50, "needed": 90, "color": "#b85a90"},
        {"name": "3", "note": "0 of 20", "values": vec![35.9; 20], "chance": 33.3, "needed": 86.7}]})
}

/// A noisy loss over 3,000 updates, and its validation at each epoch.
pub fn loss(dark: bool) -> Value {
    let noise = |i: u32| f64::from(i.wrapping_mul(2_654_435_761) >> 16) / 65536.0 - 0.5;
    let x: Vec<u32> = (0..3000).collect();
    let y: Vec<f64> = x.iter().map(|&i| 0.4 + 1.9 * (-f64::from(i) / 600.0).exp() + 0.3 * noise(i)).collect();
    let style = rule_style("backprop", dark);
    json!({"x_label": "update", "y_label": "loss (nats per image)", "cursor": 1490, "series": [
        {"name": "training", "x": x, "y": y, "label": true, "style": {"color": style.color, "width": 1}},
        {"name": "validation", "x": [0, 750, 1500, 2250, 3000], "y": [2.35, 0.992, 0.628, 0.494, 0.429],
            "points": true, "label": true, "style": {"color": rule_style("feedback_alignment", dark).color, "dash": 1}}]})
}

/// The texts of a drawing, in order.
pub fn texts(svg: &str) -> Vec<&str> {
    svg.split("<text").skip(1).filter_map(|t| t.split_once('>')?.1.split_once("</text>")).map(|t| t.0.trim()).collect()
}

/// Elements of a drawing whose opening holds all of `parts`.
pub fn count(svg: &str, element: &str, parts: &[&str]) -> usize {
    let opening = format!("<{element} ");
    svg.lines().filter(|l| l.starts_with(&opening) && parts.iter().all(|p| l.contains(p))).count()
}

/// All y coordinates of lines of one colour, CSS pixels.
pub fn heights(svg: &str, color: &str) -> Vec<f64> {
    let color = color.to_uppercase();
    let lines = svg.lines().filter(|l| l.starts_with("<polyline") && l.contains(&color));
    let points = lines.filter_map(|l| l.split_once("points=\"")?.1.split_once('"')).flat_map(|p| p.0.split(' '));
    points.filter_map(|p| p.split_once(',')?.1.parse::<f64>().ok()).map(|y| y / UNIT).collect()
}
