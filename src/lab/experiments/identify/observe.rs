//! Observables of a hidden layer that an experimenter could record: of all or some units, with or without noise, as
//! statistics.

use crate::analysis::{observables, statistics};
use crate::base::random::normal;
use crate::net::{Activation, Forward, Network};
use crate::{Mat, Rng};
use rand::seq::SliceRandom;

/// Observables: id, name, and description.
pub const OBSERVABLES: [(&str, &str, &str); 3] = [
    ("weights", "Weights", "the strengths of the synapses into the layer"),
    ("activities", "Activities", "the responses of its units, summed up for each picture, then averaged over pictures"),
    (
        "changes",
        "Activity changes",
        "by how much each unit's response would change with all its inputs, f′(z) Σ w, summed up in the same way",
    ),
];
const WEIGHTS: usize = 0;
const ACTIVITIES: usize = 1;
/// Shares of the units, or of the synapses, that are measured.
pub const FRACTIONS: [f64; 4] = [1.0, 0.3, 0.1, 0.03];
/// Standard deviations of the noise in each measured value, in standard deviations of these values; Nayebi and colleagues
/// add noise of one absolute size to whatever is measured.
pub const SIGMAS: [f64; 4] = [0.0, 0.5, 1.0, 2.0];
/// Number of ways of measuring.
pub const VIEWS: usize = FRACTIONS.len() * SIGMAS.len();

/// Units and synapses of a layer that are within reach: the first few of these, the same at each snapshot.
pub struct Reach {
    units: Vec<usize>,
    synapses: Vec<usize>,
}

impl Reach {
    /// Reach in a layer with weights W (n_out, n_in).
    pub fn new(w: &Mat, rng: &mut Rng) -> Self {
        let mut shuffled = |n: usize| {
            let mut order: Vec<_> = (0..n).collect();
            order.shuffle(rng);
            order
        };
        Self { units: shuffled(w.nrows()), synapses: shuffled(w.len()) }
    }
}

/// A look at an observable of a layer, a view at a time.
pub struct Look {
    values: Vec<f64>,
    noise: Vec<f64>,
    /// Indices of the units or synapses in reach, the nearest first.
    order: Vec<usize>,
    /// The views that were taken.
    views: usize,
}

impl Look {
    /// A look at observable `o` of layer l; draws the noise; `pass` is the network's answer to the stimuli.
    pub fn new((net, pass): (&Network, &Forward), (l, o): (usize, usize), reach: &Reach, rng: &mut Rng) -> Self {
        let (w, h) = (&net.layers[l].w, &pass.h[l]);
        let all = |m: &Mat| m.iter().map(|value| f64::from(*value)).collect::<Vec<_>>();
        let (values, order) = match o {
            WEIGHTS => (all(w), &reach.synapses),
            ACTIVITIES => (all(h), &reach.units),
            _ => (changes(w, h, net.activation), &reach.units),
        };
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let sd = (values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n).sqrt();
        let noise = values.iter().map(|_| f64::from(normal(rng)) * sd).collect();
        Self { values, noise, order: order.clone(), views: 0 }
    }

    /// The next view by its number, fraction × sigma, and the statistics of rows as long as `order`, averaged over rows: noise
    /// first, then what is within reach. None after the last.
    pub fn view(&mut self) -> Option<(usize, Vec<f64>)> {
        let Self { values, noise, order, views: view } = self;
        let (fraction, sigma) = (FRACTIONS.get(*view / SIGMAS.len())?, SIGMAS[*view % SIGMAS.len()]);
        // Two at least, or nothing would vary.
        let some = &order[..((fraction * order.len() as f64).round() as usize).clamp(2, order.len())];
        let found = averaged(values, noise, sigma, some, order.len());
        *view += 1;
        Some((*view - 1, found))
    }
}

/// f′(z) Σ_j w_ij of each unit i for each stimulus, (stimuli, units). Nayebi and colleagues keep its mean over the layer's
/// units, one number a stimulus; here the units' distribution is kept, as it is of activities.
fn changes(w: &Mat, h: &Mat, activation: Activation) -> Vec<f64> {
    observables::unit_changes(w, &slopes(h, activation))
}

/// f′(z) of each unit for each stimulus, from activities h (stimuli, units).
pub fn slopes(h: &Mat, activation: Activation) -> Mat {
    h.mapv(|h| activation.slope(h, 0.0))
}

