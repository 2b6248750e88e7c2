//! Rules as code: the built-in ones written as scripts propose what the Rust ones do.

use crate::common::{asked, batch, build, net, test, trainer, ACTIVATIONS, OUTPUTS, SIZES};
use std::sync::Arc;

use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::net::{Init, Network};
use microlearning::rule::convention::{self, Convention, MATCHED};
use microlearning::rule::feedback::Origin;
use microlearning::rule::noise::{Draw, LayerNoise, Noise};
use microlearning::rule::{Asked, LayerUpdate, Params, Plasticity, Proposal, Rule, Setting};
use microlearning::rules;
use microlearning::script::{examples, Script};
use microlearning::{Mat, Real, Rng, Vector};

fn scripted(code: &str, net: &Network, seed: u32) -> Box<dyn Rule> {
    let script = Arc::new(Script::new(code).expect("the code can be read"));
    let params = script.complete(&Params::new()).expect("defaults");
    let feedback = Origin { init: Init::Normal(0.5), given: None };
    script.rule(&Setting { net, params: &params, feedback }, &mut stream(seed, Stream::Feedback))
}

fn example(rule: &str) -> &'static str {
    examples::ALL.iter().find(|example| example.rule == rule).expect("an example").code
}

/// Calls `test` for every network shape × bias × output × activation × convention.
fn everywhere(test: impl Fn(&Network, &Batch, &'static Convention)) {
    for sizes in SIZES {
        for bias in [false, true] {
            for output in OUTPUTS {
                for activation in ACTIVATIONS {
                    for convention in convention::ALL {
                        test(&net(sizes, bias, activation, output, 3), &batch(7, 6, 3, 5), convention);
                    }
                }
            }
        }
    }
}

fn numbers(update: &LayerUpdate) -> impl Iterator<Item = Real> + '_ {
    update.w.iter().chain(update.b.iter().flatten()).copied()
}

/// Agreement to the rounding of sums whose terms are as large as the whole update.
fn same(found: &[LayerUpdate], expected: &[LayerUpdate], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let size = expected.iter().flat_map(numbers).fold(0.0, |most: Real, v| most.max(v.abs()));
    for (l, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert_eq!(numbers(found).count(), numbers(expected).count(), "{what}");
        for (a, b) in numbers(found).zip(numbers(expected)) {
            assert!((a - b).abs() <= 1e-5 * size, "{what}, layer {l}: {a} where {b} was expected");
        }
    }
}

/// The same noise for both: drawn here as the scripts draw it, handed to the Rust rules times σ.
fn same_noise(net: &Network, batch: &Batch, sigma: Real) -> [Vec<LayerNoise>; 2] {
    let draw = |dim, rng: &mut Rng| {
        let mut noise = Mat::zeros(dim);
        Draw::Normal(1.0).fill(rng, noise.as_slice_mut().expect("standard layout"));
        noise * sigma
    };
    let mut rng = stream(1, Stream::Noise);
    let w: Vec<_> = net.layers.iter().map(|layer| draw(layer.w.dim(), &mut rng)).collect();
    let b = net.layers.iter().map(|layer| layer.b.as_ref().map(|b| draw((1, b.len()), &mut rng)));
    let b: Vec<_> = b.map(|b| b.map(Vector::from_iter)).collect();
    let weights = w.into_iter().zip(b).map(|(w, b)| LayerNoise { w: Some(w), b, h: None }).collect();
    let mut rng = stream(1, Stream::Noise);
    let units = net.layers.iter().map(|layer| draw((batch.len(), layer.w.nrows()), &mut rng));
    [weights, units.map(|h| LayerNoise { h: Some(h), ..LayerNoise::default() }).collect()]
}

fn given(
    rule: &dyn Rule,
    convention: &'static Convention,
    net: &Network,
    batch: &Batch,
    noise: &[LayerNoise],
) -> Proposal {
    let mut asked = Asked::default();
    asked.ask(rule, net, batch, convention, &mut Noise::given(noise, &mut stream(1, Stream::Noise)));
    asked.proposal
}

#[test]
fn every_built_in_rule_that_is_written_as_code_proposes_the_same_update() {
    // Those that send noise through the network before training have no such phase as code.
    let rules: [(&str, &[(&str, f64)]); 10] = [
        ("backprop", &[]),
        ("feedback_alignment", &[]),
        ("direct_feedback_alignment", &[]),
        ("sign_symmetry", &[]),
        ("kolen_pollack", &[]),
        ("target_propagation", &[]),
        ("hebbian", &[]),
        ("hebbian_backprop", &[]),
        ("weight_mirror", &[("warm_up", 0.0)]),
        ("information_alignment", &[("warm_up", 0.0)]),
    ];
    everywhere(|net, batch, convention| {
        for (id, params) in rules {
            // A script's error is scaled before it goes down, and its target with it: where the batch is summed, targets
            // lie as many times further away.
            if id == "target_propagation" && convention.sums_batch {
                continue;
            }
            let what = format!("{id} {} {:?} {:?} {} layers", convention.id, net.output, net.activation, net.depth());
            let built = build(rules::find(id).expect("a rule"), params, None, net, 1);
            let script = scripted(example(id), net, 1);
            let (_, expected) = asked(&*built, convention, net, batch, &mut stream(1, Stream::Noise));
            let (_, found) = asked(&*script, convention, net, batch, &mut stream(1, Stream::Noise));
            assert_eq!(found.failure, None, "{what}");
            same(&found.delta, &expected.delta, &what);
            assert_eq!(found.decay, expected.decay, "{what}");
            assert_eq!(script.pathways(), built.pathways(), "{what}");
            let [found, expected] = [&found, &expected].map(|out| &out.learned);
            assert_eq!(found.len(), expected.len(), "{what}");
            for (a, b) in found.iter().zip(expected) {
                assert!((a - b).iter().all(|d| d.abs() < 1e-5), "{what}");
            }
        }
    });
}

