//! Non-negative matrix factorisation of pictures: V (B, n) ≈ H W, H (B, k) amounts of k parts W (k, n).

use ndarray::Zip;

use crate::credit::parts::Steps;
use crate::net::matmul::product;
use crate::Mat;

/// Amounts, parts, and the way there.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// H, (B, k).
    pub h: Mat,
    /// W, (k, n).
    pub w: Mat,
    /// ½‖V − HW‖² before the first step and after each.
    pub objective: Vec<f64>,
}

/// So many steps of Lee & Seung (1999, doi:10.1038/44565) from these amounts and parts: H first, then, if parts learn, W with the new H.
pub fn nmf(v: &Mat, mut h: Mat, mut w: Mat, iterations: usize, learn_parts: bool) -> Parts {
    let (mut memory, mut made) = (<[Mat; 3]>::default(), Mat::zeros(v.dim()));
    let mut objective = vec![half_squares(v, &h, &w, &mut made)];
    for _ in 0..iterations {
        let mut steps = Steps::new(&mut memory);
        steps.amounts(v, &w, &mut h, 1);
        if learn_parts {
            steps.parts(v, &h, &mut w);
        }
        objective.push(half_squares(v, &h, &w, &mut made));
    }
    Parts { h, w, objective }
}

fn half_squares(v: &Mat, h: &Mat, w: &Mat, made: &mut Mat) -> f64 {
    product(1.0, h.view(), w.view(), 0.0, made);
    Zip::from(v).and(&*made).fold(0.0, |sum, v, made| sum + f64::from(v - made).powi(2)) / 2.0
}
