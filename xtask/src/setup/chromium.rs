//! The browser that tests run in, and its driver.

use super::apt;
use crate::step::{failure, step, Outcome};
use crate::{shell, versions};
use std::path::PathBuf;

/// A browser and the driver that fits it.
pub struct Chromium {
    /// The browser itself, for the end-to-end tests.
    pub browser: PathBuf,
    /// Its driver, for wasm-bindgen's tests.
    pub driver: PathBuf,
}

/// Names under which PATH may hold the browser.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/// Places outside PATH where installers put it.
const PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/// The browser and its driver, installed by apt if neither is there.
pub fn ensure() -> Outcome<Chromium> {
    if let Some(found) = look()? {
        return Ok(found);
    }
    if shell::find("apt-get").is_some() {
        step("Installing Chromium and its driver", || apt::install(&versions::DEBIAN_CHROMIUM, "tests in a browser"))?;
    }
    look()?.ok_or_else(|| {
        failure(
            "Chromium or its driver is missing, and the tests run in a browser.",
            "install Chrome or Chromium and the chromedriver of the same version, and put both in PATH or name them in CHROMIUM and CHROMEDRIVER.",
        )
    })
}

/// Both, if both are there.
fn look() -> Outcome<Option<Chromium>> {
    let on_path = NAMES.iter().find_map(|name| shell::find(name));
    let browser =
        from_variable("CHROMIUM")?.or(on_path).or_else(|| PLACES.iter().map(PathBuf::from).find(|p| p.is_file()));
    // GitHub's runners keep the driver in a folder that this variable names.
    let runner = std::env::var_os("CHROMEWEBDRIVER").map(|d| PathBuf::from(d).join("chromedriver"));
    let driver =
        from_variable("CHROMEDRIVER")?.or_else(|| shell::find("chromedriver")).or(runner.filter(|p| p.is_file()));
    Ok(browser.zip(driver).map(|(browser, driver)| Chromium { browser, driver }))
}

/// A path from the environment, which must then hold a file.
fn from_variable(name: &str) -> Outcome<Option<PathBuf>> {
    let Some(value) = std::env::var_os(name).filter(|v| !v.is_empty()) else { return Ok(None) };
    let path = PathBuf::from(value);
    if path.is_file() {
        return Ok(Some(path));
    }
    let what = format!("{name} names {}, and no file is there.", path.display());
    Err(failure(what, format!("correct {name}, or unset it to have the usual places searched.")))
}
