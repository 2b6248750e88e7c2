//! Learning times: when a network first knew each digit (a use of Kepple, Engelken & Rajan 2022, Curriculum learning as a tool to uncover
//! learning principles in the brain, ICLR, who compare the times that tasks take under several curricula).
//!
//! A network knows a digit as soon as F₁, twice the number of pictures of the digit that it reads right by the number of its pictures and of
//! those that are taken for it, reaches ½. The share that it reads right would not do: whoever takes all pictures for a 3 reads every 3.

use crate::data::Batch;
use crate::lab::training::Training;
use crate::metrics::Tally;
use crate::net::Forward;
use crate::rule::Workspace;

/// Readings after the one before training; the first are the closest to each other, because most is learned early.
const READINGS: usize = 24;
/// F₁ from which on a digit is known.
const KNOWN: f64 = 0.5;

/// Parts of the digits, in the order in which they become known: whoever learns five and whoever learns ten has as many.
pub const FIFTHS: [&str; 5] =
    ["the first fifth of the digits", "the second fifth", "the third fifth", "the fourth fifth", "the last fifth"];

/// Learning times so far.
pub struct Learned {
    /// Updates in all.
    updates: usize,
    /// The next reading.
    next: usize,
    /// Share of training at the last reading, and F₁ of each digit.
    last: (f64, Vec<f64>),
    /// Learning time of each digit.
    times: Vec<Option<f64>>,
}

impl Learned {
    /// Nothing known yet of so many digits, of a training of so many updates.
    pub fn new(updates: usize, digits: usize) -> Self {
        Self { updates, next: 0, last: (0.0, Vec::new()), times: vec![None; digits] }
    }

    /// True if a reading is due after so many updates.
    pub fn is_due(&self, updates: usize) -> bool {
        self.next <= READINGS && updates >= self.until(self.next)
    }

    /// Updates up to a reading.
    fn until(&self, reading: usize) -> usize {
        self.updates * reading * reading / (READINGS * READINGS)
    }

    /// Reads how well the network knows each digit by these pictures.
    pub fn read(&mut self, training: &Training, judged: &Batch) {
        let (trainer, mut pass) = (training.trainer(), Forward::default());
        trainer.answer(&judged.x, &mut Workspace::default(), &mut pass);
        let mut tally = Tally::new(judged.t.ncols());
        tally.add(0.0, pass.output(), &judged.t);
        let updates = trainer.updates() as usize;
        self.note(updates as f64 / self.updates.max(1) as f64, scores(tally.confusion()));
        while self.is_due(updates) {
            self.next += 1;
        }
    }

    /// Notes F₁ of each digit at a share of training, not before those noted before. Between two readings it moves in a straight line.
    fn note(&mut self, now: f64, scores: Vec<f64>) {
        let (before, old) = &self.last;
        for (k, (time, new)) in self.times.iter_mut().zip(&scores).enumerate() {
            if time.is_none() && *new >= KNOWN {
                // Below ½ at the last reading, if there was one.
                *time = Some(old.get(k).map_or(now, |old| before + (KNOWN - old) / (new - old) * (now - before)));
            }
        }
        self.last = (now, scores);
    }

    /// Learning time of each digit as a share of training, 1 for a digit that is never known.
    pub fn times(&self) -> Vec<f64> {
        self.times.iter().map(|time| time.unwrap_or(1.0)).collect()
    }
}

/// F₁ of each class, given examples by true (row) and predicted class (column).
fn scores(confusion: &[Vec<u64>]) -> Vec<f64> {
    let score = |k: usize| {
        let both = confusion[k].iter().sum::<u64>() + confusion.iter().map(|row| row[k]).sum::<u64>();
        2.0 * confusion[k][k] as f64 / both.max(1) as f64
    };
    (0..confusion.len()).map(score).collect()
}

/// Learning times in ascending order, the mean of each fifth, as they are known at a share of training: what comes later counts as never.
pub fn by_fifth(times: &[f64], now: f64) -> Vec<f64> {
    let mut times: Vec<f64> = times.iter().map(|time| if *time <= now { *time } else { 1.0 }).collect();
    times.sort_by(f64::total_cmp);
    let from = |i: usize| i * times.len() / FIFTHS.len();
    let fifths = (0..FIFTHS.len()).map(|i| &times[from(i)..from(i + 1)]);
    fifths.map(|fifth| fifth.iter().sum::<f64>() / fifth.len() as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_known_where_the_line_between_two_readings_crosses_a_half_and_stays_so() {
        let mut learned = Learned::new(100, 4);
        learned.note(0.0, vec![0.5, 0.0, 0.3, 0.0]);
        learned.note(0.2, vec![0.1, 0.4, 0.7, 0.0]);
        learned.note(0.6, vec![0.9, 0.6, 0.2, 0.1]);
        learned.note(1.0, vec![0.9, 0.4, 0.9, 0.4]);
        let expected = [0.0, 0.4, 0.1, 1.0];
        assert!(learned.times().iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{:?}", learned.times());
    }

    #[test]
    fn who_takes_everything_for_one_digit_knows_none() {
        assert_eq!(scores(&[vec![0, 0, 10], vec![0, 0, 10], vec![0, 0, 10]]), [0.0, 0.0, 0.5]);
        let ten: Vec<Vec<u64>> = (0..5).map(|_| vec![0, 0, 7, 0, 0]).collect();
        assert!(scores(&ten).iter().all(|score| *score < KNOWN));
        assert_eq!(scores(&[vec![3, 1], vec![1, 5]]), [0.75, 5.0 / 6.0]);
        assert_eq!(scores(&[vec![0, 0], vec![0, 4]]), [0.0, 1.0], "a digit without pictures");
    }

    #[test]
    fn networks_of_five_and_of_ten_digits_are_comparable_and_nobody_knows_what_comes() {
        let five = [0.5, 0.1, 1.0, 0.2, 0.75];
        assert_eq!(by_fifth(&five, 1.0), [0.1, 0.2, 0.5, 0.75, 1.0]);
        let mut ten = [five, five].concat();
        ten.reverse();
        assert_eq!(by_fifth(&ten, 1.0), by_fifth(&five, 1.0), "whichever digits they are");
        assert_eq!(by_fifth(&five, 0.6), [0.1, 0.2, 0.5, 1.0, 1.0]);
        assert_eq!(by_fifth(&[0.0, 0.2, 0.4, 0.6, 0.8, 0.0, 0.2, 0.4, 0.6, 1.0], 1.0)[4], 0.9);
        assert_eq!(by_fifth(&five, 0.0), [1.0; 5]);
    }

    #[test]
    fn readings_are_closest_at_the_beginning_and_the_last_is_at_the_end() {
        let learned = Learned::new(1000, 10);
        let gaps: Vec<_> = (0..READINGS).map(|k| learned.until(k + 1) - learned.until(k)).collect();
        assert!(gaps.windows(2).all(|pair| pair[0] <= pair[1] + 1) && gaps[0] < 3, "{gaps:?}");
        assert_eq!((learned.until(0), learned.until(READINGS)), (0, 1000));
    }
}
