//! `microlearning rules`: the cards of all rules.

use clap::{Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use microlearning::base::named::Named;
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
        println!("{} ({}), short {}\n  {}\n  {}", card.name, card.id, card.look.short, card.plain, card.paper);
        for name in card.also {
            println!("  also: {name}");
        }
        let told: Vec<_> = card.signals.iter().map(|signal| signal.words()).collect();
        let transport = if card.is_local() { "no weight transport" } else { "weight transport" };
        println!("  a synapse is told {} ({transport})", told.join("; and "));
        for param in card.params {
            let names: Vec<_> = param.choices.iter().map(|(id, _)| *id).collect();
            let range = if names.is_empty() { format!("{} to {}", param.min, param.max) } else { names.join(", ") };
            println!("  --param {}={}  ({range}) {}", param.id, param.text(param.default), param.doc);
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
