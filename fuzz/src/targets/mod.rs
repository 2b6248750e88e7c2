//! A way in a file.

pub mod analyze;
pub mod attempt;
pub mod charts;
pub mod choice;
pub mod config;
pub mod dissimilarities;
pub mod drawing;
pub mod export;
pub mod gzip;
pub mod idx;
pub mod link;
pub mod npz;
pub mod parse;
pub mod propose;
pub mod script;
pub mod weights;

use microlearning::data::Dataset;

/// A text, whatever the bytes are.
fn text(data: &[u8]) -> String {
    let text = String::from_utf8_lossy(data).into_owned();
    crate::INPUT.set(text.clone());
    text
}

/// The body of an IDX file of images or labels.
fn idx(dims: &[u32], body: &[u8]) -> Vec<u8> {
    let magic = 0x0800 + dims.len() as u32;
    std::iter::once(magic).chain(dims.iter().copied()).flat_map(u32::to_be_bytes).chain(body.iter().copied()).collect()
}

/// A shard of 2 × 2 pictures of digits 0 to 9, ten in each part.
fn tiny() -> Dataset {
    let labels: Vec<u8> = (0..10).collect();
    let pixels: Vec<u8> = (0..40).map(|i| (i * 37 % 256) as u8).collect();
    let part = [idx(&[10, 2, 2], &pixels), idx(&[10], &labels)].concat();
    let mut data = Dataset::empty("tiny");
    data.add_shard("tiny", &part.repeat(3)).expect("a sound shard");
    data
}
