//! Choices of a comparison, as links carry them: the first byte says which comparison, and whether it is a whole address.

use microlearning::lab::compare::choice::Choice;
use microlearning::lab::compare::scenarios::ALL;

use crate::choices::Choices;
use crate::told;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let (scenario, whole) = (&ALL[choices.below(ALL.len())], choices.byte() >= 128);
    let text = super::text(choices.0);
    let read = if whole { Choice::from_address(scenario, &text) } else { Choice::from_text(scenario, &text) };
    match read {
        Err(error) => told(&error),
        Ok(choice) => {
            let address = format!("race.{}={}", scenario.id, choice.to_text(scenario));
            let again = Choice::from_address(scenario, &format!("https://x.example/p.html?{address}"));
            assert_eq!(again.expect("a link of our own"), choice);
            for lane in choice.lanes(scenario) {
                choice.plan(scenario, lane.id, 1).expect("a choice that was checked");
            }
        }
    }
}
