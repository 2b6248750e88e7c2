//! Measured numbers as charts in a chapter's text: drawn when the site is built, so that they are there without a script, on paper, and for
//! whoever listens.
//!
//! A block has a line `# y title` for each chart. Of curves, `at x title: 1 3 5` says the places, and a line `rule: 87.7 ± 0.9 | 90` the
//! values there; of bars, there is a line `name: value` for each. `level name: value` is a named line in either.

use crate::escape::escape;
use crate::failure::{Failure, Outcome};
use microlearning::charts::curves::{Series, Style};
use microlearning::charts::{
    bars::Bar, draw_bars, draw_curves, rule_style, Bars, Curves, Level, RuleStyle, Surface, Theme,
};
use microlearning::rules::find;
use plotters::prelude::SVGBackend;
use std::fmt::Write;

/// Size of a chart, and plotters' units in a pixel of it.
const SIZE: (u32, u32) = (340, 230);
const UNIT: u32 = 8;
/// Factor by which plotters' SVG backend draws text smaller than asked.
const TEXT: f64 = 1.24;
const REMEDY: &str =
    "write `# title`, `at x title: 1 3 5`, `rule: value | value | value`, `name: value` or `level name: value`.";

/// A value, and its standard deviation if it has one.
type Value = Option<(f64, Option<f64>)>;

/// One chart.
#[derive(Debug, Default)]
struct Plot {
    title: String,
    x_title: String,
    places: Vec<f64>,
    rows: Vec<(String, Vec<Value>)>,
    levels: Vec<(String, f64)>,
    /// All rows as they are written.
    words: Vec<String>,
}

/// The charts of a block that begins at `line`.
pub fn html(code: &str, line: usize) -> Outcome<String> {
    let mut plots: Vec<Plot> = Vec::new();
    for (i, text) in code.lines().enumerate() {
        let wrong = |what: String| Failure::at(line + 1 + i, what, REMEDY);
        let text = plain(text);
        if let Some(title) = text.strip_prefix("# ") {
            plots.push(Plot { title: title.to_owned(), ..Plot::default() });
            continue;
        }
        let plot = plots.last_mut().ok_or_else(|| wrong("a chart has no title yet.".into()))?;
        plot.read(&text).ok_or_else(|| wrong(format!("this is no line of a chart: {text}")))?;
    }
    let figures: String = plots.iter().map(|plot| plot.figure(line)).collect::<Outcome<_>>()?;
    Ok(format!("<div class=\"plots\">\n{figures}</div>\n"))
}

/// The text without its tags: a measured number stands in one that says where it comes from.
fn plain(text: &str) -> String {
    let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
    parts.collect::<String>().replace('\u{a0}', " ")
}

fn value(text: &str) -> Option<Value> {
    let number = |text: &str| text.trim().replace('−', "-").parse::<f64>().ok();
    match text.trim() {
        "–" => Some(None),
        text => match text.split_once('±') {
            Some((mean, sd)) => Some(Some((number(mean)?, Some(number(sd)?)))),
            None => Some(Some((number(text)?, None))),
        },
    }
}

impl Plot {
    /// Takes in one line; none if it cannot be read.
    fn read(&mut self, text: &str) -> Option<()> {
        let (name, rest) = text.split_once(':')?;
        if let Some(title) = name.strip_prefix("at ") {
            title.clone_into(&mut self.x_title);
            self.places = rest.split_whitespace().map(|x| x.parse().ok()).collect::<Option<_>>()?;
        } else if let Some(level) = name.strip_prefix("level ") {
            let height = value(rest)??.0;
            self.levels.push((level.to_owned(), height));
            self.words.push(format!("{level} {}", rest.trim()));
        } else {
            let values: Vec<_> = rest.split('|').map(value).collect::<Option<_>>()?;
            (values.len() == self.places.len().max(1)).then_some(())?;
            let named = !self.places.is_empty() || of_rule(name, false).is_some();
            let shown = if named { rule_style(name, false).short } else { name.to_owned() };
            self.words.push(format!("{shown} {}", rest.trim().replace(" | ", ", ")));
            self.rows.push((name.to_owned(), values));
        }
        Some(())
    }

    fn figure(&self, line: usize) -> Outcome<String> {
        let at = if self.places.is_empty() { String::new() } else { format!(", by {}", self.x_title) };
        let words = escape(&format!("{}{at}: {}.", self.title, self.words.join("; ")));
        let mut html = String::from("<figure class=\"plot-figure\">");
        for dark in [false, true] {
            let class = if dark { "on-dark" } else { "on-light" };
            let inside = self.svg(dark).map_err(|what| Failure::at(line, what, REMEDY))?;
            let (width, height) = (SIZE.0 * UNIT, SIZE.1 * UNIT);
            let _ = write!(
                html,
                "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{words}\">{inside}"
            );
        }
        html.push_str("</figure>\n");
        Ok(html)
    }

