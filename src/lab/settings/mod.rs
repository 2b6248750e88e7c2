//! Settings: what can be chosen, its form, its place in a link, and the plan of a run that is checked as a whole.

pub mod config;
#[cfg(feature = "workshop")]
pub mod export;
pub mod field;
pub mod fields;
pub mod link;
pub mod preset;

pub use config::{Config, Plan};
