//! A decision tree, grown until each leaf has one class: at each branching, some features drawn at random are looked at, and that is taken
//! which leaves the least impurity.

use rand::seq::SliceRandom;

use super::classifier::weights;
use crate::Rng;

/// Node of a tree, which is a list of them; the first is the root.
#[derive(Clone, Debug)]
pub enum Node {
    /// A feature, a threshold, and the nodes for values up to it and above it.
    Branch(usize, f64, [usize; 2]),
    /// Share of each class.
    Leaf(Vec<f64>),
}

/// Examples that trees are grown on.
#[derive(Debug)]
pub struct Ground {
    /// Every feature.
    pub columns: Vec<Column>,
    /// (n), below `number`.
    pub classes: Vec<usize>,
    weights: Vec<f64>,
    number: usize,
}

/// A feature of all examples.
#[derive(Debug)]
pub struct Column {
    values: Vec<f64>,
    /// The examples in the order of their values, the first of equal ones first.
    order: Vec<usize>,
    /// Place of each example in this order.
    place: Vec<usize>,
}

/// A tree in the making.
#[derive(Debug)]
pub struct Tree {
    /// The first is the root.
    pub nodes: Vec<Node>,
    /// Decrease in impurity by each feature.
    pub gains: Vec<f64>,
}

/// A branching: the purity that it leaves, its feature, and its threshold.
type Branching = (f64, usize, f64);

impl Ground {
    /// Examples (n, features).
    pub fn new(rows: &[Vec<f64>], classes: &[usize], number: usize) -> Self {
        let column = |j: usize| {
            let values: Vec<f64> = rows.iter().map(|row| row[j]).collect();
            let (mut order, mut place): (Vec<usize>, _) = ((0..rows.len()).collect(), vec![0; rows.len()]);
            order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
            order.iter().enumerate().for_each(|(at, i)| place[*i] = at);
            Column { values, order, place }
        };
        let columns = (0..rows.first().map_or(0, Vec::len)).map(column).collect();
        Self { columns, classes: classes.to_vec(), weights: weights(classes, number, 1.0), number }
    }

    /// Grows a tree on these examples until each leaf has one class, or nothing parts its examples. Returns its place.
    pub fn grow(&self, tree: &mut Tree, some: Vec<usize>, looks: usize, rng: &mut Rng) -> usize {
        let at = tree.nodes.len();
        let counts = self.counts(&some);
        let all: f64 = counts.iter().sum();
        tree.nodes.push(Node::Leaf(counts.iter().map(|count| count / all.max(f64::MIN_POSITIVE)).collect()));
        let pure = counts.iter().filter(|count| **count > 0.0).count() <= 1;
        let Some((left, feature, threshold)) = (!pure).then(|| self.branching(&some, &counts, looks, rng)).flatten()
        else {
            return at;
        };
        let (above, below): (Vec<_>, Vec<_>) =
            some.into_iter().partition(|i| self.columns[feature].values[*i] > threshold);
        tree.gains[feature] += (left - purity(&counts)).max(0.0);
        let sides = [below, above].map(|side| self.grow(tree, side, looks, rng));
        tree.nodes[at] = Node::Branch(feature, threshold, sides);
        at
    }

    /// Weight of each class among these examples.
    fn counts(&self, some: &[usize]) -> Vec<f64> {
        let mut counts = vec![0.0; self.number];
        some.iter().for_each(|i| counts[self.classes[*i]] += self.weights[*i]);
        counts
    }

    /// The feature and the threshold that leave the least impurity (Gini), among so many features drawn at random; more if none of
    /// these parts the examples.
    fn branching(&self, some: &[usize], counts: &[f64], looks: usize, rng: &mut Rng) -> Option<Branching> {
        let mut features: Vec<usize> = (0..self.columns.len()).collect();
        features.shuffle(rng);
        let (mut best, mut seen): (Option<Branching>, usize) = (None, 0);
        for feature in features {
            if seen >= looks && best.is_some() {
                break;
            }
            seen += 1;
            let found = self.threshold(some, counts, feature);
            best = match (best, found) {
                (Some(best), Some((purity, _))) if purity <= best.0 => Some(best),
                (_, Some((purity, threshold))) => Some((purity, feature, threshold)),
                (best, None) => best,
            };
        }
        best
    }

    /// The best threshold of a feature, halfway between two neighbouring values, and the purity of both sides that it leaves. None if the feature is the same in all examples.
    fn threshold(&self, some: &[usize], counts: &[f64], feature: usize) -> Option<(f64, f64)> {
        let Column { values, order, place } = &self.columns[feature];
        let mut places: Vec<usize> = some.iter().map(|i| place[*i]).collect();
        places.sort_unstable();
        let (mut below, mut above) = (vec![0.0; counts.len()], counts.to_vec());
        let mut best: Option<(f64, f64)> = None;
        for pair in places.windows(2) {
            let [i, after] = [order[pair[0]], order[pair[1]]];
            let (value, next) = (values[i], values[after]);
            below[self.classes[i]] += self.weights[i];
            above[self.classes[i]] -= self.weights[i];
            if next > value {
                let found = purity(&below) + purity(&above);
                if best.is_none_or(|(best, _)| found > best) {
                    best = Some((found, value + 0.5 * (next - value)));
                }
            }
        }
        best
    }
}

/// Σ_k c_k² / Σ_k c_k of examples whose classes weigh c: all that they weigh, without their Gini impurity.
fn purity(counts: &[f64]) -> f64 {
    counts.iter().map(|c| c * c).sum::<f64>() / counts.iter().sum::<f64>()
}
