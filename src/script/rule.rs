//! A script as a rule like any other.

use std::sync::Arc;

use super::declare::{Rate, Script};
use super::fault::Fault;
use super::look::LOOK;
use super::machine::{Machine, Stage};
use super::outputs;
use crate::base::error::Error;
use crate::rule::feedback::Wiring;
use crate::rule::noise::Noise;
use crate::rule::{Card, Context, Params, Pathway, Plasticity, Proposal, Rule, Setting, Workspace};
use crate::{Real, Rng};

/// The card of every rule that is written as code. Without code it is feedback alignment, to begin from.
pub const CARD: Card = Card {
    id: LOOK.0,
    name: "Your own rule",
    look: LOOK.1,
    equation: r"\Delta W_l = \text{your code}",
    plain: "ΔW_l = your code",
    paper: "Yours",
    also: &[],
    wiring: Wiring::Layered,
    needs_error: false,
    signals: &[],
    any_layer: false,
    params: &[],
    suited: &[],
    build: |setting, rng| super::examples::beginning().rule(setting, rng),
};

/// The cards of rules that are written as code.
pub const CARDS: &[&Card] = &[&CARD];

/// Script in a rule's code, for the card of rules that are written as code; none for all others.
///
/// # Errors
/// If the code cannot be read.
pub fn of(card: &Card, code: &str) -> Result<Option<Arc<Script>>, Error> {
    if card.id != CARD.id {
        return Ok(None);
    }
    let script = if code.is_empty() { super::examples::beginning() } else { Arc::new(Script::new(code)?) };
    Ok(Some(script))
}

/// A script, its parameters and its feedback weights.
pub struct ScriptRule {
    script: Arc<Script>,
    params: Params,
    /// B for layers 2 … L, if it keeps any.
    feedback: Option<Pathway>,
}

impl Script {
    /// The rule for a network. `setting.params` are complete: see [`Script::complete`].
    pub fn rule(self: Arc<Self>, setting: &Setting<'_>, rng: &mut Rng) -> Box<dyn Rule> {
        Box::new(self.scripted(setting, rng))
    }

    /// The same, for a caller who wants to know what it prints.
    pub fn scripted(self: Arc<Self>, setting: &Setting<'_>, rng: &mut Rng) -> ScriptRule {
        let params = setting.params.clone();
        let feedback = self.feedback.as_ref();
        let plasticity = match feedback.and_then(|feedback| feedback.rate.as_ref()) {
            None => Plasticity::Fixed,
            Some(Rate::LikeWeights) => Plasticity::LikeWeights,
            Some(Rate::Fixed(rate)) => Plasticity::Own(*rate as Real),
            Some(Rate::Param(id)) => Plasticity::Own(params.get(id).copied().unwrap_or(0.0) as Real),
        };
        let feedback = feedback.map(|feedback| Pathway::feedback(setting.feedback(feedback.wiring, rng), plasticity));
        ScriptRule { params, feedback, script: self }
    }
}

/// Account of one update.
pub struct Ran {
    /// Lines that were printed.
    pub printed: Vec<String>,
    /// Share of an update's budget that was spent.
    pub spent: f64,
}

impl ScriptRule {
    /// Runs the script and writes the proposal.
    ///
    /// # Errors
    /// If a statement in it fails.
    pub fn run(
        &self,
        context: &Context<'_>,
        rng: &mut Rng,
        work: &mut Workspace,
        out: &mut Proposal,
    ) -> Result<Ran, Fault> {
        let name = self.script.feedback.as_ref().map(|feedback| feedback.name.as_str());
        let stage = Stage {
            context,
            feedback: name.zip(self.feedback.as_ref().map(|feedback| feedback.weights.as_slice())),
            params: &self.params,
            rng,
            work,
        };
        let last = self.script.body.last().map_or(1, |statement| statement.line);
        let at = |message: String| Fault::new(last, message);
        Machine::new(stage).map_err(at).and_then(|mut machine| {
            machine.run(&self.script.body)?;
            outputs::write(&machine, out).map_err(at)?;
            Ok(Ran { spent: machine.budget.spent(), printed: machine.printed })
        })
    }
}

impl Rule for ScriptRule {
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal) {
        if let Err(fault) = self.run(at, noise.rng(), work, out) {
            out.delta.iter_mut().for_each(|delta| delta.scale(0.0));
            out.failure = Some(Error::from(fault));
        }
    }

    fn pathways(&self) -> &[Pathway] {
        self.feedback.as_slice()
    }

    fn pathways_mut(&mut self) -> &mut [Pathway] {
        self.feedback.as_mut_slice()
    }
}
