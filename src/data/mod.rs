//! Images and labels: read strictly, kept as bytes, handed out as batches.

mod dataset;
pub mod idx;
mod select;

pub use dataset::{Dataset, Labelled, Part};
pub use select::{Batch, Scale, Selection};
