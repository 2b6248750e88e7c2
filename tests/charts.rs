//! Charts drawn to SVG: what must be in them is in them, and strange input never panics.
//! The drawings are left in the target folder's `tmp/charts/` to be looked at.
#![cfg(not(target_arch = "wasm32"))]

use microlearning::charts::{
    curves_at, draw_bars, draw_curves, draw_strip, rule_style, strip_at, Bars, ChartError, Curves, Strip, Surface,
    Theme,
};
use plotters::prelude::SVGBackend;
use serde_json::{json, Value};

/// Units per CSS pixel in the drawings.
const UNIT: f64 = 4.0;

type Drawing = Result<String, ChartError>;

fn svg((width, height): (u32, u32), draw: impl FnOnce(&mut Surface<SVGBackend>) -> Result<(), ChartError>) -> Drawing {
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

fn strip(spec: Value, theme: &Theme, size: (u32, u32)) -> Drawing {
    let spec: Strip = serde_json::from_value(spec).expect("a spec");
    svg(size, |on| draw_strip(on, &spec, theme))
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
        line("feedback_alignment", json!([11.0, 70.0, 82.6, 85.7, 87.5]), dark),
        line("kolen_pollack", json!([11.0, 71.3, 83.8, 86.3, 88.2]), dark),
        line("node_perturbation", json!([10.0, 25.8, 37.8, 48.0, 53.0]), dark),
        line("weight_perturbation", json!([9.0, 11.3, 14.1, 14.7, 15.2]), dark),
    ];
    series[3]["band"] = json!([1.0, 4.0, 2.9, 4.3, 5.0]);
    json!({"x_label": "epoch", "y_label": "validation accuracy (%)", "x": [0, 4], "y": [0, 100],
        "x_integer": true, "series": series, "levels": [{"y": 10, "name": "chance"}]})
}

fn digits() -> Value {
    let values = [97.1, 98.0, 85.2, 86.0, 90.4, 78.3, 92.9, 89.0, 83.1, 85.0];
    let bars: Vec<Value> = (0..10).map(|i| json!({"name": i.to_string(), "value": values[i]})).collect();
    json!({"x_label": "digit", "y_label": "validation accuracy (%)", "y": [0, 100], "bars": bars,
        "levels": [{"y": 10, "name": "chance"}]})
}

/// Twenty runs of two kinds: those that either succeed or fail, and those that all fail alike.
fn heaps() -> Value {
    let halves: Vec<f64> = (0..20).map(|i| if i % 5 < 2 { 99.5 } else { 49.5 }).collect();
    json!({"y_label": "correct (%)", "y": [0, 100], "columns": [
        {"name": "2 clamped", "note": "8 of 20", "values": halves, "chance": 50, "needed": 90, "color": "#b85a90"},
        {"name": "3", "note": "0 of 20", "values": vec![35.9; 20], "chance": 33.3, "needed": 86.7}]})
}

/// A noisy loss over 3,000 updates, and its validation at each epoch.
fn loss(dark: bool) -> Value {
    let noise = |i: u32| f64::from(i.wrapping_mul(2_654_435_761) >> 16) / 65536.0 - 0.5;
    let x: Vec<u32> = (0..3000).collect();
    let y: Vec<f64> = x.iter().map(|&i| 0.4 + 1.9 * (-f64::from(i) / 600.0).exp() + 0.3 * noise(i)).collect();
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
                ("strip", strip(heaps(), &theme, size)),
            ] {
                let file = format!("{chart}-{name}-{}.svg", size.0);
                std::fs::write(folder.join(file), drawing.unwrap()).unwrap();
            }
        }
    }
}

/// The texts of a drawing, in order.
fn texts(svg: &str) -> Vec<&str> {
    svg.split("<text").skip(1).filter_map(|t| t.split_once('>')?.1.split_once("</text>")).map(|t| t.0.trim()).collect()
}

/// Elements of a drawing whose opening holds all of `parts`.
fn count(svg: &str, element: &str, parts: &[&str]) -> usize {
    let opening = format!("<{element} ");
    svg.lines().filter(|l| l.starts_with(&opening) && parts.iter().all(|p| l.contains(p))).count()
}

/// All y coordinates of lines of one colour, CSS pixels.
fn heights(svg: &str, color: &str) -> Vec<f64> {
    let color = color.to_uppercase();
    let lines = svg.lines().filter(|l| l.starts_with("<polyline") && l.contains(&color));
    let points = lines.filter_map(|l| l.split_once("points=\"")?.1.split_once('"')).flat_map(|p| p.0.split(' '));
    points.filter_map(|p| p.split_once(',')?.1.parse::<f64>().ok()).map(|y| y / UNIT).collect()
}

