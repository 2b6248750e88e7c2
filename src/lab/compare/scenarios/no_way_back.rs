//! Rules whose hidden layers hear nothing from above.

use super::{COSTLY, FIRST};
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// Pixels from 0 to 1, since competition and parts need inputs that are not below zero. Each rule has a set-up of its own, because they
/// need other units and other steps. Of the competing units' rates 0.2 and 10, 50, 200 for the last layer were tried on 7,000 images, seed 1:
/// the last reads most. At 0.4 they fall to guessing.
pub const SCENARIO: Scenario = Scenario {
    id: "no_way_back",
    title: "No way back",
    doc: "Nothing returns from the output to the hidden layer. How much can be read from a layer that was never told?",
    shared: &[("preset", "plain"), ("epochs", "8")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane {
            id: "forward_forward",
            settings: &[("activation", "relu"), ("optimizer", "adam"), ("lr", "0.001")],
            note: "The label is drawn into the picture, right or wrong, and each layer learns to tell which.",
            ..LANE
        },
        Lane {
            id: "krotov_hopfield",
            settings: &[
                ("bias", "0"),
                ("init", "normal_1"),
                ("schedule", "linear"),
                ("activation", "relu_power"),
                ("p.length", "cosine"),
                ("lr", "0.2,200"),
            ],
            note: "The strongest unit moves towards the picture, the runner-up away from it. Labels matter for the last layer alone.",
            ..LANE
        },
        Lane {
            id: "nmf",
            settings: &[("lr", "0.3,3")],
            note: "Units hold the amounts of parts that add up to the picture. Labels matter for the last layer alone.",
            ..LANE
        },
        Lane {
            id: "soft_hebb",
            settings: &[
                ("bias", "0"),
                ("init", "normal_1"),
                ("schedule", "linear"),
                ("activation", "relu_power"),
                ("p.length", "cosine"),
                ("lr", "0.1,30"),
            ],
            note: "Units share each picture instead of fighting for all of it.",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    asks: COSTLY,
    ..FIRST
};
