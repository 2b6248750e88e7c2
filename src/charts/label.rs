//! Text that must find room: how wide it is, how to shorten it, how to keep labels off each other.

use crate::base::argsort::order;

/// Width of a text in em of a usual sans-serif font, a little generously.
///
/// An estimate, not a measurement: plotters would measure by laying out an element in the document, which costs a
/// reflow per text and frame, and would make the layout differ between a native test and the browser.
pub fn em_width(text: &str) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '⁻' => 0.29,
            'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '¹' | '²' | '³' | '⁰'..='⁹' => 0.38,
            'm' | 'w' | 'M' | 'W' | '%' | '…' => 0.9,
            'A'..='Z' | '+' | '×' | '−' => 0.66,
            _ => 0.56,
        })
        .sum();
    em * 1.1
}

/// The text, cut with "…" where it would be wider than `room` em. Empty if not even that fits.
pub fn fit(text: &str, room: f64) -> String {
    if em_width(text) <= room {
        return text.into();
    }
    let mut kept: String = text.into();
    while kept.pop().is_some() {
        let short = format!("{}…", kept.trim_end());
        if em_width(&short) <= room && !kept.trim_end().is_empty() {
            return short;
        }
    }
    String::new()
}

/// The text in at most `most` lines of `room` em, broken between words; what does not fit is cut with "…".
pub fn wrap(text: &str, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        let taken = lines.last().map_or(f64::INFINITY, |line| em_width(line) + em_width(" "));
        let fresh = lines.len() < most && taken + em_width(word) > room;
        match lines.last_mut() {
            Some(line) if !fresh => *line = format!("{line} {word}"),
            _ => lines.push(word.into()),
        }
    }
    lines.iter().map(|line| fit(line, room)).collect()
}

/// Moves centres apart until they are at least `gap` from each other and inside `low..=high`, as little as possible
/// (least squares). Returns them in the order given. More labels than fit are spread evenly and will overlap.
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    if wanted.is_empty() {
        return vec![];
    }
    let order = order(wanted);
    let gap = gap.min((high - low).max(0.0) / (wanted.len().max(2) - 1) as f64);

    // Without the gaps (i-th label lifted by i gaps) the task is to keep the order: pool adjacent violators.
    let mut pools: Vec<(f64, usize)> = vec![];
    for (rank, &i) in order.iter().enumerate() {
        let mut pool = (wanted[i] - rank as f64 * gap, 1);
        while let Some(&(mean, n)) = pools.last() {
            if mean <= pool.0 {
                break;
            }
            pools.pop();
            let total = n + pool.1;
            pool = ((mean * n as f64 + pool.0 * pool.1 as f64) / total as f64, total);
        }
        pools.push(pool);
    }
    let top = (high - (wanted.len() - 1) as f64 * gap).max(low);
    let mut out = vec![0.0; wanted.len()];
    let lifted = pools.iter().flat_map(|&(mean, n)| std::iter::repeat_n(mean, n));
    for ((rank, &i), y) in order.iter().enumerate().zip(lifted) {
        out[i] = y.max(low).min(top) + rank as f64 * gap;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_apart_stay_where_they_are() {
        assert_eq!(spread(&[50.0, 10.0], 12.0, 0.0, 100.0), [50.0, 10.0]);
    }

    #[test]
    fn labels_together_part_evenly_and_keep_their_order() {
        assert_eq!(spread(&[51.0, 49.0], 12.0, 0.0, 100.0), [56.0, 44.0]);
        assert_eq!(spread(&[100.0, 99.0, 98.0], 12.0, 0.0, 100.0), [100.0, 88.0, 76.0]);
    }

    #[test]
    fn any_number_of_labels_stays_inside() {
        for n in [0, 1, 2, 9, 50] {
            let out = spread(&vec![f64::from(n); n as usize], 12.0, 10.0, 110.0);
            assert!(out.iter().all(|y| (9.99..=110.01).contains(y)), "{n}: {out:?}");
        }
    }

    #[test]
    fn names_break_between_words_and_the_last_line_is_cut() {
        assert_eq!(wrap("3 digits, tanh", 6.0, 2), ["3 digits,", "tanh"]);
        assert_eq!(wrap("ten digits with backprop", 6.2, 2), ["ten digits", "with back…"]);
        assert!(wrap("", 6.0, 2).is_empty());
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(fit("FA", 3.0), "FA");
        assert_eq!(fit("feedback alignment", 6.2), "feedback…");
        assert_eq!(fit("feedback", 0.1), "");
    }
}
