//! `microlearning analyze FILE.json`: one analysis of the numbers in a file, for exact checks.

use std::path::PathBuf;

use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::analyses;
use crate::factors::factors;
use crate::files;

/// An answer to the question in a file.
type Answer = fn(Value) -> Result<Value>;

/// Every analysis by its id in the file.
const ALL: [(&str, Answer); 7] = [
    ("statistics", |asked| read(asked).and_then(analyses::statistics)),
    ("observables", |asked| read(asked).and_then(analyses::observables)),
    ("linear_svm", |asked| read(asked).and_then(analyses::linear_svm)),
    ("nmf", |asked| read(asked).and_then(factors)),
    ("tsne", |asked| read(asked).and_then(analyses::tsne)),
    ("trustworthiness", |asked| read(asked).and_then(analyses::trustworthiness)),
    ("trustworthiness_mnist", |asked| read(asked).and_then(analyses::trustworthiness_mnist)),
];

/// The command's arguments.
pub fn command() -> Command {
    let file = Arg::new("file").value_name("FILE.json").required(true).value_parser(value_parser!(PathBuf));
    let known: Vec<_> = ALL.iter().map(|(id, _)| *id).collect();
    Command::new("analyze")
        .visible_alias("analyse")
        .about("Compute one analysis of the numbers in a file")
        .after_help(format!("The file's \"analysis\" is one of {}.", known.join(", ")))
        .arg(file)
}

/// Reads the file, prints the answer.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let path = matches.get_one::<PathBuf>("file").expect("clap requires it");
    let text = files::text(path)
        .map_err(|e| Error::new("file", format!("{}: the file cannot be read ({e}).", path.display())))?;
    println!("{}", analyzed(&text)?);
    Ok(())
}

/// The answer to a file, as JSON.
///
/// # Errors
/// If it asks for no analysis that there is, or not in full.
pub fn analyzed(text: &str) -> Result<String> {
    let asked: Value =
        serde_json::from_str(text).map_err(|e| Error::new("file", format!("The file is no JSON: {e}.")))?;
    asked_for(&asked)
        .ok_or_else(|| Error::new("analysis", "analysis is missing: name one, such as \"statistics\"."))
        .and_then(|id| answered(id.to_owned(), asked.clone()))
}

/// The analysis that a file asks for; none if it is a question to a rule.
pub fn asked_for(file: &Value) -> Option<&str> {
    file.get("analysis").and_then(Value::as_str)
}

fn answered(id: String, mut asked: Value) -> Result<String> {
    let Some((_, answer)) = ALL.iter().find(|(known, _)| *known == id) else {
        let known: Vec<_> = ALL.iter().map(|(id, _)| *id).collect();
        return Err(Error::new(
            "analysis",
            format!("There is no analysis \"{id}\"; ask for one of {}.", known.join(", ")),
        ));
    };
    asked.as_object_mut().map(|fields| fields.remove("analysis"));
    answer(asked).map(|answer| answer.to_string())
}

/// The fields of a question, or a sentence that names the wrong one.
fn read<T: DeserializeOwned>(asked: Value) -> Result<T> {
    serde_path_to_error::deserialize(asked)
        .map_err(|e| Error::new(e.path().to_string(), format!("{}: {}.", e.path(), e.inner())))
}
