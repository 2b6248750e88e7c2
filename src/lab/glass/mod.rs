//! One update under the glass: a network so small that each of its numbers can be looked at, three pictures, and a rule.
//!
//! [`look`] gives all numbers of one update: activities, losses, what comes back, changes. `reason` finds out of what a layer's change
//! was made, and `locality` says who in a brain would know each part of it. [`cloud`] makes the update many times.

mod cloud;
mod locality;
mod reason;
mod scene;

pub use cloud::{cloud, Cloud};
pub use locality::{Known, Place};
pub use reason::Reason;

use std::sync::Arc;

use serde::Serialize;

use crate::base::error::Result;
use crate::base::named::serialize as named;
use crate::base::random::{stream, Stream};
use crate::net::Network;
use crate::rule::feedback::Origin;
use crate::rule::scheme::Scheme;
use crate::rule::{Params, Rule, Setting, Signal};
use crate::{rules, script, Mat, Real, Rng};

/// A matrix, row by row.
pub type Rows = Vec<Vec<Real>>;

/// One update, all of it.
#[derive(Clone, Debug, Serialize)]
pub struct Glass {
    /// The rule's name.
    pub name: String,
    /// Units of each layer, the picture's pixels first.
    pub sizes: Vec<usize>,
    /// Name of what each picture shows, the class of the output unit that should answer.
    pub pictures: Vec<&'static str>,
    /// Pixels, a row for each picture.
    pub x: Rows,
    /// Targets, a row for each picture.
    pub t: Rows,
    /// Weight layers.
    pub layers: Vec<Layer>,
    /// Loss of each picture.
    pub losses: Vec<f64>,
    /// Mean loss.
    pub loss: f64,
    /// Mean loss with the noise, if the rule adds any to weights or units.
    pub noisy_loss: Option<f64>,
    /// η of the step.
    pub rate: Real,
    /// Mean loss after the step.
    pub loss_after: f64,
    /// Weights by which something comes back, or which learn beside W.
    pub own: Vec<Own>,
    /// Sentences on what comes back.
    pub meaning: String,
    /// The way back: "none", "weights", "signs", "layered" or "direct".
    #[serde(serialize_with = "named")]
    pub way: crate::rule::scheme::Way,
    /// True if the connections of that way learn, too.
    pub way_learns: bool,
    /// Signals that a synapse below the top layer needs.
    #[serde(serialize_with = "ids")]
    pub signals: Vec<Signal>,
    /// All that a synapse below the top layer needs, and who in a brain would know it.
    pub known: Vec<Known>,
}

/// One layer: what came in, what it said, and how it changes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Layer {
    /// W, a row for each unit.
    pub w: Rows,
    /// Sums z, a row for each picture.
    pub z: Rows,
    /// Activities h, a row for each picture.
    pub h: Rows,
    /// Noise of the weights.
    pub weight_noise: Option<Rows>,
    /// Noise of the units, a row for each picture.
    pub unit_noise: Option<Rows>,
    /// Teaching signals δ, a row for each picture; none if no unit of the layer gets one.
    pub teaching: Option<Rows>,
    /// Makings of its change.
    #[serde(serialize_with = "named")]
    pub reason: Reason,
    /// The same for people.
    pub reason_name: &'static str,
    /// Contributions of each picture, if the change without decay is their mean.
    pub terms: Option<Vec<Rows>>,
    /// λ: W is also pulled towards zero by this much of itself.
    pub decay: Real,
    /// ΔW, decay included.
    pub delta: Rows,
    /// W after the step.
    pub after: Rows,
}

/// Weights of a rule's own of one layer.
#[derive(Clone, Debug, Serialize)]
pub struct Own {
    /// Their letter.
    pub id: &'static str,
    /// The layer that they belong to, counted from 0.
    pub layer: usize,
    /// The weights.
    pub rows: Rows,
    /// Their change, if they learn.
    pub delta: Option<Rows>,
}

fn ids<S: serde::Serializer>(signals: &[Signal], serializer: S) -> std::result::Result<S::Ok, S::Error> {
    use crate::base::named::Named;
    signals.iter().map(|signal| signal.id()).collect::<Vec<_>>().serialize(serializer)
}

fn rows(m: &Mat) -> Rows {
    m.rows().into_iter().map(|row| row.to_vec()).collect()
}

/// A rule and the small network that it trains.
struct Subject {
    name: String,
    net: Network,
    rule: Box<dyn Rule>,
    scheme: Scheme,
}

/// The rule with this id, its parameters at their defaults, or this code if the rule is written as code.
fn subject(rule: &str, code: &str) -> Result<Subject> {
    let card = rules::find(rule)?;
    let own = script::of(card, code)?;
    let wiring = own.as_ref().map_or(card.wiring, |script| script.wiring());
    let name = own.as_ref().map_or_else(|| card.name.to_owned(), |script| script.title().to_owned());
    let params = match &own {
        Some(script) => script.complete(&Params::new())?,
        None => card.params(&Params::new())?,
    };
    let make = |net: &Network, rng: &mut Rng| -> Box<dyn Rule> {
        let setting = Setting { net, params: &params, feedback: Origin { init: scene::INIT, given: None } };
        match &own {
            Some(script) => Arc::clone(script).rule(&setting, rng),
            None => (card.build)(&setting, rng),
        }
    };
    let net = scene::network();
    let rule = make(&net, &mut stream(1, Stream::Feedback));
    let scheme = if own.is_some() { Scheme::found(&make, wiring) } else { Scheme::of(card) };
    Ok(Subject { name, net, rule, scheme })
}

/// One update by the rule with this id, its parameters at their defaults, or by this code if the rule is written as code.
///
/// # Errors
/// If there is no such rule, or its code cannot be read or run.
pub fn look(rule: &str, code: &str) -> Result<Glass> {
    let Subject { name, net, rule, scheme } = subject(rule, code)?;
    scene::update(name, &net, &*rule, scheme)
}
