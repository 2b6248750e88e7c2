//! Pictures of digits and of weights, tiled into one RGBA image.

use super::{ChartError, Rgb, Theme};

/// An image: `width` × `height` pixels of red, green, blue, alpha, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels a row. 0 if there is nothing to show.
    pub width: usize,
    /// Rows. 0 if there is nothing to show.
    pub height: usize,
    /// 4 · width · height bytes.
    pub rgba: Vec<u8>,
}

/// Larger pictures than this many pixels are refused.
const MOST: usize = 1 << 24;

/// Grid of `n` tiles, `rows` × `cols` pixels each, in `columns` columns with a gap of 1 pixel.
struct Grid {
    n: usize,
    rows: usize,
    cols: usize,
    columns: usize,
}

impl Grid {
    fn new(len: usize, rows: usize, cols: usize, columns: usize) -> Result<Grid, ChartError> {
        let size = rows.checked_mul(cols).filter(|&s| s > 0 && s <= MOST);
        let Some(size) = size.filter(|&s| len.is_multiple_of(s) && columns > 0) else {
            return Err(ChartError::new(format!(
                "{len} values do not make pictures of {rows} × {cols} in {columns} columns."
            )));
        };
        let n = len / size;
        let grid = Grid { n, rows, cols, columns: columns.min(n) };
        if (grid.width() as u128) * (grid.height() as u128) > MOST as u128 {
            return Err(ChartError::new(format!(
                "{n} pictures of {rows} × {cols} are more than can be shown at once."
            )));
        }
        Ok(grid)
    }

    fn width(&self) -> usize {
        (self.columns * (self.cols + 1)).saturating_sub(1)
    }

    fn height(&self) -> usize {
        let lines = if self.n == 0 { 0 } else { self.n.div_ceil(self.columns) };
        (lines * (self.rows + 1)).saturating_sub(1)
    }

    /// Paints value `i` with `color(i)`. Gaps get `gap`, places after the last tile stay transparent.
    fn paint(&self, gap: Rgb, color: impl Fn(usize) -> Rgb) -> Picture {
        let (width, height) = (self.width(), self.height());
        let mut rgba = vec![0; 4 * width * height];
        for (at, pixel) in rgba.chunks_exact_mut(4).enumerate() {
            let (x, y) = (at % width, at / width);
            let (tile_x, dx) = (x / (self.cols + 1), x % (self.cols + 1));
            let (tile_y, dy) = (y / (self.rows + 1), y % (self.rows + 1));
            let tile = tile_y * self.columns + tile_x;
            if tile < self.n {
                let Rgb(r, g, b) = if dx < self.cols && dy < self.rows {
                    color((tile * self.rows + dy) * self.cols + dx)
                } else {
                    gap
                };
                pixel.copy_from_slice(&[r, g, b, 255]);
            }
        }
        Picture { width, height, rgba }
    }
}

/// Tiles pictures of digits (n · rows · cols bytes, 0 background, 255 ink) in the theme's ink on its paper.
pub fn tile_digits(
    pixels: &[u8],
    rows: usize,
    cols: usize,
    columns: usize,
    theme: &Theme,
) -> Result<Picture, ChartError> {
    let ink = theme.read()?;
    let shades: Vec<Rgb> = (0..=255u8).map(|v| ink.paper.mix(ink.ink, f64::from(v) / 255.0)).collect();
    let grid = Grid::new(pixels.len(), rows, cols, columns)?;
    Ok(grid.paint(ink.paper, |i| shades[usize::from(pixels[i])]))
}

/// Tiles pictures of weights (n · rows · cols values) from blue (−limit) over paper (0) to orange (+limit). A limit
/// that is not positive is replaced by the largest magnitude; a value that is not finite is grey.
pub fn tile_weights(
    values: &[f32],
    rows: usize,
    cols: usize,
    columns: usize,
    limit: f64,
    theme: &Theme,
) -> Result<Picture, ChartError> {
    let ink = theme.read()?;
    let (low, high) = if ink.dark {
        (Rgb(0x63, 0xb6, 0xf2), Rgb(0xff, 0x9d, 0x3b))
    } else {
        (Rgb(0x00, 0x5f, 0xa3), Rgb(0xc8, 0x4b, 0x00))
    };
    let finite = values.iter().filter(|v| v.is_finite());
    let largest = finite.fold(0.0f64, |m, v| m.max(f64::from(v.abs())));
    let limit = if limit.is_finite() && limit > 0.0 { limit } else { largest };
    let shade = |v: f32| {
        if !v.is_finite() {
            return ink.muted;
        }
        // All zero: 0/0 is no reason for grey.
        let t = if limit > 0.0 { f64::from(v) / limit } else { 0.0 };
        ink.paper.mix(if t < 0.0 { low } else { high }, t.abs())
    };
    let grid = Grid::new(values.len(), rows, cols, columns)?;
    Ok(grid.paint(ink.grid, |i| shade(values[i])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(p: &Picture, x: usize, y: usize) -> [u8; 4] {
        let at = 4 * (y * p.width + x);
        [p.rgba[at], p.rgba[at + 1], p.rgba[at + 2], p.rgba[at + 3]]
    }

    #[test]
    fn digits_are_tiled_row_by_row() {
        // Three pictures of 1 × 2 in two columns.
        let p = tile_digits(&[0, 255, 255, 0, 255, 255], 1, 2, 2, &Theme::default()).unwrap();
        assert_eq!((p.width, p.height), (5, 3));
        let (paper, ink) = ([255; 4], [0x1c, 0x1e, 0x21, 255]);
        assert_eq!([0, 1, 2, 3, 4].map(|x| pixel(&p, x, 0)), [paper, ink, paper, ink, paper]);
        assert_eq!(pixel(&p, 0, 2), ink);
        assert_eq!(pixel(&p, 3, 2), [0; 4], "no fourth picture");
    }

    #[test]
    fn weights_diverge_from_paper() {
        let theme = Theme::default();
        let p = tile_weights(&[-2.0, 0.0, 1.0, f32::NAN], 1, 4, 1, 1.0, &theme).unwrap();
        let [low, zero, high, nan] = [0, 1, 2, 3].map(|x| pixel(&p, x, 0));
        assert!(low[2] > low[0] && high[0] > high[2]);
        assert_eq!((zero, nan), ([255; 4], [0x5f, 0x65, 0x70, 255]));
        let auto = tile_weights(&[-4.0, 4.0], 1, 2, 1, 0.0, &theme).unwrap();
        assert_eq!((pixel(&auto, 0, 0), pixel(&auto, 1, 0)), (low, high));
    }

    #[test]
    fn strange_sizes_are_told_or_empty() {
        let theme = Theme::default();
        for (n, rows, cols, columns) in [(5, 2, 2, 1), (4, 0, 4, 1), (4, 2, 2, 0), (4, usize::MAX, 3, 1)] {
            assert!(tile_digits(&vec![0; n], rows, cols, columns, &theme).is_err());
        }
        assert!(tile_digits(&vec![0; 1 << 24], 1, 1, 1, &theme).is_err());
        let none = tile_digits(&[], 28, 28, 10, &theme).unwrap();
        assert_eq!((none.width, none.height, none.rgba.len()), (0, 0, 0));
    }
}
