//! Feedback control: a controller pushes every layer, over weights of its own, until the output comes near to its target.

mod dynamics;
mod params;
mod steady;

pub use params::{ALPHA, AVERAGE, DECAY, DT, DYNAMIC, KP, RATE, SIGMA, STEP, STEPS, TAU};

use microlearning_kernel::each;

use crate::base::mat::{flat, flat_mut, reshape};
use crate::credit::{outer, output_error};
use crate::net::matmul::product;
use crate::net::Forward;
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Context, Pathway, Plasticity, Proposal, Setting, Workspace};
use crate::{Mat, Real, Rng};

/// A controller of the whole network. Its control u, (B, n_L), reaches hidden layer l as u B_l and the top layer as it is.
pub struct Control {
    /// Step λ of the output's target z_L − λ ∂ℓ/∂z_L.
    pub step: Real,
    /// Leak α of the controller.
    alpha: Real,
    /// Time constants and gain of its dynamics: dt, τ, k_p.
    times: [Real; 3],
    /// Number of steps of its dynamics.
    steps: usize,
    /// True if the state is where the dynamics arrive, false if it is the one in which they would rest for small λ.
    dynamic: bool,
    /// True if what is learned is the mean over all steps of the dynamics.
    averages: bool,
    /// Standard deviation of the noise that B learns with, and its decay.
    learning: [Real; 2],
    /// B for layers 2 … L, each (n_L, n_{l−1}).
    pub b: [Pathway; 1],
}

/// Places in the workspace's matrices; behind them lie the Jacobians of the hidden layers.
const U: usize = 0;
const TARGET: usize = 1;
const SPARE: usize = 2;
const INTEGRAL: usize = 3;
const LOOP: usize = 4;
const EYE: usize = 5;
const SLOPES: usize = 6;
const JACOBIANS: usize = 7;

impl Control {
    /// The controller that a rule's parameters name; `averages` if the rule learns from the mean over the steps of its dynamics.
    pub fn new(setting: &Setting<'_>, averages: bool, rng: &mut Rng) -> Self {
        let dynamic = setting.choice(DYNAMIC.id) == 1;
        let plastic = Plasticity::Own(setting.param(RATE.id));
        Self {
            step: setting.param(STEP.id),
            alpha: setting.param(ALPHA.id),
            times: [DT, TAU, KP].map(|param| setting.param(param.id)),
            steps: setting.choice(STEPS.id),
            dynamic,
            averages: dynamic && averages,
            learning: [SIGMA, DECAY].map(|param| setting.param(param.id)),
            b: [Pathway::feedback(setting.feedback(Wiring::Direct, rng), plastic)],
        }
    }

    /// Brings the network under control. Of the workspace's passes the first then has what each layer is told from below, z, with f
    /// of it, h; the second the controlled potentials v, z, and activities r, h, of which the layers above are told. The teaching signals
    /// are (f(z) − f(v))/λ, or their mean over the steps.
    pub fn run(&self, at: &Context<'_>, work: &mut Workspace, out: &mut Proposal) {
        let top = at.net.depth() - 1;
        output_error(at, out);
        let mats = work.mats(JACOBIANS + top);
        mats[TARGET].clone_from(&at.pass.z[top]);
        mats[TARGET].scaled_add(-self.step, &out.teaching[top]);
        if self.dynamic || out.watched {
            self.settle(at, work, out);
        }
        if !self.dynamic {
            self.solve(at, work, &out.teaching[top]);
            self.push_all(at, work);
        }
        for (l, teaching) in out.teaching.iter_mut().enumerate().filter(|_| !self.averages) {
            self.signal(at, l, &mut work.passes, 1.0, teaching);
        }
    }

