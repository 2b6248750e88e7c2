//! Tests of the drawings: every rule has one, and none says what the code does not do.

use super::*;
use microlearning::rules::{find, ALL};

#[test]
fn every_rule_of_the_registry_has_a_picture_that_shows_what_it_needs() {
    for card in ALL {
        let (scheme, html) = (Scheme::of(card), figure(card));
        let shows = |part: &str| html.contains(part);
        let id = card.id;
        assert!(shows("<title>") && shows("<desc>") && shows("role=\"img\""), "{id}");
        assert!(!shows("<figcaption></figcaption>"), "{id}: a picture without a word");
        for (signal, part) in [
            (Signal::Loss, "class=\"wash\""),
            (Signal::OwnNoise, "class=\"noise\""),
            (Signal::Rank, "class=\"b frame\""),
            (Signal::Sum, "class=\"b frame\""),
            (Signal::Goodness, "class=\"b frame\""),
            (Signal::Control, "class=\"b head\""),
            (Signal::Weights, "class=\"b along\""),
            (Signal::Signs, "class=\"b signs\""),
            (Signal::Target, "class=\"b target\""),
            (Signal::LayerMean, "class=\"b frame\""),
            (Signal::Error, "class=\"b head\""),
        ] {
            assert!(!scheme.needs(signal) || shows(part), "{id} needs {signal:?}, and its picture has no {part}");
        }
        assert_eq!(scheme.way_learns, shows("class=\"b ring\""), "{id}");
        assert_eq!(scheme.weight_noise || scheme.unit_noise || scheme.listens, shows("class=\"noise\""), "{id}");
    }
}

#[test]
fn no_two_rules_of_one_chapter_look_alike_by_mistake() {
    let inside =
        |id: &str| svg(find(id).unwrap(), &Scheme::of(find(id).unwrap())).split_once("</desc>").unwrap().1.to_owned();
    let ids = [
        "backprop",
        "weight_perturbation",
        "node_perturbation",
        "feedback_alignment",
        "direct_feedback_alignment",
        "sign_symmetry",
        "kolen_pollack",
        "weight_mirror",
        "target_propagation",
        "hebbian",
        "hebbian_backprop",
    ];
    for (i, one) in ids.iter().enumerate() {
        for other in &ids[..i] {
            assert_ne!(inside(one), inside(other), "{one} and {other}");
        }
    }
}

#[test]
fn a_picture_says_in_words_what_the_code_was_seen_to_do() {
    let said = |id: &str| meaning(&Scheme::of(find(id).unwrap()));
    assert!(said("backprop").contains("the forward weights themselves"));
    assert!(said("weight_perturbation").starts_with("Noise is added to the weights. One number"));
    assert!(said("node_perturbation").starts_with("Noise is added to the units. One number"));
    assert!(said("feedback_alignment").contains("that never change"));
    assert!(said("direct_feedback_alignment").contains("straight from the output"));
    assert!(said("kolen_pollack").contains("that learn"));
    assert!(said("weight_mirror").contains("sent noise"));
    assert!(said("hebbian").contains("held at the right answer"));
    assert!(said("hebbian_backprop").contains("Only the output learns from its error"));
}
