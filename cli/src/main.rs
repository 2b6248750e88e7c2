//! The program `microlearning`: what the library does, and nothing on wasm32.

#[cfg(not(target_arch = "wasm32"))]
mod memory;

use std::process::ExitCode;

#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static MEMORY: memory::Told = memory::Told;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> ExitCode {
    microlearning_cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() -> ExitCode {
    ExitCode::SUCCESS
}
