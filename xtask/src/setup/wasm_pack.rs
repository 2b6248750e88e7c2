//! wasm-pack and wasm-bindgen's command line, which only the in-browser unit tests and the npm package need.

use super::cargo_tool::CargoTool;
use crate::step::Outcome;
use crate::versions;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

const WASM_PACK: CargoTool =
    CargoTool { package: "wasm-pack", program: "wasm-pack", version: versions::WASM_PACK, locked: true };
/// Not locked: its lock file can name crates that were withdrawn or that a mirror lacks.
const WASM_BINDGEN: CargoTool =
    CargoTool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: versions::WASM_BINDGEN, locked: false };

/// wasm-pack, and where it finds wasm-bindgen.
pub struct WasmPack {
    program: PathBuf,
    bindgen: PathBuf,
}

/// Both programs in the pinned versions.
pub fn ensure() -> Outcome<WasmPack> {
    Ok(WasmPack { program: WASM_PACK.ensure()?, bindgen: WASM_BINDGEN.ensure()? })
}

impl WasmPack {
    /// wasm-pack as a command in a prepared environment, with wasm-bindgen first in its PATH.
    pub fn command(&self, prepare: impl FnOnce(&mut Command)) -> Command {
        let mut command = Command::new(&self.program);
        prepare(&mut command);
        let set = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, path)| path);
        let old = set.map(OsString::from).or_else(|| std::env::var_os("PATH")).unwrap_or_default();
        let folder = self.bindgen.parent().map(PathBuf::from);
        if let Ok(joined) = std::env::join_paths(folder.into_iter().chain(std::env::split_paths(&old))) {
            command.env("PATH", joined);
        }
        command
    }
}
