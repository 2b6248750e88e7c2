//! ΔW_l = ⟨r_l r_{l−1}ᵀ − h_l h_{l−1}ᵀ⟩/λ of hidden layers, controlled activities r against free ones h; ΔW_L = ⟨B_Lᵀ u r_{L−1}ᵀ⟩/λ
//! An idea of students of the course; the control is that of Meulemans et al. (2021), arXiv:2106.07887
//!
//! The form: two Hebbian products, the second taken away, because one alone would grow without an error; and divided by λ, so that
//! the size of the control's step does not matter. A synapse needs its own two activities in two states and nothing else, no f(p)
//! of its unit as feedback control does. The first hidden layer hears the same input in both, so its update is feedback control's; above
//! it the change of the activity below counts, too. The top layer has no product of that kind: its activity is a potential without
//! bounds, and it learns what its control says.

use crate::base::look::{Dash, Hue, Look};
use crate::credit::control::{Control, ALPHA, DECAY, DT, DYNAMIC, KP, RATE, SIGMA, STEP, STEPS, TAU};
use crate::credit::phases::contrast;
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Pathway, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "hebbian_control",
    name: "Hebbian learning with feedback control",
    look: Look { hue: Hue::Vermilion, dash: Dash::Dashes, short: "Hebb + DFC" },
    equation: r"\Delta W_l = \tfrac{1}{\lambda} \langle r_l r_{l-1}^\top - h_l h_{l-1}^\top \rangle,\quad
        r_l = f(W_l r_{l-1} + b_l + B_l^\top u),\quad h_l = f(W_l h_{l-1} + b_l)",
    plain: "ΔW_l = ⟨r_l r_{l−1}ᵀ − h_l h_{l−1}ᵀ⟩/λ, r_l = f(W_l r_{l−1} + b_l + B_lᵀ u), h_l = f(W_l h_{l−1} + b_l)",
    paper: "An idea of students of the course; the control is that of Meulemans et al. (2021), \
            Credit assignment in neural networks through deep feedback control, arXiv:2106.07887",
    also: &[],
    wiring: Wiring::Direct,
    needs_error: true,
    signals: &[Signal::Control],
    any_layer: true,
    params: &[STEP, ALPHA, DYNAMIC, STEPS, DT, TAU, KP, SIGMA, DECAY, RATE],
    suited: &[],
    build: |setting, rng| Box::new(HebbianControl { control: Control::new(setting, false, rng) }),
};

/// Hebbian learning with feedback control: what fires together under control wires together, less what does so by itself.
pub struct HebbianControl {
    control: Control,
}

impl Rule for HebbianControl {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let top = at.net.depth() - 1;
        self.control.run(at, work, out);
        contrast(at, 1.0 / self.control.step, [&work.passes[1].h[..top], &at.pass.h[..top]], out);
        self.control.delta(at, top, work, out);
        self.control.learn(at, noise, work, out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.control.b
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut self.control.b
    }
}
