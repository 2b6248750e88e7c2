//! Difference reconstruction: feedback weights learn to guess noise that was put into a layer from what it changed in the output.

use microlearning_kernel::each;

use super::targets::{layer_output, Inverses, SILENT};
use crate::base::mat::{flat, flat_mut, reshape};
use crate::net::matmul::product;
use crate::net::Forward;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Context, Pathway, Proposal, Workspace};
use crate::{Mat, Real};

impl Inverses {
    /// ΔB_l = ⟨t_l (m ⊙ g′(t_l))ᵀ − h_l (m ⊙ g′(h_l))ᵀ⟩ / σ² with m = ξ − (g_l(t_l) − g_l(h_l)): descent on ½⟨‖m‖²⟩/σ². The noise ξ on
    /// h_{l−1} runs up to the output, and the target t_l is what comes back down from there by difference target propagation.
    pub(super) fn learn_by_difference(
        &self,
        at: &Context<'_>,
        noise: &mut Noise<'_>,
        work: &mut Workspace,
        out: &mut Proposal,
    ) {
        work.mats(5);
        let (net, top, Workspace { passes: [run, guesses], mats, .. }) = (at.net, at.net.depth() - 1, work);
        let [target, u, guess, missed, other] = &mut mats[..5] else { return };
        guesses.reshape(top + 1);
        for l in 1..=top {
            self.estimate(net, l, layer_output(at.pass, l), &mut guesses.z[l - 1], &mut guesses.h[l - 1]);
        }
        for (l, delta) in (1..).zip(&mut out.learned) {
            run_from(at, l - 1, Draw::Normal(self.sigma), noise, missed, run);
            target.clone_from(&run.z[top]);
            for k in (l + 1..=top).rev() {
                self.estimate(net, k, target, u, guess);
                target.clone_from(guess);
                *target -= &guesses.h[k - 1];
                *target += &at.pass.h[k - 1];
            }
            self.estimate(net, l, target, u, guess);
            *missed -= &*guess;
            *missed += &guesses.h[l - 1];
            let scale = 1.0 / (at.batch.len() as Real * self.sigma * self.sigma + SILENT);
            let (below, said) = (net.activation_of(l - 1), layer_output(at.pass, l));
            reshape(other, delta.dim());
            let mut part = |said: &Mat, guess: &Mat, scale, into: &mut Mat| {
                u.clone_from(missed);
                below.times_slope(guess, at.convention.relu_threshold, u);
                net.layers[l].connect.outer(scale, said, u, into);
            };
            part(target, guess, scale, delta);
            part(said, &guesses.h[l - 1], -scale, other);
            *delta += &*other;
        }
    }
}

/// Lesson of direct inverses.
#[derive(Clone, Copy, Debug)]
pub struct Direct {
    /// Standard deviation of the noise.
    pub sigma: Real,
    /// Decay λ of B, per unit of its rate.
    pub decay: Real,
    /// True if steps are divided by what the noise changed in the output, and not by its variance.
    pub normalise: bool,
}

impl Direct {
    /// ΔB = Σ Δo (ξ − BᵀΔo)ᵀ / N − λB of every hidden layer for itself: ξ is noise on h_l alone, and Δo what it changes in z_L.
    pub fn learn(
        &self,
        at: &Context<'_>,
        b: &Pathway,
        noise: &mut Noise<'_>,
        work: &mut Workspace,
        out: &mut Proposal,
    ) {
        work.mats(1);
        let (top, Workspace { passes: [run, _], mats, .. }) = (at.net.depth() - 1, work);
        let missed = &mut mats[0];
        for (l, (b, delta)) in b.weights.iter().zip(&mut out.learned).enumerate() {
            run_from(at, l, Draw::Normal(self.sigma), noise, missed, run);
            let change = &mut run.z[top];
            each::take(flat_mut(change), flat(&at.pass.z[top]));
            product(-1.0, change.view(), b.view(), 1.0, missed);
            let size = if self.normalise {
                change.iter().map(|value| value * value).sum::<Real>() + SILENT
            } else {
                at.batch.len() as Real * self.sigma * self.sigma
            };
            product(1.0 / size, change.t(), missed.view(), 0.0, delta);
            each::add_scaled(flat_mut(delta), -self.decay, flat(b));
        }
    }
}

/// Adds noise to h_l alone and runs the network on to z_L, in `run`. The noise is left in `xi`, (B, n_l).
fn run_from(at: &Context<'_>, l: usize, draw: Draw, noise: &mut Noise<'_>, xi: &mut Mat, run: &mut Forward) {
    let (net, clean) = (at.net, &at.pass.h[l]);
    run.reshape(net.depth());
    reshape(xi, clean.dim());
    noise.units(l, draw, xi);
    run.h[l].clone_from(clean);
    each::add(flat_mut(&mut run.h[l]), flat(xi));
    for k in l + 1..net.depth() {
        let (below, here) = run.h.split_at_mut(k);
        net.layers[k].forward(&below[k - 1], &mut run.z[k]);
        if k + 1 < net.depth() {
            net.activate(k, &run.z[k], &mut here[0]);
        }
    }
}
