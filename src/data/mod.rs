//! Images and labels: read strictly, kept as bytes, handed out as batches.

mod bytes;
mod dataset;
mod drawing;
pub mod idx;
mod select;

pub use dataset::{Dataset, Labelled, Part};
pub use drawing::as_mnist;
pub use select::{Batch, Scale, Selection};
