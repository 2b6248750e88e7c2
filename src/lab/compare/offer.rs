//! Measures that a run can never have, found before it is trained.

use std::sync::Arc;

use super::comparison::Runner;
use super::measure::Readings;
use super::measures::ALL;
use super::values::NEVER;
use crate::data::Dataset;
use crate::lab::settings::config::Plan;
use crate::net::Activation;

/// Lines of the menu that a run of this plan can have no value of, and why. A small network is trained a little and asked, so
/// this holds for any rule, a reader's own too.
pub fn lacks(mut plan: Plan) -> Vec<(String, String)> {
    // The matrices of the same shape stay as they are.
    let most = plan.classes.len() + 1;
    plan.config.hidden.iter_mut().for_each(|units| *units = (*units).min(most));
    // Few units of another kind could all be silent.
    plan.config.activation = Activation::Tanh;
    let mut found = Vec::new();
    let Ok(mut runner) = Runner::new(&Arc::new(Dataset::sketch()), plan) else { return found };
    // To the end of epoch 0, and of epoch 1: feedback weights that start at zero have moved then.
    let all: Vec<_> = ALL.iter().map(|measure| measure.id).collect();
    runner.advance(&|| 0.0, 1.0, &all);
    runner.advance(&|| 0.0, 1.0, &all);
    for (id, reading) in runner.log().last().into_iter().flat_map(Readings::iter) {
        if let Some(reason) = reading.reason.filter(|reason| NEVER.contains(reason)) {
            found.push((id.clone(), reason.to_owned()));
        }
    }
    found
}
