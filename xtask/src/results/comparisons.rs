//! Numbers that chapters quote of the page's own comparisons: repeated by `microlearning compare` on the images that
//! the page trains on, with the lab's own settings, or with more seeds where a chapter says so.

use super::source::{source, Numbers};
use super::table::median;
use crate::shell;
use crate::step::{failure, step, Outcome};
use serde_json::{Map, Value};

/// One comparison, and what is quoted of each of its lanes.
struct Quoted {
    scenario: &'static str,
    /// Seeds 1 to this; none for as many as the lab has when it opens.
    seeds: Option<u32>,
    /// Lanes; empty for those that take part when the lab opens.
    lanes: &'static [&'static str],
    /// Lines of its menu, and after which epoch.
    values: &'static [(&'static str, usize)],
}

const ONLINE: Quoted = Quoted {
    scenario: "online",
    seeds: None,
    lanes: &[],
    values: &[("accuracy", 1), ("accuracy", 2), ("accuracy", 4)],
};

const NOISY: Quoted = Quoted {
    scenario: "noisy",
    values: &[
        ("accuracy", 12),
        ("noise.0.4", 12),
        ("noise.0.8", 12),
        ("fgsm.0.05", 12),
        ("fgsm.0.1", 12),
        ("norm.1", 12),
    ],
    ..ONLINE
};

const LATE: Quoted = Quoted {
    scenario: "late",
    values: &[("others", 6), ("others", 7), ("others", 8), ("others", 12), ("late", 6), ("late", 7), ("late", 12)],
    ..ONLINE
};

const SETTLED: &[(&str, usize)] =
    &[("accuracy", 1), ("accuracy", 8), ("teaching.1", 8), ("cosine", 8), ("products", 8)];

const CONTROLLED: &[(&str, usize)] =
    &[("accuracy", 1), ("accuracy", 8), ("teaching.1", 8), ("teaching.2", 8), ("products", 8)];

const ALL: &[Quoted] = &[
    Quoted { scenario: "feedback", values: &[("accuracy", 12), ("teaching.1", 12), ("change.1", 12)], ..ONLINE },
    // Ends of runs are quoted of every comparison that counts successes.
    Quoted { scenario: "hebbian", values: &[("accuracy", 9), ("accuracy", 16)], ..ONLINE },
    Quoted { scenario: "hebbian", lanes: &["ten_frozen"], values: &[("accuracy", 9)], ..ONLINE },
    Quoted {
        scenario: "hebbian_epochs",
        values: &[("accuracy", 0), ("accuracy", 7), ("accuracy", 14), ("accuracy", 24), ("accuracy", 56)],
        ..ONLINE
    },
    Quoted {
        scenario: "deeper",
        values: &[("accuracy", 2), ("accuracy", 12), ("teaching.1", 12), ("teaching.2", 12), ("teaching.3", 12)],
        ..ONLINE
    },
    Quoted { scenario: "energies", values: SETTLED, ..ONLINE },
    Quoted { scenario: "control", values: CONTROLLED, ..ONLINE },
    Quoted { scenario: "no_way_back", values: &[("accuracy", 1), ("accuracy", 8), ("products", 8)], ..ONLINE },
    Quoted { scenario: "families", values: &[("accuracy", 1), ("accuracy", 5), ("products", 5)], ..ONLINE },
    ONLINE,
    NOISY,
    LATE,
    Quoted { seeds: Some(3), ..ONLINE },
    Quoted { seeds: Some(3), ..NOISY },
    Quoted { seeds: Some(3), ..LATE },
];

/// Each lane as a source: `late.backprop`, whose `others@7` is "89.4 %" in the lab; `late:3.backprop` with three seeds. Of comparisons whose
/// names begin with `only`; beside them, those of `before`.
pub fn quotes(
    program: &str,
    seeds: Option<u32>,
    only: &str,
    before: Map<String, Value>,
) -> Outcome<Map<String, Value>> {
    let mut sources = before;
    for quoted in ALL.iter().filter(|quoted| quoted.scenario.starts_with(only)) {
        let words = quoted.words(seeds);
        let lanes = step(&words.join(" "), || printed(program, &words))?;
        let name = quoted.seeds.map_or(quoted.scenario.into(), |seeds| format!("{}:{seeds}", quoted.scenario));
        for lane in lanes {
            let id = lane["id"].as_str().unwrap_or_default().to_owned();
            let seeds = lane["runs"].as_array().map_or(0, Vec::len);
            let numbers = numbers(&lane, quoted.values);
            sources.insert(format!("{name}.{id}"), source(&words, &[lane], seeds, numbers)?);
        }
    }
    Ok(sources)
}

