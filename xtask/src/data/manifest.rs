//! `manifest.json`: what the page reads to know which shards there are.

use super::sample::Drawn;
use crate::hash;
use crate::step::{at, Outcome};
use serde_json::{json, Value};
use std::fmt;
use std::path::Path;

/// One shard as the manifest lists it.
pub struct Entry {
    file: String,
    sizes: [usize; 3],
    bytes: usize,
    sha256: String,
}

impl Entry {
    /// Describes a shard that was just written.
    pub fn new(file: String, drawn: &Drawn, bytes: &[u8]) -> Self {
        let sizes = [drawn.train.len(), drawn.valid.len(), drawn.test.len()];
        Self { file, sizes, bytes: bytes.len(), sha256: hash::sha256(bytes) }
    }

    fn json(&self) -> Value {
        let [train, valid, test] = self.sizes;
        json!({
            "file": self.file, "train": train, "valid": valid, "test": test,
            "bytes": self.bytes, "sha256": self.sha256,
        })
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Entry { file, sizes: [train, valid, test], bytes, sha256 } = self;
        write!(f, "{file}: {train} / {valid} / {test} images, {bytes} bytes, sha256 {sha256}")
    }
}

/// Writes the manifest; `full` lists the shards that only a site built with --full-mnist has.
pub fn write(folder: &Path, bundled: &[Entry], full: &[Entry]) -> Outcome<()> {
    let list = |entries: &[Entry]| entries.iter().map(Entry::json).collect::<Vec<_>>();
    let images: usize = bundled.iter().chain(full).flat_map(|entry| entry.sizes).sum();
    let mut manifest = json!({
        "source": format!("MNIST, {images} of 70000 images (LeCun, Cortes, Burges)"),
        "shards": list(bundled),
    });
    if !full.is_empty() {
        manifest["full"] = list(full).into();
    }
    let path = folder.join("manifest.json");
    std::fs::write(&path, format!("{manifest:#}\n")).map_err(at(&path))
}
