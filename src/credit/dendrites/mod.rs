//! Cells with two trees of dendrites: the basal one hears the layer below, the apical one the layer above, less what interneurons
//! expect of it. What is left over in the apical tree is the error.

mod params;

pub use params::{APICAL, INTERNEURON, LATERAL, NUDGING, RATE, SWEEPS};

use microlearning_kernel::each;
use ndarray::{Axis, Zip};

use super::{outer, output_error};
use crate::base::mat::{flat, flat_mut, reshape};
use crate::net::{Layer, Network};
use crate::rule::{Context, Pathway, Plasticity, Proposal, Setting, Workspace};
use crate::{Mat, Real, Rng};

/// Pathways IP, c and Π of the interneurons: the weights and biases by which they hear their layer, and the weights to its apical
/// trees. A layer without biases has an empty c.
pub fn lateral(setting: &Setting<'_>, rng: &mut Rng) -> [Pathway; 3] {
    let (layers, init) = (&setting.net.layers[1..], setting.feedback.init);
    let mut draw = |bias: bool| -> Vec<Mat> {
        let one = |layer: &Layer| {
            let (rows, columns) = layer.w.dim();
            match (bias, layer.b.is_some()) {
                (false, _) => init.weights(rows, columns, rng),
                (true, true) => init.biases(rows, columns, rng).insert_axis(Axis(0)),
                (true, false) => Mat::default((0, 0)),
            }
        };
        layers.iter().map(one).collect()
    };
    let learns = Plasticity::Own(setting.param(RATE.id));
    [("IP", false), ("c", true), ("PI", false)].map(|(id, bias)| {
        let weights = draw(bias);
        Pathway { id, first: 2, weights, stands_for_w: false, learns }
    })
}

/// Couplings of cells and interneurons.
#[derive(Clone, Copy, Debug)]
pub struct Cells {
    /// λ, the output's nudging.
    pub nudging: Real,
    /// λ_A, the apical tree's coupling.
    pub apical: Real,
    /// λ_I, the interneurons' nudging.
    pub interneuron: Real,
    /// Number of sweeps; 0: until nothing changes.
    pub sweeps: usize,
}

/// Largest number of sweeps.
const MOST: usize = 50;

/// Potentials of every layer, (B, n_l), and two matrices to compute with.
struct State<'a> {
    basal: &'a mut [Mat],
    /// r = f(u), and at the top u.
    rates: &'a mut [Mat],
    soma: &'a mut [Mat],
    apical: &'a mut [Mat],
    spare: &'a mut [Mat],
}

impl State<'_> {
    /// u_l = v_l + λ_A v^A_l and r_l = f(u_l) of hidden layer l.
    fn respond(&mut self, net: &Network, l: usize, coupling: Real) {
        let (basal, apical, soma) = (&self.basal[l], &self.apical[l], &mut self.soma[l]);
        each::sum_with_scaled(flat(basal), coupling, flat(apical), flat_mut(soma));
        net.activation_of(l).apply(soma, &mut self.rates[l]);
    }

    /// Largest change that `respond` would make to u_l, and the largest u_l that there would be.
    fn change(&self, l: usize, coupling: Real) -> [Real; 2] {
        // No `max`, which is a call of a function in WebAssembly.
        let larger = |a: Real, b: Real| if b > a { b } else { a };
        Zip::from(&self.soma[l]).and(&self.basal[l]).and(&self.apical[l]).fold(
            [0.0; 2],
            |[change, size], u, v, apical| {
                let new = v + coupling * apical;
                [larger(change, (new - u).abs()), larger(size, new.abs())]
            },
        )
    }
}

