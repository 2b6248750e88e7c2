//! A random forest: decision trees, each grown on examples drawn anew, whose votes are summed up (Breiman 2001, Random
//! forests, doi:10.1023/A:1010933404324).

use rand::{RngExt, SeedableRng};

use super::classifier::{shares, Classifier, Course, Scale, Trained, Training};
use super::tree::{Ground, Node, Tree};
use crate::Rng;

/// Trees of a forest.
const TREES: usize = 100;
/// Exponents e that are tried: at each branching n^e of n features are looked at. 0.5 is the usual square root.
const EXPONENTS: [f64; 2] = [0.5, 0.75];

/// The kind of classifier; its hyperparameter is the exponent of the number of features that a branching looks at.
#[derive(Clone, Copy, Debug)]
pub struct RandomForest;

impl Classifier for RandomForest {
    fn id(&self) -> &'static str {
        "forest"
    }

    fn name(&self) -> &'static str {
        "Random forest"
    }

    fn choices(&self) -> &'static [f64] {
        &EXPONENTS
    }

    fn effort(&self) -> f64 {
        6.0
    }

    fn begin(&self, x: &[&[f64]], classes: &[usize], number: usize, _: Course, exponent: f64) -> Box<dyn Training> {
        let scale = Scale::of(x);
        let rows: Vec<Vec<f64>> = x.iter().map(|row| scale.apply(row).collect()).collect();
        let features = rows.first().map_or(0, Vec::len);
        Box::new(Growing {
            // Between 1 and all; libm's power, because a platform's own may differ in the last bit.
            looks: (libm::pow(features as f64, exponent).round() as usize).clamp(1, features.max(1)),
            ground: Ground::new(&rows, classes, number),
            forest: Forest { scale, trees: Vec::with_capacity(TREES), gains: vec![0.0; features], number },
            rng: Rng::seed_from_u64(0),
        })
    }
}

/// A trained forest.
#[derive(Clone, Debug)]
struct Forest {
    scale: Scale,
    trees: Vec<Vec<Node>>,
    /// Mean decrease in impurity by each feature: its share in each tree, summed over the trees.
    gains: Vec<f64>,
    number: usize,
}

impl Trained for Forest {
    /// The class with the largest sum of shares over all trees.
    fn predict(&self, x: &[f64]) -> usize {
        let x: Vec<f64> = self.scale.apply(x).collect();
        let mut votes = vec![0.0; self.number];
        for tree in &self.trees {
            let mut at = 0;
            while let Node::Branch(feature, threshold, sides) = &tree[at] {
                at = sides[usize::from(x[*feature] > *threshold)];
            }
            if let Node::Leaf(shares) = &tree[at] {
                votes.iter_mut().zip(shares).for_each(|(vote, share)| *vote += share);
            }
        }
        // The last of equal ones is taken, so the first class comes last.
        (0..self.number).rev().max_by(|a, b| votes[*a].total_cmp(&votes[*b])).unwrap_or(0)
    }

    /// Mean decrease in impurity.
    fn importance(&self) -> Vec<f64> {
        shares(self.gains.clone())
    }
}

/// Training of a forest, a tree at a time.
#[derive(Debug)]
struct Growing {
    ground: Ground,
    /// Features that a branching looks at.
    looks: usize,
    forest: Forest,
    rng: Rng,
}

impl Training for Growing {
    /// Grows one tree, on as many examples as there are, drawn with replacement.
    fn pass(&mut self) -> Option<Box<dyn Trained>> {
        let Self { ground, looks, forest, rng } = self;
        if forest.trees.len() < TREES {
            let n = ground.classes.len();
            let drawn: Vec<usize> = (0..n).map(|_| rng.random_range(0..n)).collect();
            let mut tree = Tree { nodes: Vec::new(), gains: vec![0.0; ground.columns.len()] };
            ground.grow(&mut tree, drawn, *looks, rng);
            forest.trees.push(tree.nodes);
            forest.gains.iter_mut().zip(shares(tree.gains)).for_each(|(sum, gain)| *sum += gain);
        }
        (forest.trees.len() == TREES).then(|| Box::new(forest.clone()) as Box<dyn Trained>)
    }
}

#[cfg(test)]
mod tests {
    use super::super::classifier::train;
    use super::*;
    use crate::base::random::{normal, stream, Stream};

    /// Two classes that no line parts: inside a circle, and around it; three features more are noise.
    fn ring(n: usize, seed: u32) -> (Vec<Vec<f64>>, Vec<usize>) {
        let mut rng = stream(seed, Stream::Probe);
        let x: Vec<Vec<f64>> = (0..n).map(|_| (0..5).map(|_| f64::from(normal(&mut rng))).collect()).collect();
        let class = |x: &Vec<f64>| usize::from(x[0] * x[0] + x[1] * x[1] > 1.4);
        (x.clone(), x.iter().map(class).collect())
    }

    fn said(x: &[Vec<f64>], classes: &[usize], asked: &[Vec<f64>]) -> Vec<usize> {
        let rows: Vec<_> = x.iter().map(Vec::as_slice).collect();
        let trained = train(&RandomForest, &rows, classes, 2, 0.5);
        asked.iter().map(|x| trained.predict(x)).collect()
    }

    #[test]
    fn it_parts_what_no_line_parts_and_knows_what_it_has_learned() {
        let ((x, classes), (new, truth)) = (ring(300, 1), ring(400, 2));
        assert_eq!(said(&x, &classes, &x), classes);
        let right = said(&x, &classes, &new).iter().zip(&truth).filter(|(a, b)| a == b).count();
        assert!(right > 350, "{right} of 400");
    }

    #[test]
    fn it_is_the_same_each_time_and_in_any_unit_and_its_classes_can_be_renamed() {
        let ((x, classes), (new, _)) = (ring(120, 3), ring(200, 4));
        let before = said(&x, &classes, &new);
        let stretched = |x: &[Vec<f64>]| x.iter().map(|x| x.iter().map(|v| 8.0 * v).collect()).collect::<Vec<_>>();
        assert_eq!(said(&stretched(&x), &classes, &stretched(&new)), before);
        let other = |classes: &[usize]| classes.iter().map(|class| 1 - class).collect::<Vec<_>>();
        let renamed = other(&said(&x, &other(&classes), &new));
        let same = renamed.iter().zip(&before).filter(|(a, b)| a == b).count();
        assert!(same >= 198, "{same} of 200, but for ties");
    }

    #[test]
    fn features_that_never_vary_or_are_no_numbers_do_no_harm() {
        let (mut x, classes) = ring(120, 5);
        x.iter_mut().for_each(|x| x.push(0.1));
        (x[0][2], x[1][2]) = (f64::NAN, f64::INFINITY);
        assert_eq!(said(&x, &classes, &x), classes);
        assert_eq!(said(&vec![vec![1.0]; 6], &[0, 1, 0, 1, 0, 1], &[vec![2.0]]), [0], "equally good: the first");
    }
}