fn averaged(values: &[f64], noise: &[f64], sigma: f64, some: &[usize], width: usize) -> Vec<f64> {
    let rows = values.len() / width;
    let mut sums = vec![0.0; statistics::COUNT];
    for (values, noise) in values.chunks_exact(width).zip(noise.chunks_exact(width)) {
        let mut measured: Vec<f64> = some.iter().map(|i| values[*i] + sigma * noise[*i]).collect();
        let found = statistics::statistics(&mut measured);
        sums.iter_mut().zip(found).for_each(|(sum, value)| *sum += value / rows as f64);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::{stream, Stream};
    use crate::net::{Init, Output, Shape};
    use crate::Real;

    const STIMULI: usize = 7;

    fn network() -> (Network, Mat, Forward) {
        let mut rng = stream(4, Stream::Weights);
        let shape =
            Shape { sizes: &[9, 40, 20, 3], bias: true, activation: Activation::Tanh, output: Output::SoftmaxNll };
        let net = Network::new(&shape, Init::Normal(0.5), &mut rng);
        let x = Mat::from_shape_simple_fn((STIMULI, 9), || normal(&mut rng));
        let mut pass = Forward::default();
        net.forward(&x, &mut pass);
        (net, x, pass)
    }

    /// All views of each observable.
    fn observe(net: &Network, pass: &Forward, l: usize, reach: &Reach, rng: &mut Rng) -> [Vec<Vec<f64>>; 3] {
        [0, 1, 2].map(|o| {
            let mut look = Look::new((net, pass), (l, o), reach, rng);
            std::iter::from_fn(|| look.view()).map(|(_, found)| found).collect()
        })
    }

    fn all_of(l: usize) -> (Network, Mat, Forward, [Vec<Vec<f64>>; 3]) {
        let (net, x, pass) = network();
        let mut rng = stream(4, Stream::Probe);
        let reach = Reach::new(&net.layers[l].w, &mut rng);
        let found = observe(&net, &pass, l, &reach, &mut rng);
        (net, x, pass, found)
    }

    fn near(found: &[f64], expected: &[f64]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{found}, not {expected}");
        }
    }

    #[test]
    fn everything_without_noise_is_the_statistics_themselves() {
        let (net, _, pass, [weights, activities, _]) = all_of(1);
        let mut w: Vec<f64> = net.layers[1].w.iter().map(|w| f64::from(*w)).collect();
        near(&weights[0], &statistics::statistics(&mut w));
        let mut mean = [0.0; statistics::COUNT];
        for row in pass.h[1].rows() {
            let of_row = statistics::statistics(&mut row.iter().map(|h| f64::from(*h)).collect::<Vec<_>>());
            mean.iter_mut().zip(of_row).for_each(|(mean, value)| *mean += value / STIMULI as f64);
        }
        near(&activities[0], &mean);
    }

    #[test]
    fn a_change_is_what_becomes_of_a_layer_whose_inputs_all_move() {
        const STEP: f64 = 1e-3;
        let (net, _, pass) = network();
        let found = changes(&net.layers[1].w, &pass.h[1], net.activation);
        let answer = |step: f64| {
            let (mut z, moved) = (pass.h[1].clone(), pass.h[0].mapv(|h| h + step as Real));
            net.layers[1].forward(&moved, &mut z);
            z.mapv(|z| f64::from(z).tanh())
        };
        let (up, down) = (answer(STEP), answer(-STEP));
        for ((up, down), found) in up.iter().zip(&down).zip(found) {
            let expected = (up - down) / (2.0 * STEP);
            assert!((found - expected).abs() < 1e-3, "{found}, not {expected}");
        }
    }

    #[test]
    fn noise_widens_what_is_measured_and_a_part_is_measured_with_the_whole_s_noise() {
        let (.., [weights, ..]) = all_of(0);
        let place = (0..statistics::COUNT).find(|place| statistics::name(*place) == "variance of values");
        let variance = |view: usize| weights[view][place.expect("a statistic")];
        for (column, sigma) in SIGMAS.iter().enumerate() {
            let ratio = variance(column) / variance(0);
            assert!((ratio / (1.0 + sigma * sigma) - 1.0).abs() < 0.3, "σ {sigma}: {ratio} times the variance");
        }
        assert_eq!(weights.len(), VIEWS);
        assert!(variance(0) != variance(SIGMAS.len()), "30 % of the synapses are others than all of them");
    }

    #[test]
    fn what_is_within_reach_stays_so() {
        let (net, _, pass) = network();
        let mut rng = stream(4, Stream::Probe);
        let reach = Reach::new(&net.layers[0].w, &mut rng);
        let [first, second] = [0, 1].map(|_| observe(&net, &pass, 0, &reach, &mut rng));
        for (first, second) in first.iter().zip(&second) {
            for view in (0..VIEWS).step_by(SIGMAS.len()) {
                assert_eq!(first[view], second[view], "without noise the same is measured twice");
            }
            assert_ne!(first[1], second[1], "noise is new each time");
        }
    }
}
