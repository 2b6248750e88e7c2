//! Laws of every registered rule on every shape of network.

use crate::common::{asked, batch, build, net, propose, test, trainer, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::base::named::Named;
use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::metrics::Tally;
use microlearning::net::{Activation, Network, Output};
use microlearning::rule::convention;
use microlearning::rule::convention::Convention;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Asked, Card, LayerUpdate, Over, Plasticity, Trace};
use microlearning::rules;

/// Calls `law` for every rule × depth × bias × output × activation × convention.
fn everywhere(law: impl Fn(&Card, &Network, &Batch, &'static Convention)) {
    for card in rules::ALL {
        for sizes in SIZES {
            for bias in [false, true] {
                for output in OUTPUTS {
                    for activation in ACTIVATIONS {
                        for convention in convention::ALL {
                            let net = net(sizes, bias, activation, output, 3);
                            law(card, &net, &batch(7, 6, 3, 5), convention);
                        }
                    }
                }
            }
        }
    }
}

fn numbers(update: &LayerUpdate) -> impl Iterator<Item = microlearning::Real> + '_ {
    update.w.iter().chain(update.b.iter().flatten()).copied()
}

#[test]
fn an_update_has_the_shape_of_the_network_and_finite_numbers() {
    everywhere(|card, net, batch, convention| {
        let (rule, mut asked) = (build(card, &[], None, net, 1), Asked::default());
        let loss = asked.ask(&*rule, net, batch, convention, &mut Noise::drawn(&mut stream(1, Stream::Noise)));
        let (out, y) = (&asked.proposal, asked.pass.output());
        assert!(loss.is_finite(), "{}", card.id);
        assert_eq!(out.delta.len(), net.depth(), "{}", card.id);
        for (delta, layer) in out.delta.iter().zip(&net.layers) {
            assert_eq!(delta.w.dim(), layer.w.dim(), "{}", card.id);
            assert_eq!(delta.b.as_ref().map(|b| b.len()), layer.b.as_ref().map(|b| b.len()), "{}", card.id);
            assert!(numbers(delta).all(|value| value.is_finite()), "{}", card.id);
        }
        // Units of a hard sigmoid that are all about its edges, or on the way there, have no slope: nothing that is small moves them.
        let stuck = net.output == Output::HardSigmoidMse && y.iter().all(|y| !(0.01..0.99).contains(y));
        assert!(stuck || out.delta.iter().flat_map(numbers).any(|value| value != 0.0), "{} proposes nothing", card.id);
    });
}

#[test]
fn the_same_scene_and_seed_give_the_same_update_and_leave_the_network_as_it_was() {
    everywhere(|card, net, batch, convention| {
        let before = net.clone();
        let (_, first) = propose(card, net, batch, convention, 1);
        let (_, second) = propose(card, net, batch, convention, 1);
        assert_eq!(first.delta, second.delta, "{}", card.id);
        assert_eq!(&before, net, "{}", card.id);
    });
}

#[test]
fn traces_and_pictures_change_nothing_and_are_there_only_for_those_who_look() {
    everywhere(|card, net, batch, convention| {
        let rule = build(card, &[], None, net, 1);
        let ask = |watched: bool| {
            let mut asked = Asked::default();
            (asked.proposal.watched, asked.proposal.pictured) = (watched, watched);
            asked.ask(&*rule, net, batch, convention, &mut Noise::drawn(&mut stream(1, Stream::Noise)));
            asked.proposal
        };
        let (alone, seen) = (ask(false), ask(true));
        assert_eq!((&alone.delta, &alone.learned), (&seen.delta, &seen.learned), "{}", card.id);
        assert_eq!((&alone.teaching, &alone.decay), (&seen.teaching, &seen.decay), "{}", card.id);
        assert!(alone.traces.is_empty() && alone.pictures.is_empty(), "{}", card.id);
        let traced = seen.traces.iter().flat_map(|trace| &trace.values);
        assert!(traced.into_iter().all(|value| value.is_finite()), "{}", card.id);
        let complete = |trace: &Trace| match trace.over {
            Over::Step => trace.values.len() > 1,
            Over::Layer => trace.begin == 1 && trace.values.len() == net.depth() - 1,
        };
        assert!(seen.traces.iter().all(complete), "{}", card.id);
        assert!(seen.pictures.iter().all(|picture| picture.values.ncols() == net.inputs()), "{}", card.id);
    });
}

