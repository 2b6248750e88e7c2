//! Gzip: whatever RFC 1952 allows around the same bytes gives the same data set as the bytes themselves; damage is told.

use std::io::Write;

use flate2::{Compression, GzBuilder};
use microlearning::data::Dataset;

use crate::choices::Choices;
use crate::told;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let damage = choices.byte();
    let plain = plain(&mut choices);
    let mut packed = packed(&mut choices, &plain);
    let read = |bytes: &[u8]| {
        let mut shard = Dataset::empty("fuzz");
        shard.add_shard("shard.gz", bytes).map(|()| shard)
    };
    if damage >= 128 && !packed.is_empty() {
        let at = usize::from(u16::from_le_bytes([choices.byte(), choices.byte()])) % packed.len();
        packed[at] ^= choices.byte();
        if damage % 2 == 0 {
            packed.truncate(at);
        }
        if let Err(error) = read(&packed) {
            told(&error);
        }
        return;
    }
    // Only the sentence may differ: offsets are those of the unpacked bytes in both.
    match (read(&plain), read(&packed)) {
        (Ok(plain), Ok(packed)) => assert!(plain == packed, "another data set when packed"),
        (Err(plain), Err(packed)) => {
            told(&plain);
            told(&packed);
        }
        (plain, packed) => panic!("plain {:?}, packed {:?}", plain.err(), packed.err()),
    }
}

/// A shard, sound for the most part.
fn plain(choices: &mut Choices) -> Vec<u8> {
    let mut shard = Vec::new();
    for _ in 0..3 {
        let count = choices.below(6) as u32;
        let pixels: Vec<u8> = (0..count * 4).map(|_| choices.byte()).collect();
        let labels: Vec<u8> = (0..count).map(|_| choices.byte() % 11).collect();
        shard.extend([super::idx(&[count, 2, 2], &pixels), super::idx(&[count], &labels)].concat());
    }
    shard
}

/// The same in members: packed more or less, some empty, with the fields that a header may have.
fn packed(choices: &mut Choices, plain: &[u8]) -> Vec<u8> {
    let (mut packed, mut rest) = (Vec::new(), plain);
    loop {
        let (piece, after) = rest.split_at(usize::from(choices.byte()).min(rest.len()));
        let header = choices.byte();
        let mut member = GzBuilder::new();
        if header & 1 != 0 {
            member = member.filename("shard");
        }
        if header & 2 != 0 {
            member = member.comment("a comment");
        }
        if header & 4 != 0 {
            member = member.extra(vec![header; usize::from(header)]);
        }
        let mut writer = member.mtime(u32::from(header)).write(&mut packed, Compression::new(u32::from(header % 10)));
        writer.write_all(piece).and_then(|()| writer.finish().map(drop)).expect("a Vec takes all");
        rest = after;
        if rest.is_empty() {
            return packed;
        }
        if choices.0.is_empty() {
            let mut writer = GzBuilder::new().write(&mut packed, Compression::fast());
            writer.write_all(rest).and_then(|()| writer.finish().map(drop)).expect("a Vec takes all");
            return packed;
        }
    }
}
