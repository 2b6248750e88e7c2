//! `cargo xtask single-file`: the whole notebook as one HTML file that opens from disk, with no server.

use crate::arguments::Arguments;
use crate::further;
use crate::notices;
use crate::paths;
use crate::setup::esbuild;
use crate::site::{self, Opt};
use crate::step::{at, failure, step, Outcome};
use base64::prelude::{Engine, BASE64_STANDARD};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// The file's name in the site's folder.
const NAME: &str = "microlearning.html";

/// `cargo xtask single-file`.
pub fn task(arguments: Arguments) -> Outcome<()> {
    arguments.finish("")?;
    let dist = paths::dist();
    site::build(&dist, Opt::Install)?;
    let file = write(&dist)?;
    println!("\nThe notebook is in {}; it opens by a double-click.", file.display());
    Ok(())
}

/// Writes the file beside the built site in `dist` and returns its path.
pub fn write(dist: &Path) -> Outcome<std::path::PathBuf> {
    let program = esbuild::ensure()?;
    let goal = dist.join(NAME);
    step("Writing the single file", || {
        let work = paths::target().join("single-file");
        let (main, worker) = scripts(&program, dist, &work)?;
        let html = assemble(dist, &main, &worker)?;
        std::fs::write(&goal, html).map_err(at(&goal))
    })?;
    Ok(goal)
}

fn text(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(at(path))
}

/// The page's script and the worker's, each with all that it imports.
fn scripts(program: &Path, dist: &Path, work: &Path) -> Outcome<(String, String)> {
    // A script that there is no more would be taken for one.
    let _ = std::fs::remove_dir_all(work);
    // A published site's own scripts are in pieces already.
    for (from, folder) in [(paths::root().join("www"), "js"), (dist.to_path_buf(), "wasm")] {
        site::copy(&from.join(folder), &work.join(folder), Path::new(""))?;
    }
    further::write(&work.join("js"))?;
    let inside = paths::root().join("xtask/single-file/site.js");
    std::fs::copy(&inside, work.join("js/site.js")).map_err(at(&inside))?;
    let (main, worker) = (work.join("main.js"), work.join("worker.js"));
    esbuild::bundle(program, &work.join("js/main.js"), "esm", &main)?;
    esbuild::bundle(program, &work.join("js/worker/worker.js"), "iife", &worker)?;
    Ok((text(&main)?, text(&worker)?))
}

/// The front page's frame around the parts of all pages.
fn assemble(dist: &Path, main: &str, worker: &str) -> Outcome<String> {
    let index = text(&dist.join("index.html"))?;
    let (boot, choose) = (text(&dist.join("js/boot.js"))?, text(&paths::root().join("xtask/single-file/pages.js"))?);
    let style = styles(dist, &[&index, &text(&dist.join("lab.html"))?])?;
    let policy = format!(
        "default-src 'none'; script-src {} {} {} 'wasm-unsafe-eval'; worker-src blob:; style-src {}; img-src data: blob:; \
         object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types microlearning",
        source(&boot),
        source(&choose),
        source(main),
        source(&style),
    );
    let (frame, foot) = (between(&index, "<header", "<main")?, between(&index, "<footer", "</body>")?);
    let foot = foot.replace(NOTICES, &notices(dist)?);
    let icon = BASE64_STANDARD.encode(text(&dist.join("icon.svg"))?);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Microlearning</title>\n\
         <link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{style}</style>\n<script>{boot}</script>\n\
         </head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the text</a>\n<header{frame}\
         <main id=\"content\" tabindex=\"-1\"></main>\n<footer{foot}"
    );
    html += &pages(dist)?.replace(" aria-current=\"page\"", "");
    html += &parts(dist, worker)?;
    let _ = write!(html, "<script>{choose}</script>\n<script type=\"module\">{main}</script>\n</body>\n</html>\n");
    Ok(html)
}

/// Link to the notices as the template has it.
const NOTICES: &str = "<a href=\"third-party-notices.txt\">What others wrote</a>";

/// The notices themselves, folded, since nothing lies beside the file.
fn notices(dist: &Path) -> Outcome<String> {
    let words = text(&dist.join(notices::FILE))?.replace('&', "&amp;").replace('<', "&lt;");
    Ok(format!("<details><summary>What others wrote</summary><pre>{words}</pre></details>"))
}

/// Each page's own part, as a template.
fn pages(dist: &Path) -> Outcome<String> {
    let mut found: Vec<_> = std::fs::read_dir(dist).map_err(at(dist))?.flatten().map(|entry| entry.path()).collect();
    found.sort();
    let mut html = String::new();
    for path in found.iter().filter(|path| path.extension().is_some_and(|ending| ending == "html")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let page = text(path)?;
        // Only what is made from the chapters' template has a menu; a lab to be embedded has none.
        if name != NAME && page.contains("class=\"menu\"") {
            let (title, body) =
                (between(&page, "<title>", "</title>")?, between(&page, "tabindex=\"-1\">", "</main>")?);
            let _ = writeln!(html, "<template id=\"page-{name}\" data-title=\"{title}\">{body}</template>");
        }
    }
    Ok(html)
}

/// The module, the digits and the worker, as scripts of a type that no browser runs.
fn parts(dist: &Path, worker: &str) -> Outcome<String> {
    let (module, digits) = (dist.join("wasm/workshop_bg.wasm"), dist.join("data/mnist-0.gz"));
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(&std::fs::read(&module).map_err(at(&module))?).map_err(at(&module))?;
    let module = BASE64_STANDARD.encode(packed.finish().map_err(at(&module))?);
    let digits = BASE64_STANDARD.encode(std::fs::read(&digits).map_err(at(&digits))?);
    let list = dist.join("data/manifest.json");
    let damaged = || failure("www/data/manifest.json is not as `cargo xtask data` writes it.", "restore it from git.");
    let mut manifest: serde_json::Value = serde_json::from_str(&text(&list)?).map_err(|_| damaged())?;
    manifest.get_mut("shards").and_then(|shards| shards.as_array_mut()).ok_or_else(damaged)?.truncate(1);
    let part = |id: &str, text: &str| format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n");
    Ok([("module", &*module), ("digits", &digits), ("digits-list", &manifest.to_string()), ("worker", worker)]
        .map(|(id, text)| part(id, text))
        .concat())
}

/// All style sheets that the pages name, in their order.
fn styles(dist: &Path, pages: &[&str]) -> Outcome<String> {
    let links = pages.iter().flat_map(|page| page.split("<link rel=\"stylesheet\" href=\"").skip(1));
    let mut names: Vec<_> = links.filter_map(|rest| rest.split('"').next()).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names.iter().map(|name| text(&dist.join(name))).collect()
}

/// Text between two marks, without the first.
fn between<'a>(page: &'a str, from: &str, to: &str) -> Outcome<&'a str> {
    let behind = page.split_once(from).map(|(_, behind)| behind);
    behind.and_then(|behind| Some(&behind[..behind.find(to)?])).ok_or_else(|| {
        failure(
            format!("A page of the site has no {from} … {to}."),
            "keep www/chapters/template.html and xtask/src/single_file.rs in step.",
        )
    })
}

/// A script or a style as a content security policy names it.
fn source(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}
