//! What a learning rule is: it proposes an update for a batch and never changes the network itself.
//!
//! So a metric can ask any rule "what would you do here?" without side effects, and watching a run never
//! changes it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::convention::Convention;
use crate::data::Batch;
use crate::error::{Error, Result};
use crate::mat::fit;
use crate::net::{Mlp, Pass};
use crate::{Mat, Real, Rng, Vector};

/// What a rule is shown: the network, a batch, and the network's answer to it.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The network as it is now.
    pub net: &'a Mlp,
    /// The batch.
    pub batch: &'a Batch,
    /// z and h of every layer for this batch.
    pub pass: &'a Pass,
    /// The batch's mean loss.
    pub loss: Real,
}

impl Scene<'_> {
    /// h_{l−1}, (B, n_in) of layer l.
    pub fn below(&self, l: usize) -> &Mat {
        self.pass.below(l, &self.batch.x)
    }
}

/// ΔW and Δb of one layer per unit of η, in the direction that is added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerUpdate {
    /// ΔW, (n_out, n_in).
    pub w: Mat,
    /// Δb, (n_out), if the layer has biases.
    pub b: Option<Vector>,
}

/// What a rule writes. The trainer keeps one and hands it out again, so that steps allocate nothing.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The update, a layer each.
    pub delta: Vec<LayerUpdate>,
    /// The teaching signal δ_l that reached each layer, (B, n_l); empty if the rule has none.
    pub teaching: Vec<Mat>,
}

impl Proposal {
    /// Gives every part the shape that `net` and a batch of B examples need.
    pub fn fit(&mut self, net: &Mlp, batch: usize) {
        self.delta.resize_with(net.depth(), LayerUpdate::default);
        self.teaching.resize_with(net.depth(), Default::default);
        for ((delta, teaching), layer) in self.delta.iter_mut().zip(&mut self.teaching).zip(&net.layers) {
            fit(&mut delta.w, layer.w.dim());
            fit(teaching, (batch, layer.w.nrows()));
            if delta.b.as_ref().map(Vector::len) != layer.b.as_ref().map(Vector::len) {
                delta.b.clone_from(&layer.b);
            }
        }
    }
}

/// A learning rule.
pub trait Rule {
    /// Writes the update for this batch into `out`, which already has the network's shape.
    /// Pure: the same scene and the same random state give the same proposal.
    fn propose(&self, scene: &Scene<'_>, rng: &mut Rng, out: &mut Proposal);
}

/// Asks a rule about a batch: runs the network forward into `pass` and writes the proposal. Returns the mean loss.
pub fn ask(rule: &dyn Rule, net: &Mlp, batch: &Batch, rng: &mut Rng, pass: &mut Pass, out: &mut Proposal) -> Real {
    net.forward(&batch.x, pass);
    let loss = net.loss(pass, &batch.t);
    out.fit(net, batch.len());
    rule.propose(&Scene { net, batch, pass, loss }, rng, out);
    loss
}

/// A number that a rule can be given.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Param {
    /// The name in configurations and links.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// The smallest allowed value.
    pub min: f64,
    /// The largest allowed value.
    pub max: f64,
    /// The value if nothing is said.
    pub default: f64,
    /// One sentence.
    pub doc: &'static str,
}

/// Everything there is to say about a rule: sliders, rule cards, links, tests and command line read it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Card {
    /// The name in configurations and links.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// The update, as TeX.
    pub equation: &'static str,
    /// The update, as plain text.
    pub plain: &'static str,
    /// Author and year, title, DOI.
    pub paper: &'static str,
    /// What can be set.
    pub params: &'static [Param],
    /// Makes the rule for a network.
    #[serde(skip)]
    pub build: fn(&Setting<'_>, &mut Rng) -> Box<dyn Rule>,
}

/// What a rule is built from.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The network that it will teach.
    pub net: &'a Mlp,
    /// Its parameters: checked, and complete.
    pub params: &'a Params,
    /// Whose conventions it follows.
    pub convention: &'static Convention,
}

/// Parameter values by id.
pub type Params = BTreeMap<String, f64>;

impl Card {
    /// `given` checked against this card and completed by its defaults.
    ///
    /// # Errors
    /// If a parameter is unknown, not finite or out of range.
    pub fn params(&self, given: &Params) -> Result<Params> {
        if let Some(unknown) = given.keys().find(|id| self.params.iter().all(|p| p.id != *id)) {
            let known: Vec<_> = self.params.iter().map(|p| p.id).collect();
            let known = if known.is_empty() { "none".into() } else { known.join(", ") };
            let message = format!("params: {} has no parameter \"{unknown}\"; it knows {known}.", self.name);
            return Err(Error::new("params", message));
        }
        self.params.iter().map(|p| Ok((p.id.to_owned(), p.check(given.get(p.id))?))).collect()
    }
}

impl Param {
    fn check(&self, given: Option<&f64>) -> Result<f64> {
        let value = *given.unwrap_or(&self.default);
        if (self.min..=self.max).contains(&value) {
            return Ok(value);
        }
        let Self { id, min, max, default, .. } = self;
        let message = format!("params.{id} is {value}; give a number from {min} to {max} (default {default}).");
        Err(Error::new("params", message))
    }
}
