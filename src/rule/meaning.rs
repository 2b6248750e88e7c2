//! A rule's scheme in sentences that stand under its picture.

use super::scheme::{Scheme, Way};
use super::Signal;

/// The scheme in sentences.
pub fn meaning(scheme: &Scheme) -> String {
    let mut said: Vec<String> = Vec::new();
    let carried = match &scheme.signals {
        signals if signals.contains(&Signal::Target) => "Targets come",
        signals if signals.contains(&Signal::Error) => "The error comes",
        signals if signals.contains(&Signal::Control) => "A control signal comes",
        _ => "A signal comes",
    };
    said.extend(match (scheme.way, scheme.way_learns) {
        (Way::None, _) => None,
        (Way::Weights, _) => Some(format!("{carried} back through the forward weights themselves, used backwards.")),
        (Way::Signs, _) => Some(format!(
            "{carried} back layer by layer, over connections that share only their signs with the forward weights."
        )),
        (Way::Layered, learns) => Some(format!("{carried} back layer by layer, over {}.", connections(learns))),
        (Way::Direct, learns) => {
            Some(format!("{carried} straight from the output to each hidden layer, over {}.", connections(learns)))
        }
    });
    if scheme.weight_noise {
        said.push("Noise is added to the weights.".into());
    }
    if scheme.unit_noise {
        said.push("Noise is added to the units.".into());
    }
    if scheme.needs(Signal::Loss) {
        said.push("One number, the loss, comes back to all.".into());
    }
    if scheme.listens {
        said.push("Now and then each layer is sent noise, and the way back learns from what it answers.".into());
    }
    if scheme.settles {
        said.push("Units settle into their answer.".into());
    }
    if scheme.way == Way::None && !scheme.needs(Signal::Loss) {
        said.push("Nothing comes back to the hidden layers.".into());
    }
    if scheme.needs(Signal::Goodness) {
        said.push(
            "Each layer by itself becomes active for pictures with a right label, and silent for those with a wrong one."
                .into(),
        );
    }
    if scheme.needs(Signal::Rank) {
        said.push("The units of a layer compete by their rank.".into());
    }
    if scheme.needs(Signal::Sum) {
        said.push("The units of a layer share the input out among them.".into());
    }
    if scheme.needs(Signal::LayerMean) {
        said.push("The units of a layer compete: its mean is taken off.".into());
    }
    if scheme.clamped {
        said.push("While it learns, the output is held at the right answer.".into());
    } else if scheme.error_at_top && scheme.way == Way::None {
        said.push("Only the output learns from its error.".into());
    }
    said.join(" ")
}

fn connections(learns: bool) -> &'static str {
    if learns {
        "connections of their own that learn"
    } else {
        "connections of their own that never change"
    }
}
