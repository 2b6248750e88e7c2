//! Judgement of a classifier on examples that it was not trained on, a pass of its training at a time.

use super::classifier::{Classifier, Course, Training};
use super::splits::{splits, Split};
use crate::metrics::mean_and_sd;

/// Splits of a training side on which its weight is chosen.
const INNER: usize = 5;

/// Judgement of a classifier on held-out examples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// (classes, classes): number of examples of the row's class that were predicted to be of the column's, over all
    /// splits.
    pub confusion: Vec<Vec<usize>>,
    /// Balanced accuracy of each split in percent: the share that is right, averaged over the classes that were tested
    /// (Brodersen, Ong, Stephan & Buhmann 2010, The balanced accuracy and its posterior distribution).
    pub balanced: Vec<f64>,
    /// Importance of each feature to the classifiers, summed over splits.
    pub importance: Vec<f64>,
}

impl Judgement {
    /// Adds the predictions of one split: pairs of true and predicted class.
    fn add(&mut self, answers: impl Iterator<Item = (usize, usize)>) {
        let number = self.confusion.len();
        let mut said = vec![vec![0; number]; number];
        answers.for_each(|(class, answer)| said[class][answer] += 1);
        self.balanced.push(balanced(&said));
        let sums = self.confusion.iter_mut().flatten();
        sums.zip(said.iter().flatten()).for_each(|(sum, count)| *sum += count);
    }

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

/// Examples with their classes, which are below `number`.
#[derive(Clone, Debug)]
pub struct Examples {
    /// (n, features).
    pub x: Vec<Vec<f64>>,
    /// (n).
    pub classes: Vec<usize>,
    /// Number of classes.
    pub number: usize,
    /// Order of the features.
    pub course: Course,
}

/// Evaluation of a classifier: trained anew for each split, with that split's hyperparameter.
#[derive(Debug)]
pub struct Judging {
    kind: &'static dyn Classifier,
    splits: Vec<Split>,
    choices: Vec<f64>,
    training: Option<Box<dyn Training>>,
    judgement: Judgement,
}

impl Judging {
    /// An evaluation by these splits of the examples, which are those of every call of [`Judging::pass`].
    pub fn new(kind: &'static dyn Classifier, examples: &Examples, splits: &[Split], choices: &[f64]) -> Self {
        let (confusion, features) =
            (vec![vec![0; examples.number]; examples.number], examples.x.first().map_or(0, Vec::len));
        let judgement = Judgement { confusion, balanced: Vec::new(), importance: vec![0.0; features] };
        Self { kind, splits: splits.to_vec(), choices: choices.to_vec(), training: None, judgement }
    }

    /// One pass of training, and the predictions of the classifier if it is trained. Returns whether all splits are
    /// done.
    pub fn pass(&mut self, Examples { x, classes, number, course }: &Examples) -> bool {
        let Self { kind, splits, choices, training, judgement } = self;
        if let Some(((within, test), choice)) = splits.iter().zip(choices).nth(judgement.balanced.len()) {
            let rows = || within.iter().map(|i| (x[*i].as_slice(), classes[*i])).unzip::<_, _, Vec<_>, Vec<_>>();
            let fresh = || kind.begin(&rows().0, &rows().1, *number, *course, *choice);
            if let Some(trained) = training.get_or_insert_with(fresh).pass() {
                *training = None;
                judgement.importance.iter_mut().zip(trained.importance()).for_each(|(sum, share)| *sum += share);
                judgement.add(test.iter().map(|i| (classes[*i], trained.predict(&x[*i]))));
            }
        }
        self.is_over()
    }

    /// Splits that are done, as a share of all.
    pub fn fraction(&self) -> f64 {
        self.judgement.balanced.len() as f64 / self.splits.len() as f64
    }

    fn is_over(&self) -> bool {
        self.judgement.balanced.len() == self.splits.len().min(self.choices.len())
    }

    /// The judgement.
    pub fn judgement(&self) -> &Judgement {
        &self.judgement
    }
}

fn balanced(said: &[Vec<usize>]) -> f64 {
    let share = |(class, row): (usize, &Vec<usize>)| {
        let all = row.iter().sum::<usize>();
        (all > 0).then(|| 100.0 * row[class] as f64 / all as f64)
    };
    mean_and_sd(&said.iter().enumerate().filter_map(share).collect::<Vec<_>>()).0.unwrap_or(f64::NAN)
}

/// The hyperparameter that is judged best on splits within `within`, the first side of a split; the first of equal ones.
/// Only those examples are looked at, so what that split tests has no part in the choice. What another split tests has:
/// each split needs a choice of its own. All else as in [`splits`] and [`Judging`].
#[derive(Debug)]
pub struct Choosing {
    kind: &'static dyn Classifier,
    examples: Examples,
    judging: Vec<Judging>,
}

impl Choosing {
    /// A choice among those of the classifier; the group (n) of each example is given.
    pub fn new(
        kind: &'static dyn Classifier,
        within: &[usize],
        groups: &[usize],
        (all, seed): (&Examples, u64),
    ) -> Self {
        let of = |all: &[usize]| within.iter().map(|i| all[*i]).collect::<Vec<_>>();
        let (groups, classes) = (of(groups), of(&all.classes));
        let x = within.iter().map(|i| all.x[*i].clone()).collect();
        let inner = splits(&groups, &classes, INNER, seed);
        let examples = Examples { x, classes, number: all.number, course: all.course };
        let fresh = |choice: &f64| Judging::new(kind, &examples, &inner, &[*choice; INNER]);
        let judging = kind.choices().iter().map(fresh).collect();
        Self { kind, examples, judging }
    }

