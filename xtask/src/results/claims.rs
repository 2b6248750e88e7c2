//! Two claims of others, tried in races of the page with enough seeds for an interval: that predictive coding, whose activities settle before
//! anything is learned, forgets less and learns more from single pictures; and that feedback control helps on noisy digits.

use super::comparisons::printed;
use super::source::{source, Numbers};
use super::Asked;
use crate::step::{step, Outcome};
use serde_json::{Map, Value};

/// A race, each of whose lanes runs at several rates and is told at the one that suits it best.
struct Trial {
    /// Key in prose: `claims.late`.
    key: &'static str,
    scenario: &'static str,
    /// The first is what the others are held against.
    lanes: &'static [&'static str],
    /// Settings that differ from the scenario's, without the rate.
    settings: &'static str,
    rates: &'static [&'static str],
    /// Measure and epoch by which a lane's rate is chosen: the largest mean.
    chosen: (&'static str, usize),
    /// Measures and epochs that are told.
    told: &'static [(&'static str, usize)],
    /// Words on what it shows.
    words: &'static str,
    /// Number of seeds, unless the command line says otherwise.
    seeds: u32,
}

const LATE: Trial = Trial {
    key: "claims.late",
    scenario: "energies",
    lanes: &["backprop", "strong"],
    settings: "late=8,9;late_from=7;epochs=7;strong.p.dt=0.2",
    rates: &["0.05", "0.1"],
    chosen: ("accuracy", 7),
    told: &[("others", 6), ("others", 7), ("late", 7), ("accuracy", 7)],
    words: "Prospective configuration (Song and others 2024) says that a network whose activities settle before it learns disturbs less of what
it knew. Eights and nines come in the seventh epoch, here to predictive coding with the output fully clamped (β = 1, dt 0.2) and to backprop.
In this race we see no such advantage: after that epoch the two read the old digits, the new ones and all together equally well, within the intervals below.",
    seeds: 20,
};

const TRIALS: &[Trial] = &[
    LATE,
    Trial {
        key: "claims.online",
        settings: "batch=1;epochs=1;strong.p.dt=0.2",
        rates: &["0.01", "0.03"],
        chosen: ("accuracy", 1),
        told: &[("accuracy", 1)],
        words: "The same claim for learning from single pictures, one epoch of 6,000.",
        seeds: 12,
        ..LATE
    },
    Trial {
        key: "claims.noisy",
        scenario: "control",
        lanes: &["backprop", "direct_feedback_alignment", "feedback_control", "hebbian_control"],
        settings: "epochs=6",
        rates: &["0.1"],
        chosen: ("accuracy", 6),
        words: "A hypothesis of students of the course: feedback control helps on noisy digits. All learn from clean digits and read them with noise.",
        told: &[("accuracy", 6), ("noise.0.4", 6), ("noise.0.8", 6), ("noise.1.2", 6)],
        seeds: 10,
    },
];

/// Runs all trials; each lane becomes a source, whose numbers are means and, as `….against`, differences from the first lane, seed by seed, both
/// with the half width of their 95 % interval.
pub fn measure(program: &str, asked: &Asked, sources: &mut Map<String, Value>) -> Outcome<()> {
    for trial in TRIALS.iter().filter(|trial| trial.key.starts_with(&asked.only)) {
        let mut runs = Vec::new();
        for rate in trial.rates {
            let words = trial.words(rate, asked.seeds.unwrap_or(trial.seeds));
            let run = || step(&words.join(" "), || printed(program, &words)).map(Value::from);
            runs.push((*rate, asked.kept(&format!("{}.{rate}", trial.key), &words, run)?, words));
        }
        let mut first = None;
        for lane in trial.lanes {
            let at = |lanes: &Value| {
                let lanes = lanes.as_array().into_iter().flatten();
                lanes.clone().find(|found| found["id"] == *lane).cloned().unwrap_or_default()
            };
            let (measure, epoch) = trial.chosen;
            let mean =
                |lane: &Value| interval(&values(lane, measure, epoch)).map_or(f64::NEG_INFINITY, |(mean, _)| mean);
            let best = runs.iter().map(|(rate, lanes, words)| (*rate, at(lanes), words));
            let Some((rate, lane_at_best, words)) = best.max_by(|a, b| mean(&a.1).total_cmp(&mean(&b.1))) else {
                continue;
            };
            let first = first.get_or_insert_with(|| lane_at_best.clone());
            let mut numbers = numbers(trial, &lane_at_best, first);
            numbers.insert("rate".into(), rate.into());
            let seeds = lane_at_best["runs"].as_array().map_or(0, Vec::len);
            sources.insert(format!("{}.{lane}", trial.key), source(words, &[lane_at_best], seeds, numbers)?);
        }
    }
    Ok(())
}

impl Trial {
    /// Arguments of `microlearning`.
    fn words(&self, rate: &str, seeds: u32) -> Vec<String> {
        let link = format!("2~{}~{seeds}~~{};lr={rate}", self.lanes.join(","), self.settings);
        ["compare", self.scenario, "--link", &link].map(String::from).to_vec()
    }
}

