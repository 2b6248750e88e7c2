//! The command line of microlearning: the same core as in the browser, for scripts, teachers and exact checks.
//! A library, so that on wasm32, where nobody types commands, all of it can be left out.
#![cfg(not(target_arch = "wasm32"))]

#[macro_use]
mod out; // before all that print

mod analyses;
mod analysis;
mod code;
mod comma;
mod compare;
mod data;
mod electrode;
mod factors;
mod files;
mod identify;
mod interrupt;
mod lab_flags;
mod link;
mod matrix;
mod propose;
mod question;
mod representations;
mod rules;
mod run;
mod shell;
mod snr;
mod store;
mod train;
mod variance;

use std::io::{stdout, IsTerminal};
use std::process::ExitCode;

use clap::{Arg, ArgAction, Command};
use microlearning::base::error::Result;

pub use analysis::analyzed;
pub use propose::proposed;

/// The program as it describes itself.
fn program() -> Command {
    let quiet = Arg::new("quiet").long("quiet").short('q').global(true).action(ArgAction::SetTrue);
    let commands = [
        train::command(),
        compare::command(),
        propose::command(),
        analysis::command(),
        variance::command(),
        snr::command(),
        representations::command(),
        identify::command(),
        electrode::command(),
        run::command(),
        rules::command(),
    ];
    let manual = shell::manual(&commands);
    Command::new("microlearning")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Biologically plausible learning rules: train, compare, propose one update, measure, list the rules")
        .after_help(shell::ENDS)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(quiet.help("Print results and errors only: no progress, no remarks"))
        .subcommands(commands)
        .subcommands([shell::completions(), manual])
}

/// Reads the command that the program was started with, and does it.
pub fn main() -> ExitCode {
    let matches = match program().try_get_matches() {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() => error.exit(),
        // Help and version are output like any other: whoever pipes it may stop reading, and a disk may be full.
        Err(help) => {
            let text = help.render();
            let text = if stdout().is_terminal() { text.ansi().to_string() } else { text.to_string() };
            println!("{}", text.trim_end());
            return ExitCode::SUCCESS;
        }
    };
    if matches.get_flag("quiet") {
        out::be_quiet();
    }
    let done = match matches.subcommand() {
        Some(("train", matches)) => train::run(matches),
        Some(("compare", matches)) => compare::run(matches),
        Some(("propose", matches)) => propose::run(matches),
        Some(("analyze", matches)) => analysis::run(matches),
        Some(("variance", matches)) => variance::run(matches),
        Some(("snr", matches)) => snr::run(matches),
        Some(("representations", matches)) => representations::run(matches),
        Some(("identify", matches)) => identify::run(matches),
        Some(("electrode", matches)) => electrode::run(matches),
        Some(("run", matches)) => run::run(matches),
        Some(("rules", matches)) => rules::run(matches),
        Some(("completions", matches)) => {
            shell::complete(program(), matches);
            Ok(())
        }
        Some((_, matches)) => shell::print_manual(program(), matches),
        None => Ok(()),
    };
    report(done)
}

/// Mistakes in the input end with status 2 and one sentence, interrupted runs with their own.
fn report(done: Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(if interrupt::asked() { interrupt::STATUS } else { 2 })
        }
    }
}
