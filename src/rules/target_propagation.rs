//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (h_l − ĥ_l)/η̂ ⊙ f′(z_l), ĥ_{l−1} = h_{l−1} + g_l(ĥ_l) − g_l(h_l), g_l(h) = f(B_lᵀ h) learned
//! Lee, Zhang, Fischer & Bengio (2015), Difference target propagation, arXiv:1412.7525

use crate::credit::targets::{layer_output, make_room, Inverses, DIFFERENCE, RATE, SIGMA, STEP};
use crate::credit::{delta_rule, output_error};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Plasticity, Proposal, Rule, Workspace};
use crate::{Mat, Real};

/// The rule's card.
pub const CARD: Card = Card {
    id: "target_propagation",
    name: "Difference target propagation",
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\quad \delta_l = \frac{h_l - \hat h_l}{\hat\eta} \odot f'(z_l),\quad
        \hat h_{l-1} = h_{l-1} + g_l(\hat h_l) - g_l(h_l),\quad g_l(h) = f(B_l^\top h)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (h_l − ĥ_l)/η̂ ⊙ f′(z_l), ĥ_{l−1} = h_{l−1} + g_l(ĥ_l) − g_l(h_l), \
            g_l(h) = f(B_lᵀ h)",
    paper: "Lee, Zhang, Fischer & Bengio (2015), Difference target propagation, arXiv:1412.7525",
    wiring: Wiring::Layered,
    needs_error: true,
    params: &[STEP, DIFFERENCE, SIGMA, RATE],
    build: |setting, rng| {
        let [step, sigma, rate] = [STEP, SIGMA, RATE].map(|param| setting.param(param.id));
        let inverses = Inverses { convention: setting.convention, sigma, b: setting.feedback(CARD.wiring, rng) };
        Box::new(TargetPropagation { step, rate, difference: setting.choice(DIFFERENCE.id) == 1, inverses })
    },
};

/// Each layer is given an activity to aim at, guessed from the target above by an inverse that learns.
pub struct TargetPropagation {
    step: Real,
    rate: Real,
    difference: bool,
    inverses: Inverses,
}

impl Rule for TargetPropagation {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, out: &mut Proposal) {
        let (net, convention) = (at.net, self.inverses.convention);
        // First (h_l − ĥ_l)/η̂ of every layer: at the top that is the output's error, below a difference of two guesses.
        output_error(at, out);
        let Workspace { pass, mat: target, .. } = &mut out.scratch;
        make_room(pass, net.depth());
        for l in (1..net.depth()).rev() {
            let (below, here) = out.teaching.split_at_mut(l);
            target.clone_from(layer_output(at.pass, l));
            target.scaled_add(-self.step, &here[0]);
            self.inverses.guess(net.activation, l, target, &mut pass.z[l - 1], &mut pass.h[l - 1]);
            if self.difference {
                self.inverses.guess(net.activation, l, layer_output(at.pass, l), &mut pass.z[l - 1], &mut below[l - 1]);
            } else {
                below[l - 1].assign(&at.pass.h[l - 1]);
            }
            below[l - 1] -= &pass.h[l - 1];
            below[l - 1] /= self.step;
        }
        for (teaching, h) in out.teaching.iter_mut().zip(&at.pass.h[..net.depth() - 1]) {
            net.activation.times_slope(h, convention.relu_threshold, teaching);
        }
        delta_rule(at, convention, out);
        self.inverses.learn(at, noise, out);
    }

    fn feedback(&self) -> &[Mat] {
        &self.inverses.b
    }

    fn feedback_mut(&mut self) -> &mut [Mat] {
        &mut self.inverses.b
    }

    fn plasticity(&self) -> Plasticity {
        Plasticity::Own(self.rate)
    }
}
