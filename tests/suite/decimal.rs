//! Decimal numbers are read as `str::parse` reads them, bit for bit.

use microlearning::base::decimal::decimal;
use microlearning::base::random::{stream, Stream};
use rand::RngExt;

fn same(text: &str) {
    let (ours, std) = (decimal(text), text.parse::<f64>().ok());
    assert_eq!(ours.map(f64::to_bits), std.map(f64::to_bits), "{text}: {ours:?}, not {std:?}");
}

#[test]
fn every_number_comes_back_from_its_text() {
    let mut rng = stream(1, Stream::Batches);
    for _ in 0..100_000 {
        let number = f64::from_bits(rng.random());
        if number.is_finite() {
            same(&number.to_string());
            same(&format!("{number:e}"));
            same(&format!("{number:.3}"));
        }
    }
}

#[test]
fn texts_of_any_length_are_rounded_correctly() {
    let mut rng = stream(2, Stream::Batches);
    let mut digits = |most: u32| -> String {
        let count = rng.random_range(0..=most);
        (0..count).map(|_| char::from(b'0' + rng.random_range(0..10u8))).collect()
    };
    for round in 0..20_000 {
        let most = [3, 20, 400][round % 3];
        same(&format!("{}.{}", digits(most), digits(most)));
        same(&format!("-{}e-{}", digits(most), digits(3)));
        same(&format!("{}.{}E+{}", digits(20), digits(20), digits(3)));
    }
    // Halfway between two numbers, and a hair beside it.
    for text in ["9007199254740993", "9007199254740992.9999999999999999999999999", "9007199254740993.0000000000000001"]
    {
        same(text);
    }
    for text in ["2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308", "1e400", "1e-400"] {
        same(text);
    }
}

#[test]
fn what_is_no_number_is_none() {
    let texts = [
        "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1 2", "0x10", "1.2.3", "--1", "1e5.0", "1_000", "１", "five", ".",
    ];
    for text in texts {
        same(text);
    }
    for text in ["inf", "NaN", "-infinity"] {
        assert_eq!(decimal(text), None, "{text} is no setting");
    }
    for text in ["0", "-0", "+1", ".5", "5.", "00.10", "1e5", "1E-3", "0e999999999999", "1e99999999999999"] {
        same(text);
    }
}
