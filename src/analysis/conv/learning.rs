//! Training of the network.

use rand::seq::SliceRandom;
use rand::SeedableRng;

use super::adam::Adam;
use super::network::{fresh, Answers, Geometry, Input, Weights};
use super::Network;
use crate::analysis::classifier::{weights, Course, Scale, Trained, Training};
use crate::base::mat::flat;
use crate::{Mat, Real, Rng};

/// Updates in all, and in one pass.
const UPDATES: usize = 300;
const AT_ONCE: usize = 5;
/// Examples of an update, where there are as many.
const BATCH: usize = 128;
/// Learning rate of the first update; it falls to 0 in equal steps.
const RATE: Real = 0.01;

/// Training by Adam, some updates at a time, then the importance of the features. An example's loss is the cross-entropy of the softmax of
/// the outputs, times its weight; half the squares of all weights, times the decay, are added to the mean over a batch.
#[derive(Debug)]
pub struct Learning {
    network: Network,
    inputs: Vec<Input>,
    classes: Vec<usize>,
    costs: Vec<f64>,
    decay: Real,
    adam: Adam<2>,
    gradients: Weights,
    answers: Answers,
    /// Examples in the order of this round, and the number of them that are done.
    order: Vec<usize>,
    at: usize,
    updates: usize,
    /// Examples whose part in the importance is added.
    weighed: usize,
    rng: Rng,
}

impl Learning {
    /// Training on examples as [`Classifier::begin`] has them.
    ///
    /// [`Classifier::begin`]: crate::analysis::classifier::Classifier::begin
    pub fn new(x: &[&[f64]], (classes, number): (&[usize], usize), course: Course, looseness: f64) -> Self {
        let features = x.first().map_or(0, |row| row.len());
        let (mut rng, geometry) = (Rng::seed_from_u64(0), Geometry::new(features, course));
        let first = fresh(&geometry, number, &mut rng);
        let importance = vec![0.0; features];
        let network = Network { scale: Scale::of(x), geometry, weights: first.clone(), importance };
        Self {
            inputs: x.iter().map(|x| network.input(x)).collect(),
            network,
            classes: classes.to_vec(),
            costs: weights(classes, number, 1.0),
            decay: (1.0 / looseness) as Real,
            adam: Adam::new(&first),
            gradients: first,
            answers: Answers::default(),
            order: (0..x.len()).collect(),
            at: x.len(),
            updates: 0,
            weighed: 0,
            rng,
        }
    }

    fn update(&mut self) {
        let many = BATCH.min(self.order.len());
        if self.at + many > self.order.len() {
            self.order.shuffle(&mut self.rng);
            self.at = 0;
        }
        let batch = self.order[self.at..self.at + many].to_vec();
        self.at += many;
        self.slope(&batch);
        let rate = RATE * (1.0 - self.updates as Real / UPDATES as Real);
        self.adam.step(rate, &mut self.network.weights, &self.gradients);
        self.updates += 1;
    }

    /// Gradients of the loss of these examples.
    fn slope(&mut self, batch: &[usize]) {
        let Self { network: Network { weights, .. }, inputs, answers, gradients, decay, .. } = self;
        answers.forward(weights, &batch.iter().map(|i| &inputs[*i]).collect::<Vec<_>>());
        let mut of_outputs = Mat::zeros(answers.outputs.dim());
        for ((i, z), mut delta) in batch.iter().zip(answers.outputs.rows()).zip(of_outputs.rows_mut()) {
            let (class, share) = (self.classes[*i], self.costs[*i] / batch.len() as f64);
            let top = z.fold(Real::NEG_INFINITY, |top, z| top.max(*z));
            let exps = z.mapv(|z| libm::exp(f64::from(z - top)));
            let sum = exps.sum();
            let miss = |k: usize| exps[k] / sum - f64::from(u8::from(k == class));
            delta.iter_mut().enumerate().for_each(|(k, delta)| *delta = (share * miss(k)) as Real);
        }
        answers.gradients(weights, &of_outputs, gradients);
        for (w, g) in weights.iter().zip(gradients) {
            g.scaled_add(*decay, w);
        }
    }

    /// Adds an example's part in the importance.
    fn weigh(&mut self, i: usize) {
        let Self { network: Network { weights, geometry, importance, .. }, inputs, classes, answers, .. } = self;
        let input = &inputs[i];
        answers.forward(weights, &[input]);
        let number = answers.outputs.ncols();
        let above = |(_, k)| Real::from(u8::from(k == classes[i])) - 1.0 / number as Real;
        let (of_windows, of_beside) = answers.of_inputs(weights, &Mat::from_shape_fn((1, number), above));
        let product = |a: &[Real], b: &[Real]| a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<_>>();
        let parts = (product(flat(&of_windows), &input.windows), product(of_beside, &input.beside));
        let mut found = vec![0.0; importance.len()];
        geometry.by_feature((&parts.0, &parts.1), &mut found);
        importance.iter_mut().zip(found).for_each(|(sum, found)| *sum += found.abs());
    }
}

