//! Renders the chapters: `xtask-chapters ROOT OUT` reads `ROOT/www/chapters` and writes one page a chapter into `OUT`.
//!
//! It is a package of its own so that it compiles while the wasm module does: `cargo xtask` does not wait for it.

mod bibliography;
mod card;
mod chapter;
mod check;
mod course;
mod diagram;
mod escape;
mod failure;
mod fill;
mod front;
mod markdown;
mod math;
mod measured;
mod numbers;
mod page;
mod plots;
#[cfg(test)]
mod prose;
mod site;
mod symbols;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [root, out] = arguments.as_slice() else {
        eprintln!("xtask-chapters wants two arguments: ROOT OUT");
        return ExitCode::FAILURE;
    };
    match site::write(Path::new(root), Path::new(out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
