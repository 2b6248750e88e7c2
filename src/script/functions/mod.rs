//! Functions that a script can call: one table, from which calls, messages and the editor's list are made.

mod layers;
mod learning;
mod numbers;
mod random;

use serde::Serialize;

use super::machine::Machine;
use super::value::{Answer, Value};

/// Implementation of a function: the values stand in the order of its parameters; those left out are `None`.
type Call = for<'a, 'n, 'm> fn(&'m mut Machine<'a, 'n>, &[Value<'a>]) -> Answer<'a>;

/// A function.
#[derive(Clone, Copy, Serialize)]
pub struct Function {
    /// Name of the function.
    pub name: &'static str,
    /// Names of its parameters.
    pub parameters: &'static [&'static str],
    /// Number of parameters that must be given.
    pub least: usize,
    /// One sentence.
    pub doc: &'static str,
    #[serde(skip)]
    call: Call,
}

impl Function {
    /// "outer(post, pre)"
    pub fn usage(&self) -> String {
        format!("{}({})", self.name, self.parameters.join(", "))
    }

    /// Result of the function.
    pub(super) fn run<'a>(&self, machine: &mut Machine<'a, '_>, values: &[Value<'a>]) -> Answer<'a> {
        (self.call)(machine, values)
    }
}

/// Every function, by topic.
pub fn all() -> impl Iterator<Item = &'static Function> {
    learning::FUNCTIONS.iter().chain(layers::FUNCTIONS).chain(random::FUNCTIONS).chain(numbers::FUNCTIONS)
}

/// The function with this name.
pub fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

/// All names, for a message.
pub fn names() -> String {
    all().map(|function| function.name).collect::<Vec<_>>().join(", ")
}
