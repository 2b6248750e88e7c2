//! The small network, its three pictures, and one update of it.

use super::{locality, reason, rows, Glass, Layer, Own};
use crate::base::error::Result;
use crate::base::named::Named;
use crate::base::random::{fill_normal, stream, Stream};
use crate::credit::perturbation::SIGMA;
use crate::data::Batch;
use crate::net::{Activation, Forward, Init, Network, Output, Shape};
use crate::rule::convention::MATCHED;
use crate::rule::noise::{LayerNoise, Noise};
use crate::rule::scheme::Scheme;
use crate::rule::{meaning, Asked, Rule};
use crate::{Mat, Real};

/// Pixels, two hidden layers, and an output unit for each picture.
const SIZES: [usize; 4] = [9, 4, 3, 3];
/// Pictures of three pixels by three, and what they show.
const PICTURES: [(&str, [u8; 9]); 3] =
    [("0", [1, 1, 1, 1, 0, 1, 1, 1, 1]), ("1", [0, 1, 0, 0, 1, 0, 0, 1, 0]), ("7", [1, 1, 1, 0, 0, 1, 0, 0, 1])];
/// Distribution of weights.
pub const INIT: Init = Init::Normal(0.8);
/// η of the step.
const RATE: Real = 0.5;

/// The network, the same at each look.
pub fn network() -> Network {
    let shape = Shape { sizes: &SIZES, bias: false, activation: Activation::Sigmoid, output: Output::SoftmaxNll };
    Network::new(&shape, INIT, &mut stream(1, Stream::Weights))
}

/// The three pictures.
pub fn batch() -> Batch {
    let x = Mat::from_shape_fn((PICTURES.len(), SIZES[0]), |(p, i)| Real::from(PICTURES[p].1[i]));
    Batch { x, t: Mat::from_shape_fn((PICTURES.len(), PICTURES.len()), |(p, k)| Real::from(u8::from(p == k))) }
}

/// Noise of weights and units that the rule adds, as it is added.
fn noise(net: &Network, scheme: &Scheme) -> Vec<LayerNoise> {
    let mut rng = stream(1, Stream::Noise);
    let mut draw = |shape: (usize, usize)| {
        let mut m = Mat::zeros(shape);
        fill_normal(&mut rng, SIGMA.default as Real, m.as_slice_mut().unwrap_or_default());
        m
    };
    let layer = |layer: &crate::net::Layer| LayerNoise {
        w: scheme.weight_noise.then(|| draw(layer.w.dim())),
        b: None,
        h: scheme.unit_noise.then(|| draw((PICTURES.len(), layer.units()))),
    };
    net.layers.iter().map(layer).collect()
}

/// Mean loss with the noise.
fn noisy_loss(net: &Network, batch: &Batch, noise: &[LayerNoise]) -> f64 {
    let mut pass = Forward::default();
    pass.reshape(net.depth());
    for (l, (layer, noise)) in net.layers.iter().zip(noise).enumerate() {
        let mut layer = layer.clone();
        noise.w.iter().for_each(|w| layer.w += w);
        let below = if l == 0 { batch.x.clone() } else { pass.h[l - 1].clone() };
        layer.forward(&below, &mut pass.z[l]);
        noise.h.iter().for_each(|h| pass.z[l] += h);
        let z = pass.z[l].clone();
        net.activate(l, &z, &mut pass.h[l]);
    }
    net.loss(&pass, &batch.t)
}

/// One update of the network, with all its numbers.
pub fn update(name: String, net: &Network, rule: &dyn Rule, scheme: Scheme) -> Result<Glass> {
    let (batch, given) = (batch(), noise(net, &scheme));
    let mut asked = Asked::default();
    let loss = asked.ask(rule, net, &batch, &MATCHED, &mut Noise::given(&given, &mut stream(1, Stream::Noise)));
    if let Some(error) = asked.proposal.failure.take() {
        return Err(error);
    }
    let losses = net.losses(&asked.pass, &batch.t).collect();
    let own = own(rule, &asked);
    let without_decay = asked.proposal.clone();
    asked.proposal.decayed(net, rule);
    let mut after = net.clone();
    after.layers.iter_mut().zip(&asked.proposal.delta).for_each(|(layer, delta)| layer.w.scaled_add(RATE, &delta.w));
    let delta = std::mem::replace(&mut asked.proposal, without_decay).delta;
    let layers = net.layers.iter().zip(&after.layers).zip(delta).enumerate();
    let layers = layers.map(|(l, ((before, after), delta))| Layer {
        w: rows(&before.w),
        delta: rows(&delta.w),
        after: rows(&after.w),
        ..layer(&batch, &asked, &given, l)
    });
    let layers = layers.collect();
    let loss_after = Asked::default().answer(rule, &after, &batch);
    let noisy = scheme.weight_noise || scheme.unit_noise;
    Ok(Glass {
        name,
        sizes: SIZES.to_vec(),
        pictures: PICTURES.iter().map(|(name, _)| *name).collect(),
        x: rows(&batch.x),
        t: rows(&batch.t),
        layers,
        losses,
        loss,
        noisy_loss: noisy.then(|| noisy_loss(net, &batch, &given)),
        rate: RATE,
        loss_after,
        own,
        meaning: meaning(&scheme),
        way: scheme.way,
        way_learns: scheme.way_learns,
        known: locality::all(&scheme),
        signals: scheme.signals,
    })
}

/// All numbers of layer l but its weights and their change.
fn layer(batch: &Batch, asked: &Asked, given: &[LayerNoise], l: usize) -> Layer {
    let (pass, proposal) = (&asked.pass, &asked.proposal);
    let teaching = Some(&proposal.teaching[l]).filter(|teaching| teaching.iter().any(|&delta| delta != 0.0));
    let seen = reason::Seen { pre: pass.below(l, &batch.x), post: &pass.h[l], teaching, noise: given[l].w.as_ref() };
    let (reason, terms) = reason::reason(&seen, &proposal.delta[l].w);
    Layer {
        z: rows(&pass.z[l]),
        h: rows(&pass.h[l]),
        weight_noise: given[l].w.as_ref().map(rows),
        unit_noise: given[l].h.as_ref().map(rows),
        teaching: teaching.map(rows),
        reason,
        reason_name: reason.words(),
        terms: terms.map(|terms| terms.iter().map(rows).collect()),
        decay: proposal.decay[l],
        ..Layer::default()
    }
}

/// Weights of the rule's own, with their changes.
fn own(rule: &dyn Rule, asked: &Asked) -> Vec<Own> {
    let mut learned = asked.proposal.learned.iter();
    let mut all = Vec::new();
    for pathway in rule.pathways() {
        let learns = !pathway.learned().is_empty();
        for (i, weights) in pathway.weights.iter().enumerate() {
            let delta = if learns { learned.next().map(rows) } else { None };
            all.push(Own { id: pathway.id, layer: pathway.first - 1 + i, rows: rows(weights), delta });
        }
    }
    all
}
