//! The set-ups of "What would the electrode see?": one command trains all networks of a seed.

use super::reference::{number, Measure, Row};
use super::rows::FEW;

/// Measures of rules by their places among the lab's: correlations r, groups, and digits read. Moment 0 is before training, 1 after it.
macro_rules! measures {
    ($($key:literal, $name:literal, $place:literal;)*) => {
        &[$(
            number(concat!($key, ".before"), concat!($name, ": r before training"),
                concat!("/rules/", $place, "/moments/0/correlation/3/0"), 2),
            number(concat!($key, ".once"), concat!($name, ": r before training, one trial"),
                concat!("/rules/", $place, "/moments/0/correlation/0/0"), 2),
            number(concat!($key, ".noiseless"), concat!($name, ": r before training, without noise"),
                concat!("/rules/", $place, "/moments/0/corrected/3/0"), 2),
            number(concat!($key, ".chance"), concat!($name, ": chance level of r before training"),
                concat!("/rules/", $place, "/moments/0/chance/0"), 2),
            number(concat!($key, ".difference"), concat!($name, ": P+ minus P− before training (SD)"),
                concat!("/rules/", $place, "/moments/0/difference/0"), 1),
            number(concat!($key, ".after"), concat!($name, ": r after training"),
                concat!("/rules/", $place, "/moments/1/correlation/3/0"), 2),
            number(concat!($key, ".after.noiseless"), concat!($name, ": r after training, without noise"),
                concat!("/rules/", $place, "/moments/1/corrected/3/0"), 2),
            number(concat!($key, ".after.difference"), concat!($name, ": P+ minus P− after training (SD)"),
                concat!("/rules/", $place, "/moments/1/difference/0"), 1),
            number(concat!($key, ".read"), concat!($name, ": digits read after training (%)"),
                concat!("/rules/", $place, "/moments/1/accuracy/0"), 0),
        )*]
    };
}

const MEASURES: &[Measure] = measures! {
    "bp", "backprop", "0";
    "np", "node perturbation", "1";
    "fa", "feedback alignment", "2";
    "mirror", "weight mirror", "3";
    "hebb", "Hebbian learning", "4";
};

/// A read-out that stays as it was given.
pub const HELD: Row =
    Row { key: "electrode", rule: "electrode", arguments: &["--readout", "held"], seeds: FEW, measures: MEASURES };

/// A read-out that learns, too.
pub const LEARNS: Row = Row { key: "electrode_learns", arguments: &["--readout", "learns"], ..HELD };
