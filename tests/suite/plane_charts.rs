//! Charts of one measure against another, drawn to SVG. The drawings are left in the target folder's `tmp/charts/` to be
//! looked at.

use microlearning::charts::{draw_plane, plane_at, rule_style, ChartError, Plane, Surface, Theme};
use plotters::prelude::SVGBackend;
use serde_json::{json, Value};

/// Units per CSS pixel in the drawings.
const UNIT: f64 = 4.0;
const SIZE: (u32, u32) = (660, 400);

fn read<T: serde::de::DeserializeOwned>(spec: &Value) -> T {
    serde_json::from_value(spec.clone()).expect("a spec")
}

fn draw(spec: &Plane, theme: &Theme, (width, height): (u32, u32)) -> Result<String, ChartError> {
    let mut out = String::new();
    let mut backend = SVGBackend::with_string(&mut out, (width * UNIT as u32, height * UNIT as u32));
    let surface = Surface::new(&mut backend, width.into(), height.into(), UNIT);
    draw_plane(&mut surface.with_text_factor(1.24), spec, theme)?;
    drop(backend);
    Ok(out)
}

fn dark() -> Theme {
    read(&json!({"paper": "#15171a", "ink": "#e8e8e4", "muted": "#a5abb3", "grid": "#2d3136", "accent": "#7fb8f2",
        "dark": true, "font": "DejaVu Sans, sans-serif"}))
}

/// Five rules and six epochs, roughly as measured.
fn map(dark: bool) -> Value {
    let path = |id: &str, x: [f64; 6], y: [f64; 6]| {
        let style = rule_style(id, dark);
        json!({"name": style.short, "x": x, "y": y, "label": true,
            "style": {"color": style.color, "dash": style.dash, "width": 1.6}})
    };
    json!({
        "x_label": "Signal-to-noise ratio →", "y_label": "Cosine to backprop ↑", "y": [null, 1], "log_x": true,
        "paths": [
            path("backprop", [0.098, 0.061, 0.055, 0.052, 0.050, 0.049], [1.0; 6]),
            path("feedback_alignment", [0.098, 0.07, 0.06, 0.055, 0.05, 0.047], [0.01, 0.3, 0.4, 0.45, 0.5, 0.52]),
            path("kolen_pollack", [0.098, 0.068, 0.058, 0.054, 0.051, 0.049], [0.01, 0.5, 0.7, 0.8, 0.86, 0.9]),
            path("node_perturbation", [0.0255, 0.026, 0.026, 0.026, 0.026, 0.026], [0.2, 0.21, 0.2, 0.19, 0.18, 0.18]),
            path("weight_perturbation", [0.0252; 6], [0.01, -0.01, 0.0, 0.01, 0.02, 0.0]),
        ],
        "uprights": [{"y": 0.0252, "name": "noise floor"}],
        "levels": [{"y": 0.0, "name": "unrelated"}],
    })
}

/// The texts of a drawing, in order.
fn texts(svg: &str) -> Vec<&str> {
    svg.split("<text").skip(1).filter_map(|t| t.split_once('>')?.1.split_once("</text>")).map(|t| t.0.trim()).collect()
}

/// Centres of the dots of this colour, in CSS pixels, with their radii.
fn dots(svg: &str, color: &str) -> Vec<(f64, f64, f64)> {
    let number = |line: &str, key: &str| -> f64 {
        let rest = line.split(&format!(" {key}=\"")).nth(1).expect(key);
        rest.split('"').next().and_then(|text| text.parse().ok()).map(|units: f64| units / UNIT).expect("a number")
    };
    let own = svg.lines().filter(|line| line.starts_with("<circle") && line.to_lowercase().contains(color));
    own.map(|line| (number(line, "cx"), number(line, "cy"), number(line, "r"))).collect()
}

#[test]
fn drawings_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, theme) in [("light", Theme::default()), ("dark", dark())] {
        for size in [(340, 320), SIZE] {
            let mut spec: Plane = read(&map(theme.dark));
            spec.highlight = Some([1, 2]);
            let drawing = draw(&spec, &theme, size).expect("a drawing");
            std::fs::write(folder.join(format!("plane-{name}-{}.svg", size.0)), drawing).expect("a file");
        }
    }
}

