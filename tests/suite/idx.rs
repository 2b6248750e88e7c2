//! The IDX reader: what it accepts, and what it says about everything else.

use std::io::Write;

use crate::common::{idx_images, idx_labels, shard, tiny_data};
use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compression, Crc};
use microlearning::data::idx::IdxReader;
use microlearning::data::{Dataset, Part};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("writing to memory");
    encoder.finish().expect("writing to memory")
}

fn read_images(bytes: &[u8]) -> Result<usize, String> {
    let mut reader = IdxReader::new("f", bytes);
    let images = reader.images(false).and_then(|images| reader.end().map(|()| images));
    images.map(|images| images.pixels.len()).map_err(|e| e.message)
}

fn read_labels(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut reader = IdxReader::new("f", bytes);
    reader.labels(false).and_then(|labels| reader.end().map(|()| labels)).map_err(|e| e.message)
}

fn says<T: std::fmt::Debug>(result: Result<T, String>, words: &[&str]) {
    let message = result.expect_err("this must be refused");
    for word in words {
        assert!(message.contains(word), "\"{message}\" does not say \"{word}\"");
    }
}

#[test]
fn plain_and_gzip_give_the_same() {
    let plain = idx_images(3, 2, 2, |i, p| (i * 4 + p) as u8);
    assert_eq!(read_images(&plain), Ok(12));
    assert_eq!(read_images(&gzip(&plain)), Ok(12));
    assert_eq!(read_labels(&gzip(&idx_labels(&[0, 9, 5]))), Ok(vec![0, 9, 5]));
}

/// A member with each optional part of a header (RFC 1952, section 2.3.1), and its sums.
fn member(bytes: &[u8], flags: u8) -> Vec<u8> {
    let sum = |bytes: &[u8]| {
        let mut crc = Crc::new();
        crc.update(bytes);
        crc.sum()
    };
    let mut packed = vec![0x1f, 0x8b, 8, flags, 1, 2, 3, 4, 2, 7];
    let parts: [(u8, &[u8]); 3] = [(4, &[3, 0, b'X', b'Y', 0]), (8, b"shard\0"), (16, b"a comment\0")];
    for (flag, part) in parts {
        packed.extend(if flags & flag != 0 { part } else { &[] });
    }
    if flags & 2 != 0 {
        packed.extend((sum(&packed) as u16).to_le_bytes());
    }
    let mut encoder = DeflateEncoder::new(packed, Compression::fast());
    encoder.write_all(bytes).expect("writing to memory");
    let mut packed = encoder.finish().expect("writing to memory");
    packed.extend(sum(bytes).to_le_bytes());
    packed.extend((bytes.len() as u32).to_le_bytes());
    packed
}

#[test]
fn every_header_of_a_gzip_member_is_read() {
    let plain = idx_images(3, 2, 2, |i, p| (i * 4 + p) as u8);
    for flags in 0..32 {
        assert_eq!(read_images(&member(&plain, flags)), Ok(12), "flags {flags}");
        let members = [member(&plain[..9], flags), member(&[], 31 - flags), member(&plain[9..], 31 - flags)].concat();
        assert_eq!(read_images(&members), Ok(12), "flags {flags}, in three members");
        let mut wrong = member(&plain, flags | 2);
        let sum_of_header = wrong.len() - member(&plain, 0).len() + 8;
        wrong[sum_of_header] ^= 1;
        says(read_images(&wrong), &["gzip data are damaged"]);
    }
}

#[test]
fn each_mistake_has_a_message_of_its_own() {
    let images = idx_images(3, 2, 2, |_, _| 0);
    let with = |at: usize, value: u8| {
        let mut bytes = images.clone();
        bytes[at] = value;
        bytes
    };
    says(read_images(&[]), &["f, offset 0", "ends inside the magic number"]);
    says(read_images(b"\x89PNG\r\n"), &["offset 0", "magic number 0x89504e47", "0x00000803"]);
    says(read_images(&with(2, 0x0d)), &["offset 2", "type code 0x0d", "0x08"]);
    says(read_images(&with(3, 1)), &["offset 3", "1 dimensions", "images have 3"]);
    says(read_labels(&images), &["offset 3", "3 dimensions", "labels have 1"]);
    says(read_images(&with(7, 0)), &["offset 4", "0 images"]);
    says(read_images(&with(11, 0)), &["offset 8", "0 rows", "1 to 512"]);
    says(read_images(&with(12, 255)), &["offset 12", "columns", "1 to 512"]);
    says(read_images(&with(4, 255)), &["offset 4", "more than"]);
    says(read_images(&with(7, 4)), &["offset 28", "promises 16 bytes", "up to offset 32"]);
    says(read_images(&with(7, 2)), &["offset 24", "more bytes follow"]);
    says(read_images(&images[..9]), &["offset 9", "ends inside the rows"]);
    says(read_labels(&idx_labels(&[1, 2, 23])), &["offset 10", "label 23", "0 to 9"]);
    let packed = gzip(&images);
    says(read_images(&packed[..packed.len() - 9]), &["gzip data are damaged"]);
    let mut wrong_sum = packed.clone();
    let at = wrong_sum.len() - 6;
    wrong_sum[at] ^= 1;
    says(read_images(&wrong_sum), &["gzip data are damaged"]);
    says(read_images(&[packed, vec![7]].concat()), &["more bytes follow"]);
}

