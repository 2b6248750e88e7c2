//! Declarations of a script, read before it runs: its name, its parameters, and its feedback weights.

use serde::Serialize;

use super::fault::Fault;
use super::outputs;
use super::parse::parse;
use super::syntax::{Block, Deed, Expr, Kind, Op, Statement};
use super::token::{is_unseen, lines, LIMIT, MARK};
use crate::base::error::{Error, Result};
use crate::rule::feedback::Wiring;
use crate::rule::Params;

/// Title of a script without a name.
const NAMELESS: &str = "Your own rule";
/// Characters of a name.
const NAME: usize = 40;
/// Bounds of a parameter without any of its own.
const FAR: f64 = 1e6;
/// Largest number of parameters of a script.
const PARAMS: usize = 20;

/// name = param(default, low, high)
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Declared {
    /// Its name.
    pub id: String,
    /// The default.
    pub default: f64,
    /// The smallest allowed value.
    pub min: f64,
    /// The largest allowed value.
    pub max: f64,
}

/// Learning rate of feedback weights.
#[derive(Clone, Debug, PartialEq)]
pub enum Rate {
    /// The learning rate of W.
    LikeWeights,
    /// This learning rate.
    Fixed(f64),
    /// The learning rate in this parameter.
    Param(String),
}

/// name = feedback(wiring, rate)
#[derive(Clone, Debug, PartialEq)]
pub struct Feedback {
    /// Their name in the script.
    pub name: String,
    /// Their wiring.
    pub wiring: Wiring,
    /// Learning rate, if the weights learn.
    pub rate: Option<Rate>,
}

/// A script that was read: it can be run.
#[derive(Clone, Debug, Serialize)]
pub struct Script {
    /// Its first line's comment.
    pub name: String,
    /// Its parameters.
    pub params: Vec<Declared>,
    /// Its feedback weights, if it has any.
    #[serde(skip)]
    pub feedback: Option<Feedback>,
    /// Code that is run for each batch.
    #[serde(skip)]
    pub body: Block,
}

impl Script {
    /// Title of the script.
    pub fn title(&self) -> &str {
        &self.name
    }

    /// Wiring of its feedback weights.
    pub fn wiring(&self) -> Wiring {
        self.feedback.as_ref().map_or(Wiring::None, |feedback| feedback.wiring)
    }

    /// Reads a script.
    ///
    /// # Errors
    /// If it is too long or not written as the language wants it.
    pub fn new(code: &str) -> std::result::Result<Self, Fault> {
        if code.len() > LIMIT {
            return Err(Fault::new(1, format!("the code has {} characters; at most {LIMIT} are read.", code.len())));
        }
        let mut script = Self { name: name(code), params: Vec::new(), feedback: None, body: Block::new() };
        for statement in parse(code)? {
            if !script.declares(&statement)? {
                script.body.push(statement);
            }
        }
        script.learns()?;
        Ok(script)
    }

