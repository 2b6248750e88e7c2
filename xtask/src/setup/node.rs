//! Node.js and the packages of `package.json`, which only tests and wasm-opt need.

use super::apt;
use crate::step::{at, failure, step, Outcome};
use crate::{paths, shell, versions};
use std::path::Path;
use std::process::Command;

/// Most common cause of npm's failures, as advice.
const OFFLINE: &str = "check the network (`npm ping`), then try again.";

/// True if Node.js and npm are installed.
pub fn is_there() -> bool {
    shell::find("node").is_some() && npm_program().is_some()
}

/// Makes sure of Node.js, new enough.
pub fn ensure() -> Outcome<()> {
    if !is_there() && shell::find("apt-get").is_some() {
        step("Installing Node.js", || apt::install(&["nodejs", "npm"], "tests in a browser"))?;
    }
    let remedy = format!("install Node.js {} or newer, with npm, and put it in PATH.", versions::NODE_MAJOR);
    let version = shell::text("node", &["--version"]).filter(|_| is_there());
    let Some(version) = version else {
        return Err(failure("Node.js or npm is missing.", remedy));
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|m| m.parse::<u32>().ok());
    if major.is_some_and(|m| m >= versions::NODE_MAJOR) {
        return Ok(());
    }
    Err(failure(format!("Node.js is {version}, which is too old."), remedy))
}

/// npm, as a command.
pub fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new(npm_program().unwrap_or("npm"));
    npm.args(arguments).args(["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--fetch-retries=1"]);
    npm
}

/// Runs npm, its output kept in a log.
pub fn run_npm(command: &mut Command, log: &str) -> Outcome<()> {
    shell::quiet(command, log, OFFLINE)
}

/// Installs the tool whose package.json and lock lie in xtask/npm/NAME into `folder`; npm compares each file with the lock's hash.
pub fn install_locked(name: &str, folder: &Path) -> Outcome<()> {
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    for file in ["package.json", "package-lock.json"] {
        let from = paths::root().join("xtask/npm").join(name).join(file);
        std::fs::copy(&from, folder.join(file)).map_err(at(&from))?;
    }
    // Without --prefix npm would use a node_modules of any folder further up.
    let prefix = format!("--prefix={}", folder.display());
    run_npm(npm(&["ci", &prefix]).current_dir(folder), &format!("{name}-install"))
}

/// npm is a batch file on Windows.
fn npm_program() -> Option<&'static str> {
    if cfg!(windows) {
        return Some("npm.cmd");
    }
    shell::find("npm").map(|_| "npm")
}

/// Installs the packages of `package.json` where its lock file has changed since the last time.
pub fn ensure_modules() -> Outcome<()> {
    let root = paths::root();
    let Ok(manifest) = std::fs::read(root.join("package.json")) else { return Ok(()) };
    let lock = std::fs::read(root.join("package-lock.json"));
    let stamp = root.join("node_modules").join(".microlearning-stamp");
    let wanted = crate::hash::sha256(lock.as_ref().unwrap_or(&manifest));
    if std::fs::read_to_string(&stamp).is_ok_and(|s| s == wanted) {
        return Ok(());
    }
    step("Installing the packages of the browser tests", || {
        let mut command = npm(&[if lock.is_ok() { "ci" } else { "install" }]);
        run_npm(command.current_dir(&root), "npm")?;
        let folder = root.join("node_modules");
        std::fs::create_dir_all(&folder).map_err(at(&folder))?;
        std::fs::write(&stamp, wanted).map_err(at(&stamp))
    })
}
