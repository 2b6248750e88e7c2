//! Parts: pictures V (B, n) as sums H W of parts W (k, n), in amounts H (B, k), where nothing is ever below zero.
//!
//! Lee & Seung's multiplicative steps never raise ½‖V − HW‖² (Algorithms for non-negative matrix factorization, NIPS 13, 2001, theorem 1).

use ndarray::{ArrayView2, Zip};

use super::{outer, output_error, FAINTEST};
use crate::base::mat::reshape;
use crate::net::matmul::product;
use crate::net::{Forward, Network};
use crate::rule::{Context, Proposal, Workspace};
use crate::{Mat, Real};

/// A denominator of exactly 0, and of nothing else: black pixels that no part has.
const NOTHING: Real = 1.192_092_9e-7;

/// Steps towards pictures, and the matrices that they compute with.
pub struct Steps<'a> {
    numerator: &'a mut Mat,
    gram: &'a mut Mat,
    denominator: &'a mut Mat,
}

impl<'a> Steps<'a> {
    /// Steps that compute with these matrices, whatever they hold.
    pub fn new([numerator, gram, denominator]: &'a mut [Mat; 3]) -> Self {
        Self { numerator, gram, denominator }
    }

    /// H ← H ⊙ V Wᵀ ⊘ H (W Wᵀ), so many times.
    pub fn amounts(&mut self, v: &Mat, w: &Mat, h: &mut Mat, count: usize) {
        self.begin(v.view(), w.t(), w.view(), w.t());
        reshape(self.denominator, h.dim());
        for _ in 0..count {
            product(1.0, h.view(), self.gram.view(), 0.0, self.denominator);
            multiply(h, self.numerator, self.denominator);
        }
    }

    /// W ← W ⊙ Hᵀ V ⊘ (Hᵀ H) W, once.
    pub fn parts(&mut self, v: &Mat, h: &Mat, w: &mut Mat) {
        self.begin(h.t(), v.view(), h.t(), h.view());
        reshape(self.denominator, w.dim());
        product(1.0, self.gram.view(), w.view(), 0.0, self.denominator);
        multiply(w, self.numerator, self.denominator);
    }

    /// Two products: the numerator, and the square matrix of the denominator.
    fn begin(
        &mut self,
        a: ArrayView2<'_, Real>,
        b: ArrayView2<'_, Real>,
        c: ArrayView2<'_, Real>,
        d: ArrayView2<'_, Real>,
    ) {
        reshape(self.numerator, (a.nrows(), b.ncols()));
        reshape(self.gram, (c.nrows(), d.ncols()));
        product(1.0, a, b, 0.0, self.numerator);
        product(1.0, c, d, 0.0, self.gram);
    }
}

fn multiply(x: &mut Mat, numerator: &Mat, denominator: &Mat) {
    Zip::from(x).and(numerator).and(denominator).for_each(|x, n, d| {
        if *x == 0.0 {
            return; // No factor makes anything of it.
        }
        let d = if *d == 0.0 { NOTHING } else { *d };
        let ratio = n / d;
        // Weights to pixels that were black for hundreds of batches are tiny, and so is their denominator: times them, its ratio is a number.
        let stepped = if ratio.is_finite() { *x * ratio } else { *x * n / d };
        // Not by `max`, which would hide what is no number.
        *x = if stepped < FAINTEST { FAINTEST } else { stepped };
    });
}

/// The network's answer: hidden layers hold the amounts of parts in what is below, found in `count` steps; the last layer reads them.
pub fn answer(count: usize, net: &Network, x: &Mat, work: &mut Workspace, pass: &mut Forward) {
    let (top, [v, w, steps @ ..]) = (net.depth() - 1, five(work));
    pass.reshape(top + 1);
    for (l, layer) in net.layers[..top].iter().enumerate() {
        v.clone_from(pass.below(l, x));
        w.clone_from(&layer.w);
        without_signs(v, w);
        let h = &mut pass.z[l];
        reshape(h, (v.nrows(), w.nrows()));
        for (mut h, v) in h.rows_mut().into_iter().zip(v.rows()) {
            let count = (v.len() * h.len()) as Real;
            h.fill((v.sum() / count).sqrt());
        }
        Steps::new(steps).amounts(v, w, h, count);
        pass.h[l].clone_from(h);
    }
    let (below, last) = pass.h.split_at_mut(top);
    net.layers[top].forward(below.last().unwrap_or(x), &mut pass.z[top]);
    net.activate(top, &pass.z[top], &mut last[0]);
}

/// ΔW = |W| ⊙ Hᵀ V ⊘ (Hᵀ H) |W| − W of each hidden layer: with η = 1 that is Lee & Seung's step on this batch. Backprop's own update of
/// the last layer.
pub fn learn(at: &Context<'_>, work: &mut Workspace, out: &mut Proposal) {
    let (top, [v, w, steps @ ..]) = (at.net.depth() - 1, five(work));
    for (l, layer) in at.net.layers[..top].iter().enumerate() {
        v.clone_from(at.below(l));
        w.clone_from(&layer.w);
        without_signs(v, w);
        Steps::new(steps).parts(v, &at.pass.h[l], w);
        out.delta[l].w.assign(w);
        out.delta[l].w -= &layer.w;
        out.delta[l].b.iter_mut().for_each(|b| b.fill(0.0));
    }
    output_error(at, out);
    let scale = at.convention.batch_scale(at.net.output, at.batch.len());
    outer(&at.net.layers[top], -scale, &out.teaching[top], at.below(top), &mut out.delta[top]);
}

/// Numbers that are not below zero: 0 for inputs that are, and the sizes of weights, so that any weights can be begun with.
fn without_signs(v: &mut Mat, w: &mut Mat) {
    v.mapv_inplace(|value| value.max(0.0));
    w.mapv_inplace(Real::abs);
}

/// Matrices of the workspace.
fn five(work: &mut Workspace) -> &mut [Mat; 5] {
    work.mats(5).first_chunk_mut().expect("as many as were asked for")
}
