//! Table of the lab's settings.

use super::design::HOLD_OUTS;
use super::settings::{Settings, MANY, STEPS};
use super::sources::{self, SOURCES};
use crate::analysis::classifier::{self, Classifier};
use crate::base::error::{Error, Result};
use crate::base::named::{choices, Named};
use crate::lab::settings::field::{Field, Kind};
use crate::net::Activation;
use crate::rules;

/// Every setting, in the order of the form.
pub const FIELDS: &[Field<Settings>] = &[
    Field {
        id: "rules",
        label: "Suspects",
        doc: "The rules that the networks are trained by; all but the first two with plain steps.",
        kind: Kind::Several,
        choices: all,
        get: |s| s.rules.join(","),
        set: |s, _, text| several(text).map(|rules| s.rules = rules),
        ..Field::COMMON
    },
    Field {
        id: "networks",
        label: "Networks",
        doc: "How many each suspect trains, of two widths, with other seeds, batches and learning rates.",
        unit: Some("each"),
        kind: Kind::Int,
        min: 8.0,
        max: MANY as f64,
        basic: true,
        get: |s| s.networks.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.networks = number),
        ..Field::COMMON
    },
    Field {
        id: "epochs",
        label: "Epochs",
        doc: "How long each network is trained.",
        kind: Kind::Int,
        min: 1.0,
        max: 20.0,
        basic: true,
        get: |s| s.epochs.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.epochs = number),
        ..Field::COMMON
    },
    Field {
        id: "snapshots",
        label: "Snapshots",
        doc: "How often each network is looked at, the first time before it has learned anything.",
        kind: Kind::Int,
        min: 2.0,
        max: 21.0,
        get: |s| s.snapshots.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.snapshots = number),
        ..Field::COMMON
    },
    Field {
        id: "hidden",
        label: "Hidden units",
        doc:
            "How many units each of the hidden layers has in half of the networks; in the others, twice as many.",
        unit: Some("units"),
        kind: Kind::Int,
        min: 4.0,
        max: 200.0,
        get: |s| s.hidden.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.hidden = number),
        ..Field::COMMON
    },
    Field {
        id: "activation",
        label: "Activation",
        doc: "The nonlinearity of the hidden layers. The paper's networks have ReLU.",
        choices: || choices::<Activation>().into_iter().filter(|(id, _)| USABLE.contains(id)).collect(),
        get: |s| s.activation.id().into(),
        set: |s, field, text| usable(field, text).map(|activation| s.activation = activation),
        ..Field::COMMON
    },
    Field {
        id: "stimuli",
        label: "Stimuli",
        doc: "Validation pictures that are shown while activity is recorded.",
        unit: Some("pictures"),
        kind: Kind::Int,
        min: 5.0,
        max: 500.0,
        get: |s| s.stimuli.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.stimuli = number),
        ..Field::COMMON
    },
    Field {
        id: "sources",
        label: "Sources",
        doc: "What the classifier is shown, each alone.",
        kind: Kind::Several,
        choices: || SOURCES.iter().map(|source| (source.id, source.name)).collect(),
        get: |s| s.sources.join(","),
        set: |s, _, text| sources::find(text).map(|found| s.sources = found),
        ..Field::COMMON
    },
    Field {
        id: "classifiers",
        label: "Classifiers",
        doc: "Each answers all questions; charts of parts and of times show the first. A forest takes several times as long.",
        kind: Kind::Several,
        choices: || classifier::ALL.iter().map(|kind| (kind.id(), kind.name())).collect(),
        get: |s| s.classifiers.join(","),
        set: |s, _, text| classifiers(text).map(|found| s.classifiers = found),
        ..Field::COMMON
    },
    Field {
        id: "hold_outs",
        label: "Held out",
        doc: "Kinds of networks that the classifier is asked about and has not learned from. For a depth, half of all \
              networks have a hidden layer more; for a task, half learn the digits 0 to 4 and half 5 to 9.",
        kind: Kind::Several,
        choices: || HOLD_OUTS.iter().map(|other| (other.id, other.name)).collect(),
        get: |s| s.hold_outs.join(","),
        set: |s, _, text| hold_outs(text).map(|found| s.hold_outs = found),
        ..Field::COMMON
    },
    Field {
        id: "leak",
        label: "Leak",
        doc: "Whether splits by layer are tried, too, in which a network can be on both sides: it shows what that adds.",
        kind: Kind::Flag,
        get: |s| u8::from(s.leak).to_string(),
        set: |s, field, text| field.flag(text).map(|leak| s.leak = leak),
        ..Field::COMMON
    },
    Field {
        id: "permutations",
        label: "Permutations",
        doc: "How often the suspects' names are shuffled to see what chance gives; 0 for no such test, 199 for p down to 0.005.",
        kind: Kind::Int,
        max: 999.0,
        get: |s| s.permutations.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.permutations = number),
        ..Field::COMMON
    },
    Field {
        id: "seed",
        label: "Seed",
        doc: "It draws the first weights, the orders of pictures, feedback and noise of all networks.",
        kind: Kind::Int,
        max: u32::MAX as f64,
        get: |s| s.seed.to_string(),
        set: |s, field, text| field.number(text).map(|number| s.seed = number),
        ..Field::COMMON
    },
];