impl Cells {
    /// ΔW_l = −δ_l r_{l−1}ᵀ of the settled cells, with δ_l = −(φ(u_l) − φ(v_l)) / (λ (λ_A (1 − λ_I))^{L−l}), and what the
    /// interneurons learn. `paths` are B and, if the interneurons' weights are kept apart, IP, c and Π.
    pub fn learn(&self, at: &Context<'_>, paths: &[Pathway], work: &mut Workspace, out: &mut Proposal) {
        work.mats(3);
        let (net, top, Workspace { passes: [seen, told], mats, .. }) = (at.net, at.net.depth() - 1, work);
        seen.z.clone_from(&at.pass.z);
        seen.h.clone_from(&at.pass.h);
        told.z.clone_from(&at.pass.z);
        told.h.clone_from(&at.pass.z);
        told.h.iter_mut().for_each(|apical| apical.fill(0.0));
        let (basal, rates, soma, apical) = (&mut *seen.z, &mut *seen.h, &mut *told.z, &mut *told.h);
        let mut state = State { basal, rates, soma, apical, spare: mats };
        if out.watched {
            self.tell(net, paths, &mut state, out);
        }
        output_error(at, out);
        self.nudge(&mut state, &out.teaching[top]);
        for sweep in 0..if self.sweeps == 0 { MOST } else { self.sweeps } {
            if sweep > 0 {
                self.up(at, &mut state, out);
            }
            let [change, size] = self.down(net, paths, &mut state);
            if self.sweeps == 0 && change <= 2.0 * Real::EPSILON * size {
                break;
            }
        }
        self.teach(at, &mut state, out);
        if paths.len() > 1 {
            self.learn_lateral(at, paths, &mut state, &mut out.learned);
        }
    }

    /// Traces of what is left in the apical trees of each hidden layer, mean |v^A|, while nobody nudges the output: what the interneurons do
    /// not expect. The state is what it was before.
    fn tell(&self, net: &Network, paths: &[Pathway], state: &mut State<'_>, out: &mut Proposal) {
        let top = net.depth() - 1;
        let before = [&*state.rates, &*state.soma].map(<[Mat]>::to_vec);
        state.rates[top].assign(&before[1][top]);
        self.down(net, paths, state);
        for apical in &mut state.apical[..top] {
            let mean = apical.iter().map(|v| f64::from(v.abs())).sum::<f64>() / apical.len() as f64;
            out.trace_layer("apical_free", "Apical potential, nobody nudging", mean);
            apical.fill(0.0);
        }
        for (all, before) in [&mut *state.rates, &mut *state.soma].into_iter().zip(before) {
            all.iter_mut().zip(before).for_each(|(now, before)| *now = before);
        }
    }

    /// The output's potential, nudged down the loss by λe.
    fn nudge(&self, state: &mut State<'_>, error: &Mat) {
        let top = state.soma.len() - 1;
        each::sum_with_scaled(flat(&state.basal[top]), -self.nudging, flat(error), flat_mut(&mut state.soma[top]));
        state.rates[top].assign(&state.soma[top]);
    }

    /// Basal potentials from the rates below, and the somata that they move. x W_1ᵀ never changes.
    fn up(&self, at: &Context<'_>, state: &mut State<'_>, out: &mut Proposal) {
        let (net, top) = (at.net, at.net.depth() - 1);
        for l in 1..=top {
            net.layers[l].forward(&state.rates[l - 1], &mut state.basal[l]);
            if l < top {
                state.respond(net, l, self.apical);
            }
        }
        let y = &mut state.spare[0];
        net.activate(top, &state.basal[top], y);
        net.output.error(y, &at.batch.t, &mut out.teaching[top]);
        self.nudge(state, &out.teaching[top]);
    }

