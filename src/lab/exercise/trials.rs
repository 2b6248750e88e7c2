//! Trials of an attempt: networks that it has not seen, with batches, with single examples, and with much noise.

use std::borrow::Borrow;
use std::sync::Arc;

use ndarray::{s, Array2, ArrayView2};

use crate::data::Batch;
use crate::lab::exercise::rehearsal::{run, small, Ran};
use crate::net::{Activation, Network, Output};
use crate::rule::Params;
use crate::script::declare::Declared;
use crate::script::{Fault, Script};
use crate::Real;

/// Sizes, examples in a batch, activation. No two numbers are the same, so that a factor reveals its origin.
const NETWORKS: [(&[usize], usize, Activation); 2] =
    [(&[20, 8, 6, 4], 12, Activation::Sigmoid), (&[17, 9, 7, 5], 10, Activation::Tanh)];
/// Draws of noise on each network, if the update depends on it. One draw cannot tell a sign from chance.
const DRAWS: u32 = 24;
/// The same where it does not; from so many it is seen whether it does.
const FEW: u32 = 6;
/// Budgets of an update that the answers to one row of questions may spend together. What an update of a student's usually spends is a
/// hundredth of one; a row has up to fifty questions.
const BUDGETS: f64 = 3.0;
/// Factors by which parameters are multiplied on the second network, one after the other: they reveal a number in place
/// of a parameter.
const SHARES: [f64; 4] = [0.7, 0.61, 0.83, 0.53];

/// A network and the values of the code's parameters on it.
pub struct World {
    /// The network.
    pub net: Network,
    /// The parameters.
    pub values: Params,
}

/// One question.
pub struct Trial {
    /// Index of the world.
    pub world: usize,
    /// The batch.
    pub batch: Batch,
    /// The seed of the noise.
    pub seed: u32,
}

/// All questions.
pub struct Ground {
    /// The networks.
    pub worlds: Vec<World>,
    /// Batches for each network: many draws of noise for one batch, then one of them for another batch.
    pub batches: Vec<Trial>,
    /// Single examples of that batch, for each network.
    pub alone: Vec<Trial>,
    /// True if an update depends on the draw of the noise.
    pub noisy: bool,
}

/// Answers of code to all questions.
pub struct Tried {
    /// Answers about batches.
    pub batches: Vec<Ran>,
    /// Answers about single examples; none if the code cannot answer them.
    pub alone: Option<Vec<Ran>>,
}

impl Tried {
    /// λ of the top layer, which every convention lets decay.
    pub fn decay(&self) -> f64 {
        self.batches[0].proposal.decay.last().copied().map_or(0.0, f64::from)
    }
}

impl Ground {
    /// The questions for an attempt at code with this solution.
    ///
    /// # Errors
    /// If the solution does not run, which is a mistake of ours.
    pub fn new(output: Output, solution: &Arc<Script>, attempt: &Arc<Script>) -> Result<Self, Fault> {
        let mut ground = Self { worlds: Vec::new(), batches: Vec::new(), alone: Vec::new(), noisy: false };
        for (world, (sizes, examples, activation)) in NETWORKS.into_iter().enumerate() {
            let (net, both) = small(sizes, 2 * examples, activation, output);
            ground.worlds.push(World { net, values: values(world, solution, attempt) });
            let part = |from: usize, to: usize| Batch {
                x: both.x.slice(s![from..to, ..]).to_owned(),
                t: both.t.slice(s![from..to, ..]).to_owned(),
            };
            let first = |seed| Trial { world, batch: part(0, examples), seed };
            if world == 0 {
                ground.noisy = ground.draws(solution, first)? || ground.draws(attempt, first)?;
            }
            let draws = if ground.noisy { DRAWS } else { FEW };
            ground.batches.extend((1..=draws).map(first));
            ground.batches.push(Trial { world, batch: part(examples, 2 * examples), seed: 1 });
            let alone = (0..examples).map(|i| Trial { world, batch: part(i, i + 1), seed: DRAWS + 1 + i as u32 });
            ground.alone.extend(alone);
        }
        Ok(ground)
    }

    /// True if the code's update differs from draw to draw.
    fn draws(&self, script: &Arc<Script>, trial: impl Fn(u32) -> Trial) -> Result<bool, Fault> {
        let answers = self.answers(script, (1..=FEW).map(trial))?;
        Ok(answers.iter().any(|ran| ran.proposal.delta != answers[0].proposal.delta))
    }

    /// Answers of code to a row of questions, which share a budget.
    fn answers<T: Borrow<Trial>>(&self, script: &Arc<Script>, row: impl Iterator<Item = T>) -> Result<Vec<Ran>, Fault> {
        let mut spent = 0.0;
        let answer = |trial: T| {
            let ran = self.ask(script, trial.borrow())?;
            spent += ran.spent;
            if spent <= BUDGETS {
                return Ok(ran);
            }
            let message = "the check runs your code for many batches, and here it takes too much arithmetic for that. Do less in a loop.";
            Err(Fault::new(script.body.last().map_or(1, |last| last.line), message))
        };
        row.map(answer).collect()
    }

    /// Answer of code to one question.
    ///
    /// # Errors
    /// If it stops.
    pub fn ask(&self, script: &Arc<Script>, trial: &Trial) -> Result<Ran, Fault> {
        let World { net, values } = &self.worlds[trial.world];
        let known = |id: &String| script.params.iter().any(|param| param.id == *id);
        let given = values.iter().filter(|(id, _)| known(id)).map(|(id, value)| (id.clone(), *value)).collect();
        run(script, net, &trial.batch, &given, trial.seed)
    }

    /// Answers of code to all questions.
    ///
    /// # Errors
    /// If it stops at a question about a batch.
    pub fn tried(&self, script: &Arc<Script>) -> Result<Tried, Fault> {
        let batches = self.answers(script, self.batches.iter())?;
        Ok(Tried { batches, alone: self.answers(script, self.alone.iter()).ok() })
    }

    /// Indices of a few questions that tell most mistakes apart: some draws of noise, the other batch, another network.
    pub fn few(&self) -> Vec<usize> {
        let second = self.batches.iter().position(|trial| trial.world == 1).unwrap_or(self.batches.len());
        (0..FEW as usize).chain([second - 1, second, self.batches.len() - 1]).collect()
    }
}

/// The values of parameters: on the first network the solution's defaults. Only parameters that both have are varied.
fn values(world: usize, solution: &Script, attempt: &Script) -> Params {
    let one = |(i, param): (usize, &Declared)| {
        let own = attempt.params.iter().find(|own| own.id == param.id);
        let share = if world == 0 || own.is_none() { 1.0 } else { SHARES[i % SHARES.len()] };
        let value = param.default * share;
        (param.id.clone(), own.map_or(value, |own| value.clamp(own.min, own.max)))
    };
    solution.params.iter().enumerate().map(one).collect()
}

/// Numbers of a matrix in double precision.
pub fn wide(values: ArrayView2<'_, Real>) -> Array2<f64> {
    values.mapv(f64::from)
}
