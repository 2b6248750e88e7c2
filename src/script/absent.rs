//! Replacement of rules as code if the feature `workshop` is off: there are none, and nothing else has to know.

use std::sync::Arc;

mod look;

pub use look::LOOK;

use crate::base::error::Error;
use crate::rule::{Card, Params, Rule, Setting};
use crate::Rng;

/// The cards of rules that are written as code.
pub const CARDS: &[&Card] = &[];

/// A rule as code, of which there is none.
#[derive(Clone, Debug)]
pub enum Script {}

impl Script {
    /// The name of a script, of which there is none.
    pub fn title(&self) -> &str {
        match *self {}
    }

    /// The parameters of a script, of which there is none.
    ///
    /// # Errors
    /// Never.
    pub fn complete(&self, _: &Params) -> Result<Params, Error> {
        match *self {}
    }

    /// The rule of a script, of which there is none.
    pub fn rule(self: Arc<Self>, _: &Setting<'_>, _: &mut Rng) -> Box<dyn Rule> {
        match *self {}
    }
}

/// Script of a rule: none, in a build without scripts.
///
/// # Errors
/// Never.
pub fn of(_: &Card, _: &str) -> Result<Option<Arc<Script>>, Error> {
    Ok(None)
}
