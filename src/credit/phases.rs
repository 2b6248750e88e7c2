//! Two phases of one circuit: units that hear the layers below and above settle freely, then with an output that is nudged; and the
//! difference of the Hebbian products of two states.

use microlearning_kernel::each;
use ndarray::Zip;

use super::relaxation::{Dynamics, Settle};
use super::{add_outer, outer};
use crate::base::mat::{flat, flat_mut, reshape};
use crate::net::{Forward, Network};
use crate::rule::{Context, Param, Proposal, Workspace};
use crate::{Mat, Real};

/// Strength of the nudge.
pub const BETA: Param = Param {
    id: "beta",
    name: "Nudge β",
    min: 1e-3,
    max: 1.0,
    default: 0.5,
    doc: "How strongly the output is nudged towards the target in the second phase.",
    ..Param::REAL
};

/// Number of free steps.
pub const STEPS: Param = Param {
    id: "steps",
    name: "Free steps",
    min: 1.0,
    max: 500.0,
    default: 20.0,
    doc: "How many steps the network takes to settle when it is free: its state then is its answer.",
    ..Param::WHOLE
};

/// Number of nudged steps.
pub const NUDGED: Param = Param {
    id: "nudged_steps",
    name: "Nudged steps",
    min: 1.0,
    max: 100.0,
    default: 10.0,
    doc: "How many steps it takes with its output nudged.",
    ..Param::WHOLE
};

/// Length of a step.
pub const DT: Param = Param {
    id: "dt",
    name: "Step dt",
    min: 0.01,
    max: 1.0,
    default: 0.5,
    doc: "How far the units move in a step: at 1 they take on at once what they hear.",
    ..Param::REAL
};

/// Choice of the estimate from two nudges.
pub const CENTRED: Param = Param {
    id: "centred",
    name: "Phases compared",
    default: 1.0,
    doc: "The nudged state beside the free one, or beside a state that was nudged the other way, whose errors cancel.",
    ..Param::choice(&[("off", "Nudged and free"), ("on", "Nudged both ways")])
};

/// The circuit: s_l ← s_l + dt (ρ(a_l) − s_l) with a_l = W_l s_{l−1} + b_l + W_{l+1}ᵀ s_{l+1}.
pub struct Circuit<'a> {
    /// The network. An output whose units share one sum is not part of the circuit: the last layer then only reads it.
    pub net: &'a Network,
    /// W₁ x + b₁, (B, n_1), which stays the same however long the circuit settles.
    pub drive: &'a Mat,
    /// Targets (B, n_L), and β: how strongly the output is nudged towards them. None in the free phase of an answer.
    pub nudge: Option<(&'a Mat, Real)>,
}

impl Circuit<'_> {
    /// Number of layers that settle.
    pub fn layers(net: &Network) -> usize {
        net.depth() - usize::from(!net.output.is_elementwise())
    }

    /// z of the output (B, n_L) in these states: of the layer that reads the circuit, or one that gives the top layer's states.
    fn output(&self, states: &[Mat], z: &mut Mat) {
        let (net, top) = (self.net, self.net.depth() - 1);
        match (states.get(top), states.last()) {
            (Some(answer), _) => {
                z.clone_from(answer);
                z.mapv_inplace(|y| net.output.potential(y));
            }
            (None, Some(below)) => net.layers[top].forward(below, z),
            (None, None) => z.clone_from(self.drive),
        }
    }

    /// Adds the nudge to what the top layer of the circuit hears: β (t − s_L), or β W_Lᵀ (t − y) of a layer that reads it.
    fn push(&self, states: &[Mat], spare: &mut [Mat]) {
        let (net, (heard, rest)) = (self.net, spare.split_at_mut(states.len()));
        let (Some((t, beta)), Some(heard)) = (self.nudge, heard.last_mut()) else { return };
        if let Some(answer) = states.get(net.depth() - 1) {
            Zip::from(heard).and(t).and(answer).for_each(|heard, t, answer| *heard += beta * (t - answer));
        } else {
            let (top, [z, y, ..]) = (net.depth() - 1, rest) else { return };
            self.output(states, z);
            net.activate(top, z, y);
            each::take_from(flat_mut(y), flat(t));
            net.layers[top].connect.back((beta, 1.0), &net.layers[top].w, y, heard);
        }
    }

    /// Settles freely from zero and leaves the states in `pass`: h are the states, z what each layer hears from below; at the top z
    /// is one that gives the answer.
    pub fn answer(net: &Network, x: &Mat, settle: Settle, work: &mut Workspace, pass: &mut Forward) {
        let Workspace { passes: [state, _], mats, .. } = work;
        pass.reshape(net.depth());
        net.layers[0].forward(x, &mut pass.z[0]);
        let circuit = Circuit { net, drive: &pass.z[0], nudge: None };
        circuit.begin(state);
        circuit.rest(settle, state, mats);
        circuit.output(&state.h, &mut mats[0]);
        pass.h.iter_mut().zip(&state.h).for_each(|(h, state)| h.clone_from(state));
        let top = net.depth() - 1;
        for l in 1..top {
            net.layers[l].forward(&pass.h[l - 1], &mut pass.z[l]);
        }
        pass.z[top].clone_from(&mats[0]);
        if !net.output.is_elementwise() {
            net.activate(top, &pass.z[top], &mut pass.h[top]);
        }
    }

    /// ΔW_L = ⟨(t − y) s_Mᵀ⟩ of a layer that reads the circuit, the mean of this over some states of it.
    pub fn read(&self, at: &Context<'_>, sides: &[&[Mat]], spare: &mut [Mat], out: &mut Proposal) {
        let (top, scale) = (self.net.depth() - 1, at.convention.batch_scale(self.net.output, at.batch.len()));
        let (layer, [z, y, ..]) = (&self.net.layers[top], spare) else { return };
        for (i, states) in sides.iter().enumerate().filter(|(_, states)| states.len() == top) {
            self.output(states, z);
            self.net.activate(top, z, y);
            self.net.output.error(y, &at.batch.t, &mut out.teaching[top]);
            let add = if i == 0 { outer } else { add_outer };
            let below = states.last().unwrap_or(&at.batch.x);
            add(layer, -scale / sides.len() as Real, &out.teaching[top], below, &mut out.delta[top]);
        }
    }

    /// Lets the free circuit settle. A single layer hears nothing but its input, so that its goal stays the same.
    fn rest(&self, settle: Settle, state: &mut Forward, spare: &mut Vec<Mat>) {
        let Forward { z: room, h: states } = state;
        if let ([states], [goal]) = (&mut states[..], &mut room[..]) {
            self.net.activate(0, self.drive, goal);
            (0..settle.steps).for_each(|_| each::approach(flat_mut(states), settle.rate, flat(goal)));
            self.look(&[], spare);
        } else {
            settle.run(self, state, spare, None);
        }
    }

    /// States at zero.
    pub fn begin(&self, state: &mut Forward) {
        state.reshape(Self::layers(self.net));
        for (states, layer) in state.h.iter_mut().zip(&self.net.layers) {
            reshape(states, (self.drive.nrows(), layer.units()));
            states.fill(0.0);
        }
    }
}