/// Values of a measure after an epoch, seed by seed.
fn values(lane: &Value, measure: &str, epoch: usize) -> Vec<f64> {
    let runs = lane["runs"].as_array().into_iter().flatten();
    runs.filter_map(|run| run[epoch][measure]["value"].as_f64()).collect()
}

fn numbers(trial: &Trial, lane: &Value, first: &Value) -> Numbers {
    let mut numbers = Numbers::new();
    for (measure, epoch) in trial.told {
        let (ours, others) = (values(lane, measure, *epoch), values(first, measure, *epoch));
        let differences: Vec<_> = ours.iter().zip(&others).map(|(ours, other)| ours - other).collect();
        let mut tell = |name: String, found: Option<(f64, f64)>, sign: bool| {
            let text = match found {
                Some((mean, half)) if sign => format!("{mean:+.2} ± {half:.2}"),
                Some((mean, half)) => format!("{mean:.2} ± {half:.2}"),
                None => "–".into(),
            };
            numbers.insert(name, text.into());
        };
        tell(format!("{measure}@{epoch}"), interval(&ours), false);
        tell(format!("{measure}@{epoch}.against"), interval(&differences), true);
    }
    numbers
}

/// The mean, and half of its 95 % interval, by Student's t; none of fewer than two values.
fn interval(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    if values.len() < 2 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    Some((mean, student(n - 1.0) * (variance / n).sqrt()))
}

/// The 97.5 % point of Student's t with so many degrees of freedom, by its expansion at the normal's (Fisher & Cornish 1960): for four
/// and more right to a hundredth.
fn student(freedom: f64) -> f64 {
    let z: f64 = 1.959_964;
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    z + first / freedom + second / freedom.powi(2) + third / freedom.powi(3)
}

/// The section of the page: of each trial that was run its words and its table.
pub fn section(sources: &Map<String, Value>) -> String {
    let mut text = String::new();
    for trial in TRIALS {
        let lanes = trial.lanes.iter().map(|lane| (*lane, sources.get(&format!("{}.{lane}", trial.key))));
        let Some(lanes) = lanes.map(|(lane, source)| Some((lane, source?))).collect::<Option<Vec<_>>>() else {
            continue;
        };
        text.push_str(&table(trial, &lanes));
    }
    match text.is_empty() {
        true => text,
        false => format!("{HEAD}{text}"),
    }
}

const HEAD: &str = "
## Two claims

`cargo xtask results --claims`. Each lane of a race of the page is run at several rates and told at the one at which it does best; means over
seeds, and differences from the first lane seed by seed, both with the half width of their 95 % interval (Student's t).
";

fn table(trial: &Trial, lanes: &[(&str, &Value)]) -> String {
    let seeds = lanes.first().map_or(0, |(_, source)| source["seeds"].as_u64().unwrap_or(0));
    let Trial { key, scenario, settings, words, .. } = trial;
    let mut text =
        format!("\n### {key}: the race {scenario} with {settings}, {seeds} seeds\n\n{words}\n\n| lane | rate |");
    for (measure, epoch) in trial.told {
        text.push_str(&format!(" {measure}, epoch {epoch} (%) | against {} |", trial.lanes[0]));
    }
    text.push_str(&format!("\n|---|---|{}\n", "---|---|".repeat(trial.told.len())));
    for (lane, source) in lanes {
        let of = |key: &str| source["numbers"][key].as_str().unwrap_or("–").to_owned();
        text.push_str(&format!("| {lane} | {} |", of("rate")));
        for (measure, epoch) in trial.told {
            let key = format!("{measure}@{epoch}");
            let against = if *lane == trial.lanes[0] { String::new() } else { of(&format!("{key}.against")) };
            text.push_str(&format!(" {} | {against} |", of(&key)));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_students() {
        for (freedom, expected) in [(4.0, 2.776), (9.0, 2.262), (19.0, 2.093), (1e6, 1.960)] {
            assert!((student(freedom) - expected).abs() < 0.02, "{freedom}: {}", student(freedom));
        }
        let (mean, half) = interval(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert!((mean - 3.0).abs() < 1e-12 && (half - 2.776 * 0.5f64.sqrt()).abs() < 0.01, "{mean} ± {half}");
        assert_eq!(interval(&[1.0]), None);
    }

    #[test]
    fn lanes_are_held_against_the_first_seed_by_seed() {
        let lane = |ends: [f64; 2]| {
            let run =
                |end: f64| serde_json::json!([{ "accuracy": { "value": 0.0 } }, { "accuracy": { "value": end } }]);
            serde_json::json!({ "runs": ends.map(run) })
        };
        let trial = Trial { told: &[("accuracy", 1)], ..TRIALS[0] };
        let numbers = numbers(&trial, &lane([92.0, 96.0]), &lane([90.0, 94.0]));
        assert_eq!(numbers["accuracy@1.against"], "+2.00 ± 0.00");
        assert!(numbers["accuracy@1"].as_str().unwrap().starts_with("94.00 ± "));
    }
}
