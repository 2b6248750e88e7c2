//! Splits by which a classifier is judged: trained on some examples, asked about others, many times over.
//!
//! Examples that belong together are never on both sides: else a classifier could know a network again by another of its layers. Look-alikes
//! under other names belong together, too: a classifier that goes by resemblance would be led astray by them, to less than chance.

use std::collections::{BTreeMap, BTreeSet};

use rand::seq::SliceRandom;
use rand::SeedableRng;

use crate::Rng;

/// Indices of the examples to train on, and of those to test on; ascending.
pub type Split = (Vec<usize>, Vec<usize>);

/// `times` random splits of n examples, given the group (n) and the class (n) of each. Of the groups that have the same classes a
/// quarter is tested, rounded, but at least one: a class of a single group is never trained on.
pub fn splits(groups: &[usize], classes: &[usize], times: usize, seed: u64) -> Vec<Split> {
    let mut rng = Rng::seed_from_u64(seed);
    let alike = alike(groups, classes);
    let split = |_| {
        let mut tested = Vec::new();
        for mut groups in alike.iter().cloned() {
            groups.shuffle(&mut rng);
            let quarter = ((groups.len() + 2) / 4).max(1);
            tested.extend(groups.drain(..quarter));
        }
        (0..groups.len()).partition(|i| !tested.contains(&groups[*i]))
    };
    (0..times).map(split).collect()
}

/// Lists of the groups that have the same classes, in the order of those classes.
fn alike(groups: &[usize], classes: &[usize]) -> Vec<Vec<usize>> {
    let mut seen = BTreeSet::new();
    let mut lists = BTreeMap::<Vec<usize>, Vec<usize>>::new();
    for group in groups.iter().filter(|group| seen.insert(**group)) {
        let of: BTreeSet<usize> = (0..groups.len()).filter(|i| groups[*i] == *group).map(|i| classes[i]).collect();
        lists.entry(of.into_iter().collect()).or_default().push(*group);
    }
    lists.into_values().collect()
}

/// Groups with examples on both sides of a split, in ascending order. There must be none where groups are what is told apart: a
/// classifier could know them again.
pub fn straddling(groups: &[usize], (training, test): &Split) -> Vec<usize> {
    let both = |group: &usize| [training, test].iter().all(|side| side.iter().any(|i| groups[*i] == *group));
    let mut found: Vec<usize> = groups.iter().copied().filter(both).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 60 groups of three examples, in classes of 6, 12, 18 and 24 groups.
    fn groups_and_classes() -> (Vec<usize>, Vec<usize>) {
        let classes = [vec![0; 18], vec![1; 36], vec![2; 54], vec![3; 72]].concat();
        ((0..180).map(|i| i / 3).collect(), classes)
    }

    #[test]
    fn no_group_straddles_a_split_and_a_quarter_of_each_class_is_tested() {
        let (groups, classes) = groups_and_classes();
        let made = splits(&groups, &classes, 20, 7);
        for (training, test) in &made {
            assert_eq!(training.len() + test.len(), 180);
            assert_eq!(straddling(&groups, &(training.clone(), test.clone())), [0; 0]);
            assert!(test.iter().all(|i| training.iter().all(|j| groups[*i] != groups[*j])));
            let tested = |class: usize| test.iter().filter(|i| classes[**i] == class).count();
            assert_eq!([0, 1, 2, 3].map(tested), [6, 9, 15, 18], "three examples for each of 2, 3, 5 and 6 groups");
        }
        assert_eq!(made, splits(&groups, &classes, 20, 7), "the same seed, the same splits");
        assert!(made[1..].iter().all(|split| *split != made[0]));
        assert_eq!(splits(&[3, 3, 5, 5], &[0; 4], 1, 1)[0].1.len(), 2, "one of two groups is tested");
    }

    #[test]
    fn a_group_of_several_classes_stays_whole_and_each_class_is_tested_alike() {
        let groups: Vec<usize> = (0..96).map(|i| i % 8).collect();
        let classes: Vec<usize> = (0..96).map(|i| i / 24).collect();
        for (training, test) in splits(&groups, &classes, 20, 7) {
            assert_eq!(straddling(&groups, &(training, test.clone())), [0; 0]);
            let tested = |class: usize| test.iter().filter(|i| classes[**i] == class).count();
            assert_eq!([0, 1, 2, 3].map(tested), [6; 4], "two of eight groups");
        }
    }

    #[test]
    fn a_group_on_both_sides_is_found() {
        assert_eq!(straddling(&[7, 7, 2, 2, 5], &(vec![0, 2, 4], vec![1, 3])), [2, 7]);
        assert_eq!(straddling(&[7, 7, 2, 2, 5], &(vec![0, 1, 4], vec![2, 3])), [0; 0]);
    }
}
