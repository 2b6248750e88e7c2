//! Debian packages: installed as root or by sudo, or a sentence that says what to type.

use crate::shell;
use crate::step::{failure, Outcome};
use std::process::Command;

/// Another apt at work is waited for, for two minutes.
const WAIT: &str = "-oDPkg::Lock::Timeout=120";

/// Installs packages; `why` completes the sentence "… is needed for".
pub fn install(packages: &[&str], why: &str) -> Outcome<()> {
    let list = packages.join(" ");
    let by_hand = format!("sudo apt-get update && sudo apt-get install {list}");
    if shell::find("apt-get").is_none() {
        return Err(failure(
            format!("{list}: needed for {why}, and this system has no apt-get."),
            "install the same by your system's own means (CONTRIBUTING.md lists what is needed).",
        ));
    }
    let offline = format!("check the network and apt's sources, then try by hand: {by_hand}");
    // Lists may be days old or absent; an update that fails is no reason not to try.
    let updated =
        shell::quiet(as_root(&["apt-get", "update"], &by_hand, why)?.args(["-q", WAIT]), "apt-update", &offline);
    let mut install = as_root(&["apt-get", "install", "-y", "--no-install-recommends", WAIT], &by_hand, why)?;
    let installed = shell::quiet(install.args(packages), "apt-install", &offline);
    // If both failed, the first says more on why.
    installed.map_err(|last| updated.err().unwrap_or(last))
}

/// A command that runs as root, if there is a way that asks no password on a machine.
pub fn as_root(words: &[&str], by_hand: &str, why: &str) -> Outcome<Command> {
    let mut command = if is_root() {
        Command::new(words[0])
    } else if shell::text("sudo", &["-n", "true"]).is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", words[0]]);
        sudo
    } else {
        return Err(failure(
            format!("Packages for {why} must be installed, which needs root; this user is not root and has no sudo without a password."),
            format!("have an administrator run this, then try again: {by_hand}"),
        ));
    };
    command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// True if this process runs as root.
pub fn is_root() -> bool {
    shell::text("id", &["-u"]).as_deref() == Some("0")
}
