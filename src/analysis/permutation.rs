//! A permutation test: how well would a classifier do if labels meant nothing?
//!
//! Labels are shuffled among groups that differ by nothing but their label, and the classifier is trained and judged anew. In this
//! lab those are the networks of one number: the same first weights, pictures and settings, each under another rule (Edgington &
//! Onghena, Randomization tests).

use rand::seq::SliceRandom;

use crate::Rng;

/// Classes (n) after shuffling among the groups of each block; `groups` and `blocks` (n) name those of each example. All examples of
/// a group get the same class.
pub fn shuffled(classes: &[usize], groups: &[usize], blocks: &[usize], rng: &mut Rng) -> Vec<usize> {
    let mut found = classes.to_vec();
    let firsts: Vec<usize> = (0..groups.len()).filter(|i| !groups[..*i].contains(&groups[*i])).collect();
    for block in 0..blocks.iter().max().map_or(0, |most| most + 1) {
        let within: Vec<usize> = firsts.iter().copied().filter(|i| blocks[*i] == block).collect();
        let mut labels: Vec<usize> = within.iter().map(|i| classes[*i]).collect();
        labels.shuffle(rng);
        for (first, label) in within.iter().zip(labels) {
            let same = (0..groups.len()).filter(|i| groups[*i] == groups[*first]);
            same.for_each(|i| found[i] = label);
        }
    }
    found
}

/// Probability of a value at least as large as `found` if labels mean nothing, by these values of shuffled labels. It is never 0: the
/// true labels are one of the orders (Phipson & Smyth 2010, Permutation p-values should never be zero).
pub fn p_value(found: f64, of_shuffled: &[f64]) -> f64 {
    let larger = of_shuffled.iter().filter(|value| **value >= found).count();
    (1 + larger) as f64 / (1 + of_shuffled.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{stream, Stream};

    #[test]
    fn groups_stay_whole_and_blocks_keep_their_labels() {
        // Four classes of six groups of three examples; a block has one group of each class.
        let groups: Vec<usize> = (0..72).map(|i| i / 3).collect();
        let classes: Vec<usize> = groups.iter().map(|group| group / 6).collect();
        let blocks: Vec<usize> = groups.iter().map(|group| group % 6).collect();
        let mut rng = stream(1, Stream::Probe);
        let mut moved = 0;
        for _ in 0..50 {
            let found = shuffled(&classes, &groups, &blocks, &mut rng);
            assert!(found.chunks(3).all(|group| group.iter().all(|class| *class == group[0])), "{found:?}");
            for block in 0..6 {
                let mut of: Vec<_> = (0..72).step_by(3).filter(|i| blocks[*i] == block).map(|i| found[i]).collect();
                of.sort_unstable();
                assert_eq!(of, [0, 1, 2, 3], "block {block}");
            }
            moved += found.iter().zip(&classes).filter(|(a, b)| a != b).count();
        }
        let share = moved as f64 / (50.0 * 72.0);
        assert!((share - 0.75).abs() < 0.05, "{share} of the labels are others: three of four would be");
    }

    #[test]
    fn a_p_value_counts_what_is_as_large() {
        let nulls: Vec<f64> = (1..=99).map(f64::from).collect();
        assert_eq!(p_value(100.0, &nulls), 0.01);
        assert_eq!(p_value(99.0, &nulls), 0.02, "equal ones count");
        assert_eq!(p_value(0.0, &nulls), 1.0);
    }
}
