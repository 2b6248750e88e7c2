//! Numbers in records: written and read back with the same bits, whatever they are.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Hexadecimal digits of one number.
const DIGITS: usize = 16;

/// A list of numbers that serde writes as one text, the bits of each in 16 hexadecimal digits. Decimal digits would be longer and
/// slower, and know neither NaN nor infinity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(pub Vec<f64>);

impl FromIterator<f64> for Numbers {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        Self(numbers.into_iter().collect())
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digit = |bits: u64, place: usize| char::from(b"0123456789abcdef"[(bits >> (60 - 4 * place)) as usize & 15]);
        let all = self.0.iter().flat_map(|number| (0..DIGITS).map(|place| digit(number.to_bits(), place)));
        serializer.serialize_str(&all.collect::<String>())
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Hexadecimal)
    }
}

struct Hexadecimal;

impl Visitor<'_> for Hexadecimal {
    type Value = Numbers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("16 hexadecimal digits for each number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Numbers, E> {
        let digit = |bits: u64, byte: &u8| Some(bits << 4 | u64::from(char::from(*byte).to_digit(16)?));
        let number = |digits: &[u8]| digits.iter().try_fold(0, digit).map(f64::from_bits);
        let all = text.as_bytes().chunks(DIGITS).map(|digits| number(digits).filter(|_| digits.len() == DIGITS));
        all.collect::<Option<_>>().map(Numbers).ok_or_else(|| E::custom("a number of a record is damaged"))
    }
}
