//! ΔW_l = (c/2β) ⟨s_l⁺ s_{l−1}⁺ᵀ − s_l⁻ s_{l−1}⁻ᵀ⟩, the states in which s ← s + dt (ρ(W_l s_{l−1} + b_l + W_{l+1}ᵀ s_{l+1}) − s) settles, nudged by ±β
//! Scellier & Bengio (2017), Equilibrium propagation, doi:10.3389/fncom.2017.00024; Laborieux et al. (2021), doi:10.3389/fnins.2021.633674

use crate::base::look::{Dash, Hue, Look};
use crate::credit::phases::{contrast, with_drive, Circuit, BETA, CENTRED, DT, NUDGED, STEPS};
use crate::credit::relaxation::Settle;
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Proposal, Rule, Signal, Workspace};
use crate::{Mat, Real};

/// The rule's card.
pub const CARD: Card = Card {
    id: "equilibrium_propagation",
    name: "Equilibrium propagation",
    look: Look { hue: Hue::Yellow, dash: Dash::Dashes, short: "EqProp" },
    equation: r"\Delta W_l = \tfrac{c}{2\beta} \langle s_l^+ {s_{l-1}^+}^\top - s_l^- {s_{l-1}^-}^\top \rangle,\quad
        s_l \leftarrow s_l + dt\,(\rho(W_l s_{l-1} + b_l + W_{l+1}^\top s_{l+1}) - s_l)",
    plain: "ΔW_l = (c/2β) ⟨s_l⁺ s_{l−1}⁺ᵀ − s_l⁻ s_{l−1}⁻ᵀ⟩, s_l ← s_l + dt (ρ(W_l s_{l−1} + b_l + W_{l+1}ᵀ s_{l+1}) − s_l)",
    paper: "Scellier & Bengio (2017), Equilibrium propagation: bridging the gap between energy-based models and \
            backpropagation, doi:10.3389/fncom.2017.00024; Laborieux et al. (2021), doi:10.3389/fnins.2021.633674",
    also: &["One-sided, as first published: centred=off", "Centred, or symmetric, nudging: centred=on"],
    wiring: Wiring::None,
    needs_error: false,
    signals: &[Signal::Weights],
    any_layer: true,
    params: &[BETA, STEPS, NUDGED, DT, CENTRED],
    suited: &[],
    build: |setting, _| {
        let [free, nudged] = [STEPS, NUDGED].map(|p| Settle { steps: setting.choice(p.id), rate: setting.param("dt") });
        let centred = setting.choice("centred") == 1;
        Box::new(EquilibriumPropagation { beta: setting.param("beta"), free, nudged, centred })
    },
};

/// Equilibrium propagation: one circuit settles freely and nudged, and each synapse compares the two.
#[derive(Clone, Copy, Debug)]
pub struct EquilibriumPropagation {
    beta: Real,
    free: Settle,
    nudged: Settle,
    centred: bool,
}

impl Rule for EquilibriumPropagation {
    fn answer(&self, net: &Network, x: &Mat, work: &mut Workspace, pass: &mut Forward) {
        Circuit::answer(net, x, self.free, work, pass);
    }

    fn settles(&self) -> bool {
        true
    }

    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let (net, batch, layers) = (at.net, at.batch, Circuit::layers(at.net));
        let scale = net.output.factor() / self.beta / if self.centred { 2.0 } else { 1.0 };
        with_drive(at, work, |drive, Workspace { passes: [more, less], mats, .. }| {
            let circuit = |beta| Circuit { net, drive, nudge: Some((&batch.t, beta)) };
            let (free, begin) = (&at.pass.h[..layers], self.free.steps);
            if out.watched {
                circuit(0.0).begin(more);
                self.free.run(&circuit(0.0), more, mats, out.trace("free", "Free loss", 0));
            }
            more.assign(free);
            self.nudged.run(&circuit(self.beta), more, mats, out.trace("nudged", "Nudged loss", begin));
            if self.centred {
                less.assign(free);
                self.nudged.run(&circuit(-self.beta), less, mats, out.trace("nudged_away", "Loss, away", begin));
            }
            let sides = [&more.h[..], if self.centred { &less.h } else { free }];
            contrast(at, scale, sides, out);
            let nudged = if self.centred { &sides[..] } else { &sides[..1] };
            circuit(0.0).read(at, nudged, mats, out);
        });
    }
}
