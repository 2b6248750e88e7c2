//! Layers of other kinds than dense: what they compute, and that rules need not know.

use crate::common::{asked, batch, build, spread, test, trainer, ACTIVATIONS, OUTPUTS};
use microlearning::base::random::{stream, Stream};
use microlearning::net::{Activation, Connect, Conv, Forward, Maps, Network, Output, Pool, Shape};
use microlearning::rule::convention::{self, MATCHED};
use microlearning::rule::LayerUpdate;
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::feedback_alignment::CARD as FEEDBACK;
use microlearning::rules::{self};
use microlearning::{Mat, Real};

/// Two maps of 6 × 6.
const BELOW: Maps = Maps { channels: 2, height: 6, width: 6 };

/// Convolution, pooling, convolution, dense.
fn connects() -> [Connect; 4] {
    let first = Conv { below: BELOW, filters: 3, kernel: 3 };
    let pool = Pool { below: first.maps(), side: 2 };
    let second = Conv { below: pool.maps(), filters: 4, kernel: 2 };
    [
        Connect::Conv(first),
        Connect::Pool(pool),
        Connect::Conv(second),
        Connect::Dense { inputs: second.units(), units: 3 },
    ]
}

fn net(activation: Activation, output: Output, bias: bool) -> Network {
    let shape = Shape { sizes: &[], bias, activation, output };
    Network::joined(connects(), &shape, spread(activation), &mut stream(3, Stream::Weights))
}

fn numbers(update: &LayerUpdate) -> impl Iterator<Item = Real> + '_ {
    update.w.iter().chain(update.b.iter().flatten()).copied()
}

#[test]
fn a_convolution_is_the_sum_that_its_definition_says() {
    let conv = Conv { below: Maps { channels: 2, height: 5, width: 4 }, filters: 3, kernel: 2 };
    let [x, w] = [(7, conv.inputs()), conv.weights()].map(|dim| {
        let mut rng = stream(5, Stream::Batches);
        Mat::from_shape_simple_fn(dim, || microlearning::base::random::normal(&mut rng))
    });
    let mut z = Mat::default((0, 0));
    Connect::Conv(conv).forward(&w, &x, &mut z);
    let maps = conv.maps();
    assert_eq!((maps.channels, maps.height, maps.width, z.dim()), (3, 4, 3, (7, 36)));
    for (b, filter, y, column) in
        (0..7).flat_map(|b| (0..3).flat_map(move |f| (0..4).flat_map(move |y| (0..3).map(move |x| (b, f, y, x)))))
    {
        let mut sum = 0.0;
        for (channel, dy, dx) in (0..2).flat_map(|c| [(c, 0, 0), (c, 0, 1), (c, 1, 0), (c, 1, 1)]) {
            sum += w[(filter, (channel * 2 + dy) * 2 + dx)] * x[(b, (channel * 5 + y + dy) * 4 + column + dx)];
        }
        assert!((z[(b, (filter * 4 + y) * 3 + column)] - sum).abs() < 1e-4);
    }
}

#[test]
fn what_comes_back_is_the_transpose_of_what_goes_forward() {
    for connect in connects() {
        let mut rng = stream(5, Stream::Batches);
        let mut draw = |dim| Mat::from_shape_simple_fn(dim, || microlearning::base::random::normal(&mut rng));
        let (w, x, delta) = (draw(connect.weights()), draw((4, connect.inputs())), draw((4, connect.units())));
        let (mut z, mut below) = (Mat::default((0, 0)), Mat::zeros(x.dim()));
        connect.forward(&w, &x, &mut z);
        connect.back((1.0, 0.0), &w, &delta, &mut below);
        let [forward, back] = [(&z, &delta), (&below, &x)].map(|(a, b)| (a * b).sum());
        assert!((forward - back).abs() < 1e-3 * forward.abs().max(1.0), "{connect:?}: {forward} {back}");
    }
}

