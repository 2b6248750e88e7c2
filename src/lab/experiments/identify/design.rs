//! Design of the experiment: the ways in which networks of one suspect differ, and which of them are held out together.

use super::settings::Settings;
use crate::analysis::splits::Split;

/// Hidden layers of most networks, and of the deeper ones.
pub const DEPTHS: [usize; 2] = [3, 4];
/// Digits that networks of two tasks tell apart.
pub const TASKS: [&str; 2] = ["0,1,2,3,4", "5,6,7,8,9"];
/// Images an update, and by how much the usual learning rate is multiplied.
const BATCHES: [usize; 2] = [16, 32];
const RATES: [f64; 3] = [0.5, 1.0, 2.0];

/// Kind of a network by its number: suspects differ by none of this.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// True if its layers have twice as many units.
    pub wide: bool,
    /// True if it has a layer more, in experiments that hold a depth out.
    pub deep: bool,
    /// True if it learns the second half of the digits, in experiments that hold a task out.
    pub second: bool,
    /// Images an update.
    pub batch: usize,
    /// Factor of the usual learning rate.
    pub rate: f64,
}

impl Design {
    /// The ith network of each suspect. Of 24 networks each pairing of kinds has its share.
    pub const fn of(i: usize) -> Self {
        let pair = i / 2;
        Self {
            wide: i % 2 == 1,
            deep: (pair + pair / 6) % 2 == 1,
            second: (i + i / 4) % 2 == 1,
            batch: BATCHES[pair / RATES.len() % BATCHES.len()],
            rate: RATES[pair % RATES.len()],
        }
    }
}

/// A way to hold networks out: the classifier is fitted to one side and asked about the other, then the other way round.
pub struct HoldOut {
    /// The name in links and on the command line.
    pub id: &'static str,
    /// The name that people read, after "networks of".
    pub name: &'static str,
    /// The side of a network; none if it is on neither.
    side: fn(Design) -> Option<bool>,
}

/// Every way, in the order of the report.
pub const HOLD_OUTS: [HoldOut; 5] = [
    HoldOut { id: "width", name: "another width", side: |kind| Some(kind.wide) },
    HoldOut { id: "rate", name: "another learning rate", side: |kind| (kind.rate != 1.0).then_some(kind.rate > 1.0) },
    HoldOut { id: "depth", name: "another depth", side: |kind| Some(kind.deep) },
    HoldOut {
        id: "animal",
        name: "another width and depth",
        side: |kind| (kind.wide == kind.deep).then_some(kind.wide),
    },
    HoldOut { id: "curriculum", name: "another task", side: |kind| Some(kind.second) },
];

impl HoldOut {
    /// The two splits, of examples whose networks have these numbers.
    pub fn splits(&self, numbers: &[usize]) -> [Split; 2] {
        let on =
            |side: bool| (0..numbers.len()).filter(|at| self.side_of(numbers[*at]) == Some(side)).collect::<Vec<_>>();
        let (first, second) = (on(false), on(true));
        [(first.clone(), second.clone()), (second, first)]
    }

    fn side_of(&self, i: usize) -> Option<bool> {
        (self.side)(Design::of(i))
    }
}

impl Settings {
    /// Number of hidden layers of the ith network of each suspect.
    pub fn depth(&self, i: usize) -> usize {
        let deep = self.holds_out("depth") || self.holds_out("animal");
        DEPTHS[usize::from(deep && Design::of(i).deep)]
    }

    /// The digits that the ith network of each suspect learns; empty for all.
    pub fn digits(&self, i: usize) -> &'static str {
        if self.holds_out("curriculum") {
            TASKS[usize::from(Design::of(i).second)]
        } else {
            ""
        }
    }

    /// True if this is among the ways to hold networks out.
    fn holds_out(&self, id: &str) -> bool {
        self.hold_outs.iter().any(|other| other == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pairing_of_kinds_has_its_share_of_24_networks() {
        let all: Vec<_> = (0..24).map(Design::of).collect();
        let of = |kind: &Design| [kind.wide, kind.deep, kind.second, kind.batch == BATCHES[0]];
        for (a, b) in (0..4).flat_map(|a| (0..a).map(move |b| (a, b))) {
            for pairing in 0..4 {
                let has = |kind: &&Design| [of(kind)[a], of(kind)[b]] == [pairing / 2 == 1, pairing % 2 == 1];
                assert_eq!(all.iter().filter(has).count(), 6, "kinds {a} and {b}, pairing {pairing}");
            }
            for rate in RATES {
                assert_eq!(
                    all.iter().filter(|kind| kind.rate == rate && of(kind)[a]).count(),
                    4,
                    "rate {rate}, kind {a}"
                );
            }
        }
    }

    #[test]
    fn what_is_held_out_is_on_one_side_only_from_eight_networks_on() {
        let numbers: Vec<usize> = (0..8).flat_map(|i| [i; 3]).collect();
        for hold_out in &HOLD_OUTS {
            let [(training, test), (other_training, other_test)] = hold_out.splits(&numbers);
            assert!(!training.is_empty() && !test.is_empty(), "{}", hold_out.id);
            assert_eq!((&training, &test), (&other_test, &other_training), "{}: both ways", hold_out.id);
            for (a, b) in training.iter().flat_map(|a| test.iter().map(move |b| (*a, *b))) {
                let kinds = [a, b].map(|at| Design::of(numbers[at]));
                let same = match hold_out.id {
                    "width" => kinds[0].wide == kinds[1].wide,
                    "rate" => kinds[0].rate == kinds[1].rate,
                    "depth" => kinds[0].deep == kinds[1].deep,
                    "animal" => kinds[0].wide == kinds[1].wide || kinds[0].deep == kinds[1].deep,
                    _ => kinds[0].second == kinds[1].second,
                };
                assert!(!same, "{}: {kinds:?}", hold_out.id);
            }
        }
    }
}
