//! Lines through data: where they break, what of them lies in the plot, and their dashes.

use super::surface::{distance, Point};

/// The rectangle that data is drawn in: CSS pixels, y downwards.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Window {
    /// The window grown by `by` on each side.
    pub fn grown(&self, by: f64) -> Window {
        Window { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// True if a point lies in the window.
    pub fn holds(&self, (x, y): Point) -> bool {
        x >= self.left && x <= self.right && y >= self.top && y <= self.bottom
    }

    /// Part of the segment that lies in the window (Liang and Barsky 1984).
    fn clip(&self, a: Point, b: Point) -> Option<(Point, Point)> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut from, mut to) = (0.0f64, 1.0f64);
        for (p, q) in [(-dx, a.0 - self.left), (dx, self.right - a.0), (-dy, a.1 - self.top), (dy, self.bottom - a.1)] {
            if p == 0.0 {
                if q < 0.0 {
                    return None;
                }
            } else if p < 0.0 {
                from = from.max(q / p);
            } else {
                to = to.min(q / p);
            }
        }
        let at = |t: f64| (a.0 + t * dx, a.1 + t * dy);
        (from <= to).then(|| (at(from), at(to)))
    }

    /// The pieces of a line that lie in the window.
    pub fn clip_line(&self, line: &[Point]) -> Vec<Vec<Point>> {
        let mut pieces: Vec<Vec<Point>> = vec![];
        for pair in line.windows(2) {
            let Some((a, b)) = self.clip(pair[0], pair[1]) else {
                continue;
            };
            match pieces.last_mut() {
                Some(piece) if piece.last() == Some(&a) => piece.push(b),
                _ => pieces.push(vec![a, b]),
            }
        }
        pieces
    }

    /// Part of a polygon that lies in the window (Sutherland and Hodgman 1974).
    pub fn clip_polygon(&self, polygon: &[Point]) -> Vec<Point> {
        // Each edge of the window: how far inside a point lies, negative for outside.
        let edges: [&dyn Fn(Point) -> f64; 4] =
            [&|p| p.0 - self.left, &|p| self.right - p.0, &|p| p.1 - self.top, &|p| self.bottom - p.1];
        edges.iter().fold(polygon.to_vec(), |points, inside| {
            let mut kept = vec![];
            for (i, &b) in points.iter().enumerate() {
                let a = points[(i + points.len() - 1) % points.len()];
                let (da, db) = (inside(a), inside(b));
                if (da < 0.0) != (db < 0.0) {
                    let t = da / (da - db);
                    kept.push((a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1)));
                }
                if db >= 0.0 {
                    kept.push(b);
                }
            }
            kept
        })
    }
}

/// The unbroken stretches of a line with gaps.
pub fn runs<T>(points: impl Iterator<Item = Option<T>>) -> Vec<Vec<T>> {
    let mut runs = vec![vec![]];
    for point in points {
        match (point, runs.last_mut()) {
            (Some(p), Some(run)) => run.push(p),
            _ => runs.push(vec![]),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Thinned line: at most four points per CSS pixel column (first, lowest, highest, last). It looks the same and draws
/// fast.
pub fn thin_out(line: Vec<Point>, width: f64) -> Vec<Point> {
    if (line.len() as f64) < 4.0 * width {
        return line;
    }
    let mut out: Vec<Point> = vec![];
    let mut rest = line.as_slice();
    while let Some(first) = rest.first() {
        let column = first.0.floor();
        let n = rest.iter().take_while(|p| p.0.floor() == column).count();
        let by_y = |a: &usize, b: &usize| rest[*a].1.total_cmp(&rest[*b].1);
        let low = (0..n).min_by(by_y).unwrap_or(0);
        let high = (0..n).max_by(by_y).unwrap_or(0);
        let mut keep = [0, low.min(high), low.max(high), n - 1].to_vec();
        keep.dedup();
        out.extend(keep.into_iter().map(|i| rest[i]));
        rest = &rest[n..];
    }
    out
}

/// Lengths of ink and gap in turns, for a line 2 CSS pixels wide. Empty is solid.
pub fn dash_pattern(number: u32) -> &'static [f64] {
    match number % 6 {
        1 => &[7.0, 4.0],
        2 => &[2.0, 3.0],
        3 => &[8.0, 3.0, 2.0, 3.0],
        4 => &[15.0, 4.0],
        5 => &[9.0, 3.0, 2.0, 3.0, 2.0, 3.0],
        _ => &[],
    }
}

/// Cuts a line into the inked pieces of a dash pattern, `size` times as long.
pub fn dashes(line: &[Point], pattern: &[f64], size: f64) -> Vec<Vec<Point>> {
    let (Some(&first), false) = (line.first(), pattern.is_empty()) else {
        return vec![line.to_vec()];
    };
    let (mut at, mut left, mut out) = (0, pattern[0] * size, vec![vec![first]]);
    for pair in line.windows(2) {
        let (mut a, b) = (pair[0], pair[1]);
        let mut length = distance(a, b);
        while length > left {
            let t = left / length;
            a = (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1));
            length -= left;
            if at % 2 == 0 {
                extend(&mut out, a);
            } else {
                out.push(vec![a]);
            }
            at = (at + 1) % pattern.len();
            left = pattern[at] * size;
        }
        left -= length;
        if at % 2 == 0 {
            extend(&mut out, b);
        }
    }
    out.retain(|piece| piece.len() > 1);
    out
}

fn extend(pieces: &mut [Vec<Point>], point: Point) {
    if let Some(piece) = pieces.last_mut() {
        piece.push(point);
    }
}
