//! Pages made from the folder of chapters.

use crate::chapter::{Chapter, Shared};
use crate::course::Course;
use crate::failure::{self, disk, read, Failure, Outcome};
use crate::numbers::Numbers;
use crate::symbols::Symbols;
use crate::{bibliography, check, fill, page};
use std::collections::BTreeMap;
use std::path::Path;

/// Folder of the chapters, relative to the repository's root.
const FOLDER: &str = "www/chapters";
const TITLE: &str = "Microlearning: how could a brain learn?";
const LINE: &str =
    "A notebook in the browser: train small networks on handwritten digits, with backpropagation and with \
                    rules that a brain might use, and see where they part.";

/// Writes every page into `out`.
pub fn write(root: &Path, out: &Path) -> Outcome<()> {
    let pages = render(root)?;
    std::fs::create_dir_all(out).map_err(|error| disk(out, &error))?;
    pages.iter().try_for_each(|(name, html)| failure::write(&out.join(name), html))
}

/// All pages by file name.
pub fn render(root: &Path) -> Outcome<BTreeMap<String, String>> {
    let part = |name: &str| read(&root.join(FOLDER).join(name));
    let within = |name: &'static str| move |failure: Failure| failure.within(name, 0);
    let table = |name: &'static str| Numbers::parse(&read(&root.join(name))?).map_err(within(name));
    let shared = Shared {
        numbers: table("docs/results.json")?.and(table("docs/comparisons.json")?),
        references: bibliography::parse(&part("references.toml")?).map_err(within("www/chapters/references.toml"))?,
        symbols: Symbols::parse(&part("symbols.toml")?).map_err(within("www/chapters/symbols.toml"))?,
        course: Course::parse(&part("course.toml")?).map_err(within("www/chapters/course.toml"))?,
    };
    let chapters = chapters(root, &shared)?;
    let template = part("template.html")?;
    let fill = |title: &str, line: &str, open: Option<&Chapter>, body: &str| {
        let menu = [true, false].map(|numbered| page::menu(&chapters, numbered, open));
        page::fill_template(&template, title, line, [&menu[0], &menu[1]], body)
            .map_err(within("www/chapters/template.html"))
    };
    let mut pages = BTreeMap::new();
    let [listed, guides] = [true, false].map(|numbered| page::list(&chapters, numbered));
    let front = fill::parts(&part("front.html")?, &[("chapters", &*listed), ("guides", &*guides)])
        .map_err(within("www/chapters/front.html"))?;
    pages.insert("index.html".to_owned(), fill(TITLE, LINE, None, &front)?);
    for (i, chapter) in chapters.iter().enumerate() {
        let body = chapter.article(i + 1) + &page::turn(&chapters, i);
        let title = format!("{} · Microlearning", chapter.front.title);
        pages.insert(chapter.page.clone(), fill(&title, &chapter.front.line, Some(chapter), &body)?);
    }
    let elements = |tag: &str| root.join(format!("www/js/elements/{tag}.js")).is_file();
    check::pages(&pages, elements)?;
    Ok(pages)
}

/// The chapters that are no drafts, in the order of their numbers, then the guides.
fn chapters(root: &Path, shared: &Shared) -> Outcome<Vec<Chapter>> {
    let folder = root.join(FOLDER);
    let entries = std::fs::read_dir(&folder).map_err(|error| disk(&folder, &error))?;
    let mut names: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into()).collect();
    names.retain(|name| name.ends_with(".md"));
    names.sort();
    let mut chapters = vec![];
    for name in names {
        let text = read(&folder.join(&name))?;
        chapters.extend(Chapter::read(&format!("{FOLDER}/{name}"), &text, shared)?);
    }
    Ok(chapters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    #[test]
    fn all_chapters_of_this_repository_render() {
        let pages = render(&root()).unwrap_or_else(|failure| panic!("{failure}"));
        assert!(pages.contains_key("index.html") && pages.contains_key("first-model.html"));
        for (name, html) in &pages {
            assert!(
                !html.contains("{{") && !html.contains(" style=\""),
                "{name}: a hole, or a style that the policy forbids"
            );
            assert_eq!(html.matches("<h1").count(), 1, "{name}");
            assert_eq!(html.matches("<section").count(), html.matches("</section>").count(), "{name}");
        }
    }
}
