//! The one table of comparisons. A chapter places one with `<race-lab scenario="ID">`.

use super::scenario::{Lane, Scenario, LANE};

/// All of them; the one of the front page first.
pub const ALL: &[Scenario] = &[FIRST, PERTURBATION, FEEDBACK, CONVENTIONS, HEBBIAN];

/// With its card's decay, 0.1, Kolen–Pollack forgets as fast as it learns and stays below 80 %.
const KOLEN_POLLACK: Lane =
    Lane { id: "kolen_pollack", settings: &[("rule", "kolen_pollack"), ("p.decay", "0.01")], ..LANE };

/// Chosen by trying rates from 0.02 to 0.5 on 6,000 images: at this one the four part in the first epoch, and each
/// still learns.
const FIRST: Scenario = Scenario {
    id: "first",
    title: "Four rules, one task",
    doc: "The same network, the same digits, four ways to learn.",
    shared: &[("preset", "project"), ("convention", "matched"), ("lr", "0.02"), ("epochs", "12")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "feedback_alignment", ..LANE },
        KOLEN_POLLACK,
        Lane { id: "node_perturbation", ..LANE },
    ],
    open: true,
    seeds: 1,
    measure: "accuracy",
    costly: false,
    success: None,
};

const PERTURBATION: Scenario = Scenario {
    id: "perturbation",
    title: "Learning by trial",
    doc: "Both perturbation rules follow the same slope as backprop on average. How noisy is their guess of it?",
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "weight_perturbation", ..LANE },
        Lane {
            id: "weight_perturbation_slow",
            label: "Weight perturbation, small steps",
            short: "WP slow",
            settings: &[("rule", "weight_perturbation"), ("lr", "0.001")],
            ..LANE
        },
        Lane { id: "node_perturbation", ..LANE },
    ],
    open: false,
    ..FIRST
};

/// Two hidden layers: with one, direct feedback alignment is feedback alignment.
const FEEDBACK: Scenario = Scenario {
    id: "feedback",
    title: "Feedback that is not Wᵀ",
    doc: "Does the feedback find its way to the forward weights, or they to it?",
    shared: &[
        ("preset", "project"),
        ("convention", "matched"),
        ("hidden", "100,100"),
        ("activation", "tanh"),
        ("lr", "0.02"),
        ("epochs", "12"),
    ],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "feedback_alignment", ..LANE },
        Lane { id: "direct_feedback_alignment", ..LANE },
        KOLEN_POLLACK,
        Lane { id: "weight_mirror", ..LANE },
        Lane { id: "sign_symmetry", starts: false, ..LANE },
        Lane { id: "information_alignment", starts: false, ..LANE },
    ],
    open: false,
    measure: "teaching.1",
    costly: true,
    ..FIRST
};

const CONVENTIONS: Scenario = Scenario {
    id: "conventions",
    title: "Course and matched",
    doc: "The same rules as the tutorial’s code writes them, and with its oddities put right.",
    shared: &[("preset", "tutorial"), ("lr", "0.001"), ("epochs", "10")],
    lanes: &[
        Lane {
            id: "bp_course",
            label: "Backprop, course",
            short: "BP course",
            settings: &[("rule", "backprop"), ("convention", "tutorial")],
            note: "Sums over the batch of 200 and drops the 2 of the squared error: each step is 200/2 = 100 times as long as the gradient’s.",
            ..LANE
        },
        Lane {
            id: "bp_matched",
            label: "Backprop, matched",
            short: "BP matched",
            settings: &[("rule", "backprop"), ("convention", "matched")],
            note: "The gradient of the mean loss: at the same η it moves 100 times less, so it hardly leaves its start.",
            ..LANE
        },
        Lane {
            id: "bp_matched_100",
            label: "Backprop, matched, 100 η",
            short: "BP 100 η",
            settings: &[("rule", "backprop"), ("convention", "matched"), ("lr", "0.1")],
            note: "With a rate 100 times as large it repeats the course’s curve: for backprop the factor is all there is.",
            starts: false,
            ..LANE
        },
        Lane {
            id: "np_course",
            label: "Node perturbation, course",
            short: "NP course",
            settings: &[("rule", "node_perturbation"), ("convention", "tutorial")],
            note: "",
            ..LANE
        },
        Lane {
            id: "np_matched",
            label: "Node perturbation, matched",
            short: "NP matched",
            settings: &[("rule", "node_perturbation"), ("convention", "matched")],
            note: "",
            ..LANE
        },
        Lane {
            id: "np_matched_100",
            label: "Node perturbation, matched, 100 η",
            short: "NP 100 η",
            settings: &[("rule", "node_perturbation"), ("convention", "matched"), ("lr", "0.1")],
            note: "",
            starts: false,
            ..LANE
        },
        Lane {
            id: "wp_course",
            label: "Weight perturbation, course",
            short: "WP course",
            settings: &[("rule", "weight_perturbation"), ("convention", "tutorial")],
            note: "",
            ..LANE
        },
        Lane {
            id: "wp_matched",
            label: "Weight perturbation, matched",
            short: "WP matched",
            settings: &[("rule", "weight_perturbation"), ("convention", "matched")],
            note: "",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    ..FIRST
};

const HEBBIAN: Scenario = Scenario {
    id: "hebbian",
    title: "The Hebbian ladder",
    doc: "",
    shared: &[("preset", "project"), ("lr", "0.01"), ("epochs", "10")],
    lanes: &[
        Lane {
            id: "two_unclamped",
            label: "Two digits",
            short: "2",
            settings: &[("rule", "hebbian"), ("classes", "0,1"), ("p.clamp", "0")],
            note: "",
            ..LANE
        },
        Lane {
            id: "two_clamped",
            label: "Clamped",
            short: "2 clamped",
            settings: &[("rule", "hebbian"), ("classes", "0,1")],
            note: "",
            ..LANE
        },
        Lane {
            id: "three_clamped",
            label: "Three digits",
            short: "3",
            settings: &[("rule", "hebbian"), ("classes", "0,1,2")],
            note: "",
            ..LANE
        },
        Lane {
            id: "three_rates",
            label: "A rate per layer",
            short: "3 rates",
            settings: &[("rule", "hebbian"), ("classes", "0,1,2"), ("lr", "0.000001,0.1")],
            note: "",
            ..LANE
        },
        Lane {
            id: "three_tanh",
            label: "Signed activity",
            short: "3 tanh",
            settings: &[("rule", "hebbian"), ("classes", "0,1,2"), ("lr", "0.000001,0.1"), ("activation", "tanh")],
            note: "",
            ..LANE
        },
        Lane {
            id: "ten_hybrid",
            label: "Ten digits, backprop on top",
            short: "10 hybrid",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0.000001,0.1"), ("activation", "tanh")],
            note: "",
            ..LANE
        },
        Lane {
            id: "ten_frozen",
            label: "Ten digits, hidden layer frozen",
            short: "10 frozen",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0,0.1"), ("activation", "tanh")],
            note: "",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    seeds: 20,
    measure: "accuracy",
    costly: false,
    success: Some(0.8),
};
