//! Source of the images for `train`: the shards that come with the program, or a folder of IDX files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use microlearning::base::error::{Error, Result};
use microlearning::data::{Dataset, Part};
use microlearning::lab::{Plan, Run};

use crate::files;

/// The committed shards, so that the program runs from anywhere.
const SHARDS: [(&str, &[u8]); 4] = [
    ("mnist-0.gz", include_bytes!("../../www/data/mnist-0.gz")),
    ("mnist-1.gz", include_bytes!("../../www/data/mnist-1.gz")),
    ("mnist-2.gz", include_bytes!("../../www/data/mnist-2.gz")),
    ("mnist-3.gz", include_bytes!("../../www/data/mnist-3.gz")),
];

/// The names that the four files go by, with "-" or "." before "idx", plain or with ".gz".
const FILES: [&str; 4] =
    ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

/// The 35,000 images that come with the program.
pub fn bundled() -> Result<Dataset> {
    first_shards(SHARDS.len())
}

/// Images of the shards that the page fetches for so many training images: the first, and more while images are
/// missing.
pub fn shards_for(images: usize) -> Result<Dataset> {
    let enough = |data: &Dataset| data.part(Part::Train).labels.len() >= images.max(1);
    (1..SHARDS.len()).map(first_shards).find(|data| data.as_ref().map_or(true, enough)).unwrap_or_else(bundled)
}

/// Images of the first so many of its shards.
pub fn first_shards(n: usize) -> Result<Dataset> {
    let mut data = Dataset::empty("bundled MNIST subset");
    for (name, bytes) in SHARDS.into_iter().take(n) {
        data.add_shard(name, bytes)?;
    }
    Ok(data)
}

/// Number of the pictures that a run learns from.
pub fn pictures(data: &Arc<Dataset>, plan: Plan) -> Result<usize> {
    Ok(Run::new(data, plan)?.pictures())
}

/// The four IDX files of `folder`, split as the preset does it.
pub fn from_folder(folder: &Path, plan: &Plan) -> Result<Dataset> {
    if folder.is_file() {
        let message = format!("data: {} is a file; give the folder that holds the four IDX files.", folder.display());
        return Err(Error::new("data", message));
    }
    let files = FILES.map(|name| read(folder, name)).into_iter().collect::<Result<Vec<_>>>()?;
    let seed = plan.config.seed;
    Dataset::from_files(&files, plan.preset.order.unwrap_or(seed), seed)
}

fn read(folder: &Path, name: &str) -> Result<(String, Vec<u8>)> {
    let dotted = name.replace("-idx", ".idx");
    let names = [name.to_owned(), format!("{name}.gz"), dotted.clone(), format!("{dotted}.gz")];
    let Some(path) = names.iter().map(|name| folder.join(name)).find(|path: &PathBuf| path.is_file()) else {
        let message = format!("data: the folder {} has no file {name}, plain or .gz.", folder.display());
        return Err(Error::new("data", message));
    };
    let bytes = files::bytes(&path).map_err(|e| Error::new("data", format!("data: {} ({e}).", path.display())))?;
    Ok((path.file_name().map_or_else(|| name.into(), |name| name.to_string_lossy().into_owned()), bytes))
}