#[test]
fn a_race_has_its_names_titles_numbers_and_chance() {
    let svg = curves(race(false), &Theme::default(), (700, 320)).unwrap();
    let texts = texts(&svg);
    for text in ["validation accuracy (%)", "epoch", "backprop", "FA", "KP", "NP", "WP", "chance", "0", "100", "4"] {
        assert!(texts.contains(&text), "{text} is not among {texts:?}");
    }
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    assert!(count(&svg, "rect", &["#5F6570"]) > 20, "the chance line is dashed");
    assert_eq!(count(&svg, "polygon", &["#CF5500", "opacity=\"0.18\""]), 1, "the band of NP");
    assert_eq!(count(&svg, "polyline", &["#262A30", "stroke-width=\"8\""]), 1, "backprop is one solid line");
    assert!(count(&svg, "polyline", &["#0066A8", "stroke-width=\"8\""]) > 10, "FA is dashed");
}

#[test]
fn names_that_would_overlap_are_moved_apart() {
    let svg = curves(race(true), &dark(), (320, 220)).unwrap();
    let y = |name: &str| {
        let line = svg.split("<text").find(|t| t.contains(&format!(">\n{name}\n"))).unwrap();
        line.split_once(" y=\"").unwrap().1.split_once('"').unwrap().0.parse::<f64>().unwrap() / UNIT
    };
    assert!(y("KP") - y("backprop") >= 13.0 && y("FA") - y("KP") >= 13.0, "one line of text is 12 px high");
}

#[test]
fn one_value_is_a_dot() {
    let mut spec = json!({"series": [{"name": "a", "x": [0], "y": [11.0], "style": {"color": "#d55e00"}}]});
    let dots =
        |spec: &Value| count(&curves(spec.clone(), &Theme::default(), (320, 220)).unwrap(), "circle", &["#D55E00"]);
    assert_eq!(dots(&spec), 1);
    spec["series"][0]["x"] = json!([0, 1, 2, 3]);
    spec["series"][0]["y"] = json!([1.0, 2.0, null, 3.0]);
    assert_eq!(dots(&spec), 1, "the lonely value after the gap");
    let svg = curves(spec, &Theme::default(), (320, 220)).unwrap();
    assert_eq!(count(&svg, "polyline", &["#D55E00"]), 1, "nothing is drawn across the gap");
}

#[test]
fn lines_stay_in_the_plot() {
    let spec = json!({"x": [0, 2], "y": [0, 100], "series": [{"name": "a", "x": [0, 1, 2], "y": [-900.0, 5000.0, 50.0],
        "band": [10.0, 1e6, 3.0], "style": {"color": "#d55e00"}}]});
    let svg = curves(spec, &Theme::default(), (320, 220)).unwrap();
    let heights = heights(&svg, "#d55e00");
    assert!(heights.len() > 2 && heights.iter().all(|y| (0.0..=200.0).contains(y)), "{heights:?}");
}

#[test]
fn a_log_axis_has_round_ticks_and_no_place_for_zero() {
    let spec = json!({"log_y": true, "series": [{"name": "loss", "x": [0, 1, 2, 3], "y": [2.3, 0.0, 0.5, 0.05]}]});
    let svg = curves(spec, &Theme::default(), (320, 220)).unwrap();
    let texts = texts(&svg);
    assert!(["0.1", "0.2", "0.5", "1", "2"].iter().all(|t| texts.contains(t)), "{texts:?}");
    assert_eq!(count(&svg, "circle", &[]), 1, "2.3 stands alone before the zero");
}

#[test]
fn numbers_on_axes_are_short() {
    let spec = json!({"x_integer": true, "series": [{"x": [0, 24000], "y": [0.1, 0.35]}]});
    let svg = curves(spec, &Theme::default(), (700, 320)).unwrap();
    let texts = texts(&svg);
    assert!(texts.contains(&"24,000") || texts.contains(&"20,000"), "{texts:?}");
    assert!(texts.contains(&"0.30") && !texts.iter().any(|t| t.len() > 6), "{texts:?}");
    let epochs = json!({"x": [0, 1], "x_integer": true, "series": []});
    let layout = serde_json::from_value::<Curves>(epochs).unwrap().layout(700.0, 320.0).unwrap();
    let ticks: Vec<&str> = layout.x_ticks.iter().map(|t| t.1.as_str()).collect();
    assert_eq!(ticks, ["0", "1"], "there is no half epoch");
}

