//! Scheme of a rule: what reaches its synapses, and by which way. A card says a part of it; the rest is found by asking the rule
//! about a small network, so that a picture of it cannot say what the code does not do.

use super::feedback::{Origin, Wiring};
use super::noise::{LayerNoise, Noise};
use super::{convention, Asked, Card, Params, Plasticity, Rule, Setting, Signal};
use crate::base::named::Named;
use crate::base::random::{normal, stream, Stream};
use crate::data::Batch;
use crate::net::{Activation, Init, Network, Output, Shape};
use crate::rule::Proposal;
use crate::{Mat, Real, Rng, Vector};

/// Way by which something comes back from the output to the layers below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// None: nothing that is meant for one unit comes back.
    None,
    /// The forward weights themselves, used backwards.
    Weights,
    /// Connections whose signs are those of the forward weights.
    Signs,
    /// Connections of their own, layer by layer.
    Layered,
    /// Connections of their own, from the output straight to each layer.
    Direct,
}

impl Named for Way {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::None, "none", "nothing comes back to one unit alone"),
        (Self::Weights, "weights", "back through the forward weights"),
        (Self::Signs, "signs", "back through weights with the forward weights’ signs"),
        (Self::Layered, "layered", "back layer by layer, through weights of their own"),
        (Self::Direct, "direct", "straight from the output, through weights of their own"),
    ];
}

/// Outline of a rule, as far as a drawing shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The way back.
    pub way: Way,
    /// True if the connections of that way learn, too.
    pub way_learns: bool,
    /// Signals that a synapse below the top layer needs.
    pub signals: Vec<Signal>,
    /// True if noise is added to weights.
    pub weight_noise: bool,
    /// True if noise is added to units.
    pub unit_noise: bool,
    /// True if layers are sent noise from which the way back learns.
    pub listens: bool,
    /// True if the top layer learns from its own error.
    pub error_at_top: bool,
    /// True if the top layer learns from the right answer without an error: its units are clamped to it.
    pub clamped: bool,
    /// True if the answer is a state in which units settle, and not the forward pass.
    pub settles: bool,
}

/// Inputs, hidden units, outputs of the small network.
const SIZES: [usize; 4] = [5, 4, 3, 3];
/// Examples in its batch, one a class.
const EXAMPLES: usize = 3;
const INIT: Init = Init::Normal(1.0);

/// Maker of a rule for a network.
pub type Maker<'a> = &'a dyn Fn(&Network, &mut Rng) -> Box<dyn Rule>;

impl Scheme {
    /// The scheme of a rule with its parameters' defaults.
    pub fn of(card: &Card) -> Self {
        let make = |net: &Network, rng: &mut Rng| {
            let params = card.params(&Params::new()).unwrap_or_default();
            (card.build)(&Setting { net, params: &params, feedback: Origin { init: INIT, given: None } }, rng)
        };
        Self::seen(&make, card.wiring, Some(card.signals))
    }

    /// The scheme of a rule whose card does not say what it needs, such as one that was written as code: that is found out, too.
    pub fn found(make: Maker<'_>, wiring: Wiring) -> Self {
        Self::seen(make, wiring, None)
    }

    fn seen(make: Maker<'_>, wiring: Wiring, told: Option<&[Signal]>) -> Self {
        let net = small();
        let rule = &*make(&net, &mut stream(1, Stream::Feedback));
        let base = Scene::default();
        let (first, top) = (base.propose(rule, &net), net.depth() - 1);
        let signals = told.map_or_else(|| signals(&|scene| scene.propose(rule, &net)), <[_]>::to_vec);
        let needs = |signal| signals.contains(&signal);
        let other = Scene { units: 2, ..base }.propose(rule, &net);
        let unit_noise = needs(Signal::OwnNoise) && other.delta != first.delta;
        let error_at_top = first.teaching[top].iter().any(|&e| e != 0.0) && !needs(Signal::Loss);
        let taught_top = Scene { turned: 1, ..base }.propose(rule, &net).delta[top] != first.delta[top];
        Self {
            way: way(wiring, &signals),
            way_learns: rule.pathways().iter().any(|own| own.stands_for_w && own.learns != Plasticity::Fixed),
            weight_noise: Scene { weights: 2, ..base }.propose(rule, &net).delta != first.delta,
            unit_noise,
            listens: !unit_noise && first.learned != other.learned,
            error_at_top,
            clamped: !error_at_top && taught_top && !needs(Signal::Loss),
            settles: rule.settles(),
            signals,
        }
    }

