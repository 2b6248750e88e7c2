//! Exercises: the solution passes, and each kind of mistake is told in the student's terms.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{asked, build, ACTIVATIONS};
use microlearning::convention::MATCHED;
use microlearning::lab::exercise::{check, find, Exercise, ALL};
use microlearning::random::{stream, Stream};
use microlearning::rules;

fn told(id: &str, fills: &[&str]) -> String {
    let exercise = find(id).expect("an exercise");
    let verdict = check(exercise, &exercise.filled(fills));
    assert!(!verdict.passed, "{id} {fills:?} passed");
    verdict.summary
}

#[test]
fn a_solution_passes_and_the_code_with_its_blanks_says_that_they_are_blanks() {
    for exercise in ALL {
        let verdict = check(exercise, &exercise.solution());
        assert!(verdict.passed, "{}: {}", exercise.id, verdict.summary);
        assert!(verdict.summary.starts_with("Right"), "{}", verdict.summary);
        assert!(verdict.findings.len() >= 6);
        let verdict = check(exercise, exercise.code);
        assert!(verdict.summary.contains("___ is a blank"), "{}", verdict.summary);
        let line = verdict.line.expect("the line of the blank");
        assert!(exercise.code.lines().nth(line - 1).expect("a line").contains("___"), "{}", exercise.id);
        assert_eq!(exercise.code.matches("___").count(), exercise.fills.len());
        assert!(exercise.hints.len() >= 2);
    }
    assert!(find("magic").expect_err("no such exercise").message.contains("kolen-pollack"));
}

#[test]
fn a_solution_is_the_rule_that_the_exercise_names() {
    let deterministic = |exercise: &&Exercise| !exercise.rule.ends_with("perturbation");
    for exercise in ALL.iter().filter(deterministic) {
        let net = common::net(&[6, 5, 4, 3], true, ACTIVATIONS[0], exercise.output, 3);
        let batch = common::batch(7, 6, 3, 5);
        let script = std::sync::Arc::new(microlearning::script::Script::new(&exercise.solution()).expect("sound code"));
        let params = script.complete(&Default::default()).expect("defaults");
        let feedback = microlearning::feedback::Origin { init: microlearning::net::Init::Normal(0.5), given: None };
        let setting = microlearning::rule::Setting { net: &net, params: &params, convention: &MATCHED, feedback };
        let own = script.rule(&setting, &mut stream(1, Stream::Feedback));
        let built = build(rules::find(exercise.rule).expect("a rule"), &[], None, &net, &MATCHED, 1);
        let [found, expected] =
            [own, built].map(|rule| asked(&*rule, &net, &batch, &mut stream(1, Stream::Noise)).1.delta);
        for (a, b) in found.iter().zip(&expected) {
            assert!((&a.w - &b.w).iter().all(|d| d.abs() < 1e-5), "{}", exercise.id);
        }
    }
}

#[test]
fn a_reversed_sign_is_told_as_cosine_minus_one() {
    let reversed: [(&str, &[&str]); 4] = [
        ("weight-perturbation", &["loss_with(W + psi, b + phi) - loss"]),
        ("node-perturbation", &["-rise * xi / sigma ** 2"]),
        ("feedback-alignment", &["2 * (t - y) * y * (1 - y)", "-outer(delta[l], below[l])"]),
        ("weight-perturbation", &["-(loss - loss_with(W + psi, b + phi))"]),
    ];
    for (id, fills) in reversed {
        let told = told(id, fills);
        assert!(told.starts_with("The sign is reversed: in every layer"), "{told}");
        assert!(told.contains("cosine −1"), "{told}");
    }
    let told = told("kolen-pollack", &["outer(delta[l], below[l])", "-dW[l]"]);
    assert!(
        told.contains("db[0], db[1], db[2], dB[1], dB[2]: right.")
            && told.starts_with("dW[0], dW[1], dW[2]: sign reversed"),
        "{told}"
    );
}

