//! Findings of the paper, held against each design.

use super::table::{list, number};
use serde_json::Value;

/// A finding: its words, and what a design says to it.
struct Finding {
    words: &'static str,
    /// The numbers, and whether they agree.
    look: fn(&Value) -> (String, bool),
    /// Further numbers on it, said where they do not agree.
    further: fn(&Value) -> String,
}

const OBSERVABLES: [&str; 3] = ["weights", "activities", "changes"];

const FINDINGS: [Finding; 6] = [
    Finding {
        words: "rules are told from each of the three observables alone (p < 0.01)",
        look: |report| {
            let p = OBSERVABLES.map(|id| row(report, id)["p"].as_f64().unwrap_or(1.0));
            let said = p.iter().zip(OBSERVABLES).map(|(p, id)| format!("{} p {p:.4}", right(report, id)));
            (said.collect::<Vec<_>>().join(", "), p.iter().all(|p| *p < 0.01))
        },
        further: others,
    },
    Finding {
        words: "not because some rules learn better: each tells more than accuracy alone, by two standard errors",
        look: |report| {
            let of = |id: &str, what: &str| row(report, id)[what].as_f64().unwrap_or(f64::NAN);
            let more = |id: &str| {
                let error = (of(id, "error").powi(2) + of("accuracy", "error").powi(2)).sqrt();
                of(id, "right") - of("accuracy", "right") > 2.0 * error
            };
            let said = ["accuracy"].into_iter().chain(OBSERVABLES).map(|id| right(report, id)).collect::<Vec<_>>();
            (said.join(", "), OBSERVABLES.into_iter().all(more))
        },
        further: spread,
    },
    Finding {
        words: "they are told in an architecture and a task that were held out (above chance, see below)",
        look: |report| {
            let held = |id: &str| list(&row(report, id)["held_out"]).to_vec();
            let said =
                OBSERVABLES.map(|id| format!("{id} {}", held(id).iter().map(number).collect::<Vec<_>>().join(" and ")));
            (said.join(", "), OBSERVABLES.iter().flat_map(|id| held(id)).all(|value| above_chance(report, &value)))
        },
        further: others_held_out,
    },
    Finding {
        words: "they are told from a part of the course: the first half, and every second snapshot",
        look: |report| {
            let of = |o: usize| ["the first half", "every second"].map(|name| at(report, name, o));
            let said = [0, 1, 2].map(|o| format!("{} {} and {}", OBSERVABLES[o], number(&of(o)[0]), number(&of(o)[1])));
            (said.join(", "), (0..3).flat_map(of).all(|value| above_chance(report, &value)))
        },
        further: others,
    },
    Finding {
        words: "seldom but over the whole course is better than often and early",
        look: |report| {
            let pair = |o: usize| ["every second", "the first half"].map(|name| at(report, name, o));
            let said = [0, 1, 2]
                .map(|o| format!("{} {} against {}", OBSERVABLES[o], number(&pair(o)[0]), number(&pair(o)[1])));
            (said.join(", "), (0..3).map(pair).all(|[wide, early]| wide.as_f64() > early.as_f64()))
        },
        further: others,
    },
    Finding {
        words: "small samples (3 %) and noise (1 and 2 sd) cost activities less than weights",
        look: |report| {
            let lost = |o: usize| {
                let right = &report["maps"][o]["right"];
                [(3, 0), (0, 2), (0, 3)]
                    .map(|(i, j)| right[0][0].as_f64().unwrap_or(0.0) - right[i][j].as_f64().unwrap_or(0.0))
            };
            let said = [0, 1, 2].map(|o| format!("{} {}", OBSERVABLES[o], lost(o).map(loss).join(" ")));
            (said.join(", "), lost(0).iter().zip(lost(1)).all(|(weights, activities)| activities < *weights))
        },
        further: by_sample,
    },
];

/// A row for each finding and a column for each design, then what does not agree.
pub fn table(reports: &[(&str, &Value)]) -> String {
    let titles: Vec<_> = reports.iter().map(|(title, _)| *title).collect();
    let mut text = format!(
        "\n### Beside the paper's findings\n\nFindings of Nayebi and colleagues by their abstract (arXiv:2010.11765), and what is found here by the \
         first classifier. Numbers are per cent right. Above chance means: by two standard errors of so many networks guessed at random.\n\n\
         | finding | {} |\n|{}\n",
        titles.join(" | "),
        "---|".repeat(1 + reports.len())
    );
    let mut against = Vec::new();
    for Finding { words, look, further } in &FINDINGS {
        let cell = |(title, report): &(&str, &Value)| {
            let (said, agrees) = look(report);
            if !agrees {
                against.push(format!("- {title}: “{words}”. {}.\n", further(report)));
            }
            format!("{}: {said}", if agrees { "yes" } else { "no" })
        };
        let cells: Vec<_> = reports.iter().map(cell).collect();
        text += &format!("| {words} | {} |\n", cells.join(" | "));
    }
    if !against.is_empty() {
        text += &format!("\nWhat disagrees, and what else was measured of it:\n\n{}", against.concat());
    }
    text
}

/// Answers of the classifiers beyond the first, from accuracy and from each observable.
fn others(report: &Value) -> String {
    by_others(report, &["accuracy", "weights", "activities", "changes"], |row| {
        format!("{} ± {}", number(&row["right"]), number(&row["error"]))
    })
}

/// Their answers on networks that were held out.
fn others_held_out(report: &Value) -> String {
    by_others(report, &OBSERVABLES, |row| list(&row["held_out"]).iter().map(number).collect::<Vec<_>>().join(" and "))
}

