//! Exercises: a rule as code with blanks, and the verdict on an attempt.

mod added;
mod diagnosis;
mod follows;
mod judge;
mod matched;
mod parts;
pub mod rehearsal;
mod signals;
mod size;
mod summary;
mod tasks;
mod trials;
mod unsteady;
mod usual;
mod varying;

pub use diagnosis::{check, Finding, Verdict};
pub use judge::Kind;
pub use tasks::ALL;

use serde::{Serialize, Serializer};

use crate::base::error::{Error, Result};
use crate::base::named;
use crate::net::Output;

/// Placeholder for the student's own code.
pub const BLANK: &str = "___";

/// An exercise.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Exercise {
    /// The name in chapters and on the device.
    pub id: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// Task, in a sentence or two.
    pub task: &'static str,
    /// The rule that it leads to.
    pub rule: &'static str,
    /// The code with its blanks.
    pub code: &'static str,
    /// Solutions of the blanks, in order.
    #[serde(skip)]
    pub fills: &'static [&'static str],
    /// Mistakes that have a name.
    #[serde(skip)]
    pub slips: &'static [Slip],
    /// Help in steps, each telling more than the one before.
    pub hints: &'static [&'static str],
    /// Settings in which it is trained beside the reference, besides those that all exercises have.
    #[serde(serialize_with = "settings")]
    pub settings: &'static [(&'static str, &'static str)],
    /// The output and loss that it is about.
    #[serde(serialize_with = "named::serialize")]
    pub output: Output,
}

fn settings<S: Serializer>(settings: &&[(&str, &str)], to: S) -> std::result::Result<S::Ok, S::Error> {
    to.collect_map(settings.iter().copied())
}

/// Common mistake, and the message to the student who makes it.
#[derive(Clone, Copy, Debug)]
pub struct Slip {
    /// Index of its blank, counted from 0.
    pub blank: usize,
    /// Code in the blank.
    pub fill: &'static str,
    /// Message. Mistakes beside it, such as a sign or a factor, are found and described separately.
    pub told: &'static str,
    /// True if the message is complete: a sign or a factor beside it would mean nothing.
    pub whole: bool,
}

impl Exercise {
    /// The code with these in its blanks.
    pub fn filled(&self, fills: &[&str]) -> String {
        fills.iter().fold(self.code.to_owned(), |code, fill| code.replacen(BLANK, fill, 1))
    }

    /// The code as it should be.
    pub fn solution(&self) -> String {
        self.filled(self.fills)
    }
}

/// The exercise with this id.
///
/// # Errors
/// If there is none.
pub fn find(id: &str) -> Result<&'static Exercise> {
    ALL.iter().find(|exercise| exercise.id == id).ok_or_else(|| {
        let known: Vec<_> = ALL.iter().map(|exercise| exercise.id).collect();
        let message = format!("exercise: there is no exercise \"{id}\"; choose one of {}.", known.join(", "));
        Error::new("exercise", message)
    })
}
