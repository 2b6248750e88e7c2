//! Measures of a layer's representation, read from its activities: one measure a file. A matrix of activities is
//! (examples, units). And identification of the rule that trained it: [`statistics`], a classifier ([`svm`]), and its
//! evaluation ([`splits`], [`judging`]).
//!
//! None of the measures cares which unit does what: networks can be compared although their units have no common order,
//! and even if they have different numbers of them. [`rdm()`] and [`rsa()`] look at classes, all others at single examples.

mod cka;
mod gram;
pub mod judging;
mod participation;
mod pca;
mod rdm;
mod rsa;
pub mod splits;
pub mod statistics;
pub mod svm;

pub use cka::cka;
pub use gram::{gram, Gram, Gramming};
pub use participation::participation_ratio;
pub use pca::{pca, Components, Pca};
pub use rdm::{class_means, most_alike, rdm, Rdm};
pub use rsa::rsa;
