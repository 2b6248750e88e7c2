//! Record of a job: lists of numbers, which a text restores with the same bits.

use crate::base::exact;

/// A job's record. Its experiment defines the meaning of each list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record(pub Vec<Vec<f64>>);

impl Record {
    /// Text of the record, for a file or another worker.
    pub fn text(&self) -> String {
        exact::written(&self.0)
    }

    /// The record that a text is; none if it is damaged.
    pub fn read(text: &str) -> Option<Self> {
        exact::read(text).map(Self)
    }

    /// The list with this place; an empty one if there is none.
    pub fn list(&self, place: usize) -> &[f64] {
        self.0.get(place).map_or(&[], Vec::as_slice)
    }

    /// The first number of a list.
    pub fn number(&self, place: usize) -> Option<f64> {
        self.list(place).first().copied()
    }

    /// A list of counts.
    pub fn counts(&self, place: usize) -> Vec<usize> {
        self.list(place).iter().map(|count| *count as usize).collect()
    }
}

/// Counts as numbers of a record.
pub fn numbers<'a>(counts: impl IntoIterator<Item = &'a usize>) -> Vec<f64> {
    counts.into_iter().map(|count| *count as f64).collect()
}
