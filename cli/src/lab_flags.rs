//! The flags of a lab, made from the table of settings that its form on the page is made from.

use clap::{Arg, ArgMatches};
use microlearning::lab::settings::field::Field;

/// One flag a setting, with its choices and its default in the help.
pub fn flags<C>(fields: &'static [Field<C>], default: &C) -> Vec<Arg> {
    let flag = |field: &'static Field<C>| {
        let choices: Vec<_> = (field.choices)().iter().map(|(id, _)| *id).collect();
        let choices = if choices.is_empty() { String::new() } else { format!(" ({})", choices.join(", ")) };
        let help = format!("{}{choices} [default: {}]", field.doc, (field.get)(default));
        Arg::new(field.id).long(field.id).allow_hyphen_values(true).help(help)
    };
    fields.iter().map(flag).collect()
}

/// The settings that were given, as pairs.
pub fn given<'a, C>(fields: &'static [Field<C>], matches: &'a ArgMatches) -> Vec<(&'a str, &'a str)> {
    fields.iter().filter_map(|field| Some((field.id, matches.get_one::<String>(field.id)?.as_str()))).collect()
}
