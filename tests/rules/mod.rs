//! Laws, identities and goldens of the learning rules, and what they stand on. The same files run natively (`tests/native.rs`),
//! in browsers (`tests/web.rs`) and in Node.js (`tests/node.rs`): each takes `#[test]` from `common`.

mod alignment;
mod analysis;
mod classifiers;
mod competition;
mod convolution;
mod dendrites;
mod direct_targets;
mod dyads;
mod equilibrium_propagation;
mod feedback;
mod feedback_control;
mod generated;
mod golden;
mod golden_own;
mod goodness;
mod hebbian;
mod hostile;
mod identities;
mod laws;
mod matmul;
mod noise;
mod parts;
mod perturbation;
mod predictive_coding;
#[cfg(not(feature = "f64"))]
mod reproducible;
mod script;
mod targets;
mod tsne;
