//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (h_l − ĥ_l)/η̂ ⊙ f′(z_l), ĥ_{l−1} = h_{l−1} + g_l(ĥ_l) − g_l(h_l), g_l(h) = f(B_lᵀ h) learned
//! Lee, Zhang, Fischer & Bengio (2015), Difference target propagation, arXiv:1412.7525

use crate::base::look::{Dash, Hue, Look};
use crate::credit::targets::{layer_output, Inverses, DIFFERENCE, RATE, RECONSTRUCTION, SIGMA, STEP};
use crate::credit::{delta_rule, output_error, times_slope};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Pathway, Proposal, Rule, Signal, Workspace};
use crate::Real;

/// The rule's card.
pub const CARD: Card = Card {
    id: "target_propagation",
    name: "Difference target propagation",
    look: Look { hue: Hue::Sky, dash: Dash::DashDot, short: "DTP" },
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\quad \delta_l = \frac{h_l - \hat h_l}{\hat\eta} \odot f'(z_l),\quad
        \hat h_{l-1} = h_{l-1} + g_l(\hat h_l) - g_l(h_l),\quad g_l(h) = f(B_l^\top h)",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (h_l − ĥ_l)/η̂ ⊙ f′(z_l), ĥ_{l−1} = h_{l−1} + g_l(ĥ_l) − g_l(h_l), \
            g_l(h) = f(B_lᵀ h)",
    paper: "Lee, Zhang, Fischer & Bengio (2015), Difference target propagation, arXiv:1412.7525",
    also: &[
        "Target propagation (TP): difference=off",
        "Difference target propagation (DTP): difference=on",
        "DTPDRL, difference reconstruction loss: reconstruction=difference",
    ],
    wiring: Wiring::Layered,
    needs_error: true,
    signals: &[Signal::Target],
    any_layer: true,
    params: &[STEP, DIFFERENCE, SIGMA, RATE, RECONSTRUCTION],
    suited: &[],
    build: |setting, rng| {
        let difference = setting.choice(DIFFERENCE.id) == 1;
        Box::new(TargetPropagation { step: setting.param(STEP.id), difference, inverses: Inverses::new(setting, rng) })
    },
};

/// Target propagation: a learned inverse estimates each layer's target activity from the target above.
pub struct TargetPropagation {
    step: Real,
    difference: bool,
    inverses: Inverses,
}

impl Rule for TargetPropagation {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        // First (h_l − ĥ_l)/η̂ of every layer: at the top that is the output's error, below a difference of two estimates.
        output_error(at, out);
        work.mats(1);
        let (net, Workspace { passes: [pass, _], mats, .. }) = (at.net, &mut *work);
        let target = &mut mats[0];
        pass.reshape(net.depth());
        for l in (1..net.depth()).rev() {
            let (below, here) = out.teaching.split_at_mut(l);
            target.clone_from(layer_output(at.pass, l));
            target.scaled_add(-self.step, &here[0]);
            self.inverses.estimate(net, l, target, &mut pass.z[l - 1], &mut pass.h[l - 1]);
            if self.difference {
                self.inverses.estimate(net, l, layer_output(at.pass, l), &mut pass.z[l - 1], &mut below[l - 1]);
            } else {
                below[l - 1].assign(&at.pass.h[l - 1]);
            }
            below[l - 1] -= &pass.h[l - 1];
            below[l - 1] /= self.step;
        }
        (0..net.depth() - 1).for_each(|l| times_slope(at, l, &mut out.teaching[l]));
        delta_rule(at, out);
        self.inverses.learn(at, noise, work, out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.inverses.b
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut self.inverses.b
    }
}