#[test]
fn laws_are_tried_on_every_activation_and_every_output() {
    assert_eq!(Activation::NAMES.iter().filter(|(f, ..)| ACTIVATIONS.contains(f)).count(), Activation::NAMES.len());
    assert_eq!(Output::NAMES.iter().filter(|(output, ..)| OUTPUTS.contains(output)).count(), Output::NAMES.len());
}

#[test]
fn an_update_without_error_is_zero_where_the_card_says_so() {
    for card in rules::ALL.iter().filter(|card| card.needs_error) {
        for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
            for convention in convention::ALL {
                let (mut net, mut batch) = (net(sizes, true, ACTIVATIONS[0], output, 3), batch(7, 6, 3, 5));
                // A top layer so sure of the first class that every digit of its answer is right.
                let top = net.layers.last_mut().expect("a layer");
                top.w.fill(0.0);
                let linear = output == Output::LinearMse;
                top.b = Some(ndarray::arr1(&if linear { [1.0, 0.0, 0.0] } else { [1000.0, -1000.0, -1000.0] }));
                batch.t.fill(0.0);
                batch.t.column_mut(0).fill(1.0);
                let (_, out) = propose(card, &net, &batch, convention, 1);
                assert!(out.delta.iter().flat_map(numbers).all(|value| value == 0.0), "{} {}", card.id, convention.id);
            }
        }
    }
}

#[test]
fn a_watched_trainer_ends_where_an_unwatched_one_does() {
    for card in rules::ALL {
        for sizes in SIZES {
            let net = net(sizes, true, ACTIVATIONS[0], OUTPUTS[1], 3);
            let [mut watched, mut alone] = [(); 2].map(|()| trainer(&net, build(card, &[], None, &net, 1), &[0.1]));
            let mut tally = Tally::new(3);
            for seed in 0..3 {
                let batch = batch(7, 6, 3, seed);
                asked(watched.rule(), &convention::MATCHED, watched.net(), &batch, &mut stream(9, Stream::Probe));
                watched.step(&batch, &mut tally).expect("finite");
                alone.step(&batch, &mut ()).expect("finite");
            }
            assert_eq!(watched.net(), alone.net(), "{}", card.id);
            assert_eq!(watched.rule().pathways(), alone.rule().pathways(), "{}", card.id);
            assert_ne!(watched.net(), &net, "{} did not learn", card.id);
        }
    }
}

#[test]
fn feedback_that_learns_changes_and_feedback_that_is_fixed_does_not() {
    for card in rules::ALL {
        let net = net(SIZES[2], true, ACTIVATIONS[0], OUTPUTS[1], 3);
        let mut trainer = trainer(&net, build(card, &[], None, &net, 1), &[0.1]);
        let before = trainer.rule().pathways().to_vec();
        trainer.step(&batch(7, 6, 3, 5), &mut ()).expect("finite");
        for (before, after) in before.iter().zip(trainer.rule().pathways()) {
            let fixed = before.learns == Plasticity::Fixed;
            for (l, (before, after)) in before.weights.iter().zip(&after.weights).enumerate() {
                assert_eq!(before == after, fixed, "{} {l}", card.id);
            }
        }
    }
}

#[test]
fn ids_are_unique_and_files_can_be_named_after_them() {
    for (i, card) in rules::ALL.iter().enumerate() {
        assert!(card.id.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", card.id);
        assert!(rules::ALL[..i].iter().all(|other| other.id != card.id), "{} twice", card.id);
        let texts = [card.name, card.equation, card.plain, card.paper];
        assert!(texts.iter().all(|text| !text.is_empty()), "{}: a text is missing", card.id);
        for param in card.params {
            assert!((param.min..=param.max).contains(&param.default), "{}.{}", card.id, param.id);
        }
    }
}
