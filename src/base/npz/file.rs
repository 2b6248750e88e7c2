//! The file itself: a zip of one .npy a matrix, as `numpy.savez` writes and `numpy.load` opens.
//!
//! Format: numpy.lib.format, versions 1 to 3. Only what weights need is read: real numbers of any width, one or two axes.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::header::Header;
use super::Array;
use crate::base::error::{Error, Result};
use crate::Real;

/// Comment of the zip file, which NumPy passes over.
const MAKER: &str = concat!("Microlearning ", env!("CARGO_PKG_VERSION"));
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
    zip.set_comment(MAKER).map_err(|e| failed(&e))?;
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
        let name = name.strip_suffix(".npy").unwrap_or(&name).to_owned();
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
        format!("{name} holds no real numbers that can be read: its {} bytes are of the kind \"{kind}\"", data.len())
    })?;
    if count != Some(values.len()) {
        return Err(format!("{name} says {shape:?} but holds {} numbers", values.len()));
    }
    // As what it will be: a float64 may be too large for that.
    if values.iter().any(|value| !(*value as Real).is_finite()) {
        return Err(format!("{name} holds a number that is not finite, or too large for a weight"));
    }
    let values = if by_columns { by_rows(&values, &shape) } else { values };
    Ok(Array { name, shape, values })
}

/// The numbers of an array of a kind that can be read, in either order of bytes. Where none is named it is that of nearly every
/// machine: the smallest first.
fn numbers(data: &[u8], kind: &str) -> Option<Vec<f64>> {
    let largest_first = kind.starts_with('>');
    macro_rules! all {
        ($number:ty) => {{
            let (parts, rest) = data.as_chunks::<{ size_of::<$number>() }>();
            let read = if largest_first { <$number>::from_be_bytes } else { <$number>::from_le_bytes };
            rest.is_empty().then(|| parts.iter().map(move |part| read(*part)))
        }};
    }
    macro_rules! as_f64 {
        ($number:ty) => {
            Some(all!($number)?.map(|number| number as f64).collect())
        };
    }
    match kind.trim_start_matches(['<', '>', '=', '|']) {
        "f2" => Some(all!(u16)?.map(half).collect()),
        "f4" => as_f64!(f32),
        "f8" => Some(all!(f64)?.collect()),
        "i1" => as_f64!(i8),
        "i2" => as_f64!(i16),
        "i4" => as_f64!(i32),
        "i8" => as_f64!(i64),
        "u1" | "b1" => as_f64!(u8),
        "u2" => as_f64!(u16),
        "u4" => as_f64!(u32),
        "u8" => as_f64!(u64),
        _ => None,
    }
}

/// The number that these bits of a half-precision float are (IEEE 754, binary16).
fn half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * 2f64.powi(-24),
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    size.copysign(if bits >> 15 == 1 { -1.0 } else { 1.0 })
}

/// Values in row-major order, from values in column-major order.
fn by_rows(values: &[f64], shape: &[usize]) -> Vec<f64> {
    let [rows, columns] = *shape else { return values.to_vec() };
    (0..rows * columns).map(|at| values[at % columns * rows + at / columns]).collect()
}
