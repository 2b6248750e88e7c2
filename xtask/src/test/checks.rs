//! Commands of each step of `cargo xtask test`.

use crate::setup::{chromium, firefox, node, rust, trunk, wasm_pack};
use crate::site::{self as built, Opt};
use crate::step::{at, failure, Outcome};
use crate::{pack, paths, shell, single_file};
use std::process::Command;

/// Cargo for this machine, at the root.
fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).current_dir(paths::root());
    cargo
}

/// Formatting.
pub fn format() -> Outcome<()> {
    rust::ensure_component("rustfmt", "rustfmt")?;
    shell::loud(&mut cargo(&["fmt", "--all", "--check"]), "run `cargo fmt --all`.")?;
    // cargo fmt does not see files that a macro declares.
    let rules = paths::root().join("src/rules");
    let files = std::fs::read_dir(&rules).map_err(at(&rules))?.flatten().map(|entry| entry.path());
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2021"]).args(files).current_dir(paths::root());
    shell::loud(&mut rustfmt, "run `rustfmt src/rules/*.rs`.")
}

/// Lints of the native code.
pub fn lint() -> Outcome<()> {
    rust::ensure_component("cargo-clippy", "clippy")?;
    let mut clippy = cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    shell::loud(&mut clippy, "mend what clippy names above.")
}

/// Lints of the code that only wasm32 compiles.
pub fn lint_wasm() -> Outcome<()> {
    let wasm = rust::ensure()?;
    wasm.ensure_clippy()?;
    // The module that a page opens with leaves things out, and has no tests of its own.
    [["--lib", "--tests"], ["--lib", "--no-default-features"]].iter().try_for_each(|part| {
        let mut clippy = wasm.cargo();
        clippy.args(["clippy", "--package", "microlearning"]).args(part);
        clippy.args(["--target", rust::WASM32, "--", "-D", "warnings"]);
        shell::loud(&mut clippy, "mend what clippy names above.")
    })
}

/// All tests that need no browser. The generator holds none and is slow to compile for nothing.
pub fn native() -> Outcome<()> {
    let mut test = cargo(&["test", "--workspace", "--exclude", "xtask-bindgen"]);
    shell::repeated(&mut test, "mend the test or the code that it names.")
}

/// The same with `Real` as f64, where identities can be exact.
pub fn f64() -> Outcome<()> {
    let mut test =
        cargo(&["test", "--package", "microlearning", "--package", "microlearning-kernel", "--features", "f64"]);
    shell::repeated(&mut test, "mend the test or the code that it names.")
}

/// The learning rules' tests in Chromium and in Node.js.
pub fn browser() -> Outcome<()> {
    let chromium = chromium::ensure()?;
    in_wasm("web", &["--headless", "--chrome", "--chromedriver", &chromium.driver.to_string_lossy()])?;
    node::ensure()?;
    in_wasm("node", &["--node"])
}

/// The same in Firefox, and as the site is compiled in both browsers.
pub fn browsers() -> Outcome<()> {
    let chromium = chromium::ensure()?.driver;
    let firefox = firefox::ensure()?;
    let firefox = ["--headless", "--firefox", "--geckodriver", &firefox.to_string_lossy()];
    in_wasm("web", &firefox)?;
    in_wasm("web", &[&["--release"], &firefox[..]].concat())?;
    in_wasm("web", &["--release", "--headless", "--chrome", "--chromedriver", &chromium.to_string_lossy()])
}

/// One file of tests, compiled for wasm32, where these words say.
fn in_wasm(file: &str, place: &[&str]) -> Outcome<()> {
    let wasm = rust::ensure()?;
    let tools = wasm_pack::ensure()?;
    let mut test = tools.command(|command| wasm.prepare(command));
    test.arg("test").args(place).args(["--mode", "no-install", "--", "--package", "microlearning", "--test", file]);
    let remedy = "mend the test; if the browser did not start, see that its version is its driver's.";
    shell::repeated(&mut test, remedy)
}

/// The site as it is published.
pub fn site() -> Outcome<()> {
    built::build(&paths::dist(), Opt::Install)
}

/// A real browser on the site that the step before has built, and on what is made beside it.
pub fn e2e() -> Outcome<()> {
    single_file::write(&paths::dist())?;
    pack::write()?;
    in_browser("run.mjs", &[])?;
    bits()
}

/// Each rule's bits in the browsers that are there, beside those of the command line.
fn bits() -> Outcome<()> {
    shell::loud(&mut cargo(&["build", "--package", "microlearning-cli"]), "mend what cargo names above.")?;
    let program = paths::target().join("debug").join("microlearning").with_extension(std::env::consts::EXE_EXTENSION);
    let mut run = e2e_script("bits.mjs", &[])?;
    run.env("CLI", program);
    if let Some(driver) = firefox::find() {
        run.env("GECKODRIVER", driver);
    }
    shell::repeated(&mut run, "find out which number came first that differs: the script names the run.")
}

/// Runs a script of tests/e2e on the built site, with the browser and the site in its environment.
pub fn in_browser(script: &str, arguments: &[String]) -> Outcome<()> {
    shell::repeated(&mut e2e_script(script, arguments)?, "read what the script says above.")
}

fn e2e_script(script: &str, arguments: &[String]) -> Outcome<Command> {
    node::ensure()?;
    node::ensure_modules()?;
    let chromium = chromium::ensure()?;
    if !paths::dist().join("wasm").is_dir() {
        return Err(failure("dist/ holds no built site.", "run `cargo xtask build` first."));
    }
    let script = paths::root().join("tests").join("e2e").join(script);
    if !script.is_file() {
        let what = format!("{} is missing.", script.display());
        return Err(failure(what, "take it from the repository again."));
    }
    let mut run = Command::new("node");
    run.arg(&script).args(arguments).current_dir(paths::root());
    run.env("SITE", paths::dist()).env("CHROMIUM", &chromium.browser);
    Ok(run)
}

/// The documentation, with warnings denied.
pub fn docs() -> Outcome<()> {
    let mut doc = cargo(&["doc", "--no-deps", "--workspace", "--exclude", "xtask-bindgen"]);
    shell::loud(doc.env("RUSTDOCFLAGS", "-D warnings"), "mend what rustdoc names above.")
}

/// Trunk.toml: its fields always, a build by Trunk itself where it is installed.
pub fn trunk() -> Outcome<()> {
    trunk::check_configuration()?;
    match trunk::find() {
        Some(program) => trunk::build(&program),
        None => {
            println!("  Trunk is not installed (`cargo xtask setup --trunk` does that); its configuration is sound.");
            Ok(())
        }
    }
}
