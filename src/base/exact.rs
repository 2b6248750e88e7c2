//! Lists of numbers as a text that brings back the same bits, whatever the numbers are.
//!
//! The bits of each number are 16 hexadecimal digits, and spaces stand between lists. Decimal digits would be longer and slower, and
//! know neither NaN nor infinity.

/// Hexadecimal digits of one number.
const DIGITS: usize = 16;

/// The text of some lists.
pub fn written(lists: &[Vec<f64>]) -> String {
    let mut text = String::with_capacity(lists.iter().map(|list| DIGITS * list.len() + 1).sum());
    for (k, list) in lists.iter().enumerate() {
        if k > 0 {
            text.push(' ');
        }
        for bits in list.iter().map(|number| number.to_bits()) {
            let digit = |place: usize| char::from(b"0123456789abcdef"[(bits >> (60 - 4 * place)) as usize & 15]);
            text.extend((0..DIGITS).map(digit));
        }
    }
    text
}

/// The lists that a text is; none if it is no such text.
pub fn read(text: &str) -> Option<Vec<Vec<f64>>> {
    let digit = |bits: u64, byte: &u8| Some(bits << 4 | u64::from(char::from(*byte).to_digit(16)?));
    let number =
        |digits: &[u8]| Some(f64::from_bits(digits.iter().try_fold(0, digit)?)).filter(|_| digits.len() == DIGITS);
    text.split(' ').map(|list| list.as_bytes().chunks(DIGITS).map(number).collect()).collect()
}
