//! Few requests for a page of a published site: its scripts in a few pieces, its style sheets in one or two.

use crate::setup::esbuild;
use crate::shared;
use crate::step::{at, Outcome};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Markup by which a page names a style sheet.
const STYLE: &str = "<link rel=\"stylesheet\" href=\"";
/// Attribute by which it says for which elements or classes alone it is.
const FOR: &str = "data-for=\"";
/// All style sheets in two: those of every page, and those that only some need.
const SHEETS: [&str; 2] = ["css/all.css", "css/some.css"];
/// Markup by which a page names these.
const LINKS: [&str; 2] =
    ["  <link rel=\"stylesheet\" href=\"css/all.css\">", "  <link rel=\"stylesheet\" href=\"css/some.css\">"];
/// The script that begins a page's modules.
const MAIN: &str = "js/main.js";
/// Prefix of the names of those pieces that the front page opens with.
const FRONT: [&str; 2] = ["opening-", "racing-"];
/// Before which a page names what its modules need.
const BOOT: &str = "<script src=\"js/boot.js\">";

/// Puts the scripts and style sheets of the site in `out` together, in place of those that it was copied with.
pub fn join(program: &Path, out: &Path) -> Outcome<()> {
    let work = out.join("js-pieces");
    shared::gather(&out.join("js"))?;
    esbuild::in_pieces(program, &out.join("js"), &shared::PAGES, &work)?;
    esbuild::bundle(program, &out.join("js/worker/worker.js"), "esm", &work.join("worker/worker.js"))?;
    let boot = out.join("js/boot.js");
    fs::copy(&boot, work.join("boot.js")).map_err(at(&boot))?;
    fs::remove_dir_all(out.join("js")).map_err(at(&work))?;
    fs::rename(&work, out.join("js")).map_err(at(&work))?;
    let main = needed(&read(&out.join(MAIN))?, "js");
    let opening = opening(out)?;
    let mut styles = [String::new(), String::new()];
    for entry in fs::read_dir(out).map_err(at(out))?.flatten() {
        let path = entry.path();
        let page = if path.extension().is_some_and(|ending| ending == "html") { read(&path)? } else { continue };
        if !page.contains(MAIN) || !page.contains(STYLE) {
            continue;
        }
        // Only the front page has a laboratory in sight when it opens.
        let front = path.file_name().is_some_and(|name| name == "index.html");
        if front {
            for link in page.split(STYLE).skip(1) {
                let sheet = read(&out.join(link.split('"').next().unwrap_or_default()))?;
                styles[usize::from(line_of(link).contains(FOR))].push_str(&sheet);
            }
        }
        let early: BTreeSet<_> = main.iter().chain(opening.iter().filter(|_| front)).collect();
        fs::write(&path, rewritten(&page, early.into_iter())).map_err(at(&path))?;
    }
    fs::remove_dir_all(out.join("css")).map_err(at(out))?;
    fs::create_dir_all(out.join("css")).map_err(at(out))?;
    SHEETS.iter().zip(styles).try_for_each(|(name, style)| fs::write(out.join(name), style).map_err(at(out)))
}

fn line_of(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// True if a page has what this line's style sheet is for; one that does not say is for every page.
fn is_for(page: &str, line: &str) -> bool {
    let Some(names) = line.split(FOR).nth(1).and_then(|rest| rest.split('"').next()) else { return false };
    names.split(' ').any(|name| page.contains(&format!("<{name}")) || page.contains(&format!("class=\"{name}\"")))
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(at(path))
}

/// The page with one style sheet, or two, which names early what its modules need.
fn rewritten<'a>(page: &str, early: impl Iterator<Item = &'a String>) -> String {
    let is_style = |line: &&str| line.trim_start().starts_with(STYLE);
    let mut styled = false;
    let mut lines = Vec::new();
    let preloads: Vec<_> = early.map(|path| format!("  <link rel=\"modulepreload\" href=\"{path}\">")).collect();
    for line in page.split('\n') {
        if line.contains(BOOT) {
            lines.extend(preloads.iter().map(String::as_str));
        }
        if !is_style(&line) {
            lines.push(line);
        } else if !styled {
            let some = page.split('\n').any(|line| is_style(&line) && is_for(page, line)) || !page.contains(FOR);
            lines.extend(&LINKS[..=usize::from(some)]);
            styled = true;
        }
    }
    lines.join("\n")
}

/// The pieces that the front page opens with, and those that they need.
fn opening(out: &Path) -> Outcome<Vec<String>> {
    let parts = out.join("js/parts");
    let mut found = Vec::new();
    for entry in fs::read_dir(&parts).map_err(at(&parts))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if FRONT.iter().any(|start| name.starts_with(start)) {
            found.extend(needed(&read(&entry.path())?, "js/parts"));
            found.push(format!("js/parts/{name}"));
        }
    }
    Ok(found)
}

/// The pieces that a script under `folder` imports before it runs, by their paths in the site.
fn needed(script: &str, folder: &str) -> Vec<String> {
    let names = ["from\"./", "import\"./"].iter().flat_map(|start| script.split(start).skip(1));
    let mut all: Vec<_> =
        names.filter_map(|rest| rest.split('"').next()).map(|name| format!("{folder}/{name}")).collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_one_style_sheet_and_what_its_modules_need() {
        let page = "<head>\n  <link rel=\"stylesheet\" href=\"css/a.css\">\n  <link rel=\"stylesheet\" href=\"css/b.css\" data-for=\"x-lab plots\">\n  <script src=\"js/boot.js\"></script>\n</head>";
        let early = needed("import{a}from\"./parts/x.js\";import\"./parts/y.js\";import(\"./parts/late.js\");", "js");
        assert_eq!(early, ["js/parts/x.js", "js/parts/y.js"]);
        let expected = "<head>\n  <link rel=\"stylesheet\" href=\"css/all.css\">\n  <link rel=\"modulepreload\" href=\"js/parts/x.js\">\n  <link rel=\"modulepreload\" href=\"js/parts/y.js\">\n  <script src=\"js/boot.js\"></script>\n</head>";
        assert_eq!(rewritten(page, early.iter()), expected);
        for needing in ["<x-lab></x-lab>", "<div class=\"plots\">"] {
            assert!(rewritten(&format!("{page}{needing}"), early.iter()).contains("css/some.css"), "{needing}");
        }
        assert!(rewritten(&page.replace(" data-for=\"x-lab plots\"", ""), early.iter()).contains("css/some.css"));
    }
}
