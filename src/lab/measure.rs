//! One thing that can be drawn over the epochs of a comparison: how it is named, explained and read; and the menu.
//!
//! Measures look at a run between two epochs and change nothing. What has no value says why.

use std::collections::BTreeMap;

use serde::Serialize;

use super::measures::ALL;
use super::probe::Probe;
use super::run::Run;

/// Something to measure.
#[derive(Debug, Serialize)]
pub struct Measure {
    /// The name in links.
    #[serde(skip)]
    pub id: &'static str,
    /// The name that people read.
    #[serde(skip)]
    pub name: &'static str,
    /// The unit; empty if there is none.
    pub unit: &'static str,
    /// One sentence or two.
    pub doc: &'static str,
    /// Which layers have one.
    #[serde(skip)]
    pub layers: Layers,
    /// Ends of its axis; an absent one is the data's.
    pub range: [Option<f64>; 2],
    /// A value that means something, and what.
    pub level: Option<(f64, &'static str)>,
    /// Decimals that it is worth.
    pub decimals: usize,
    /// Whether it takes long: the rule and backprop are asked about 1,000 images. Such a one is taken when asked for.
    pub costly: bool,
    /// The value for layer l, counted from 0; for the whole network if none is given.
    #[serde(skip)]
    pub(super) take: fn(&Probe<'_>, Option<usize>) -> Value,
}

/// A value, or why there is none.
pub(super) type Value = std::result::Result<f64, &'static str>;

/// Which layers a measure is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layers {
    /// Only the network as a whole.
    Whole,
    /// The network as a whole, and each layer.
    WholeAndEach,
    /// Each layer.
    Each,
    /// All but the first: those that feedback weights stand in for.
    AboveFirst,
    /// All but the last.
    Hidden,
}

/// A line of the menu: a measure of the whole network or of one of its layers.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The measure's name in links, and the layer's number counted from 1: `cosine`, `cosine.1`.
    pub id: String,
    /// The same for people.
    pub name: String,
    /// See [`Measure`].
    #[serde(flatten)]
    pub measure: &'static Measure,
    #[serde(skip)]
    layer: Option<usize>,
}

/// What can be drawn for networks with this many layers of weights.
pub fn menu(depth: usize) -> Vec<Entry> {
    let lines = |measure: &'static Measure| {
        let whole = matches!(measure.layers, Layers::Whole | Layers::WholeAndEach).then(|| entry(measure, None));
        let each = match measure.layers {
            Layers::Whole => 0..0,
            Layers::WholeAndEach | Layers::Each => 0..depth,
            Layers::AboveFirst => 1..depth,
            Layers::Hidden => 0..depth - 1,
        };
        whole.into_iter().chain(each.map(|l| entry(measure, Some(l)))).collect::<Vec<_>>()
    };
    ALL.iter().flat_map(lines).collect()
}

fn entry(measure: &'static Measure, layer: Option<usize>) -> Entry {
    let (id, name) = match (layer, measure.layers) {
        (Some(l), _) => (format!("{}.{}", measure.id, l + 1), format!("{}, layer {}", measure.name, l + 1)),
        (None, Layers::WholeAndEach) => (measure.id.to_owned(), format!("{}, all layers", measure.name)),
        (None, _) => (measure.id.to_owned(), measure.name.to_owned()),
    };
    Entry { id, name, measure, layer }
}

/// What was measured, or why it has no value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The value.
    pub value: Option<f64>,
    /// Why there is none.
    pub reason: Option<&'static str>,
}

/// Readings by the id of their line in the menu.
pub type Readings = BTreeMap<String, Reading>;

/// Measures a run as it stands; what takes long only if `costly`.
pub fn measure(run: &Run, costly: bool) -> Readings {
    let probe = run.probe();
    let lines = menu(run.trainer().net().depth()).into_iter().filter(|line| costly || !line.measure.costly);
    let read = |line: Entry| {
        let found = (line.measure.take)(&probe, line.layer);
        (line.id, Reading { value: found.ok(), reason: found.err() })
    };
    lines.map(read).collect()
}
