//! The one table of comparisons. A chapter places one with `<race-lab scenario="ID">`; `microlearning compare ID`
//! repeats it, on the page's images: the first of the four shards. What comes out is in `docs/comparisons.json`.

#[cfg(feature = "workshop")]
mod conventions;
#[cfg(feature = "workshop")]
mod course_hebbian;
#[cfg(feature = "workshop")]
mod deeper;
#[cfg(feature = "workshop")]
mod families;
mod harder;
#[cfg(feature = "workshop")]
mod hebbian;
#[cfg(feature = "workshop")]
mod map;
#[cfg(feature = "workshop")]
mod no_way_back;
#[cfg(feature = "workshop")]
mod settling;
#[cfg(feature = "workshop")]
mod tutorial;

use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// All of them; the one of the front page first.
pub const ALL: &[Scenario] = &[
    FIRST,
    PERTURBATION,
    FEEDBACK,
    #[cfg(feature = "workshop")]
    deeper::SCENARIO,
    #[cfg(feature = "workshop")]
    no_way_back::SCENARIO,
    harder::ONLINE,
    harder::NOISY,
    harder::LATE,
    // The pages of these have other parts of the workshop, too.
    #[cfg(feature = "workshop")]
    conventions::SCENARIO,
    #[cfg(feature = "workshop")]
    hebbian::SCENARIO,
    #[cfg(feature = "workshop")]
    hebbian::EPOCHS,
    #[cfg(feature = "workshop")]
    map::SCENARIO,
    #[cfg(feature = "workshop")]
    tutorial::SCENARIO,
    #[cfg(feature = "workshop")]
    course_hebbian::SCENARIO,
    #[cfg(feature = "workshop")]
    settling::ENERGIES,
    #[cfg(feature = "workshop")]
    settling::CONTROL,
    #[cfg(feature = "workshop")]
    families::SCENARIO,
];

/// Measures from the start of a comparison whose subject is directions and disturbances.
const COSTLY: &[&str] = &["cosine", "teaching", "noise", "fgsm"];

/// Chosen by trying rates from 0.02 to 0.5 on 6,000 images: at this one the four part in the first epoch, and each
/// still learns.
const FIRST: Scenario = Scenario {
    id: "first",
    title: "One task, several rules",
    doc: "",
    shared: &[("preset", "project"), ("convention", "matched"), ("lr", "0.02"), ("epochs", "12")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "feedback_alignment", ..LANE },
        Lane { id: "kolen_pollack", ..LANE },
        Lane { id: "node_perturbation", ..LANE },
    ],
    open: true,
    pictures: 0,
    seeds: 1,
    measure: "accuracy",
    asks: &[],
    success: None,
};

/// Perturbation rules. At the common rate weight perturbation's first layer grows without end, so it takes part at a
/// twentieth, too.
const PERTURBATION: Scenario = Scenario {
    id: "perturbation",
    title: "Learning by trial",
    doc: "On average both rules follow backprop’s slope. How much of each step is noise?",
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "node_perturbation", note: "Each unit tries noise of its own on each picture.", ..LANE },
        Lane {
            id: "weight_perturbation",
            note: "All 79,400 weights try noise at once and share one verdict a batch. At this rate its steps are \
                   almost all noise, and the weights wander off: draw their norm.",
            ..LANE
        },
        Lane {
            id: "weight_perturbation_slow",
            label: "Weight perturbation, η / 20",
            short: "WP, η/20",
            settings: &[("rule", "weight_perturbation"), ("lr", "0.001")],
            note: "The same with a rate of 0.001: it gets further, because shorter steps average over more noise.",
            ..LANE
        },
    ],
    open: false,
    asks: COSTLY,
    ..FIRST
};

/// Two hidden layers: with one, direct feedback alignment is feedback alignment. tanh, because with the sigmoid the
/// lower layers learn ten times more slowly.
const FEEDBACK: Scenario = Scenario {
    id: "feedback",
    title: "Feedback that is not Wᵀ",
    doc: "What comes back when B stands in for W, and does one come to resemble the other?",
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
        Lane { id: "kolen_pollack", ..LANE },
        Lane { id: "weight_mirror", ..LANE },
        Lane { id: "sign_symmetry", starts: false, ..LANE },
        Lane { id: "information_alignment", starts: false, ..LANE },
    ],
    open: false,
    measure: "teaching.1",
    asks: COSTLY,
    ..FIRST
};
