//! The bytes of a file, unpacked while they are read if they begin as gzip does.

use std::io::Read;

#[cfg(feature = "gzip")]
use flate2::bufread::GzDecoder;

/// First bytes of each member of a gzip file. A file has one or more, one after another (RFC 1952, section 2.2).
#[cfg(feature = "gzip")]
const GZIP: &[u8] = &[0x1f, 0x8b];

/// Bytes to be read from their start.
pub enum Bytes<'a> {
    /// Plain bytes.
    Plain(&'a [u8]),
    /// Gzip. A browser unpacks by itself, so the page's first module does without.
    #[cfg(feature = "gzip")]
    Gzip(Box<GzDecoder<&'a [u8]>>),
}

impl<'a> Bytes<'a> {
    /// Detects gzip by the first bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        #[cfg(feature = "gzip")]
        if bytes.starts_with(GZIP) {
            return Self::Gzip(Box::new(GzDecoder::new(bytes)));
        }
        Self::Plain(bytes)
    }

    /// True if bytes follow behind the packed ones.
    pub fn more_behind(&self) -> bool {
        match self {
            Self::Plain(_) => false,
            #[cfg(feature = "gzip")]
            Self::Gzip(decoder) => !decoder.get_ref().is_empty(),
        }
    }
}

impl Read for Bytes<'_> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(bytes) => bytes.read(to),
            #[cfg(feature = "gzip")]
            Self::Gzip(decoder) => loop {
                let read = decoder.read(to)?;
                let rest = *decoder.get_ref();
                if read > 0 || to.is_empty() || !rest.starts_with(GZIP) {
                    return Ok(read);
                }
                **decoder = GzDecoder::new(rest);
            },
        }
    }
}
