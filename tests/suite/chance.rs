//! Scores that need no look at the pictures: of even classes, of uneven ones, and of MNIST's.

use std::sync::Arc;

use microlearning::data::{Dataset, Part};
use microlearning::lab::run::chance::Chance;
use microlearning::lab::{Config, Plan, Run};

/// An IDX file: its magic number, its axes, its bytes.
fn idx(magic: u32, axes: &[u32], bytes: impl Iterator<Item = u8>) -> Vec<u8> {
    let head = std::iter::once(magic).chain(axes.iter().copied()).flat_map(u32::to_be_bytes);
    head.chain(bytes).collect()
}

/// A reader's own pictures of 4 × 4, so many of each label, in turn.
fn own(counts: &[usize]) -> Arc<Dataset> {
    let labels: Vec<u8> = counts.iter().zip(0..).flat_map(|(count, label)| vec![label; *count]).collect();
    let n = labels.len() as u32;
    let pixels = (0..16 * n).map(|i| (i * 37 % 251) as u8);
    let files = [("images", idx(0x803, &[n, 4, 4], pixels)), ("labels", idx(0x801, &[n], labels.iter().copied()))];
    let files = files.map(|(name, bytes)| (name.to_owned(), bytes));
    Arc::new(Dataset::from_files(&files, 0, 0).expect("sound files"))
}

fn finished(data: &Arc<Dataset>, pairs: &[(&str, &str)]) -> Run {
    let all = [("epochs", "1"), ("hidden", "5"), ("batch", "10")].iter().chain(pairs).copied();
    let plan = Plan::new(Config::from_pairs(all).expect("allowed settings")).expect("a sound plan");
    let mut run = Run::new(data, plan).expect("a run");
    while !run.advance(&|| 0.0, 1.0, false).finished {}
    run
}

#[test]
fn of_uneven_classes_it_is_what_the_commonest_one_scores_whoever_always_says_it() {
    for (counts, classes, digit) in [
        (&[540, 60][..], "", 0),
        (&[100, 500], "", 1),
        (&[90, 90, 420], "", 2),
        (&[10, 240, 360], "1,2", 2),
        (&[0, 0, 0, 700, 100], "", 3),
    ] {
        let report = finished(&own(counts), &[("classes", classes)]).report();
        assert_eq!(report.commonest, Some(digit), "{counts:?}");
        // The rows of the confusion matrix are the validation images by what they show.
        let shown: Vec<u64> = report.confusion.iter().map(|row| row.iter().sum()).collect();
        let at = report.classes.iter().position(|class| *class == digit).expect("a class of the run");
        let scored = 100.0 * shown[at] as f64 / shown.iter().sum::<u64>() as f64;
        assert!((report.chance - scored).abs() < 1e-9, "{counts:?}: {}, not {scored}", report.chance);
        assert!(shown.iter().all(|other| *other <= shown[at]));
    }
}

#[test]
fn classes_that_do_not_occur_do_not_count() {
    let report = finished(&own(&[300, 300]), &[]).report();
    assert_eq!((report.chance, report.commonest), (50.0, None), "two of ten digits are there, equally often");
    assert_eq!(Chance::of(&[3, 4, 5], &[7, 0, 7]), Chance { chance: 50.0, commonest: None });
    assert_eq!(Chance::of(&[3, 4], &[0, 0]), Chance { chance: 50.0, commonest: None }, "nothing has arrived yet");
    assert_eq!(Chance::of(&[3, 4], &[5, 0]), Chance { chance: 100.0, commonest: None }, "whoever guesses 3 is right");
}

#[test]
fn whichever_of_mnist_s_digits_are_chosen_guessing_scores_an_equal_share() {
    let mut data = Dataset::empty("MNIST");
    for shard in 0..4 {
        let name = format!("mnist-{shard}.gz");
        let path = format!("{}/www/data/{name}", env!("CARGO_MANIFEST_DIR"));
        data.add_shard(&name, &std::fs::read(path).expect("a shard of the page")).expect("a sound shard");
        let counts = data.counts(Part::Valid);
        for some in (1u32..1 << 10).filter(|some| some.count_ones() >= 2) {
            let digits: Vec<u8> = (0..10).filter(|digit| some >> digit & 1 == 1).collect();
            let its: Vec<_> = digits.iter().map(|digit| counts[usize::from(*digit)]).collect();
            let expected = Chance { chance: 100.0 / digits.len() as f64, commonest: None };
            assert_eq!(Chance::of(&digits, &its), expected, "{digits:?} in {} shards", shard + 1);
        }
    }
}