#[test]
fn a_wrong_size_is_told_with_its_factor_and_the_likely_reason() {
    let cases: [(&str, &[&str], &[&str]); 6] = [
        ("weight-perturbation", &["2 * (loss - loss_with(W + psi, b + phi))"], &["right direction", "×2", "factor 2"]),
        ("node-perturbation", &["rise * xi / sigma"], &["right direction", "×0.1", "a factor sigma is"]),
        ("node-perturbation", &["rise * xi"], &["×0.01", "sigma ** 2"]),
        ("feedback-alignment", &["(y - t) * y * (1 - y)", "-outer(delta[l], below[l])"], &["×0.5", "factor 2"]),
        (
            "feedback-alignment",
            &["2 * (y - t) * y * (1 - y)", "-delta[l].T @ below[l]"],
            &[
                "db[0], db[1], db[2]: right.",
                "dW[0], dW[1], dW[2]: right direction, wrong size: ×12",
                "you sum over the batch",
            ],
        ),
        (
            "kolen-pollack",
            &["-outer(delta[l], below[l])", "200 * dW[l]"],
            &["dW[2], db[2]: right.", "dB[1], dB[2]: right direction, wrong size: ×200"],
        ),
    ];
    for (id, fills, words) in cases {
        let told = told(id, fills);
        for word in words {
            assert!(told.contains(word), "\"{told}\" does not say \"{word}\"");
        }
    }
}

#[test]
fn a_wrong_shape_a_missing_part_and_another_direction_are_told() {
    let cases: [(&str, &[&str], &[&str]); 7] = [
        (
            "feedback-alignment",
            &["2 * (y - t) * y * (1 - y)", "-outer(below[l], delta[l])"],
            &["Line 14: dW[0] is (20, 8) where (8, 20) was needed. Turn it with .T"],
        ),
        (
            "feedback-alignment",
            &["2 * (y - t)", "-outer(delta[l], below[l])"],
            &["nearly the right direction", "a factor is missing"],
        ),
        ("kolen-pollack", &["-outer(delta[l], below[l])", "None"], &["dW[2], db[2]: right.", "dB[1], dB[2]: zero"]),
        (
            "kolen-pollack",
            &["-outer(delta[l], below[l])", "dW[l].T"],
            &["Line 15: dB[1] is (8, 6) where (6, 8) was needed"],
        ),
        ("hebbian", &["y[top]", "outer(y, below)"], &["dW[1], db[1]: right.", "another direction"]),
        ("hebbian", &["t", "-outer(y, below)"], &["dW[0], dW[1], dW[2]: sign reversed", "db[0], db[1], db[2]: right."]),
        ("weight-perturbation", &["loss"], &["another direction", "reversed", "wrong size"]),
    ];
    for (id, fills, words) in cases {
        let told = told(id, fills);
        let found = words.iter().filter(|word| told.contains(**word)).count();
        let wanted = if id == "weight-perturbation" { 1 } else { words.len() };
        assert!(found >= wanted, "\"{told}\" does not say {words:?}");
    }
}

#[test]
fn a_mistake_that_has_a_name_is_called_by_it() {
    let update = "-outer(delta[l], below[l])";
    let cases: [(&[&str], &str); 6] = [
        (&["then", update], "the inverse’s guess as it is"),
        (&["f(goal[l + 1] @ B[l + 1])", update], "the inverse’s guess as it is"),
        (&["then - now", update], "add the change to h[l]"),
        (&["h[l] + now - then", update], "wrong side of h[l]"),
        (&["h[l] + then - now", "outer(delta[l], below[l])"], "dW[0], dW[1], dW[2]: sign reversed"),
        (&["h[l]", update], "dW[0], db[0], dW[1], db[1]: zero"),
    ];
    for (fills, words) in cases {
        let told = told("target-propagation", fills);
        assert!(told.contains(words), "\"{told}\" does not say \"{words}\"");
    }
    for exercise in ALL {
        for slip in exercise.slips {
            assert_eq!(told(exercise.id, slip.fills), slip.told);
        }
    }
}