/// Largest number of suspects: more would crowd the table of mistakes.
const MOST: usize = 8;

/// Suspects: id and name.
pub fn all() -> Vec<(&'static str, &'static str)> {
    let steps = STEPS.iter().map(|(id, name, ..)| (*id, *name));
    // A rule that a reader wrote comes with code, which these settings do not carry.
    let cards = rules::ALL.iter().map(|card| (card.id, card.name));
    steps.chain(cards).collect()
}

/// The suspects, in the order of the table.
fn several(text: &str) -> Result<Vec<String>> {
    let asked: Vec<_> = text.split(',').map(str::trim).collect();
    let known = all();
    if let Some(stranger) = asked.iter().find(|id| !known.iter().any(|(other, _)| other == *id)) {
        let known: Vec<_> = known.iter().map(|(id, _)| *id).collect();
        let message = format!("rules: there is no \"{stranger}\"; choose some of {}.", known.join(", "));
        return Err(Error::new("rules", message));
    }
    let chosen: Vec<_> = known.iter().filter(|(id, _)| asked.contains(id)).map(|(id, _)| (*id).to_owned()).collect();
    if (2..=MOST).contains(&chosen.len()) {
        return Ok(chosen);
    }
    let message = format!("Suspects (rules) are {}; give 2 to {MOST} different ones.", chosen.len());
    Err(Error::new("rules", message))
}

/// Activations with which every suspect learns something.
const USABLE: [&str; 2] = ["tanh", "relu"];

fn usable(field: &Field<Settings>, text: &str) -> Result<Activation> {
    if USABLE.contains(&text) {
        return Activation::find(field.id, text);
    }
    Err(Error::new(field.id, format!("Activation (activation) is \"{text}\"; give one of {}.", USABLE.join(", "))))
}

/// The classifiers, in the order of the list.
fn classifiers(text: &str) -> Result<Vec<String>> {
    let asked = text.split(',').map(|id| classifier::find(id.trim())).collect::<Result<Vec<_>>>()?;
    let chosen = |kind: &&dyn Classifier| asked.iter().any(|other| other.id() == kind.id());
    Ok(classifier::ALL.into_iter().filter(chosen).map(|kind| kind.id().to_owned()).collect())
}

/// The ways to hold networks out, in the order of the list.
fn hold_outs(text: &str) -> Result<Vec<String>> {
    let asked: Vec<_> = text.split(',').map(str::trim).collect();
    if let Some(stranger) = asked.iter().find(|id| !HOLD_OUTS.iter().any(|other| other.id == **id)) {
        let known: Vec<_> = HOLD_OUTS.iter().map(|other| other.id).collect();
        let message = format!("hold_outs: there is no \"{stranger}\"; choose some of {}.", known.join(", "));
        return Err(Error::new("hold_outs", message));
    }
    Ok(HOLD_OUTS.iter().filter(|other| asked.contains(&other.id)).map(|other| other.id.to_owned()).collect())
}
