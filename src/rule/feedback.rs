//! Feedback weights B: the layers that they connect, and their initial values.

use crate::net::{Init, Layer, Network};
use crate::{Mat, Rng};

/// Wiring of the error's way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wiring {
    /// No feedback weights.
    None,
    /// Layer by layer: the B that stands in for W_l has its shape, (n_l, n_{l−1}).
    Layered,
    /// Direct connections from the output to each hidden layer: B is (n_L, n_{l−1}).
    Direct,
}

/// Initial values of B.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Distribution that B is drawn from.
    pub init: Init,
    /// Values of B for layers 2 … L, if they are given instead of drawn.
    pub given: Option<&'a [Mat]>,
}

impl Wiring {
    /// The shapes of B for layers 2 … L.
    pub fn shapes(self, net: &Network) -> Vec<(usize, usize)> {
        let shape = |layer: &Layer| match self {
            Self::Direct => (net.outputs(), layer.inputs()),
            Self::None | Self::Layered => layer.connect.weights(),
        };
        net.layers[1..].iter().map(shape).collect()
    }
}

impl Origin<'_> {
    /// B for layers 2 … L.
    pub fn matrices(&self, wiring: Wiring, net: &Network, rng: &mut Rng) -> Vec<Mat> {
        let draw = |(rows, cols)| self.init.weights(rows, cols, rng);
        self.given.map_or_else(|| wiring.shapes(net).into_iter().map(draw).collect(), <[Mat]>::to_vec)
    }
}
