//! Convolution and pooling: their geometry, and the loops over it. One example's maps are stored in one row, map after
//! map, each row by row: the unit at (c, y, x) has index (c · height + y) · width + x.

use microlearning_kernel::{counted, each};

use crate::{Mat, Real, Vector};

/// Maps of the same size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maps {
    /// Number of maps.
    pub channels: usize,
    /// Number of rows of one.
    pub height: usize,
    /// Number of columns of one.
    pub width: usize,
}

impl Maps {
    /// Number of units of all maps.
    pub fn len(&self) -> usize {
        self.channels * self.area()
    }

    /// True if there is no unit.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn area(&self) -> usize {
        self.height * self.width
    }

    /// Index of the first unit of a row of a map.
    fn row(&self, channel: usize, y: usize) -> usize {
        (channel * self.height + y) * self.width
    }
}

/// Filters of kernel × kernel that are moved over the maps below by one pixel at a time, without padding: W is
/// (filters, channels · kernel²), a bias for each filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conv {
    /// Maps of the layer below.
    pub below: Maps,
    /// Number of filters, each of which makes a map.
    pub filters: usize,
    /// Side of a filter; at most the height and the width of the maps below.
    pub kernel: usize,
}

impl Conv {
    /// n_in.
    pub fn inputs(&self) -> usize {
        self.below.len()
    }

    /// The maps that the filters make.
    pub fn maps(&self) -> Maps {
        let side = |below: usize| (below + 1).saturating_sub(self.kernel);
        Maps { channels: self.filters, height: side(self.below.height), width: side(self.below.width) }
    }

    /// n_out.
    pub fn units(&self) -> usize {
        self.maps().len()
    }

    /// The shape of W.
    pub fn weights(&self) -> (usize, usize) {
        (self.filters, self.below.channels * self.kernel * self.kernel)
    }

    /// Calls `each` with the index of a weight in its filter, and the indices at which the two rows begin that it
    /// connects: in the layer below, and in the filter's map.
    fn rows(&self, filter: usize, mut each: impl FnMut(usize, usize, usize)) {
        let (maps, k) = (self.maps(), self.kernel);
        for channel in 0..self.below.channels {
            for (dy, dx) in (0..k).flat_map(|dy| (0..k).map(move |dx| (dy, dx))) {
                for y in 0..maps.height {
                    each((channel * k + dy) * k + dx, self.below.row(channel, y + dy) + dx, maps.row(filter, y));
                }
            }
        }
    }

    /// Counts one pass over so many examples, in either direction.
    fn count(&self, examples: usize) {
        counted::add(examples, self.weights().1, self.units());
    }

    /// z += w ∗ x.
    pub fn add_forward(&self, w: &Mat, x: &Mat, z: &mut Mat) {
        self.count(x.nrows());
        let width = self.maps().width;
        for (x, mut z) in x.rows().into_iter().zip(z.rows_mut()) {
            let (x, z) = (x.to_slice().expect(IN_ROWS), z.as_slice_mut().expect(IN_ROWS));
            for (filter, w) in w.rows().into_iter().enumerate() {
                self.rows(filter, |at, below, here| {
                    each::add_scaled(&mut z[here..here + width], w[at], &x[below..below + width]);
                });
            }
        }
    }

    /// below = scale · wᵀ ∗ delta + keep · below.
    pub fn back(&self, (scale, keep): (Real, Real), w: &Mat, delta: &Mat, below: &mut Mat) {
        self.count(delta.nrows());
        scale_all(below, keep);
        let width = self.maps().width;
        for (delta, mut x) in delta.rows().into_iter().zip(below.rows_mut()) {
            let (delta, x) = (delta.to_slice().expect(IN_ROWS), x.as_slice_mut().expect(IN_ROWS));
            for (filter, w) in w.rows().into_iter().enumerate() {
                self.rows(filter, |at, below, here| {
                    each::add_scaled(&mut x[below..below + width], scale * w[at], &delta[here..here + width]);
                });
            }
        }
    }

