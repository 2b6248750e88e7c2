//! `microlearning rules`: the cards of all rules.

use clap::{Arg, ArgAction, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use microlearning::base::named::Named;
use microlearning::rule::Card;
use microlearning::rules::ALL;
use serde::Serialize;

/// The command's arguments.
pub fn command() -> Command {
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help("Print JSON");
    let words = Arg::new("words").value_name("WORD").num_args(0..).help("Only rules of which every WORD is said");
    Command::new("rules").about("List every rule, or find one: names, equation, paper, parameters").args([words, json])
}

/// Prints the cards.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let words: Vec<_> =
        matches.get_many::<String>("words").into_iter().flatten().map(|word| word.to_lowercase()).collect();
    let says = |card: &&&Card| {
        let text = text(card).to_lowercase();
        words.iter().all(|word| text.contains(&**word))
    };
    let found: Vec<_> = ALL.iter().filter(says).collect();
    if found.is_empty() {
        let message = format!("words: no rule has all of {}; try fewer of them, or parts of them.", words.join(", "));
        return Err(Error::new("words", message));
    }
    if matches.get_flag("json") {
        return print_json(&found);
    }
    found.iter().for_each(|card| println!("{}", text(card)));
    Ok(())
}

/// A card in lines, for people.
fn text(card: &Card) -> String {
    let mut lines = vec![
        format!("{} ({}), short {}", card.name, card.id, card.look.short),
        format!("  {}\n  {}", card.plain, card.paper),
    ];
    lines.extend(card.also.iter().map(|name| format!("  also: {name}")));
    let told: Vec<_> = card.signals.iter().map(|signal| signal.words()).collect();
    lines.push(format!("  a synapse is told {}", told.join("; and ")));
    lines.push(format!("  weight transport: {}", if card.is_local() { "no" } else { "yes" }));
    for param in card.params {
        let names: Vec<_> = param.choices.iter().map(|(id, _)| *id).collect();
        let range = if names.is_empty() { format!("{} to {}", param.min, param.max) } else { names.join(", ") };
        lines.push(format!("  --param {}={}  ({range}) {}", param.id, param.text(param.default), param.doc));
    }
    lines.join("\n")
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