fn by_others(report: &Value, ids: &[&str], told: impl Fn(&Value) -> String) -> String {
    let rows = list(&report["rows"]);
    let mut classifiers: Vec<_> = rows.iter().filter_map(|row| row["classifier"].as_str()).collect();
    classifiers.dedup();
    let told = classifiers.iter().skip(1).map(|classifier| {
        let row = |id: &str| rows.iter().find(|row| row["id"] == id && row["classifier"] == **classifier);
        let said = ids.iter().filter_map(|id| Some(format!("{id} {}", told(row(id)?)))).collect::<Vec<_>>();
        format!("By {classifier}: {}", said.join(", "))
    });
    told.collect::<Vec<_>>().join(". ")
}

/// Distance of the rules in accuracy, and what other classifiers tell.
fn spread(report: &Value) -> String {
    let means = || list(&report["accuracy"]).iter().map(|rule| rule[0].as_f64().unwrap_or(f64::NAN));
    let [least, most] = [means().fold(f64::NAN, f64::min), means().fold(f64::NAN, f64::max)];
    format!(
        "Rules read {least:.1} to {most:.1} % in the end, on average, so that accuracy tells some of them. {}",
        others(report)
    )
}

/// Answers of the first classifier from fewer and fewer units, without noise.
fn by_sample(report: &Value) -> String {
    let shares =
        list(&report["fractions"]).iter().filter_map(Value::as_f64).map(|share| format!("{:.0}", 100.0 * share));
    let told = [0, 1, 2].map(|o| {
        let right = list(&report["maps"][o]["right"]).iter().map(|row| number(&row[0]));
        format!("{} {}", OBSERVABLES[o], right.collect::<Vec<_>>().join(" "))
    });
    format!("Without noise, measured of {} % of the units: {}", shares.collect::<Vec<_>>().join(", "), told.join(", "))
}

/// Percentage points that were lost, with their sign.
fn loss(lost: f64) -> String {
    format!("{}{:.1}", if lost < 0.0 { "+" } else { "−" }, lost.abs())
}

/// The first classifier's row of a source.
fn row<'a>(report: &'a Value, id: &str) -> &'a Value {
    list(&report["rows"]).iter().find(|row| row["id"] == id).unwrap_or(&Value::Null)
}

fn right(report: &Value, id: &str) -> String {
    let row = row(report, id);
    format!("{id} {} ± {}", number(&row["right"]), number(&row["error"]))
}

/// Per cent that are right from an observable at some times.
fn at(report: &Value, name: &str, o: usize) -> Value {
    let times = list(&report["times"]).iter().find(|times| times["name"] == name);
    times.map_or(Value::Null, |times| times["right"][o].clone())
}

/// True if this is more than guessing gives by two binomial standard errors, taking each network for one guess.
fn above_chance(report: &Value, right: &Value) -> bool {
    let of = |key: &str| report[key].as_f64().unwrap_or(f64::NAN);
    let (chance, networks) = (of("chance"), of("networks"));
    right.as_f64().is_some_and(|right| right > chance + 2.0 * (chance * (100.0 - chance) / networks).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn report(accuracy: f64, weights_with_noise: f64) -> Value {
        let by = |classifier: &str, id: &str, right: f64| json!({ "id": id, "classifier": classifier, "right": right, "error": 1.0, "p": 0.0099, "held_out": [40.0, 29.0] });
        let row = |id: &str, right: f64| by("svm", id, right);
        let map = |noisy: f64| json!({ "right": [[70.0, 0.0, noisy, noisy], [66.0], [], [noisy]] });
        json!({ "networks": 400, "chance": 25.0, "fractions": [1.0, 0.3, 0.1, 0.03], "accuracy": [[90.0, 1.0], [75.0, 2.0]],
            "rows": [row("weights", 70.0), row("activities", 70.0), row("changes", 70.0), row("accuracy", accuracy), by("forest", "weights", 71.0)],
            "maps": [map(weights_with_noise), map(60.0), map(60.0)],
            "times": [{ "name": "the first half", "right": [40.0, 40.0, 40.0] }, { "name": "every second", "right": [50.0, 50.0, 50.0] }] })
    }

    #[test]
    fn what_is_lost_and_what_is_won_have_their_signs() {
        assert_eq!([17.26, -0.41].map(loss), ["−17.3", "+0.4"]);
    }

    #[test]
    fn what_agrees_is_told_with_its_numbers_and_what_does_not_is_named() {
        let (one, two) = (report(67.0, 50.0), report(67.3, 65.0));
        let text = table(&[("One", &one), ("Two", &two)]);
        for part in [
            "| yes: weights 70.0 ± 1.0 p 0.0099, activities 70.0 ± 1.0 p 0.0099, changes 70.0 ± 1.0 p 0.0099 |",
            "| yes: accuracy 67.0 ± 1.0, weights 70.0 ± 1.0, activities 70.0 ± 1.0, changes 70.0 ± 1.0 | no: accuracy 67.3",
            "| no: weights 40.0 and 29.0, activities 40.0 and 29.0, changes 40.0 and 29.0 |",
            "| yes: weights 50.0 against 40.0, activities 50.0 against 40.0, changes 50.0 against 40.0 |",
            "| yes: weights −20.0 −20.0 −20.0, activities −10.0 −10.0 −10.0, changes −10.0 −10.0 −10.0 | no: weights −5.0",
            "What disagrees, and what else was measured of it:\n\n- Two: “not because",
            "above chance, see below)”. By forest: weights 40.0 and 29.0.\n",
            "by two standard errors”. Rules read 75.0 to 90.0 % in the end, on average, so that accuracy tells some of them. By forest: weights 71.0 ± 1.0.\n",
            "Without noise, measured of 100, 30, 10, 3 % of the units: weights 70.0 66.0 – 65.0, activities",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
