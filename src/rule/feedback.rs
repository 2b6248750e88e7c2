//! Feedback weights B: which layers they join, and where they start.

use crate::net::{Init, Layer, Network};
use crate::{Mat, Rng};

/// Which way the error comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wiring {
    /// Not through weights of its own.
    None,
    /// Layer by layer: the B that stands in for W_l has its shape, (n_l, n_{l−1}).
    Layered,
    /// From the output straight to each hidden layer: B is (n_L, n_{l−1}).
    Direct,
}

/// Where B starts.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// What it is drawn from.
    pub init: Init,
    /// Or what it is: B for layers 2 … L.
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
