//! A layer: its weights, and how it connects to the layer below. The only file that knows which kinds of layers there
//! are.

#[cfg(feature = "convolution")]
use super::conv::{Conv, Pool};
use super::matmul::product;
use crate::base::mat::{add_rows, add_to_rows, reshape};
use crate::{Mat, Real, Vector};

/// Connectivity of a layer to the layer below. Activities stay matrices (B, n), whatever geometry they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connect {
    /// Fully connected: W is (units, inputs).
    Dense {
        /// n_in.
        inputs: usize,
        /// n_out.
        units: usize,
    },
    /// Convolution: see [`Conv`].
    #[cfg(feature = "convolution")]
    Conv(Conv),
    /// Average pooling: see [`Pool`].
    #[cfg(feature = "convolution")]
    Pool(Pool),
}

impl Connect {
    /// n_in, the number of inputs of one example.
    pub fn inputs(&self) -> usize {
        match self {
            Self::Dense { inputs, .. } => *inputs,
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.inputs(),
            #[cfg(feature = "convolution")]
            Self::Pool(pool) => pool.inputs(),
        }
    }

    /// n_out, the number of units of one example.
    pub fn units(&self) -> usize {
        match self {
            Self::Dense { units, .. } => *units,
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.units(),
            #[cfg(feature = "convolution")]
            Self::Pool(pool) => pool.units(),
        }
    }

    /// The shape of W, and of every B that stands in for it: a row for each bias, a column for each input of a unit.
    pub fn weights(&self) -> (usize, usize) {
        match self {
            Self::Dense { inputs, units } => (*units, *inputs),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.weights(),
            #[cfg(feature = "convolution")]
            Self::Pool(_) => (0, 0),
        }
    }

    /// True if units apply the hidden layers' f; units that only average do not.
    pub fn responds(&self) -> bool {
        self.weights().0 > 0
    }

    /// True if one example's ΔW is an outer product of two vectors: its elementwise square is then that of theirs.
    pub fn is_one_product(&self) -> bool {
        matches!(self, Self::Dense { .. })
    }

    /// z += w ∗ x: x (B, n_in), z (B, n_out).
    pub fn add_forward(&self, w: &Mat, x: &Mat, z: &mut Mat) {
        match self {
            Self::Dense { .. } => product(1.0, x.view(), w.t(), 1.0, z),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.add_forward(w, x, z),
            // It has no weights that something could be added for.
            #[cfg(feature = "convolution")]
            Self::Pool(_) => {}
        }
    }

    /// z = w ∗ x: x (B, n_in), z (B, n_out), which takes that shape.
    pub fn forward(&self, w: &Mat, x: &Mat, z: &mut Mat) {
        reshape(z, (x.nrows(), self.units()));
        match self {
            Self::Dense { .. } => product(1.0, x.view(), w.t(), 0.0, z),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => {
                z.fill(0.0);
                conv.add_forward(w, x, z);
            }
            #[cfg(feature = "convolution")]
            Self::Pool(pool) => pool.forward(x, z),
        }
    }

    /// below = scale · wᵀ ∗ delta + keep · below: delta (B, n_out), below (B, n_in). `w` is W or any B in its shape.
    pub fn back(&self, (scale, keep): (Real, Real), w: &Mat, delta: &Mat, below: &mut Mat) {
        match self {
            Self::Dense { .. } => product(scale, delta.view(), w.view(), keep, below),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.back((scale, keep), w, delta, below),
            #[cfg(feature = "convolution")]
            Self::Pool(pool) => pool.back((scale, keep), delta, below),
        }
    }

    /// dw = scale · postᵀ ∗ pre, summed over the batch: post (B, n_out), pre (B, n_in), dw in the shape of W.
    pub fn outer(&self, scale: Real, post: &Mat, pre: &Mat, dw: &mut Mat) {
        match self {
            Self::Dense { .. } => product(scale, post.t(), pre.view(), 0.0, dw),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => {
                dw.fill(0.0);
                conv.add_outer(scale, post, pre, dw);
            }
            #[cfg(feature = "convolution")]
            Self::Pool(_) => {}
        }
    }

    /// dw += scale · postᵀ ∗ pre: the same, added to what is there.
    pub fn add_outer(&self, scale: Real, post: &Mat, pre: &Mat, dw: &mut Mat) {
        match self {
            Self::Dense { .. } => product(scale, post.t(), pre.view(), 1.0, dw),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.add_outer(scale, post, pre, dw),
            #[cfg(feature = "convolution")]
            Self::Pool(_) => {}
        }
    }

    /// Adds its bias to each unit: b has a number for each row of W.
    pub fn add_bias(&self, b: &Vector, z: &mut Mat) {
        match self {
            Self::Dense { .. } => add_to_rows(z, b),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.add_bias(b, z),
            #[cfg(feature = "convolution")]
            Self::Pool(_) => {}
        }
    }

    /// db = scale · Σ post, over the batch and over the units that share a bias.
    pub fn outer_bias(&self, scale: Real, post: &Mat, db: &mut Vector) {
        db.fill(0.0);
        self.add_outer_bias(scale, post, db);
    }

    /// db += scale · Σ post: the same, added to what is there.
    pub fn add_outer_bias(&self, scale: Real, post: &Mat, db: &mut Vector) {
        match self {
            Self::Dense { .. } => add_rows(post, scale, db),
            #[cfg(feature = "convolution")]
            Self::Conv(conv) => conv.add_to_bias(scale, post, db),
            #[cfg(feature = "convolution")]
            Self::Pool(_) => {}
        }
    }
}

/// One layer: z = W ∗ h + b.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Connectivity to the layer below.
    pub connect: Connect,
    /// W, in the shape of [`Connect::weights`].
    pub w: Mat,
    /// b, a number for each row of W, or none.
    pub b: Option<Vector>,
}

impl Layer {
    /// A dense layer: w (n_out, n_in), b (n_out).
    pub fn dense(w: Mat, b: Option<Vector>) -> Self {
        let (units, inputs) = w.dim();
        Self { connect: Connect::Dense { inputs, units }, w, b }
    }

    /// n_out, the number of units.
    pub fn units(&self) -> usize {
        self.connect.units()
    }

    /// n_in, the number of inputs of one example.
    pub fn inputs(&self) -> usize {
        self.connect.inputs()
    }

    /// z ← W ∗ h + b: h (B, n_in), z (B, n_out).
    pub fn forward(&self, h: &Mat, z: &mut Mat) {
        self.connect.forward(&self.w, h, z);
        if let Some(b) = &self.b {
            self.connect.add_bias(b, z);
        }
    }
}
