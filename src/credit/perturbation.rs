//! Perturbation of weights or units: a second, noisy forward pass, each unit's deviation from the clean pass, and each
//! example's change of loss.

use ndarray::Zip;

use crate::net::Forward;
use crate::rule::{Context, Param, Proposal, Workspace};
use crate::{Mat, Real};

/// Standard deviation of the noise.
pub const SIGMA: Param = Param {
    id: "sigma",
    name: "Noise σ",
    min: 1e-4,
    max: 10.0,
    default: 0.1,
    doc: "The standard deviation of the noise that is tried.",
    ..Param::REAL
};

/// Draws each layer's noise (B, n_l) into its teaching signal with `draw` and runs the network with it into `noisy`.
pub fn perturb(at: &Context<'_>, mut draw: impl FnMut(usize, &mut Mat), noisy: &mut Forward, out: &mut Proposal) {
    out.teaching.iter_mut().enumerate().for_each(|(l, noise)| draw(l, noise));
    let (noise, on_activity) = (&out.teaching, at.convention.noise_on_activity);
    let change_z = |l: usize, _: &Mat, z: &mut Mat| {
        if !on_activity {
            *z += &noise[l];
        }
    };
    let change_h = |l: usize, h: &mut Mat| {
        if on_activity {
            *h += &noise[l];
        }
    };
    run_again(at, noisy, &change_z, &change_h);
}

/// Runs the network with `out.delta` ψ on top of its weights and biases into `noisy`: z = (W h + b) + (ψ h + ψ_b).
/// The two parts are added up apart, so that W + ψ needs no memory and a small ψ keeps its digits.
pub fn run_with(at: &Context<'_>, noisy: &mut Forward, out: &Proposal) {
    let psi = &out.delta;
    let change_z = |l: usize, below: &Mat, z: &mut Mat| {
        let connect = &at.net.layers[l].connect;
        connect.add_forward(&psi[l].w, below, z);
        if let Some(b) = &psi[l].b {
            connect.add_bias(b, z);
        }
    };
    run_again(at, noisy, &change_z, &|_, _| ());
}

/// Runs the network into `pass`; `change_z`, given the layer below, changes z of each layer, and `change_h` its h.
fn run_again(
    at: &Context<'_>,
    pass: &mut Forward,
    change_z: &dyn Fn(usize, &Mat, &mut Mat),
    change_h: &dyn Fn(usize, &mut Mat),
) {
    pass.reshape(at.net.depth());
    for (l, layer) in at.net.layers.iter().enumerate() {
        let (below, here) = pass.h.split_at_mut(l);
        let (z, h) = (&mut pass.z[l], &mut here[0]);
        match below.last() {
            Some(below) => layer.forward(below, z),
            // Nothing changes the image, so that what the first layer makes of it is known.
            None => z.clone_from(&at.pass.z[l]),
        }
        change_z(l, below.last().unwrap_or(&at.batch.x), z);
        at.net.activate(l, z, h);
        change_h(l, h);
    }
}

/// Replaces the noise by each unit's whole deviation from the clean pass, which includes the part that comes from
/// layers below.
pub fn deviations(at: &Context<'_>, noisy: &Forward, out: &mut Proposal) {
    let (noisy, clean) = if at.convention.noise_on_activity { (&noisy.h, &at.pass.h) } else { (&noisy.z, &at.pass.z) };
    for ((deviation, noisy), clean) in out.teaching.iter_mut().zip(noisy).zip(clean) {
        Zip::from(deviation).and(noisy).and(clean).for_each(|d, &noisy, &clean| *d = noisy - clean);
    }
}

/// Multiplies each example's teaching signals by scale · (L(noisy) − L(clean)); the noisy pass is the workspace's first.
pub fn gains(at: &Context<'_>, scale: Real, work: &mut Workspace, out: &mut Proposal) {
    let Workspace { passes: [noisy, _], losses, .. } = work;
    let (net, t) = (at.net, &at.batch.t);
    losses.clear();
    if at.convention.noise_on_activity {
        let rows = noisy.output().rows().into_iter().zip(at.pass.output().rows()).zip(t.rows());
        let loss = |y, t| net.output.loss_of_answer(y, t);
        losses.extend(rows.map(|((noisy, clean), t)| loss(noisy, t) - loss(clean, t)));
    } else {
        losses.extend(net.losses(noisy, t).zip(net.losses(at.pass, t)).map(|(noisy, clean)| noisy - clean));
    }
    for teaching in &mut out.teaching {
        for (mut row, loss) in teaching.rows_mut().into_iter().zip(&*losses) {
            row *= *loss as Real * scale;
        }
    }
}
