//! Names that one file uses of others: paths of a Rust file, imports of a script.

use std::iter::Peekable;
use std::str::Chars;

/// Paths that a Rust file names with `crate::` and `super::`, also in braces and over several lines, each as a list of names from the
/// crate's root; `module` is the file's own path.
pub fn paths(text: &str, module: &[String]) -> Vec<Vec<String>> {
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for start in ["crate::", "super::"].iter().flat_map(|word| code.match_indices(word)).map(|(at, _)| at) {
        let inner = code[..start].ends_with(|before: char| before.is_alphanumeric() || "_:".contains(before));
        if !inner {
            tree(&mut code[start..].chars().peekable(), module.to_vec(), &mut found);
        }
    }
    found
}

/// Reads `a::b` or `a::{b, c::d}`, where `base` is what stands before it.
pub fn tree(rest: &mut Peekable<Chars<'_>>, mut base: Vec<String>, found: &mut Vec<Vec<String>>) {
    loop {
        while rest.next_if(|c| c.is_whitespace()).is_some() {}
        if rest.next_if_eq(&'{').is_some() {
            while rest.peek().is_some_and(|c| *c != '}') {
                let before = rest.clone().count();
                tree(rest, base.clone(), found);
                while rest.next_if(|c| c.is_whitespace() || *c == ',').is_some() {}
                if rest.clone().count() == before {
                    rest.next();
                }
            }
            rest.next();
            return;
        }
        let mut word = String::new();
        while let Some(letter) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
            word.push(letter);
        }
        match &*word {
            "" => return,
            "crate" => base.clear(),
            "super" => drop(base.pop()),
            _ => base.push(word),
        }
        if rest.next_if_eq(&':').is_none() || rest.next_if_eq(&':').is_none() {
            found.push(base);
            return;
        }
    }
}

/// Files that a script imports, at once or later, and whatever it does with them: as it names them, if they are the site's.
pub fn imports(text: &str) -> Vec<String> {
    let begins = ["from ", "import ", "import("].into_iter().flat_map(|word| ['\'', '"', '`'].map(|q| (word, q)));
    let named = begins.flat_map(|(word, quote)| {
        let start = format!("{word}{quote}");
        text.split(&*start).skip(1).filter_map(|rest| rest.split(quote).next()).map(str::to_owned).collect::<Vec<_>>()
    });
    named.filter(|path| path.starts_with('.')).collect()
}

#[test]
fn paths_are_read_in_whatever_way_they_are_written() {
    let text =
        "use crate::{\n    a::{b, c::D},\n    e,\n};\nuse super::super::f::G;\n// crate::no\nlet x = crate::h::i(1);\n";
    let module = ["lab", "run", "here"].map(String::from);
    let found: Vec<_> = paths(text, &module).iter().map(|path| path.join(" ")).collect();
    assert_eq!(found, ["a b", "a c D", "e", "h i", "lab f G"]);
    let script = "import './a.js';\nimport {\n  b,\n} from \"../b.js\";\nexport { c } from './c.js';\nconst d = () => import('./d.js');\nimport fs from 'fs';\n";
    assert_eq!(imports(script), ["./c.js", "../b.js", "./a.js", "./d.js"]);
}
