//! A rule as a picture: its network, and what comes back through it. Everything follows from the rule's [`Scheme`], so a new rule has a
//! picture by itself. One grammar for all: forward in ink, what comes back in the accent; fixed connections dashed, learning ones solid
//! with a ring; the forward weights used backwards lie on the forward lines; one number for all is a wash; noise is a zigzag.

mod pen;
mod words;

use crate::escape::escape;
use microlearning::rule::scheme::{Scheme, Way};
use microlearning::rule::{meaning, Card, Signal};
use pen::{arc, bundle, frame, heads_along, ring, squares, synapse, turn, zigzag, Pen, COLUMNS, UNITS, VIEW};

/// The layers' names, from the input to the output.
const NAMES: [&str; 4] = ["x", "h₁", "h₂", "y"];

/// Signals that a whole layer shares, with their names: a frame around its units.
const OF_LAYER: [(Signal, &str); 4] =
    [(Signal::LayerMean, "− mean"), (Signal::Rank, "rank"), (Signal::Sum, "sum"), (Signal::Goodness, "goodness")];

/// The drawing with a sentence underneath that says what it shows.
pub fn figure(card: &Card) -> String {
    let scheme = Scheme::of(card);
    format!(
        "<figure class=\"diagram\">{}<figcaption>{}</figcaption></figure>\n",
        svg(card, &scheme),
        escape(&meaning(&scheme))
    )
}

/// Several drawings side by side, each with its rule's name and a sentence of the chapter's.
pub fn row(cards: &[(&Card, String)]) -> String {
    let one = |(card, words): &(&Card, String)| {
        let (name, svg) = (escape(card.name), svg(card, &Scheme::of(card)));
        format!(
            "<figure class=\"diagram\">{svg}<figcaption><strong>{name}.</strong> {}</figcaption></figure>\n",
            escape(words)
        )
    };
    format!("<div class=\"diagrams\">\n{}</div>\n", cards.iter().map(one).collect::<String>())
}

fn svg(card: &Card, scheme: &Scheme) -> String {
    let mut pen = Pen::default();
    if scheme.needs(Signal::Loss) {
        pen.wash(1);
    }
    forward(&mut pen);
    back(&mut pen, scheme);
    for column in 0..COLUMNS.len() {
        pen.units(column, matches!(column, 1 | 2).then_some(1));
    }
    beside_units(&mut pen, scheme);
    noise(&mut pen, scheme);
    output(&mut pen, scheme);
    format!(
        "<svg viewBox=\"{VIEW}\" role=\"img\"><title>{}: its network and what comes back</title><desc>{}</desc>\n{}</svg>",
        escape(card.name),
        escape(&words::looks(scheme)),
        pen.finish()
    )
}

/// The network, and the synapse that the equation is about.
fn forward(pen: &mut Pen) {
    for (column, weights) in ["W₁", "W₂", "W₃"].iter().enumerate() {
        pen.path("w", &bundle(column));
        pen.word("of-w", ((COLUMNS[column] + COLUMNS[column + 1]) / 2, UNITS[0] - 22), weights);
    }
    pen.path("w lit", &synapse(1, 1, 1));
    for (x, name) in COLUMNS.into_iter().zip(NAMES) {
        pen.word("of-h", (x, UNITS[0] - 22), name);
    }
}

/// The way back to the layers below the top.
fn back(pen: &mut Pen, scheme: &Scheme) {
    let kind = match (scheme.way, scheme.way_learns) {
        (Way::None, _) => return,
        (Way::Weights, _) => {
            for column in [1, 2] {
                pen.path("b along", &bundle(column));
                pen.path("b head", &heads_along(column));
            }
            pen.word("of-b", ((COLUMNS[1] + COLUMNS[2]) / 2, UNITS[2] + 30), "W₂ᵀ");
            pen.word("of-b", ((COLUMNS[2] + COLUMNS[3]) / 2, UNITS[2] + 30), "W₃ᵀ");
            return;
        }
        (Way::Signs, _) => "b signs",
        (_, false) => "b fixed",
        (_, true) => "b learns",
    };
    let from = |to: usize| if scheme.way == Way::Direct { 3 } else { to + 1 };
    for to in [2, 1] {
        let arc = arc(from(to), to);
        pen.path(kind, &arc.line);
        pen.path("b head", &arc.head);
        if scheme.way_learns {
            pen.path("b ring", &ring(arc.middle));
        }
        let name = match (scheme.way, to) {
            (Way::Signs, 2) => "sign W₃ᵀ",
            (Way::Signs, _) => "sign W₂ᵀ",
            (_, 2) => "B₃ᵀ",
            _ => "B₂ᵀ",
        };
        pen.word("of-b", arc.name, name);
    }
}

/// Targets, competition and settling: what is drawn beside a hidden layer's units.
fn beside_units(pen: &mut Pen, scheme: &Scheme) {
    for column in [1, 2] {
        if scheme.needs(Signal::Target) {
            pen.path("b target", &squares(column));
        }
        if let Some((_, name)) = OF_LAYER.iter().find(|(signal, _)| scheme.needs(*signal)) {
            pen.path("b frame", &frame(column));
            pen.word("of-b", (COLUMNS[column], UNITS[2] + 30), name);
        }
        if scheme.settles {
            let (line, head) = turn(column);
            pen.path("b learns", &line);
            pen.path("b head", &head);
        }
    }
}

fn noise(pen: &mut Pen, scheme: &Scheme) {
    let between = |column: usize| (COLUMNS[column] + COLUMNS[column + 1]) / 2;
    for column in 0..3 {
        if scheme.weight_noise {
            pen.path("noise", &zigzag((between(column), UNITS[2] + 8)));
            pen.word("of-noise", (between(column), UNITS[2] + 30), "ψ");
        }
        if scheme.unit_noise {
            let [first, second, third] = UNITS.map(|y| zigzag((COLUMNS[column + 1], y + 14)));
            pen.path("noise", &(first + &second + &third));
            pen.word("of-noise", (COLUMNS[column + 1], UNITS[2] + 34), "ξ");
        }
        if scheme.listens && column > 0 {
            pen.path("noise", &zigzag((COLUMNS[column] + 26, UNITS[2] + 8)));
            pen.word("of-noise", (COLUMNS[column] + 42, UNITS[2] + 12), "ξ");
        }
    }
}

/// Words beside the output.
fn output(pen: &mut Pen, scheme: &Scheme) {
    if scheme.error_at_top {
        pen.word("of-d", (COLUMNS[3] + 8, UNITS[2] + 24), "e");
    }
    if scheme.clamped || scheme.needs(Signal::Target) {
        pen.path("b target", &squares(3));
    }
    if scheme.clamped {
        pen.word("of-b", (COLUMNS[3] + 16, UNITS[2] + 30), "t");
    }
    if scheme.needs(Signal::Loss) {
        pen.word("of-b", (COLUMNS[3], UNITS[2] + 52), "one loss");
    }
}

#[cfg(test)]
mod tests;
