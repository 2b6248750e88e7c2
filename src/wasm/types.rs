//! Types for TypeScript: those of inputs and outputs, in `types/*.d.ts`, and the names that tables fix, made from the
//! tables. None of it is left in the module. `tests/e2e/pack.mjs` checks real results against them.

use wasm_bindgen::prelude::*;

use crate::base::named::Named;
use crate::data::Part;
#[cfg(feature = "workshop")]
use crate::lab::{bench::Lie, compare::seen::Disturbance, exercise, experiments, experiments::variance::Grow};
use crate::lab::{compare::scenarios, run::outcome::Weights, settings::preset};
use crate::net::{Activation, Init, Output};
use crate::rule::convention;
use crate::rules;
use crate::train::optimiser::Optimiser;
use crate::train::schedule::Schedule;

#[wasm_bindgen(typescript_custom_section)]
const SETTINGS: &str = include_str!("types/settings.d.ts");
#[wasm_bindgen(typescript_custom_section)]
const RUN: &str = include_str!("types/run.d.ts");
#[wasm_bindgen(typescript_custom_section)]
const RACE: &str = include_str!("types/race.d.ts");
#[wasm_bindgen(typescript_custom_section)]
const CHARTS: &str = include_str!("types/charts.d.ts");
#[cfg(feature = "workshop")]
#[wasm_bindgen(typescript_custom_section)]
const CODE: &str = include_str!("types/code.d.ts");
#[cfg(feature = "workshop")]
#[wasm_bindgen(typescript_custom_section)]
const EXPERIMENTS: &str = include_str!("types/experiments.d.ts");

/// The bytes of `head"a" | "b";` for these ids; with N = 0 nothing is written. Returns how many bytes there are.
#[allow(dead_code, reason = "called while compiling, from where the lint does not look")]
const fn union<const N: usize>(head: &str, ids: &[&str]) -> ([u8; N], usize) {
    let (mut bytes, mut at) = ([0; N], 0);
    let mut piece = 0;
    // head, then before each id what parts it from the one before, and the end.
    while piece < 2 * ids.len() + 2 {
        let text = match piece {
            0 => head,
            1 => "\"",
            _ if piece == 2 * ids.len() + 1 => "\";\n",
            _ if piece % 2 == 0 => ids[piece / 2 - 1],
            _ => "\" | \"",
        }
        .as_bytes();
        let mut i = 0;
        while i < text.len() {
            if N > 0 {
                bytes[at] = text[i];
            }
            (at, i) = (at + 1, i + 1);
        }
        piece += 1;
    }
    (bytes, at)
}

/// Declares a type as one of the ids of a table.
macro_rules! one_of {
    ($section:ident, $doc:literal, $name:literal, $table:expr, $entry:ident => $id:expr) => {
        #[wasm_bindgen(typescript_custom_section)]
        const $section: &str = {
            const HEAD: &str = concat!("/** ", $doc, " */\nexport type ", $name, " = ");
            const IDS: [&str; $table.len()] = {
                let (mut ids, mut i) = ([""; $table.len()], 0);
                while i < ids.len() {
                    let $entry = &$table[i];
                    (ids[i], i) = ($id, i + 1);
                }
                ids
            };
            const LENGTH: usize = union::<0>(HEAD, &IDS).1;
            const BYTES: [u8; LENGTH] = union(HEAD, &IDS).0;
            match std::str::from_utf8(&BYTES) {
                Ok(text) => text,
                Err(_) => panic!("names in tables are UTF-8"),
            }
        };
    };
    ($section:ident, $doc:literal, $name:literal, $choices:ty) => {
        one_of!($section, $doc, $name, <$choices as Named>::NAMES, choice => choice.1);
    };
}

one_of!(RULES, "A learning rule of the registry.", "BuiltInRule", rules::ALL, card => card.id);
one_of!(PRESETS, "What the other settings start from.", "PresetId", preset::ALL, preset => preset.id);
one_of!(CONVENTIONS, "Whose scaling of updates is followed.", "ConventionId", convention::ALL, other => other.id);
one_of!(SCENARIOS, "A comparison.", "ScenarioId", scenarios::ALL, scenario => scenario.id);
one_of!(ACTIVATIONS, "The nonlinearity of hidden units.", "ActivationId", Activation);
one_of!(OUTPUTS, "An output layer with its loss.", "OutputId", Output);
one_of!(OPTIMISERS, "How an update becomes a step.", "OptimizerId", Optimiser);
one_of!(INITS, "The distribution of the first weights.", "InitId", Init);
one_of!(SCHEDULES, "How the learning rate changes over a run.", "ScheduleId", Schedule);
one_of!(PARTS, "A part of a data set.", "PartId", Part);
one_of!(WEIGHTS, "Which weights are shown.", "WeightsKind", Weights);
#[cfg(feature = "workshop")]
one_of!(DISTURBANCES, "How pictures are disturbed.", "Disturbance", Disturbance);
#[cfg(feature = "workshop")]
one_of!(EXERCISES, "An exercise.", "ExerciseId", exercise::ALL, exercise => exercise.id);
#[cfg(feature = "workshop")]
one_of!(EXPERIMENT_IDS, "An experiment that is no single training run.", "ExperimentId", experiments::IDS, id => *id);
#[cfg(feature = "workshop")]
one_of!(GROWS, "Which side of a network grows.", "Grow", Grow);
#[cfg(feature = "workshop")]
one_of!(LIES, "How the matrices of a product lie in memory.", "Lie", Lie);
