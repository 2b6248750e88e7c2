//! Rules whose hidden layers settle before they learn: predictive coding, written here as anyone could, on nothing but the library.

use crate::common::{asked, batch, build, cosine, net, test, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::base::random::{stream, Stream};
use microlearning::credit::relaxation::{Dynamics, Settle};
use microlearning::credit::{delta_rule, outer, output_error};
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Context, Proposal, Rule, Workspace};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::{Mat, Real};

/// Predictive coding (Whittington & Bogacz 2017, doi:10.1162/NECO_a_00949) with values at the potentials and an output that is
/// nudged by β.
struct PredictiveCoding {
    beta: Real,
    settle: Settle,
    /// True if predictions, and f′ with them, stay those of the forward pass.
    fixed: bool,
}

impl PredictiveCoding {
    /// ε of every layer, and f(v) of the hidden ones behind them, in `spare`: first the ε, then the activities.
    fn errors(&self, at: &Context<'_>, values: &[Mat], spare: &mut Vec<Mat>) {
        let (net, depth) = (at.net, at.net.depth());
        spare.resize_with(2 * depth, Default::default);
        let (errors, activities) = spare.split_at_mut(depth);
        for l in 0..depth {
            let below = if l == 0 { &at.batch.x } else { &activities[l - 1] };
            if self.fixed {
                errors[l].clone_from(&at.pass.z[l]);
            } else {
                net.layers[l].forward(below, &mut errors[l]);
            }
            if l + 1 < depth {
                errors[l].zip_mut_with(&values[l], |error, value| *error = value - *error);
                let here = if self.fixed { &at.pass.h[l] } else { &values[l] };
                activities[l].clone_from(here);
                if !self.fixed {
                    net.activation_of(l).apply(&values[l], &mut activities[l]);
                }
            } else {
                let mut y = Mat::default((0, 0));
                net.activate(l, &errors[l].clone(), &mut y);
                let mut e = Mat::zeros(y.dim());
                net.output.error(&y, &at.batch.t, &mut e);
                activities[l].clone_from(&errors[l]);
                errors[l] = e * (-self.beta / net.output.factor());
            }
        }
    }
}

impl Dynamics for PredictiveCoding {
    fn velocities(&self, at: &Context<'_>, values: &[Mat], spare: &mut Vec<Mat>, velocities: &mut [Mat]) -> f64 {
        self.errors(at, values, spare);
        let depth = at.net.depth();
        let (errors, activities) = spare.split_at(depth);
        for (l, velocity) in velocities.iter_mut().enumerate() {
            at.net.layers[l + 1].connect.back((1.0, 0.0), &at.net.layers[l + 1].w, &errors[l + 1], velocity);
            at.net.activation_of(l).times_slope(&activities[l], 0.0, velocity);
            *velocity -= &errors[l];
        }
        let examples = at.batch.len() as f64;
        let squares = |m: &Mat| m.iter().map(|value| f64::from(*value).powi(2)).sum::<f64>();
        let hidden = errors[..depth - 1].iter().map(squares).sum::<f64>() / 2.0;
        let pass = Forward { z: activities.to_vec(), h: activities.to_vec() };
        let loss = at.net.loss(&pass, &at.batch.t) * f64::from(self.beta / at.net.output.factor());
        hidden / examples + loss
    }
}

impl Rule for PredictiveCoding {
    fn propose(&self, at: &Context<'_>, _: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        output_error(at, out);
        self.settle.run(self, at, |l| &at.pass.z[l], work, &mut out.trace);
        let (errors, activities) = work.mats.split_at(at.net.depth());
        for (teaching, error) in out.teaching.iter_mut().zip(errors) {
            *teaching = error * (-at.net.output.factor() / self.beta);
        }
        delta_rule(at, out);
        let scale = at.convention.batch_scale(at.net.output, at.batch.len());
        for l in 1..at.net.depth() {
            outer(&at.net.layers[l], -scale, &out.teaching[l], &activities[l - 1], &mut out.delta[l]);
        }
    }
}

fn settled(beta: Real, steps: usize, rate: Real, fixed: bool, net: &Network) -> Proposal {
    let rule = PredictiveCoding { beta, settle: Settle { steps, rate }, fixed };
    asked(&rule, &MATCHED, net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1
}

fn backprop(net: &Network) -> Proposal {
    let rule = build(&BACKPROP, &[], None, net, 1);
    asked(&*rule, &MATCHED, net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1
}

#[test]
fn with_fixed_predictions_it_is_backprop_after_as_many_steps_as_hidden_layers() {
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        for activation in ACTIVATIONS {
            let net = net(sizes, true, activation, output, 3);
            let (mine, theirs) = (settled(0.5, net.depth() - 1, 1.0, true, &net), backprop(&net));
            for (mine, theirs) in mine.delta.iter().zip(&theirs.delta) {
                let size = theirs.w.iter().fold(0.0, |most: Real, value| most.max(value.abs()));
                assert!((&mine.w - &theirs.w).iter().all(|gap| gap.abs() <= 1e-4 * size), "{activation:?} {output:?}");
            }
        }
    }
}

#[test]
fn settled_it_comes_to_backprop_as_the_nudge_becomes_small() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let (theirs, mut last) = (backprop(&net), 0.0);
    for (beta, least) in [(1.0, 0.8), (0.1, 0.98), (0.01, 0.9998)] {
        let mine = settled(beta, 400, 0.1, false, &net);
        let alike = cosine(&mine.delta[0].w, &theirs.delta[0].w);
        assert!(alike > least && alike > last, "β {beta}: {alike}");
        last = alike;
    }
}

#[test]
fn its_energy_never_rises_and_is_told_step_by_step() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let trace = settled(0.5, 50, 0.1, false, &net).trace;
    assert_eq!(trace.len(), 51);
    assert!(trace.windows(2).all(|pair| pair[1] <= pair[0] + 1e-6) && trace[50] < trace[0], "{trace:?}");
}

#[test]
fn as_many_layers_learn_as_there_were_steps_and_one() {
    let net = net(&[6, 5, 5, 4, 3], true, Activation::Tanh, Output::SoftmaxNll, 3);
    for steps in 0..4 {
        let moved: Vec<_> = settled(0.5, steps, 0.1, false, &net)
            .delta
            .iter()
            .map(|delta| delta.w.iter().any(|value| value.abs() > 1e-6))
            .collect();
        let expected: Vec<_> = (0..4).map(|l| l + 1 + steps >= 4).collect();
        assert_eq!(moved, expected, "{steps} steps");
    }
}
