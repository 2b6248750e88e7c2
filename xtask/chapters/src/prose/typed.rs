//! Numbers in prose that look measured, per cents and counts of runs, come from runs; those that are typed are listed here.

use super::chapters;

/// Exceptions that may be typed: the file, the words, and the reason why it is no measured number.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("02-perturbation.md", "guessing gives 10 %", "chance with ten digits"),
    ("03-feedback.md", "takes only 7 % off", "1 − 0.93, worked out in the sentence before"),
    ("04-hebbian.md", "end above 90 %", "the level at which two digits count as found"),
    ("04-hebbian.md", "near 0 %, near 50 %", "a question, with outcomes to choose from"),
    ("04-hebbian.md", "near 0 %|near 50 %", "the same outcomes"),
    ("04-hebbian.md", "no higher than 58 %", "the level at which two digits count as collapsed"),
    ("04-hebbian.md", "Guessing gives 33 %", "chance with three digits"),
    ("04-hebbian.md", "end above 80 %", "the level at which three digits count as found"),
    ("04-hebbian.md", "accuracy near 0 %", "what swapped names would give"),
    ("06-deeper.md", "guessing is 10&nbsp;%", "chance with ten digits"),
    ("10-harder-worlds.md", "not read at 10 %", "chance with ten digits"),
    ("10-harder-worlds.md", "read at 0 %", "a digit that is never an answer"),
    ("11-which-rule.md", "right in 25&nbsp;%", "chance with four suspects"),
    ("11-which-rule.md", "With 3&nbsp;% of the units", "a setting of the lab"),
    ("11-which-rule.md", "with 3&nbsp;% of the synapses", "the same setting"),
    ("11-which-rule.md", "Chance is 25 %", "chance with four suspects"),
    ("11-which-rule.md", "is not 25&nbsp;%", "chance with four suspects"),
];

/// Positions in a text of typed numbers that look measured: "70.9 %", "10 of 20", "87 ± 1".
fn typed(text: &str) -> Vec<usize> {
    let digits_before = |at: usize| {
        let before = text[..at].trim_end_matches(['\u{a0}', ' ', '\\']);
        let before = before.strip_suffix("&nbsp;").unwrap_or(before).trim_end();
        before.ends_with(|c: char| c.is_ascii_digit()).then(|| before.len() - 1)
    };
    let digits_behind = |at: usize| text[at..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let units = ["%", "per cent", "percent"].into_iter();
    let shares = units.flat_map(|unit| text.match_indices(unit)).filter_map(|(at, _)| digits_before(at));
    let pairs = [" of ", "±"].into_iter().flat_map(|word| text.match_indices(word));
    let pairs = pairs.filter(|(at, word)| digits_behind(at + word.len())).filter_map(|(at, _)| digits_before(at));
    shares.chain(pairs).collect()
}

#[test]
fn what_looks_measured_is_recognised() {
    for text in ["ends at 70.9 %", "at 70.9&nbsp;%", "at 7\\%", "10 of 20 runs", "87.0 ± 0.6", "8 per cent"] {
        assert_eq!(typed(text).len(), 1, "{text}");
    }
    for text in ["{{a.accuracy3}}&nbsp;%", "28 by 28", "one of 4", "{{a.b}} of 20", "3 of the 4"] {
        assert!(typed(text).is_empty(), "{text}");
    }
}

#[test]
fn no_measured_number_is_typed() {
    let mut used = vec![false; ALLOWED.len()];
    for (name, text) in chapters() {
        for at in typed(&text) {
            let line = text[..at].matches('\n').count();
            let shown = text.lines().nth(line).unwrap_or_default();
            let fits = |(file, phrase, _): &(&str, &str, &str)| {
                *file == name && text.match_indices(phrase).any(|(from, _)| (from..from + phrase.len()).contains(&at))
            };
            let allowed: Vec<_> = (0..ALLOWED.len()).filter(|i| fits(&ALLOWED[*i])).collect();
            assert!(
                !allowed.is_empty(),
                "{name}, line {}: a number that looks measured is typed; quote it as {{{{key}}}}, or list it in ALLOWED \
                 with the reason why it is none:\n{shown}",
                line + 1
            );
            allowed.into_iter().for_each(|i| used[i] = true);
        }
    }
    let stale: Vec<_> = ALLOWED.iter().zip(used).filter(|(_, used)| !used).map(|(entry, _)| entry).collect();
    assert!(stale.is_empty(), "no longer in the chapters, so take them off the list: {stale:?}");
}
