//! Pieces of a training: how a plan becomes images, a network, its rule and the pace of its steps.

use std::sync::Arc;

use crate::base::random::{stream, Stream};
use crate::data::{Dataset, Part, Selection};
use crate::lab::settings::config::Plan;
use crate::net::{Network, Shape};
use crate::rule::feedback::Origin;
use crate::rule::Setting;
use crate::train::{Hyperparameters, Trainer};
use crate::{Mat, Real};

/// The images of `part` that the plan uses.
pub fn select(data: &Arc<Dataset>, plan: &Plan, part: Part) -> Selection {
    let most = match (part, plan.config.images) {
        (Part::Train, asked @ 1..) => asked.min(plan.preset.wants[0]),
        _ => plan.preset.wants[part as usize],
    };
    Selection::new(Arc::clone(data), part, most, &plan.classes, plan.preset.scale)
}

/// The network with its first weights.
pub fn network(plan: &Plan, inputs: usize) -> Network {
    let config = &plan.config;
    let sizes: Vec<usize> =
        std::iter::once(inputs).chain(config.hidden.iter().copied()).chain([plan.classes.len()]).collect();
    let shape = Shape { sizes: &sizes, bias: config.bias, activation: config.activation, output: config.output };
    Network::new(&shape, config.init, &mut stream(config.seed, Stream::Weights))
}

/// The network and its rule; feedback weights are drawn unless given.
pub fn trainer(plan: &Plan, net: Network, given: Option<&[Mat]>) -> Trainer {
    let seed = plan.config.seed;
    let feedback = Origin { init: plan.config.init, given };
    let setting = Setting { net: &net, params: &plan.params, feedback };
    let mut rng = stream(seed, Stream::Feedback);
    let rule = match &plan.script {
        Some(script) => Arc::clone(script).rule(&setting, &mut rng),
        None => (plan.card.build)(&setting, &mut rng),
    };
    Trainer::new(net, rule, hyperparameters(plan), stream(seed, Stream::Noise))
}

/// Rates, decay, kind of step, and the convention of updates.
fn hyperparameters(plan: &Plan) -> Hyperparameters {
    let config = &plan.config;
    let rates = config.lr.iter().map(|rate| *rate as Real).collect();
    let (decay, optimiser) = (config.weight_decay as Real, config.optimizer);
    Hyperparameters { rates, decay, optimiser, convention: plan.convention }
}

/// Updates in an epoch over these images.
pub fn updates_an_epoch(plan: &Plan, train: &Selection) -> usize {
    let batch = plan.config.batch;
    // A data set smaller than one batch is one batch, or there would be nothing to learn from.
    if plan.preset.drop_last {
        (train.len() / batch).max(1)
    } else {
        train.len().div_ceil(batch)
    }
}
