//! A strict reader of IDX, the format of MNIST's files: plain or gzip, one after another in one stream.
//!
//! Every complaint names the file, the offset in the unpacked bytes, and what was expected there. Memory
//! grows with what really arrives, never with what a header promises.

use std::io::Read;

use super::bytes::Bytes;
use crate::base::error::{Error, Result};

/// The type code of unsigned bytes, the only one that MNIST's files use.
const UNSIGNED_BYTE: u8 = 0x08;
/// The longest side of an image that is accepted.
const MAX_SIDE: u32 = 512;
/// The most body bytes that are accepted: four times all of MNIST.
const MAX_BODY: u64 = 4 * 70_000 * 28 * 28;
/// Classes are the ten digits, or ten kinds of clothing.
pub const CLASSES: u8 = 10;

/// Images of equal size, one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Images {
    /// Pixels in a column.
    pub rows: usize,
    /// Pixels in a row.
    pub cols: usize,
    /// n × rows × cols bytes, row by row; 0 is background.
    pub pixels: Vec<u8>,
}

/// A file, or a shard that holds several IDX bodies, being read from its start.
pub struct IdxReader<'a> {
    name: &'a str,
    bytes: Bytes<'a>,
    offset: u64,
}

/// True if a file's header announces images (three dimensions), false if labels (one); None if neither.
pub fn holds_images(name: &str, bytes: &[u8]) -> Option<bool> {
    let header: [u8; 4] = IdxReader::new(name, bytes).array("magic number").ok()?;
    [(1, false), (3, true)].into_iter().find(|(dims, _)| header[3] == *dims).map(|(_, images)| images)
}

impl<'a> IdxReader<'a> {
    /// Starts to read `bytes`, unpacking them if they begin as gzip does. `name` is for messages.
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes: Bytes::new(bytes), offset: 0 }
    }

    /// Reads one body of images. `may_be_empty` allows a count of zero.
    ///
    /// # Errors
    /// If the header or the body is not exactly what the format says.
    pub fn images(&mut self, may_be_empty: bool) -> Result<Images> {
        self.magic(3, "images")?;
        let count = self.count("images", may_be_empty)?;
        let rows = self.side("rows")?;
        let cols = self.side("columns")?;
        let length = u64::from(count) * u64::from(rows) * u64::from(cols);
        if length > MAX_BODY {
            let what =
                format!("{count} images of {rows} × {cols} are {length} bytes, more than the {MAX_BODY} allowed");
            return Err(self.wrong(4, &what, "Check that this is MNIST or a data set of its size."));
        }
        let pixels = self.body(length)?;
        Ok(Images { rows: rows as usize, cols: cols as usize, pixels })
    }

    /// Reads one body of labels, each 0–9.
    ///
    /// # Errors
    /// If the header or the body is not exactly what the format says, or a label is above 9.
    pub fn labels(&mut self, may_be_empty: bool) -> Result<Vec<u8>> {
        self.magic(1, "labels")?;
        let count = self.count("labels", may_be_empty)?;
        let start = self.offset;
        let labels = self.body(u64::from(count))?;
        match labels.iter().position(|label| *label >= CLASSES) {
            None => Ok(labels),
            Some(i) => {
                let what = format!("label {} where labels go from 0 to 9", labels[i]);
                Err(self.wrong(start + i as u64, &what, "Use a data set with ten classes numbered 0–9."))
            }
        }
    }

    /// Makes sure that nothing follows, and that the gzip checksum is right.
    ///
    /// # Errors
    /// If bytes are left over.
    pub fn end(&mut self) -> Result<()> {
        let mut one = [0];
        let end = self.offset;
        let more = self.bytes.read(&mut one).map_err(|e| self.damaged(&e))?;
        if more == 0 && self.bytes.more_behind() {
            let what = "more bytes follow behind the gzip data, and they are no gzip data";
            return Err(self.wrong(end, what, "Take the file from its source again."));
        }
        if more == 0 {
            return Ok(());
        }
        Err(self.wrong(
            end,
            "more bytes follow where the header says the file ends",
            "Take the file from its source again.",
        ))
    }

    fn magic(&mut self, dims: u8, kind: &str) -> Result<()> {
        let at = self.offset;
        let found: [u8; 4] = self.array("magic number")?;
        let expected = format!("Expected 0x0000080{dims}, which begins an IDX file of {kind}.");
        if found[..2] != [0, 0] {
            let what = format!("wrong magic number 0x{:08x}", u32::from_be_bytes(found));
            return Err(self.wrong(at, &what, &expected));
        }
        if found[2] != UNSIGNED_BYTE {
            let what = format!("type code 0x{:02x} where 0x08 (unsigned byte) was needed", found[2]);
            return Err(self.wrong(at + 2, &what, &expected));
        }
        if found[3] != dims {
            let what = format!("{} dimensions where {kind} have {dims}", found[3]);
            return Err(self.wrong(at + 3, &what, &expected));
        }
        Ok(())
    }

    fn count(&mut self, kind: &str, may_be_empty: bool) -> Result<u32> {
        let at = self.offset;
        let count = u32::from_be_bytes(self.array("number of items")?);
        if count == 0 && !may_be_empty {
            return Err(self.wrong(at, &format!("the header counts 0 {kind}"), "Use a file with at least one."));
        }
        if u64::from(count) > MAX_BODY {
            let what = format!("the header counts {count} {kind}, more than the {MAX_BODY} allowed");
            return Err(self.wrong(at, &what, "Take the file from its source again."));
        }
        Ok(count)
    }

    fn side(&mut self, kind: &str) -> Result<u32> {
        let at = self.offset;
        let side = u32::from_be_bytes(self.array(kind)?);
        if (1..=MAX_SIDE).contains(&side) {
            return Ok(side);
        }
        Err(self.wrong(at, &format!("images of {side} {kind}"), &format!("Expected 1 to {MAX_SIDE}; MNIST has 28.")))
    }

    fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        let start = self.offset;
        let got = self.take(N as u64)?;
        if got.len() < N {
            let what = format!("the file ends inside the {what} that begins at offset {start}");
            return Err(self.wrong(self.offset, &what, "Take the file from its source again."));
        }
        bytes.copy_from_slice(&got);
        Ok(bytes)
    }

    fn body(&mut self, length: u64) -> Result<Vec<u8>> {
        let start = self.offset;
        let body = self.take(length)?;
        if (body.len() as u64) < length {
            let end = start + length;
            let what = format!("the file ends here, but its header promises {length} bytes, up to offset {end}");
            return Err(self.wrong(self.offset, &what, "The download may have been cut short: take the file again."));
        }
        Ok(body)
    }

    fn take(&mut self, length: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = (&mut self.bytes).take(length).read_to_end(&mut bytes);
        self.offset += bytes.len() as u64;
        read.map(|_| bytes).map_err(|e| self.damaged(&e))
    }

    fn damaged(&self, e: &std::io::Error) -> Error {
        let (name, offset) = (self.name, self.offset);
        let message =
            format!("{name}, offset {offset}: the gzip data are damaged or cut short ({e}). Take the file again.");
        Error::new(name, message)
    }

    fn wrong(&mut self, offset: u64, what: &str, remedy: &str) -> Error {
        // Damage to a gzip file shows first as nonsense inside; its checksum, at the end, names the cause.
        if let Err(e) = std::io::copy(&mut (&mut self.bytes).take(2 * MAX_BODY), &mut std::io::sink()) {
            return self.damaged(&e);
        }
        Error::new(self.name, format!("{}, offset {offset}: {what}. {remedy}", self.name))
    }
}
