//! The parts of an update, an attempt's beside the wanted one.

use ndarray::{Array2, Axis};

use super::trials::{wide, Ground, Tried};
use crate::lab::exercise::rehearsal::Ran;
use crate::rule::Proposal;

/// Cosines from here on are called 1.
pub const ALIKE: f64 = 0.9995;
/// Sizes that differ by less are called equal.
pub const CLOSE: f64 = 0.01;

/// A part of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// dW of this layer.
    Weights(usize),
    /// db of this layer.
    Biases(usize),
    /// dB of this layer.
    Feedback(usize),
}

impl What {
    /// All parts of an update, in the order of the findings.
    pub fn all(wanted: &Proposal) -> Vec<Self> {
        let layers = (0..wanted.delta.len()).flat_map(|l| [Self::Weights(l), Self::Biases(l)]);
        layers.chain((1..=wanted.learned.len()).map(Self::Feedback)).collect()
    }

    /// The layer.
    pub fn layer(self) -> usize {
        match self {
            Self::Weights(l) | Self::Biases(l) | Self::Feedback(l) => l,
        }
    }

    /// Name in the code, such as `dW[0]`.
    pub fn name(self) -> String {
        format!("d{}[{}]", self.changes(), self.layer())
    }

    /// Letter of the weights that it changes.
    pub fn changes(self) -> &'static str {
        match self {
            Self::Weights(_) => "W",
            Self::Biases(_) => "b",
            Self::Feedback(_) => "B",
        }
    }

    /// Its numbers, a row for each unit of the layer; none where nothing is proposed.
    pub fn of(self, proposal: &Proposal) -> Option<Array2<f64>> {
        match self {
            Self::Weights(l) => Some(wide(proposal.delta[l].w.view())),
            Self::Biases(l) => proposal.delta[l].b.as_ref().map(|b| wide(b.view().insert_axis(Axis(1)))),
            Self::Feedback(l) => proposal.learned.get(l - 1).map(|b| wide(b.view())),
        }
    }
}

/// Answers of an attempt and of the solution to the same question.
pub struct Pair {
    /// The attempt's numbers.
    pub a: Array2<f64>,
    /// The solution's.
    pub r: Array2<f64>,
    /// Index of the network that was asked about.
    pub world: usize,
    /// a·a, a·r, r·r.
    pub sums: [f64; 3],
}

impl Pair {
    /// Pair of this part of two answers.
    pub fn new(what: What, world: usize, attempt: &Proposal, wanted: &Proposal) -> Self {
        let r = what.of(wanted).unwrap_or_default();
        // Feedback that is never set does not learn, and the proposal has no place for it.
        let a = what.of(attempt).filter(|a| a.dim() == r.dim()).unwrap_or_else(|| Array2::zeros(r.dim()));
        let sums = sums(a.iter().zip(&r));
        Self { a, r, world, sums }
    }

    /// Their cosine; not a number if one is zero.
    pub fn cosine(&self) -> f64 {
        cosine(self.sums)
    }

    /// Factor of the attempt's numbers relative to the solution's, the sign included.
    pub fn factor(&self) -> f64 {
        self.sums[1] / self.sums[2]
    }

    /// True if the attempt proposes nothing.
    pub fn nothing(&self) -> bool {
        self.sums[0] == 0.0
    }

    /// True if the attempt's numbers are a multiple of the solution's.
    pub fn multiple(&self) -> bool {
        self.cosine().abs() > ALIKE
    }
}

/// a·a, a·r, r·r
pub fn sums<'v>(pairs: impl Iterator<Item = (&'v f64, &'v f64)>) -> [f64; 3] {
    pairs.fold([0.0; 3], |[aa, ar, rr], (a, r)| [aa + a * a, ar + a * r, rr + r * r])
}

/// a·r / (|a| |r|)
pub fn cosine([aa, ar, rr]: [f64; 3]) -> f64 {
    ar / (aa * rr).sqrt()
}

/// A part over all questions.
pub struct Part<'g> {
    /// Part of the update.
    pub what: What,
    /// Answers about batches.
    pub batches: Vec<Pair>,
    /// Answers about single examples, if there are any.
    pub alone: Vec<Pair>,
    /// Questions.
    pub ground: &'g Ground,
    /// The attempt's answers.
    pub own: &'g Tried,
    /// The solution's.
    pub wanted: &'g Tried,
    /// λ of the attempt and of the solution, on the first network.
    pub decay: [f64; 2],
}

impl<'g> Part<'g> {
    /// Part of an attempt's answers.
    pub fn new(what: What, ground: &'g Ground, attempt: &'g Tried, wanted: &'g Tried) -> Self {
        let pair = |(i, trial): (usize, &super::trials::Trial), own: &[Ran], wanted: &[Ran]| {
            Pair::new(what, trial.world, &own[i].proposal, &wanted[i].proposal)
        };
        let trials = ground.batches.iter().enumerate();
        let batches = trials.map(|trial| pair(trial, &attempt.batches, &wanted.batches)).collect();
        let trials = ground.alone.iter().enumerate();
        let alone = match (&attempt.alone, &wanted.alone) {
            (Some(own), Some(wanted)) => trials.map(|trial| pair(trial, own, wanted)).collect(),
            _ => Vec::new(),
        };
        let decay = [attempt, wanted].map(Tried::decay);
        Self { what, batches, alone, ground, own: attempt, wanted, decay }
    }

    /// The pairs about batches of one network.
    pub fn of_world(&self, world: usize) -> impl Iterator<Item = &Pair> {
        self.batches.iter().filter(move |pair| pair.world == world)
    }

    /// a·a, a·r, r·r over all batches of the first network.
    pub fn total(&self) -> [f64; 3] {
        self.of_world(0).fold([0.0; 3], |sum, pair| [0, 1, 2].map(|i| sum[i] + pair.sums[i]))
    }

    /// Factor relative to the solution on each network; none if it is not the same in all batches of a network.
    pub fn factors(&self) -> Option<Vec<f64>> {
        (0..self.ground.worlds.len()).map(|world| constant(self.of_world(world))).collect()
    }
}

/// The factor that all pairs have in common.
pub fn constant<'p>(pairs: impl Iterator<Item = &'p Pair>) -> Option<f64> {
    let mut common = None;
    for pair in pairs {
        let factor = pair.factor();
        if !pair.multiple() || common.is_some_and(|common: f64| !near(factor, common)) {
            return None;
        }
        common.get_or_insert(factor);
    }
    common
}

/// True if two factors are the same, but for rounding.
pub fn near(a: f64, b: f64) -> bool {
    (a / b - 1.0).abs() < CLOSE
}
