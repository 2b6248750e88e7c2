//! Locality: what a synapse needs to know, and who in a brain would know it.

use serde::Serialize;

use crate::base::named::{serialize as named, Named};
use crate::rule::scheme::Scheme;
use crate::rule::Signal;

/// Distance between a synapse and those who know something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The synapse itself.
    Synapse,
    /// Its cell, if something tells the cell.
    Cell,
    /// All cells alike.
    Everywhere,
    /// Other cells only.
    Elsewhere,
}

impl Named for Place {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Synapse, "synapse", "at the synapse"),
        (Self::Cell, "cell", "in its cell, if it is told"),
        (Self::Everywhere, "everywhere", "the same for all"),
        (Self::Elsewhere, "elsewhere", "in other cells only"),
    ];
}

/// One thing that a synapse needs.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// Its name.
    pub what: String,
    /// Place where it is known.
    #[serde(serialize_with = "named")]
    pub place: Place,
    /// The same for people.
    pub place_name: &'static str,
    /// Sentence on who would know it.
    pub who: &'static str,
}

fn known(what: impl Into<String>, place: Place, who: &'static str) -> Known {
    Known { what: what.into(), place, place_name: place.words(), who }
}

/// All that a synapse below the top layer needs under this rule.
pub fn all(scheme: &Scheme) -> Vec<Known> {
    let before = "The cell before it: its activity arrives at this synapse.";
    let after = "The cell behind it, to which the synapse belongs.";
    let both = [
        known("the activity of the unit before it", Place::Synapse, before),
        known("the activity of the unit behind it, and its slope f′", Place::Synapse, after),
    ];
    both.into_iter().chain(scheme.signals.iter().map(|&signal| of(signal))).collect()
}

fn of(signal: Signal) -> Known {
    let (place, who) = match signal {
        Signal::Loss => (
            Place::Everywhere,
            "Nobody has to address anyone: one number for all could be broadcast, as neuromodulators are.",
        ),
        Signal::OwnNoise => {
            (Place::Synapse, "The synapse or its cell, if it can tell its own fluctuation from what it was sent.")
        }
        Signal::Error => {
            (Place::Cell, "Its cell, if fibres bring it a signal for it alone that is not mixed up with its input.")
        }
        Signal::Weights => {
            (Place::Elsewhere, "Nobody here: these strengths are in synapses of other cells. This is weight transport.")
        }
        Signal::Signs => {
            (Place::Elsewhere, "Nobody here, but it is one bit each: whether the synapse above excites or inhibits.")
        }
        Signal::Target => (Place::Cell, "Its cell, if the layer above sends it an activity to compare with its own."),
        Signal::LayerMean => (Place::Cell, "Its cell, if the cells of a layer inhibit each other."),
        Signal::Goodness => (Place::Everywhere, "One number for a whole layer, and one bit for the picture: both could be broadcast."),
        Signal::Rank => (Place::Cell, "Its cell, if the cells of a layer inhibit each other, so that few stay active."),
        Signal::Sum => (Place::Elsewhere, "Nobody here: it takes all units of the layer. The cell before it could, if what they make of its input comes back to it."),
        Signal::Control => (Place::Cell, "Its cell, if it tells what pushes it from above from what comes in from below."),
    };
    known(signal.words(), place, who)
}
