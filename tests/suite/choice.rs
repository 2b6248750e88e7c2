//! A reader's choice in a comparison: settings for all or for one lane, a rule of their own, and links that carry it all.

use microlearning::base::random::{stream, Stream};
use microlearning::lab::compare::choice::{Choice, OWN};
use microlearning::lab::compare::scenario::{find, Scenario};
use microlearning::lab::compare::scenarios;
use microlearning::script::examples;
use rand::RngExt;

fn scenario(id: &str) -> &'static Scenario {
    find(id).expect("a scenario of the table")
}

/// Consequence of a link's text in an address.
fn back(scenario: &Scenario, text: &str) -> Choice {
    Choice::from_address(scenario, &format!("https://host/x.html?v=1&race.{}={text}&hidden=30#a", scenario.id))
        .unwrap_or_else(|error| panic!("{text}: {}", error.message))
}

fn with(settings: &[(&str, &str)]) -> Choice {
    let settings = settings.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    Choice { settings, ..Choice::of(scenario("first")) }
}

#[test]
fn a_setting_is_of_all_lanes_or_of_one() {
    let first = scenario("first");
    let choice =
        with(&[("hidden", "50,20"), ("lr", "0.1"), ("node_perturbation.lr", "0.3"), ("kolen_pollack.p.decay", "0.5")]);
    let choice = choice.checked(first).expect("allowed settings");
    let of = |lane: &str| choice.config(first, lane, 4).expect("a lane");
    assert_eq!((of("backprop").hidden, of("backprop").lr, of("backprop").seed), (vec![50, 20], vec![0.1], 4));
    assert_eq!((of("node_perturbation").hidden, of("node_perturbation").lr), (vec![50, 20], vec![0.3]));
    assert_eq!((of("kolen_pollack").params["decay"], of("kolen_pollack").lr), (0.5, vec![0.1]));
    assert_eq!(of("kolen_pollack").epochs, first.config("kolen_pollack", 1).expect("a lane").epochs);
    let lane = choice.lane(first, "kolen_pollack").expect("a lane");
    assert_eq!(lane.differs(choice.of_lane(lane.id)), [("Decay λ", "0.5")]);
    assert!(choice.menu(first).expect("a menu").iter().any(|line| line.id == "norm.3"), "three layers of weights");
}

#[test]
fn a_course_that_is_chosen_stands_in_for_the_scenarios_settings() {
    let first = scenario("first");
    let choice = with(&[("preset", "tutorial"), ("batch", "100")]).checked(first).expect("allowed settings");
    let config = choice.config(first, "backprop", 1).expect("a lane");
    assert_eq!(
        (config.preset.as_str(), config.hidden, config.lr, config.epochs),
        ("tutorial", vec![500], vec![0.001], 3)
    );
    assert_eq!((config.batch, config.convention.as_str()), (100, "tutorial"));
}

#[test]
fn a_rule_of_ones_own_takes_part_like_any_other() {
    let code = examples::ALL[3].code.trim();
    for scenario in scenarios::ALL {
        let mut choice = Choice { code: code.into(), ..Choice::of(scenario) };
        assert_eq!(choice.lanes(scenario).len(), scenario.lanes().len() + 1);
        choice.lanes.push(OWN.into());
        choice.settings.insert("own.lr".into(), "0.3".into());
        let choice = choice.checked(scenario).expect("sound code");
        let plan = choice.plan(scenario, OWN, 2).expect("a plan");
        assert_eq!((plan.config.code.as_str(), &*plan.config.lr), (code, &[0.3][..]));
        assert!(code.contains(plan.rule_name()), "{}", plan.rule_name());
        assert_eq!(back(scenario, &choice.to_text(scenario)), choice);
    }
    let first = scenario("first");
    let nameless = Choice { lanes: vec![OWN.into()], ..Choice::of(first) };
    assert!(nameless.checked(first).expect_err("no code").message.contains("no lane \"own\""));
    let broken = Choice { code: "dW = ".into(), lanes: vec![OWN.into()], ..Choice::of(first) };
    assert!(broken.checked(first).expect_err("no code").message.starts_with("Line 1: "));
}

