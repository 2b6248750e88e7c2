//! Runs a script's statements for one batch. Expressions are in `evaluate.rs`, what it must leave in `outputs.rs`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::algebra::binary;
use super::budget::Budget;
use super::evaluate::ITEM;
use super::fault::Fault;
use super::syntax::{Block, Deed, Expr, Op, Statement};
use super::value::Value;
use super::{names, outputs};
use crate::rule::{Context, Params, Workspace};
use crate::{Mat, Rng};

/// Lines that may be printed.
const PRINTED: usize = 100;

/// Inputs to a script.
pub struct Stage<'a, 'n> {
    /// The network, the batch and the network's answer.
    pub context: &'a Context<'a>,
    /// Name of its feedback weights, and B for layers 2 … L.
    pub feedback: Option<(&'a str, &'a [Mat])>,
    /// Its parameters.
    pub params: &'a Params,
    /// Random stream of its noise.
    pub rng: &'n mut Rng,
    /// Memory for a second network.
    pub work: &'n mut Workspace,
}

/// A script under way.
pub struct Machine<'a, 'n> {
    pub(super) stage: Stage<'a, 'n>,
    pub(super) budget: Budget,
    pub(super) variables: BTreeMap<String, Value<'a>>,
    /// Printed lines.
    pub printed: Vec<String>,
}

/// Control flow after a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    Next,
    Break,
    Continue,
}

impl<'a, 'n> Machine<'a, 'n> {
    /// Ready to run, with all given names set.
    ///
    /// # Errors
    /// If the network's own numbers are not finite.
    pub fn new(stage: Stage<'a, 'n>) -> Result<Self, String> {
        let budget = Budget::new(stage.context.net, stage.context.batch.len());
        let mut machine = Self { stage, budget, variables: BTreeMap::new(), printed: Vec::new() };
        names::give(&mut machine)?;
        outputs::prepare(&mut machine);
        Ok(machine)
    }

    pub(super) fn give(&mut self, name: &str, value: Value<'a>) {
        match self.variables.get_mut(name) {
            Some(place) => *place = value,
            None => {
                self.variables.insert(name.to_owned(), value);
            }
        }
    }

    /// Runs the whole script.
    ///
    /// # Errors
    /// If a statement in it fails.
    pub fn run(&mut self, body: &Block) -> Result<(), Fault> {
        match self.block(body)? {
            Flow::Next => Ok(()),
            Flow::Break | Flow::Continue => Err(Fault::new(
                body.last().map_or(1, |last| last.line),
                "break and continue belong into a loop; here there is none.",
            )),
        }
    }