#[test]
fn every_rule_has_a_dot_an_epoch_in_its_order_and_its_name_beside_the_last() {
    let drawing = draw(&read(&map(false)), &Theme::default(), SIZE).expect("a drawing");
    let written = texts(&drawing);
    for text in ["backprop", "FA", "KP", "NP", "WP", "noise floor", "unrelated", "0.05", "0.1", "1.0"] {
        assert!(written.contains(&text), "{text} is not among {written:?}");
    }
    let color = rule_style("feedback_alignment", false).color;
    let path = dots(&drawing, &color);
    assert_eq!(path.len(), 6);
    assert!(path.windows(2).all(|pair| pair[1].0 < pair[0].0 && pair[1].1 < pair[0].1), "leftwards and up: {path:?}");
    assert!(path[5].2 > path[4].2, "the last dot is larger: {path:?}");
    assert!(!drawing.contains("NaN"));
}

#[test]
fn equal_factors_are_equal_steps_to_the_right_and_the_floor_stands_where_its_value_is() {
    let mut spec: Plane = read(&map(false));
    spec.paths.truncate(1);
    spec.paths[0].x = [0.1, 0.2, 0.4, 0.0252].map(Some).to_vec();
    spec.paths[0].y = vec![Some(0.5); 4];
    let drawing = draw(&spec, &Theme::default(), SIZE).expect("a drawing");
    let path = dots(&drawing, &rule_style("backprop", false).color);
    assert!(((path[1].0 - path[0].0) - (path[2].0 - path[1].0)).abs() <= 0.5, "{path:?}");
    let muted = Theme::default().muted;
    let upright = drawing.lines().filter(|line| line.starts_with("<polyline") && line.to_lowercase().contains(&muted));
    let x = (path[3].0 * UNIT).round() as i64;
    let there = |line: &&str| (x - 1..=x + 1).any(|x| line.matches(&format!("{x},")).count() > 1);
    assert!(upright.filter(there).count() > 10, "no dashed line stands at {x}");
}

#[test]
fn the_nearest_dot_is_found_and_none_far_from_all() {
    let spec: Plane = read(&map(false));
    let at = |x: f64, y: f64| plane_at(&spec, (x, y), SIZE.0.into(), SIZE.1.into());
    let drawing = draw(&spec, &Theme::default(), SIZE).expect("a drawing");
    for (path, id) in [(1, "feedback_alignment"), (2, "kolen_pollack")] {
        for (epoch, (x, y, _)) in dots(&drawing, &rule_style(id, false).color).into_iter().enumerate().skip(1) {
            assert_eq!(at(x, y), Some([path, epoch]), "{id}");
        }
    }
    assert_eq!(at(400.0, 330.0), None, "far from all");
    assert_eq!(plane_at(&spec, (5.0, 5.0), 10.0, 10.0), None, "no room");
    assert_eq!(at(f64::NAN, 5.0), None);
}

#[test]
fn strange_input_is_told_or_left_out() {
    let theme = Theme::default();
    let mut uneven = map(false);
    uneven["paths"][1]["x"] = json!([0.1]);
    assert!(draw(&read(&uneven), &theme, SIZE)
        .unwrap_err()
        .to_string()
        .contains("\"FA\" has 1 positions and 6 heights"));
    let mut holes: Plane = read(&map(false));
    holes.paths[1].y[2] = None;
    holes.paths[1].x[3] = Some(-1.0);
    let color = rule_style("feedback_alignment", false).color;
    assert_eq!(dots(&draw(&holes, &theme, SIZE).expect("a drawing"), &color).len(), 4);
    for size in [(0, 0), (1, 900), (40, 40), SIZE] {
        assert!(draw(&Plane::default(), &theme, size).is_ok());
        for strange in [f64::NAN, f64::INFINITY, -1e308, 1e308, 0.0] {
            let mut spec: Plane = read(&map(false));
            spec.paths[0].x[0] = Some(strange);
            spec.paths[2].y[0] = Some(strange);
            spec.uprights[0].y = strange;
            (spec.highlight, spec.scale, spec.x) = (Some([7, usize::MAX]), Some(strange), Some([Some(strange), None]));
            assert!(!draw(&spec, &theme, size).expect("a drawing").contains("NaN"));
        }
    }
}
