//! Feedback weights B: which layers they join, and where they start.

use crate::net::{Init, Network};
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
        let outputs = net.layers[net.depth() - 1].w.nrows();
        let above = net.layers[1..].iter().map(|layer| layer.w.dim());
        above.map(|(n_out, n_in)| (if self == Self::Direct { outputs } else { n_out }, n_in)).collect()
    }
}

impl Origin<'_> {
    /// B for layers 2 … L.
    pub fn matrices(&self, wiring: Wiring, net: &Network, rng: &mut Rng) -> Vec<Mat> {
        let draw = |(rows, cols)| self.init.weights(rows, cols, rng);
        self.given.map_or_else(|| wiring.shapes(net).into_iter().map(draw).collect(), <[Mat]>::to_vec)
    }
}