    /// Takes a declaration; false if the statement is none.
    fn declares(&mut self, Statement { line, kind }: &Statement) -> std::result::Result<bool, Fault> {
        let Deed::Assign { name, index: None, op: None, value } = kind else { return Ok(false) };
        let Kind::Call { name: function, given, named } = &value.kind else { return Ok(false) };
        let at = |message: &str| Fault::new(*line, message);
        match function.as_str() {
            "param" => {
                let declared = param(name, given).filter(|_| named.is_empty());
                self.params.push(declared.ok_or_else(|| {
                    at("a parameter is written sigma = param(0.1), or with its bounds: param(0.1, 0, 1).")
                })?);
                let twice = self.params.iter().filter(|param| param.id == *name).count() > 1;
                if twice || self.params.len() > PARAMS {
                    return Err(at("this parameter has the name of another, or there are more than 20."));
                }
            }
            "feedback" => {
                if self.feedback.is_some() {
                    return Err(at("a rule has one set of feedback weights; this would be a second."));
                }
                self.feedback = Some(self.wired(name, given, named).ok_or_else(|| {
                    at("feedback is written B = feedback(\"layered\") or feedback(\"direct\"), if it learns with rate=0.01.")
                })?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn wired(&self, name: &str, given: &[Expr], named: &[(String, Expr)]) -> Option<Feedback> {
        let wiring = match given {
            [Expr { kind: Kind::Text(text), .. }] if text == "layered" => Wiring::Layered,
            [Expr { kind: Kind::Text(text), .. }] if text == "direct" => Wiring::Direct,
            _ => return None,
        };
        let rate = match named {
            [] => None,
            [(key, Expr { kind: Kind::Number(rate), .. })] if key == "rate" => Some(Rate::Fixed(*rate)),
            [(key, Expr { kind: Kind::Name(param), .. })] if key == "rate" => {
                Some(Rate::Param(self.params.iter().find(|known| known.id == *param)?.id.clone()))
            }
            _ => return None,
        };
        Some(Feedback { name: name.to_owned(), wiring, rate })
    }

    /// Feedback learns if, and only if, dB is set somewhere.
    fn learns(&mut self) -> std::result::Result<(), Fault> {
        match (&mut self.feedback, sets(&self.body, outputs::FEEDBACK)) {
            (None, Some(line)) => Err(Fault::new(
                line,
                "dB is set, but there are no feedback weights. Begin with B = feedback(\"layered\").",
            )),
            (Some(feedback), Some(_)) => {
                feedback.rate.get_or_insert(Rate::LikeWeights);
                Ok(())
            }
            (Some(feedback), None) => {
                feedback.rate = None;
                Ok(())
            }
            (None, None) => Ok(()),
        }
    }

    /// `given` checked against the declared parameters and completed by their defaults.
    ///
    /// # Errors
    /// If a parameter is unknown or out of its bounds.
    pub fn complete(&self, given: &Params) -> Result<Params> {
        let known: Vec<_> = self.params.iter().map(|param| param.id.as_str()).collect();
        if let Some(unknown) = given.keys().find(|id| !known.contains(&id.as_str())) {
            let known = if known.is_empty() { "none".into() } else { known.join(", ") };
            let message = format!("params: the code has no parameter \"{unknown}\"; it has {known}.");
            return Err(Error::new("params", message));
        }
        let one = |Declared { id, default, min, max }: &Declared| {
            let value = given.get(id).unwrap_or(default);
            if (min..=max).contains(&value) {
                return Ok((id.clone(), *value));
            }
            let message = format!("params.{id} is {value}; give a number from {min} to {max} (default {default}).");
            Err(Error::new("params", message))
        };
        self.params.iter().map(one).collect()
    }
}

fn name(code: &str) -> String {
    let first = lines(code.trim_start_matches(MARK)).next().unwrap_or("").trim();
    // A mark that turns the direction of a text would turn what stands behind the name, too.
    let seen = first.trim_start_matches('#').chars().filter(|sign| !is_unseen(*sign)).collect::<String>();
    let name: String = seen.trim().chars().take(NAME).collect();
    if first.starts_with('#') && !name.is_empty() {
        name
    } else {
        NAMELESS.into()
    }
}

fn param(name: &str, given: &[Expr]) -> Option<Declared> {
    let numbers: Vec<f64> = given.iter().map(literal).collect::<Option<_>>()?;
    let (default, min, max) = match numbers[..] {
        [default] => (default, -FAR, FAR),
        [default, min, max] => (default, min, max),
        _ => return None,
    };
    (min..=max).contains(&default).then(|| Declared { id: name.to_owned(), default, min, max })
}

/// A number that is written out, a minus before it included.
fn literal(expr: &Expr) -> Option<f64> {
    match &expr.kind {
        Kind::Number(number) => Some(*number),
        Kind::Negate(of) => literal(of).map(|number| -number),
        Kind::Binary(Op::Div, a, b) => Some(literal(a)? / literal(b)?),
        _ => None,
    }
}

/// The first line that sets this name.
fn sets(block: &Block, wanted: &str) -> Option<usize> {
    block.iter().find_map(|Statement { line, kind }| match kind {
        Deed::Assign { name, .. } if name == wanted => Some(*line),
        Deed::If(branches, otherwise) => {
            branches.iter().find_map(|(_, block)| sets(block, wanted)).or_else(|| sets(otherwise, wanted))
        }
        Deed::For(_, _, block) | Deed::While(_, block) => sets(block, wanted),
        _ => None,
    })
}
