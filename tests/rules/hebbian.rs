//! Oja's rule finds the first principal component.

use crate::common::{build, net, test, trainer};
use microlearning::base::random::{normal, stream, Stream};
use microlearning::data::Batch;
use microlearning::net::{Activation, Output};
use microlearning::rules::hebbian::CARD;
use microlearning::{Mat, Real, Vector};

/// The unit vector along which the inputs vary most, and a batch of them.
fn inputs(seed: u32) -> (Vector, Batch) {
    let direction: Vector = [1.0, -2.0, 0.5, 0.0, 1.5, -0.5].into_iter().collect();
    let direction = &direction / direction.dot(&direction).sqrt();
    let mut rng = stream(seed, Stream::Batches);
    let mut x = Mat::from_shape_simple_fn((20, 6), || 0.5 * normal(&mut rng));
    for mut row in x.rows_mut() {
        row.scaled_add(1.5 * normal(&mut rng), &direction);
    }
    let t = Mat::from_shape_fn((20, 3), |(i, k)| Real::from(u8::from(i % 3 == k)));
    (direction, Batch { x, t })
}

/// The weights of one linear hidden unit after training.
fn trained(oja: f64) -> Vector {
    let net = net(&[6, 1, 3], false, Activation::Identity, Output::SoftmaxNll, 3);
    let rule = build(&CARD, &[("centre", 0.0), ("oja", oja)], None, &net, 1);
    let mut trainer = trainer(&net, rule, &[0.01, 0.0]);
    for seed in 0..2000 {
        trainer.step(&inputs(seed).1, &mut ()).expect("finite");
    }
    trainer.net().layers[0].w.row(0).to_owned()
}

#[test]
fn oja_finds_the_first_principal_component() {
    let (w, (direction, _)) = (trained(1.0), inputs(0));
    let length = w.dot(&w).sqrt();
    assert!((length - 1.0).abs() < 0.05, "{length}");
    assert!((w.dot(&direction) / length).abs() > 0.99, "{w} is not along {direction}");
}
