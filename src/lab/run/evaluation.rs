//! Measuring a network on parts of the data, a chunk of images at a time.

use crate::data::{Batch, Part, Selection};
use crate::metrics::{largest, Tally};
use crate::net::Forward;
use crate::rule::Workspace;
use crate::train::Trainer;

/// Images a chunk: enough to keep the products fast, few enough to keep a slice short.
const CHUNK: usize = 200;

/// Answer of the network to one validation image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    /// The class it chose.
    pub predicted: usize,
    /// The output of that class.
    pub confidence: f64,
}

/// An evaluation under way.
pub struct Evaluation {
    parts: Vec<Part>,
    tallies: [Tally; 3],
    part: usize,
    at: usize,
    done: usize,
    batch: Batch,
    pass: Forward,
    work: Workspace,
    answers: Vec<Answer>,
}

impl Evaluation {
    /// An evaluation of these parts, in this order.
    pub fn new(parts: &[Part], classes: usize) -> Self {
        let tallies = [(); 3].map(|()| Tally::new(classes));
        Self {
            parts: parts.to_vec(),
            tallies,
            part: 0,
            at: 0,
            done: 0,
            batch: Batch::default(),
            pass: Forward::default(),
            work: Workspace::default(),
            answers: Vec::new(),
        }
    }

    /// Measures one chunk; `selections` are the images of each part. Returns whether everything is measured now.
    pub fn unit(&mut self, trainer: &Trainer, selections: [&Selection; 3]) -> bool {
        let (part, batch) = (self.parts[self.part], &mut self.batch);
        let selection = selections[part as usize];
        selection.batch(self.at, CHUNK, batch);
        trainer.answer(&batch.x, &mut self.work, &mut self.pass);
        self.tallies[part as usize].add(trainer.net().loss(&self.pass, &batch.t), self.pass.output(), &batch.t);
        if part == Part::Valid {
            self.answers.extend(self.pass.output().rows().into_iter().map(|y| {
                let predicted = largest(y);
                Answer { predicted, confidence: f64::from(y[predicted]) }
            }));
        }
        self.at += batch.len();
        self.done += batch.len();
        if self.at == selection.len() {
            (self.part, self.at) = (self.part + 1, 0);
        }
        self.part == self.parts.len()
    }

    /// Measurements on this part.
    pub fn tally(&self, part: Part) -> &Tally {
        &self.tallies[part as usize]
    }

    /// Images measured so far.
    pub fn images_done(&self) -> usize {
        self.done
    }

    /// The answers to the validation images, in their order.
    pub fn into_answers(self) -> Vec<Answer> {
        self.answers
    }
}
