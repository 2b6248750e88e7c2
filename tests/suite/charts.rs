//! Curves drawn to SVG, and all charts to be looked at: what must be in them is in them, and strange input never panics.
//! The drawings are left in the target folder's `tmp/charts/` to be looked at.

use crate::drawn::{bars, count, curves, dark, digits, heaps, heights, loss, race, strip, svg, texts, UNIT};
use microlearning::charts::{curves_at, curves_place, draw_bars, draw_curves, Bars, Curves, Theme};
use serde_json::{json, Value};

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
fn a_hand_on_the_chart_is_at_a_whole_epoch_and_a_round_value_within_the_axes() {
    let mut spec: Curves = serde_json::from_value(race(false)).unwrap();
    spec.series.clear();
    let plot = spec.layout(400.0, 300.0).unwrap().plot;
    let at = |x: f64, y: f64| curves_place(&spec, (x, y), (400.0, 300.0)).unwrap();
    assert_eq!(at(plot.left - 9.0, plot.bottom + 50.0), Some([0.0, 0.0]));
    assert_eq!(at(plot.right + 9.0, plot.top - 50.0), Some([4.0, 100.0]));
    let [x, y] = at((plot.left + plot.right) / 2.0 + 3.0, plot.top + (plot.bottom - plot.top) * 0.3712).unwrap();
    assert_eq!((x, y), (2.0, 63.0));
    assert_eq!(curves_place(&spec, (1.0, 1.0), (5.0, 5.0)).unwrap(), None);
    assert_eq!(curves_place(&spec, (f64::NAN, f64::NAN), (400.0, 300.0)).unwrap(), None);
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
