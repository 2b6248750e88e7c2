//! Weights as they were after some update, kept so that they can be looked at later.

use super::Trainer;
use crate::net::Layer;
use crate::Mat;

/// Weights of a network and of its rule.
#[derive(Clone, Debug)]
pub struct Snapshot {
    layers: Vec<Layer>,
    own: Vec<Vec<Mat>>,
}

impl Snapshot {
    /// Number of weights in it, biases aside.
    pub fn weights(&self) -> usize {
        self.layers.iter().map(|layer| &layer.w).chain(self.own.iter().flatten()).map(|w| w.len()).sum()
    }
}

impl Trainer {
    /// The weights as they are now.
    pub fn snapshot(&self) -> Snapshot {
        let own = self.rule.pathways().iter().map(|pathway| pathway.weights.clone()).collect();
        Snapshot { layers: self.net.layers.clone(), own }
    }

    /// Exchanges the weights with those of a snapshot of the same trainer: a second time, and all is as it was.
    pub fn exchange(&mut self, other: &mut Snapshot) {
        std::mem::swap(&mut self.net.layers, &mut other.layers);
        for (pathway, own) in self.rule.pathways_mut().iter_mut().zip(&mut other.own) {
            std::mem::swap(&mut pathway.weights, own);
        }
    }
}
