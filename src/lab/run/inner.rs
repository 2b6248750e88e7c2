//! Inner life of a run's rule: its traces and pictures on a few validation images, now and after each epoch.

use serde::Serialize;

use super::Run;
use crate::base::random::{stream, Stream};
use crate::base::sorted_map::Map;
use crate::data::{Batch, Part};
use crate::rule::noise::Noise;
use crate::rule::{Asked, Over, Picture, Trace};

/// Number of images that the rule is asked about.
const IMAGES: usize = 20;

/// A quantity after each epoch.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// Name of its trace in files, and the layer: `right.1`.
    pub id: String,
    /// The same for people.
    pub name: String,
    /// Values after epoch 0, 1, 2 …
    pub values: Vec<f64>,
}

impl Run {
    /// Keeps the rule's traces of each epoch from now on, for those who want to see how they change. The run does not notice.
    pub fn watch(&mut self) {
        self.aside.told.get_or_insert_default();
    }

    /// Traces and pictures that the rule gives for the first validation images, with the weights as they are now; both are empty if it
    /// has none. The run does not notice.
    pub fn inner(&self) -> (Vec<Trace>, Vec<Picture>) {
        self.look(true)
    }

    /// The traces of each epoch, by their names and places, as files have them: `energy.0`, `energy.1` …, or by layers. Only of a run
    /// that is watched.
    pub fn told(&self) -> Vec<Map<f64>> {
        let each = |traces: &Vec<Trace>| {
            let mut row = Map::new();
            for Trace { id, begin, values, .. } in traces {
                for (place, value) in (*begin..).zip(values) {
                    row.insert(format!("{id}.{place}"), *value);
                }
            }
            row
        };
        self.aside.told.iter().flatten().map(each).collect()
    }

    /// Course of the traces from epoch to epoch: the last value of those that settle, else the value of each layer.
    pub fn course(&self) -> Vec<Course> {
        let epochs: Vec<_> = self.aside.told.iter().flatten().collect();
        let Some(first) = epochs.first() else { return Vec::new() };
        let of = |at: usize, place: usize| epochs.iter().map(|traces| traces[at].values[place]).collect();
        let mut all = Vec::new();
        for (at, Trace { id, name, over, begin, values }) in first.iter().enumerate() {
            if *over == Over::Step {
                let name = format!("{name}, settled");
                all.extend(values.len().checked_sub(1).map(|last| Course {
                    id: (*id).into(),
                    name,
                    values: of(at, last),
                }));
                continue;
            }
            all.extend((0..values.len()).map(|place| {
                let layer = begin + place;
                Course { id: format!("{id}.{layer}"), name: format!("{name}, layer {layer}"), values: of(at, place) }
            }));
        }
        all
    }

    /// Keeps what the rule tells at the end of an epoch.
    pub(super) fn tell(&mut self) {
        if self.aside.told.is_some() {
            let (traces, _) = self.look(false);
            self.aside.told.iter_mut().for_each(|told| told.push(traces.clone()));
        }
    }

    fn look(&self, pictured: bool) -> (Vec<Trace>, Vec<Picture>) {
        let (plan, selection) = (self.plan(), self.selection(Part::Valid));
        let (mut batch, mut asked) = (Batch::default(), Asked::default());
        selection.batch(0, IMAGES.min(selection.len()), &mut batch);
        (asked.proposal.watched, asked.proposal.pictured) = (true, pictured);
        let rng = &mut stream(plan.config.seed, Stream::Probe);
        asked.ask(self.trainer().rule(), self.trainer().net(), &batch, plan.convention, &mut Noise::drawn(rng));
        (asked.proposal.traces, asked.proposal.pictures)
    }
}
