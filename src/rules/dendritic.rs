//! ΔW_l = −δ_l r_{l−1}ᵀ with δ_l = −(φ(u_l) − φ(v_l)) / (λ (λ_A (1 − λ_I))^{L−l}), u_l = v_l + λ_A B_{l+1}ᵀ (φ(u_{l+1}) − φ(u^I_l))
//! Sacramento, Costa, Bengio & Senn (2018), Dendritic cortical microcircuits approximate the backpropagation algorithm, arXiv:1810.11393

use crate::base::look::{Dash, Hue, Look};
use crate::credit::dendrites::{lateral, Cells, APICAL, INTERNEURON, LATERAL, NUDGING, RATE, SWEEPS};
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Pathway, Plasticity, Proposal, Rule, Signal, Workspace};

/// The rule's card.
pub const CARD: Card = Card {
    id: "dendritic",
    name: "Dendritic errors",
    look: Look { hue: Hue::Vermilion, dash: Dash::Long, short: "dendritic" },
    equation: r"\Delta W_l = -\delta_l r_{l-1}^\top,\quad
        \delta_l = -\frac{\varphi(u_l) - \varphi(v_l)}{\lambda\,(\lambda_A (1 - \lambda_I))^{L-l}},\quad
        u_l = v_l + \lambda_A B_{l+1}^\top (\varphi(u_{l+1}) - \varphi(u^I_l))",
    plain: "ΔW_l = −δ_l r_{l−1}ᵀ, δ_l = −(φ(u_l) − φ(v_l)) / (λ (λ_A (1 − λ_I))^{L−l}), \
            u_l = v_l + λ_A B_{l+1}ᵀ (φ(u_{l+1}) − φ(u^I_l))",
    paper: "Sacramento, Costa, Bengio & Senn (2018), Dendritic cortical microcircuits approximate the backpropagation \
            algorithm, arXiv:1810.11393",
    also: &["Dendritic microcircuit, its lateral weights self-predicting: lateral=ideal, or learned: lateral=learned"],
    wiring: Wiring::Layered,
    needs_error: true,
    signals: &[Signal::Error],
    any_layer: true,
    params: &[NUDGING, APICAL, INTERNEURON, SWEEPS, LATERAL, RATE],
    suited: &[],
    build: |setting, rng| {
        let [nudging, apical, interneuron] = [NUDGING, APICAL, INTERNEURON].map(|param| setting.param(param.id));
        let cells = Cells { nudging, apical, interneuron, sweeps: setting.choice(SWEEPS.id) };
        let mut paths = vec![Pathway::feedback(setting.feedback(CARD.wiring, rng), Plasticity::Fixed)];
        if setting.choice(LATERAL.id) == 1 {
            paths.extend(lateral(setting, rng));
        }
        Box::new(Dendritic { cells, paths })
    },
};

/// Dendritic errors: a cell learns from what its apical tree hears and its interneurons did not expect.
pub struct Dendritic {
    cells: Cells,
    /// B for layers 2 … L; then IP, c and Π, if the interneurons' weights learn.
    paths: Vec<Pathway>,
}

impl Rule for Dendritic {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        self.cells.learn(at, &self.paths, work, out);
    }

    fn pathways(&self) -> &[Pathway] {
        &self.paths
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut self.paths
    }
}
