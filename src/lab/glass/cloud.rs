//! Many updates from the same weights on the same pictures, each with noise of its own: where they lie, where their mean lies, and
//! where downhill is, for two synapses of a layer.

use serde::Serialize;

use super::{scene, subject, Rows, Subject};
use crate::base::error::{Error, Result};
use crate::base::random::{stream, Stream};
use crate::metrics::mean_and_sd;
use crate::rule::convention::MATCHED;
use crate::rule::noise::Noise;
use crate::rule::Asked;
use crate::rules::backprop::Backprop;
use crate::{Mat, Real};

/// The largest number of updates.
const MOST: usize = 1000;

/// Updates of two synapses.
#[derive(Clone, Debug, Serialize)]
pub struct Cloud {
    /// The rule's name.
    pub name: String,
    /// Layer of the synapses, counted from 0.
    pub layer: usize,
    /// Unit that each leads to, and the unit below that it comes from.
    pub synapses: [[usize; 2]; 2],
    /// Their updates, a row for each synapse and a number for each trial.
    pub updates: Rows,
    /// Means of both.
    pub mean: Vec<f64>,
    /// Standard deviations of both; none of a single trial.
    pub sd: Vec<Option<f64>>,
    /// Backprop's update of both, downhill.
    pub downhill: [Real; 2],
}

/// So many updates of two synapses of a layer, counted from 0, by the rule with this id, or by this code if the rule is written as code;
/// `seed` is of their noise.
///
/// # Errors
/// If there is no such rule or layer, the code cannot be read or run, or the number of trials is none or too large.
pub fn cloud(rule: &str, code: &str, layer: usize, trials: usize, seed: u32) -> Result<Cloud> {
    if !(1..=MOST).contains(&trials) {
        let message = format!("There may be from 1 to {MOST} trials; {trials} were asked for.");
        return Err(Error::new("trials", message));
    }
    let Subject { name, net, rule, .. } = subject(rule, code)?;
    if layer >= net.depth() {
        let message = format!("There is no layer {layer}; they are counted from 0 to {}.", net.depth() - 1);
        return Err(Error::new("layer", message));
    }
    let (batch, mut asked, mut rng) = (scene::batch(), Asked::default(), stream(seed, Stream::Noise));
    asked.ask(&Backprop, &net, &batch, &MATCHED, &mut Noise::drawn(&mut rng));
    let steepest = asked.proposal.delta[layer].w.clone();
    let synapses = two(&steepest);
    let mut updates = [(); 2].map(|()| Vec::with_capacity(trials));
    for _ in 0..trials {
        asked.ask(&*rule, &net, &batch, &MATCHED, &mut Noise::drawn(&mut rng));
        if let Some(error) = asked.proposal.failure.take() {
            return Err(error);
        }
        for (updates, at) in updates.iter_mut().zip(synapses) {
            updates.push(asked.proposal.delta[layer].w[at]);
        }
    }
    let of = |updates: &Vec<Real>| mean_and_sd(&updates.iter().map(|value| f64::from(*value)).collect::<Vec<_>>());
    let (mean, sd): (Vec<_>, Vec<_>) = updates.iter().map(of).unzip();
    Ok(Cloud {
        name,
        layer,
        synapses: synapses.map(|at| at.into()),
        mean: mean.into_iter().flatten().collect(),
        sd,
        downhill: synapses.map(|at| steepest[at]),
        updates: updates.into(),
    })
}

/// The synapse with the steepest slope, and the steepest of those that neither lead to the same unit nor come from the same one.
fn two(slopes: &Mat) -> [(usize, usize); 2] {
    let steepest = |fits: &dyn Fn((usize, usize)) -> bool| {
        let all = slopes.indexed_iter().filter(|(at, _)| fits(*at));
        all.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).map_or((0, 0), |(at, _)| at)
    };
    let first = steepest(&|_| true);
    [first, steepest(&|at| at.0 != first.0 && at.1 != first.1)]
}