impl Training for Learning {
    /// Some updates, or behind the last of them the importance of the features to some examples.
    fn pass(&mut self) -> Option<Box<dyn Trained>> {
        if self.updates < UPDATES {
            (0..AT_ONCE).for_each(|_| self.update());
            return None;
        }
        let to = (self.weighed + AT_ONCE * BATCH / 2).min(self.inputs.len());
        (self.weighed..to).for_each(|i| self.weigh(i));
        self.weighed = to;
        (to == self.inputs.len()).then(|| Box::new(self.network.clone()) as Box<dyn Trained>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{normal, stream, Stream};

    const COURSE: Course = Course { parts: 1, times: 5, beside: 2 };

    /// Examples of two features at five times and two without a time, in classes of 3, 4 and 5.
    fn learning(times: usize) -> Learning {
        let mut rng = stream(6, Stream::Probe);
        let x: Vec<Vec<f64>> = (0..12).map(|_| (0..12).map(|_| f64::from(normal(&mut rng))).collect()).collect();
        let classes = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2];
        // Examples of the first class several times.
        let which: Vec<usize> = (0..12).flat_map(|i| vec![i; if i < 3 { times } else { 1 }]).collect();
        let rows: Vec<_> = which.iter().map(|i| x[*i].as_slice()).collect();
        let classes: Vec<_> = which.iter().map(|i| classes[*i]).collect();
        let mut found = Learning::new(&rows, (&classes, 3), COURSE, 20.0);
        // The same standardisation, however often an example is there.
        found.network.scale = Scale::of(&x.iter().map(Vec::as_slice).collect::<Vec<_>>());
        found.inputs = rows.iter().map(|x| found.network.input(x)).collect();
        found
    }

    /// The loss by its definition, weight by weight.
    fn loss(learning: &Learning) -> f64 {
        let [kernel, readout] = &learning.network.weights;
        let dot =
            |w: ndarray::ArrayView1<'_, Real>, x: &[f64]| w.iter().zip(x).map(|(w, x)| f64::from(*w) * x).sum::<f64>();
        let wide = |all: &[Real]| all.iter().map(|value| f64::from(*value)).collect::<Vec<_>>();
        let one = |(input, class): (&Input, &usize)| {
            let windows: Vec<_> = input.windows.chunks_exact(kernel.ncols()).map(wide).collect();
            let responses = windows.iter().flat_map(|x| kernel.rows().into_iter().map(|w| dot(w, x).max(0.0)));
            let read: Vec<f64> = responses.chain(wide(&input.beside)).collect();
            let outputs: Vec<f64> = readout.rows().into_iter().map(|w| dot(w, &read)).collect();
            outputs.iter().map(|z| z.exp()).sum::<f64>().ln() - outputs[*class]
        };
        let all = learning.inputs.iter().zip(&learning.classes).map(one).zip(&learning.costs);
        let squares = [kernel, readout].map(|w| w.iter().map(|w| f64::from(w * w)).sum::<f64>());
        all.map(|(loss, cost)| loss * cost).sum::<f64>() / learning.inputs.len() as f64
            + 0.5 * f64::from(learning.decay) * (squares[0] + squares[1])
    }

    fn gradients(times: usize) -> Weights {
        let mut learning = learning(times);
        learning.slope(&(0..learning.inputs.len()).collect::<Vec<_>>());
        learning.gradients
    }

    #[test]
    fn its_gradients_are_those_of_its_loss() {
        const STEP: Real = 1e-3;
        let found = gradients(2);
        for (k, w) in found.iter().enumerate() {
            for (at, slope) in w.indexed_iter() {
                let moved = |step: Real| {
                    let mut learning = learning(2);
                    learning.network.weights[k][at] += step;
                    (loss(&learning), learning.network.weights[k][at])
                };
                let ((up, high), (down, low)) = (moved(STEP), moved(-STEP));
                let expected = (up - down) / f64::from(high - low);
                assert!((f64::from(*slope) - expected).abs() < 2e-4, "{k} {at:?}: {slope}, not {expected}");
            }
        }
    }

    #[test]
    fn a_class_counts_the_same_however_often_its_examples_are_there() {
        let (once, often) = (gradients(1), gradients(7));
        for (a, b) in once.iter().flatten().zip(often.iter().flatten()) {
            assert!((a - b).abs() < 1e-5, "{a}, and {b} if they are there seven times");
        }
    }
}
