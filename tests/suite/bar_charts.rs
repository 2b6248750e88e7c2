//! Bars and strips drawn to SVG: what must be in them is in them.

use crate::drawn::{bars, count, digits, heaps, strip, texts};
use microlearning::charts::{strip_at, Strip, Theme};
use serde_json::{json, Value};

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
