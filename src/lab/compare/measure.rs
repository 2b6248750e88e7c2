//! One measure of a comparison, drawn over its epochs: its name, its explanation and its value; and the menu of all.
//!
//! Measures read a run between two epochs and change nothing. A measure without a value gives the reason.

use serde::Serialize;

use super::measures::ALL;
use super::probe::Probe;
use crate::base::sorted_map::Map;
use crate::lab::run::Run;

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
    /// Lines of the menu that it has.
    #[serde(skip)]
    pub lines: Lines,
    /// Ends of its axis; an absent one is the data's.
    pub range: [Option<f64>; 2],
    /// A value that means something, and what.
    pub level: Option<(f64, &'static str)>,
    /// Better direction; none for a value that describes something without being good or bad.
    pub better: Option<Better>,
    /// Decimals that it is worth.
    pub decimals: usize,
    /// Cost of taking it.
    #[serde(skip)]
    pub cost: Cost,
    /// The value for a layer or a strength, counted from 0; for the whole network if none is given.
    #[serde(skip)]
    pub(super) take: fn(&Probe<'_>, Option<usize>) -> Value,
}

/// Better direction of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    More,
    /// Less is better.
    Less,
}

/// A value, or why there is none.
pub(super) type Value = std::result::Result<f64, &'static str>;

/// Cost of a measure. A measure that takes long is taken when it is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cost {
    /// A look at what is there.
    Little,
    /// The network is asked about 1,000 images at once.
    Long,
    /// The rule is asked about 1,000 images, one by one. A comparison either asks for it from the start or does not have
    /// it: only the workshop's module can take it.
    Longest,
}

/// Parts of a network that a measure is taken of, a line of the menu each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lines {
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
    /// The network as a whole, under a disturbance of these strengths.
    Strengths(&'static [f64]),
}

/// A line of the menu: a measure of the whole network or of one of its layers.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The measure's name in links, and the layer's number counted from 1 or the strength: `cosine`, `cosine.1`, `noise.0.5`.
    pub id: String,
    /// The same for people.
    pub name: String,
    /// See [`Measure`].
    #[serde(flatten)]
    pub measure: &'static Measure,
    /// Strength of the disturbance, for a measure that is taken under one.
    pub strength: Option<f64>,
    /// True if it takes long: it is then taken only when asked for.
    pub costly: bool,
    #[serde(skip)]
    at: Option<usize>,
}

/// Menu for networks with this many layers of weights.
pub fn menu(depth: usize) -> Vec<Entry> {
    let lines = |measure: &'static Measure| {
        let whole = matches!(measure.lines, Lines::Whole | Lines::WholeAndEach).then(|| entry(measure, None));
        let each = match measure.lines {
            Lines::Whole => 0..0,
            Lines::WholeAndEach | Lines::Each => 0..depth,
            Lines::AboveFirst => 1..depth,
            Lines::Hidden => 0..depth - 1,
            Lines::Strengths(strengths) => 0..strengths.len(),
        };
        whole.into_iter().chain(each.map(|at| entry(measure, Some(at)))).collect::<Vec<_>>()
    };
    ALL.iter().flat_map(lines).collect()
}

fn entry(measure: &'static Measure, at: Option<usize>) -> Entry {
    let strength = match (at, measure.lines) {
        (Some(at), Lines::Strengths(strengths)) => Some(strengths[at]),
        _ => None,
    };
    let Measure { id, name, lines, .. } = measure;
    let (id, name) = match (at, strength) {
        (_, Some(strength)) => (format!("{id}.{strength}"), format!("{name} = {strength}")),
        (Some(l), None) => (format!("{id}.{}", l + 1), format!("{name}, layer {}", l + 1)),
        (None, None) if *lines == Lines::WholeAndEach => ((*id).to_owned(), format!("{name}, all layers")),
        (None, None) => ((*id).to_owned(), (*name).to_owned()),
    };
    Entry { id, name, measure, strength, costly: measure.cost != Cost::Little, at }
}

/// Measured value, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The value.
    pub value: Option<f64>,
    /// Reason why there is none.
    pub reason: Option<&'static str>,
}

/// Readings by the id of their line in the menu.
pub type Readings = Map<Reading>;

/// Readings that are in no menu: [`Run::digest`], and what a curve can be drawn over instead of epochs: the seconds that all updates took,
/// and [`Run::products`].
const DIGEST: &str = "digest";
const SECONDS: &str = "seconds";
#[cfg(feature = "workshop")]
const PRODUCTS: &str = "products";

/// Measures a run as it stands; what takes long only if its id is among those `asked` for.
pub fn measure(run: &Run, asked: &[&str]) -> Readings {
    let mut readings = Readings::new();
    let mut note = |id: &str, value: f64| readings.insert(id.to_owned(), Reading { value: Some(value), reason: None });
    note(DIGEST, run.digest());
    note(SECONDS, run.epochs().iter().map(|epoch| epoch.seconds).sum());
    #[cfg(feature = "workshop")]
    note(PRODUCTS, run.products());
    take(run, &|line| !line.costly || asked.contains(&line.measure.id), &mut readings);
    readings
}

/// Adds what takes long and is `asked` for, of the run's weights as they are now.
pub(super) fn measure_further(run: &Run, asked: &[&str], readings: &mut Readings) {
    take(run, &|line| line.costly && asked.contains(&line.measure.id), readings);
}

/// True if something that takes long and is `asked` for is not among the readings of this run.
pub(super) fn lacks(run: &Run, asked: &[&str], readings: &Readings) -> bool {
    let mut lines = menu(run.trainer().net().depth()).into_iter();
    lines.any(|line| line.costly && asked.contains(&line.measure.id) && !readings.contains_key(&line.id))
}

fn take(run: &Run, wanted: &dyn Fn(&Entry) -> bool, readings: &mut Readings) {
    let probe = run.probe();
    for line in menu(run.trainer().net().depth()).into_iter().filter(wanted) {
        let found = (line.measure.take)(&probe, line.at);
        readings.insert(line.id, Reading { value: found.ok(), reason: found.err() });
    }
}
