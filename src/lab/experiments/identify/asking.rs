//! Work on questions: choosing, judging, and judging with shuffled names, a pass of training at a time.

use super::super::Record;
use super::jobs::RANDOM;
use super::questions::Trials;
use super::record_of;
use crate::analysis::classifier::Classifier;
use crate::analysis::judging::{Choosing, Examples, Judging};
use crate::analysis::permutation::shuffled;
use crate::base::error::Result;
use crate::base::random::{stream, Stream};
use crate::lab::work::Work;

impl Work for Choosing {
    type Output = Record;

    /// One pass of training.
    fn unit(&mut self) -> Result<Option<Record>> {
        Ok(self.pass().map(|choice| Record(vec![vec![choice]])))
    }

    fn fraction(&self) -> f64 {
        Choosing::fraction(self)
    }
}

/// A judgement under way.
pub struct Asking {
    /// Examples that it is about.
    pub examples: Examples,
    /// The judgement.
    pub judging: Judging,
    /// Places of the statistics that were left out.
    pub dropped: Vec<usize>,
}

impl Work for Asking {
    type Output = Record;

    /// One pass of training.
    fn unit(&mut self) -> Result<Option<Record>> {
        let done = self.judging.pass(&self.examples);
        Ok(done.then(|| record_of(self.judging.judgement(), &self.dropped)))
    }

    fn fraction(&self) -> f64 {
        self.judging.fraction()
    }
}

/// Judgements under way whose names are shuffled among the networks of one number.
pub struct Shuffling {
    trials: Trials,
    kind: &'static dyn Classifier,
    choices: Vec<f64>,
    /// The classes of the permutations that are left.
    left: Vec<Vec<usize>>,
    judging: Option<(Examples, Judging)>,
    found: Vec<f64>,
}

impl Shuffling {
    /// This many permutations, of the batch with this number.
    pub fn new(
        trials: Trials,
        kind: &'static dyn Classifier,
        choices: Vec<f64>,
        (batch, many): (usize, usize),
    ) -> Self {
        let mut rng = stream(trials.seed as u32 ^ (1 + batch as u32).rotate_right(8), Stream::Split);
        let Trials { examples: Examples { classes, .. }, groups, numbers, .. } = &trials;
        let left = (0..many).map(|_| shuffled(classes, groups, numbers, &mut rng)).collect();
        Self { trials, kind, choices, left, judging: None, found: Vec::new() }
    }
}

impl Work for Shuffling {
    type Output = Record;

    /// One pass of training.
    fn unit(&mut self) -> Result<Option<Record>> {
        let Self { trials, kind, choices, left, judging, found } = self;
        if judging.is_none() {
            let Some(classes) = left.pop() else { return Ok(Some(Record(vec![found.clone()]))) };
            trials.examples.classes = classes;
            let fresh = Judging::new(*kind, &trials.examples, &trials.splits(RANDOM), choices);
            *judging = Some((trials.examples.clone(), fresh));
        }
        if let Some((examples, under_way)) = judging {
            if under_way.pass(examples) {
                found.push(under_way.judgement().mean());
                *judging = None;
            }
        }
        Ok(None)
    }

    fn fraction(&self) -> f64 {
        self.found.len() as f64 / (self.found.len() + self.left.len() + 1) as f64
    }
}
