//! How a rule that is written as code is drawn, also where no code can be run.

use crate::base::look::{Dash, Hue, Look};

/// The id that all such rules share, and their look.
pub const LOOK: (&str, Look) = ("own", Look { hue: Hue::Yellow, dash: Dash::DashDotDot, short: "yours" });
