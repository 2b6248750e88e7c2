//! Code tried once on a small network: what it prints, what is wrong with it, and how it compares to backprop.

use std::slice::from_ref;
use std::sync::Arc;

use serde::Serialize;

use crate::base::random::{normal, stream, Stream};
use crate::data::Batch;
use crate::metrics::cosine;
use crate::net::{Activation, Forward, Init, Network, Output, Shape};
use crate::rule::convention::MATCHED;
use crate::rule::feedback::Origin;
use crate::rule::noise::Noise;
use crate::rule::{Asked, Context, Params, Proposal, Rule, Setting, Workspace};
use crate::rules::backprop::Backprop;
use crate::script::{Fault, Script};
use crate::{Mat, Real};

/// Examples in the batch: no other size is the same, so that a message about shapes can be read.
const EXAMPLES: usize = 12;
/// Inputs, hidden units, outputs.
const SIZES: [usize; 4] = [20, 30, 24, 10];

/// Wide, so that units differ: where all are at the middle of their f, a factor that is left out can hardly be seen.
const INIT: Init = Init::Normal(1.0);

/// Result of a rehearsal.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rehearsal {
    /// Lines that the code printed.
    pub printed: Vec<String>,
    /// Line at which it stopped, counted from 1.
    pub line: Option<usize>,
    /// Reason that it stopped.
    pub message: Option<String>,
    /// The cosine of each layer's update to backprop's; none where there is no direction.
    pub cosines: Vec<Option<f64>>,
}

/// A small network and a batch for it.
pub(super) fn small(sizes: &[usize], examples: usize, activation: Activation, output: Output) -> (Network, Batch) {
    let shape = Shape { sizes, bias: true, activation, output };
    let net = Network::new(&shape, INIT, &mut stream(1, Stream::Weights));
    let mut rng = stream(1, Stream::Batches);
    let classes = sizes[sizes.len() - 1];
    let x = Mat::from_shape_simple_fn((examples, sizes[0]), || normal(&mut rng));
    // The first class is there more often than others: nothing averages out by chance.
    let class = |i: usize| if i.is_multiple_of(3) { 0 } else { i % classes };
    let t = Mat::from_shape_fn((examples, classes), |(i, k)| Real::from(u8::from(class(i) == k)));
    (net, Batch { x, t })
}

/// Runs the code once.
pub fn rehearse(code: &str) -> Rehearsal {
    let (net, batch) = small(&SIZES, EXAMPLES, Activation::Sigmoid, Output::SoftmaxNll);
    let mut found = Rehearsal::default();
    let ran = Script::new(code).and_then(|script| run(&Arc::new(script), &net, &batch, &Params::new(), 1));
    match ran {
        Ok(Ran { printed, proposal: mine, .. }) => {
            found.printed = printed;
            let mut backprop = Asked::default();
            let mut rng = stream(1, Stream::Probe);
            backprop.ask(&Backprop, &net, &batch, &MATCHED, &mut Noise::drawn(&mut rng));
            let theirs = backprop.proposal;
            found.cosines =
                mine.delta.iter().zip(&theirs.delta).map(|(a, b)| cosine(from_ref(a), from_ref(b))).collect();
        }
        Err(fault) => {
            found.line = Some(fault.line);
            found.message = Some(fault.message);
        }
    }
    found
}

/// Result of code on a network and a batch.
pub(super) struct Ran {
    /// Lines that it printed.
    pub printed: Vec<String>,
    /// Share of an update's budget that it spent.
    pub spent: f64,
    /// Its proposal.
    pub proposal: Proposal,
    /// B of layers 2 … L, if it has any.
    pub feedback: Vec<Mat>,
    /// z and h of every layer.
    pub pass: Forward,
    /// The batch's mean loss.
    pub loss: f64,
}

/// Runs code on this network and batch, in the matched convention, with the noise of this seed. Parameters that `given` does
/// not name have their default.
pub(super) fn run(script: &Arc<Script>, net: &Network, batch: &Batch, given: &Params, seed: u32) -> Result<Ran, Fault> {
    let params = script.complete(given).map_err(|error| Fault::new(1, error.message))?;
    let feedback = Origin { init: INIT, given: None };
    let setting = Setting { net, params: &params, feedback };
    let rule = Arc::clone(script).scripted(&setting, &mut stream(1, Stream::Feedback));
    let (mut pass, mut proposal) = (Forward::default(), Proposal::default());
    net.forward(&batch.x, &mut pass);
    let loss = net.loss(&pass, &batch.t);
    proposal.reshape(&rule, net, batch.len());
    let context = Context { net, batch, pass: &pass, loss, convention: &MATCHED };
    let told = rule.run(&context, &mut stream(seed, Stream::Noise), &mut Workspace::default(), &mut proposal)?;
    Ok(Ran {
        printed: told.printed,
        spent: told.spent,
        proposal,
        feedback: (&rule as &dyn Rule).feedback().to_vec(),
        pass,
        loss,
    })
}
