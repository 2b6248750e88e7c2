//! Weights from a file into a run: refused and nothing changed, or trained with to the end without a panic.

use std::sync::{Arc, LazyLock};

use microlearning::data::Dataset;
use microlearning::lab::{Config, Plan, Run};
use microlearning::rules;

use super::npz::arrays;
use crate::choices::Choices;
use crate::{sentence, told};

static DATA: LazyLock<Arc<Dataset>> = LazyLock::new(|| Arc::new(super::tiny()));

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let rule = choices.of(rules::ALL).id;
    let bias = if choices.byte() < 200 { "1" } else { "0" };
    let Ok(arrays) = arrays(choices.0) else { return };
    let pairs = [("hidden", "3"), ("rule", rule), ("bias", bias), ("epochs", "1"), ("batch", "4")];
    let config = Config::from_pairs(pairs).expect("sound settings");
    let mut run = Run::new(&DATA, Plan::new(config).expect("sound settings")).expect("a run");
    let before = run.weights();
    if let Err(error) = run.start_with("w.npz", arrays) {
        told(&error);
        assert!(before == run.weights(), "half of a file was taken");
        return;
    }
    let end = loop {
        let progress = run.advance(&|| 0.0, 1.0, true);
        if progress.finished || progress.message.is_some() {
            break progress.message;
        }
    };
    if let Some(message) = end {
        sentence(&message);
    }
}
