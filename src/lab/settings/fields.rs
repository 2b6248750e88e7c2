//! The one table of settings: the form, the links and the command line are made from it.

use super::field::{join, Field, Kind};
use super::preset;
use crate::base::named::{choices, Named};
use crate::net::{Activation, Init, Output};
use crate::rule::convention;
use crate::rules;
use crate::train::optimiser::Optimiser;
use crate::train::schedule::Schedule;

/// Every setting, in the order of the form.
pub const ALL: &[Field] = &[
    Field {
        id: "preset",
        label: "Set-up",
        doc: "Start of the other settings: a notebook of Neuromatch’s NeuroAI course, or a plain set-up.",
        choices: || preset::ALL.iter().map(|preset| (preset.id, preset.name)).collect(),
        basic: true,
        get: |c| c.preset.clone(),
        set: |c, _, text| preset::find(text).map(|preset| c.preset = preset.id.into()),
        ..Field::COMMON
    },
    Field {
        id: "rule",
        label: "Learning rule",
        doc: "How the weights change after each batch.",
        choices: || rules::every().map(|card| (card.id, card.name)).collect(),
        basic: true,
        get: |c| c.rule.clone(),
        set: |c, _, text| rules::find(text).map(|card| c.rule = card.id.into()),
        ..Field::COMMON
    },
    Field {
        id: "hidden",
        label: "Hidden units",
        doc: "Units in each hidden layer, such as 100 or 100,50.",
        kind: Kind::Ints,
        min: 1.0,
        max: 2000.0,
        basic: true,
        get: |c| join(&c.hidden),
        set: |c, field, text| field.list(text, 6).map(|list| c.hidden = list),
        ..Field::COMMON
    },
    Field {
        id: "activation",
        label: "Activation",
        doc: "The nonlinearity of hidden units.",
        choices: choices::<Activation>,
        basic: true,
        get: |c| c.activation.id().into(),
        set: |c, field, text| field.choice(text).map(|choice| c.activation = choice),
        ..Field::COMMON
    },
    Field {
        id: "lr",
        label: "Learning rate",
        doc: "η: one for all layers, or one a layer from the input upwards.",
        kind: Kind::Reals,
        max: 1000.0,
        basic: true,
        get: |c| join(&c.lr),
        set: |c, field, text| field.list(text, 7).map(|list| c.lr = list),
        ..Field::COMMON
    },
    Field {
        id: "batch",
        label: "Batch size",
        unit: Some("images"),
        doc: "Images an update.",
        kind: Kind::Int,
        min: 1.0,
        max: 5000.0,
        basic: true,
        get: |c| c.batch.to_string(),
        set: |c, field, text| field.number(text).map(|number| c.batch = number),
        ..Field::COMMON
    },
    Field {
        id: "epochs",
        label: "Epochs",
        doc: "How often every training image is seen.",
        kind: Kind::Int,
        min: 1.0,
        max: 400.0,
        basic: true,
        get: |c| c.epochs.to_string(),
        set: |c, field, text| field.number(text).map(|number| c.epochs = number),
        ..Field::COMMON
    },
    Field {
        id: "seed",
        label: "Seed",
        doc: "The same seed gives the same numbers, digit for digit.",
        kind: Kind::Int,
        max: u32::MAX as f64,
        basic: true,
        get: |c| c.seed.to_string(),
        set: |c, field, text| field.number(text).map(|number| c.seed = number),
        ..Field::COMMON
    },
    Field {
        id: "output",
        label: "Output and loss",
        doc: "How the last layer answers and what a wrong answer costs.",
        choices: choices::<Output>,
        get: |c| c.output.id().into(),
        set: |c, field, text| field.choice(text).map(|choice| c.output = choice),
        ..Field::COMMON
    },
    Field {
        id: "bias",
        label: "Biases",
        doc: "Whether layers have biases.",
        kind: Kind::Flag,
        get: |c| u8::from(c.bias).to_string(),
        set: |c, field, text| field.flag(text).map(|flag| c.bias = flag),
        ..Field::COMMON
    },
    Field {
        id: "init",
        label: "First weights",
        doc: "The distribution of the first weights.",
        choices: choices::<Init>,
        get: |c| c.init.id().into(),
        set: |c, field, text| field.choice(text).map(|choice| c.init = choice),
        ..Field::COMMON
    },
    Field {
        id: "optimizer",
        label: "Step",
        doc: "How an update becomes a step.",
        choices: choices::<Optimiser>,
        get: |c| c.optimizer.id().into(),
        set: |c, field, text| field.choice(text).map(|choice| c.optimizer = choice),
        ..Field::COMMON
    },
    Field {
        id: "schedule",
        label: "Rate over time",
        doc: "Whether the rate stays or falls each epoch, to 0 after the last.",
        choices: choices::<Schedule>,
        get: |c| c.schedule.id().into(),
        set: |c, field, text| field.choice(text).map(|choice| c.schedule = choice),
        ..Field::COMMON
    },
    Field {
        id: "weight_decay",
        label: "Weight decay",
        doc: "How strongly weights are pulled to zero, per unit of η.",
        kind: Kind::Real,
        max: 100.0,
        get: |c| c.weight_decay.to_string(),
        set: |c, field, text| field.number(text).map(|number| c.weight_decay = number),
        ..Field::COMMON
    },
    Field {
        id: "classes",
        label: "Digits",
        doc: "Which digits to tell apart, such as 0,1; empty means all ten.",
        kind: Kind::Ints,
        max: 9.0,
        get: |c| join(&c.classes),
        set: |c, field, text| {
            let list = if text.is_empty() { Ok(vec![]) } else { field.list(text, 10) };
            list.map(|list| c.classes = list)
        },
        ..Field::COMMON
    },
    Field {
        id: "late",
        label: "Late digits",
        doc: "Digits that nothing is learned from at first, such as 8,9. Empty means none.",
        kind: Kind::Ints,
        max: 9.0,
        get: |c| join(&c.late),
        set: |c, field, text| {
            let list = if text.is_empty() { Ok(vec![]) } else { field.list(text, 9) };
            list.map(|list| c.late = list)
        },
        ..Field::COMMON
    },
    Field {
        id: "late_from",
        label: "Late digits from",
        unit: Some("epoch"),
        doc: "The first epoch in which the late digits are shown.",
        kind: Kind::Int,
        min: 1.0,
        max: 400.0,
        get: |c| c.late_from.to_string(),
        set: |c, field, text| field.number(text).map(|number| c.late_from = number),
        ..Field::COMMON
    },
    Field {
        id: "late_alone",
        label: "Others leave",
        doc: "Whether late digits, once there, are the only ones.",
        kind: Kind::Flag,
        get: |c| u8::from(c.late_alone).to_string(),
        set: |c, field, text| field.flag(text).map(|flag| c.late_alone = flag),
        ..Field::COMMON
    },
    Field {
        id: "images",
        label: "Training images",
        unit: Some("images"),
        doc: "The most that are learned from, before digits are left out; 0 means all.",
        kind: Kind::Int,
        max: 60_000.0,
        get: |c| c.images.to_string(),
        set: |c, field, text| field.number(text).map(|number| c.images = number),
        ..Field::COMMON
    },
    Field {
        id: "convention",
        label: "Convention",
        doc: "Scaling of updates: each course's own, or the same gradient for every rule (matched).",
        choices: || convention::ALL.iter().map(|convention| (convention.id, convention.name)).collect(),
        get: |c| c.convention.clone(),
        set: |c, _, text| convention::find(text).map(|convention| c.convention = convention.id.into()),
        ..Field::COMMON
    },
    Field {
        id: "code",
        label: "Code",
        doc: "A rule of your own, as code; it is read if the rule is \"own\".",
        kind: Kind::Code,
        get: |c| c.code.clone(),
        set: |c, _, text| {
            c.code = text.into();
            Ok(())
        },
        ..Field::COMMON
    },
];