impl Quoted {
    /// Arguments of `microlearning`.
    fn words(&self, seeds: Option<u32>) -> Vec<String> {
        let mut words = vec!["compare".into(), self.scenario.into()];
        if !self.lanes.is_empty() {
            words.extend(["--lanes".into(), self.lanes.join(",")]);
        }
        if let Some(seeds) = seeds.or(self.seeds) {
            words.extend(["--seeds".into(), seeds.to_string()]);
        }
        words
    }
}

pub fn printed(program: &str, words: &[String]) -> Outcome<Vec<Value>> {
    let words: Vec<&str> = words.iter().map(String::as_str).chain(["--json"]).collect();
    let lanes = shell::text(program, &words).and_then(|text| serde_json::from_str(&text).ok());
    lanes.ok_or_else(|| {
        failure(format!("`{program} {}` failed.", words.join(" ")), "run it by hand and read what it says.")
    })
}

/// Numbers of a lane that are quoted, with as many digits as the lab shows.
fn numbers(lane: &Value, values: &[(&str, usize)]) -> Numbers {
    let mut numbers = ends(lane);
    for (measure, epoch) in values {
        let of = |what: &str| lane["curves"][measure][what][epoch].as_f64();
        let digits = lane["decimals"][measure].as_u64().unwrap_or(1) as usize;
        let text = match (of("mean"), of("sd")) {
            (Some(mean), Some(sd)) => format!("{mean:.digits$} ± {sd:.digits$}"),
            (Some(mean), None) => format!("{mean:.digits$}"),
            _ => "–".into(),
        };
        numbers.insert(format!("{measure}@{epoch}"), text.into());
    }
    numbers
}

/// Outcomes of a lane's runs, if the lab counts them: "10 of 20". The median only if a run ended near it.
fn ends(lane: &Value) -> Numbers {
    let mut numbers = Numbers::new();
    let count = |what: &str| lane["ends"][what].as_u64();
    let Some(runs) = count("runs") else { return numbers };
    for (name, what) in [("success", "successes"), ("collapse", "collapses")] {
        let text = count(what).map_or("–".into(), |count| format!("{count} of {runs}"));
        numbers.insert(name.into(), text.into());
    }
    let last = |run: &Value| run.as_array()?.last()?["accuracy"]["value"].as_f64();
    let finals: Vec<f64> = lane["runs"].as_array().into_iter().flatten().filter_map(last).collect();
    if !finals.is_empty() {
        let middle = median(&finals);
        if finals.iter().any(|end| (end - middle).abs() <= 1.0) {
            numbers.insert("median".into(), format!("{middle:.1}").into());
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_lane_is_quoted_by_measure_and_epoch() {
        let lane = json!({
            "curves": {
                "accuracy": { "mean": [8.0, 85.44], "sd": [null, 0.26] },
                "norm.1": { "mean": [7.456], "sd": [null] },
                "late": { "mean": [null], "sd": [null] },
            },
            "decimals": { "accuracy": 1, "norm.1": 2 },
        });
        let quotes = numbers(&lane, &[("accuracy", 0), ("accuracy", 1), ("norm.1", 0), ("late", 0)]);
        let of = |key: &str| quotes[key].as_str().unwrap();
        assert_eq!((of("accuracy@1"), of("accuracy@0")), ("85.4 ± 0.3", "8.0"));
        assert_eq!((of("norm.1@0"), of("late@0")), ("7.46", "–"));
    }

    #[test]
    fn a_ladder_is_quoted_by_its_counts_and_a_median_only_where_a_network_is() {
        let lane = |ends: &[f64]| {
            let runs: Vec<Value> = ends.iter().map(|end| json!([{ "accuracy": { "value": end } }])).collect();
            json!({ "ends": { "runs": ends.len(), "successes": 2, "collapses": 2 }, "runs": runs })
        };
        let heaps = numbers(&lane(&[50.0, 51.0, 99.0, 98.0]), &[]);
        assert_eq!((&heaps["success"], &heaps["collapse"]), (&json!("2 of 4"), &json!("2 of 4")));
        assert!(heaps.get("median").is_none(), "{heaps:?}");
        assert_eq!(numbers(&lane(&[80.0, 81.0, 82.0]), &[])["median"], "81.0");
    }

    #[test]
    fn a_command_is_the_labs_own_unless_more_is_asked() {
        assert_eq!(LATE.words(None).join(" "), "compare late");
        assert_eq!(
            Quoted { seeds: Some(3), lanes: &["a", "b"], ..LATE }.words(None).join(" "),
            "compare late --lanes a,b --seeds 3"
        );
    }
}
