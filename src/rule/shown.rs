//! Inner life of a rule, for people to see: numbers over the steps in which it settles or over layers, and pictures in the shape of the input.

use serde::Serialize;

use crate::Mat;

/// Places that a trace goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Over {
    /// Settling steps.
    Step,
    /// Hidden layers, counted from 1.
    Layer,
}

/// A quantity over settling steps, or over hidden layers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Trace {
    /// The name in files.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// Kind of its places.
    pub over: Over,
    /// Number of the step or layer that the first value belongs to: a second phase begins where the first ended.
    pub begin: usize,
    /// The mean over the batch, before the first step and after each; or of each layer.
    pub values: Vec<f64>,
}

/// Pictures of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The name in files.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// One picture a row, each in the shape of the input.
    pub values: Mat,
}
