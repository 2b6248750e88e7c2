//! The Hebbian ladder: the project notebook's set-ups first, then ours. Each rung is repeated, because a run either finds
//! the digits or collapses.
//!
//! Rates are the notebook's: 0.0001, "lower, since Hebbian gradients are much bigger"; 0.000025 and 0.0008, a rate a
//! layer; 0.00002 and 0.01 for the hybrid. Epochs are four times the notebook's (9, 14 and 4), because the page begins
//! with a quarter of its pictures: so a run makes as many updates.

use super::FIRST;
use crate::lab::compare::scenario::{Lane, Pairs, Scenario, LANE};

const SHARED: Pairs = &[("preset", "project"), ("rule", "hebbian"), ("lr", "0.0001"), ("epochs", "56")];

/// Numbers of pictures, out of 6,000: 187 batches of 32 with one more picture, and without it.
const ONE_LEFT: &str = "5985";
const NONE_LEFT: &str = "5984";

const THREE: Lane = Lane {
    id: "three",
    label: "A third digit",
    short: "3 clamp",
    settings: &[("rule", "hebbian"), ("classes", "0,1,2")],
    note: "Twos join, and most runs take nearly all pictures for one digit.",
    ..LANE
};

const THREE_RATES: Lane = Lane {
    id: "three_rates",
    label: "A rate for each layer",
    short: "3, two rates",
    settings: &[("rule", "hebbian"), ("classes", "0,1,2"), ("lr", "0.000025,0.0008")],
    note: "The hidden layer learns more slowly (η 0.000025) and the output faster (0.0008). Runs rise for a while and \
           decay again: what counts here is when one looks.",
    ..LANE
};

/// Outcomes of the runs.
pub const SCENARIO: Scenario = Scenario {
    id: "hebbian",
    title: "The Hebbian ladder",
    doc:
        "Each dot is a network with its own first weights, measured at the end. It is filled if it ends four fifths of \
          the way from guessing to perfect: above 90 % for two digits, 86.7 % for three, 82 % for ten.",
    shared: SHARED,
    lanes: &[
        Lane {
            id: "two",
            label: "Two digits",
            short: "2",
            settings: &[("rule", "hebbian"), ("classes", "0,1"), ("p.clamp", "0"), ("epochs", "36")],
            note: "Zeros and ones; both layers learn from their own activity. The output unit that is ahead gets \
                   further ahead, until it takes every picture.",
            ..LANE
        },
        Lane {
            id: "two_clamped",
            label: "Clamped",
            short: "2 clamp",
            settings: &[("rule", "hebbian"), ("classes", "0,1"), ("epochs", "36")],
            note: "While learning, the output is held at the right answer. Now some runs tell the digits apart and \
                   others still collapse; only their first weights and the order of pictures differ.",
            ..LANE
        },
        THREE,
        THREE_RATES,
        Lane {
            id: "ten_hybrid",
            label: "Ten digits, backprop on top",
            short: "10 hybrid",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0.00002,0.01"), ("epochs", "16"), ("images", ONE_LEFT)],
            note: "All digits; the output layer learns from its error, the hidden layer by Hebb. As in the notebook, \
                   the last batch of each epoch holds a single picture.",
            ..LANE
        },
        Lane {
            id: "ten_even",
            label: "The same without the single picture",
            short: "10, even",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0.00002,0.01"), ("epochs", "16"), ("images", NONE_LEFT)],
            note: "The same first weights and one training picture fewer, so that every batch is full.",
            ..LANE
        },
        Lane {
            id: "three_tanh",
            label: "Ours: signed activity",
            short: "3, tanh",
            settings: &[
                ("rule", "hebbian"),
                ("classes", "0,1,2"),
                ("lr", "0.000001,0.1"),
                ("activation", "tanh"),
                ("epochs", "9"),
            ],
            note:
                "Not of the course: tanh instead of the sigmoid, so that a hidden unit can speak against a digit, and \
                   rates of our own (0.000001 and 0.1): the hidden layer all but stands still.",
            ..LANE
        },
        Lane {
            id: "ten_tanh",
            label: "Ours: ten digits, signed activity",
            short: "10, tanh",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0.000001,0.1"), ("activation", "tanh"), ("epochs", "9")],
            note: "The hybrid with tanh and our rates. Is its accuracy the Hebbian layer’s doing? Add the next rung.",
            ..LANE
        },
        Lane {
            id: "ten_frozen",
            label: "Ours: hidden layer frozen",
            short: "10 frozen",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0,0.1"), ("activation", "tanh"), ("epochs", "9")],
            note: "The hidden layer keeps its random first weights, and the result is the same: so slow a Hebbian \
                   layer adds nothing, and a faster one does harm.",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    seeds: 10,
    success: Some(0.8),
    ..FIRST
};

/// Rise and decay of the accuracy during training, as the notebook draws it.
pub const EPOCHS: Scenario = Scenario {
    id: "hebbian_epochs",
    title: "Three digits, epoch by epoch",
    doc: "The mean over networks, and a band of one standard deviation. One rate for both layers, or one for each.",
    shared: SHARED,
    lanes: &[THREE, THREE_RATES],
    open: false,
    seeds: 10,
    ..FIRST
};
