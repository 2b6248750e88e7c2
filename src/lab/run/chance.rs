//! Chance level: the accuracy of an answer without a look at the pictures.

/// Largest ratio of the commonest digit's share to an equal share at which digits still count as equally frequent.
/// MNIST's ratios stay below it, whichever digits are chosen.
const EVEN: f64 = 1.18;

/// Chance level, and the answer that reaches it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Accuracy in percent.
    pub chance: f64,
    /// The digit that scores it if it is always the answer; none where digits are about equally frequent, so that any guess
    /// scores it.
    pub commonest: Option<u8>,
}

impl Chance {
    /// Chance level for digits with these counts. Digits without images do not count, unless none has any.
    pub fn of(digits: &[u8], counts: &[usize]) -> Self {
        let there = counts.iter().filter(|count| **count > 0).count();
        let equal = 100.0 / if there > 0 { there } else { digits.len() } as f64;
        // The last of equal ones is taken, so the first digit comes last.
        let most = counts.iter().zip(digits).rev().max_by_key(|(count, _)| **count);
        let all = counts.iter().sum::<usize>().max(1) as f64;
        let share = most.map_or(0.0, |(count, _)| 100.0 * *count as f64 / all);
        let commonest = most.filter(|_| share > EVEN * equal).map(|(_, digit)| *digit);
        Self { chance: if commonest.is_some() { share } else { equal }, commonest }
    }
}
