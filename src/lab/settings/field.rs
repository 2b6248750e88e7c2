//! One setting: its name, its explanation and its bounds, and how it is read and written.

use std::fmt::Display;

use serde::Serialize;

use super::config::Config;
use crate::base::decimal::{decimal, Number};
use crate::base::error::{Error, Result};
use crate::base::named::Named;

/// One setting of a run, or of another experiment `C`.
pub struct Field<C: 'static = Config> {
    /// The name in configurations and links.
    pub id: &'static str,
    /// The name that people read.
    pub label: &'static str,
    /// The unit, if it has one.
    pub unit: Option<&'static str>,
    /// One sentence.
    pub doc: &'static str,
    /// Kind of input.
    pub kind: Kind,
    /// The smallest allowed number, of each if there are several.
    pub min: f64,
    /// The largest allowed number.
    pub max: f64,
    /// Options of a choice: id and name.
    pub choices: fn() -> Vec<(&'static str, &'static str)>,
    /// True if it is shown at once, not under "More settings".
    pub basic: bool,
    /// Its value as text.
    pub get: fn(&C) -> String,
    /// Sets it from text.
    pub set: fn(&mut C, &Field<C>, &str) -> Result<()>,
}

/// Kind of input for a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A whole number.
    Int,
    /// Whole numbers, with commas.
    Ints,
    /// A number.
    Real,
    /// Numbers, with commas.
    Reals,
    /// One of several.
    Choice,
    /// One or more of several, with commas.
    Several,
    /// Yes or no.
    Flag,
    /// A script.
    Code,
}

/// Sets one setting from text, by the experiment's table of fields.
///
/// # Errors
/// If there is no such setting or it cannot be this.
fn set<C>(table: &[Field<C>], settings: &mut C, id: &str, text: &str) -> Result<()> {
    let Some(field) = table.iter().find(|field| field.id == id) else {
        let known: Vec<_> = table.iter().map(|field| field.id).collect();
        return Err(Error::new(id, format!("There is no setting \"{id}\"; the settings are {}.", known.join(", "))));
    };
    (field.set)(settings, field, text.trim())
}

/// The experiment's usual settings with these taken from text.
///
/// # Errors
/// If there is no such setting or it cannot be this.
pub fn from_pairs<'a, C: Default>(
    table: &[Field<C>],
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<C> {
    let mut settings = C::default();
    for (id, text) in pairs {
        set(table, &mut settings, id, text)?;
    }
    Ok(settings)
}

impl<C> Field<C> {
    /// Defaults of most fields.
    pub(in crate::lab) const COMMON: Self = Self {
        id: "",
        label: "",
        unit: None,
        doc: "",
        kind: Kind::Choice,
        min: 0.0,
        max: 0.0,
        choices: Vec::new,
        basic: false,
        get: |_| String::new(),
        set: |_, _, _| Ok(()),
    };

    /// A number within the field's bounds.
    pub(in crate::lab) fn number<T: Number>(&self, text: &str) -> Result<T> {
        let value = real(self.id, text)?;
        let parsed = T::read(text.trim()).filter(|_| (self.min..=self.max).contains(&value));
        parsed.ok_or_else(|| {
            let Self { id, label, min, max, .. } = self;
            let kind = if matches!(self.kind, Kind::Int | Kind::Ints) { "whole number" } else { "number" };
            Error::new(*id, format!("{label} ({id}) is {text}; give a {kind} from {min} to {max}."))
        })
    }

    /// Such numbers, with commas between them: at least one, at most `most`.
    pub(in crate::lab) fn list<T: Number>(&self, text: &str, most: usize) -> Result<Vec<T>> {
        let list: Vec<T> = text.split(',').map(|item| self.number(item.trim())).collect::<Result<_>>()?;
        if list.len() <= most {
            return Ok(list);
        }
        let Self { id, label, .. } = self;
        Err(Error::new(*id, format!("{label} ({id}) has {} entries; give at most {most}.", list.len())))
    }

    /// One of the field's choices.
    pub(in crate::lab) fn choice<T: Named>(&self, text: &str) -> Result<T> {
        T::find(self.id, text)
    }

    /// 1 or 0.
    pub(in crate::lab) fn flag(&self, text: &str) -> Result<bool> {
        match text {
            "1" | "true" => Ok(true),
            "0" | "false" => Ok(false),
            _ => Err(Error::new(self.id, format!("{} ({}) is \"{text}\"; give 1 or 0.", self.label, self.id))),
        }
    }
}

/// A finite number.
pub(in crate::lab) fn real(id: &str, text: &str) -> Result<f64> {
    let number = decimal(text.trim()).filter(|number| number.is_finite());
    number.ok_or_else(|| Error::new(id, format!("{id} is \"{text}\", which is not a number such as 0.1.")))
}

/// The items' texts with commas between them.
pub(in crate::lab) fn join<T: Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(",")
}
