//! Appearance of a rule that is written as code, also in builds that run no code.

use crate::base::look::{Dash, Hue, Look};

/// The id that all such rules share, and their look.
pub const LOOK: (&str, Look) = ("own", Look { hue: Hue::Yellow, dash: Dash::DashDotDot, short: "yours" });
