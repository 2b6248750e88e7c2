//! Goodness: a layer's sum of squares, by which it tells a picture with the right label drawn in from one with a wrong label.

mod labels;

use microlearning_kernel::each;
use ndarray::{ArrayView1, ArrayView2, Axis};

use super::outer;
use crate::base::mat::{flat, flat_mut, reshape};
use crate::net::{Activation, Forward, Network};
use crate::rule::noise::Noise;
use crate::rule::{Context, Proposal, Workspace};
use crate::{Mat, Real};
use labels::Labels;

/// Places in the workspace's matrices.
const A: usize = 0;
const SHARES: usize = 1;
const SQUARES: usize = 2;
const WRONG: usize = 3;
const FOLDED: usize = 4;

/// Layers that learn by goodness.
#[derive(Clone, Copy, Debug)]
pub struct Goodness {
    /// θ, the goodness a unit at which a layer is undecided.
    pub threshold: Real,
    /// Brightness of a label's pixel.
    pub on: Real,
    /// True if the network is read by the label with the largest goodness, and not by its last layer.
    pub read: bool,
    /// True if the first layer's goodness is not read.
    pub skip_first: bool,
}

impl Goodness {
    /// The network's answer: z and h of a picture whose label is spread over all places, each layer hearing the one below at length √n.
    /// If it is read by goodness, z of the last layer is Σ_l Σ_j h_j² for each label.
    pub fn answer(&self, net: &Network, x: &Mat, work: &mut Workspace, pass: &mut Forward) {
        work.mats(SQUARES + 1);
        let (top, Workspace { passes: [run, _], mats, .. }) = (net.depth() - 1, work);
        let [a, shares, squares] = mats.get_disjoint_mut([A, SHARES, SQUARES]).expect("three places");
        pass.reshape(top + 1);
        let labels = Labels::new(net, self.on);
        labels.measure(x, squares);
        labels.spread(x, squares, a);
        for l in 0..=top {
            net.layers[l].forward(a, &mut pass.z[l]);
            net.activate(l, &pass.z[l], &mut pass.h[l]);
            if l < top {
                a.clone_from(&pass.h[l]);
                normalise(a);
            }
        }
        if self.read && top > 0 {
            labels.weigh(net, shares);
            self.read(net, &labels, (shares, squares), run, pass);
            net.activate(top, &pass.z[top], &mut pass.h[top]);
        }
    }

    /// ΔW_l = −⟨δ_l a_{l−1}ᵀ⟩ over pictures with right and with wrong labels, δ_l = 2 (σ(Σ h_l² − θ n_l) − y) h_l ⊙ f′(z_l), y = 1 for right
    /// ones; and backprop's own update of the last layer, which reads a picture without a label.
    pub fn learn(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        work.mats(FOLDED + 1);
        let (net, count, top) = (at.net, at.batch.len(), at.net.depth() - 1);
        let Workspace { passes: [run, _], mats, .. } = work;
        run.reshape(top + 1);
        noise.wrong_labels(top, &at.batch.t, &mut mats[WRONG]);
        let [a, shares, squares, wrong, folded] =
            mats.get_disjoint_mut([A, SHARES, SQUARES, WRONG, FOLDED]).expect("five places");
        let label = |row: usize| match row.checked_sub(count) {
            None => (row, largest(at.batch.t.row(row))),
            Some(i) => (i, largest(wrong.row(i))),
        };
        let labels = Labels::new(net, self.on);
        labels.measure(&at.batch.x, squares);
        for l in 0..top {
            let (z, (below, here)) = (&mut run.z[l], run.h.split_at_mut(l));
            if l == 0 {
                labels.weigh(net, shares);
                reshape(z, (2 * count, net.layers[0].units()));
                labels.draw(&at.pass.z[0], (shares, squares), label, z);
            } else {
                net.layers[l].forward(&below[l - 1], z);
            }
            let h = &mut here[0];
            net.activate(l, z, h);
            if out.watched {
                tell(h, out);
            }
            self.errors(h, z);
            net.activation_of(l).times_slope(h, at.convention.relu_threshold, z);
            if l == 0 {
                labels.outer(at, z, (squares, folded), label, &mut out.delta[0]);
            } else {
                outer(&net.layers[l], -0.5 / count as Real, z, &below[l - 1], &mut out.delta[l]);
            }
            normalise(h);
        }
        if top > 0 {
            a.clone_from(&at.pass.h[top - 1]);
            normalise(a);
        } else {
            labels.spread(&at.batch.x, squares, a);
        }
        read_out(at, a, run, out);
    }

