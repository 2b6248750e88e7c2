//! What chapters quote of the page's own comparisons: repeated by `microlearning compare` with several seeds, on the
//! images that the page trains on.

use crate::shell;
use crate::step::{failure, Outcome};
use serde_json::{Map, Value};

/// Seeds 1 to this, unless the command line says otherwise.
const SEEDS: u32 = 3;

/// One comparison, and what is quoted of each of its lanes: a line of its menu, and after which epoch.
struct Quoted {
    scenario: &'static str,
    values: &'static [(&'static str, usize)],
}

const ALL: &[Quoted] = &[
    Quoted { scenario: "online", values: &[("accuracy", 1), ("accuracy", 2), ("accuracy", 4)] },
    Quoted {
        scenario: "noisy",
        values: &[
            ("accuracy", 12),
            ("noise.0.4", 12),
            ("noise.0.8", 12),
            ("fgsm.0.05", 12),
            ("fgsm.0.1", 12),
            ("norm.1", 12),
        ],
    },
    Quoted {
        scenario: "late",
        values: &[("others", 6), ("others", 7), ("others", 8), ("others", 12), ("late", 6), ("late", 7), ("late", 12)],
    },
];

/// `late.backprop.others@7` → "89.4 ± 0.6", for all of them.
pub fn quotes(program: &str, seeds: Option<u32>) -> Outcome<Map<String, Value>> {
    let seeds = seeds.unwrap_or(SEEDS).to_string();
    let mut quotes = Map::new();
    for Quoted { scenario, values } in ALL {
        let words = ["compare", scenario, "--seeds", &seeds, "--json"];
        let printed = shell::text(program, &words).and_then(|text| serde_json::from_str::<Vec<Value>>(&text).ok());
        let lanes = printed.ok_or_else(|| {
            failure(format!("`{program} {}` failed.", words.join(" ")), "run it by hand and read what it says.")
        })?;
        for lane in &lanes {
            quote(scenario, lane, values, &mut quotes);
        }
    }
    Ok(quotes)
}

fn quote(scenario: &str, lane: &Value, values: &[(&str, usize)], quotes: &mut Map<String, Value>) {
    let id = lane["id"].as_str().unwrap_or_default();
    for (measure, epoch) in values {
        let of = |what: &str| lane["curves"][measure][what][epoch].as_f64();
        let text = match (of("mean"), of("sd")) {
            (Some(mean), Some(sd)) => format!("{mean:.1} ± {sd:.1}"),
            (Some(mean), None) => format!("{mean:.1}"),
            _ => "–".into(),
        };
        quotes.insert(format!("{scenario}.{id}.{measure}@{epoch}"), text.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_quoted_by_measure_and_epoch() {
        let lane = serde_json::json!({
            "id": "backprop",
            "curves": { "accuracy": { "mean": [8.0, 85.44], "sd": [null, 0.26] }, "late": { "mean": [null], "sd": [null] } },
        });
        let mut quotes = Map::new();
        quote("online", &lane, &[("accuracy", 0), ("accuracy", 1), ("late", 0)], &mut quotes);
        let of = |key: &str| quotes[key].as_str().unwrap().to_owned();
        assert_eq!(of("online.backprop.accuracy@1"), "85.4 ± 0.3");
        assert_eq!((of("online.backprop.accuracy@0"), of("online.backprop.late@0")), ("8.0".into(), "–".into()));
    }
}
