//! How a plan becomes the pieces of a run.

use std::sync::Arc;

use super::chance::Chance;
use super::report::{Report, Trace};
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
    Network::new(&shape, plan.preset.init, &mut stream(config.seed, Stream::Weights))
}

/// The network and its rule; feedback weights are drawn unless given.
pub fn trainer(plan: &Plan, net: Network, given: Option<&[Mat]>) -> Trainer {
    let seed = plan.config.seed;
    let feedback = Origin { init: plan.preset.init, given };
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

/// A report with nothing measured yet.
pub fn empty_report(plan: &Plan, parts: &[Selection; 3]) -> Report {
    let classes = plan.classes.len();
    let Chance { chance, commonest } = Chance::of(&plan.classes, &parts[1].counts());
    Report {
        config: plan.config.clone(),
        note: note(plan, parts),
        epochs: Vec::with_capacity(plan.config.epochs + 1),
        trace: Trace::default(),
        last50_loss: Vec::with_capacity(plan.config.epochs),
        classes: plan.classes.clone(),
        per_class: vec![None; classes],
        confusion: vec![vec![0; classes]; classes],
        chance,
        commonest,
    }
}

/// What is otherwise than the preset wants.
fn note(plan: &Plan, parts: &[Selection; 3]) -> Option<String> {
    let (wanted, found) = (plan.preset.wants[0], parts[0].len());
    let all_classes = plan.classes.len() == 10;
    (all_classes && found < wanted).then(|| {
        let updates = updates_an_epoch(plan, &parts[0]);
        let (wanted, found) = (thousands(wanted), thousands(found));
        format!(
            "This set-up is made for {wanted} training images. This run has {found} and makes {updates} updates an epoch."
        )
    })
}

/// 24000 as "24,000".
fn thousands(n: usize) -> String {
    if n < 1000 {
        n.to_string()
    } else {
        format!("{},{:03}", thousands(n / 1000), n % 1000)
    }
}
