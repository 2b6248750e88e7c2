//! Colours: parsing, mixing, and how well one reads on another.

use super::ChartError;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(
    /// Red, 0–255.
    pub u8,
    /// Green, 0–255.
    pub u8,
    /// Blue, 0–255.
    pub u8,
);

impl Rgb {
    /// Reads `#rrggbb`. The error names `field`, so that the caller knows which colour is meant.
    pub fn parse(text: &str, field: &str) -> Result<Rgb, ChartError> {
        let wrong = || ChartError::new(format!("{field} is \"{text}\", which is no colour: write it as #rrggbb."));
        let digits = text.trim().strip_prefix('#').ok_or_else(wrong)?;
        // The check of each byte also keeps the slices below on character boundaries.
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| wrong());
        Ok(Rgb(byte(0)?, byte(2)?, byte(4)?))
    }

    /// The colour as `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Mixture of this colour (`t` = 0) and `other` (`t` = 1).
    pub fn mix(self, other: Rgb, t: f64) -> Rgb {
        let t = if t.is_finite() { t.clamp(0.0, 1.0) } else { 0.0 };
        let one = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round() as u8;
        Rgb(one(self.0, other.0), one(self.1, other.1), one(self.2, other.2))
    }

    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it.
    pub fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                // To the power of 2.4, without the two kB that a power of its own takes.
                libm::exp(2.4 * libm::log((c + 0.055) / 1.055))
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// WCAG 2 contrast ratio with another colour, 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, moved towards `ink` no further than it takes to read as text on `paper` (4.5:1).
    pub fn readable(self, paper: Rgb, ink: Rgb) -> Rgb {
        (0..=20).map(|i| self.mix(ink, f64::from(i) / 20.0)).find(|c| c.contrast(paper) >= 4.5).unwrap_or(ink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_and_writes_back() {
        assert_eq!(Rgb::parse("#0072B2", "c").unwrap().hex(), "#0072b2");
        for bad in ["", "#", "0072b2", "#12345", "#1234567", "#gg0000", "#ééé", "red"] {
            let message = Rgb::parse(bad, "theme.ink").unwrap_err().to_string();
            assert!(message.contains("theme.ink"), "{message}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((Rgb(0x76, 0x76, 0x76).contrast(Rgb(255, 255, 255)) - 4.54).abs() < 0.01);
    }

    #[test]
    fn text_becomes_readable() {
        let (paper, ink) = (Rgb(255, 255, 255), Rgb(20, 20, 20));
        let yellow = Rgb(0xf0, 0xe4, 0x42);
        assert!(yellow.contrast(paper) < 2.0);
        assert!(yellow.readable(paper, ink).contrast(paper) >= 4.5);
        assert_eq!(Rgb(0, 0, 90).readable(paper, ink), Rgb(0, 0, 90));
    }
}
