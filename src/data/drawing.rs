//! A reader's own drawing, brought into the form of MNIST's pictures.
//!
//! LeCun, Cortes & Burges (1998), The MNIST database: the digit is scaled to fit 20 × 20 pixels, its proportions kept,
//! and placed in 28 × 28 so that its centre of mass is in the middle.

use crate::base::error::{Error, Result};

/// Sides of the picture and of the box that the digit fits into.
const SIDE: usize = 28;
const BOX: usize = 20;

/// A drawing of `width` × `height` bytes, 0 for paper and 255 for ink, as 28 × 28 bytes.
///
/// # Errors
/// If the size is wrong or nothing is drawn.
pub fn as_mnist(ink: &[u8], width: usize, height: usize) -> Result<Vec<u8>> {
    if width.checked_mul(height) != Some(ink.len()) {
        let message = format!("The drawing has {} bytes where {width} × {height} were said.", ink.len());
        return Err(Error::new("drawing", message));
    }
    let nothing = || Error::new("drawing", "Nothing is drawn yet. Draw a digit from 0 to 9.");
    if ink.is_empty() {
        // Lines without pixels may be more than one would like to look through.
        return Err(nothing());
    }
    let inked = |(x, y): (usize, usize)| ink[y * width + x] > 0;
    let extents = (extent(width, height, inked), extent(height, width, |(y, x)| inked((x, y))));
    let (Some(xs), Some(ys)) = extents else { return Err(nothing()) };
    let scale = BOX as f64 / (xs.1 - xs.0).max(ys.1 - ys.0) as f64;
    let (columns, rows) = (shares(xs, scale), shares(ys, scale));
    let mut small = [[0.0; BOX]; BOX];
    for (y, to_rows) in (ys.0..).zip(&rows) {
        for (x, to_columns) in (xs.0..).zip(&columns) {
            let ink = f64::from(ink[y * width + x]);
            for (row, down) in to_rows {
                for (column, across) in to_columns {
                    small[*row][*column] += ink * down * across;
                }
            }
        }
    }
    Ok(centred(&small))
}

/// The first line that holds ink, and the one behind the last, of `lines` lines with `across` places each.
fn extent(lines: usize, across: usize, inked: impl Fn((usize, usize)) -> bool) -> Option<(usize, usize)> {
    let holds = |line: &usize| (0..across).any(|at| inked((*line, at)));
    Some(((0..lines).find(holds)?, (0..lines).rfind(holds)? + 1))
}

/// Overlap of each line of the drawing between these two with each small pixel: pixel index and share.
fn shares((from, to): (usize, usize), scale: f64) -> Vec<Vec<(usize, f64)>> {
    let share = |line: usize| {
        let (start, end) = (line as f64 * scale, (line + 1) as f64 * scale);
        // Rounding may move the last line over the edge of the box.
        let pixels = start as usize..(end.ceil() as usize).min(BOX);
        pixels.map(|pixel| (pixel, end.min((pixel + 1) as f64) - start.max(pixel as f64))).collect()
    };
    (0..to - from).map(share).collect()
}

/// The box, placed with its centre of mass in the middle of the picture, as far as it stays inside.
fn centred(small: &[[f64; BOX]; BOX]) -> Vec<u8> {
    let total: f64 = small.iter().flatten().sum();
    let moment = |weight: &dyn Fn(usize, usize) -> usize| -> f64 {
        let each = |(y, row): (usize, &[f64; BOX])| -> f64 { (0..BOX).map(|x| weight(x, y) as f64 * row[x]).sum() };
        small.iter().enumerate().map(each).sum::<f64>() / total
    };
    let place =
        |mass: f64, used: usize| ((SIDE - 1) as f64 / 2.0 - mass).round().clamp(0.0, (SIDE - used) as f64) as usize;
    let wide = (0..BOX).rfind(|x| small.iter().any(|row| row[*x] > 0.0)).map_or(0, |last| last + 1);
    let high = small.iter().rposition(|row| row.iter().any(|ink| *ink > 0.0)).map_or(0, |last| last + 1);
    let (left, top) = (place(moment(&|x, _| x), wide), place(moment(&|_, y| y), high));
    let mut picture = vec![0; SIDE * SIDE];
    for (y, row) in small[..high].iter().enumerate() {
        for (x, ink) in row[..wide].iter().enumerate() {
            picture[(top + y) * SIDE + left + x] = ink.round().min(255.0) as u8;
        }
    }
    picture
}
