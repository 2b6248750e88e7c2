//! Files that other programs wrote: never more of one than fits, and texts in the encodings that editors and shells choose from.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// The most bytes that are read of a file: more than four times all of MNIST. A device such as /dev/zero has no end.
const MOST: u64 = 300 << 20;

/// All bytes of a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(Error::new(ErrorKind::IsADirectory, "it is a folder"));
    }
    let mut bytes = Vec::new();
    file.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(Error::new(ErrorKind::FileTooLarge, format!("it has more than the {MOST} bytes that are read")));
    }
    Ok(bytes)
}

/// A file's text, without the byte-order mark with which some programs begin it.
pub fn text(path: &Path) -> Result<String> {
    decoded(&bytes(path)?).ok_or_else(|| Error::new(ErrorKind::InvalidData, "it is no text in UTF-8; save it as UTF-8"))
}

/// Text in UTF-8, with a mark or without, or in UTF-16, which has to have one: as Windows' editors and shells write it.
fn decoded(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => std::str::from_utf8(rest).ok().map(str::to_owned),
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, left) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<std::result::Result<_, _>>();
    text.ok().filter(|_| left.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_in_each_encoding_is_the_same_text() {
        let text = "# Zoé’s rule 🧠\ndW[0] = W[0]\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let low: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let high: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(&[0xef, 0xbb, 0xbf], text.as_bytes()),
            marked(&[0xff, 0xfe], &low),
            marked(&[0xfe, 0xff], &high),
        ] {
            assert_eq!(decoded(&bytes).as_deref(), Some(text), "{bytes:?}");
        }
        // Latin-1, half a pair, half a sign, UTF-16 without a mark.
        for bytes in [&b"Zo\xe9"[..], b"\xff\xfea\0b", b"\xff\xfe\x3e\xd8", b"\xe2\x80"] {
            assert_eq!(decoded(bytes), None, "{bytes:?}");
        }
    }
}