    fn block(&mut self, block: &Block) -> Result<Flow, Fault> {
        for statement in block {
            let flow = self.statement(statement)?;
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    fn statement(&mut self, Statement { line, kind }: &Statement) -> Result<Flow, Fault> {
        let at = |message: String| Fault::new(*line, message);
        self.budget.step().map_err(at)?;
        match kind {
            Deed::Assign { name, index, op, value } => self.assign(*line, name, index.as_ref(), *op, value)?,
            Deed::Append(name, item) => {
                let item = self.value(item)?;
                self.append(name, item).map_err(at)?;
            }
            Deed::Value(expr) => {
                self.value(expr)?;
            }
            Deed::If(branches, otherwise) => {
                for (test, block) in branches {
                    if self.holds(test)? {
                        return self.block(block);
                    }
                }
                return self.block(otherwise);
            }
            Deed::For(name, over, block) => return self.each(name, over, block),
            Deed::While(test, block) => {
                while self.holds(test)? {
                    if self.block(block)? == Flow::Break {
                        break;
                    }
                }
            }
            Deed::Break => return Ok(Flow::Break),
            Deed::Continue => return Ok(Flow::Continue),
            Deed::Forward => {}
        }
        Ok(Flow::Next)
    }

    fn each(&mut self, name: &str, over: &Expr, block: &Block) -> Result<Flow, Fault> {
        let items = self.items(over)?;
        for item in items.iter() {
            self.set(name, item.clone()).map_err(|message| Fault::new(over.line, message))?;
            if self.block(block)? == Flow::Break {
                break;
            }
        }
        Ok(Flow::Next)
    }

    pub(super) fn items(&mut self, over: &Expr) -> Result<Rc<Vec<Value<'a>>>, Fault> {
        match self.value(over)? {
            Value::List(items) => Ok(items),
            other => {
                let message =
                    format!("a loop goes through a list, such as range(L), not through {}.", other.describe());
                Err(Fault::new(over.line, message))
            }
        }
    }

    fn holds(&mut self, test: &Expr) -> Result<bool, Fault> {
        self.value(test)?.holds().map_err(|message| Fault::new(test.line, message))
    }

    fn assign(
        &mut self,
        line: usize,
        name: &str,
        index: Option<&Expr>,
        op: Option<Op>,
        value: &Expr,
    ) -> Result<(), Fault> {
        let at = |message: String| Fault::new(line, message);
        let mut value = self.value(value)?;
        let index = match index {
            Some(index) => Some(self.value(index)?.index(&format!("{name}[…]: the index")).map_err(at)?),
            None => None,
        };
        if let Some(op) = op {
            let before = match index {
                Some(i) => self.entry(name, i),
                None => self.variable(name),
            };
            value = binary(op, &before.map_err(at)?, &value, &self.budget).map_err(at)?;
        }
        match index {
            Some(i) => self.set_entry(name, i, value),
            None => self.set(name, value),
        }
        .map_err(at)
    }

    /// Sets a variable.
    pub(super) fn set(&mut self, name: &str, value: Value<'a>) -> Result<(), String> {
        self.may_change(name)?;
        outputs::check(self, name, &value)?;
        self.give(name, value);
        Ok(())
    }

    fn set_entry(&mut self, name: &str, i: usize, value: Value<'a>) -> Result<(), String> {
        self.may_change(name)?;
        outputs::check_entry(self, name, i, &value)?;
        if matches!(value, Value::List(_)) {
            return Err(format!("{name}[{i}] cannot be a list; lists hold matrices and numbers."));
        }
        let found = self.variables.get_mut(name);
        match found.ok_or_else(|| format!("there is no {name} yet; begin with {name} = [].")) {
            Ok(Value::List(items)) if i < items.len() => {
                self.budget.work(items.len() as f64 * ITEM)?;
                Rc::make_mut(items)[i] = value;
                Ok(())
            }
            Ok(Value::List(items)) => Err(format!("{name}[{i}]: {name} has {} entries, counted from 0.", items.len())),
            Ok(other) => Err(format!("{name} is {}; only entries of lists can be set.", other.describe())),
            Err(message) => Err(message),
        }
    }

    fn append(&mut self, name: &str, item: Value<'a>) -> Result<(), String> {
        self.may_change(name)?;
        let mut items = match self.variable(name)? {
            Value::List(items) => items,
            other => return Err(format!("{name} is {}; append is for lists.", other.describe())),
        };
        // The variable lets go of the list, so that it need not be copied.
        self.give(name, Value::None);
        Rc::make_mut(&mut items).push(item);
        let list = Value::list(Rc::try_unwrap(items).unwrap_or_else(|shared| shared.to_vec()))?;
        self.set(name, list)
    }

    fn may_change(&self, name: &str) -> Result<(), String> {
        let feedback = self.stage.feedback.map(|(name, _)| name);
        if name == "W" || name == "b" || Some(name) == feedback {
            let delta = if Some(name) == feedback { "B" } else { name };
            return Err(format!("{name} cannot be changed here: a rule proposes, the trainer applies. Set d{delta}."));
        }
        Ok(())
    }

    /// Prints a line, which is made only if it is among the first: to write numbers takes hundreds of times as long as to add them.
    pub(super) fn print(&mut self, line: impl FnOnce() -> String) {
        if self.printed.len() < PRINTED {
            self.printed.push(line());
        }
    }
}
