//! Weights as .npz files: any bytes, and zip files that are sound around .npy files that are not.

use std::io::Write;

use flate2::{write::DeflateEncoder, Compression, Crc};
use microlearning::base::npz::{read, write, Array};

use crate::choices::Choices;
use crate::told;

/// Tries one input.
pub fn target(data: &[u8]) {
    match arrays(data) {
        Err(error) => told(&error),
        Ok(arrays) => {
            for Array { shape, values, .. } in &arrays {
                assert_eq!(shape.iter().product::<usize>(), values.len());
                assert!(values.iter().all(|value| value.is_finite()));
            }
        }
    }
}

/// Arrays of the file that these bytes describe: read, written, and read again.
pub fn arrays(data: &[u8]) -> microlearning::base::error::Result<Vec<Array>> {
    let mut choices = Choices(data);
    let kind = choices.byte();
    let file = if kind < 32 { choices.0.to_vec() } else { zip(&npy(&mut choices, kind)) };
    let found = read("w.npz", &file)?;
    let single = |value: &f64| (*value as f32).is_finite();
    let names: std::collections::BTreeSet<_> = found.iter().map(|array| &array.name).collect();
    if names.len() == found.len() && found.iter().all(|array| array.values.iter().all(single)) {
        let again = read("w.npz", &write(&found)?)?;
        assert_eq!(again.len(), found.len());
        for (a, b) in again.iter().zip(&found) {
            assert!(a.name == b.name && a.shape == b.shape, "{} {:?}", b.name, b.shape);
            assert!(a.values.iter().zip(&b.values).all(|(a, b)| *a as f32 == *b as f32));
        }
    }
    Ok(found)
}

/// Named .npy files with headers in the forms that writers have, or in none.
fn npy(choices: &mut Choices, kind: u8) -> Vec<(String, Vec<u8>)> {
    const NAMES: [&str; 8] = ["W1", "b1", "W2", "b2", "B2", "W1", "x", ""];
    let mut entries = Vec::new();
    for at in 0..1 + usize::from(kind) % 5 {
        let form = choices.byte();
        let name = format!("{}.npy", if form < 200 { NAMES[at] } else { choices.of(&NAMES) });
        let (rows, columns) = [(3, 4), (1, 3), (10, 3), (1, 10), (choices.below(5), choices.below(5))][at.min(4)];
        let shape = match form % 8 {
            0..4 if at % 2 == 1 => format!("({columns},)"),
            0..6 => format!("({rows}, {columns})"),
            6 => format!("({}, {})", choices.of(&[0u64, 1, 1 << 32, u64::MAX]), choices.of(&[0u64, 1, 1 << 33])),
            _ => super::text(choices.take(8)),
        };
        let size = choices.of(&["<f4", "<f8", ">f4", ">f8", "<i4", "|O", "<f2", ">i8", "|u1", "f4"]);
        let order = choices.of(&["False", "True", "false"]);
        let header = match form % 3 {
            0 => format!("{{'descr': '{size}', 'fortran_order': {order}, 'shape': {shape}, }}"),
            1 => format!("{{'shape':{shape},'fortran_order':{order},\"descr\":\"{size}\"}}\n"),
            _ => super::text(choices.take(60)),
        };
        let version = choices.of(&[1u8, 2, 3, 9]);
        let mut bytes = [&b"\x93NUMPY"[..], &[version, 0]].concat();
        let length = header.len() as u32;
        bytes.extend(if version == 1 { (length as u16).to_le_bytes().to_vec() } else { length.to_le_bytes().to_vec() });
        bytes.extend(header.bytes());
        let width = if size.ends_with('8') { 8 } else { 4 };
        let values = (0..rows * columns).map(|_| choices.number());
        let ended = |v: f64| if width == 8 { v.to_le_bytes().to_vec() } else { (v as f32).to_le_bytes().to_vec() };
        bytes.extend(values.flat_map(ended));
        entries.push((name, bytes));
    }
    entries
}

/// A zip file (APPNOTE 6.3, sections 4.3.7 to 4.3.16) with sound checksums; every second entry is packed.
fn zip(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (at, (name, bytes)) in entries.iter().enumerate() {
        let mut crc = Crc::new();
        crc.update(bytes);
        let packed = if at % 2 == 0 { bytes.clone() } else { deflated(bytes) };
        let (method, offset) = (if at % 2 == 0 { 0u16 } else { 8 }, file.len() as u32);
        let sizes = [crc.sum(), packed.len() as u32, bytes.len() as u32].map(u32::to_le_bytes).concat();
        let common =
            [&[20, 0, 0, 8][..], &method.to_le_bytes(), &[0; 4], &sizes, &(name.len() as u16).to_le_bytes()].concat();
        file.extend([b"PK\x03\x04", &common[..], &[0, 0], name.as_bytes(), &packed].concat());
        let tail = [&[0; 12][..], &offset.to_le_bytes(), name.as_bytes()].concat();
        directory.extend([b"PK\x01\x02", &[20, 0][..], &common, &tail].concat());
    }
    let (count, start) = ((entries.len() as u16).to_le_bytes(), (file.len() as u32).to_le_bytes());
    let size = (directory.len() as u32).to_le_bytes();
    file.extend(directory);
    file.extend([b"PK\x05\x06", &[0; 4][..], &count, &count, &size, &start, &[0, 0]].concat());
    file
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut writer = DeflateEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).and_then(|()| writer.finish()).expect("a Vec takes all")
}
