//! Words of a diagram for those who do not see it.

use microlearning::base::named::Named;
use microlearning::rule::scheme::{Scheme, Way};

/// Looks of the drawing, and what a synapse has to know.
pub fn looks(scheme: &Scheme) -> String {
    let back = match (scheme.way, scheme.way_learns) {
        (Way::None, _) => "No arrow leads back.",
        (Way::Weights, _) => "In another colour, arrows lead back along the same lines.",
        (Way::Signs, _) => "Underneath, dotted arrows lead back from each layer to the one before it.",
        (Way::Layered, false) => "Underneath, dashed arrows lead back from each layer to the one before it.",
        (Way::Layered, true) => {
            "Underneath, solid arrows lead back from each layer to the one before it, each with a ring where it learns."
        }
        (Way::Direct, false) => "Underneath, dashed arrows lead from the output to each hidden layer.",
        (Way::Direct, true) => "Underneath, solid arrows lead from the output to each hidden layer, each with a ring.",
    };
    let told: Vec<_> = scheme.signals.iter().map(|signal| signal.words()).collect();
    let needs = if told.is_empty() { "nothing else".into() } else { told.join("; ") };
    format!(
        "Columns of units from left to right: the picture x, hidden layers h₁ and h₂, the output y; lines W₁, W₂, W₃ lead from \
         each to the next. {back} Besides the activities of its two units, a synapse below the output needs: {needs}."
    )
}
