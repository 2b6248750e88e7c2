//! Labels that are drawn into the first pixels of a picture.
//!
//! Pictures that differ by their label only share all other pixels, so each picture is multiplied with the first layer's weights once,
//! whatever labels it carries, and once on the way to their update.

use microlearning_kernel::each;

use super::{gain, rows};
use crate::base::mat::{flat, flat_mut, reshape};
use crate::net::Network;
use crate::rule::{Context, LayerUpdate};
use crate::{Mat, Real};

/// Places of the labels: the first inputs, one for each output.
pub struct Labels {
    places: usize,
    /// Number of inputs.
    inputs: usize,
    /// Brightness of a label's pixel.
    on: Real,
}

impl Labels {
    /// Places in the pictures of this network.
    pub fn new(net: &Network, on: Real) -> Self {
        Self { places: net.outputs().min(net.inputs()), inputs: net.inputs(), on }
    }

    /// Brightness² in all places together, where the label is spread over them.
    fn dim(&self) -> Real {
        self.on / (self.places as Real).sqrt()
    }

    /// Factor that brings a picture to length √n whose other pixels have this sum of squares, its label being `label` long.
    fn gain(&self, pixels: Real, label: Real) -> Real {
        gain(pixels + label * label, self.inputs)
    }

    /// Sum of squares of the pixels of each picture that are no label's place, (B, 1).
    pub fn measure(&self, x: &Mat, squares: &mut Mat) {
        reshape(squares, (x.nrows(), 1));
        each::squares_of_rows(flat(x), x.ncols(), self.places, flat_mut(squares));
    }

    /// ν(x) with the label spread over all places.
    pub fn spread(&self, x: &Mat, squares: &Mat, a: &mut Mat) {
        a.clone_from(x);
        for (a, pixels) in rows(flat_mut(a), self.inputs).zip(squares) {
            a[..self.places].fill(self.on / self.places as Real);
            each::scale(a, self.gain(*pixels, self.dim()));
        }
    }

    /// Share of each label in the first layer's potentials, (places + 3, n_1): a row for each place; one for a label without a place;
    /// one for the label that is spread over all; the biases.
    pub fn weigh(&self, net: &Network, shares: &mut Mat) {
        let (layer, places) = (&net.layers[0], self.places);
        let spread = self.on / places as Real;
        reshape(shares, (places + 3, layer.units()));
        for (j, w) in layer.w.rows().into_iter().enumerate() {
            (0..places).for_each(|label| shares[(label, j)] = self.on * w[label]);
            shares[(places, j)] = 0.0;
            shares[(places + 1, j)] = spread * w.iter().take(places).sum::<Real>();
            shares[(places + 2, j)] = layer.b.as_ref().map_or(0.0, |b| b[j]);
        }
    }

    /// z_1 of pictures with labels drawn in, a row each; `label` names each row's example and label. `known` is z_1 of the pictures with
    /// the label spread over all places.
    pub fn draw(
        &self,
        known: &Mat,
        (shares, squares): (&Mat, &Mat),
        label: impl Fn(usize) -> (usize, usize),
        z: &mut Mat,
    ) {
        let (n, columns) = (shares.ncols(), z.ncols());
        let share = |row: usize| &flat(shares)[row * n..(row + 1) * n];
        for (row, z) in rows(flat_mut(z), columns).enumerate() {
            let (i, label) = label(row);
            let known = &flat(known)[i * n..(i + 1) * n];
            let gains = [self.gain(squares[(i, 0)], self.dim()), self.gain(squares[(i, 0)], self.on)];
            let [own, spread, bias] = [label.min(self.places), self.places + 1, self.places + 2].map(share);
            each::exchange(known, spread, own, bias, gains, z);
        }
    }

    /// The first layer's update: pixels are shared by both pictures of an example, and a label's pixel belongs to one.
    pub fn outer(
        &self,
        at: &Context<'_>,
        delta: &Mat,
        (squares, folded): (&Mat, &mut Mat),
        label: impl Fn(usize) -> (usize, usize),
        update: &mut LayerUpdate,
    ) {
        let (layer, count) = (&at.net.layers[0], at.batch.len());
        let (scale, units) = (-0.5 / count as Real, layer.units());
        let gain = |i: usize| self.gain(squares[(i, 0)], self.on);
        reshape(folded, (count, units));
        let (right, wrong) = flat(delta).split_at(count * units);
        let pairs = right.chunks_exact(units.max(1)).zip(wrong.chunks_exact(units.max(1)));
        for (i, (folded, (right, wrong))) in rows(flat_mut(folded), units).zip(pairs).enumerate() {
            each::scaled_sum(gain(i), right, wrong, folded);
        }
        layer.connect.outer(scale, folded, &at.batch.x, &mut update.w);
        if let Some(b) = &mut update.b {
            layer.connect.outer_bias(scale, delta, b);
        }
        update.w.slice_mut(ndarray::s![.., ..self.places]).fill(0.0);
        for (row, delta) in delta.rows().into_iter().enumerate() {
            let (i, label) = label(row);
            if label < self.places {
                update.w.column_mut(label).scaled_add(scale * self.on * gain(i), &delta);
            }
        }
    }
}
