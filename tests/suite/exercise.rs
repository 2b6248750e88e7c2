//! Exercises: the solution passes, and each kind of mistake is told in the student's terms.

use crate::common::{self, asked, build, ACTIVATIONS};
use microlearning::base::random::{stream, Stream};
use microlearning::lab::exercise::{check, find, Exercise, Finding, Kind, ALL};
use microlearning::rule::convention::MATCHED;
use microlearning::rules;

/// Wrong answers, and what is told about each.
const TABLE: &str = include_str!("../wrong-answers.txt");

/// A row of the table.
struct Wrong {
    exercise: &'static Exercise,
    mistakes: usize,
    fills: Vec<&'static str>,
    told: &'static str,
}

/// Reads the table: "id, number of mistakes", then each blank's fill on an indented line of its own, then what is told.
fn table() -> Vec<Wrong> {
    let block = |block: &'static str| {
        let mut lines = block.lines().filter(|line| !line.starts_with('#'));
        let (id, mistakes) = lines.next()?.split_once(", ").expect("an exercise and a number of mistakes");
        let (fills, told): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with("    "));
        assert_eq!(told.len(), 1, "{block}");
        let exercise = find(id).expect("an exercise");
        assert_eq!(fills.len(), exercise.fills.len(), "{block}");
        let mistakes = mistakes.parse().expect("a number");
        Some(Wrong { exercise, mistakes, fills: fills.into_iter().map(str::trim).collect(), told: told[0] })
    };
    TABLE.trim().split("\n\n").filter_map(block).collect()
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
    let mut compared = 0;
    for exercise in ALL {
        // With two classes there is a single wrong label, and nothing to draw.
        let net = common::net(&[6, 5, 4, 2], true, ACTIVATIONS[0], exercise.output, 3);
        let batch = common::batch(7, 6, 2, 5);
        let script = std::sync::Arc::new(microlearning::script::Script::new(&exercise.solution()).expect("sound code"));
        let params = script.complete(&Default::default()).expect("defaults");
        let feedback =
            microlearning::rule::feedback::Origin { init: microlearning::net::Init::Normal(0.5), given: None };
        let setting = microlearning::rule::Setting { net: &net, params: &params, feedback };
        let own = script.rule(&setting, &mut stream(1, Stream::Feedback));
        let built = build(rules::find(exercise.rule).expect("a rule"), &[], None, &net, 1);
        let ask = |rule: &dyn microlearning::rule::Rule, seed| {
            asked(rule, &MATCHED, &net, &batch, &mut stream(seed, Stream::Noise)).1.delta
        };
        let (found, expected) = (ask(&*own, 1), ask(&*built, 1));
        // An estimate from noise is another one with each draw.
        if ask(&*built, 2) != expected {
            continue;
        }
        compared += 1;
        for (a, b) in found.iter().zip(&expected) {
            assert!((&a.w - &b.w).iter().all(|d| d.abs() < 1e-5), "{}", exercise.id);
            let gap = |(a, b): (&microlearning::Vector, &microlearning::Vector)| (a - b).iter().all(|d| d.abs() < 1e-5);
            assert!(a.b.as_ref().zip(b.b.as_ref()).is_some_and(gap), "{}", exercise.id);
        }
    }
    assert_eq!(compared, ALL.len() - 2, "all but the two that perturb");
}

