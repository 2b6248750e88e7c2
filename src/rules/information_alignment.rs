//! ΔB = α⟨z xᵀ⟩ − 2β⟨z (Bᵀz)ᵀ⟩ − 2γB, z = Wx for white noise x; ΔW_l = −δ_l h_{l−1}ᵀ as in feedback alignment
//! Kunin, Nayebi, Sagastuy-Brena, Ganguli, Bloom & Yamins (2020), Two routes to scalable credit assignment, arXiv:2003.01513

use crate::base::look::{Dash, Hue, Look};
use crate::credit::noise_feedback::{Lesson, Mirrored, RATE, WARM_UP};
use crate::net::{Forward, Layer, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Draw;
use crate::rule::{Card, Param, Signal};
use crate::{Mat, Real};

/// The rule's card.
pub const CARD: Card = Card {
    id: "information_alignment",
    name: "Information alignment",
    look: Look { hue: Hue::Green, dash: Dash::DashDot, short: "IA" },
    equation: r"\Delta B = \alpha \langle z x^\top \rangle - 2\beta \langle z (B^\top z)^\top \rangle - 2\gamma B,\ z = Wx,
        \quad \Delta W_l = -\delta_l h_{l-1}^\top,\ \delta_l = (B_{l+1}^\top \delta_{l+1}) \odot f'(z_l)",
    plain: "ΔB = α⟨z xᵀ⟩ − 2β⟨z (Bᵀz)ᵀ⟩ − 2γB, z = Wx; ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l)",
    paper: "Kunin, Nayebi, Sagastuy-Brena, Ganguli, Bloom & Yamins (2020), Two routes to scalable credit assignment \
            without weight symmetry, arXiv:2003.01513",
    also: &[],
    wiring: Wiring::Layered,
    needs_error: true,
    signals: &[Signal::Error],
    any_layer: true,
    params: &[
        RATE,
        Param { id: "alpha", name: "α", max: 10.0, default: 1.0, doc: "How strongly B learns W.", ..Param::REAL },
        Param { id: "beta", name: "β", max: 10.0, default: 0.5, doc: "How strongly B is to undo W.", ..Param::REAL },
        Param { id: "gamma", name: "γ", max: 10.0, doc: "How strongly B is pulled to zero.", ..Param::REAL },
        WARM_UP,
    ],
    suited: &[],
    build: |setting, rng| {
        let [alpha, beta, gamma] = ["alpha", "beta", "gamma"].map(|id| setting.param(id));
        let lesson = InformationAlignment { alpha, beta, gamma };
        Box::new(Mirrored::new(setting, rng, Box::new(lesson)))
    },
};

/// Information alignment: B converges to the pseudo-inverse of W, times α / 2β.
#[derive(Clone, Copy, Debug)]
pub struct InformationAlignment {
    alpha: Real,
    beta: Real,
    gamma: Real,
}

impl Lesson for InformationAlignment {
    fn noise(&self) -> Draw {
        Draw::Normal(1.0)
    }

    fn delta(&self, net: &Network, l: usize, b: &Mat, Forward { z, h }: &mut Forward, delta: &mut Mat) {
        let (x, Layer { connect, w, .. }) = (&h[l - 1], &net.layers[l]);
        let (below, [z, ..]) = z.split_at_mut(l) else { return };
        connect.forward(w, x, z);
        // The rest of αx once 2β Bᵀz is taken away.
        let rest = &mut below[l - 1];
        rest.clone_from(x);
        connect.back((-2.0 * self.beta, self.alpha), b, z, rest);
        connect.outer(1.0 / x.nrows() as Real, z, rest, delta);
        delta.scaled_add(-2.0 * self.gamma, b);
    }
}
