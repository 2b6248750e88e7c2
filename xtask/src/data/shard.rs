//! One shard: six complete IDX files, one after the other, in one gzip file.
//!
//! Their order: training images, training labels, validation images, validation labels, test
//! images, test labels.

use super::sample::Drawn;
use super::source::{Originals, Split};
use flate2::{Compression, GzBuilder};
use std::io::Write;

/// The IDX magic of images: unsigned bytes, three dimensions.
const IMAGES: u32 = 0x0000_0803;
/// The IDX magic of labels: unsigned bytes, one dimension.
const LABELS: u32 = 0x0000_0801;
/// gzip's code for an unknown system, so that every system writes the same header.
const NO_SYSTEM: u8 = 255;

/// The bytes of a shard.
pub fn encode(originals: &Originals, drawn: &Drawn) -> std::io::Result<Vec<u8>> {
    let gzip = GzBuilder::new().mtime(0).operating_system(NO_SYSTEM);
    let mut out = gzip.write(Vec::new(), Compression::best());
    let splits = [(&originals.train, &drawn.train), (&originals.train, &drawn.valid), (&originals.test, &drawn.test)];
    for (split, positions) in splits {
        write_images(&mut out, split, positions)?;
        write_labels(&mut out, split, positions)?;
    }
    out.finish()
}

fn write_images(out: &mut impl Write, split: &Split, positions: &[usize]) -> std::io::Result<()> {
    header(out, IMAGES, &[positions.len(), split.rows, split.cols])?;
    positions.iter().try_for_each(|&at| out.write_all(split.image(at)))
}

fn write_labels(out: &mut impl Write, split: &Split, positions: &[usize]) -> std::io::Result<()> {
    header(out, LABELS, &[positions.len()])?;
    positions.iter().try_for_each(|&at| out.write_all(&[split.labels[at]]))
}

fn header(out: &mut impl Write, magic: u32, dimensions: &[usize]) -> std::io::Result<()> {
    out.write_all(&magic.to_be_bytes())?;
    dimensions.iter().try_for_each(|&n| out.write_all(&(n as u32).to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// Ten images of 2 × 3 whose pixels and label tell their position.
    fn originals() -> Originals {
        let split = |n: u8| Split { rows: 2, cols: 3, pixels: (0..n * 6).collect(), labels: (0..n).collect() };
        Originals { train: split(10), test: split(4) }
    }

    fn drawn() -> Drawn {
        Drawn { train: vec![3, 0], valid: vec![9], test: vec![1] }
    }

    #[test]
    fn six_files_in_order() {
        let mut plain = Vec::new();
        let bytes = encode(&originals(), &drawn()).unwrap();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
        let train = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5];
        assert_eq!(plain[..28], train);
        assert_eq!(plain[28..38], [0, 0, 8, 1, 0, 0, 0, 2, 3, 0]);
        let test_labels = [0, 0, 8, 1, 0, 0, 0, 1, 1];
        assert_eq!(plain[plain.len() - 9..], test_labels);
        assert_eq!(plain.len(), 38 + 2 * (16 + 6 + 8 + 1));
    }

    #[test]
    fn bytes_are_pinned() {
        // Fails when the compressor changes: `cargo xtask data` would then write other shards.
        let bytes = encode(&originals(), &drawn()).unwrap();
        let pinned = "5ff1428a34ebcc9056a5ae0887cbd22d474aac6f5d706d088bb716d415bfd478";
        assert_eq!(crate::hash::sha256(&bytes), pinned);
    }
}
