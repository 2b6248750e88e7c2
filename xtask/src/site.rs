//! The static site: the wasm module, its JavaScript, the chapters as pages, and everything else in `www/`.

use crate::arguments::Arguments;
use crate::setup::{bindgen, esbuild, node, rust, wasm_opt};
use crate::step::{at, step, Outcome};
use crate::{chapters, data, further, notices, offline, paths, pieces, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Options of `cargo xtask build`.
pub const OPTIONS: &str = "[--full-mnist] [--out DIR] [--no-opt] [--staging]";

/// The modules and how each is compiled: what every page opens with, and the same with all that is asked for less often
/// (rules as code, exercises, experiments that are no training runs, weights as files).
const MODULES: [(&str, &[&str]); 2] =
    [("microlearning", &["--no-default-features"]), ("workshop", &["--no-default-features", "--features", "workshop"])];

/// The profile in Cargo.toml: small, but for the loops in which training spends its time.
pub const PROFILE: &str = "web";

/// Use of wasm-opt, which makes the module smaller.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Opt {
    /// Install it if need be: for a site that is published.
    Install,
    /// Use what an earlier build has left: a first page does not wait half a minute for it.
    IfKept,
    /// Leave the module as the compiler wrote it.
    No,
}

/// `cargo xtask build`.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let full = arguments.flag("--full-mnist");
    let opt = if arguments.flag("--no-opt") { Opt::No } else { Opt::Install };
    let mut out = arguments.value("--out")?.map(PathBuf::from);
    if arguments.flag("--staging") {
        // Trunk's hooks get no shell that could put the variable into --out.
        out = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).or(out);
    }
    arguments.finish(OPTIONS)?;
    let here = std::env::current_dir().map_err(at(Path::new(".")))?;
    let out = out.map_or_else(paths::dist, |dir| here.join(dir));
    build(&out, opt)?;
    if full {
        data::add_full(&out.join("data"))?;
        offline::write(&out)?;
    }
    println!("\nThe site is in {}; any static host can carry it.", out.display());
    Ok(())
}

/// Builds the site into `out`.
pub fn build(out: &Path, opt: Opt) -> Outcome<()> {
    // The three do not depend on each other, and each leaves a core idle at times.
    let (modules, generator, renderer) = std::thread::scope(|scope| {
        let generator = scope.spawn(bindgen::ensure);
        let wasm_rust = rust::ensure();
        let generator = generator.join().expect("the generator's thread does not panic");
        let renderer = scope.spawn(chapters::ensure);
        let modules = wasm_rust.and_then(|rust| {
            step("Compiling for the browser", || {
                MODULES.iter().map(|module| compile(rust, module)).collect::<Outcome<Vec<_>>>()
            })
        });
        (modules, generator, renderer.join().expect("the renderer's thread does not panic"))
    });
    let (modules, generator, renderer) = (modules?, generator?, renderer?);
    step("Writing the site", || {
        empty(out)?;
        let remedy = "run `cargo xtask setup`; Cargo.lock may have changed.";
        for module in &modules {
            shell::quiet(Command::new(&generator).arg(module).arg(out.join("wasm")), "wasm-bindgen", remedy)?;
        }
        let www = paths::root().join("www");
        copy(&www, out, &www.join("chapters"))?;
        further::write(&out.join("js"))?;
        notices::write(out)?;
        chapters::write(&renderer, out)
    })?;
    MODULES.iter().try_for_each(|(name, _)| shrink(&out.join(format!("wasm/{name}_bg.wasm")), opt))?;
    if opt == Opt::Install && node::ensure().is_ok() {
        let program = esbuild::ensure()?;
        step("Making scripts and styles smaller", || {
            esbuild::minify(&program, out)?;
            pieces::join(&program, out)
        })?;
    }
    offline::write(out)
}

/// Makes the module smaller, or says why not.
pub fn shrink(module: &Path, opt: Opt) -> Outcome<()> {
    match opt {
        Opt::No => return Ok(()),
        Opt::IfKept if wasm_opt::reuse(module)? => return Ok(()),
        Opt::IfKept => {
            eprintln!("  wasm-opt left out, which saves time; `cargo xtask build` makes the module smaller.")
        }
        Opt::Install => match wasm_opt::ensure()? {
            Some(script) => return wasm_opt::shrink(&script, module),
            None => eprintln!("  wasm-opt needs Node.js, which is not here: the module stays larger than it could be."),
        },
    }
    Ok(())
}

/// Compiles the library for wasm32 as one of the modules and returns its path.
fn compile(wasm_rust: rust::WasmRust, (name, features): &(&str, &[&str])) -> Outcome<PathBuf> {
    let mut cargo = wasm_rust.cargo();
    cargo.args(["build", "--profile", PROFILE, "--package", "microlearning", "--lib", "--target", rust::WASM32]);
    shell::loud(cargo.args(*features), "mend the error above.")?;
    let folder = paths::wasm_target().join(rust::WASM32).join(PROFILE);
    let (written, kept) = (folder.join("microlearning.wasm"), paths::wasm_target().join(format!("{name}.wasm")));
    std::fs::copy(&written, &kept).map_err(at(&written))?;
    Ok(kept)
}

/// Makes the folder, and clears it if it is the default one; a folder of the user's choice is
/// written over file by file, so that a mistyped `--out` destroys nothing.
fn empty(out: &Path) -> Outcome<()> {
    if out == paths::dist() && out.exists() {
        std::fs::remove_dir_all(out).map_err(at(out))?;
    }
    std::fs::create_dir_all(out).map_err(at(out))
}

/// Copies a folder with all that is in it but one.
pub fn copy(from: &Path, to: &Path, but: &Path) -> Outcome<()> {
    std::fs::create_dir_all(to).map_err(at(to))?;
    for entry in std::fs::read_dir(from).map_err(at(from))? {
        let entry = entry.map_err(at(from))?;
        let (source, goal) = (entry.path(), to.join(entry.file_name()));
        if source == but {
            continue;
        }
        if source.is_dir() {
            copy(&source, &goal, but)?;
        } else {
            std::fs::copy(&source, &goal).map_err(at(&source))?;
        }
    }
    Ok(())
}
