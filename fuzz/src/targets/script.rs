//! Rules as code, run on a small network: code in the language's own forms, which loves 0 beside the largest shapes. It stops by
//! itself, with a sentence and a line, or leaves a finite update.

use std::sync::{Arc, LazyLock};

use microlearning::base::error::Result;
use microlearning::data::Dataset;
use microlearning::lab::{Config, Plan, Run};

use crate::choices::Choices;
use crate::code::code;
use crate::{sentence, told};

static DATA: LazyLock<Arc<Dataset>> = LazyLock::new(|| Arc::new(super::tiny()));

/// Tries one input: a quarter of them are code as it stands.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let hidden = ["", "5", "5,4"][choices.below(3)];
    let code = if choices.byte() < 64 { super::text(choices.0) } else { code(&mut choices) };
    match run(&code, hidden) {
        Err(error) => told(&error),
        Ok(Some(message)) => sentence(&message),
        Ok(None) => {}
    }
}

/// Two updates with this code, and why it stopped before, if it did.
fn run(code: &str, hidden: &str) -> Result<Option<String>> {
    let pairs = [("rule", "own"), ("code", code), ("hidden", hidden), ("bias", "1"), ("epochs", "1"), ("batch", "7")];
    let mut run = Run::new(&DATA, Plan::new(Config::from_pairs(pairs)?)?)?;
    loop {
        let progress = run.advance(&|| 0.0, 1.0, true);
        if progress.finished || progress.message.is_some() {
            let finite = run.weights().iter().all(|array| array.values.iter().all(|value| value.is_finite()));
            assert!(finite || progress.message.is_some(), "weights that are not finite, without a word");
            return Ok(progress.message);
        }
    }
}
