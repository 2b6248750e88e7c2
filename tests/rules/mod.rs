//! Laws, identities and goldens of the learning rules, and what they stand on. The same files run natively (`tests/native.rs`),
//! in browsers (`tests/web.rs`) and in Node.js (`tests/node.rs`): each takes `#[test]` from `common`.

mod alignment;
mod analysis;
mod convolution;
mod feedback;
mod golden;
mod golden_own;
mod hebbian;
mod identities;
mod laws;
mod matmul;
mod noise;
mod perturbation;
mod relaxation;
#[cfg(not(feature = "f64"))]
mod reproducible;
mod script;
mod targets;
