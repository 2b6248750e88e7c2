//! The lines that most rules share: the output's error, its way back, and the product with the activity below.

pub mod hebbian;
pub mod noise_feedback;
pub mod perturbation;
pub mod targets;

use crate::base::mat::add_rows;
use crate::net::matmul::product;
use crate::rule::convention::Convention;
use crate::rule::{Context, LayerUpdate, Proposal};
use crate::{Mat, Real};

/// δ_L = ∂L/∂z_L of each example, (B, n_out), into the top teaching signal.
pub fn output_error(at: &Context<'_>, out: &mut Proposal) {
    let top = at.net.depth() - 1;
    at.net.output.error(at.pass.output(), &at.batch.t, &mut out.teaching[top]);
}

/// δ_l = (δ_from B) ⊙ f′(z_l), where `path` B is (n_from, n_l).
pub fn backward_through(
    at: &Context<'_>,
    convention: &Convention,
    from: usize,
    l: usize,
    path: &Mat,
    out: &mut Proposal,
) {
    let (here, above) = out.teaching.split_at_mut(l + 1);
    product(1.0, above[from - l - 1].view(), path.view(), 0.0, &mut here[l]);
    at.net.activation.times_slope(&at.pass.h[l], convention.relu_threshold, &mut here[l]);
}

/// The whole of a rule that carries the error down layer by layer: δ_l = (δ_{l+1} B) ⊙ f′(z_l), ΔW_l = −δ_lᵀ h_{l−1},
/// with B = `path(l + 1)` in the shape of W_{l+1}.
pub fn backward<'a>(at: &Context<'_>, convention: &Convention, path: impl Fn(usize) -> &'a Mat, out: &mut Proposal) {
    output_error(at, out);
    for l in (0..at.net.depth() - 1).rev() {
        backward_through(at, convention, l + 1, l, path(l + 1), out);
    }
    delta_rule(at, convention, out);
}

/// λ of every layer, for a rule that lets its weights decay: the convention may spare the first.
pub fn decay(convention: &Convention, lambda: Real, out: &mut Proposal) {
    let depth = out.decay.len();
    for (l, decay) in out.decay.iter_mut().enumerate() {
        *decay = convention.decay(lambda, l, depth);
    }
}

/// ΔW_l = −δ_lᵀ h_{l−1} and Δb_l = −Σ δ_l for every layer, summed or averaged: descent along the teaching signals.
pub fn delta_rule(at: &Context<'_>, convention: &Convention, out: &mut Proposal) {
    let scale = convention.batch_scale(at.net.output, at.batch.len());
    for (l, (delta, teaching)) in out.delta.iter_mut().zip(&out.teaching).enumerate() {
        outer(-scale, teaching, at.below(l), delta);
    }
}

/// ΔW = scale · postᵀ pre and Δb = scale · Σ post, summed over the batch: post (B, n_out), pre (B, n_in).
pub fn outer(scale: Real, post: &Mat, pre: &Mat, delta: &mut LayerUpdate) {
    product(scale, post.t(), pre.view(), 0.0, &mut delta.w);
    if let Some(b) = &mut delta.b {
        b.fill(0.0);
        add_rows(post, scale, b);
    }
}
