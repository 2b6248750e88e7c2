//! wasm-bindgen's code generator as a small program: `xtask-bindgen INPUT.wasm OUT_DIR`.
//!
//! It is a package of its own so that `cargo xtask` compiles without it, and it replaces the
//! full command line tool, which takes several times as long to install.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, out_dir] = arguments.as_slice() else {
        eprintln!("xtask-bindgen wants two arguments: INPUT.wasm OUT_DIR");
        return ExitCode::FAILURE;
    };
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    let generated = bindgen
        .web(true)
        .map(|b| b.typescript(false).omit_default_module_path(false))
        .and_then(|b| b.input_path(input).generate(out_dir));
    match generated {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-bindgen could not process {input}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
