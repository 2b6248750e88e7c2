//! Labelled images in three parts: training, validation, test.

use rand::seq::SliceRandom;

use super::idx::{holds_images, IdxReader, Images};
use crate::base::error::{Error, Result};
use crate::base::named::Named;
use crate::base::random::{stream, Stream};

/// Labelled images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labelled {
    /// n × rows × cols bytes.
    pub pixels: Vec<u8>,
    /// n labels, 0–9.
    pub labels: Vec<u8>,
}

/// Part of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Training part.
    Train,
    /// Validation part: settings are chosen on it.
    Valid,
    /// Test part: reported results are measured on it.
    Test,
}

impl Named for Part {
    const NAMES: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Train, "train", "Training"), (Self::Valid, "valid", "Validation"), (Self::Test, "test", "Test")];
}

/// A data set, complete or still arriving shard by shard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// Source of the data, for people.
    pub source: String,
    /// Pixels in a column; 0 before anything arrived.
    pub rows: usize,
    /// Pixels in a row.
    pub cols: usize,
    parts: [Labelled; 3],
}

impl Dataset {
    /// An empty data set, to be filled by `add_shard`.
    pub fn empty(source: &str) -> Self {
        Self { source: source.into(), ..Self::default() }
    }

    /// One image of a single pixel for each label, in each part: enough to build a run without data.
    pub fn sketch() -> Self {
        let part = || Labelled { pixels: vec![255; 10], labels: (0..10).collect() };
        Self { source: String::new(), rows: 1, cols: 1, parts: [part(), part(), part()] }
    }

    /// The images of one part.
    pub fn part(&self, part: Part) -> &Labelled {
        &self.parts[part as usize]
    }

    /// Number of images of each label in a part.
    pub fn counts(&self, part: Part) -> [usize; 10] {
        let mut counts = [0; 10];
        self.part(part).labels.iter().for_each(|label| counts[usize::from(*label)] += 1);
        counts
    }

    /// Up to n images of one label, one after another.
    pub fn examples(&self, part: Part, label: u8, n: usize) -> Vec<u8> {
        let Labelled { pixels, labels } = self.part(part);
        let size = (self.rows * self.cols).max(1);
        let matching = pixels.chunks_exact(size).zip(labels).filter(|(_, l)| **l == label);
        matching.take(n).flat_map(|(image, _)| image).copied().collect()
    }

    /// Adds a shard: a file with the images and labels of training, validation and test, in this order.
    ///
    /// # Errors
    /// If anything about it is wrong; then nothing is added.
    pub fn add_shard(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut reader = IdxReader::new(name, bytes);
        let mut parts: [(Images, Vec<u8>); 3] = Default::default();
        for part in &mut parts {
            *part = (reader.images(true)?, reader.labels(true)?);
        }
        reader.end()?;
        let sizes = (parts[0].0.rows, parts[0].0.cols);
        for (images, labels) in &parts {
            same_count((name, images), (name, labels.len()))?;
            self.same_size(name, sizes, images)?;
        }
        (self.rows, self.cols) = sizes;
        for (part, (images, labels)) in self.parts.iter_mut().zip(parts) {
            part.pixels.extend(images.pixels);
            part.labels.extend(labels);
        }
        Ok(())
    }

    fn same_size(&self, name: &str, expected: (usize, usize), images: &Images) -> Result<()> {
        let found = (images.rows, images.cols);
        let before = if self.rows == 0 { expected } else { (self.rows, self.cols) };
        if found == expected && found == before {
            return Ok(());
        }
        let (rows, cols) = before;
        let message = format!("{name}: images of {} × {} among images of {rows} × {cols}.", found.0, found.1);
        Err(Error::new(name, message))
    }

    /// A person's own files: images and labels for training, and the same for test if there are four.
    /// `train_seed` draws one sixth of the training file for validation and the order of the rest; `test_seed` draws
    /// the order of the test file. Without test files, another sixth becomes the test part.
    ///
    /// # Errors
    /// If a file is wrong or missing.
    pub fn from_files(files: &[(String, Vec<u8>)], train_seed: u32, test_seed: u32) -> Result<Self> {
        let train = pair(files, false)?.ok_or_else(|| Error::new("files", TOGETHER))?;
        let test = pair(files, true)?;
        let mut data = Self::empty("your own files");
        (data.rows, data.cols) = (train.0.rows, train.0.cols);
        let mut all = Labelled { pixels: train.0.pixels, labels: train.1 };
        data.shuffle(&mut all, train_seed);
        let sixth = all.labels.len() / 6;
        data.parts[1] = data.split_off(&mut all, sixth);
        data.parts[2] = match test {
            None => data.split_off(&mut all, sixth),
            Some((images, labels)) => {
                data.same_size("test images", (data.rows, data.cols), &images)?;
                let mut test = Labelled { pixels: images.pixels, labels };
                data.shuffle(&mut test, test_seed);
                test
            }
        };
        data.parts[0] = all;
        if data.parts.iter().any(|part| part.labels.is_empty()) {
            return Err(Error::new("files", "The files hold too few images; use at least 18."));
        }
        Ok(data)
    }

