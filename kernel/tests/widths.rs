//! Vectors of every width that this processor has give the same bits, at edges of vectors, tiles and blocks.
#![cfg(not(target_arch = "wasm32"))]

use microlearning_kernel::matmul::product;
use microlearning_kernel::real::{exp_each, sigmoid_each, tanh_each};
use microlearning_kernel::wide::{limit, Width};
use microlearning_kernel::{each, fill_normal, Real, Rng};
use ndarray::Array2;
use rand::SeedableRng;

fn normal(count: usize, seed: u64) -> Vec<Real> {
    let mut out = vec![0.0; count];
    fill_normal(&mut Rng::seed_from_u64(seed), 1.0, &mut out);
    out
}

/// Random numbers, of which so large a share is one and the same, in runs as in a picture.
fn picture(rows: usize, columns: usize, ground: Option<Real>, seed: u64) -> Array2<Real> {
    let mut m = Array2::from_shape_vec((rows, columns), normal(rows * columns, seed)).expect("as many as asked for");
    for (i, value) in m.iter_mut().enumerate() {
        *value = ground.filter(|_| i / 16 % 10 < 7).unwrap_or(*value);
    }
    m
}

/// The bits of what `made` makes are the same with vectors of any width.
fn same(what: &str, made: impl Fn() -> Vec<Real>) {
    let bits = |most| {
        limit(most);
        made().into_iter().map(Real::to_bits).collect::<Vec<_>>()
    };
    let plain = bits(Width::Four);
    for most in [Width::Eight, Width::Sixteen] {
        assert!(bits(most) == plain, "{what}: other bits with vectors of {most:?}");
    }
}

// One test, since a width holds for the whole program: others would change it meanwhile, and compare nothing.
#[test]
fn every_loop_gives_the_same_bits_at_every_width() {
    products();
    loops();
    let count = 3 * 256 + 77;
    same("noise", || normal(count, 7));
}

fn products() {
    let sizes = [(1, 784, 10), (4, 30, 9), (7, 257, 8), (32, 784, 100), (61, 300, 17), (200, 300, 10), (10, 200, 300)];
    for (m, k, n) in sizes.into_iter().chain([(37, 600, 1), (50, 1, 70), (18, 40, 100), (12, 512, 64), (130, 256, 24)])
    {
        for ground in [None, Some(0.0), Some(-0.42)] {
            let (a, b) = (picture(m, k, None, 1), picture(k, n, ground, 2));
            let (at, bt) = (a.t().as_standard_layout().into_owned(), b.t().as_standard_layout().into_owned());
            for (a, b) in [(a.view(), b.view()), (at.t(), b.view()), (a.view(), bt.t()), (at.t(), bt.t())] {
                for (alpha, beta) in [(1.0, 0.0), (-0.5, 1.0)] {
                    same(&format!("{m} × {k} × {n}, ground {ground:?}"), || {
                        let mut c = Array2::ones((m, n));
                        product(alpha, a, b, beta, &mut c);
                        c.into_raw_vec_and_offset().0
                    });
                }
            }
        }
    }
}

fn loops() {
    for count in (0..40).chain([255, 256, 257, 1000]) {
        let (a, b) = (normal(count, 3), normal(count, 4));
        type Loop = fn(&mut [Real], &[Real]);
        let all: [(&str, Loop); 22] = [
            ("step", |a, b| each::step(a, b, 0.1, 0.01)),
            ("add", each::add),
            ("add_scaled", |a, b| each::add_scaled(a, 0.3, b)),
            ("scaled", |a, b| each::scaled(a, 0.3, b)),
            ("difference", |a, b| each::difference(b, b, a)),
            ("scaled_difference", |a, b| each::scaled_difference(0.3, b, &[0.7; 1000], a)),
            ("scaled_sum", |a, b| each::scaled_sum(0.3, b, &[0.7; 1000], a)),
            ("sum_with_scaled", |a, b| each::sum_with_scaled(b, 0.3, &[0.7; 1000], a)),
            ("times", |a, b| each::times(0.3, b, a)),
            ("follow", |a, b| each::follow(a, 0.3, b, &[0.7; 1000])),
            ("take_and_divide", |a, b| each::take_and_divide(a, b, 0.3)),
            ("sigmoid_each", |a, b| sigmoid_each(b, a)),
            ("tanh_each", |a, b| tanh_each(b, a)),
            ("times_tanh_slope", each::times_tanh_slope),
            ("softmax", |a, b| each::softmax(b, 10, a)),
            ("squares_of_rows", |a, b| each::squares_of_rows(b, 5, 1, &mut a[..b.len() / 5])),
            ("relu", |a, b| each::relu(b, a)),
            ("times_relu_slope", |a, b| each::times_relu_slope(a, b, 0.1)),
            ("times_sigmoid_slope", each::times_sigmoid_slope),
            ("exp_each", |a, _| exp_each(a)),
            ("centre_columns", |a, _| each::centre_columns(a, 5)),
            ("centre_rows", |a, b| each::centre_rows(b, 9, a)),
        ];
        for (name, each) in all {
            same(&format!("{name} of {count}"), || {
                let mut a = a.clone();
                each(&mut a, &b);
                a
            });
        }
    }
}
