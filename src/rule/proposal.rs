//! A proposal: a rule's output for one batch.

use microlearning_kernel::each;

use super::{Over, Pathway, Picture, Plasticity, Rule, Trace};
use crate::base::error::Error;
use crate::base::mat::reshape;
use crate::net::Network;
use crate::{Mat, Real, Vector};

/// ΔW and Δb of one layer per unit of η, in the direction that is added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerUpdate {
    /// ΔW, (n_out, n_in).
    pub w: Mat,
    /// Δb, (n_out), if the layer has biases.
    pub b: Option<Vector>,
}

/// Output of a rule. The trainer keeps one and reuses it, so that steps allocate nothing.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The update, a layer each.
    pub delta: Vec<LayerUpdate>,
    /// The teaching signal δ_l that reached each layer, (B, n_l); zero where the rule has none.
    pub teaching: Vec<Mat>,
    /// The updates of the rule's own weights that learn, one after another as [`Rule::pathways`] has them, each in the shape of its
    /// matrix.
    pub learned: Vec<Mat>,
    /// λ, one a layer: W and b, and what learns like them, are also pulled towards zero by this much of themselves.
    /// Kept apart from `delta`, so that metrics compare what rules learn from the data.
    pub decay: Vec<Real>,
    /// True if somebody reads traces; they change nothing and take time, so otherwise no rule writes them.
    pub watched: bool,
    /// True if somebody looks at pictures, likewise.
    pub pictured: bool,
    /// Traces of a rule that settles: its energy, for example.
    pub traces: Vec<Trace>,
    /// Pictures that the rule gives.
    pub pictures: Vec<Picture>,
    /// Error that stopped the rule: one that a reader wrote can fail. The trainer then stops with it.
    pub failure: Option<Error>,
}

impl Proposal {
    /// Gives every part the shape that `rule`, `net` and a batch of B examples need.
    pub fn reshape(&mut self, rule: &dyn Rule, net: &Network, batch: usize) {
        let learned = || rule.pathways().iter().flat_map(Pathway::learned);
        self.learned.resize_with(learned().count(), Default::default);
        self.learned.iter_mut().zip(learned()).for_each(|(delta, m)| reshape(delta, m.dim()));
        self.decay.clear();
        self.decay.resize(net.depth(), 0.0);
        self.traces.clear();
        self.pictures.clear();
        self.failure = None;
        self.delta.resize_with(net.depth(), LayerUpdate::default);
        self.teaching.resize_with(net.depth(), Default::default);
        for ((delta, teaching), layer) in self.delta.iter_mut().zip(&mut self.teaching).zip(&net.layers) {
            reshape(&mut delta.w, layer.w.dim());
            reshape(teaching, (batch, layer.units()));
            teaching.fill(0.0);
            if delta.b.as_ref().map(Vector::len) != layer.b.as_ref().map(Vector::len) {
                delta.b.clone_from(&layer.b);
            }
        }
    }

    /// Begins a trace, if somebody reads it.
    pub fn trace(&mut self, id: &'static str, name: &'static str, begin: usize) -> Option<&mut Vec<f64>> {
        self.watched.then(|| self.traces.push(Trace { id, name, over: Over::Step, begin, values: Vec::new() }));
        self.traces.last_mut().map(|trace| &mut trace.values)
    }

    /// Adds a layer's value to a trace over hidden layers, if somebody reads it. Layers come from the first on.
    pub fn trace_layer(&mut self, id: &'static str, name: &'static str, value: f64) {
        if !self.watched {
            return;
        }
        if let Some(trace) = self.traces.iter_mut().find(|trace| trace.id == id) {
            trace.values.push(value);
        } else {
            self.traces.push(Trace { id, name, over: Over::Layer, begin: 1, values: vec![value] });
        }
    }

    /// Adds the decay to the update, as it is multiplied by η and added: for W and b, and for own weights that learn
    /// like them.
    pub fn decayed(&mut self, net: &Network, rule: &dyn Rule) {
        for ((delta, layer), &decay) in self.delta.iter_mut().zip(&net.layers).zip(&self.decay) {
            delta.w.scaled_add(-decay, &layer.w);
            delta.b.iter_mut().zip(&layer.b).for_each(|(delta, b)| delta.scaled_add(-decay, b));
        }
        let mut deltas = self.learned.iter_mut();
        for pathway in rule.pathways() {
            for ((l, m), delta) in (pathway.first - 1..).zip(pathway.learned()).zip(&mut deltas) {
                if pathway.learns == Plasticity::LikeWeights {
                    delta.scaled_add(-self.decay[l], m);
                }
            }
        }
        self.decay.fill(0.0);
    }
}

/// Reason that an update's values can be read as one slice.
const FLAT: &str = "updates are in standard layout";

impl LayerUpdate {
    /// Takes the shape of another, keeping memory.
    pub fn reshape(&mut self, other: &Self) {
        reshape(&mut self.w, other.w.dim());
        if self.b.as_ref().map(Vector::len) != other.b.as_ref().map(Vector::len) {
            self.b.clone_from(&other.b);
        }
    }

    /// True if every number of W and of b is the other's: much sooner known than by `==` of whole matrices.
    pub fn equals(&self, other: &Self) -> bool {
        let ((w, b), (other_w, other_b)) = (self.slices(), other.slices());
        each::equal(w, other_w) && each::equal(b, other_b)
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
