//! Firefox and its driver, for people who run the tests in a second browser.

use super::apt;
use super::cargo_tool::CargoTool;
use crate::step::{failure, step, Outcome};
use crate::{shell, versions};
use std::path::PathBuf;

const DRIVER: CargoTool =
    CargoTool { package: "geckodriver", program: "geckodriver", version: versions::GECKODRIVER, locked: true };

/// Names under which PATH may hold the browser.
const NAMES: [&str; 2] = ["firefox", "firefox-esr"];
/// Places outside PATH where installers put it.
const PLACES: [&str; 2] =
    ["/Applications/Firefox.app/Contents/MacOS/firefox", "C:\\Program Files\\Mozilla Firefox\\firefox.exe"];

/// The driver, and the browser installed by apt if there is none.
pub fn ensure() -> Outcome<PathBuf> {
    if !is_there() && shell::find("apt-get").is_some() {
        step("Installing Firefox", || apt::install(&[versions::DEBIAN_FIREFOX], "tests in a second browser"))?;
    }
    if !is_there() {
        return Err(failure("Firefox is missing.", "install it, and put it in PATH."));
    }
    // Debian has none; one that is in PATH in any version will do.
    shell::find("geckodriver").map_or_else(|| DRIVER.ensure(), Ok)
}

/// The driver, if it and the browser are installed already.
pub fn find() -> Option<PathBuf> {
    shell::find("geckodriver").or_else(|| DRIVER.find()).filter(|_| is_there())
}

fn is_there() -> bool {
    NAMES.iter().any(|name| shell::find(name).is_some()) || PLACES.iter().any(|place| PathBuf::from(place).is_file())
}
