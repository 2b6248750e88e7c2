//! A training step takes no memory once the first one has run.

use std::sync::Arc;

use crate::common::{self, tiny_data};
use microlearning::base::random::{stream, Stream};
use microlearning::data::{Batch, Part, Scale, Selection};
use microlearning::net::Init;
use microlearning::rule::convention::MATCHED;
use microlearning::rule::feedback::Origin;
use microlearning::rule::{Params, Setting};
use microlearning::rules;
use microlearning::train::optimiser::Optimiser;
use microlearning::train::{Hyperparameters, Trainer};

#[test]
fn no_allocation_a_step_once_warm() {
    let digits: Vec<u8> = (0..10).collect();
    let scale = Scale { mean: 0.0, sd: 1.0 };
    let train = Selection::new(Arc::new(tiny_data(80)), Part::Train, 80, &digits, scale);
    for card in rules::ALL {
        for optimiser in [Optimiser::Sgd, Optimiser::Momentum, Optimiser::Adam] {
            let net = common::net(&[16, 12, 10], true, common::ACTIVATIONS[0], common::OUTPUTS[1], 1);
            let params = card.params(&Params::new()).expect("defaults");
            let setting =
                Setting { net: &net, params: &params, feedback: Origin { init: Init::Normal(0.5), given: None } };
            let rule = (card.build)(&setting, &mut stream(1, Stream::Feedback));
            let hyper = Hyperparameters { rates: vec![0.01], decay: 0.1, optimiser, convention: &MATCHED };
            let mut trainer = Trainer::new(net, rule, hyper, stream(1, Stream::Noise));
            let mut batch = Batch::default();
            let mut epoch = || {
                // 80 images in batches of 32: the last one is smaller, as at the end of an epoch.
                for at in [0, 32, 64] {
                    train.batch(at, 32, &mut batch);
                    trainer.step(&batch, &mut ()).expect("finite");
                }
            };
            epoch();
            let info = allocation_counter::measure(epoch);
            assert_eq!(info.count_total, 0, "{} with {optimiser:?}", card.id);
        }
    }
}
