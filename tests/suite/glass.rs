//! One update under the glass: for every rule, and for rules as code.

use microlearning::base::named::Named;
use microlearning::lab::glass::{cloud, look, Glass, Reason};
use microlearning::rule::Signal;
use microlearning::script::examples;
use microlearning::{rules, Real};

fn close(one: Real, other: Real) -> bool {
    (one - other).abs() <= 1e-5 * (1.0 + one.abs())
}

fn mean_of_terms(glass: &Glass, l: usize, i: usize, j: usize) -> Option<Real> {
    let terms = glass.layers[l].terms.as_ref()?;
    Some(terms.iter().map(|term| term[i][j]).sum::<Real>() / terms.len() as Real)
}

#[test]
fn every_rule_of_the_registry_can_be_looked_at() {
    for card in rules::every() {
        let glass = look(card.id, "").unwrap_or_else(|error| panic!("{}: {}", card.id, error.message));
        assert_eq!(glass.layers.len() + 1, glass.sizes.len(), "{}", card.id);
        assert!(glass.loss.is_finite() && glass.loss_after.is_finite() && glass.losses.len() == 3, "{}", card.id);
        for (l, layer) in glass.layers.iter().enumerate() {
            for (i, row) in layer.delta.iter().enumerate() {
                for (j, &delta) in row.iter().enumerate() {
                    let what = format!("{}, W{}[{i}, {j}]", card.id, l + 1);
                    assert!(close(layer.w[i][j] + glass.rate * delta, layer.after[i][j]), "{what}: the step");
                    if layer.reason == Reason::Delta {
                        let mean = mean_of_terms(&glass, l, i, j).expect("terms of a mean");
                        assert!(close(mean - layer.decay * layer.w[i][j], delta), "{what}: the mean of its terms");
                    }
                }
            }
        }
    }
}

#[test]
fn who_would_know_it_is_said_of_each_signal_of_a_card() {
    for card in rules::ALL {
        let glass = look(card.id, "").expect("a rule of the registry");
        assert_eq!(glass.known.len(), 2 + card.signals.len(), "{}", card.id);
        for signal in card.signals {
            assert!(glass.known.iter().any(|known| known.what == signal.words()), "{}: {signal:?}", card.id);
        }
        assert!(glass.known.iter().all(|known| known.who.ends_with('.')), "{}", card.id);
    }
}

#[test]
fn a_rule_as_code_shows_the_numbers_of_the_rule_that_it_is() {
    let mut compared = 0;
    for example in examples::ALL {
        let Ok(card) = rules::find(example.rule) else { continue };
        let (built_in, code) = (look(card.id, "").expect("a rule"), look("own", example.code).expect("an example"));
        let begins_alike = built_in.own.iter().zip(&code.own).all(|(one, other)| one.rows == other.rows);
        if card.signals.contains(&Signal::OwnNoise) || !begins_alike {
            continue; // its noise is drawn in another order, or its feedback has learned before the first picture
        }
        for (l, (one, other)) in built_in.layers.iter().zip(&code.layers).enumerate() {
            let pairs = one.delta.iter().flatten().zip(other.delta.iter().flatten());
            assert!(pairs.clone().all(|(&a, &b)| close(a, b)), "{}, layer {}", card.id, l + 1);
        }
        compared += 1;
    }
    assert!(compared >= 4, "{compared} examples were compared");
}

#[test]
fn what_code_needs_is_found_out_by_asking_it() {
    let signals = |rule: &str| {
        let example = examples::ALL.iter().find(|example| example.rule == rule).expect("an example");
        look("own", example.code).expect("it runs").signals
    };
    assert_eq!(signals("backprop"), [Signal::Error, Signal::Weights]);
    assert_eq!(signals("feedback_alignment"), [Signal::Error]);
    assert_eq!(signals("weight_perturbation"), [Signal::OwnNoise, Signal::Loss]);
    assert_eq!(signals("node_perturbation"), [Signal::OwnNoise, Signal::Loss]);
    assert_eq!(signals("hebbian"), []);
}

#[test]
fn code_that_stops_says_where() {
    let error = look("own", "# mine\ndW[0] = nothing\n").expect_err("there is no such name");
    assert!(error.message.contains("line 2") || error.message.contains("Line 2"), "{}", error.message);
}

#[test]
fn trials_of_a_rule_that_perturbs_scatter_around_downhill_and_those_of_others_are_one_point() {
    let perturbs = |card: &&microlearning::rule::Card| {
        card.signals.contains(&Signal::OwnNoise) && card.signals.contains(&Signal::Loss)
    };
    for card in rules::every().filter(perturbs) {
        for layer in 0..3 {
            let many = cloud(card.id, "", layer, 1000, 3).expect("a rule of the registry");
            for (s, downhill) in many.downhill.iter().enumerate() {
                let (mean, sd) = (many.mean[s], many.sd[s].expect("many trials spread"));
                let apart = (mean - f64::from(*downhill)).abs();
                let most = 4.0 * sd / 1000_f64.sqrt() + 0.05 * mean.abs();
                assert!(sd > 0.0 && apart < most, "{}, layer {layer}: {apart}, sd {sd}", card.id);
            }
        }
    }
    let backprop = cloud("backprop", "", 1, 5, 3).expect("backprop");
    for (updates, downhill) in backprop.updates.iter().zip(backprop.downhill) {
        assert_eq!(updates, &vec![downhill; 5]);
    }
    for (layer, trials) in [(0, 0), (0, 1001), (3, 1)] {
        assert!(cloud("backprop", "", layer, trials, 1).is_err(), "{trials} trials of layer {layer}");
    }
}
