//! Effect of each oddity of the tutorial's code: its convention against the matched one.

use super::FIRST;
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// The tutorial's η for all, so that the lengths of steps can be compared; the lanes at 100 η make backprop's steps
/// equal instead.
pub const SCENARIO: Scenario = Scenario {
    id: "conventions",
    title: "Course and matched",
    doc: "The same rules, once as the code of the course’s tutorial writes them and once with its oddities put right.",
    shared: &[("preset", "tutorial"), ("lr", "0.001"), ("epochs", "10")],
    lanes: &[
        Lane {
            id: "bp_course",
            label: "Backprop, course",
            short: "BP course",
            settings: &[("rule", "backprop"), ("convention", "tutorial")],
            note: "It sums over the batch of 200 and drops the factor 2 of the squared error: each step is 200 / 2 = \
                   100 times as long as the gradient’s.",
            ..LANE
        },
        Lane {
            id: "bp_matched",
            label: "Backprop, matched",
            short: "BP matched",
            settings: &[("rule", "backprop"), ("convention", "matched")],
            note: "The gradient of the mean loss. At the same η its steps are 100 times shorter.",
            ..LANE
        },
        Lane {
            id: "bp_100",
            label: "Backprop, matched, 100 η",
            short: "BP, 100 η",
            settings: &[("rule", "backprop"), ("convention", "matched"), ("lr", "0.1")],
            note: "With 100 times the rate it repeats the course’s curve: for backprop the factor is all there is.",
            starts: false,
            ..LANE
        },
        Lane {
            id: "np_course",
            label: "Node perturbation, course",
            short: "NP course",
            settings: &[("rule", "node_perturbation"), ("convention", "tutorial")],
            note: "Its noise comes after the sigmoid, so f′ is missing, and for the output’s noise it takes the whole \
                   deviation, what came up from below included. Without f′ its steps are longer, but the direction \
                   is off: draw the cosine.",
            ..LANE
        },
        Lane {
            id: "np_matched",
            label: "Node perturbation, matched",
            short: "NP matched",
            settings: &[("rule", "node_perturbation"), ("convention", "matched")],
            note: "Noise on z, before the sigmoid: on average exactly the gradient, so it keeps to the curve of \
                   matched backprop.",
            ..LANE
        },
        Lane {
            id: "np_100",
            label: "Node perturbation, matched, 100 η",
            short: "NP, 100 η",
            settings: &[("rule", "node_perturbation"), ("convention", "matched"), ("lr", "0.1")],
            note: "With the rate at which backprop’s steps are as long as the course’s.",
            starts: false,
            ..LANE
        },
        Lane {
            id: "wp_course",
            label: "Weight perturbation, course",
            short: "WP course",
            settings: &[("rule", "weight_perturbation"), ("convention", "tutorial")],
            note:
                "It averages over the batch in both conventions: the same update, and at this η nearly a random walk.",
            ..LANE
        },
        Lane {
            id: "wp_matched",
            label: "Weight perturbation, matched",
            short: "WP matched",
            settings: &[("rule", "weight_perturbation"), ("convention", "matched")],
            note: "It lies on the course’s curve, point by point.",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    asks: &["cosine", "teaching"],
    ..FIRST
};
