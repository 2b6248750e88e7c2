//! Memory for a rule's intermediate results, kept from step to step so that steps allocate nothing.

use crate::net::{Forward, Layer, Network};
use crate::Mat;

/// Memory that a rule may use freely. Its content is undefined when a proposal begins.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// Forward passes besides the network's answer: a noisy one, or a state that settles.
    pub passes: [Forward; 2],
    /// Matrices; see [`Workspace::mats`].
    pub mats: Vec<Mat>,
    /// A number for each example.
    pub losses: Vec<f64>,
    /// A second network; see [`Workspace::twin`].
    pub twin: Option<Network>,
}

impl Workspace {
    /// A number of matrices, `count` at least, of undefined shapes.
    pub fn mats(&mut self, count: usize) -> &mut [Mat] {
        if self.mats.len() < count {
            self.mats.resize_with(count, Default::default);
        }
        &mut self.mats
    }

    /// A copy of `net` that may be changed, and a pass to run it with.
    pub fn twin(&mut self, net: &Network) -> (&mut Network, &mut Forward) {
        let twin = self.twin.get_or_insert_with(|| net.clone());
        if twin.layers.iter().map(shape).eq(net.layers.iter().map(shape)) {
            twin.assign(net);
        } else {
            twin.clone_from(net);
        }
        (twin, &mut self.passes[0])
    }
}

/// Properties that two layers must share: the shape of W, and the presence of biases.
fn shape(layer: &Layer) -> ((usize, usize), bool) {
    (layer.w.dim(), layer.b.is_some())
}
