//! Tests of the course's tables: no section, exercise or question of the notebooks is missing.

use super::*;
use std::collections::BTreeMap;

const ONE: &str = "[[entry]]\nnotebook = \"n\"\ntitle = \"4.2 `torch`\"\ndepth = 1\nhere = \"[A & B](a.html#b)\"\n";

fn ours() -> Course {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/chapters/course.toml");
    Course::parse(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|failure| panic!("{failure}"))
}

#[test]
fn a_row_has_the_title_as_it_is_and_the_way_to_the_place() {
    let table = Course::parse(ONE).unwrap().table("n", 1).unwrap();
    let row = "<tr><th scope=\"row\" class=\"depth-1\">4.2 <code>torch</code></th><td><a href=\"a.html#b\">A &amp; B</a></td></tr>";
    assert!(table.contains(row), "{table}");
    assert!(Course::parse(ONE).unwrap().table("m", 7).unwrap_err().what.contains("\"m\""));
}

#[test]
fn an_entry_without_a_place_is_named_with_its_line() {
    let homeless = format!("{ONE}\n[[entry]]\nnotebook = \"n\"\ntitle = \"4.3\"\nhere = \"Somewhere.\"\n");
    let failure = Course::parse(&homeless).unwrap_err();
    assert!(failure.line == 9 && failure.what.contains("\"4.3\""), "{failure}");
    assert!(Course::parse(&homeless.replace("Somewhere.", "Not here.")).is_ok());
    assert!(Course::parse(&ONE.replace("here", "where")).unwrap_err().what.contains("where"));
}

/// The number in a title, part by part: "4.3.1 Simplifying" → 4, 3, 1; "Exercise 2: Feedback" → 2.
fn number(title: &str) -> Option<Vec<u32>> {
    let word = title.split(' ').find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    word.trim_end_matches([':', '.']).split('.').map(|part| part.parse().ok()).collect()
}

/// Series that a title is counted in: sections and their parts, exercises, videos.
fn series(title: &str) -> &str {
    ["Exercise", "Video"].into_iter().find(|kind| title.starts_with(kind)).unwrap_or("Section")
}

#[test]
fn numbers_of_sections_exercises_and_videos_have_no_gaps() {
    for (notebook, last) in [("tutorial", ["Section 6", "Exercise 3", "Video 4"]), ("project", ["Section 6"; 3])] {
        let course = ours();
        let mut counted: BTreeMap<(&str, Vec<u32>), u32> = BTreeMap::new();
        for Entry { title, .. } in course.of(notebook) {
            let Some(mut number) = number(title) else { continue };
            let own = number.pop().unwrap();
            let before = counted.insert((series(title), number), own).unwrap_or(0);
            assert_eq!(own, before + 1, "{notebook}: before \"{title}\" something is missing");
        }
        for last in last {
            assert!(course.of(notebook).any(|entry| entry.title.starts_with(last)), "{notebook} ends before {last}");
        }
    }
}

#[test]
fn each_question_stands_under_a_section_that_asks_one() {
    let course = ours();
    let numbers: Vec<_> = course.of("questions").filter_map(|entry| number(&entry.title)).collect();
    assert_eq!(numbers.len(), course.of("questions").count());
    assert!(numbers.is_sorted_by_key(|number| (number[0], number[1])), "in the notebook's order: {numbers:?}");
    for number in &numbers {
        let asks = |entry: &Entry| self::number(&entry.title).as_ref() == Some(number);
        assert!(course.of("project").any(asks), "the project has no section {number:?}");
    }
}