    /// The chart in one of the two themes, without the SVG's first tag. The error is a sentence.
    fn svg(&self, dark: bool) -> Result<String, String> {
        let mut text = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut text, (SIZE.0 * UNIT, SIZE.1 * UNIT));
            let surface = Surface::new(&mut backend, SIZE.0.into(), SIZE.1.into(), UNIT.into());
            let mut surface = surface.with_text_factor(TEXT);
            let drawn = if self.places.is_empty() {
                draw_bars(&mut surface, &self.bars(dark), &theme(dark))
            } else {
                draw_curves(&mut surface, &self.curves(dark), &theme(dark))
            };
            drawn.map_err(|error| error.to_string())?;
        }
        Ok(text.split_once('>').map_or_else(String::new, |(_, inside)| inside.to_owned()))
    }

    fn levels(&self) -> Vec<Level> {
        self.levels.iter().map(|(name, y)| Level { y: *y, name: name.clone() }).collect()
    }

    /// Bars from 0 to 100 per cent or, where no number is above 1, of correlations.
    fn bars(&self, dark: bool) -> Bars {
        let bar = |(name, values): &(String, Vec<Value>)| Bar {
            name: of_rule(name, dark).map_or_else(|| name.clone(), |style| style.short),
            value: values[0].map(|(mean, _)| mean),
            color: of_rule(name, dark).map(|style| style.color),
        };
        let values = || self.rows.iter().filter_map(|(_, values)| values[0]).map(|(mean, _)| mean);
        let share = values().all(|value| value <= 1.0);
        let y = if share { [Some(values().fold(0.0, f64::min)), Some(1.0)] } else { [Some(0.0), Some(100.0)] };
        Bars {
            y_label: self.title.clone(),
            y: Some(y),
            two_rows: true,
            bars: self.rows.iter().map(bar).collect(),
            levels: self.levels(),
            margin_right: Some(72.0),
            ..Bars::default()
        }
    }

    fn curves(&self, dark: bool) -> Curves {
        let series = |(rule, values): &(String, Vec<Value>)| {
            let style = rule_style(rule, dark);
            let sds: Vec<_> = values.iter().map(|value| value.and_then(|(_, sd)| sd)).collect();
            Series {
                name: style.short,
                x: self.places.clone(),
                y: values.iter().map(|value| value.map(|(mean, _)| mean)).collect(),
                band: sds.iter().any(Option::is_some).then_some(sds),
                style: Style { color: Some(style.color), dash: style.dash, width: None },
                points: true,
                scatter: false,
                label: true,
            }
        };
        Curves {
            x_label: self.x_title.clone(),
            y_label: self.title.clone(),
            x_integer: true,
            series: self.rows.iter().map(series).collect(),
            levels: self.levels(),
            ..Curves::default()
        }
    }
}

/// The look of the rule with this id; none if there is no such rule.
fn of_rule(name: &str, dark: bool) -> Option<RuleStyle> {
    find(name).ok().map(|_| rule_style(name, dark))
}

/// The page's colours, as `www/css/tokens.css` has them.
fn theme(dark: bool) -> Theme {
    let [paper, ink, muted, grid, accent] = if dark {
        ["#15171a", "#e8e8e4", "#a5abb3", "#2d3136", "#7fb8f2"]
    } else {
        ["#fdfdfb", "#1a1c1f", "#565b62", "#e0e0db", "#0b57a4"]
    }
    .map(str::to_owned);
    Theme { paper, ink, muted, grid, accent, dark, font: "sans-serif".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_have_a_drawing_for_each_theme_and_say_their_numbers() {
        let number = "<span class=\"measured\" data-from=\"a &#124; b\">93.1\u{a0}±\u{a0}1.0</span>";
        let code =
            format!("# Accuracy (%)\nat hidden layers: 1 3\nbackprop: {number} | 91\nkolen_pollack: – | 90 ± 2\n");
        let html = html(&code, 1).unwrap();
        assert_eq!((html.matches("<svg class=\"on-").count(), html.matches("</svg>").count()), (2, 2), "{html}");
        assert!(
            html.contains("aria-label=\"Accuracy (%), by hidden layers: backprop 93.1 ± 1.0, 91; KP –, 90 ± 2"),
            "{html}"
        );
    }

    #[test]
    fn bars_stand_between_their_named_lines() {
        let code = "# Right (%)\nlevel chance: 25\nweights: 74\nactivities: 75 ± 2\n# Other\nweights: 34\n";
        let html = html(code, 1).unwrap();
        assert_eq!(html.matches("<figure").count(), 2);
        assert!(html.contains("aria-label=\"Right (%): chance 25; weights 74; activities 75 ± 2.\""), "{html}");
    }

    #[test]
    fn bars_of_correlations_end_at_1_and_rules_have_their_short_names_and_colours() {
        let mut plot = Plot::default();
        "backprop: 1.00 ± 0.00\nfeedback_alignment: −0.01".lines().for_each(|line| plot.read(line).expect("a line"));
        let bars = plot.bars(false);
        assert_eq!((bars.y, &*bars.bars[1].name), (Some([Some(-0.01), Some(1.0)]), "FA"));
        assert_eq!(bars.bars[1].color, Some(rule_style("feedback_alignment", false).color));
        assert!(plot.read("weights: 74").is_some() && plot.bars(false).y == Some([Some(0.0), Some(100.0)]));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for (code, line) in [("weights: 74", 8), ("# A\nweights: much", 9), ("# A\nat x: 1 2\nbackprop: 3", 10)] {
            assert_eq!(html(code, 7).unwrap_err().line, line, "{code}");
        }
    }

    #[test]
    fn the_colours_are_those_of_the_page() {
        let css = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/css/tokens.css")).unwrap();
        for dark in [false, true] {
            let Theme { paper, ink, muted, grid, accent, .. } = theme(dark);
            for (name, color) in [("paper", paper), ("ink", ink), ("muted", muted), ("grid", grid), ("accent", accent)]
            {
                assert!(css.contains(&format!("--{name}: {color};")), "--{name}: {color}");
            }
        }
    }
}
