//! Hebbian updates: the product of a unit's output and its input, and the terms that keep weights bounded.

use ndarray::{ArrayView1, Zip};

use crate::base::mat::{centre_rows, reshape};
use crate::credit::outer;
use crate::net::Layer;
use crate::rule::{LayerUpdate, Param, Setting};
use crate::{Mat, Real};

/// Oja's term: it keeps weights from growing without limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oja {
    /// None: weights may grow without limit.
    None,
    /// ΔW_j = ⟨y_j x − y_j² W_j⟩ (Oja, 1982, doi:10.1007/BF00275687).
    Textbook,
    /// The course's variant: one row, ⟨Σ_j y_j² ΔW_j⟩, is subtracted from every unit's update.
    Course,
}

/// The choices of a Hebbian rule.
#[derive(Clone, Copy, Debug)]
pub struct Hebb {
    /// True if the mean over a layer's units is subtracted from the update.
    pub centre: bool,
    /// Oja's term.
    pub oja: Oja,
}

impl Hebb {
    /// Competition of units: the mean over a layer's units is subtracted from the update.
    pub const CENTRE: Param = Param {
        id: "centre",
        name: "Centred",
        default: 1.0,
        doc: "Takes the mean over a layer's units from the update, so that units compete.",
        ..Param::choice(&[("off", "No"), ("on", "Yes")])
    };
    /// Choice of Oja's term.
    pub const OJA: Param = Param {
        id: "oja",
        name: "Oja's rule",
        doc: "The textbook's bounds each unit's weights; the course's takes one row from all.",
        ..Param::choice(&[("none", "None"), ("textbook", "The textbook’s"), ("course", "The course’s")])
    };

    /// The choices that the rule's parameters name.
    pub fn new(setting: &Setting<'_>) -> Self {
        let oja = [Oja::None, Oja::Textbook, Oja::Course][setting.choice("oja")];
        Self { centre: setting.choice("centre") == 1, oja }
    }

    /// ΔW = ⟨y xᵀ⟩ and Δb = ⟨y⟩, centred and bounded as chosen: x (B, n_in), y (B, n_out). `scratch` is used for y without
    /// its mean, then for ⟨y²⟩.
    pub fn update(self, layer: &Layer, x: &Mat, y: &Mat, scratch: &mut Mat, delta: &mut LayerUpdate) {
        let scale = 1.0 / y.nrows() as Real;
        if self.centre {
            // The mean over units of ⟨y x⟩ is ⟨ȳ x⟩: a pass over activities instead of one over weights.
            centre_rows(y, scratch);
            outer(layer, scale, scratch, x, delta);
        } else {
            outer(layer, scale, y, x, delta);
        }
        if self.oja != Oja::None {
            mean_squares(y, scratch);
            self.bound(layer, scratch.row(0), delta);
        }
    }

    fn bound(self, layer: &Layer, squares: ArrayView1<'_, Real>, delta: &mut LayerUpdate) {
        if self.oja == Oja::Textbook {
            for ((mut delta, w), square) in delta.w.rows_mut().into_iter().zip(layer.w.rows()).zip(&squares) {
                delta.scaled_add(-square, &w);
            }
        } else {
            for mut column in delta.w.columns_mut() {
                let common = column.iter().zip(&squares).map(|(delta, square)| delta * square).sum::<Real>();
                column -= common;
            }
        }
        if let (Some(delta), Some(b)) = (&mut delta.b, &layer.b) {
            Zip::from(delta).and(b).and(squares).for_each(|delta, b, square| *delta -= square * b);
        }
    }
}

/// ⟨y²⟩ of each unit, (1, n_out).
fn mean_squares(y: &Mat, squares: &mut Mat) {
    reshape(squares, (1, y.ncols()));
    squares.fill(0.0);
    for row in y.rows() {
        squares.row_mut(0).zip_mut_with(&row, |sum, y| *sum += y * y);
    }
    *squares /= y.nrows() as Real;
}