#[test]
fn oja_as_code_is_the_hebbian_rule_with_the_textbooks_bound() {
    everywhere(|net, batch, convention| {
        let params = [("centre", 0.0), ("oja", 1.0)];
        let built = build(rules::find("hebbian").expect("a rule"), &params, None, net, 1);
        let (_, expected) = asked(&*built, convention, net, batch, &mut stream(1, Stream::Noise));
        let (_, found) =
            asked(&*scripted(example("oja"), net, 1), convention, net, batch, &mut stream(1, Stream::Noise));
        same(&found.delta, &expected.delta, "oja");
    });
}

#[test]
fn perturbation_as_code_proposes_the_same_from_the_same_noise() {
    everywhere(|net, batch, convention| {
        let noise = same_noise(net, batch, 0.1);
        for (id, noise) in ["weight_perturbation", "node_perturbation"].into_iter().zip(&noise) {
            // In the tutorial node perturbation adds its noise to activities; the script adds it to z in every convention.
            if id == "node_perturbation" && convention.noise_on_activity {
                continue;
            }
            let built = build(rules::find(id).expect("a rule"), &[], None, net, 1);
            let found = given(&*scripted(example(id), net, 1), convention, net, batch, &[]);
            assert_eq!(found.failure, None);
            // Differences of losses in f32: the last digits of the loss, a hundredth of it as a difference.
            let expected = given(&*built, convention, net, batch, noise);
            for (a, b) in found.delta.iter().zip(&expected.delta) {
                let size = b.w.iter().fold(1e-3, |most: Real, v| most.max(v.abs()));
                assert!((&a.w - &b.w).iter().all(|d| d.abs() < 1e-3 * size), "{id} {}", convention.id);
            }
        }
    });
}

#[test]
fn training_with_code_ends_where_training_with_the_rule_does() {
    let net = net(SIZES[2], true, ACTIVATIONS[0], OUTPUTS[1], 3);
    for id in ["backprop", "kolen_pollack", "direct_feedback_alignment", "target_propagation"] {
        let ends =
            [build(rules::find(id).expect("a rule"), &[], None, &net, 1), scripted(example(id), &net, 1)].map(|rule| {
                let mut trainer = trainer(&net, rule, &[0.3]);
                for seed in 0..20 {
                    trainer.step(&batch(7, 6, 3, seed), &mut ()).expect("finite");
                }
                (trainer.net().clone(), trainer.rule().feedback().to_vec())
            });
        let [(built, b), (script, own)] = &ends;
        for (a, b) in built.layers.iter().zip(&script.layers).map(|(a, b)| (&a.w, &b.w)).chain(b.iter().zip(own)) {
            assert!((a - b).iter().all(|d| d.abs() < 1e-4), "{id}");
        }
    }
}

#[test]
fn parameters_have_the_value_that_is_asked_for_and_feedback_its_own_rate() {
    let code = "# Mine\nrate = param(0.25, 0, 1)\nB = feedback(\"direct\", rate=rate)\nfor l in range(L): dW[l] = rate * W[l]\ndB = B\n";
    let script = Arc::new(Script::new(code).expect("sound code"));
    assert_eq!((script.name.as_str(), script.params.len()), ("Mine", 1));
    let net = net(SIZES[2], false, ACTIVATIONS[0], OUTPUTS[1], 3);
    let asked_for = Params::from([("rate".to_owned(), 0.5)]);
    let params = script.complete(&asked_for).expect("within bounds");
    let feedback = Origin { init: Init::Normal(0.5), given: None };
    let setting = Setting { net: &net, params: &params, feedback };
    let rule = Arc::clone(&script).rule(&setting, &mut stream(1, Stream::Feedback));
    assert_eq!(rule.pathways()[0].learns, Plasticity::Own(0.5));
    let (_, out) = asked(&*rule, &MATCHED, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise));
    assert_eq!(out.failure, None);
    assert_eq!(out.delta[1].w, &net.layers[1].w * 0.5);
    assert_eq!(out.learned, rule.feedback());
    for wrong in [("rate", 2.0), ("pace", 0.5)] {
        let error = script.complete(&Params::from([(wrong.0.to_owned(), wrong.1)])).expect_err("not allowed");
        assert_eq!(error.field, "params", "{error}");
    }
}

#[test]
fn the_same_scene_and_seed_give_the_same_proposal() {
    let net = net(SIZES[1], true, ACTIVATIONS[1], OUTPUTS[0], 3);
    for example in examples::ALL {
        let rule = scripted(example.code, &net, 1);
        let [first, second] =
            [(); 2].map(|()| asked(&*rule, &MATCHED, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1.delta);
        assert_eq!(first, second, "{}", example.rule);
        assert!(first.iter().any(|delta| delta.w.iter().any(|v| *v != 0.0)), "{}", example.rule);
    }
}
