//! Report of the lab: a row for each rule, and in it the moments before and after training.

use serde::Serialize;

use super::super::Record;
use super::moment::list;
use super::settings::Settings;
use super::subject::MOMENTS;
use crate::base::error::Result;
use crate::metrics::mean_and_sd;

/// Mean over networks and standard deviation, which a single network does not have; none without a network.
pub type Spread = Option<(f64, Option<f64>)>;

/// Results so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Settings of the experiment.
    pub settings: Settings,
    /// Numbers of trials after which the correlation is noted.
    pub marks: Vec<usize>,
    /// True for each hidden unit of P+: the mean of these counts for an output, that of the others against one.
    pub plus: Vec<bool>,
    /// A row for each rule.
    pub rules: Vec<Row>,
    /// Share of the work that is done.
    pub fraction: f64,
    /// Remaining time in seconds, if there is something to estimate it from.
    pub seconds_left: Option<f64>,
    /// True if there is nothing left to do.
    pub finished: bool,
}

/// One rule's networks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The rule's id.
    pub rule: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// Before training, and after it.
    pub moments: [Moment; MOMENTS],
}

/// One rule's networks at one moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Moment {
    /// Digits read, in percent.
    pub accuracy: Spread,
    /// Correlation of the units' teaching signals with their causal roles, at each mark.
    pub correlation: Vec<Spread>,
    /// The same without the noise that differs from trial to trial, at each mark; none while it cannot be told.
    pub corrected: Vec<Spread>,
    /// The correlation, either sign, that nineteen of twenty shuffles of a network's units stay below, at the last mark.
    pub chance: Spread,
    /// Mean teaching signal of units in P+ on pictures of their own digit, in standard deviations of the signal, at the last mark.
    pub plus: Spread,
    /// The same of units in P−.
    pub minus: Spread,
    /// The same of all other units.
    pub others: Spread,
    /// P+ minus P−.
    pub difference: Spread,
    /// Causal role and teaching signal of each unit of the first network on pictures of its own digit, in standard deviations.
    pub points: Vec<[Option<f64>; 2]>,
}

impl Report {
    /// Report with nothing measured.
    ///
    /// # Errors
    /// If the settings name a rule that does not exist.
    pub fn new(settings: Settings) -> Result<Self> {
        let plans = settings.rules.iter().map(|rule| settings.plan(rule, 0)).collect::<Result<Vec<_>>>()?;
        let readout = settings.readout(plans.first().map_or(0, |plan| plan.classes.len()));
        let mut rules: Vec<_> = plans
            .iter()
            .map(|plan| Row { rule: plan.card.id, name: plan.card.name, moments: Default::default() })
            .collect();
        let marks = settings.marks();
        rules.iter_mut().for_each(|row| row.fill(&[], marks.len()));
        Ok(Self {
            marks,
            plus: (0..readout.units()).map(|unit| readout.is_plus(unit)).collect(),
            rules,
            fraction: 0.0,
            seconds_left: None,
            finished: false,
            settings,
        })
    }
}

impl Row {
    /// Fills the row with the records of its networks, some of which may be under way.
    pub(super) fn fill(&mut self, records: &[&Record], marks: usize) {
        for (m, moment) in self.moments.iter_mut().enumerate() {
            let at = |list: usize| 1 + m * list::COUNT + list;
            let of = |list: usize, k: usize| spread(records.iter().map(|record| record.list(list).get(k)));
            let group = |k: usize| of(at(list::GROUPS), k);
            let difference = |record: &&Record| record.list(at(list::GROUPS)).get(..2).map(|pair| pair[0] - pair[1]);
            let differences: Vec<_> = records.iter().map(difference).collect();
            let first = records.first().map_or(&[][..], |record| record.list(at(list::POINTS)));
            let finite = |value: f64| Some(value).filter(|value| value.is_finite());
            *moment = Moment {
                accuracy: of(0, m),
                correlation: (0..marks).map(|k| of(at(list::CORRELATION), k)).collect(),
                corrected: (0..marks).map(|k| of(at(list::CORRECTED), k)).collect(),
                chance: of(at(list::CHANCE), 0),
                plus: group(0),
                minus: group(1),
                others: group(2),
                difference: spread(differences.iter().map(Option::as_ref)),
                points: first.chunks_exact(2).map(|pair| [finite(pair[0]), finite(pair[1])]).collect(),
            };
        }
    }
}

/// Spread of those numbers that there are.
fn spread<'a>(values: impl Iterator<Item = Option<&'a f64>>) -> Spread {
    let values: Vec<f64> = values.flatten().copied().filter(|value| value.is_finite()).collect();
    let (mean, sd) = mean_and_sd(&values);
    mean.map(|mean| (mean, sd))
}
