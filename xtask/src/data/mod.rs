//! The MNIST shards of the site: drawn from the original files, the same bytes every time.

mod manifest;
mod sample;
mod shard;
mod source;

use crate::arguments::Arguments;
use crate::paths;
use crate::step::{at, step, Outcome};
use manifest::Entry;
use sample::{Drawn, Sizes};
pub use source::folder as original_files;
use source::Originals;
use std::path::Path;

/// The committed shards: the first is enough to start, all four are the project notebook's sizes.
const BUNDLED: [Sizes; 4] = [
    Sizes { train: 6_000, valid: 1_000, test: 1_000 },
    Sizes { train: 6_000, valid: 1_667, test: 1_334 },
    Sizes { train: 6_000, valid: 1_667, test: 1_333 },
    Sizes { train: 6_001, valid: 1_665, test: 1_333 },
];
/// The rest of MNIST, so that all shards together hold 50,000 / 10,000 / 10,000.
const FULL: [Sizes; 4] = [
    Sizes { train: 6_499, valid: 1_001, test: 1_250 },
    Sizes { train: 6_500, valid: 1_000, test: 1_250 },
    Sizes { train: 6_500, valid: 1_000, test: 1_250 },
    Sizes { train: 6_500, valid: 1_000, test: 1_250 },
];

/// `cargo xtask data`: writes the bundled shards and their manifest into the tree.
pub fn task(arguments: Arguments) -> Outcome<()> {
    arguments.finish("")?;
    let originals = source::fetch()?;
    let folder = paths::root().join("www").join("data");
    let entries = step("Writing the shards of www/data", || write(&originals, &folder, "mnist", 0))?;
    manifest::write(&folder, &entries, &[])?;
    for entry in &entries {
        println!("  {entry}");
    }
    Ok(())
}

/// Adds the shards with the rest of MNIST to a built site, and a manifest that lists them.
pub fn add_full(folder: &Path) -> Outcome<()> {
    let originals = source::fetch()?;
    step("Adding all of MNIST to the site", || {
        let bundled = write(&originals, folder, "mnist", 0)?;
        let full = write(&originals, folder, "mnist-full", BUNDLED.len())?;
        manifest::write(folder, &bundled, &full)
    })
}

/// Writes the shards of the one plan, from the shard numbered `first` on, as NAME-0.gz, NAME-1.gz, …
fn write(originals: &Originals, folder: &Path, name: &str, first: usize) -> Outcome<Vec<Entry>> {
    let plan = [BUNDLED, FULL].concat();
    let drawn = sample::draw(&plan, originals.train.count(), originals.test.count());
    let last = if first == 0 { BUNDLED.len() } else { plan.len() };
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let part: Vec<Drawn> = drawn.into_iter().take(last).skip(first).collect();
    let mut entries = Vec::new();
    for (number, drawn) in part.iter().enumerate() {
        let bytes = shard::encode(originals, drawn).map_err(at(folder))?;
        let file = format!("{name}-{number}.gz");
        let path = folder.join(&file);
        std::fs::write(&path, &bytes).map_err(at(&path))?;
        entries.push(Entry::new(file, drawn, &bytes));
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(plan: &[Sizes], of: fn(&Sizes) -> usize) -> usize {
        plan.iter().map(of).sum()
    }

    #[test]
    fn sizes_are_the_notebooks() {
        assert_eq!(total(&BUNDLED, |s| s.train), 24_001);
        assert_eq!(total(&BUNDLED, |s| s.valid), 5_999);
        assert_eq!(total(&BUNDLED, |s| s.test), 5_000);
        assert_eq!(total(&FULL, |s| s.train + s.valid), 30_000);
        assert_eq!(total(&FULL, |s| s.test), 5_000);
    }

    #[test]
    fn the_tree_holds_what_its_manifest_says() {
        let folder = paths::root().join("www/data");
        let text = std::fs::read_to_string(folder.join("manifest.json")).expect("the manifest");
        let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let shards = manifest["shards"].as_array().expect("a list");
        assert_eq!(shards.len(), BUNDLED.len());
        for (shard, sizes) in shards.iter().zip(&BUNDLED) {
            let bytes = std::fs::read(folder.join(shard["file"].as_str().unwrap())).unwrap();
            assert_eq!(shard["sha256"], crate::hash::sha256(&bytes));
            assert_eq!(shard["bytes"], bytes.len());
            assert_eq!(shard["train"], sizes.train);
        }
    }
}
