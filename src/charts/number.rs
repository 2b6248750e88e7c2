//! Numbers as charts write them: no more digits than are known, commas between thousands, a real minus sign.

use super::axis::flushed;

/// A tick's label, with just the decimals its step needs.
pub fn tick_text(value: f64, step: f64) -> String {
    if flushed(value) == 0.0 {
        return "0".into();
    }
    if value.abs() >= 1e6 || step < 0.999e-4 {
        return power_text(value, step);
    }
    fixed_text(value, decimals(step))
}

/// A measured value on an axis that spans `span`: about a five-hundredth of it can be distinguished.
pub fn value_text(value: f64, span: f64) -> String {
    let value = flushed(value);
    if value != 0.0 && (value.abs() >= 1e6 || span < 1e-3) {
        return power_text(value, value.abs() / 100.0);
    }
    fixed_text(value, decimals(span / 500.0))
}

/// A measured value with three significant digits, for log axes.
pub fn three_digits(value: f64) -> String {
    let value = flushed(value);
    let magnitude = value.abs();
    if value != 0.0 && !(1e-3..1e6).contains(&magnitude) {
        return power_text(value, magnitude / 100.0);
    }
    fixed_text(value, decimals(magnitude / 100.0).min(5))
}

/// Decimals that distinguish multiples of `step`.
fn decimals(step: f64) -> usize {
    if !(step.is_finite() && step > 0.0) {
        return 0;
    }
    (-libm::log10(step * 1.000_001).floor()).clamp(0.0, 9.0) as usize
}

/// Text with so many decimals: `1234.5` as `1,234.5`.
pub fn fixed_text(value: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut out = String::new();
    // A value that rounds to zero has no sign.
    if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// `2500000` as `2.5×10⁶`.
fn power_text(value: f64, step: f64) -> String {
    let power = libm::log10(value.abs() * 1.000_001).floor();
    let unit = 10f64.powi(power as i32);
    let mantissa = fixed_text(value / unit, decimals(step / unit).min(3));
    let exponent: String = format!("{power}")
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            d => char::from_u32('⁰' as u32 + (d as u32).wrapping_sub('0' as u32)).unwrap_or(d),
        })
        .collect();
    match mantissa.as_str() {
        "1" => format!("10{exponent}"),
        "−1" => format!("−10{exponent}"),
        m => format!("{m}×10{exponent}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_have_the_decimals_of_their_step() {
        assert_eq!(tick_text(0.25, 0.05), "0.25");
        assert_eq!(tick_text(20.0, 10.0), "20");
        assert_eq!(tick_text(0.30000000000000004, 0.1), "0.3");
        assert_eq!(tick_text(24000.0, 2000.0), "24,000");
        assert_eq!(tick_text(-0.5, 0.5), "−0.5");
        assert_eq!(tick_text(2.5e6, 5e5), "2.5×10⁶");
        assert_eq!(tick_text(1e-5, 1e-5), "10⁻⁵");
        assert_eq!(tick_text(4e300, 1e300), "4×10³⁰⁰");
    }

    #[test]
    fn values_have_the_digits_their_axis_is_worth() {
        assert_eq!(value_text(87.6599, 100.0), "87.7");
        assert_eq!(value_text(0.42912, 2.5), "0.429");
        assert_eq!(value_text(-1e-9, 2.5), "0.000");
        assert_eq!(three_digits(0.012_345), "0.0123");
        assert_eq!(three_digits(1234.6), "1,235");
        assert_eq!(three_digits(1.2e-7), "1.20×10⁻⁷");
    }
}
