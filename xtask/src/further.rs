//! The script `js/further.js`, which imports every element that no other script imports: so a new laboratory needs no list.

use crate::step::{at, Outcome};
use std::fs;
use std::path::Path;

const NAME: &str = "further.js";

/// Writes it into the folder `js` of a copy of the page.
pub fn write(js: &Path) -> Outcome<()> {
    let scripts = scripts(js)?;
    let file = js.join(NAME);
    fs::write(&file, imports(&scripts)).map_err(at(&file))
}

/// All scripts in the folder `js`, as paths there and texts.
pub fn scripts(js: &Path) -> Outcome<Vec<(String, String)>> {
    let mut scripts = Vec::new();
    read(js, js, &mut scripts)?;
    Ok(scripts)
}

/// Adds the scripts under a folder.
fn read(folder: &Path, js: &Path, scripts: &mut Vec<(String, String)>) -> Outcome<()> {
    for entry in fs::read_dir(folder).map_err(at(folder))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(&path, js, scripts)?;
        } else if path.extension().is_some_and(|ending| ending == "js") {
            let inner = path.strip_prefix(js).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            scripts.push((inner, fs::read_to_string(&path).map_err(at(&path))?));
        }
    }
    Ok(())
}

/// The script's text, from all scripts as paths and texts.
fn imports(scripts: &[(String, String)]) -> String {
    let taken = |file: &str| {
        let names = [format!("elements/{file}'"), format!("'./{file}'")];
        // The script itself may be there from the last time.
        let mut others = scripts.iter().filter(|(path, _)| path != NAME);
        others.any(|(_, text)| names.iter().any(|name| text.contains(&**name)))
    };
    let defines = scripts.iter().filter(|(_, text)| text.contains("customElements.define("));
    let elements = defines.filter_map(|(path, _)| path.strip_prefix("elements/"));
    let mut lines: Vec<_> =
        elements.filter(|file| !taken(file)).map(|file| format!("import './elements/{file}';\n")).collect();
    lines.sort();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_imports_each_element_that_nobody_else_does() {
        let element = |imports: &str| format!("{imports}\ncustomElements.define('x', X);");
        let scripts = [
            ("elements/new-lab.js", element("import './a-chart.js';")),
            ("elements/a-chart.js", element("")),
            ("elements/a-lab.js", element("")),
            ("elements/shown.js", "export const x = 1;".into()),
            ("elements/first.js", element("")),
            ("running.js", "import './elements/first.js';".into()),
            (NAME, "import './elements/a-lab.js';".into()),
        ];
        let scripts = scripts.map(|(path, text)| (path.to_owned(), text));
        assert_eq!(imports(&scripts), "import './elements/a-lab.js';\nimport './elements/new-lab.js';\n");
    }
}