    /// Apical potentials from the layer above and its interneurons. Returns the largest change of a soma, and the largest potential,
    /// if sweeps end by them.
    fn down(&self, net: &Network, paths: &[Pathway], state: &mut State<'_>) -> [Real; 2] {
        let mut most: [Real; 2] = [0.0; 2];
        for l in (0..net.depth() - 1).rev() {
            let connect = &net.layers[l + 1].connect;
            self.interneurons(net, paths, l, state);
            let (heard, guess, apical) = (&state.rates[l + 1], &mut state.spare[1], &mut state.apical[l]);
            if let [b, _, _, pi] = paths {
                connect.back((1.0, 0.0), b.of(l + 1), heard, apical);
                connect.back((1.0, 1.0), pi.of(l + 1), guess, apical);
            } else {
                each::take_from(flat_mut(guess), flat(heard));
                connect.back((1.0, 0.0), paths[0].of(l + 1), guess, apical);
            }
            if self.sweeps == 0 {
                let [change, size] = state.change(l, self.apical);
                most = [change.max(most[0]), size.max(most[1])];
            }
            state.respond(net, l, self.apical);
        }
        most
    }

    /// Interneurons of hidden layer l, (B, n_{l+1}): v^I into the first spare matrix, φ(u^I) with u^I = v^I + λ_I (u_{l+1} − v^I)
    /// into the second.
    fn interneurons(&self, net: &Network, paths: &[Pathway], l: usize, state: &mut State<'_>) {
        let [own, guess, potential] = &mut state.spare[..3] else { return };
        if let [_, ip, c, _] = paths {
            net.layers[l + 1].connect.forward(ip.of(l + 1), &state.rates[l], own);
            add_bias(c.of(l + 1), own);
        } else {
            // Their weights are those of the cells above, which have heard the same rates.
            own.clone_from(&state.basal[l + 1]);
        }
        potential.clone_from(own);
        each::approach(flat_mut(potential), self.interneuron, flat(&state.soma[l + 1]));
        rate(net, l + 1, potential, guess);
    }

    fn teach(&self, at: &Context<'_>, state: &mut State<'_>, out: &mut Proposal) {
        let (net, top) = (at.net, at.net.depth() - 1);
        let scale = at.convention.batch_scale(net.output, at.batch.len());
        let mut share = self.nudging;
        for l in (0..=top).rev() {
            let teaching = &mut out.teaching[l];
            if l < top {
                share *= self.apical * (1.0 - self.interneuron);
                net.activation_of(l).apply(&state.basal[l], teaching);
                each::take_and_divide(flat_mut(teaching), flat(&state.rates[l]), share);
            }
            let below = if l == 0 { &at.batch.x } else { &state.rates[l - 1] };
            outer(&net.layers[l], -scale, teaching, below, &mut out.delta[l]);
        }
    }

    /// ΔIP = ⟨(φ(u^I) − φ(v^I)) rᵀ⟩, Δc the same without r, and ΔΠ = −⟨φ(u^I) v^Aᵀ⟩.
    fn learn_lateral(&self, at: &Context<'_>, paths: &[Pathway], state: &mut State<'_>, learned: &mut [Mat]) {
        let (net, top, scale) = (at.net, at.net.depth() - 1, 1.0 / at.batch.len() as Real);
        for l in 0..top {
            let connect = &net.layers[l + 1].connect;
            self.interneurons(net, paths, l, state);
            let [own, guess, spare] = &mut state.spare[..3] else { return };
            rate(net, l + 1, own, spare);
            connect.outer(-scale, guess, &state.apical[l], &mut learned[2 * top + l]);
            *guess -= &*spare;
            connect.outer(scale, guess, &state.rates[l], &mut learned[l]);
            if let Some(mut delta) = learned[top + l].rows_mut().into_iter().next() {
                delta.fill(0.0);
                guess.rows().into_iter().for_each(|row| delta.scaled_add(scale, &row));
            }
        }
    }
}

/// φ of layer l: f, and at the top the potential itself.
fn rate(net: &Network, l: usize, potential: &Mat, rate: &mut Mat) {
    reshape(rate, potential.dim());
    if l + 1 == net.depth() {
        rate.assign(potential);
    } else {
        net.activation_of(l).apply(potential, rate);
    }
}

/// Adds c, one row or none, to each row.
fn add_bias(c: &Mat, potential: &mut Mat) {
    if let Some(c) = c.rows().into_iter().next() {
        potential.rows_mut().into_iter().for_each(|mut row| row += &c);
    }
}
