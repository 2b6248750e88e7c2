//! Measures of a layer's representation, read from its activities: one measure a file. A matrix of activities is
//! (examples, units). And identification of the rule that trained it: [`statistics`] of [`observables`], a [`classifier`], and
//! its evaluation ([`splits`], [`judging`], [`permutation`]). And planes in which many dimensions are drawn: [`pca()`], [`tsne`].
//!
//! None of the measures cares which unit does what: networks can be compared although their units have no common order,
//! and even if they have different numbers of them. [`rdm()`] and [`rsa()`] look at classes, all others at single examples.

mod cka;
pub mod classifier;
mod conv;
mod dual;
pub mod forest;
mod gram;
pub mod judging;
mod nmf;
pub mod observables;
mod participation;
mod pca;
mod pearson;
pub mod permutation;
mod rdm;
mod rsa;
pub mod splits;
pub mod statistics;
pub mod svm;
mod tree;
mod trustworthiness;
pub mod tsne;

pub use cka::cka;
pub use gram::{gram, Gram, Gramming};
pub use nmf::{nmf, Parts};
pub use participation::participation_ratio;
pub use pca::{pca, Components, Pca};
pub use pearson::{pearson, reliability};
pub use rdm::{class_means, most_alike, rdm, Rdm};
pub use rsa::{mean_of, noise_ceiling, rsa};
pub use trustworthiness::{distances, trustworthiness};
