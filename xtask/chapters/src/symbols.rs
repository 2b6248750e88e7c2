//! Names of symbols: each place in an equation where a symbol stands carries what it means, as `data-name`.

use crate::escape::escape;
use crate::failure::{Failure, Outcome};
use crate::math;

/// Symbols and what they mean: TeX, words.
#[derive(Clone, Debug, Default)]
pub struct Symbols(Vec<(String, String)>);

/// An equation, display style, its symbols named.
pub struct Named {
    /// The `<math>` element.
    pub html: String,
    /// Symbols that were found: MathML, words; in the order of the table.
    pub found: Vec<(String, String)>,
}

impl Symbols {
    /// Reads `symbols.toml`, in which TeX stands left and words right.
    pub fn parse(text: &str) -> Outcome<Self> {
        let table: toml::Table = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            Failure::at(line, format!("{}.", error.message()), "write 'TeX' = \"words\" on each line.")
        })?;
        let pairs = table.into_iter().filter_map(|(tex, words)| Some((tex, words.as_str()?.to_owned())));
        Ok(Self(pairs.collect()))
    }

    /// Reads lines `TeX: words`; an error is the line's number from 0 and the sentence.
    pub fn lines(text: &str) -> Result<Self, (usize, String)> {
        let pair = |(i, line): (usize, &str)| match line.split_once(": ") {
            Some((tex, words)) => Ok((tex.trim().to_owned(), words.trim().to_owned())),
            None => Err((i, format!("\"{line}\" does not say what a symbol is."))),
        };
        text.lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(pair)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The equation with these symbols named. A symbol that it does not have is passed over.
    pub fn name(&self, tex: &str) -> Result<Named, String> {
        let mut pieces = vec![Piece { html: math::inner(tex, true)?, done: false }];
        let mut order = Vec::with_capacity(self.0.len());
        for (i, (tex, _)) in self.0.iter().enumerate() {
            order.push((math::inner(tex, true)?, i));
        }
        let mut found = vec![];
        // The longest first, so that W inside W_l is not taken by itself.
        let mut longest: Vec<_> = order.iter().collect();
        longest.sort_by_key(|(html, _)| std::cmp::Reverse(html.len()));
        for (html, i) in longest {
            // By itself an operator is set as an identifier.
            for html in [html.clone(), html.replace("mi>", "mo>")] {
                if mark(&mut pieces, &html, &self.0[*i].1) {
                    found.push((*i, html));
                    break;
                }
            }
        }
        found.sort();
        Ok(Named {
            html: format!("<math display=\"block\">{}</math>", pieces.into_iter().map(|p| p.html).collect::<String>()),
            found: found.into_iter().map(|(i, html)| (html, self.0[i].1.clone())).collect(),
        })
    }

    /// The symbols that an equation lacks, as TeX.
    pub fn missing(&self, named: &Named) -> Vec<&str> {
        let has = |words: &str| named.found.iter().any(|(_, found)| found == words);
        self.0.iter().filter(|(_, words)| !has(words)).map(|(tex, _)| tex.as_str()).collect()
    }
}

/// A stretch of MathML, and whether its symbols have their names.
struct Piece {
    html: String,
    done: bool,
}

/// Names the symbol wherever it stands unnamed; whether it stood anywhere.
fn mark(pieces: &mut Vec<Piece>, symbol: &str, words: &str) -> bool {
    let before = std::mem::take(pieces);
    let mut seen = false;
    for piece in before {
        if piece.done {
            pieces.push(piece);
            continue;
        }
        let mut parts = piece.html.split(symbol);
        pieces.extend(parts.next().map(|html| Piece { html: html.into(), done: false }));
        for rest in parts {
            seen = true;
            pieces.push(Piece { html: named(symbol, words), done: true });
            pieces.push(Piece { html: rest.into(), done: false });
        }
    }
    seen
}

/// The symbol with its name on it: on its one element, or on a row around its several.
fn named(symbol: &str, words: &str) -> String {
    let words = escape(words);
    let tag = symbol[1..].split([' ', '>']).next().unwrap_or_default();
    let close = format!("</{tag}>");
    let single = symbol.ends_with(&close) && symbol.matches(&close).count() == 1;
    if single {
        return symbol.replacen(&format!("<{tag}"), &format!("<{tag} data-name=\"{words}\""), 1);
    }
    format!("<mrow data-name=\"{words}\">{symbol}</mrow>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_symbol_wins_and_every_place_is_named() {
        let symbols =
            Symbols::lines("W_l: the weights\nW: any weights\nf': the slope\nx: the \"picture\"\n\\odot: each");
        let symbols = symbols.unwrap();
        let named = symbols.name(r"W_l x + W \odot f'(x)").unwrap();
        assert_eq!(named.html.matches("data-name=\"the weights\"").count(), 1, "{}", named.html);
        assert_eq!(named.html.matches("data-name=\"any weights\"").count(), 1);
        assert_eq!(named.html.matches("data-name=\"the &quot;picture&quot;\"").count(), 2);
        assert!(named.html.contains("<mrow data-name=\"the slope\"><mi>f</mi><mi>′</mi></mrow>"), "{}", named.html);
        assert!(symbols.missing(&named).is_empty());
    }

    #[test]
    fn what_the_equation_lacks_is_told() {
        let symbols = Symbols::lines("W: weights\nB: feedback").unwrap();
        assert_eq!(symbols.missing(&symbols.name("W x").unwrap()), ["B"]);
        assert_eq!(Symbols::lines("W: weights\nB feedback").unwrap_err().0, 1);
    }
}
