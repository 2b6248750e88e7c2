//! Signals: the information that a synapse needs besides the activities of the two units that it connects.

use crate::base::named::Named;

/// One kind of signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Loss: one number for the whole network.
    Loss,
    /// Goodness of its layer, and whether it was shown a right label.
    Goodness,
    /// Rank of its unit among those of its layer.
    Rank,
    /// Sum of what all units of its layer make of the input.
    Sum,
    /// Noise of the synapse, or of its unit.
    OwnNoise,
    /// Error of its unit.
    Error,
    /// Weights of other synapses.
    Weights,
    /// Signs of other synapses' weights.
    Signs,
    /// Target activity of its unit.
    Target,
    /// Mean activity of its layer.
    LayerMean,
    /// Control signal that pushes its unit.
    Control,
}

impl Named for Signal {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Loss, "loss", "how well the whole network did: one number, the same for all"),
        (
            Self::Goodness,
            "goodness",
            "how active its layer is as a whole, and whether the label in the picture is right",
        ),
        (Self::Rank, "rank", "the rank of its unit in its layer, by which units compete"),
        (Self::Sum, "sum", "what all units of its layer together make of its input"),
        (Self::OwnNoise, "own_noise", "the noise that was added to it, or to its unit"),
        (Self::Error, "error", "an error of its unit, which comes back over connections of its own"),
        (Self::Weights, "weights", "the strengths of other synapses, those from its unit upwards (weight transport)"),
        (Self::Signs, "signs", "the signs of other synapses, those from its unit upwards"),
        (Self::Target, "target", "an activity that its unit is to aim at, estimated by the layer above"),
        (Self::Control, "control", "how a controller pushes its unit so that the output comes nearer to the target"),
        (Self::LayerMean, "layer_mean", "the mean activity of its layer, by which units compete"),
    ];
}