#[test]
fn a_choice_survives_its_link_and_what_is_the_scenarios_own_is_left_out() {
    let feedback = scenario("feedback");
    let usual = Choice::of(feedback);
    assert_eq!((usual.to_text(feedback).as_str(), back(feedback, "2")), ("2", usual.clone()));
    let lanes = vec!["backprop".into(), "weight_mirror".into()];
    let choice = Choice { lanes, seeds: 5, measure: "cosine.1".into(), ..usual.clone() };
    assert_eq!(choice.to_text(feedback), "2~backprop,weight_mirror~5~cosine.1");
    assert_eq!(back(feedback, "1~backprop,weight_mirror~5~cosine.1"), choice, "links of version 1 are still read");
    assert_eq!(back(feedback, "2~weight_mirror,backprop~5~cosine.1"), choice, "in any order");
    let nobody = Choice { lanes: vec![], ..usual };
    assert_eq!(back(feedback, &nobody.to_text(feedback)), nobody);
    assert_eq!(back(feedback, "1~~1~teaching.1"), nobody);
    let first = scenario("first");
    let choice = with(&[("hidden", "50,20"), ("classes", "0, 1"), ("backprop.lr", "1e-3")]);
    let text = choice.to_text(first);
    assert_eq!(text, "2~~~~backprop.lr=1e-3;classes=0,+1;hidden=50,20");
    assert_eq!(back(first, &text), choice);
    assert_eq!(Choice::from_address(first, &text), Ok(choice.clone()), "the part alone is enough");
    for added in ["fbclid=x", "utm_source=a&gclid=b", "forceview=1", "race=1", "race.other=9~x"] {
        let plain = format!("https://host/index.html?{added}");
        assert_eq!(Choice::from_address(first, &plain), Ok(Choice::of(first)), "{plain}");
        for address in [format!("{plain}&v=1&race.first={text}"), format!("index.html?race.first={text}&{added}#x")] {
            assert_eq!(Choice::from_address(first, &address), Ok(choice.clone()), "{address}");
        }
    }
}

#[test]
fn a_tampered_link_is_named() {
    let feedback = scenario("feedback");
    for (text, word) in [
        ("3~backprop~1~loss", "version \"3\""),
        ("", "version \"\""),
        ("1~backprop~1", "parts"),
        ("1~backprop~1~loss~9", "parts"),
        ("1~magic~1~loss", "magic"),
        ("2~hebbian", "hebbian"),
        ("2~own", "own"),
        ("1~backprop~21~loss", "1 to 20"),
        ("2~~0", "1 to 20"),
        ("2~~many", "many"),
        ("2~~~cosine.4", "cosine.4"),
        ("2~~~cosine.3~hidden=50", "cosine.3"),
        ("2~~~~hidden", "NAME=VALUE"),
        ("2~~~~hiden=50", "hiden"),
        ("2~~~~hidden=0,5", "from 1 to 2000"),
        ("2~~~~magic.lr=1", "no lane"),
        ("2~~~~p.sigma=1", "LANE.p.NAME"),
        ("2~~~~backprop.p.sigma=1", "sigma"),
        ("2~~~~seed=4", "cannot be set"),
        ("2~~~~backprop.rule=hebbian", "cannot be set"),
        ("2~~~~backprop.preset=tutorial", "cannot be set"),
        ("2~~~~preset=magic", "magic"),
        ("2~~~~backprop.epochs=3", "must be the same"),
        ("2~~~~~import os", "Line 1"),
    ] {
        let error = Choice::from_text(feedback, text).err().unwrap_or_else(|| panic!("accepted: {text}"));
        assert!(error.message.contains(word), "{text}: {}", error.message);
    }
}

#[test]
fn hundreds_of_broken_links_are_answered_with_a_sentence() {
    let mut rng = stream(9, Stream::Probe);
    let mut refused = 0;
    for scenario in scenarios::ALL {
        let lanes = scenario.lanes();
        let mut choice = Choice { code: examples::ALL[0].code.into(), seeds: 3, ..Choice::of(scenario) };
        choice.lanes.push(OWN.into());
        choice.settings.insert(format!("{}.lr", lanes[0].id), "0.05".into());
        choice.settings.insert("batch".into(), "50".into());
        let text = choice.to_text(scenario);
        for _ in 0..200 {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..rng.random_range(1..6) {
                let at = rng.random_range(0..bytes.len());
                bytes[at] = b"~;=,.%&+<\"-9aZ\x7f"[rng.random_range(0..15)];
            }
            let broken = String::from_utf8(bytes).expect("ascii");
            if let Err(error) = Choice::from_address(scenario, &broken) {
                assert!(!error.message.is_empty() && error.message.chars().count() < 700, "{}", error.message);
                refused += 1;
            }
        }
    }
    assert!(refused > 500, "{refused} of {}", 200 * scenarios::ALL.len());
}
