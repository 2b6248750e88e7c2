//! The Hebbian ladder: one change a rung, twenty runs each, because a run either finds the digits or collapses.

use super::FIRST;
use crate::lab::scenario::{Lane, Scenario, LANE};

/// Nine epochs, as in the course, which counts the untrained network as its first. Hardly a run changes sides after the
/// second: two digits, clamped, 9 of 20 end above 90 % after epochs 2 to 8 and 10 after the ninth. On all of MNIST it is
/// 8 of 20. The other rungs: none of 20 unclamped, none with three digits and the sigmoid, 17 with tanh.
///
/// Rates for three digits were searched on the bundled images, 3 epochs, 3 seeds: with the sigmoid none of 18 pairs
/// (1 to 1e-6 in the hidden layer, 0.1 to 1e-5 in the output) ends above 63 %; with tanh 1e-6 and 0.1 end at 87 to
/// 92 %, and hidden rates from 1e-4 collapse again within 3 epochs.
pub const SCENARIO: Scenario = Scenario {
    id: "hebbian",
    title: "The Hebbian ladder",
    doc: "Each dot is a network with its own first weights. It is filled if it ends four fifths of the way from \
          guessing to perfect: above 90 % for two digits, 86.7 % for three, 82 % for ten. The bar is the median.",
    shared: &[("preset", "project"), ("lr", "0.01"), ("epochs", "9")],
    lanes: &[
        Lane {
            id: "two",
            label: "Two digits",
            short: "2",
            settings: &[("rule", "hebbian"), ("classes", "0,1"), ("p.clamp", "0")],
            note: "Zeros and ones; both layers learn from their own activity. The output unit that is ahead gets \
                   further ahead, until it takes every picture.",
            ..LANE
        },
        Lane {
            id: "two_clamped",
            label: "Clamped",
            short: "2 clamp",
            settings: &[("rule", "hebbian"), ("classes", "0,1")],
            note: "While learning, the output is held at the right answer. Now some runs tell the digits apart and \
                   others still collapse; only their first weights and the order of pictures differ.",
            ..LANE
        },
        Lane {
            id: "three",
            label: "A third digit",
            short: "3",
            settings: &[("rule", "hebbian"), ("classes", "0,1,2")],
            note: "Twos join. Every run now takes all pictures for the most frequent digit.",
            ..LANE
        },
        Lane {
            id: "three_rates",
            label: "A rate for each layer",
            short: "3, two rates",
            settings: &[("rule", "hebbian"), ("classes", "0,1,2"), ("lr", "0.000001,0.1")],
            note: "The hidden layer learns 100,000 times more slowly (η 0.000001) than the output (0.1). That alone \
                   does not help: a sigmoid’s activity is never negative, so the most frequent digit still adds up \
                   fastest.",
            ..LANE
        },
        Lane {
            id: "three_tanh",
            label: "Signed activity",
            short: "3, tanh",
            settings: &[("rule", "hebbian"), ("classes", "0,1,2"), ("lr", "0.000001,0.1"), ("activation", "tanh")],
            note: "tanh instead of the sigmoid: a hidden unit can now speak against a digit, and most runs find all \
                   three.",
            ..LANE
        },
        Lane {
            id: "ten_hybrid",
            label: "Ten digits, backprop on top",
            short: "10 hybrid",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0.000001,0.1"), ("activation", "tanh")],
            note: "All digits, and the output layer learns from its error. Nearly every run gets there. Is that the \
                   Hebbian layer’s doing? Add the next rung.",
            ..LANE
        },
        Lane {
            id: "ten_frozen",
            label: "Ten digits, hidden layer frozen",
            short: "10 frozen",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0,0.1"), ("activation", "tanh")],
            note: "The hidden layer keeps its random first weights, and the result is the same: so slow a Hebbian \
                   layer adds nothing, and a faster one does harm.",
            starts: false,
        },
    ],
    open: false,
    seeds: 20,
    success: Some(0.8),
    ..FIRST
};