    /// δ of each row before f′, from h, both (2B, n): the first half has right labels.
    fn errors(&self, h: &Mat, delta: &mut Mat) {
        let (count, columns) = (h.nrows() / 2, h.ncols());
        let undecided = self.threshold * columns as Real;
        for (i, (delta, h)) in rows(flat_mut(delta), columns).zip(flat(h).chunks_exact(columns.max(1))).enumerate() {
            let right = Real::from(u8::from(i < count));
            each::times(2.0 * (Activation::Sigmoid.at(squares(h) - undecided) - right), h, delta);
        }
    }

    /// Σ_l Σ_j h_j² of x with each label, (B, n_out), into z of the last layer.
    fn read(&self, net: &Network, labels: &Labels, known: (&Mat, &Mat), run: &mut Forward, pass: &mut Forward) {
        let top = net.depth() - 1;
        run.reshape(top + 1);
        let (hidden, last) = pass.z.split_at_mut(top);
        let goodness = &mut last[0];
        goodness.fill(0.0);
        for label in 0..net.outputs() {
            for l in 0..top {
                let (z, (below, here)) = (&mut run.z[l], run.h.split_at_mut(l));
                if l == 0 {
                    reshape(z, hidden[0].dim());
                    labels.draw(&hidden[0], known, |row| (row, label), z);
                } else {
                    net.layers[l].forward(&below[l - 1], z);
                }
                net.activate(l, z, &mut here[0]);
                if l > 0 || !self.skip_first {
                    let columns = here[0].ncols().max(1);
                    let sums = goodness.column_mut(label).into_iter().zip(flat(&here[0]).chunks_exact(columns));
                    sums.for_each(|(sum, h)| *sum += squares(h));
                }
                normalise(&mut here[0]);
            }
        }
    }
}

/// Traces of a layer's goodness a unit, h (2B, n): for right labels and for wrong ones.
fn tell(h: &Mat, out: &mut Proposal) {
    let (count, n) = (h.nrows() / 2, h.ncols() as f64);
    let mean = |rows: ArrayView2<'_, Real>| rows.iter().map(|h| f64::from(*h).powi(2)).sum::<f64>() / count as f64 / n;
    let (right, wrong) = h.view().split_at(Axis(0), count);
    out.trace_layer("right", "Goodness a unit, right labels", mean(right));
    out.trace_layer("wrong", "Goodness a unit, wrong labels", mean(wrong));
}

/// Backprop's own update of the last layer, which hears `a`.
fn read_out(at: &Context<'_>, a: &Mat, run: &mut Forward, out: &mut Proposal) {
    let (net, top) = (at.net, at.net.depth() - 1);
    net.layers[top].forward(a, &mut run.z[top]);
    net.activate(top, &run.z[top], &mut run.h[top]);
    net.output.error(&run.h[top], &at.batch.t, &mut out.teaching[top]);
    let scale = at.convention.batch_scale(net.output, at.batch.len());
    outer(&net.layers[top], -scale, &out.teaching[top], a, &mut out.delta[top]);
}

/// Rows of a matrix with so many columns.
fn rows(m: &mut [Real], columns: usize) -> impl Iterator<Item = &mut [Real]> {
    m.chunks_exact_mut(columns.max(1))
}

fn squares(values: &[Real]) -> Real {
    let mut sum = [0.0];
    each::squares_of_rows(values, values.len(), 0, &mut sum);
    sum[0]
}

/// Factor that brings n values with this sum of squares to length √n.
fn gain(squares: Real, n: usize) -> Real {
    1.0 / ((squares / n as Real).sqrt() + 1e-8)
}

/// ν: each row at length √n, so that the next layer cannot read this one's goodness.
fn normalise(a: &mut Mat) {
    let columns = a.ncols();
    for row in rows(flat_mut(a), columns) {
        let gain = gain(squares(row), columns);
        each::scale(row, gain);
    }
}

/// Index of the largest value.
fn largest(values: ArrayView1<'_, Real>) -> usize {
    (1..values.len()).fold(0, |best, k| if values[k] > values[best] { k } else { best })
}