// In the precision of the page: what vanishes in f32 may be left as a rounding in f64, where no reader ever asks.
#[cfg(not(feature = "f64"))]
#[test]
fn each_wrong_answer_is_told_what_is_wrong_with_it() {
    let mut wrong = Vec::new();
    for Wrong { exercise, fills, told, .. } in table() {
        let verdict = check(exercise, &exercise.filled(&fills));
        assert!(!verdict.passed, "{} {fills:?} passed", exercise.id);
        let found = verdict.summary.replace('\n', " ");
        if found != told {
            wrong.push(format!("{} {fills:?}\n  found:    {found}\n  expected: {told}", exercise.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_exercise_has_eight_wrong_answers_and_more_than_one_with_two_mistakes() {
    let table = table();
    for exercise in ALL {
        let rows: Vec<_> = table.iter().filter(|row| row.exercise.id == exercise.id).collect();
        assert!(rows.len() >= 8, "{} has {} wrong answers in the table", exercise.id, rows.len());
        let double = rows.iter().filter(|row| row.mistakes >= 2).count();
        assert!(double >= 2, "{} has {double} wrong answers with two mistakes", exercise.id);
    }
}

#[test]
fn a_right_answer_that_is_written_otherwise_passes() {
    let same: [(&str, &[&str]); 28] = [
        ("weight-perturbation", &["-(loss_with(W + psi, b + phi) - loss)"]),
        ("weight-perturbation", &["mean(losses) - loss_with(W + psi, b + phi)"]),
        ("weight-perturbation", &["(-1) * loss_with([W[l] + psi[l] for l in range(L)], b + phi) + loss"]),
        ("node-perturbation", &["xi / sigma * rise / sigma"]),
        ("node-perturbation", &["(losses_with_noise(xi) - losses) * xi / (sigma * sigma)"]),
        ("node-perturbation", &["[rise * noise / sigma ** 2 for noise in xi]"]),
        ("feedback-alignment", &["(y - t) * 2 * y * (1 - y)", "-outer(delta[l], below[l])"]),
        ("feedback-alignment", &["-2 * (t - y) * (y - y ** 2)", "-delta[l].T @ below[l] / n"]),
        ("feedback-alignment", &["output_error()", "outer(-delta[l], below[l])"]),
        ("feedback-alignment", &["2 * (y - t) * exp(-z[top]) * y ** 2", "outer(delta[l], -1 * below[l])"]),
        ("kolen-pollack", &["-outer(delta[l], below[l])", "-outer(delta[l], below[l])"]),
        ("kolen-pollack", &["-delta[l].T @ below[l] / n", "-outer(delta[l], h[l - 1])"]),
        ("kolen-pollack", &["outer(delta[l], below[l]) * (-1)", "dW[l] + 0"]),
        ("hebbian", &["t", "y.T @ below / n"]),
        ("hebbian", &["t + 0 * y[top]", "[outer(y[l], below[l]) for l in range(L)]"]),
        ("hebbian", &["1 * t", "outer(below, y).T"]),
        ("target-propagation", &["then + h[l] - now", "-outer(delta[l], below[l])"]),
        ("target-propagation", &["h[l] - (now - then)", "-delta[l].T @ below[l] / n"]),
        (
            "target-propagation",
            &["h[l] + f(goal[l + 1] @ B[l + 1]) - f(said[l + 1] @ B[l + 1])", "outer(delta[l], -below[l])"],
        ),
        ("predictive-coding", &["-eps[l] + f_prime(v[l]) * (eps[l + 1] @ W[l + 1])", "eps[l].T @ seen[l] / n / beta"]),
        (
            "predictive-coding",
            &["(W[l + 1].T @ eps[l + 1].T).T * f_prime(v[l]) - eps[l]", "outer(eps[l] / beta, seen[l])"],
        ),
        ("equilibrium-propagation", &["outer(plus[l], pre_plus) / (2 * beta) - outer(minus[l], pre_minus) / beta / 2"]),
        ("equilibrium-propagation", &["(plus[l].T @ pre_plus - minus[l].T @ pre_minus) / n / (beta + beta)"]),
        ("forward-forward", &["right * (1 - p) - (1 - right) * p", "(more * s * f_prime(u)).T @ a / n"]),
        ("forward-forward", &["1 - p if right else -p", "outer(s * f_prime(u) * more, a)"]),
        ("forward-forward", &["-(p - right)", "-outer(s * f_prime(u), -more * a)"]),
        ("krotov-hopfield", &["winner(I - 1e6 * winner(I))", "-push * second + first"]),
        ("krotov-hopfield", &["1 * winner(rest)", "2 * first - 2 * push * second"]),
    ];
    for (id, fills) in same {
        let exercise = find(id).expect("an exercise");
        let verdict = check(exercise, &exercise.filled(fills));
        assert!(verdict.passed, "{id} {fills:?}: {}", verdict.summary);
    }
    for exercise in ALL {
        assert!(same.iter().filter(|(id, _)| *id == exercise.id).count() >= 2, "{}", exercise.id);
    }
}

/// Findings about each part if these lines come after the solution.
fn spoilt(exercise: &Exercise, lines: &str) -> Vec<Finding> {
    let verdict = check(exercise, &format!("{}\n{lines}\n", exercise.solution()));
    assert!(
        !verdict.passed && verdict.line.is_none(),
        "{} passes or stops with {lines}: {}",
        exercise.id,
        verdict.summary
    );
    verdict.findings
}

#[test]
fn each_kind_of_mistake_is_found_in_every_exercise() {
    // Lines that spoil a solution, which parts they spoil, what kind of mistake that is, and words for it.
    let cases = [
        ("dW = -dW", "dW", Kind::Reversed, "sign reversed: cosine −1"),
        ("dW = -3 * dW", "dW", Kind::Reversed, "The size is wrong as well: ×3 of"),
        ("db = 2 * db", "db", Kind::Scaled, "a factor 2 is one too many"),
        ("dW = n * dW", "dW", Kind::Scaled, "you sum over the batch"),
        ("dW = dW / n", "dW", Kind::Scaled, "the mean over the batch is taken twice"),
        ("dW = n / 2 * dW", "dW", Kind::Scaled, "a factor 2 is missing, and you sum over the batch"),
        ("dW = 0 * dW", "dW", Kind::Missing, "zero"),
        ("dW[1] = 5 * dW[1]", "dW[1]", Kind::Scaled, "×5 of the reference"),
        ("dW = dW - 0.3 * W", "dW", Kind::Extra, "- 0.3 * W[l] stands in it"),
        ("dW = -dW - 0.3 * W", "dW", Kind::Extra, "sign reversed, and - 0.3 * W[l]"),
        ("db = db + 0.3 * b", "db", Kind::Extra, "+ 0.3 * b[l] stands in it"),
        ("dW = W", "dW", Kind::Extra, "it is W[l]"),
        ("dW = dW + 0.3", "dW", Kind::Extra, "+ 0.3 stands in it"),
        ("dW = loss * dW", "dW", Kind::Unsteady, "one too many that differs from batch to batch: loss"),
        (
            "dW = dW / loss * 2",
            "dW",
            Kind::Unsteady,
            "missing that differs from batch to batch: loss. Beside that, a factor 2",
        ),
        ("s = 2 + normal(1, 1)[0, 0] ** 2\ndW = s * dW", "dW", Kind::Unsteady, "differs from draw to draw"),
        ("s = 2 + normal(1, 1)[0, 0] ** 2\ndW = -s * dW", "dW", Kind::Unsteady, "sign reversed in every draw"),
        ("s = sign(normal(1, 1)[0, 0])\ndb = s * db", "db", Kind::Unsteady, "the sign is lost"),
        ("for l in range(L):\n    dW[l] = (3 + sign(W[l])) * dW[l]", "dW", Kind::Other, "differs from number"),
    ];
    for exercise in ALL {
        // Zeros of the solution stay zeros when it is multiplied, and become a sum when something is added.
        let nothing: Vec<_> = check(exercise, &exercise.solution()).findings;
        let nothing = |part: &str| nothing.iter().any(|finding| finding.part == part && finding.cosine.is_none());
        for (lines, parts, kind, words) in cases {
            let found = spoilt(exercise, lines);
            let (spoilt, rest): (Vec<_>, Vec<_>) = found.iter().partition(|finding| finding.part.starts_with(parts));
            let what = format!("{}, {lines}", exercise.id);
            for finding in spoilt {
                if nothing(&finding.part) {
                    let told = finding.kind == Kind::Right || finding.text.contains("it is 0.3 * b[l]");
                    assert!(told, "{what}: {}", finding.text);
                    continue;
                }
                assert_eq!(finding.kind, kind, "{what}: {}", finding.text);
                assert!(finding.text.contains(words), "{what}: “{}” does not say “{words}”", finding.text);
            }
            assert!(rest.iter().all(|finding| finding.kind == Kind::Right), "{what}: {rest:?}");
        }
    }
}

#[test]
fn a_factor_that_differs_from_unit_to_unit_is_told_with_the_sign_and_the_size_beside_it() {
    for exercise in ALL.iter().filter(|exercise| exercise.solution().contains("delta")) {
        for (times, lead, size) in
            [("-1", "right direction, but", ""), ("2", "reversed, and", "a factor 2 is one too many")]
        {
            let lines = format!("for l in range(L):\n    dW[l] = {times} * outer(delta[l] * f_prime(z[l]), below[l])");
            let found = spoilt(exercise, &lines);
            for finding in found.iter().filter(|finding| finding.part.starts_with("dW")) {
                assert_eq!(finding.kind, Kind::Uneven, "{}: {}", exercise.id, finding.text);
                let factor = "one too many that differs from unit to unit and from example to example: f_prime(z[l])";
                for words in [lead, factor, size] {
                    assert!(finding.text.contains(words), "{}: “{}” does not say “{words}”", exercise.id, finding.text);
                }
            }
        }
    }
}

#[test]
fn a_number_in_place_of_a_parameter_is_told() {
    let exercise = find("node-perturbation").expect("an exercise");
    let told = check(exercise, &exercise.filled(&["rise * xi / 0.01"])).summary;
    assert!(told.contains("right where sigma is 0.1") && told.contains("a number stands in place of sigma"), "{told}");
}

#[test]
fn decay_that_the_trainer_applies_must_not_stand_in_the_update_as_well() {
    for exercise in ALL {
        let decays = exercise.solution().contains("decay = ");
        let found = spoilt(exercise, "dW = dW - 0.1 * W");
        let words = if decays { "decay counted twice" } else { "this rule has none" };
        for finding in found.iter().filter(|finding| finding.part.starts_with("dW")) {
            assert!(finding.text.contains(words), "{}: {}", exercise.id, finding.text);
        }
        let found = spoilt(exercise, if decays { "decay = 0" } else { "decay = 0.1" });
        let last = found.last().expect("findings");
        assert_eq!((last.part.as_str(), last.kind), ("decay", if decays { Kind::Missing } else { Kind::Extra }));
    }
}

#[test]
fn a_mistake_that_has_a_name_is_called_by_it() {
    for exercise in ALL {
        for slip in exercise.slips {
            let fills =
                exercise.fills.iter().enumerate().map(|(i, fill)| if i == slip.blank { slip.fill } else { fill });
            let verdict = check(exercise, &exercise.filled(&fills.collect::<Vec<_>>()));
            assert_eq!(verdict.summary, slip.told, "{} {}", exercise.id, slip.fill);
        }
    }
}

/// Code may spend an update's whole budget, but not at each of a hundred questions.
#[test]
fn code_that_takes_long_at_every_question_is_stopped_soon() {
    for slow in [
        "for i in range(30):\n    a = normal(150, 150)",
        "for i in range(60):\n    a = ones(500, 100) @ ones(100, 5)\n    c = [j for j in range(40)]",
        "for i in range(4000):\n    print(below, W, z, h)",
    ] {
        let start = std::time::Instant::now();
        for exercise in ALL {
            let verdict = check(exercise, &format!("{}\n{slow}", exercise.solution()));
            let told = &verdict.summary;
            assert!(told.contains("takes too much arithmetic for that"), "{}: {told}", exercise.id);
            assert!(verdict.line.is_some());
        }
        let mean = start.elapsed() / ALL.len() as u32;
        assert!(mean < std::time::Duration::from_secs(1), "{mean:?} for\n{slow}");
    }
}
