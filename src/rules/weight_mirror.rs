//! ΔB = ⟨(y − ȳ) ξᵀ⟩ / Var ξ − λB, y = f(Wξ + b) a layer's answer to noise ξ; ΔW_l = −δ_l h_{l−1}ᵀ as in feedback alignment
//! Akrout, Wilson, Humphreys, Lillicrap & Tweed (2019), Deep learning without weight transport, arXiv:1904.05391

use crate::base::look::{Dash, Hue, Look};
use crate::base::mat::centre_columns;
use crate::credit::noise_feedback::{Lesson, Mirrored, RATE, WARM_UP};
use crate::net::{Forward, Network};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Draw;
use crate::rule::{Card, Param, Signal};
use crate::{Mat, Real};

/// The rule's card.
pub const CARD: Card = Card {
    id: "weight_mirror",
    name: "Weight mirror",
    look: Look { hue: Hue::Green, dash: Dash::Dashes, short: "mirror" },
    equation: r"\Delta B = \langle (y - \bar y)\,\xi^\top \rangle / \mathrm{Var}\,\xi - \lambda B,\ y = f(W\xi + b),\quad
        \Delta W_l = -\delta_l h_{l-1}^\top,\ \delta_l = (B_{l+1}^\top \delta_{l+1}) \odot f'(z_l)",
    plain: "ΔB = ⟨(y − ȳ) ξᵀ⟩ / Var ξ − λB, y = f(Wξ + b); ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l)",
    paper: "Akrout, Wilson, Humphreys, Lillicrap & Tweed (2019), Deep learning without weight transport, \
            arXiv:1904.05391",
    also: &[],
    wiring: Wiring::Layered,
    needs_error: true,
    signals: &[Signal::Error],
    any_layer: true,
    params: &[
        RATE,
        Param {
            id: "decay",
            name: "Decay λ of B",
            max: 10.0,
            default: 1.0,
            doc: "How strongly B is pulled to zero, per unit of its rate.",
            ..Param::REAL
        },
        WARM_UP,
    ],
    suited: &[],
    build: |setting, rng| {
        Box::new(Mirrored::new(setting, rng, Box::new(WeightMirror { decay: setting.param("decay") })))
    },
};

/// Noise from U(−0.05, 0.05), and its variance.
const LIMIT: Real = 0.05;
const VARIANCE: Real = LIMIT * LIMIT / 3.0;

/// Weight mirror: B converges to the correlation of the layer's responses to noise with the noise: f′ W.
#[derive(Clone, Copy, Debug)]
pub struct WeightMirror {
    decay: Real,
}

impl Lesson for WeightMirror {
    fn noise(&self) -> Draw {
        Draw::Uniform(LIMIT)
    }

    fn delta(&self, net: &Network, l: usize, b: &Mat, pass: &mut Forward, delta: &mut Mat) {
        net.layers[l].forward(&pass.h[l - 1], &mut pass.z[l]);
        net.activate(l, &pass.z[l], &mut pass.h[l]);
        centre_columns(&mut pass.h[l]);
        let (xi, y) = (&pass.h[l - 1], &pass.h[l]);
        net.layers[l].connect.outer(1.0 / (VARIANCE * xi.nrows() as Real), y, xi, delta);
        delta.scaled_add(-self.decay, b);
    }
}
