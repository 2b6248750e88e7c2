//! Experiments that are no single training run.

pub mod identify;
pub mod representations;
pub mod snr;
pub mod variance;
