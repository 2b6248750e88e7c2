//! Charts in panels drawn to SVG: matrices of tiles and clouds of points. The drawings are left in the target folder's
//! `tmp/charts/` to be looked at.

use microlearning::charts::{
    draw_matrices, draw_scatter, matrix_at, scatter_at, ChartError, Matrices, Scatter, Surface, Theme,
};
use plotters::prelude::SVGBackend;
use serde_json::{json, Value};

/// Units per CSS pixel in the drawings.
const UNIT: f64 = 4.0;

fn svg(
    (width, height): (u32, u32),
    draw: impl FnOnce(&mut Surface<SVGBackend>) -> Result<(), ChartError>,
) -> Result<String, ChartError> {
    let mut out = String::new();
    let mut backend = SVGBackend::with_string(&mut out, (width * UNIT as u32, height * UNIT as u32));
    let surface = Surface::new(&mut backend, width.into(), height.into(), UNIT);
    draw(&mut surface.with_text_factor(1.24))?;
    drop(backend);
    Ok(out)
}

fn read<T: serde::de::DeserializeOwned>(spec: &Value) -> T {
    serde_json::from_value(spec.clone()).expect("a spec")
}

fn matrices(spec: &Value, theme: &Theme, size: (u32, u32)) -> Result<String, ChartError> {
    svg(size, |on| draw_matrices(on, &read(spec), theme))
}

fn scatter(spec: &Value, theme: &Theme, size: (u32, u32)) -> Result<String, ChartError> {
    svg(size, |on| draw_scatter(on, &read(spec), theme))
}

fn dark() -> Theme {
    read(&json!({"paper": "#15171a", "ink": "#e8e8e4", "muted": "#a5abb3", "grid": "#2d3136", "accent": "#7fb8f2",
        "dark": true, "font": "DejaVu Sans, sans-serif"}))
}

/// Six layers' dissimilarities of ten digits.
fn dissimilar() -> Value {
    let value = |i: usize, j: usize| if i == j { 0.0 } else { 0.1 + 0.09 * ((i * 7 + j * 7 + i * j) % 12) as f64 };
    let values: Vec<Vec<f64>> = (0..10).map(|i| (0..10).map(|j| value(i, j)).collect()).collect();
    let names: Vec<String> = (0..10).map(|digit| digit.to_string()).collect();
    let panels: Vec<Value> = ["pixels", "untrained", "backprop", "NP", "FA", "Hebb + BP"]
        .iter()
        .map(|name| json!({"name": name, "names": names, "values": values}))
        .collect();
    json!({"label": "1 − correlation", "range": [0, 1.2], "panels": panels})
}

/// Likeness of six layers.
fn alike() -> Value {
    let names = ["pixels", "untrained", "backprop", "NP", "FA", "Hebb + BP"];
    let values: Vec<Vec<f64>> =
        (0..6).map(|i| (0..6).map(|j| 1.0 - 0.13 * (i as f64 - j as f64).abs()).collect()).collect();
    json!({"label": "linear CKA", "range": [0, 1], "written": true, "panels": [{"names": names, "values": values}]})
}

/// Ten clouds of 20 points in each of six panels.
fn clouds() -> Value {
    let spread = |i: usize, k: usize| ((i * 2_654_435_761 + k * 97) % 1000) as f64 / 500.0 - 1.0;
    let point = |i: usize| {
        let angle = (i % 10) as f64 * 0.628;
        [4.0 * angle.cos() + spread(i, 0), 3.0 * angle.sin() + spread(i, 1)]
    };
    let points: Vec<[f64; 2]> = (0..200).map(point).collect();
    let names: Vec<String> = (0..10).map(|digit| digit.to_string()).collect();
    let panels: Vec<Value> = ["pixels", "untrained", "backprop", "NP", "FA", "Hebb + BP"]
        .iter()
        .map(|name| json!({"name": name, "x_label": "PC 1, 19 %", "y_label": "PC 2, 17 %", "points": points}))
        .collect();
    json!({"classes": names, "of": (0..200).map(|i| i % 10).collect::<Vec<_>>(), "panels": panels})
}

/// The texts of a drawing, in order.
fn texts(svg: &str) -> Vec<&str> {
    svg.split("<text").skip(1).filter_map(|t| t.split_once('>')?.1.split_once("</text>")).map(|t| t.0.trim()).collect()
}

#[test]
fn drawings_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, theme) in [("light", Theme::default()), ("dark", dark())] {
        for size in [(340, 560), (660, 480)] {
            let (mut chosen, mut one) = (dissimilar(), clouds());
            (chosen["highlight"], one["highlight"]) = (json!(234), json!(3));
            for (chart, drawing) in [
                ("matrices", matrices(&chosen, &theme, size)),
                ("alike", matrices(&alike(), &theme, (size.0, 320))),
                ("scatter", scatter(&clouds(), &theme, size)),
                ("scatter-one", scatter(&one, &theme, size)),
            ] {
                std::fs::write(folder.join(format!("{chart}-{name}-{}.svg", size.0)), drawing.unwrap()).unwrap();
            }
        }
    }
}

#[test]
fn matrices_have_their_names_their_tiles_and_their_scale() {
    let theme = Theme::default();
    let drawing = matrices(&dissimilar(), &theme, (660, 480)).unwrap();
    let texts = texts(&drawing);
    for text in ["pixels", "Hebb + BP", "0", "9", "1 − correlation", "1.2"] {
        assert!(texts.contains(&text), "{text} is not among {texts:?}");
    }
    let tiles = drawing.lines().filter(|line| line.starts_with("<rect")).count();
    assert_eq!(tiles, 1 + 6 * 100 + 40, "the paper, the tiles, the scale");
    assert!(!drawing.contains("NaN"));
}

