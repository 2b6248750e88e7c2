//! What a rule writes: the update, and on the way there whatever it needs to remember.

use microlearning_kernel::each;

use super::{Plasticity, Rule};
use crate::base::error::Error;
use crate::base::mat::reshape;
use crate::net::{Forward, Layer, Network};
use crate::{Mat, Real, Vector};

/// ΔW and Δb of one layer per unit of η, in the direction that is added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerUpdate {
    /// ΔW, (n_out, n_in).
    pub w: Mat,
    /// Δb, (n_out), if the layer has biases.
    pub b: Option<Vector>,
}

/// What a rule writes. The trainer keeps one and hands it out again, so that steps allocate nothing.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The update, a layer each.
    pub delta: Vec<LayerUpdate>,
    /// The teaching signal δ_l that reached each layer, (B, n_l); zero where the rule has none.
    pub teaching: Vec<Mat>,
    /// ΔB for layers 2 … L, each in the shape of its B; empty if the rule's feedback does not learn.
    pub feedback: Vec<Mat>,
    /// λ, one a layer: W and b, and B if it learns like them, are also pulled towards zero by this much of themselves.
    /// Kept apart from `delta`, so that metrics compare what rules learn from the data.
    pub decay: Vec<Real>,
    /// Why there is no update: a rule that a reader wrote can fail. The trainer stops with it.
    pub failure: Option<Error>,
    /// Memory that the rule may use as it likes.
    pub scratch: Workspace,
}

/// Memory for what a rule computes on the way, kept from step to step.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// A second network.
    pub net: Option<Network>,
    /// A second pass.
    pub pass: Forward,
    /// A matrix.
    pub mat: Mat,
    /// A number for each example.
    pub losses: Vec<f64>,
}

impl Proposal {
    /// Gives every part the shape that `rule`, `net` and a batch of B examples need.
    pub fn reshape(&mut self, rule: &dyn Rule, net: &Network, batch: usize) {
        let learned = if rule.plasticity() == Plasticity::Fixed { &[] } else { rule.feedback() };
        self.feedback.resize_with(learned.len(), Default::default);
        self.feedback.iter_mut().zip(learned).for_each(|(delta, b)| reshape(delta, b.dim()));
        self.decay.clear();
        self.decay.resize(net.depth(), 0.0);
        self.failure = None;
        self.delta.resize_with(net.depth(), LayerUpdate::default);
        self.teaching.resize_with(net.depth(), Default::default);
        for ((delta, teaching), layer) in self.delta.iter_mut().zip(&mut self.teaching).zip(&net.layers) {
            reshape(&mut delta.w, layer.w.dim());
            reshape(teaching, (batch, layer.w.nrows()));
            teaching.fill(0.0);
            if delta.b.as_ref().map(Vector::len) != layer.b.as_ref().map(Vector::len) {
                delta.b.clone_from(&layer.b);
            }
        }
    }
}

impl Proposal {
    /// Takes the decay into the update, as it is multiplied by η and added: of W and b, and of B where it learns like them.
    pub fn decayed(&mut self, net: &Network, rule: &dyn Rule) {
        for ((delta, layer), &decay) in self.delta.iter_mut().zip(&net.layers).zip(&self.decay) {
            delta.w.scaled_add(-decay, &layer.w);
            delta.b.iter_mut().zip(&layer.b).for_each(|(delta, b)| delta.scaled_add(-decay, b));
        }
        if rule.plasticity() == Plasticity::LikeWeights {
            // The B at l − 1 stands in for the W at l, and decays like it.
            let above = self.decay.iter().skip(1);
            for ((delta, b), &decay) in self.feedback.iter_mut().zip(rule.feedback()).zip(above) {
                delta.scaled_add(-decay, b);
            }
        }
        self.decay.fill(0.0);
    }
}

/// Why an update's values can be read as one slice.
const FLAT: &str = "updates are in standard layout";

impl LayerUpdate {
    /// Takes the shape of another, keeping memory.
    pub fn reshape(&mut self, other: &Self) {
        reshape(&mut self.w, other.w.dim());
        if self.b.as_ref().map(Vector::len) != other.b.as_ref().map(Vector::len) {
            self.b.clone_from(&other.b);
        }
    }

    /// Multiplies every number.
    pub fn scale(&mut self, factor: Real) {
        each::scale(self.w.as_slice_mut().expect(FLAT), factor);
        if let Some(b) = &mut self.b {
            *b *= factor;
        }
    }

    /// Adds every number to a sum of such, and its square to a sum of squares, or begins both.
    pub fn tally(&self, begin: bool, sum: &mut Self, squares: &mut Self) {
        sum.reshape(self);
        squares.reshape(self);
        let tally = if begin { each::begin_tally } else { each::tally };
        let ((w, b), (sum_w, sum_b), (squares_w, squares_b)) = (self.slices(), sum.slices_mut(), squares.slices_mut());
        tally(w, sum_w, squares_w);
        tally(b, sum_b, squares_b);
    }

    /// The numbers of W, row by row, and those of b, if there are any.
    pub fn slices(&self) -> (&[Real], &[Real]) {
        let b = self.b.as_ref().map_or(&[][..], |b| b.as_slice().expect(FLAT));
        (self.w.as_slice().expect(FLAT), b)
    }

    /// The same, to change.
    fn slices_mut(&mut self) -> (&mut [Real], &mut [Real]) {
        let b = self.b.as_mut().map_or(&mut [][..], |b| b.as_slice_mut().expect(FLAT));
        (self.w.as_slice_mut().expect(FLAT), b)
    }
}

impl Workspace {
    /// A copy of `net` to change, and a pass to run it with.
    pub fn twin(&mut self, net: &Network) -> (&mut Network, &mut Forward) {
        let twin = self.net.get_or_insert_with(|| net.clone());
        if twin.layers.iter().map(shape).eq(net.layers.iter().map(shape)) {
            twin.assign(net);
        } else {
            twin.clone_from(net);
        }
        (twin, &mut self.pass)
    }
}

/// What two layers have to have in common.
fn shape(layer: &Layer) -> ((usize, usize), bool) {
    (layer.w.dim(), layer.b.is_some())
}
