//! Parameters that the rules with a controller share.

use crate::rule::Param;

/// Step of the output's target.
pub const STEP: Param = Param {
    id: "step",
    name: "Target step λ",
    min: 1e-3,
    max: 10.0,
    default: 0.1,
    doc: "How far the output’s target lies down the slope of the loss.",
    ..Param::REAL
};

/// Leak of the controller.
pub const ALPHA: Param = Param {
    id: "alpha",
    name: "Leak α",
    max: 10.0,
    default: 0.001,
    doc: "How much the controller lets go: without a leak it pushes until the output is at its target.",
    ..Param::REAL
};

/// Choice of the state that is learned from.
pub const DYNAMIC: Param = Param {
    id: "dynamic",
    name: "Controlled state",
    doc: "The state in which the controlled network rests, solved for; or the one that its dynamics reach in these steps.",
    ..Param::choice(&[("steady", "At rest, solved for"), ("dynamic", "After the steps of its dynamics")])
};

/// Number of steps of the dynamics.
pub const STEPS: Param = Param {
    id: "steps",
    name: "Control steps",
    min: 1.0,
    max: 1000.0,
    default: 30.0,
    doc: "How many steps the dynamics take.",
    ..Param::WHOLE
};

/// Length of a step.
pub const DT: Param = Param {
    id: "dt",
    name: "Step dt",
    min: 1e-3,
    max: 1.0,
    default: 0.2,
    doc: "How long a step of the dynamics is.",
    ..Param::REAL
};

/// Time constant of the units.
pub const TAU: Param = Param {
    id: "tau",
    name: "Time constant τ",
    min: 1e-3,
    max: 10.0,
    default: 0.4,
    doc: "How slowly units follow what they are told: in a step they go dt/τ of the way.",
    ..Param::REAL
};

/// Gain of the controller.
pub const KP: Param = Param {
    id: "kp",
    name: "Gain k_p",
    max: 10.0,
    default: 0.0,
    doc: "How strongly the controller answers to the distance as it is now, beside its sum over time. Too much does not settle.",
    ..Param::REAL
};

/// Choice of learning from the mean over time.
pub const AVERAGE: Param = Param {
    id: "average",
    name: "Learns from",
    doc: "The last step of the dynamics, or the mean of all of them.",
    ..Param::choice(&[("last", "The last step"), ("mean", "The mean of all steps")])
};

/// Standard deviation of the noise that B learns with.
pub const SIGMA: Param = Param {
    id: "sigma",
    name: "Noise σ",
    min: 1e-4,
    max: 10.0,
    default: 0.05,
    doc: "The standard deviation of the noise from which B learns how units move the output.",
    ..Param::REAL
};

/// Decay of B.
pub const DECAY: Param = Param {
    id: "decay",
    name: "Decay of B",
    max: 10.0,
    default: 1.0,
    doc: "How strongly B is pulled to zero: it tends to the mean effect of its unit on the output, divided by this.",
    ..Param::REAL
};

/// Learning rate of B.
pub const RATE: Param = Param {
    id: "rate",
    name: "Rate of B",
    max: 2.0,
    default: 0.1,
    doc: "The learning rate of B, instead of η: at 0 it stays as it was drawn.",
    ..Param::REAL
};
