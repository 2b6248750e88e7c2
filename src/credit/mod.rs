//! The lines that most rules share: the output's error, its way back, and the product with the activity below.

pub mod hebbian;
pub mod noise_feedback;
pub mod perturbation;
pub mod targets;

use crate::base::mat::add_rows;
use crate::net::matmul::product;
use crate::rule::convention::Convention;
use crate::rule::{LayerUpdate, Proposal, Scene};
use crate::{Mat, Real};

/// δ_L = ∂L/∂z_L of each example, (B, n_out), into the top teaching signal.
pub fn output_error(scene: &Scene<'_>, out: &mut Proposal) {
    let top = scene.net.depth() - 1;
    scene.net.output.error(scene.pass.output(), &scene.batch.t, &mut out.teaching[top]);
}

/// δ_l = (δ_from B) ⊙ f′(z_l), where `path` B is (n_from, n_l).
pub fn send_back(scene: &Scene<'_>, convention: &Convention, from: usize, l: usize, path: &Mat, out: &mut Proposal) {
    let (here, above) = out.teaching.split_at_mut(l + 1);
    product(1.0, above[from - l - 1].view(), path.view(), 0.0, &mut here[l]);
    scene.net.activation.times_slope(&scene.pass.h[l], convention.relu_threshold, &mut here[l]);
}

/// The whole of a rule that carries the error down layer by layer: δ_l = (δ_{l+1} B) ⊙ f′(z_l), ΔW_l = −δ_lᵀ h_{l−1},
/// with B = `path(l + 1)` in the shape of W_{l+1}.
pub fn carry<'a>(scene: &Scene<'_>, convention: &Convention, path: impl Fn(usize) -> &'a Mat, out: &mut Proposal) {
    output_error(scene, out);
    for l in (0..scene.net.depth() - 1).rev() {
        send_back(scene, convention, l + 1, l, path(l + 1), out);
    }
    descend(scene, convention, out);
}

/// λ of every layer, for a rule that lets its weights decay: the convention may spare the first.
pub fn decay(convention: &Convention, lambda: Real, out: &mut Proposal) {
    let depth = out.decay.len();
    for (l, decay) in out.decay.iter_mut().enumerate() {
        *decay = convention.decay(lambda, l, depth);
    }
}

/// ΔW_l = −δ_lᵀ h_{l−1} and Δb_l = −Σ δ_l for every layer, summed or averaged: descent along the teaching signals.
pub fn descend(scene: &Scene<'_>, convention: &Convention, out: &mut Proposal) {
    let scale = convention.batch_scale(scene.net.output, scene.batch.len());
    for (l, (delta, teaching)) in out.delta.iter_mut().zip(&out.teaching).enumerate() {
        outer(-scale, teaching, scene.below(l), delta);
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
