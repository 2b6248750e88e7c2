//! Choices that have a name in links and files, and another one for people.

use serde::Serializer;

use crate::base::error::{Error, Result};

/// An enum whose variants have names.
pub trait Named: Copy + PartialEq + 'static {
    /// Every variant: its name in links and files, and its name for people.
    const NAMES: &'static [(Self, &'static str, &'static str)];

    /// The name in links and files.
    fn id(self) -> &'static str {
        Self::NAMES.iter().find(|(variant, ..)| *variant == self).map_or("", |(_, id, _)| id)
    }

    /// The name for people.
    fn words(self) -> &'static str {
        Self::NAMES.iter().find(|(variant, ..)| *variant == self).map_or("", |(.., words)| words)
    }

    /// The variant with this name; `field` is for the message.
    ///
    /// # Errors
    /// If there is none.
    fn find(field: &str, id: &str) -> Result<Self> {
        let found = Self::NAMES.iter().find(|(_, name, _)| *name == id).map(|(variant, ..)| *variant);
        found.ok_or_else(|| unknown(field, id, &Self::NAMES.iter().map(|(_, name, _)| *name).collect::<Vec<_>>()))
    }
}

fn unknown(field: &str, id: &str, known: &[&str]) -> Error {
    Error::new(field, format!("{field}: there is no \"{id}\"; choose one of {}.", known.join(", ")))
}

/// Names for files and names for people, as a form wants them.
pub fn choices<T: Named>() -> Vec<(&'static str, &'static str)> {
    T::NAMES.iter().map(|(_, id, name)| (*id, *name)).collect()
}

/// Serializer function for serde's `serialize_with`.
///
/// # Errors
/// If the serializer fails.
pub fn serialize<T: Named, S: Serializer>(variant: &T, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(variant.id())
}
