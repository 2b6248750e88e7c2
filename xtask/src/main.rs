//! Set-up, build, serve, test, data, bench: what a newcomer and CI call, as `cargo xtask COMMAND`.

mod paths;
mod setup;
mod shell;
mod site;
mod step;
mod versions;

use std::process::ExitCode;

fn main() -> ExitCode {
    match site::build(&paths::dist()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
