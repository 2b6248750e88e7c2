//! Settings: read from text, written as links, refused with a sentence.

use microlearning::base::named::Named;
use microlearning::lab::settings::field::Kind;
use microlearning::lab::settings::{fields, preset};
use microlearning::lab::Config;
use microlearning::net::{Activation, Output};
use microlearning::train::optimiser::Optimiser;

fn refused(pairs: &[(&str, &str)]) -> (String, String) {
    let error = Config::from_pairs(pairs.iter().copied()).expect_err("this must be refused");
    (error.field, error.message)
}

#[test]
fn a_link_carries_what_differs_from_the_preset_and_gives_the_same_configuration_back() {
    for preset in preset::ALL {
        let pairs =
            [("preset", preset.id), ("hidden", "30, 20"), ("lr", "0.1,0.2,0.3"), ("classes", "1,0,5"), ("seed", "7")];
        let config = Config::from_pairs(pairs).expect("allowed settings");
        let link = config.to_pairs();
        assert_eq!(link.len(), 5, "{link:?}");
        let again = Config::from_pairs(link.iter().map(|(id, value)| (id.as_str(), value.as_str())));
        assert_eq!(again.expect("a link of our own"), config);
    }
    assert_eq!(Config::from_pairs([]).expect("nothing asked"), (preset::PROJECT.base)());
}

#[test]
fn every_mistake_names_its_field_and_the_remedy() {
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);
    let cases: [Case<'_>; 14] = [
        (&[("preset", "x")], "preset", "project, tutorial"),
        (&[("rule", "magic")], "rule", "backprop"),
        (&[("hidden", "0")], "hidden", "from 1 to 2000"),
        (&[("hidden", "1.5")], "hidden", "whole number"),
        (&[("hidden", "1,1,1,1,1,1,1")], "hidden", "at most 6"),
        (&[("lr", "fast")], "lr", "not a number"),
        (&[("lr", "NaN")], "lr", "not a number"),
        (&[("lr", "0.1,0.1,0.1")], "lr", "3 learning rates for 2 layers"),
        (&[("batch", "-1")], "batch", "from 1 to 5000"),
        (&[("seed", "4294967296")], "seed", "4294967295"),
        (&[("classes", "3,3")], "classes", "two different digits"),
        (&[("bias", "maybe")], "bias", "1 or 0"),
        (&[("p.sigma", "1")], "params", "no parameter \"sigma\""),
        (&[("colour", "red")], "colour", "There is no setting"),
    ];
    for (pairs, field, words) in cases {
        let (found, message) = refused(pairs);
        assert_eq!(found, field, "{message}");
        assert!(message.contains(words), "\"{message}\" does not say \"{words}\"");
    }
}

#[test]
fn every_choice_of_the_form_is_accepted_and_read_back() {
    for field in fields::ALL.iter().filter(|field| field.kind == Kind::Choice) {
        for (id, _) in (field.choices)() {
            let config = Config::from_pairs([(field.id, id)]).expect(field.id);
            assert_eq!((field.get)(&config), id);
        }
    }
    assert_eq!((Activation::NAMES.len(), Output::NAMES.len(), Optimiser::NAMES.len()), (6, 4, 3));
}