impl Dynamics for Circuit<'_> {
    fn look(&self, _: &[Mat], spare: &mut Vec<Mat>) {
        if spare.len() < self.net.depth() + 2 {
            spare.resize_with(self.net.depth() + 2, Default::default);
        }
    }

    fn step(&self, rate: Real, states: &mut [Mat], spare: &mut [Mat], room: &mut [Mat]) {
        let net = self.net;
        for l in 0..states.len() {
            let heard = &mut spare[l];
            match states[..l].last() {
                Some(below) => net.layers[l].forward(below, heard),
                None => heard.clone_from(self.drive),
            }
            if let Some(above) = states.get(l + 1) {
                net.layers[l + 1].connect.back((1.0, 1.0), &net.layers[l + 1].w, above, heard);
            }
        }
        self.push(states, spare);
        for (l, (goal, state)) in room.iter_mut().zip(states).enumerate() {
            net.activate(l, &spare[l], goal);
            each::approach(flat_mut(state), rate, flat(goal));
        }
    }

    /// Mean loss of the answer, if there are targets.
    fn energy(&self, states: &[Mat], _: &[Mat]) -> f64 {
        let Some((t, _)) = self.nudge else { return 0.0 };
        let mut z = Mat::default((0, 0));
        self.output(states, &mut z);
        let losses = z.rows().into_iter().zip(t.rows()).map(|(z, t)| self.net.output.loss(z, t));
        losses.sum::<f64>() / t.nrows() as f64
    }
}

/// Calls `then` with W₁ x + b₁ of the batch, (B, n_1), and the rest of the memory.
pub fn with_drive(at: &Context<'_>, work: &mut Workspace, then: impl FnOnce(&Mat, &mut Workspace)) {
    // Behind the memory of the dynamics.
    let (depth, place) = (at.net.depth(), at.net.depth() + 2);
    let mut drive = std::mem::take(&mut work.mats(place + 1)[place]);
    if depth > 1 {
        drive.clone_from(&at.pass.z[0]);
    } else {
        // The only layer's z gives its state, and not what it hears.
        at.net.layers[0].forward(&at.batch.x, &mut drive);
    }
    then(&drive, work);
    work.mats[place] = drive;
}

/// ΔW_l = scale · ⟨s_l⁺ s_{l−1}⁺ᵀ − s_l⁻ s_{l−1}⁻ᵀ⟩ of as many layers as have states: (s⁺ − s⁻) s⁺ᵀ + s⁻ (s⁺ − s⁻)ᵀ, so that nearly equal
/// products are not subtracted. The differences, times −scale, are the teaching signals.
pub fn contrast(at: &Context<'_>, scale: Real, [more, less]: [&[Mat]; 2], out: &mut Proposal) {
    let Proposal { teaching, delta, .. } = out;
    let (teaching, mean) = (&mut teaching[..more.len()], at.convention.batch_scale(at.net.output, at.batch.len()));
    for (l, teaching) in teaching.iter_mut().enumerate() {
        each::scaled_difference(scale, flat(&more[l]), flat(&less[l]), flat_mut(teaching));
    }
    for (l, (layer, delta)) in at.net.layers.iter().zip(delta).take(more.len()).enumerate() {
        outer(layer, mean, &teaching[l], more[..l].last().unwrap_or(&at.batch.x), delta);
        if l > 0 {
            layer.connect.add_outer(mean, &less[l], &teaching[l - 1], &mut delta.w);
        }
    }
    teaching.iter_mut().for_each(|teaching| each::scale(flat_mut(teaching), -1.0));
}
