//! ΔW_l = (c/β) ⟨ε_l f(v_{l−1})ᵀ⟩ with ε_l = v_l − W_l f(v_{l−1}) − b_l, when v has settled by v̇_l = f′(v_l) ⊙ W_{l+1}ᵀ ε_{l+1} − ε_l
//! Whittington & Bogacz (2017), An approximation of the error backpropagation algorithm in a predictive coding network, doi:10.1162/NECO_a_00949

use microlearning_kernel::each;

use crate::base::look::{Dash, Hue, Look};
use crate::base::mat::{flat_mut, reshape};
use crate::credit::prediction::{imagine, Coding, BETA, DT, FIXED, STEPS};
use crate::credit::{outer, relaxation::Settle};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Picture, Proposal, Rule, Signal, Workspace};
use crate::{Mat, Real};

/// The rule's card.
pub const CARD: Card = Card {
    id: "predictive_coding",
    name: "Predictive coding",
    look: Look { hue: Hue::Yellow, dash: Dash::Solid, short: "PC" },
    equation: r"\Delta W_l = \tfrac{c}{\beta} \langle \varepsilon_l f(v_{l-1})^\top \rangle,\quad
        \varepsilon_l = v_l - W_l f(v_{l-1}) - b_l,\quad
        \dot v_l = f'(v_l) \odot W_{l+1}^\top \varepsilon_{l+1} - \varepsilon_l",
    plain: "ΔW_l = (c/β) ⟨ε_l f(v_{l−1})ᵀ⟩, ε_l = v_l − W_l f(v_{l−1}) − b_l, v̇_l = f′(v_l) ⊙ W_{l+1}ᵀ ε_{l+1} − ε_l",
    paper:
        "Whittington & Bogacz (2017), An approximation of the error backpropagation algorithm in a predictive coding \
            network with local Hebbian synaptic plasticity, doi:10.1162/NECO_a_00949",
    also: &["Predictive coding with fixed predictions: fixed_prediction=fixed", "Output clamped to the target: beta=1"],
    wiring: Wiring::None,
    needs_error: true,
    signals: &[Signal::Error, Signal::Weights],
    any_layer: true,
    params: &[BETA, STEPS, DT, FIXED],
    suited: &[],
    build: |setting, _| {
        let settle = Settle { steps: setting.choice("steps"), rate: setting.param("dt") };
        Box::new(PredictiveCoding {
            beta: setting.param("beta"),
            settle,
            fixed: setting.choice("fixed_prediction") == 1,
        })
    },
};

/// Predictive coding: values of hidden layers settle between their prediction from below and the errors above.
#[derive(Clone, Copy, Debug)]
pub struct PredictiveCoding {
    beta: Real,
    settle: Settle,
    fixed: bool,
}

impl Rule for PredictiveCoding {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        let (net, coding) = (at.net, Coding { at, beta: self.beta, fixed: self.fixed });
        let Workspace { passes: [state, _], mats, .. } = work;
        state.assign(&at.pass.z[..net.depth() - 1]);
        // With fixed predictions the values follow no slope of an energy.
        let trace = if self.fixed { None } else { out.trace("energy", "Energy", 0) };
        self.settle.run(&coding, state, mats, trace);
        let (errors, activities) = (coding.errors(mats), coding.activities(mats));
        let scale = at.convention.batch_scale(net.output, at.batch.len());
        for (l, layer) in net.layers.iter().enumerate() {
            out.teaching[l].assign(&errors[l]);
            each::scale(flat_mut(&mut out.teaching[l]), -net.output.factor() / self.beta);
            let below = activities[..l].last().unwrap_or(&at.batch.x);
            outer(layer, -scale, &out.teaching[l], below, &mut out.delta[l]);
        }
        if out.pictured {
            let (first, mut values) = (&net.layers[0], Mat::default((0, 0)));
            reshape(&mut values, at.batch.x.dim());
            first.connect.back((1.0, 0.0), &first.w, &errors[0], &mut values);
            out.pictures
                .push(Picture { id: "input_error", name: "Error at the input, W₁ᵀ ε₁, of pictures", values });
            let name = "Imagined: each digit clamped at the output, the input left to settle";
            out.pictures.push(Picture { id: "imagined", name, values: imagine(at) });
        }
    }
}