#[test]
fn a_number_that_is_written_reads_on_its_tile() {
    for theme in [Theme::default(), dark()] {
        let drawing = matrices(&alike(), &theme, (660, 320)).unwrap();
        assert_eq!(texts(&drawing).iter().filter(|text| **text == "1.00").count(), 6, "the diagonal");
        let mut absent = alike();
        absent["panels"][0]["values"][1][2] = Value::Null;
        assert!(texts(&matrices(&absent, &theme, (660, 320)).unwrap()).contains(&"–"));
    }
}

#[test]
fn a_tile_is_found_under_the_pointer() {
    let spec: Matrices = read(&dissimilar());
    let found: std::collections::BTreeSet<_> = (0..660)
        .flat_map(|x| (0..480).map(move |y| (x, y)))
        .filter_map(|(x, y)| matrix_at(&spec, (x.into(), y.into()), 660.0, 480.0))
        .collect();
    assert_eq!(found, (0..600).collect(), "every tile and nothing else");
    let first = (0..660).find(|x| matrix_at(&spec, (f64::from(*x), 60.0), 660.0, 480.0).is_some()).expect("a tile");
    let at = |dx: f64, dy: f64| matrix_at(&spec, (f64::from(first) + dx, 60.0 + dy), 660.0, 480.0);
    let right = (1..60).find_map(|dx| at(dx.into(), 0.0).filter(|tile| Some(*tile) != at(0.0, 0.0)));
    let below = (1..60).find_map(|dy| at(0.0, dy.into()).filter(|tile| Some(*tile) != at(0.0, 0.0)));
    assert_eq!([right, below], [Some(1), Some(10)].map(|by: Option<usize>| Some(by? + at(0.0, 0.0)?)), "row by row");
    assert_eq!(matrix_at(&spec, (f64::NAN, 5.0), 660.0, 480.0), None);
    assert_eq!(matrix_at(&spec, (1.0, 1.0), 660.0, 480.0), None, "beside the tiles");
    assert_eq!(matrix_at(&spec, (5.0, 5.0), 10.0, 10.0), None, "no room");
}

#[test]
fn a_cloud_has_a_name_a_point_and_what_is_pointed_out_is_alone() {
    let drawing = scatter(&clouds(), &Theme::default(), (660, 480)).unwrap();
    let written = texts(&drawing);
    assert_eq!(written.iter().filter(|text| **text == "3").count(), 6 * 20);
    assert!(written.contains(&"→ PC 1, 19 %") && written.contains(&"backprop"));
    let mut one = clouds();
    one["highlight"] = json!(3);
    let drawing = scatter(&one, &Theme::default(), (660, 480)).unwrap();
    assert_eq!(drawing.split("<text").filter(|text| text.contains("bold") && text.contains(">\n3\n")).count(), 6 * 20);
    assert!(!drawing.contains("NaN"));
}

#[test]
fn the_class_of_the_nearest_point_is_found() {
    let mut spec: Scatter = read(&clouds());
    spec.panels.truncate(1);
    spec.panels[0].points = vec![[1.0, 0.0], [-1.0, 0.5]];
    spec.of = vec![7, 2];
    let all: Vec<_> = (0..300)
        .flat_map(|x| (0..300).map(move |y| (x, y)))
        .map(|(x, y)| scatter_at(&spec, (x.into(), y.into()), 300.0, 300.0))
        .collect();
    for (class, left) in [(Some(7), false), (Some(2), true)] {
        let places: Vec<_> = (0..all.len()).filter(|i| all[*i] == class).map(|i| i / 300).collect();
        assert!(!places.is_empty() && places.iter().all(|x| (*x < 150) == left), "{class:?}");
    }
    assert!(all.iter().filter(|class| class.is_none()).count() > 80_000, "far from all");
}

#[test]
fn strange_input_is_told_or_left_out() {
    let theme = Theme::default();
    let mut uneven = alike();
    uneven["panels"][0]["name"] = json!("CKA");
    uneven["panels"][0]["values"][1] = json!([1.0]);
    assert!(matrices(&uneven, &theme, (660, 320)).unwrap_err().to_string().contains("CKA"));
    let mut foreign = clouds();
    foreign["of"][3] = json!(11);
    assert!(scatter(&foreign, &theme, (660, 480)).unwrap_err().to_string().contains("class 11"));
    for size in [(0, 0), (1, 900), (40, 40), (660, 480)] {
        assert!(matrices(&json!({}), &theme, size).is_ok() && scatter(&json!({}), &theme, size).is_ok());
        for strange in [f64::NAN, f64::INFINITY, -1e308, 1e308] {
            let mut spec: Matrices = read(&alike());
            spec.panels[0].values[0][1] = Some(strange);
            (spec.range, spec.highlight, spec.font_px) = ([strange, 0.0], Some(usize::MAX), Some(strange));
            assert!(!svg(size, |on| draw_matrices(on, &spec, &theme)).unwrap().contains("NaN"));
            let mut spec: Scatter = read(&clouds());
            spec.panels[0].points[0] = [strange, 1.0];
            (spec.highlight, spec.scale) = (Some(usize::MAX), Some(strange));
            assert!(!svg(size, |on| draw_scatter(on, &spec, &theme)).unwrap().contains("NaN"));
        }
    }
}
