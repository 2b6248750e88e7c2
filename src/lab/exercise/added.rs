//! Terms added to an update: the weights themselves, as decay that a rule's code applies on its own.

use ndarray::{Array2, Axis};

use super::judge::{Judged, Kind};
use super::parts::{near, Part, What, CLOSE};
use super::size::{size, term};
use super::trials::wide;

/// The share of an update's square that is put down to rounding, in a term or in what is left of the sum.
const FELT: f64 = 1e-5;

/// Name of a term that is the same number everywhere.
const NUMBER: &str = "1";

/// Term of an update besides the right one.
struct Term {
    /// Name of the term.
    name: &'static str,
    /// Its factor on each network.
    factors: Vec<f64>,
}

/// An update that is a sum of the solution's and of weights.
pub fn added(part: &Part<'_>) -> Option<Judged> {
    // Units that compete have what all share taken away from a term, too.
    let worlds = 0..part.ground.worlds.len();
    let fit = |centred: bool| worlds.clone().map(|world| factors(part, world, centred)).collect::<Option<Vec<_>>>();
    let found = fit(false).or_else(|| fit(true))?;
    let column = |i: usize| found.iter().map(|factors| factors[i]).collect::<Vec<_>>();
    let own = column(0);
    let names = names(part.what);
    let terms: Vec<_> = names.into_iter().enumerate().map(|(i, name)| Term { name, factors: column(i + 1) }).collect();
    let terms: Vec<_> = terms.into_iter().filter(|term| term.factors.iter().all(|factor| *factor != 0.0)).collect();
    if terms.is_empty() {
        return None;
    }
    let written = |Term { name, factors }: &Term, first: bool| {
        let sizes: Vec<_> = factors.iter().map(|factor| factor.abs()).collect();
        let sign = if factors[0] < 0.0 {
            "- "
        } else if first {
            ""
        } else {
            "+ "
        };
        if *name == NUMBER {
            return format!("{sign}{}", term(part, &sizes));
        }
        let times = if sizes.iter().all(|size| near(*size, 1.0)) { String::new() } else { term(part, &sizes) + " * " };
        format!("{sign}{times}{name}[l]")
    };
    let sum = |bare: bool| {
        let each = terms.iter().enumerate().map(|(i, term)| written(term, bare && i == 0));
        each.collect::<Vec<_>>().join(" ")
    };
    if own.iter().all(|factor| *factor == 0.0) {
        let text = format!("it is {}: nothing in it comes from the batch.", sum(true));
        return Some(Judged::new(Kind::Extra, text, format!("it is {}", sum(true)), 2.0));
    }
    let sum = sum(false);
    let (what, cost) = rest(part, &own);
    let text = format!("{what}{sum} stands in it. {}", remedy(part, &terms));
    Some(Judged::new(Kind::Extra, text, format!("{sum} stands in the update"), 1.0 + cost))
}

/// Other mistakes in it: text and cost.
fn rest(part: &Part<'_>, own: &[f64]) -> (String, f64) {
    let sizes: Vec<_> = own.iter().map(|factor| factor.abs()).collect();
    let size = size(part, &sizes).map(|size| size.brief);
    match (own[0] > 0.0, size) {
        (true, None) => (String::new(), 0.0),
        (true, Some(size)) => (format!("{size}, and "), 0.5),
        (false, None) => ("sign reversed, and ".into(), 0.5),
        (false, Some(size)) => (format!("sign reversed, {size}, and "), 1.0),
    }
}

/// Advice on how to mend it.
fn remedy(part: &Part<'_>, terms: &[Term]) -> String {
    let changes = part.what.changes();
    let [own, wanted] = part.decay;
    let shrinks = terms.iter().all(|term| term.factors[0] < 0.0);
    let itself = terms.iter().all(|term| term.name == changes);
    if terms.iter().all(|term| term.name == NUMBER) {
        return format!("That is the same for every weight, whatever it is. Leave it out of d{changes}.");
    }
    match (shrinks, wanted > 0.0, own > 0.0) {
        (true, true, true) if itself => format!(
            "That is decay counted twice: the trainer already lets {changes} shrink by decay. Leave it out of d{changes}."
        ),
        (true, true, false) if itself => "That is decay inside the update. It belongs beside it, as decay = …, and the \
                                          trainer applies it to W, b and B alike."
            .into(),
        (true, true, _) => format!(
            "That makes {changes} shrink by something that is not {changes} itself; the trainer lets each shrink by its own \
             share, decay. Leave it out of d{changes}."
        ),
        (true, false, _) if itself => format!("That is decay, and this rule has none: leave it out of d{changes}."),
        _ if itself && (0.5..1.0 + CLOSE).contains(&terms[0].factors[0]) => {
            format!("That would be the new {changes}; d{changes} is only what is added to it.")
        }
        _ if itself => format!("That makes {changes} grow by itself: leave it out of d{changes}."),
        _ => format!("Leave it out of d{changes}."),
    }
}

