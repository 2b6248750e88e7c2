//! How a classifier is judged: trained on some examples, asked about others, many times over.
//!
//! Examples that belong together, such as the layers of one network, are never on both sides: else a classifier could know
//! a network again instead of what its class has in common.

use rand::seq::SliceRandom;
use rand::SeedableRng;

use super::svm::LinearSvm;
use crate::metrics::mean_and_sd;
use crate::Rng;

/// Indices of the examples to train on, and of those to test on; ascending.
pub type Split = (Vec<usize>, Vec<usize>);

/// How strongly errors may weigh, from the smallest.
const DECADES: [f64; 6] = [1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0];
/// Splits of a training side on which its weight is chosen.
const INNER: usize = 5;

/// `times` random splits of n examples, given the group (n) and the class (n) of each; a group has one class. Of each
/// class's groups a quarter is tested, rounded, but at least one: a class of a single group is never trained on.
pub fn splits(groups: &[usize], classes: &[usize], times: usize, seed: u64) -> Vec<Split> {
    let mut rng = Rng::seed_from_u64(seed);
    let firsts: Vec<usize> = (0..groups.len()).filter(|i| !groups[..*i].contains(&groups[*i])).collect();
    let split = |_| {
        let mut tested = Vec::new();
        for class in 0..classes.iter().max().map_or(0, |most| most + 1) {
            let mut of_class: Vec<usize> = firsts.iter().copied().filter(|i| classes[*i] == class).collect();
            of_class.shuffle(&mut rng);
            let quarter = ((of_class.len() + 2) / 4).max(1);
            tested.extend(of_class.iter().take(quarter).map(|i| groups[*i]));
        }
        (0..groups.len()).partition(|i| !tested.contains(&groups[*i]))
    };
    (0..times).map(split).collect()
}

/// What a classifier said about examples that it had not seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// (classes, classes): how many examples of the row's class were said to be of the column's, over all splits.
    pub confusion: Vec<Vec<usize>>,
    /// Of each split the balanced accuracy in percent: the share that is right, averaged over the classes that were tested
    /// (Brodersen, Ong, Stephan & Buhmann 2010, The balanced accuracy and its posterior distribution).
    pub balanced: Vec<f64>,
}

impl Judgement {
    /// Mean balanced accuracy in percent; NaN without a split.
    pub fn mean(&self) -> f64 {
        mean_and_sd(&self.balanced).0.unwrap_or(f64::NAN)
    }

    /// Standard error of the mean over splits, in percent; None with fewer than two. Splits share examples, so it says how
    /// much depends on the split, and too little about what other networks would give (Nadeau & Bengio 2003, Inference for
    /// the generalization error).
    pub fn standard_error(&self) -> Option<f64> {
        mean_and_sd(&self.balanced).1.map(|sd| sd / (self.balanced.len() as f64).sqrt())
    }
}

/// Judges a [`LinearSvm`] on examples `x` (n, features) of classes (n) below `number`: trained anew for each split, with
/// that split's weight of `c`.
pub fn judge(splits: &[Split], x: &[Vec<f64>], classes: &[usize], number: usize, c: &[f64]) -> Judgement {
    let mut judgement = Judgement { confusion: vec![vec![0; number]; number], balanced: Vec::new() };
    for ((training, test), c) in splits.iter().zip(c) {
        let (rows, known): (Vec<_>, Vec<_>) = training.iter().map(|i| (x[*i].as_slice(), classes[*i])).unzip();
        let machine = LinearSvm::train(&rows, &known, number, *c);
        let mut said = vec![vec![0; number]; number];
        for i in test {
            said[classes[*i]][machine.predict(&x[*i])] += 1;
        }
        judgement.balanced.push(balanced(&said));
        let sums = judgement.confusion.iter_mut().flatten();
        sums.zip(said.iter().flatten()).for_each(|(sum, count)| *sum += count);
    }
    judgement
}

fn balanced(said: &[Vec<usize>]) -> f64 {
    let share = |(class, row): (usize, &Vec<usize>)| {
        let all = row.iter().sum::<usize>();
        (all > 0).then(|| 100.0 * row[class] as f64 / all as f64)
    };
    mean_and_sd(&said.iter().enumerate().filter_map(share).collect::<Vec<_>>()).0.unwrap_or(f64::NAN)
}