    /// One pass of training. Returns the choice if it was the last.
    pub fn pass(&mut self) -> Option<f64> {
        let Self { examples, judging, .. } = self;
        let over = match judging.iter_mut().find(|judging| !judging.is_over()) {
            Some(judging) => judging.pass(examples) && self.fraction() == 1.0,
            None => true,
        };
        let choices = self.kind.choices();
        // The last of equal ones is taken, so the simplest classifier comes last.
        let judged = choices.iter().zip(&self.judging).map(|(choice, judging)| (*choice, judging.judgement.mean()));
        let best = || judged.rev().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(choices[0], |best| best.0);
        over.then(best)
    }

    /// Share of the work that is done.
    pub fn fraction(&self) -> f64 {
        self.judging.iter().map(Judging::fraction).sum::<f64>() / self.judging.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use rand::seq::SliceRandom;

    use super::super::svm::LinearSvm;
    use super::*;
    use crate::base::random::{normal, stream, Stream};

    /// 60 groups of three examples, in classes of 6, 12, 18 and 24 groups; of four features that of the own class is
    /// larger.
    fn examples() -> (Vec<usize>, Vec<usize>, Vec<Vec<f64>>) {
        let mut rng = stream(2, Stream::Probe);
        let mut feature = |own: bool| f64::from(normal(&mut rng)) + if own { 8.0 } else { 0.0 };
        let classes = [vec![0; 18], vec![1; 36], vec![2; 54], vec![3; 72]].concat();
        let x = classes.iter().map(|class| (0..4).map(|j| feature(j == *class)).collect()).collect();
        ((0..180).map(|i| i / 3).collect(), classes, x)
    }

    fn of(x: &[Vec<f64>], classes: &[usize], number: usize) -> Examples {
        Examples { x: x.to_vec(), classes: classes.to_vec(), number, course: Course::default() }
    }

    fn judged(groups: &[usize], x: &[Vec<f64>], classes: &[usize], number: usize) -> Judgement {
        let examples = of(x, classes, number);
        let mut judging = Judging::new(&LinearSvm, &examples, &splits(groups, classes, 10, 1), &[1.0; 10]);
        while !judging.pass(&examples) {}
        judging.judgement
    }

    #[test]
    fn what_stands_out_is_found_and_shuffled_labels_and_xor_are_not() {
        let (groups, classes, mut x) = examples();
        let all = judged(&groups, &x, &classes, 4);
        assert_eq!([0, 1, 2, 3].map(|k| all.confusion[k][k]), [60, 90, 150, 180]);
        assert_eq!((all.mean(), all.standard_error()), (100.0, Some(0.0)));
        x.shuffle(&mut stream(3, Stream::Probe));
        let none = judged(&groups, &x, &classes, 4).mean();
        assert!((none - 25.0).abs() < 8.0, "{none} % of four shuffled classes");
        // Four blobs in a square; those across from each other are one class, and no line parts the two.
        let mut rng = stream(5, Stream::Probe);
        let mut near = |bit: usize| 8.0 * bit as f64 + f64::from(normal(&mut rng));
        let corners: Vec<Vec<f64>> = (0..180).map(|i| vec![near(i / 2 % 2), near(i % 2)]).collect();
        let (alone, xor): (Vec<_>, Vec<_>) = (0..180).map(|i| (i, (i / 2 + i) % 2)).unzip();
        let half = judged(&alone, &corners, &xor, 2).mean();
        assert!((half - 50.0).abs() < 12.0, "{half} % of XOR");
    }

    #[test]
    fn accuracy_counts_classes_alike_and_its_error_is_over_splits() {
        assert!((balanced(&[vec![8, 2], vec![0, 1], vec![0, 0]]) - 90.0).abs() < 1e-12);
        let error =
            |balanced: &[f64]| Judgement { balanced: balanced.to_vec(), ..Judgement::default() }.standard_error();
        assert_eq!((error(&[50.0, 60.0]), error(&[50.0])), (Some(5.0), None));
    }

    #[test]
    fn the_weight_is_chosen_without_the_examples_that_are_tested() {
        let (groups, classes, mut x) = examples();
        let (training, test) = &splits(&groups, &classes, 1, 1)[0];
        let best = |x: &[Vec<f64>]| {
            let mut choosing = Choosing::new(&LinearSvm, training, &groups, (&of(x, &classes, 4), 1));
            std::iter::repeat_with(|| choosing.pass()).flatten().next().expect("a choice")
        };
        assert_eq!(best(&x), 1e-3, "the smallest of equal ones");
        // A common disturbance that only the difference of features is free of, and that takes large weights to remove.
        x.iter_mut().enumerate().for_each(|(i, x)| x.iter_mut().for_each(|x| *x += 4.0 * (37 * i % 101) as f64));
        let before = best(&x);
        assert!(before > 0.1, "{before}");
        test.iter().for_each(|i| x[*i] = vec![f64::MAX; 4]);
        assert_eq!(best(&x), before);
    }
}
