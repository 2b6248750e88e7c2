//! Settings as a form or the command line gives them, one `name=value` a line; the first byte says of what.

use microlearning::base::error::Error;
use microlearning::lab::experiments::{identify, representations, snr, variance};
use microlearning::lab::Config;

use crate::choices::Choices;
use crate::told;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let kind = choices.below(8);
    let text = super::text(choices.0);
    let pairs = || text.lines().filter_map(|line| line.split_once('='));
    let answer: Result<(), Error> = match kind {
        0 => snr::Settings::from_pairs(pairs()).and_then(|s| s.plan(&s.rules[0]).map(drop)),
        1 => variance::Settings::from_pairs(pairs()).map(drop),
        2 => representations::Settings::from_pairs(pairs()).and_then(|s| s.plan(&s.rules[0]).map(drop)),
        3 => identify::Settings::from_pairs(pairs()).and_then(|s| s.plan(&s.rules[0], 0).map(drop)),
        _ => Config::from_pairs(pairs()).map(|config| {
            let again = config.to_pairs();
            let again = Config::from_pairs(again.iter().map(|(id, value)| (&**id, &**value)));
            assert_eq!(again.expect("settings of our own"), config);
        }),
    };
    if let Err(error) = answer {
        told(&error);
    }
}