/// The weight c from 0.001 to 100, in decades, that is judged best on splits within `within`, the first side of a split;
/// the smallest of equal ones. Only those examples are looked at, so what that split tests has no part in the choice. What
/// another split tests has: each split needs a choice of its own. All else as in [`splits`] and [`judge`].
pub fn best_c(within: &[usize], groups: &[usize], x: &[Vec<f64>], classes: &[usize], number: usize, seed: u64) -> f64 {
    let of = |all: &[usize]| within.iter().map(|i| all[*i]).collect::<Vec<_>>();
    let (groups, classes) = (of(groups), of(classes));
    let x: Vec<_> = within.iter().map(|i| x[*i].clone()).collect();
    let inner = splits(&groups, &classes, INNER, seed);
    let judged = DECADES.map(|c| (c, judge(&inner, &x, &classes, number, &[c; INNER]).mean()));
    // The last of equal ones is taken, so the smallest weight comes last.
    judged.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(DECADES[0], |best| best.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{normal, stream, Stream};

    /// 60 groups of three examples, in classes of 6, 12, 18 and 24 groups; of four features that of the own class stands out.
    fn examples() -> (Vec<usize>, Vec<usize>, Vec<Vec<f64>>) {
        let mut rng = stream(2, Stream::Probe);
        let mut feature = |own: bool| f64::from(normal(&mut rng)) + if own { 8.0 } else { 0.0 };
        let classes = [vec![0; 18], vec![1; 36], vec![2; 54], vec![3; 72]].concat();
        let x = classes.iter().map(|class| (0..4).map(|j| feature(j == *class)).collect()).collect();
        ((0..180).map(|i| i / 3).collect(), classes, x)
    }

    #[test]
    fn no_group_straddles_a_split_and_a_quarter_of_each_class_is_tested() {
        let (groups, classes, _) = examples();
        let made = splits(&groups, &classes, 20, 7);
        for (training, test) in &made {
            assert_eq!(training.len() + test.len(), 180);
            assert!(test.iter().all(|i| training.iter().all(|j| groups[*i] != groups[*j])));
            let tested = |class: usize| test.iter().filter(|i| classes[**i] == class).count();
            assert_eq!([0, 1, 2, 3].map(tested), [6, 9, 15, 18], "three examples for each of 2, 3, 5 and 6 groups");
        }
        assert_eq!(made, splits(&groups, &classes, 20, 7), "the same seed, the same splits");
        assert!(made[1..].iter().all(|split| *split != made[0]));
        assert_eq!(splits(&[3, 3, 5, 5], &[0; 4], 1, 1)[0].1.len(), 2, "one of two groups is tested");
    }

    #[test]
    fn what_stands_out_is_found_and_shuffled_labels_and_xor_are_not() {
        let (groups, classes, mut x) = examples();
        let all = judge(&splits(&groups, &classes, 10, 1), &x, &classes, 4, &[1.0; 10]);
        assert_eq!([0, 1, 2, 3].map(|k| all.confusion[k][k]), [60, 90, 150, 180]);
        assert_eq!((all.mean(), all.standard_error()), (100.0, Some(0.0)));
        x.shuffle(&mut stream(3, Stream::Probe));
        let none = judge(&splits(&groups, &classes, 10, 1), &x, &classes, 4, &[1.0; 10]).mean();
        assert!((none - 25.0).abs() < 8.0, "{none} % of four shuffled classes");
        // Four blobs in a square; those across from each other are one class, and no line parts the two.
        let mut rng = stream(5, Stream::Probe);
        let mut near = |bit: usize| 8.0 * bit as f64 + f64::from(normal(&mut rng));
        let corners: Vec<Vec<f64>> = (0..180).map(|i| vec![near(i / 2 % 2), near(i % 2)]).collect();
        let (alone, xor): (Vec<_>, Vec<_>) = (0..180).map(|i| (i, (i / 2 + i) % 2)).unzip();
        let half = judge(&splits(&alone, &xor, 10, 1), &corners, &xor, 2, &[1.0; 10]).mean();
        assert!((half - 50.0).abs() < 12.0, "{half} % of XOR");
    }

    #[test]
    fn accuracy_counts_classes_alike_and_its_error_is_over_splits() {
        assert!((balanced(&[vec![8, 2], vec![0, 1], vec![0, 0]]) - 90.0).abs() < 1e-12);
        let error = |balanced: &[f64]| Judgement { confusion: vec![], balanced: balanced.to_vec() }.standard_error();
        assert_eq!((error(&[50.0, 60.0]), error(&[50.0])), (Some(5.0), None));
    }

    #[test]
    fn the_weight_is_chosen_without_the_examples_that_are_tested() {
        let (groups, classes, mut x) = examples();
        let (training, test) = &splits(&groups, &classes, 1, 1)[0];
        let best = |x: &[Vec<f64>]| best_c(training, &groups, x, &classes, 4, 1);
        assert_eq!(best(&x), 1e-3, "the smallest of equal ones");
        // A common disturbance that only the difference of features is free of, and that takes large weights to remove.
        x.iter_mut().enumerate().for_each(|(i, x)| x.iter_mut().for_each(|x| *x += 4.0 * (37 * i % 101) as f64));
        let before = best(&x);
        assert!(before > 0.1, "{before}");
        test.iter().for_each(|i| x[*i] = vec![f64::MAX; 4]);
        assert_eq!(best(&x), before);
    }
}