#[test]
fn the_cursor_reads_what_it_points_at() {
    let spec: Curves = serde_json::from_value(race(false)).unwrap();
    let layout = spec.layout(700.0, 320.0).unwrap();
    let px = layout.x.px(2.0).unwrap();
    for near in [px - 60.0, px, px + 60.0] {
        let reading = curves_at(&spec, near, 700.0, 320.0).unwrap().unwrap();
        assert_eq!((reading.x, reading.rows.len()), (2.0, 5));
        assert_eq!((reading.rows[1].y, reading.rows[1].text.as_str()), (Some(82.6), "82.6"));
    }
    for (far, x) in [(-1e9, 0.0), (1e9, 4.0), (f64::NAN, 0.0)] {
        assert_eq!(curves_at(&spec, far, 700.0, 320.0).unwrap().unwrap().x, x);
    }
    assert_eq!(curves_at(&Curves::default(), 5.0, 700.0, 320.0).unwrap(), None);
    let mut drawn = race(false);
    drawn["cursor"] = json!(1.9);
    let svg = curves(drawn, &Theme::default(), (700, 320)).unwrap();
    assert!(texts(&svg).contains(&"backprop 86.2"));
}

#[test]
fn curves_measured_at_different_moments_are_read_together() {
    let spec: Curves = serde_json::from_value(loss(false)).unwrap();
    let at = |x: f64| {
        let px = spec.layout(700.0, 320.0).unwrap().x.px(x).unwrap();
        curves_at(&spec, px, 700.0, 320.0).unwrap().unwrap()
    };
    assert_eq!(at(1490.0).rows[1].y, Some(0.628), "the nearest epoch");
    let mut short = spec.clone();
    short.series[1].x.truncate(2);
    short.series[1].y.truncate(2);
    let px = short.layout(700.0, 320.0).unwrap().x.px(2500.0).unwrap();
    let row = curves_at(&short, px, 700.0, 320.0).unwrap().unwrap().rows[1].clone();
    assert_eq!((row.y, row.text.as_str()), (None, "–"), "long after its last epoch");
}

#[test]
fn neighbours_align() {
    let left = |y: [f64; 2], margin: Value| {
        let spec = json!({"series": [{"x": [0, 1], "y": y}], "margin_left": margin});
        serde_json::from_value::<Curves>(spec).unwrap().layout(320.0, 220.0).unwrap().plot.left
    };
    assert_eq!(left([0.0, 100.0], Value::Null), left([0.0, 2.35], Value::Null));
    assert_eq!(left([0.0, 100.0], json!(64)), 64.0);
}

#[test]
fn bars_have_names_values_and_chance() {
    let mut spec = digits();
    spec["bars"][3]["value"] = Value::Null;
    let svg = bars(spec, &Theme::default(), (700, 320)).unwrap();
    let texts = texts(&svg);
    for text in ["digit", "9", "98", "–", "chance"] {
        assert!(texts.contains(&text), "{text} is not among {texts:?}");
    }
    assert_eq!(count(&svg, "rect", &["#0066A8"]), 9);
    assert!(!svg.contains("NaN"));
}

