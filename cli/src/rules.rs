//! `microlearning rules`: the cards of all rules.

use clap::{Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use microlearning::rules::ALL;
use serde::Serialize;

/// The command's arguments.
pub fn command() -> Command {
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help("Print JSON");
    Command::new("rules").about("List every rule: equation, paper, parameters").arg(json)
}

/// Prints the cards.
pub fn run(matches: &ArgMatches) -> Result<()> {
    if matches.get_flag("json") {
        return print_json(&ALL);
    }
    for card in ALL {
        println!("{} ({})\n  {}\n  {}", card.name, card.id, card.plain, card.paper);
        for param in card.params {
            println!("  --param {}={}  ({} to {}) {}", param.id, param.default, param.min, param.max, param.doc);
        }
    }
    Ok(())
}

/// Prints one JSON value on one line.
pub fn print_json(value: &impl Serialize) -> Result<()> {
    println!("{}", json(value)?);
    Ok(())
}

/// The value as JSON.
pub fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::new("json", format!("The result is not JSON: {e}.")))
}
