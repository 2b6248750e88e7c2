//! Lines that most rules share: the output's error, its way back, and the product with the activity below.

pub mod competition;
pub mod control;
pub mod dendrites;
pub mod dyads;
pub mod goodness;
pub mod hebbian;
pub mod noise_feedback;
pub mod parts;
pub mod perturbation;
pub mod phases;
pub mod prediction;
pub mod reconstruction;
pub mod relaxation;
pub mod targets;

use crate::net::matmul::product;
use crate::net::Layer;
use crate::rule::{Context, LayerUpdate, Proposal};
use crate::{Mat, Real};

/// Smallest amount or share that is not 0, so that three of them times each other are not subnormal: what shrinks by a factor a step would
/// end there, where processors take up to a hundred times as long.
const FAINTEST: Real = if cfg!(feature = "f64") { 1e-100 } else { 1e-12 };

/// δ_L = ∂L/∂z_L of each example, (B, n_out), into the top teaching signal.
pub fn output_error(at: &Context<'_>, out: &mut Proposal) {
    let top = at.net.depth() - 1;
    at.net.output.error(at.pass.output(), &at.batch.t, &mut out.teaching[top]);
}

/// δ_l = (Bᵀ δ_{l+1}) ⊙ f′(z_l), with `b` in the shape of W_{l+1}.
pub fn backward_layer(at: &Context<'_>, l: usize, b: &Mat, out: &mut Proposal) {
    let (here, above) = out.teaching.split_at_mut(l + 1);
    at.net.layers[l + 1].connect.back((1.0, 0.0), b, &above[0], &mut here[l]);
    times_slope(at, l, &mut here[l]);
}

/// δ_l = (Bᵀ δ_L) ⊙ f′(z_l), with `b` (n_L, n_l): straight from the output.
pub fn backward_direct(at: &Context<'_>, l: usize, b: &Mat, out: &mut Proposal) {
    let (here, above) = out.teaching.split_at_mut(l + 1);
    if let Some(error) = above.last() {
        product(1.0, error.view(), b.view(), 0.0, &mut here[l]);
    }
    times_slope(at, l, &mut here[l]);
}

/// δ ← δ ⊙ f′(z_l) of a hidden layer, (B, n_l).
pub fn times_slope(at: &Context<'_>, l: usize, delta: &mut Mat) {
    at.net.activation_of(l).times_slope(&at.pass.h[l], at.convention.relu_threshold, delta);
}

/// A complete rule that propagates the error layer by layer: δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l), ΔW_l = −δ_l h_{l−1}ᵀ,
/// with B = `feedback(l + 1)` in the shape of W_{l+1}.
pub fn backward<'a>(at: &Context<'_>, feedback: impl Fn(usize) -> &'a Mat, out: &mut Proposal) {
    output_error(at, out);
    for l in (0..at.net.depth() - 1).rev() {
        backward_layer(at, l, feedback(l + 1), out);
    }
    delta_rule(at, out);
}

/// λ of every layer, for a rule that lets its weights decay: the convention may spare the first.
pub fn decay(at: &Context<'_>, lambda: Real, out: &mut Proposal) {
    let depth = out.decay.len();
    for (l, decay) in out.decay.iter_mut().enumerate() {
        *decay = at.convention.decay(lambda, l, depth);
    }
}

/// The delta rule for every layer: ΔW_l = −δ_l h_{l−1}ᵀ and Δb_l = −Σ δ_l, summed or averaged by the convention.
pub fn delta_rule(at: &Context<'_>, out: &mut Proposal) {
    let scale = at.convention.batch_scale(at.net.output, at.batch.len());
    for (l, (delta, teaching)) in out.delta.iter_mut().zip(&out.teaching).enumerate() {
        outer(&at.net.layers[l], -scale, teaching, at.below(l), delta);
    }
}

/// ΔW = scale · postᵀ pre and Δb = scale · Σ post, summed over the batch: post (B, n_out), pre (B, n_in).
pub fn outer(layer: &Layer, scale: Real, post: &Mat, pre: &Mat, delta: &mut LayerUpdate) {
    layer.connect.outer(scale, post, pre, &mut delta.w);
    if let Some(b) = &mut delta.b {
        layer.connect.outer_bias(scale, post, b);
    }
}

/// ΔW += scale · postᵀ pre and Δb += scale · Σ post: the same, added to what is there.
pub fn add_outer(layer: &Layer, scale: Real, post: &Mat, pre: &Mat, delta: &mut LayerUpdate) {
    layer.connect.add_outer(scale, post, pre, &mut delta.w);
    if let Some(b) = &mut delta.b {
        layer.connect.add_outer_bias(scale, post, b);
    }
}
