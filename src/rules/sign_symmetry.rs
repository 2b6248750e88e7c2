//! ΔW_l = −δ_l h_{l−1}ᵀ with δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l), B = s·sign(W), s = √(2 / (fan_in + fan_out))
//! Liao, Leibo & Poggio (2016), How important is weight symmetry in backpropagation?, arXiv:1510.05067; Moskovitz (2018), arXiv:1812.06488

use crate::base::look::{Dash, Hue, Look};
use crate::base::mat::reshape;
use crate::credit::{backward_layer, delta_rule, output_error};
use crate::rule::feedback::Wiring;
use crate::rule::noise::{Draw, Noise};
use crate::rule::{Card, Context, Param, Proposal, Rule, Signal, Workspace};
use crate::{Mat, Real};

/// The rule's card.
pub const CARD: Card = Card {
    id: "sign_symmetry",
    name: "Sign symmetry",
    look: Look { hue: Hue::Blue, dash: Dash::Dots, short: "sign" },
    equation: r"\Delta W_l = -\delta_l h_{l-1}^\top,\ \delta_l = (B_{l+1}^\top \delta_{l+1}) \odot f'(z_l),\ 
        B = \sqrt{2/(n_{\mathrm{in}} + n_{\mathrm{out}})}\,\mathrm{sign}\,W",
    plain: "ΔW_l = −δ_l h_{l−1}ᵀ, δ_l = (B_{l+1}ᵀ δ_{l+1}) ⊙ f′(z_l), B = √(2 / (n_in + n_out)) sign(W)",
    paper: "Liao, Leibo & Poggio (2016), How important is weight symmetry in backpropagation?, arXiv:1510.05067; \
            Moskovitz, Litwin-Kumar & Abbott (2018), arXiv:1812.06488",
    also: &[
        "Uniform sign-concordant feedback (uSF): magnitude=uniform",
        "Fixed random magnitude sign-concordant feedback (frSF): magnitude=fixed",
        "Batch-wise random magnitude sign-concordant feedback (brSF), magnitudes redrawn each batch: magnitude=redrawn",
    ],
    wiring: Wiring::Layered,
    needs_error: true,
    signals: &[Signal::Error, Signal::Signs],
    any_layer: true,
    params: &[Param {
        id: "magnitude",
        name: "Magnitudes of B",
        doc: "All the same, s; random and fixed; or random and new for every batch.",
        ..Param::choice(&[("uniform", "Uniform, uSF"), ("fixed", "Fixed, frSF"), ("redrawn", "Redrawn, brSF")])
    }],
    suited: &[],
    build: |setting, rng| {
        let magnitude = match setting.choice("magnitude") {
            0 => Magnitude::Same,
            1 => Magnitude::Fixed(setting.feedback(CARD.wiring, rng)),
            _ => Magnitude::Redrawn,
        };
        Box::new(SignSymmetry { magnitude })
    },
};

/// Sign symmetry: the error is propagated through weights that share only their sign with W.
pub struct SignSymmetry {
    magnitude: Magnitude,
}

enum Magnitude {
    Same,
    Fixed(Vec<Mat>),
    Redrawn,
}

impl Rule for SignSymmetry {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        output_error(at, out);
        let b = &mut work.mats(1)[0];
        for l in (1..at.net.depth()).rev() {
            let w = &at.net.layers[l].w;
            let s = (2.0 / (w.nrows() + w.ncols()) as Real).sqrt();
            reshape(b, w.dim());
            match &self.magnitude {
                Magnitude::Same => b.fill(s),
                Magnitude::Fixed(fixed) => b.assign(&fixed[l - 1]),
                Magnitude::Redrawn => noise.weights(l, Draw::Normal(s), b),
            }
            b.zip_mut_with(w, |b, &w| *b = if w == 0.0 { 0.0 } else { b.abs() * w.signum() });
            backward_layer(at, l - 1, b, out);
        }
        delta_rule(at, out);
    }
}