fn names(what: What) -> Vec<&'static str> {
    match what {
        What::Weights(_) => vec![NUMBER, "W"],
        What::Biases(_) => vec![NUMBER, "b"],
        What::Feedback(_) => vec![NUMBER, "W", "B"],
    }
}

/// Possible terms of an update on this network, in the order of the names.
fn matrices(part: &Part<'_>, world: usize) -> Vec<Array2<f64>> {
    let l = part.what.layer();
    let layer = &part.ground.worlds[world].net.layers[l];
    let at = part.ground.batches.iter().position(|trial| trial.world == world).unwrap_or(0);
    let w = wide(layer.w.view());
    let rest = match part.what {
        What::Weights(_) => vec![w],
        What::Biases(_) => layer.b.iter().map(|b| wide(b.view().insert_axis(Axis(1)))).collect(),
        What::Feedback(_) => vec![w, wide(part.wanted.batches[at].feedback[l - 1].view())],
    };
    let ones = rest.iter().take(1).map(|matrix| Array2::ones(matrix.dim())).collect::<Vec<_>>();
    [ones, rest].concat()
}

/// The factors of the solution's update and of each matrix whose sum the attempt's is, over all batches of a network.
fn factors(part: &Part<'_>, world: usize, centred: bool) -> Option<Vec<f64>> {
    let mut matrices = matrices(part, world);
    if centred {
        let mean = |m: &Array2<f64>| m.mean_axis(Axis(0)).unwrap_or_default();
        matrices.iter_mut().for_each(|m| *m -= &mean(m));
    }
    let count = matrices.len() + 1;
    let mut table = vec![vec![0.0; count + 1]; count];
    let mut square = 0.0;
    for pair in part.of_world(world) {
        square += pair.sums[0];
        let all: Vec<_> = std::iter::once(&pair.r).chain(&matrices).collect();
        for (i, one) in all.iter().enumerate() {
            for (j, other) in all.iter().enumerate() {
                table[i][j] += (*one * *other).sum();
            }
            table[i][count] += (*one * &pair.a).sum();
        }
    }
    let lengths: Vec<_> = (0..count).map(|i| table[i][i]).collect();
    let mut found = solved(table);
    for (factor, length) in found.iter_mut().zip(&lengths) {
        if *factor * *factor * length < FELT * square {
            *factor = 0.0;
        }
    }
    let left = |pair: &super::parts::Pair| {
        let terms = std::iter::once(&pair.r).chain(&matrices).zip(&found);
        let rest = terms.fold(pair.a.clone(), |rest, (term, factor)| rest - term * *factor);
        rest.iter().map(|v| v * v).sum::<f64>()
    };
    (part.of_world(world).map(left).sum::<f64>() < FELT * square).then_some(found)
}

/// The solution of a few linear equations, the last column being the right side; 0 for what is in none of them.
fn solved(mut table: Vec<Vec<f64>>) -> Vec<f64> {
    let count = table.len();
    for i in 0..count {
        let row = table[i].clone();
        if row[i].abs() < 1e-12 {
            continue;
        }
        for (_, other) in table.iter_mut().enumerate().filter(|(j, _)| *j != i) {
            let times = other[i] / row[i];
            other.iter_mut().zip(&row).for_each(|(to, from)| *to -= times * from);
        }
    }
    // Sums of squares stand on the diagonal, so no rows have to change places.
    (0..count).map(|i| if table[i][i].abs() < 1e-12 { 0.0 } else { table[i][count] / table[i][i] }).collect()
}
