//! The file itself: a zip of one .npy a matrix, as `numpy.savez` writes and `numpy.load` opens.
//!
//! Format: numpy.lib.format, versions 1 to 3. Only what weights need is read: float32 and float64, one or two axes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::header::Header;
use super::Array;
use crate::base::error::{Error, Result};
use crate::Real;

const MAGIC: &[u8] = b"\x93NUMPY";
/// The most bytes that are unpacked from one file: more than six layers of 2,000 units.
const MAX_BYTES: u64 = 256 << 20;
/// The most arrays in a file.
const MAX_ARRAYS: usize = 64;

/// The file that holds these arrays as float32, the type of weights.
///
/// # Errors
/// If they are larger than a zip file can hold.
pub fn write(arrays: &[Array]) -> Result<Vec<u8>> {
    let failed =
        |error: &dyn std::fmt::Display| Error::new("weights", format!("The weights cannot be written: {error}."));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for array in arrays {
        zip.start_file(format!("{}.npy", array.name), stored).map_err(|e| failed(&e))?;
        zip.write_all(&npy(array)).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}

/// One .npy file.
fn npy(Array { shape, values, .. }: &Array) -> Vec<u8> {
    let axes: String = shape.iter().map(|n| format!("{n}, ")).collect();
    let mut header =
        format!("{{'descr': '<f{}', 'fortran_order': False, 'shape': ({}), }}", size_of::<Real>(), axes.trim_end());
    // Magic, version and length take ten bytes; the format wants data to begin at a multiple of 64.
    let padding = 63 - (10 + header.len()) % 64;
    header.push_str(&" ".repeat(padding));
    header.push('\n');
    let length = (header.len() as u16).to_le_bytes();
    let data = values.iter().flat_map(|value| (*value as Real).to_le_bytes());
    [MAGIC, &[1, 0], &length, header.as_bytes()].concat().into_iter().chain(data).collect()
}

/// The arrays in a file called `file`.
///
/// # Errors
/// If it is no .npz file, is damaged or too large, or holds an array of another kind.
pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Array>> {
    let wrong = |what: String| {
        Error::new(
            "weights",
            format!("{file}: {what}. Give a file that numpy.savez wrote with float32 or float64 arrays."),
        )
    };
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| wrong(format!("this is no .npz file ({e})")))?;
    if zip.len() > MAX_ARRAYS {
        return Err(wrong(format!("{} arrays are more than the {MAX_ARRAYS} allowed", zip.len())));
    }
    let (mut arrays, mut room) = (Vec::with_capacity(zip.len()), MAX_BYTES);
    for i in 0..zip.len() {
        let entry = zip.by_index(i).map_err(|e| wrong(format!("entry {i} cannot be opened ({e})")))?;
        let name = entry.name().map_err(|e| wrong(format!("entry {i} has no readable name ({e})")))?;
        let name = name.trim_end_matches(".npy").to_owned();
        let mut npy = Vec::new();
        // One byte more than there is room for shows that there is too much, whatever the entry promises.
        entry.take(room + 1).read_to_end(&mut npy).map_err(|e| wrong(format!("{name} is damaged ({e})")))?;
        room = room
            .checked_sub(npy.len() as u64)
            .ok_or_else(|| wrong(format!("{name} makes it larger than {MAX_BYTES} bytes")))?;
        arrays.push(array(name, &npy).map_err(wrong)?);
    }
    Ok(arrays)
}

/// One array from its .npy file, or what is wrong with it.
fn array(name: String, npy: &[u8]) -> std::result::Result<Array, String> {
    let damaged = || format!("{name} is not an .npy array");
    let rest = npy.strip_prefix(MAGIC).ok_or_else(damaged)?;
    let (start, length): (usize, _) = match rest {
        [1, _, a, b, ..] => (4, usize::from(u16::from_le_bytes([*a, *b]))),
        // Version 3 is version 2 with a header in UTF-8.
        [2 | 3, _, a, b, c, d, ..] => (6, u32::from_le_bytes([*a, *b, *c, *d]) as usize),
        _ => return Err(damaged()),
    };
    let end = start.saturating_add(length);
    let text = rest.get(start..end).and_then(|bytes| std::str::from_utf8(bytes).ok()).ok_or_else(damaged)?;
    let header = Header::read(text).ok_or_else(|| format!("{name} has a header that cannot be read"))?;
    let Header { kind, by_columns, shape } = header;
    if !(1..=2).contains(&shape.len()) {
        return Err(format!("{name} has {} axes, not one or two", shape.len()));
    }
    let count = shape.iter().try_fold(1_usize, |product, n| product.checked_mul(*n));
    let data = &rest[end..];
    let values = numbers(data, &kind).ok_or_else(|| {
        format!("{name} is neither float32 nor float64: its {} bytes are of the kind \"{kind}\"", data.len())
    })?;
    if count != Some(values.len()) {
        return Err(format!("{name} says {shape:?} but holds {} numbers", values.len()));
    }
    if values.iter().any(|value| !value.is_finite()) {
        return Err(format!("{name} holds a number that is not finite"));
    }
    let values = if by_columns { by_rows(&values, &shape) } else { values };
    Ok(Array { name, shape, values })
}

/// The numbers of an array of a kind that can be read, in either order of bytes.
fn numbers(data: &[u8], kind: &str) -> Option<Vec<f64>> {
    let (fours, no_four) = data.as_chunks::<4>();
    let (eights, no_eight) = data.as_chunks::<8>();
    let single =
        |of: fn([u8; 4]) -> f32| no_four.is_empty().then(|| fours.iter().map(|four| f64::from(of(*four))).collect());
    let double = |of: fn([u8; 8]) -> f64| no_eight.is_empty().then(|| eights.iter().map(|eight| of(*eight)).collect());
    match kind {
        "<f4" => single(f32::from_le_bytes),
        ">f4" => single(f32::from_be_bytes),
        "<f8" => double(f64::from_le_bytes),
        ">f8" => double(f64::from_be_bytes),
        _ => None,
    }
}

/// Values in row-major order, from values in column-major order.
fn by_rows(values: &[f64], shape: &[usize]) -> Vec<f64> {
    let [rows, columns] = *shape else { return values.to_vec() };
    (0..rows * columns).map(|at| values[at % columns * rows + at / columns]).collect()
}
