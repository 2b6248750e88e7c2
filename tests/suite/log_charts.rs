//! Charts with two logarithmic axes: what is a power law is a straight line, and what has no logarithm is left out.

use microlearning::charts::{curves_at, draw_bars, draw_curves, Curves, Surface, Theme};
use plotters::prelude::SVGBackend;
use serde_json::{json, Value};

const SIZE: (u32, u32) = (640, 320);

fn spec(value: Value) -> Curves {
    serde_json::from_value(value).expect("a spec")
}

/// The drawing, with one SVG unit a CSS pixel.
fn svg(spec: &Curves) -> String {
    let mut out = String::new();
    let mut backend = SVGBackend::with_string(&mut out, SIZE);
    let mut surface = Surface::new(&mut backend, SIZE.0.into(), SIZE.1.into(), 1.0);
    draw_curves(&mut surface, spec, &Theme::default()).expect("a drawing");
    drop(backend);
    out
}

/// Dots at 4, 8 … 256 and the line they should lie on, as in the variance lab.
fn scaling() -> Value {
    let n: Vec<u32> = (2..9).map(|k| 1 << k).collect();
    let squares: Vec<u32> = n.iter().map(|n| n * n).collect();
    json!({"x_label": "n", "y_label": "variance", "log_x": true, "log_y": true, "series": [
        {"name": "WP", "x": n, "y": squares, "label": true, "style": {"color": "#112233"}},
        {"name": "measured", "x": n, "y": squares, "scatter": true, "style": {"color": "#445566"}}]})
}

/// Centres of the dots of this colour.
fn dots(svg: &str, color: &str) -> Vec<(f64, f64)> {
    let number = |line: &str, key: &str| -> f64 {
        let rest = line.split(&format!(" {key}=\"")).nth(1).expect(key);
        rest.split('"').next().and_then(|text| text.parse().ok()).expect("a number")
    };
    let own = svg.lines().filter(|line| line.starts_with("<circle") && line.to_lowercase().contains(color));
    own.map(|line| (number(line, "cx"), number(line, "cy"))).collect()
}

#[test]
fn a_power_law_is_a_straight_line_of_equal_steps() {
    let places = dots(&svg(&spec(scaling())), "#445566");
    assert_eq!(places.len(), 7);
    for pair in places.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[0].1 - pair[1].1)) {
        let first = (places[1].0 - places[0].0, places[0].1 - places[1].1);
        assert!((pair.0 - first.0).abs() <= 1.0 && (pair.1 - first.1).abs() <= 1.0, "{places:?}");
        assert!(pair.0 > 20.0 && pair.1 > 10.0, "{places:?}");
    }
}

#[test]
fn a_scatter_has_dots_and_no_line_and_a_line_the_other_way_round() {
    let drawn = svg(&spec(scaling()));
    let lines = |color: &str| drawn.lines().filter(|l| l.starts_with("<polyline") && l.contains(color)).count();
    assert_eq!((dots(&drawn, "#112233").len(), dots(&drawn, "#445566").len()), (0, 7));
    assert!(lines("#112233") > 0 && lines("#445566") == 0, "{drawn}");
}

#[test]
fn the_x_axis_has_ticks_of_its_decades() {
    let drawn = svg(&spec(scaling()));
    for tick in ["5", "10", "20", "50", "100", "200"] {
        assert!(drawn.contains(&format!("\n{tick}\n")), "no tick {tick}: {drawn}");
    }
}

#[test]
fn the_cursor_finds_what_looks_nearest() {
    let spec = spec(scaling());
    let (width, height) = (SIZE.0.into(), SIZE.1.into());
    let places = dots(&svg(&spec), "#445566");
    for (i, place) in places.iter().enumerate() {
        let found = curves_at(&spec, place.0, width, height).expect("sound").expect("data");
        assert_eq!(found.x, f64::from(4 << i));
        assert_eq!(found.rows.iter().map(|row| row.y).collect::<Vec<_>>(), [Some(found.x * found.x); 2]);
    }
    // Between 128 and 256, a little left of where they look equally far.
    let middle = (places[5].0 + places[6].0) / 2.0;
    assert_eq!(curves_at(&spec, middle - 2.0, width, height).expect("sound").expect("data").x, 128.0);
    assert_eq!(curves_at(&spec, middle + 2.0, width, height).expect("sound").expect("data").x, 256.0);
}

#[test]
fn names_of_narrow_bars_stand_in_two_rows_if_that_is_asked_for() {
    let bars = |two_rows: bool, width: u32| {
        let names = ["backprop", "WP", "NP", "FA"].map(|name| json!({"name": name, "value": 1, "color": "#445566"}));
        let spec = json!({"bars": names, "two_rows": two_rows});
        let mut out = String::new();
        let mut backend = SVGBackend::with_string(&mut out, (width, 200));
        let mut surface = Surface::new(&mut backend, width.into(), 200.0, 1.0);
        draw_bars(&mut surface, &serde_json::from_value(spec).expect("a spec"), &Theme::default()).expect("a drawing");
        drop(backend);
        out
    };
    // Heights of the names that are there.
    let rows = |svg: &str| -> Vec<String> {
        let texts =
            svg.split("<text ").skip(1).filter(|text| ["backprop", "WP", "NP", "FA"].iter().any(|n| text.contains(n)));
        texts
            .map(|text| text.split(" y=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("y").into())
            .collect()
    };
    let distinct = |rows: &[String]| rows.iter().collect::<std::collections::HashSet<_>>().len();
    let (narrow, wide, plain) = (rows(&bars(true, 220)), rows(&bars(true, 600)), rows(&bars(false, 220)));
    assert_eq!((narrow.len(), distinct(&narrow)), (4, 2), "{narrow:?}");
    assert_eq!((wide.len(), distinct(&wide)), (4, 1), "{wide:?}");
    assert!(plain.len() < 4, "{plain:?}");
    assert_eq!(bars(true, 600).matches("#445566").count(), 4, "each bar has its own colour");
}

#[test]
fn what_has_no_logarithm_is_left_out() {
    let mut chart = scaling();
    chart["series"][1] = json!({"name": "odd", "x": [-1, 0, 8, 16], "y": [1, 1, 0, 4], "scatter": true,
        "style": {"color": "#445566"}});
    assert_eq!(dots(&svg(&spec(chart)), "#445566").len(), 1);
    let empty = json!({"log_x": true, "log_y": true, "x": [-5, 0], "y": [0, null], "cursor": 3});
    assert!(!svg(&spec(empty)).is_empty());
}
