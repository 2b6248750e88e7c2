//! What must hold for every registered rule on every shape of network.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{batch, net, propose, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::convention;
use microlearning::convention::Convention;
use microlearning::data::Batch;
use microlearning::net::Mlp;
use microlearning::rule::{Card, LayerUpdate};
use microlearning::rules;

/// Calls `law` for every rule × depth × bias × output × activation × convention.
fn everywhere(law: impl Fn(&Card, &Mlp, &Batch, &'static Convention)) {
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
        let (loss, out) = propose(card, net, batch, convention, 1);
        assert!(loss.is_finite(), "{}", card.id);
        assert_eq!(out.delta.len(), net.depth(), "{}", card.id);
        for (delta, layer) in out.delta.iter().zip(&net.layers) {
            assert_eq!(delta.w.dim(), layer.w.dim(), "{}", card.id);
            assert_eq!(delta.b.as_ref().map(|b| b.len()), layer.b.as_ref().map(|b| b.len()), "{}", card.id);
            assert!(numbers(delta).all(|value| value.is_finite()), "{}", card.id);
        }
        assert!(out.delta.iter().flat_map(numbers).any(|value| value != 0.0), "{} proposes nothing", card.id);
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
