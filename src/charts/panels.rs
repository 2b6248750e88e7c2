//! Small multiples: equal panels over a surface, in as many columns as make them largest.

use super::surface::Point;

/// Places of panels, in CSS pixels from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Panels {
    /// Number of panels.
    pub n: usize,
    /// Number of panels side by side.
    pub columns: usize,
    /// Width of one, the gap to the next included.
    pub width: f64,
    /// Height of one, the gap to the next included.
    pub height: f64,
}

impl Panels {
    /// `n` panels over `width` × `height`, for what is square and has to leave `margin` (left and right, above and below)
    /// free in each panel.
    pub fn new(n: usize, (width, height): (f64, f64), margin: (f64, f64)) -> Self {
        let with = |columns: usize| {
            let rows = n.div_ceil(columns).max(1);
            Self { n, columns, width: width / columns as f64, height: height / rows as f64 }
        };
        let side = |panels: &Self| (panels.width - margin.0).min(panels.height - margin.1);
        (2..=n).map(with).fold(with(1), |best, next| if side(&next) > side(&best) { next } else { best })
    }

    /// The upper left corner of the i-th.
    pub fn corner(&self, i: usize) -> Point {
        ((i % self.columns) as f64 * self.width, (i / self.columns) as f64 * self.height)
    }

    /// Index of the panel that a point lies in.
    pub fn at(&self, (x, y): Point) -> Option<usize> {
        let (column, row) = ((x / self.width).floor(), (y / self.height).floor());
        // NaN is not inside, and a row further down than there are panels is not counted: `as` and * know no such number.
        let inside = column >= 0.0 && row >= 0.0 && column < self.columns as f64 && row < self.n as f64;
        inside.then(|| row as usize * self.columns + column as usize).filter(|i| *i < self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_are_as_large_as_they_can_be() {
        let columns = |n, size| Panels::new(n, size, (0.0, 0.0)).columns;
        assert_eq!([columns(6, (900.0, 600.0)), columns(6, (400.0, 600.0)), columns(6, (100.0, 900.0))], [3, 2, 1]);
        assert_eq!(columns(0, (100.0, 100.0)), 1);
    }

    #[test]
    fn a_point_lies_in_the_panel_whose_corner_is_before_it() {
        let panels = Panels::new(5, (900.0, 600.0), (10.0, 30.0));
        for i in 0..5 {
            let (x, y) = panels.corner(i);
            assert_eq!(panels.at((x + 1.0, y + 1.0)), Some(i));
        }
        for outside in [
            (-1.0, 5.0),
            (901.0, 5.0),
            (899.0, 599.0),
            (f64::NAN, 1.0),
            (1.0, f64::NAN),
            (1.0, 1e30),
            (1.0, f64::INFINITY),
        ] {
            assert_eq!(panels.at(outside), None);
        }
    }
}
