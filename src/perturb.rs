//! What perturbing weights or units takes: a second, noisy pass; for units, how far each is off and what it cost each
//! example.

use ndarray::Zip;

use crate::convention::Convention;
use crate::mat::add_to_rows;
use crate::net::matmul::product;
use crate::rule::{Param, Proposal, Scene};
use crate::{Mat, Real};

/// How large the noise is.
pub const SIGMA: Param = Param {
    id: "sigma",
    name: "Noise σ",
    min: 1e-4,
    max: 10.0,
    default: 0.1,
    doc: "The standard deviation of the noise that is tried.",
    ..Param::REAL
};

/// Draws each layer's noise (B, n_l) into its teaching signal with `draw` and runs the network with it into
/// `out.scratch.pass`.
pub fn perturb(scene: &Scene<'_>, convention: &Convention, mut draw: impl FnMut(usize, &mut Mat), out: &mut Proposal) {
    let noisy = &mut out.scratch.pass;
    noisy.z.resize_with(scene.net.depth(), Default::default);
    noisy.h.resize_with(scene.net.depth(), Default::default);
    for (l, (layer, noise)) in scene.net.layers.iter().zip(&mut out.teaching).enumerate() {
        draw(l, noise);
        let (below, here) = noisy.h.split_at_mut(l);
        let (z, h) = (&mut noisy.z[l], &mut here[0]);
        match below.last() {
            Some(below) => layer.potential(below, z),
            // Nothing perturbs the image, so that the first layer's clean potentials are known.
            None => z.clone_from(&scene.pass.z[l]),
        }
        if !convention.noise_on_activity {
            *z += &*noise;
        }
        scene.net.respond(l, z, h);
        if convention.noise_on_activity {
            *h += &*noise;
        }
    }
}

/// Runs the network with `out.delta` ψ on top of its weights and biases into `out.scratch.pass`: z = (W h + b) + (ψ h + ψ_b).
/// The two parts are added up apart, so that W + ψ needs no memory and a small ψ keeps its digits.
pub fn run_with(scene: &Scene<'_>, out: &mut Proposal) {
    let pass = &mut out.scratch.pass;
    pass.z.resize_with(scene.net.depth(), Default::default);
    pass.h.resize_with(scene.net.depth(), Default::default);
    for (l, (layer, psi)) in scene.net.layers.iter().zip(&out.delta).enumerate() {
        let (below, here) = pass.h.split_at_mut(l);
        let (z, h) = (&mut pass.z[l], &mut here[0]);
        let below = match below.last() {
            Some(below) => {
                layer.potential(below, z);
                below
            }
            // What the image gives without ψ is known.
            None => {
                z.clone_from(&scene.pass.z[l]);
                &scene.batch.x
            }
        };
        product(1.0, below.view(), psi.w.t(), 1.0, z);
        if let Some(b) = &psi.b {
            add_to_rows(z, b);
        }
        scene.net.respond(l, z, h);
    }
}

/// Puts in place of the noise how far each unit is off in all, what came up from below included.
pub fn deviations(scene: &Scene<'_>, convention: &Convention, out: &mut Proposal) {
    let noisy = &out.scratch.pass;
    let (noisy, clean) =
        if convention.noise_on_activity { (&noisy.h, &scene.pass.h) } else { (&noisy.z, &scene.pass.z) };
    for ((deviation, noisy), clean) in out.teaching.iter_mut().zip(noisy).zip(clean) {
        Zip::from(deviation).and(noisy).and(clean).for_each(|d, &noisy, &clean| *d = noisy - clean);
    }
}

/// Multiplies each example's teaching signals by scale · (L(noisy) − L(clean)).
pub fn gains(scene: &Scene<'_>, convention: &Convention, scale: Real, out: &mut Proposal) {
    let (net, t, noisy) = (scene.net, &scene.batch.t, &out.scratch.pass);
    let losses = &mut out.scratch.losses;
    losses.clear();
    if convention.noise_on_activity {
        let rows = noisy.output().rows().into_iter().zip(scene.pass.output().rows()).zip(t.rows());
        let loss = |y, t| net.output.loss_of_answer(y, t);
        losses.extend(rows.map(|((noisy, clean), t)| loss(noisy, t) - loss(clean, t)));
    } else {
        losses.extend(net.losses(noisy, t).zip(net.losses(scene.pass, t)).map(|(noisy, clean)| noisy - clean));
    }
    for teaching in &mut out.teaching {
        for (mut row, loss) in teaching.rows_mut().into_iter().zip(&*losses) {
            row *= *loss as Real * scale;
        }
    }
}