#[test]
fn backprop_through_any_layer_is_the_slope_of_the_loss() {
    for output in OUTPUTS {
        let (mut net, batch) = (net(Activation::Tanh, output, true), batch(5, BELOW.len(), 3, 5));
        let rule = build(&BACKPROP, &[], None, &net, 1);
        let found = asked(&*rule, &MATCHED, &net, &batch, &mut stream(1, Stream::Noise)).1.delta;
        let wide = std::mem::size_of::<Real>() == 8;
        let (step, tolerance) = if wide { (1e-5, 1e-8) } else { (1e-2, 3e-3) };
        let loss = |net: &Network| {
            let mut pass = Forward::default();
            net.forward(&batch.x, &mut pass);
            net.loss(&pass, &batch.t)
        };
        for (l, found) in found.iter().enumerate() {
            for at in (0..net.layers[l].w.len()).step_by(5) {
                let place = (at / net.layers[l].w.ncols(), at % net.layers[l].w.ncols());
                let before = net.layers[l].w[place];
                let [up, down] = [step, -step].map(|step| {
                    net.layers[l].w[place] = before + step;
                    loss(&net)
                });
                net.layers[l].w[place] = before;
                let slope = (up - down) / (2.0 * f64::from(step));
                let gap = (slope + f64::from(found.w[place])).abs();
                assert!(gap < tolerance, "{output:?}, layer {l}, {place:?}: {slope} {}", found.w[place]);
            }
        }
    }
}

#[test]
fn feedback_alignment_through_w_itself_is_backprop_bit_for_bit() {
    for (activation, output) in ACTIVATIONS.into_iter().flat_map(|f| OUTPUTS.map(|output| (f, output))) {
        let (net, batch) = (net(activation, output, true), batch(5, BELOW.len(), 3, 5));
        let w: Vec<Mat> = net.layers[1..].iter().map(|layer| layer.w.clone()).collect();
        let [mine, theirs] = [(&FEEDBACK, Some(&w[..])), (&BACKPROP, None)].map(|(card, b)| {
            let rule = build(card, &[], b, &net, 1);
            asked(&*rule, &MATCHED, &net, &batch, &mut stream(1, Stream::Noise)).1.delta
        });
        assert!(mine.iter().flat_map(numbers).all(Real::is_finite), "{activation:?}, {output:?}");
        assert_eq!(mine, theirs, "{activation:?}, {output:?}");
    }
}

#[test]
fn rules_that_are_fit_for_any_layer_keep_the_laws_there() {
    assert!(rules::ALL.iter().filter(|card| card.any_layer).count() >= 10);
    for card in rules::ALL.iter().filter(|card| card.any_layer) {
        for (bias, convention) in [false, true].into_iter().flat_map(|bias| convention::ALL.map(|c| (bias, c))) {
            let (net, batch) = (net(Activation::Tanh, Output::SoftmaxNll, bias), batch(5, BELOW.len(), 3, 5));
            let rule = build(card, &[], None, &net, 1);
            let ask = || asked(&*rule, convention, &net, &batch, &mut stream(1, Stream::Noise)).1;
            let (first, second) = (ask(), ask());
            assert_eq!(first.delta, second.delta, "{}", card.id);
            for (delta, layer) in first.delta.iter().zip(&net.layers) {
                assert_eq!(delta.w.dim(), layer.connect.weights(), "{}", card.id);
                assert_eq!(delta.b.as_ref().map(|b| b.len()), layer.b.as_ref().map(|b| b.len()), "{}", card.id);
                assert!(numbers(delta).all(|value| value.is_finite()), "{}", card.id);
                assert_eq!(
                    layer.w.is_empty(),
                    numbers(delta).all(|value| value == 0.0),
                    "{} proposes nothing",
                    card.id
                );
            }
        }
        let net = net(Activation::Tanh, Output::SoftmaxNll, true);
        let [mut watched, mut alone] = [(); 2].map(|()| trainer(&net, build(card, &[], None, &net, 1), &[0.01]));
        for seed in 0..3 {
            let batch = batch(5, BELOW.len(), 3, seed);
            asked(watched.rule(), &MATCHED, watched.net(), &batch, &mut stream(9, Stream::Probe));
            watched.step(&batch, &mut ()).expect("finite");
            alone.step(&batch, &mut ()).expect("finite");
        }
        assert_eq!(watched.net(), alone.net(), "{}", card.id);
        assert_eq!(watched.rule().pathways(), alone.rule().pathways(), "{}", card.id);
    }
}
