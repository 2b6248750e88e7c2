//! Appearance in charts and short name, as data: a hue, a dash pattern, at most 12 characters.

/// A hue of the palette: `charts::palette` has its colours on light and on dark paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say all")]
pub enum Hue {
    Neutral,
    Orange,
    Sky,
    Green,
    Yellow,
    Blue,
    Vermilion,
    Purple,
}

/// A dash pattern: the number that charts know it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// A line without gaps.
    Solid = 0,
    /// Dashes.
    Dashes = 1,
    /// Dots.
    Dots = 2,
    /// A dash and a dot in turns.
    DashDot = 3,
    /// Long dashes.
    Long = 4,
    /// A dash and two dots in turns: what a reader wrote, and nothing else.
    DashDotDot = 5,
}

/// Appearance in charts, and a short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its colour.
    pub hue: Hue,
    /// Its dash pattern.
    pub dash: Dash,
    /// A name of at most 12 characters.
    pub short: &'static str,
}
