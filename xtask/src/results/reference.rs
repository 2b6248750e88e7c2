//! Set-ups, the numbers that are read off their runs, and the results of the courses' own code.

use serde_json::Value;

/// One set-up to run.
#[derive(Clone, Copy)]
pub struct Row {
    /// Key in prose: `tutorial.backprop`.
    pub key: &'static str,
    /// The rule's id; the command, where one trains several rules at once.
    pub rule: &'static str,
    /// Arguments behind it.
    pub arguments: &'static [&'static str],
    /// Seeds 1 to this, unless the command line says otherwise.
    pub seeds: u32,
    /// Measures that are compared.
    pub measures: &'static [Measure],
}

impl Row {
    /// True if its runs read MNIST's original files. Commands that train several rules at once, by which the last set-ups are called,
    /// have the bundled images instead.
    pub fn reads_mnist(&self) -> bool {
        !self.key.starts_with(self.rule)
    }
}

/// Summary of several runs.
#[derive(Clone, Copy, PartialEq)]
pub enum Sum {
    /// Mean and sample SD.
    Mean,
    /// Mean and sample SD of what is missing to 100: an error from an accuracy.
    Missing,
    /// The value in the middle.
    Median,
    /// Percentage of runs above this value.
    Above(f64),
    /// Percentage of runs at most at this value.
    AtMost(f64),
}

/// Result of the reference.
#[derive(Clone, Copy, PartialEq)]
pub enum Reference {
    /// No reference.
    None,
    /// A number without a spread.
    Value(f64),
    /// Mean and sample SD over seeds.
    Spread(f64, f64),
    /// A percentage of this many runs.
    Share(f64, u32),
    /// Mean and sample SD of this many runs, whose mean itself is compared.
    Runs(f64, f64, u32),
}

/// One number of a run and its reference.
#[derive(Clone, Copy)]
pub struct Measure {
    /// Key in prose: `accuracy3`.
    pub key: &'static str,
    /// Name in the table.
    pub name: &'static str,
    /// Path in the JSON of a run; `*` for an epoch is the one with the largest value.
    pub path: &'static str,
    /// Summary of the runs.
    pub sum: Sum,
    /// Digits after the point.
    pub digits: usize,
    /// Expected result.
    pub reference: Reference,
}

impl Measure {
    /// Number of one run.
    pub fn of(&self, run: &Value) -> Option<f64> {
        self.read(run).map(|value| if self.sum == Sum::Missing { 100.0 - value } else { value })
    }

    fn read(&self, run: &Value) -> Option<f64> {
        let Some((list, rest)) = self.path.split_once("/*") else {
            return run.pointer(self.path).and_then(Value::as_f64);
        };
        let values = run.pointer(list)?.as_array()?.iter().filter_map(|entry| entry.pointer(rest)?.as_f64());
        values.max_by(f64::total_cmp)
    }

    /// The same measure with a reference.
    pub const fn against(self, mean: f64, sd: f64) -> Self {
        Self { reference: Reference::Spread(mean, sd), ..self }
    }

    /// The same measure with a reference that has no spread.
    pub const fn near(self, value: f64) -> Self {
        Self { reference: Reference::Value(value), ..self }
    }

    /// The same measure with a reference of so many runs, whose means are compared.
    pub const fn beside(self, mean: f64, sd: f64, runs: u32) -> Self {
        Self { reference: Reference::Runs(mean, sd, runs), ..self }
    }

    /// The same measure, summed up in another way.
    pub const fn summed(self, sum: Sum, name: &'static str, key: &'static str, reference: Reference) -> Self {
        Self { sum, name, key, reference, ..self }
    }
}

/// A percentage.
pub const fn percent(key: &'static str, name: &'static str, path: &'static str) -> Measure {
    Measure { key, name, path, sum: Sum::Mean, digits: 1, reference: Reference::None }
}

/// An error in percent, from the path of an accuracy.
pub const fn error(key: &'static str, name: &'static str, path: &'static str) -> Measure {
    Measure { key, name, path, sum: Sum::Missing, digits: 2, reference: Reference::None }
}

/// A small number, with this many digits.
pub const fn number(key: &'static str, name: &'static str, path: &'static str, digits: usize) -> Measure {
    Measure { key, name, path, sum: Sum::Mean, digits, reference: Reference::None }
}
