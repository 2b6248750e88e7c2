//! Records that can be read from JavaScript: specifications of charts, and the choice in a race.

use super::read::record;
use crate::charts::bars::Bar;
use crate::charts::curves::{Series, Style};
#[cfg(feature = "workshop")]
use crate::charts::{matrix::Matrix, plane::Path, scatter::Cloud, strip::Column, Matrices, Plane, Scatter, Strip};
use crate::charts::{Bars, Curves, Level, Theme};
use crate::lab::compare::choice::Choice;

record!(Theme, "theme", [] paper, ink, muted, grid, accent, dark, font);
record!(Level, "level of a chart", [y] name);
record!(Curves, "chart", [] x_label, y_label, x, y, x_integer, log_x, log_y, series, levels, cursor, decimals, scale,
    font_px, margin_left, margin_right);
record!(Series, "line of a chart", [] name, x, y, band, style, points, scatter, label);
record!(Style, "style of a line", [] color, dash, width);
record!(Bars, "chart", [] x_label, y_label, y, two_rows, bars, levels, color, highlight, scale, font_px, margin_left,
    margin_right);
record!(Bar, "bar of a chart", [name] value, color);
#[cfg(feature = "workshop")]
record!(Strip, "chart", [] y_label, y, columns, highlight, scale, font_px);
#[cfg(feature = "workshop")]
record!(Column, "column of a chart", [] name, note, values, chance, needed, color);
#[cfg(feature = "workshop")]
record!(Matrices, "chart", [] label, range, written, panels, highlight, scale, font_px);
#[cfg(feature = "workshop")]
record!(Matrix, "matrix of a chart", [] name, names, values);
#[cfg(feature = "workshop")]
record!(Scatter, "chart", [] panels, classes, of, highlight, scale, font_px);
#[cfg(feature = "workshop")]
record!(Cloud, "cloud of a chart", [] name, x_label, y_label, points);
#[cfg(feature = "workshop")]
record!(Plane, "chart", [] x_label, y_label, x, y, log_x, paths, uprights, levels, highlight, scale, font_px);
#[cfg(feature = "workshop")]
record!(Path, "path of a chart", [] name, x, y, style, label);
record!(Choice, "choice", [lanes, seeds, measure] settings, code);
