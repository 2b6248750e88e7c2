//! Parameters of cells with dendrites.

use crate::rule::Param;

/// Nudging λ of the output towards its target.
pub const NUDGING: Param = Param {
    id: "nudging",
    name: "Nudging λ",
    min: 1e-4,
    max: 0.9,
    default: 0.1,
    doc: "How far the output’s potential is pulled towards its target.",
    ..Param::REAL
};

/// Coupling λ_A of the apical tree to the soma.
pub const APICAL: Param = Param {
    id: "apical",
    name: "Apical coupling λ_A",
    min: 0.01,
    max: 0.9,
    default: 0.5,
    doc: "How strongly the apical tree moves its cell.",
    ..Param::REAL
};

/// Nudging λ_I of the interneurons.
pub const INTERNEURON: Param = Param {
    id: "interneuron",
    name: "Interneurons’ nudging λ_I",
    max: 0.9,
    default: 0.5,
    doc: "How far an interneuron is pulled towards the cell above that it stands for.",
    ..Param::REAL
};

/// Sweeps up and down until the cells have settled.
pub const SWEEPS: Param = Param {
    id: "sweeps",
    name: "Sweeps",
    max: 50.0,
    doc: "How often potentials are computed up and down; 0: until they no longer change.",
    ..Param::WHOLE
};

/// Weights of the interneurons.
pub const LATERAL: Param = Param {
    id: "lateral",
    name: "Interneurons’ weights",
    doc: "Held at the values that predict the layer above, or drawn at random and learned.",
    ..Param::choice(&[("ideal", "Self-predicting"), ("learned", "Learned")])
};

/// Learning rate of the interneurons' weights.
pub const RATE: Param = Param {
    id: "rate",
    name: "Interneurons’ rate",
    max: 2.0,
    default: 0.1,
    doc: "The learning rate of the interneurons’ weights, if they learn.",
    ..Param::REAL
};