    /// dw += scale · postᵀ ∗ pre, summed over the batch and over the places of a filter.
    pub fn add_outer(&self, scale: Real, post: &Mat, pre: &Mat, dw: &mut Mat) {
        self.count(post.nrows());
        let width = self.maps().width;
        for (post, pre) in post.rows().into_iter().zip(pre.rows()) {
            let (post, pre) = (post.to_slice().expect(IN_ROWS), pre.to_slice().expect(IN_ROWS));
            for (filter, mut dw) in dw.rows_mut().into_iter().enumerate() {
                self.rows(filter, |at, below, here| {
                    let pairs = post[here..here + width].iter().zip(&pre[below..below + width]);
                    dw[at] += scale * pairs.map(|(post, pre)| post * pre).sum::<Real>();
                });
            }
        }
    }

    /// Adds each filter's bias to its map.
    pub fn add_bias(&self, b: &Vector, z: &mut Mat) {
        for mut z in z.rows_mut() {
            for (map, b) in z.as_slice_mut().expect(IN_ROWS).chunks_exact_mut(self.maps().area()).zip(b) {
                map.iter_mut().for_each(|z| *z += b);
            }
        }
    }

    /// db += scale · Σ post, over the batch and over each filter's map.
    pub fn add_to_bias(&self, scale: Real, post: &Mat, db: &mut Vector) {
        for post in post.rows() {
            for (map, db) in post.to_slice().expect(IN_ROWS).chunks_exact(self.maps().area()).zip(db.iter_mut()) {
                *db += scale * map.iter().sum::<Real>();
            }
        }
    }
}

/// Average pooling over squares of side × side of each map, which do not overlap; pixels left over at the right and at
/// the bottom are not read. It has no weights and no f. (Averages, not maxima: they are linear, so that the way back
/// needs no memory.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Maps of the layer below.
    pub below: Maps,
    /// Side of a square; at most the height and the width of the maps below.
    pub side: usize,
}

impl Pool {
    /// n_in.
    pub fn inputs(&self) -> usize {
        self.below.len()
    }

    /// The maps of means.
    pub fn maps(&self) -> Maps {
        Maps { height: self.below.height / self.side, width: self.below.width / self.side, ..self.below }
    }

    /// n_out.
    pub fn units(&self) -> usize {
        self.maps().len()
    }

    /// Calls `each` with the index of an input and the index of the unit that reads it.
    fn pairs(&self, mut each: impl FnMut(usize, usize)) {
        let (maps, side) = (self.maps(), self.side);
        for channel in 0..maps.channels {
            for (y, x) in (0..maps.height * side).flat_map(|y| (0..maps.width * side).map(move |x| (y, x))) {
                each(self.below.row(channel, y) + x, maps.row(channel, y / side) + x / side);
            }
        }
    }

    fn share(&self) -> Real {
        1.0 / (self.side * self.side) as Real
    }

    /// z = the averages of x.
    pub fn forward(&self, x: &Mat, z: &mut Mat) {
        z.fill(0.0);
        for (x, mut z) in x.rows().into_iter().zip(z.rows_mut()) {
            self.pairs(|input, unit| z[unit] += self.share() * x[input]);
        }
    }

    /// below = scale · (each input's share of delta) + keep · below.
    pub fn back(&self, (scale, keep): (Real, Real), delta: &Mat, below: &mut Mat) {
        scale_all(below, keep);
        for (delta, mut x) in delta.rows().into_iter().zip(below.rows_mut()) {
            self.pairs(|input, unit| x[input] += scale * self.share() * delta[unit]);
        }
    }
}

/// m ← keep · m; with 0, whatever m held is forgotten, NaN too.
fn scale_all(m: &mut Mat, keep: Real) {
    if keep == 0.0 {
        m.fill(0.0);
    } else {
        m.mapv_inplace(|value| keep * value);
    }
}

/// Reason that rows can be read as slices.
const IN_ROWS: &str = "activities are in standard layout";