    /// True if a synapse below the top layer needs this signal.
    pub fn needs(&self, signal: Signal) -> bool {
        self.signals.contains(&signal)
    }
}

/// Signals that change the first layer's update if they are changed alone.
fn signals(propose: &dyn Fn(Scene) -> Proposal) -> Vec<Signal> {
    let base = Scene::default();
    let first = propose(base);
    let changes = |scene: Scene| propose(scene).delta[0] != first.delta[0];
    if changes(Scene { drawn: 2, ..base }) {
        let loss = changes(Scene { turned: 1, ..base }) || changes(Scene { loss: 1.0, ..base });
        return [Signal::OwnNoise].into_iter().chain(loss.then_some(Signal::Loss)).collect();
    }
    let error = changes(Scene { turned: 1, ..base }).then_some(Signal::Error);
    let weights = changes(Scene { above: 2, ..base }).then_some(Signal::Weights);
    error.into_iter().chain(weights).collect()
}

fn way(wiring: Wiring, signals: &[Signal]) -> Way {
    match wiring {
        _ if signals.contains(&Signal::Weights) => Way::Weights,
        _ if signals.contains(&Signal::Signs) => Way::Signs,
        Wiring::None => Way::None,
        Wiring::Layered => Way::Layered,
        Wiring::Direct => Way::Direct,
    }
}

fn small() -> Network {
    let shape = Shape { sizes: &SIZES, bias: true, activation: Activation::Sigmoid, output: Output::SoftmaxNll };
    Network::new(&shape, INIT, &mut stream(1, Stream::Weights))
}

/// One question about the same pictures.
#[derive(Clone, Copy)]
struct Scene {
    /// Seed of the noise of weights.
    weights: u32,
    /// Seed of the noise of units.
    units: u32,
    /// Seed of all other noise.
    drawn: u32,
    /// Seed of the weights above the first layer, as the rule is shown them; the answer is the first network's.
    above: u32,
    /// Loss that the rule is told on top of the true one.
    loss: f64,
    /// Number of classes that the targets are turned by.
    turned: usize,
}

impl Default for Scene {
    fn default() -> Self {
        Self { weights: 1, units: 1, drawn: 1, above: 1, loss: 0.0, turned: 0 }
    }
}

impl Scene {
    fn batch(&self) -> Batch {
        let x = numbers((EXAMPLES, SIZES[0]), &mut stream(1, Stream::Batches));
        let right = |i: usize, k: usize| Real::from(u8::from((i + self.turned) % EXAMPLES == k));
        Batch { x, t: Mat::from_shape_fn((EXAMPLES, EXAMPLES), |(i, k)| right(i, k)) }
    }

    fn propose(&self, rule: &dyn Rule, net: &Network) -> Proposal {
        let (mut weights, mut units) = (stream(self.weights, Stream::Noise), stream(self.units, Stream::Noise));
        let layer = |layer: &crate::net::Layer| LayerNoise {
            w: Some(numbers(layer.w.dim(), &mut weights)),
            b: Some(Vector::from_shape_simple_fn(layer.w.nrows(), || small_number(&mut weights))),
            h: Some(numbers((EXAMPLES, layer.units()), &mut units)),
        };
        let given: Vec<_> = net.layers.iter().map(layer).collect();
        let mut asked = Asked::default();
        let mut drawn = stream(self.drawn, Stream::Probe);
        let batch = self.batch();
        let loss = asked.answer(rule, net, &batch) + self.loss;
        let mut shown = net.clone();
        let mut rng = stream(self.above, Stream::Weights);
        if self.above > 1 {
            shown.layers[1..].iter_mut().for_each(|layer| layer.w = numbers(layer.w.dim(), &mut rng));
        }
        let mut noise = Noise::given(&given, &mut drawn);
        asked.propose(rule, &shown, &batch, (loss, &convention::MATCHED), &mut noise);
        asked.proposal
    }
}

fn small_number(rng: &mut Rng) -> Real {
    0.1 * normal(rng)
}

fn numbers(shape: (usize, usize), rng: &mut Rng) -> Mat {
    Mat::from_shape_simple_fn(shape, || small_number(rng))
}
