//! IDX files: a shard, or a reader's own two or four files, whose order the first byte says.

use microlearning::data::{Dataset, Part};

use crate::choices::Choices;
use crate::told;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let answer = match choices.below(3) {
        0 => {
            let mut shard = Dataset::empty("fuzz");
            let answer = shard.add_shard("shard.gz", choices.0);
            assert!(answer.is_ok() || shard == Dataset::empty("fuzz"), "half a shard was added");
            answer.map(|()| shard)
        }
        files => own(&mut choices, 2 * files),
    };
    match answer {
        Ok(data) => sound(&data),
        Err(error) => told(&error),
    }
}

/// Files of a reader's own, cut where the bytes say.
fn own(choices: &mut Choices, count: usize) -> microlearning::base::error::Result<Dataset> {
    const NAMES: [&str; 6] =
        ["train-images.idx3", "train-labels.idx1", "t10k-images.idx3", "t10k-labels.idx1", "x", "test.gz"];
    let mut files = Vec::new();
    for usual in NAMES.into_iter().take(count) {
        let (name, length) = (choices.byte(), usize::from(choices.byte()) * 8);
        let name = if name < 128 { usual } else { NAMES[usize::from(name) % NAMES.len()] };
        files.push((name.to_owned(), choices.take(length).to_vec()));
    }
    Dataset::from_files(&files, 1, 2)
}

fn sound(data: &Dataset) {
    for part in [Part::Train, Part::Valid, Part::Test] {
        let found = data.part(part);
        assert_eq!(found.pixels.len(), found.labels.len() * data.rows * data.cols, "{part:?}");
        assert!(found.labels.iter().all(|label| *label < 10), "{part:?}");
    }
}
