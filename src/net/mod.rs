//! The network: plain data, and one function that runs it forward.

mod activation;
#[cfg(feature = "convolution")]
mod conv;
mod init;
mod layer;
pub use microlearning_kernel::matmul;
mod output;

pub use activation::Activation;
#[cfg(feature = "convolution")]
pub use conv::{Conv, Maps, Pool};
pub use init::Init;
pub use layer::{Connect, Layer};
pub use output::Output;

use crate::base::mat::reshape;
use crate::{Mat, Rng};

/// A network of any depth. Layer l = 0 reads the image.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Layers from input to output; never empty.
    pub layers: Vec<Layer>,
    /// f of every hidden layer.
    pub activation: Activation,
    /// The output layer's nonlinearity and the loss.
    pub output: Output,
}

/// Architecture of a new network.
#[derive(Clone, Debug)]
pub struct Shape<'a> {
    /// Input, hidden … and output units: at least two numbers.
    pub sizes: &'a [usize],
    /// True if layers have biases.
    pub bias: bool,
    /// f of every hidden layer.
    pub activation: Activation,
    /// The output layer's nonlinearity and the loss.
    pub output: Output,
}

impl Network {
    /// A network of dense layers with freshly drawn weights.
    pub fn new(shape: &Shape<'_>, init: Init, rng: &mut Rng) -> Self {
        let dense = |pair: &[usize]| Connect::Dense { inputs: pair[0], units: pair[1] };
        Self::joined(shape.sizes.windows(2).map(dense), shape, init, rng)
    }

    /// A network of layers of any kind with freshly drawn weights; every field of the shape but `sizes` is used.
    pub fn joined(connects: impl IntoIterator<Item = Connect>, shape: &Shape<'_>, init: Init, rng: &mut Rng) -> Self {
        let layer = |connect: Connect| {
            let (rows, columns) = connect.weights();
            let w = init.weights(rows, columns, rng);
            Layer { connect, w, b: (shape.bias && rows > 0).then(|| init.biases(rows, columns, rng)) }
        };
        let layers = connects.into_iter().map(layer).collect();
        Self { layers, activation: shape.activation, output: shape.output }
    }

    /// n_in of the first layer.
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs()
    }

    /// n_out of the last layer.
    pub fn outputs(&self) -> usize {
        self.layers[self.depth() - 1].units()
    }

    /// f of hidden layer l: the identity for pooling layers.
    pub fn activation_of(&self, l: usize) -> Activation {
        if self.layers[l].connect.responds() {
            self.activation
        } else {
            Activation::Identity
        }
    }

    /// L, the number of weight layers.
    pub fn depth(&self) -> usize {
        self.layers.len()
    }

    /// Runs x (B, n_in) through every layer, keeping z and h.
    pub fn forward(&self, x: &Mat, pass: &mut Forward) {
        pass.reshape(self.depth());
        for l in 0..self.depth() {
            let (below, here) = pass.h.split_at_mut(l);
            self.layers[l].forward(below.last().unwrap_or(x), &mut pass.z[l]);
            self.activate(l, &pass.z[l], &mut here[0]);
        }
    }

    /// h_l from z_l, both (B, n_l): f in hidden layers, the read-out in the last.
    pub fn activate(&self, l: usize, z: &Mat, h: &mut Mat) {
        reshape(h, z.dim());
        if l + 1 == self.depth() {
            self.output.activate(z, h);
        } else {
            self.activation_of(l).apply(z, h);
        }
    }

    /// The mean loss of a batch whose targets are t (B, n_out).
    pub fn loss(&self, pass: &Forward, t: &Mat) -> f64 {
        self.losses(pass, t).sum::<f64>() / t.nrows() as f64
    }

    /// The loss of each example. In f64 whatever `Real` is: perturbation rules depend on small differences of it.
    pub fn losses<'a>(&'a self, pass: &'a Forward, t: &'a Mat) -> impl Iterator<Item = f64> + 'a {
        let each = pass.z[self.depth() - 1].rows().into_iter().zip(t.rows());
        each.map(|(z, t)| self.output.loss(z, t))
    }

    /// Copies every value of `other`, which has the same shape.
    pub fn assign(&mut self, other: &Self) {
        (self.activation, self.output) = (other.activation, other.output);
        for (layer, other) in self.layers.iter_mut().zip(&other.layers) {
            layer.w.assign(&other.w);
            match (&mut layer.b, &other.b) {
                (Some(b), Some(other)) => b.assign(other),
                (b, other) => b.clone_from(other),
            }
        }
    }
}

/// Result of a forward pass, for each layer: z and h, both (B, n_l).
#[derive(Clone, Debug, Default)]
pub struct Forward {
    /// Pre-activations z_l = W_l h_{l−1} + b_l.
    pub z: Vec<Mat>,
    /// Activities h_l = f(z_l); the last is the output y.
    pub h: Vec<Mat>,
}

impl Forward {
    /// y, (B, n_out).
    pub fn output(&self) -> &Mat {
        self.h.last().expect("a pass is read after a forward run")
    }

    /// Makes room for this many layers.
    pub fn reshape(&mut self, depth: usize) {
        self.z.resize_with(depth, Default::default);
        self.h.resize_with(depth, Default::default);
    }

    /// Takes on these activities, with as many z.
    pub fn assign(&mut self, h: &[Mat]) {
        self.reshape(h.len());
        self.h.iter_mut().zip(h).for_each(|(to, from)| to.clone_from(from));
    }

    /// h_{l−1}, the input of layer l: x if l = 0.
    pub fn below<'a>(&'a self, l: usize, x: &'a Mat) -> &'a Mat {
        if l == 0 {
            x
        } else {
            &self.h[l - 1]
        }
    }
}