    /// Lets the validation images be learned from, too, as papers do that report test errors only. They stay where they are: what is
    /// measured on them then tells how well they were learned.
    pub fn learn_from_all(&mut self) {
        let [train, valid, _] = &mut self.parts;
        train.pixels.extend_from_slice(&valid.pixels);
        train.labels.extend_from_slice(&valid.labels);
    }

    fn shuffle(&self, part: &mut Labelled, seed: u32) {
        let size = self.rows * self.cols;
        let mut order: Vec<usize> = (0..part.labels.len()).collect();
        order.shuffle(&mut stream(seed, Stream::Split));
        part.pixels = order.iter().flat_map(|i| &part.pixels[i * size..(i + 1) * size]).copied().collect();
        part.labels = order.iter().map(|i| part.labels[*i]).collect();
    }

    fn split_off(&self, part: &mut Labelled, n: usize) -> Labelled {
        let rest = part.labels.len() - n;
        Labelled { pixels: part.pixels.split_off(rest * self.rows * self.cols), labels: part.labels.split_off(rest) }
    }
}

/// Advice if there is nothing to train on.
const TOGETHER: &str =
    "Pick two files together, the training images and their labels, or four of which two have \"test\" in their names.";
/// Words in the name of a file that is not for training.
const TEST: [&[u8]; 5] = [b"t10k", b"test", b"valid", b"validation", b"val"];

/// True if a file's name, without its folders, has this word: whole, unlike "test" within "latest".
fn holds(name: &str, word: &[u8]) -> bool {
    // By bytes: a `str`'s own search would take a kilobyte of the compressed module.
    let name = name.as_bytes().rsplit(|byte| matches!(byte, b'/' | b'\\')).next().unwrap_or_default();
    (0..name.len()).any(|at| {
        let before = at.checked_sub(1).map_or(b' ', |before| name[before]);
        let after = name.get(at + word.len()).copied().unwrap_or(b' ');
        // A capital begins a word where small letters stand before it: "mnistTestImages".
        let begins = !before.is_ascii_alphabetic() || before.is_ascii_lowercase() && name[at].is_ascii_uppercase();
        begins
            && !after.is_ascii_lowercase()
            && name[at..].get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word))
    })
}

/// The images and labels among `files` that are, by their names, for test or not.
fn pair(files: &[(String, Vec<u8>)], test: bool) -> Result<Option<(Images, Vec<u8>)>> {
    let is_test = |name: &str| !holds(name, b"train") && TEST.iter().any(|word| holds(name, word));
    let mut mine =
        files.iter().filter(|(name, _)| files.len() > 2 && is_test(name) == test || files.len() <= 2 && !test);
    let (Some(a), b) = (mine.next(), mine.next()) else { return Ok(None) };
    if let Some((extra, _)) = mine.next() {
        let message = format!(
            "{extra}: one file too many. Pick one file of images and one of labels, or two of each, of which two have \"test\" in their names."
        );
        return Err(Error::new(extra, message));
    }
    // A file that is neither must be read to say what is wrong with it.
    let (images, labels) = if holds_images(&a.0, &a.1) == Some(false) { (b, Some(a)) } else { (Some(a), b) };
    let read = images.map(|(name, bytes)| read_images(name, bytes)).transpose()?;
    let (Some((images_name, _)), Some(found), Some((name, bytes))) = (images, read, labels) else {
        let message = format!("{}: this file alone is not enough. Pick the images and their labels together.", a.0);
        return Err(Error::new(&a.0, message));
    };
    let labels = read_labels(name, bytes)?;
    same_count((images_name, &found), (name, labels.len()))?;
    Ok(Some((found, labels)))
}

fn read_images(name: &str, bytes: &[u8]) -> Result<Images> {
    let mut reader = IdxReader::new(name, bytes);
    let images = reader.images(false)?;
    reader.end().map(|()| images)
}

fn read_labels(name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut reader = IdxReader::new(name, bytes);
    let labels = reader.labels(false)?;
    reader.end().map(|()| labels)
}

fn same_count((image_file, images): (&str, &Images), (label_file, labels): (&str, usize)) -> Result<()> {
    let count = images.pixels.len() / (images.rows * images.cols);
    if count == labels {
        return Ok(());
    }
    let message = format!(
        "{label_file}, offset 4: {labels} labels for the {count} images of {image_file}. Pick files that belong together."
    );
    Err(Error::new(label_file, message))
}
