//! Decimal numbers from text, rounded correctly.
//!
//! `str::parse::<f64>` does the same, but brings 15 kB of tables (gzip) into a module that everybody downloads.

use minimal_lexical::parse_float;

/// Largest exponent that is read: beyond it the number is 0 or infinite, however many digits it has.
const EXPONENT: i32 = 100_000;

/// The number that `text` is, or `None`: digits with a point if wanted, a sign before them, an exponent behind them.
pub fn decimal(text: &str) -> Option<f64> {
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (digits, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], exponent(&text[at + 1..])?),
        None => (text, 0),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !plain(whole) || !plain(part) {
        return None;
    }
    // As the parser wants them.
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    let size: f64 = parse_float(whole.as_bytes().iter(), part.as_bytes().iter(), exponent);
    Some(if negative { -size } else { size })
}

fn exponent(text: &str) -> Option<i32> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |sum: i32, byte| (sum * 10 + i32::from(byte - b'0')).min(EXPONENT));
    Some(sign * size)
}

/// Kinds of numbers that can be read from such text.
pub trait Number: Sized {
    /// The number that the text is, if it is one of this kind.
    fn read(text: &str) -> Option<Self>;
}

impl Number for f64 {
    fn read(text: &str) -> Option<Self> {
        decimal(text)
    }
}

macro_rules! whole {
    ($($kind:ty)*) => {$(
        impl Number for $kind {
            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}
whole!(u8 u32 usize);
