//! State in which a controlled network rests, for a small step of the target: u = (Σ_l J_l B_lᵀ + αI)⁻¹ (−λ ∂ℓ/∂z_L).

use microlearning_kernel::{each, solve};

use super::{Control, EYE, JACOBIANS, LOOP, SLOPES, SPARE, U};
use crate::base::mat::{flat, flat_mut, reshape};
use crate::credit::times_slope;
use crate::net::matmul::product;
use crate::rule::{Context, Workspace};
use crate::Mat;

impl Control {
    /// u of each example, (B, n_L), from the output's error.
    pub(super) fn solve(&self, at: &Context<'_>, work: &mut Workspace, error: &Mat) {
        let (top, outputs) = (at.net.depth() - 1, at.net.outputs());
        let (mats, jacobians) = work.mats.split_at_mut(JACOBIANS);
        reshape(&mut mats[LOOP], (error.nrows() * outputs, outputs));
        mats[LOOP].fill(0.0);
        for l in (0..top).rev() {
            jacobian(at, l, mats, jacobians);
            product(1.0, jacobians[l].view(), self.b[0].weights[l].t(), 1.0, &mut mats[LOOP]);
        }
        let (below, matrices) = mats.split_at_mut(LOOP);
        let u = &mut below[U];
        u.clone_from(error);
        each::scale(flat_mut(u), -self.step);
        let matrices = flat_mut(&mut matrices[0]).chunks_exact_mut(outputs * outputs);
        for (matrix, u) in matrices.zip(flat_mut(u).chunks_exact_mut(outputs)) {
            // The top layer's own Jacobian and B are I.
            matrix.iter_mut().step_by(outputs + 1).for_each(|value| *value += 1.0 + self.alpha);
            solve(matrix, u);
        }
    }
}

/// J_l = ∂z_L/∂z_l of each example, (B · n_L, n_l), from that of the layer above.
fn jacobian(at: &Context<'_>, l: usize, mats: &mut [Mat], jacobians: &mut [Mat]) {
    let (outputs, above, units) = (at.net.outputs(), &at.net.layers[l + 1], at.net.layers[l].units());
    let (here, over) = jacobians.split_at_mut(l + 1);
    let here = &mut here[l];
    reshape(here, (at.batch.len() * outputs, units));
    if let Some(over) = over.first() {
        above.connect.back((1.0, 0.0), &above.w, over, here);
    } else {
        // The top layer's is I for every example, so one product does for all.
        let [spare, eye] = mats.get_disjoint_mut([SPARE, EYE]).expect("two places");
        reshape(eye, (outputs, outputs));
        eye.fill(0.0);
        eye.diag_mut().fill(1.0);
        reshape(spare, (outputs, units));
        above.connect.back((1.0, 0.0), &above.w, eye, spare);
    }
    let slopes = &mut mats[SLOPES];
    reshape(slopes, (at.batch.len(), units));
    slopes.fill(1.0);
    times_slope(at, l, slopes);
    if over.is_empty() {
        each::rows_times_rows(flat(&mats[SLOPES]), flat(&mats[SPARE]), units, flat_mut(here));
    } else {
        each::times_rows_in_turn(flat_mut(here), outputs, flat(&mats[SLOPES]), units);
    }
}