#[test]
fn a_strip_has_a_dot_for_each_run_a_ring_for_each_failure_and_its_counts() {
    let svg = strip(heaps(), &Theme::default(), (400, 300)).unwrap();
    let texts = texts(&svg);
    for text in ["correct (%)", "2 clamped", "3", "8 of 20", "0 of 20", "chance", "0", "100"] {
        assert!(texts.contains(&text), "{text} is not among {texts:?}");
    }
    assert_eq!(count(&svg, "circle", &["#B85A90"]), 20, "a dot for each run of the first column");
    assert_eq!(count(&svg, "circle", &["#FFFFFF"]), 40 + 12 + 20, "a rim for each run, a hole for each failure");
    let places: std::collections::HashSet<_> =
        svg.lines().filter(|l| l.contains("<circle ") && l.contains("#B85A90")).collect();
    assert_eq!(places.len(), 20, "no dot hides another");
    let mut nobody = heaps();
    nobody["columns"].as_array_mut().unwrap().iter_mut().for_each(|column| column["values"] = json!([]));
    let frame = strip(nobody, &Theme::default(), (400, 300)).unwrap();
    let marks =
        |svg: &str| svg.matches("<rect ").count() + svg.matches("<line ").count() + svg.matches("<poly").count();
    assert_eq!(marks(&svg), marks(&frame), "nothing is marked where no run ended");
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn a_strips_counts_take_two_lines_where_columns_are_narrow() {
    let column = |count: usize| json!({"name": "3", "note": format!("{count} of 20"), "values": [50.0]});
    let columns: Vec<Value> = (10..17).map(column).collect();
    let drawn = |width| strip(json!({"columns": columns, "y": [0, 100]}), &Theme::default(), (width, 300)).unwrap();
    let (narrow, wide) = (drawn(320), drawn(900));
    assert!(texts(&narrow).contains(&"10 of") && texts(&narrow).contains(&"20"), "{:?}", texts(&narrow));
    assert!(texts(&wide).contains(&"10 of 20"), "{:?}", texts(&wide));
    assert!(texts(&narrow).iter().all(|text| !text.contains('…')), "{:?}", texts(&narrow));
}

#[test]
fn a_strip_tells_which_column_is_pointed_at() {
    let spec: Strip = serde_json::from_value(heaps()).unwrap();
    assert_eq!(strip_at(&spec, 100.0, 400.0, 300.0), Some(0));
    assert_eq!(strip_at(&spec, 350.0, 400.0, 300.0), Some(1));
    assert_eq!(strip_at(&spec, 5.0, 400.0, 300.0), None, "left of the plot");
    assert_eq!(strip_at(&spec, f64::NAN, 400.0, 300.0), None);
    assert_eq!(strip_at(&spec, 100.0, 10.0, 10.0), None, "no room for a plot");
}

#[test]
fn a_strip_takes_strange_input() {
    let draw = |columns: Value, size| strip(json!({"columns": columns}), &Theme::default(), size);
    for size in [(400, 300), (30, 20), (1, 1)] {
        assert!(draw(json!([]), size).is_ok());
        assert!(draw(json!([{"name": "a very long name without end", "values": [1e308, -1e308, 5]}]), size).is_ok());
        assert!(draw(json!(vec![json!({"values": vec![1.0; 200]}); 60]), size).is_ok());
    }
    let error = draw(json!([{"name": "x", "color": "red"}]), (400, 300)).unwrap_err().to_string();
    assert!(error.contains("column \"x\"") && error.contains("#rrggbb"), "{error}");
}

#[test]
fn strange_input_is_told_or_left_out() {
    let theme = Theme::default();
    let mismatch = json!({"series": [{"name": "FA", "x": [0, 1], "y": [1.0]}]});
    assert!(curves(mismatch, &theme, (320, 220)).unwrap_err().to_string().contains("FA"));
    let band = json!({"series": [{"name": "FA", "x": [0], "y": [1.0], "band": []}]});
    assert!(curves(band, &theme, (320, 220)).is_err());
    let red = json!({"series": [{"name": "FA", "x": [0], "y": [1.0], "style": {"color": "red"}}]});
    assert!(curves(red, &theme, (320, 220)).unwrap_err().to_string().contains("FA"));
    assert!(serde_json::from_value::<Curves>(json!({"serie": []})).is_err(), "a misspelt field");
    assert!(serde_json::from_value::<Theme>(json!({"inc": "#000000"})).is_err(), "a misspelt field");
    let ink = Theme { ink: "black".into(), ..Theme::default() };
    assert!(bars(json!({}), &ink, (320, 220)).unwrap_err().to_string().contains("theme.ink"));
}

#[test]
fn nothing_panics() {
    let strange = [0.0, -0.0, 1.0, -1.0, 1e-320, 1e12, 1e299, -1e300, f64::MAX, f64::MIN, f64::NAN, f64::INFINITY];
    let level = || microlearning::charts::Level { y: f64::NAN, name: "x".repeat(300) };
    let mut spec: Curves = serde_json::from_value(race(false)).unwrap();
    spec.levels.push(level());
    for (a, b) in strange.iter().flat_map(|&a| strange.map(|b| (a, b))) {
        for size in [(0, 0), (1, 900), (60, 60), (320, 220)] {
            for log_y in [false, true] {
                (spec.log_y, spec.cursor) = (log_y, Some(b));
                (spec.scale, spec.font_px, spec.margin_left) = (Some(a), Some(b), Some(a));
                (spec.x, spec.y) = (Some([Some(a), None]), Some([Some(a), Some(b)]));
                spec.series[0].y[1] = Some(a);
                spec.series[1].x[2] = b;
                spec.series[3].band.as_mut().unwrap()[0] = Some(a);
                let drawn = svg(size, |on| draw_curves(on, &spec, &Theme::default())).unwrap();
                assert!(!drawn.contains("NaN"));
                let _ = curves_at(&spec, a, b, a).unwrap();
                // The same once more with the axes left to the data, and the sizes sane.
                (spec.x, spec.y, spec.scale, spec.font_px) = (None, None, None, None);
                let drawn = svg(size, |on| draw_curves(on, &spec, &Theme::default())).unwrap();
                assert!(!drawn.contains("NaN"));
            }
            let mut spec: Bars = serde_json::from_value(digits()).unwrap();
            (spec.bars[0].value, spec.scale, spec.margin_right) = (Some(a), Some(b), Some(b));
            (spec.y, spec.highlight) = (Some([Some(b), None]), Some(usize::MAX));
            svg(size, |on| draw_bars(on, &spec, &Theme::default())).unwrap();
        }
    }
}
