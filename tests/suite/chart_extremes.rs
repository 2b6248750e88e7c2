//! Every chart, on linear and logarithmic axes, of numbers at the edge: subnormal, huge, equal, infinite and absent. A drawing, at once.

use std::time::{Duration, Instant};

use microlearning::charts::{
    draw_bars, draw_curves, draw_matrices, draw_plane, draw_scatter, draw_strip, ChartError, Surface, Theme,
};
use plotters::prelude::SVGBackend;
use serde_json::{json, Value};

const EDGES: [f64; 14] = [
    5e-324,
    -5e-324,
    2.6721e-319,
    1e-310,
    2.3e-308,
    1e-300,
    -1e-280,
    1e-150,
    0.0,
    1.0,
    1e150,
    9.9e299,
    -1.7e308,
    f64::MAX,
];

/// The drawing, which must come within a second and say nothing that is no number.
fn drawn(what: &Value, size: (u32, u32), draw: impl FnOnce(&mut Surface<SVGBackend>) -> Result<(), ChartError>) {
    let start = Instant::now();
    let mut out = String::new();
    let mut backend = SVGBackend::with_string(&mut out, size);
    draw(&mut Surface::new(&mut backend, size.0.into(), size.1.into(), 1.0)).unwrap_or_else(|e| panic!("{what}: {e}"));
    drop(backend);
    assert!(start.elapsed() < Duration::from_secs(1), "{what}: {:?}", start.elapsed());
    let said = out
        .split('>')
        .filter(|part| !part.trim_start().starts_with('<'))
        .any(|part| part.starts_with("NaN") || part.contains("inf"));
    assert!(!said && !out.contains("NaN"), "{what}");
}

/// Two values in each place of each chart that takes numbers, on an axis of its own and on one that is given.
fn charts(a: f64, b: f64, size: (u32, u32)) {
    let theme = Theme::default();
    let ends = [Value::Null, json!([a, b]), json!([null, a]), json!([b, null])];
    for end in ends {
        for (log_x, log_y) in [(false, false), (true, false), (false, true), (true, true)] {
            let line = json!({"name": "n", "x": [a, b, a], "y": [b, null, a], "label": true, "points": true, "band": [a, b, null]});
            let spec = json!({"series": [line], "x": end, "y": end, "log_x": log_x, "log_y": log_y, "cursor": a,
                "levels": [{"y": b, "name": "level"}]});
            drawn(&spec, size, |on| draw_curves(on, &serde_json::from_value(spec.clone()).expect("curves"), &theme));
        }
        let spec = json!({"bars": [{"name": "a", "value": a}, {"name": "b", "value": b}, {"name": "c"}], "y": end, "highlight": 0,
            "levels": [{"y": a, "name": "level"}]});
        drawn(&spec, size, |on| draw_bars(on, &serde_json::from_value(spec.clone()).expect("bars"), &theme));
    }
    for log_x in [false, true] {
        let path = json!({"name": "p", "x": [a, b, null], "y": [b, a, a], "label": true});
        let spec = json!({"paths": [path], "log_x": log_x, "uprights": [{"y": b, "name": "u"}], "levels": [{"y": a, "name": "l"}]});
        drawn(&spec, size, |on| draw_plane(on, &serde_json::from_value(spec.clone()).expect("a plane"), &theme));
    }
    let spec = json!({"bars": [{"name": "a", "value": a}]});
    drawn(&spec, size, |on| draw_bars(on, &serde_json::from_value(spec.clone()).expect("bars"), &theme));
    let spec = json!({"x": [a, b], "log_x": true});
    drawn(&spec, size, |on| draw_curves(on, &serde_json::from_value(spec.clone()).expect("curves"), &theme));
    let spec = json!({"columns": [{"name": "c", "values": [a, b], "needed": b}]});
    drawn(&spec, size, |on| draw_strip(on, &serde_json::from_value(spec.clone()).expect("a strip"), &theme));
    let spec = json!({"panels": [{"name": "p", "values": [[a, b], [b, null]], "names": ["x", "y"]}], "range": [a, b]});
    drawn(&spec, size, |on| draw_matrices(on, &serde_json::from_value(spec.clone()).expect("matrices"), &theme));
    let spec = json!({"panels": [{"name": "p", "points": [[a, b], [b, a]]}], "of": [0, 1], "classes": ["0", "1"]});
    drawn(&spec, size, |on| draw_scatter(on, &serde_json::from_value(spec.clone()).expect("a scatter"), &theme));
}

#[test]
fn numbers_at_the_edge_are_drawn_at_once() {
    for size in [(400, 300), (400, 7610)] {
        for (a, b) in EDGES.iter().flat_map(|&a| EDGES.map(|b| (a, b))) {
            charts(a, b, size);
        }
    }
}