#[test]
fn no_damage_panics_or_passes_unseen() {
    let good = shard(40);
    let packed = gzip(&good);
    for cut in 0..packed.len() {
        assert!(Dataset::empty("x").add_shard("f", &packed[..cut]).is_err(), "cut at {cut}");
    }
    for at in 0..packed.len() {
        for bit in 0..8 {
            let mut bytes = packed.clone();
            bytes[at] ^= 1 << bit;
            let mut data = Dataset::empty("x");
            // A flipped bit in gzip's own header may change nothing that matters; then the images must be right.
            match data.add_shard("f", &bytes) {
                Ok(()) => assert_eq!(data.part(Part::Train), tiny_data(40).part(Part::Train), "byte {at}"),
                Err(_) => assert_eq!(data, Dataset::empty("x"), "a refused shard left something behind"),
            }
        }
    }
}

#[test]
fn a_header_cannot_make_the_reader_take_memory() {
    // 219,520,000 promised bytes in a file of 16: refused for being short, having read nothing.
    let header = [0x0803u32, 280_000, 28, 28].map(u32::to_be_bytes).concat();
    let info = allocation_counter::measure(|| says(read_images(&header), &["promises 219520000 bytes"]));
    assert!(info.bytes_max < 100_000, "{} bytes were taken", info.bytes_max);
}

fn named(files: &[(&str, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect()
}

#[test]
fn own_files_in_any_order() {
    let labels: Vec<u8> = (0..60).map(|i| i % 10).collect();
    let images = idx_images(60, 4, 4, |i, _| i as u8);
    let pair = named(&[("my-labels", idx_labels(&labels)), ("my-images.gz", gzip(&images))]);
    let mut data = Dataset::from_files(&pair, 0, 0).expect("a valid pair");
    let count = |data: &Dataset| [Part::Train, Part::Valid, Part::Test].map(|part| data.part(part).labels.len());
    assert_eq!(count(&data), [40, 10, 10]);
    data.learn_from_all();
    assert_eq!(count(&data), [50, 10, 10]);
    for part in [Part::Train, Part::Valid, Part::Test] {
        let part = data.part(part);
        assert!(part.pixels.chunks(16).zip(&part.labels).all(|(image, label)| image[0] % 10 == *label));
    }
}

#[test]
fn own_files_that_do_not_belong_together() {
    let refused =
        |files: &[(&str, Vec<u8>)]| Dataset::from_files(&named(files), 0, 0).map(|_| ()).map_err(|e| e.message);
    let (images, labels) = (idx_images(20, 4, 4, |_, _| 0), idx_labels(&[1; 20]));
    says(refused(&[]), &["two files"]);
    says(refused(&[("a", images.clone())]), &["a: this file alone"]);
    says(
        refused(&[("a", images.clone()), ("b", idx_labels(&[1; 19]))]),
        &["b, offset 4", "19 labels for the 20 images"],
    );
    says(refused(&[("a", images.clone()), ("b", images.clone())]), &["b, offset 3", "3 dimensions"]);
    says(refused(&[("a.png", b"\x89PNG....".to_vec()), ("b", labels.clone())]), &["a.png", "magic"]);
    let three = [("a", images.clone()), ("b", labels.clone()), ("c", labels)];
    says(refused(&three), &["c: one file too many"]);
}

#[test]
fn which_of_four_files_are_for_test_is_said_by_words_of_their_names() {
    let (images, labels) = (|n| idx_images(n, 4, 4, |_, _| 0), |n: u32| idx_labels(&vec![1; n as usize]));
    let try_names = |[train, test]: [&str; 2]| {
        let of = |name: &str, n| [(format!("{name}-images"), images(n)), (format!("{name}-labels"), labels(n))];
        let files = [of(test, 19), of(train, 60)].concat();
        Dataset::from_files(&files, 0, 0).map(|data| data.part(Part::Test).labels.len()).map_err(|e| e.message)
    };
    for names in [
        ["train", "t10k"],
        ["latest-train", "latest-valid"],
        ["greatest-train", "greatest-t10k"],
        ["contest", "contest_test"],
        ["mnistTrain", "mnistTest"],
        ["LATEST", "TEST"],
        ["my-test/first", "my-test/test"],
        ["train-after-test", "test"],
        ["attested.train", "attested.validation"],
    ] {
        assert_eq!(try_names(names), Ok(19), "{names:?}");
    }
    says(try_names(["a-test", "b-test"]).map(drop), &["Pick two files together", "\"test\" in their names"]);
    says(try_names(["latest", "greatest"]).map(drop), &["one file too many"]);
}
