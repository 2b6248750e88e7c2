//! Charts and pictures, generic over plotters' `DrawingBackend`: a canvas in the browser, SVG in a native test.
//!
//! One chart a file: [`curves`] (its [`layout`], the lines of its [`series`], its [`cursor`]), [`bars`], [`strip`] (its [`swarm`]), [`matrix`]
//! and [`scatter`] (both in [`panels`]), [`plane`] (its names have a [`mod@place`]). [`tiles`] makes pictures of digits and weights; [`palette`] gives every rule its look. What they share: [`frame`] (margins and
//! axes), [`axis`], [`ticks`] and [`number`] (scales and how they are written), [`names`] (what stands beside the plot),
//! [`mod@line`] (dashes, clipping), [`label`] (text that must not overlap), [`surface`] (the only door to plotters).
//!
//! All lengths are CSS pixels in `f64`; the surface turns them into the backend's units at the last moment.
//! Strange data (not finite, absurdly large, empty) is left out of the drawing; a spec that contradicts itself is a
//! [`ChartError`]. Nothing here panics.

pub mod axis;
pub mod bars;
pub mod color;
pub mod cursor;
pub mod curves;
pub mod frame;
pub mod label;
pub mod layout;
pub mod line;
pub mod matrix;
pub mod names;
pub mod number;
pub mod palette;
pub mod panels;
pub mod place;
pub mod plane;
pub mod scatter;
pub mod series;
pub mod strip;
pub mod surface;
pub mod swarm;
pub mod ticks;
pub mod tiles;

pub use bars::{draw_bars, Bars};
pub use color::Rgb;
#[cfg(feature = "workshop")]
pub use cursor::curves_place;
pub use cursor::{curves_at, Reading};
pub use curves::{draw_curves, Curves};
pub use matrix::{draw_matrices, matrix_at, Matrices};
pub use palette::{lane_style, rule_style, LaneStyle, RuleStyle};
pub use plane::{draw_plane, plane_at, Plane};
pub use scatter::{draw_scatter, scatter_at, Scatter};
pub use strip::{draw_strip, strip_at, Strip};
pub use surface::Surface;
pub use tiles::{tile_digits, tile_weights, Picture};

use serde::Deserialize;

use crate::base::error::short;

/// Characters of a sentence, which may quote a name of any length.
const LONGEST: usize = 400;

/// Reason that a chart could not be drawn: a sentence to show as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartError(String);

impl ChartError {
    /// An error with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        ChartError(short(sentence.into(), LONGEST))
    }
}

impl std::fmt::Display for ChartError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ChartError {}

/// The page's colours and font. What is left out is that of a light page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Theme {
    /// Background, `#rrggbb`.
    pub paper: String,
    /// Text and what matters, `#rrggbb`.
    pub ink: String,
    /// Axis text, `#rrggbb`.
    pub muted: String,
    /// Grid lines, `#rrggbb`.
    pub grid: String,
    /// The page's one accent, `#rrggbb`.
    pub accent: String,
    /// Light ink on dark paper.
    pub dark: bool,
    /// CSS font family.
    pub font: String,
}

impl Default for Theme {
    fn default() -> Self {
        Theme {
            paper: "#ffffff".into(),
            ink: "#1c1e21".into(),
            muted: "#5f6570".into(),
            grid: "#e4e6ea".into(),
            accent: "#0066a8".into(),
            dark: false,
            font: "sans-serif".into(),
        }
    }
}

/// A theme whose colours have been read.
#[derive(Clone, Copy, Debug)]
pub struct Ink<'a> {
    /// Background.
    pub paper: Rgb,
    /// Text and what matters.
    pub ink: Rgb,
    /// Axis text.
    pub muted: Rgb,
    /// Grid lines.
    pub grid: Rgb,
    /// The accent.
    pub accent: Rgb,
    /// Light ink on dark paper.
    pub dark: bool,
    /// CSS font family.
    pub font: &'a str,
}

impl Theme {
    /// Reads the colours; the error names the field.
    pub fn read(&self) -> Result<Ink<'_>, ChartError> {
        Ok(Ink {
            paper: Rgb::parse(&self.paper, "theme.paper")?,
            ink: Rgb::parse(&self.ink, "theme.ink")?,
            muted: Rgb::parse(&self.muted, "theme.muted")?,
            grid: Rgb::parse(&self.grid, "theme.grid")?,
            accent: Rgb::parse(&self.accent, "theme.accent")?,
            dark: self.dark,
            font: &self.font,
        })
    }
}

/// A named horizontal line, such as the accuracy of guessing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its height, in the unit of the y axis.
    pub y: f64,
    /// Its name.
    #[serde(default)]
    pub name: String,
}
