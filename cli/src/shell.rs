//! Completions and manual, made from the program's own description.

use clap::builder::PossibleValuesParser;
use clap::{value_parser, Arg, ArgMatches, Command};
use clap_complete::{generate, Shell};
use clap_mangen::Man;
use microlearning::base::error::{Error, Result};

/// Exit codes; part of its help and its manual.
pub const ENDS: &str = "Status: 0 all is done; 1 the output cannot be written, or there is no memory left; 2 something in the input is \
     wrong, or a run diverged; 130 interrupted; 141 nobody reads the output. Whatever ends a run, what was measured is printed.";

/// `completions SHELL`.
pub fn completions() -> Command {
    let shell = Arg::new("shell").required(true).value_parser(value_parser!(Shell));
    Command::new("completions").about("Print what a shell needs to complete commands and flags").arg(shell)
}

/// `man [COMMAND]`.
pub fn manual(commands: &[Command]) -> Command {
    let known: Vec<_> = commands.iter().map(|command| command.get_name().to_owned()).collect();
    let command = Arg::new("command").value_parser(PossibleValuesParser::new(known)).help("The page of this command");
    Command::new("man").about("Print the manual, for `man -l -`").arg(command)
}

/// Prints the completions.
pub fn complete(mut program: Command, matches: &ArgMatches) {
    let shell = *matches.get_one::<Shell>("shell").expect("clap requires it");
    let mut text = Vec::new();
    generate(shell, &mut program, "microlearning", &mut text);
    println!("{}", String::from_utf8_lossy(&text).trim_end());
}

/// Prints a page of the manual.
///
/// # Errors
/// If it cannot be made.
pub fn print_manual(mut program: Command, matches: &ArgMatches) -> Result<()> {
    program.build();
    let name = matches.get_one::<String>("command");
    let command = name.and_then(|name| program.find_subcommand(name)).unwrap_or(&program).clone();
    let mut page = Vec::new();
    let failed = |e: std::io::Error| Error::new("command", format!("The manual cannot be made ({e})."));
    Man::new(command).render(&mut page).map_err(failed)?;
    println!("{}", String::from_utf8_lossy(&page).trim_end());
    Ok(())
}