    /// ΔW_l = ⟨(f(v_l) − f(told)) r_{l−1}ᵀ⟩/λ of layer l.
    pub fn delta(&self, at: &Context<'_>, l: usize, work: &Workspace, out: &mut Proposal) {
        let (layer, below) = (&at.net.layers[l], work.passes[1].h[..l].last());
        let scale = -at.convention.batch_scale(at.net.output, at.batch.len());
        if let (Some(_), true) = (below, self.averages) {
            // W has summed its products on the way.
            out.delta[l].b.iter_mut().for_each(|b| layer.connect.outer_bias(scale, &out.teaching[l], b));
        } else {
            outer(layer, scale, &out.teaching[l], below.unwrap_or(&at.batch.x), &mut out.delta[l]);
        }
    }

    /// Potentials of a layer that is told `told` and pushed by u.
    fn pushed(&self, l: usize, u: &Mat, told: &Mat, v: &mut Mat) {
        v.clone_from(told);
        match self.b[0].weights.get(l) {
            Some(b) => product(1.0, u.view(), b.view(), 1.0, v),
            None => each::add(flat_mut(v), flat(u)),
        }
    }

    /// Potentials that layer l is told by the controlled layer below, into z of the first pass.
    fn tell(at: &Context<'_>, l: usize, [told, held]: &mut [Forward; 2]) {
        match held.h[..l].last() {
            Some(below) => at.net.layers[l].forward(below, &mut told.z[l]),
            None => told.z[l].clone_from(&at.pass.z[l]),
        }
    }

    /// f(v), (B, n_l); the top layer's controlled output is its potential.
    fn respond(at: &Context<'_>, l: usize, pass: &mut Forward) {
        if l + 1 < at.net.depth() {
            at.net.activate(l, &pass.z[l], &mut pass.h[l]);
        } else {
            pass.h[l].clone_from(&pass.z[l]);
        }
    }

    /// All layers upwards under a constant control, at rest.
    fn push_all(&self, at: &Context<'_>, work: &mut Workspace) {
        let Workspace { passes, mats, .. } = work;
        passes.iter_mut().for_each(|pass| pass.reshape(at.net.depth()));
        for l in 0..at.net.depth() {
            Self::tell(at, l, passes);
            let [told, held] = passes;
            self.pushed(l, &mats[U], &told.z[l], &mut held.z[l]);
            Self::respond(at, l, held);
        }
    }

    /// share · (f(told) − f(v))/λ
    fn signal(&self, at: &Context<'_>, l: usize, [told, held]: &mut [Forward; 2], share: Real, signal: &mut Mat) {
        if l == 0 && at.net.depth() > 1 {
            // Input of the first layer: it never changes.
            told.h[0].clone_from(&at.pass.h[0]);
        } else {
            Self::respond(at, l, told);
        }
        reshape(signal, held.h[l].dim());
        each::scaled_difference(share / self.step, flat(&told.h[l]), flat(&held.h[l]), flat_mut(signal));
    }

    /// ΔB_l = ⟨(z̃_L − z_L) ξ_lᵀ⟩/σ² − decay · B_l with noise ξ on the potentials of all layers: it tends to the mean Jacobian.
    pub fn learn(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let (net, top, [sigma, decay]) = (at.net, at.net.depth() - 1, self.learning);
        let [noisy, drawn] = &mut work.passes;
        for l in 0..=top {
            reshape(&mut drawn.z[l], at.pass.z[l].dim());
            noise.units(l, Draw::Normal(sigma), &mut drawn.z[l]);
            match noisy.h[..l].last() {
                Some(below) => net.layers[l].forward(below, &mut noisy.z[l]),
                None => noisy.z[l].clone_from(&at.pass.z[l]),
            }
            each::add(flat_mut(&mut noisy.z[l]), flat(&drawn.z[l]));
            if l < top {
                net.activate(l, &noisy.z[l], &mut noisy.h[l]);
            }
        }
        each::take(flat_mut(&mut noisy.z[top]), flat(&at.pass.z[top]));
        let scale = 1.0 / (at.batch.len() as Real * sigma * sigma);
        for ((delta, b), xi) in out.learned.iter_mut().zip(&self.b[0].weights).zip(&drawn.z) {
            product(scale, noisy.z[top].t(), xi.view(), 0.0, delta);
            delta.scaled_add(-decay, b);
        }
    }
}
