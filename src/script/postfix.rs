//! Tokens to the smallest expressions: names, numbers, lists, and the calls and indices that hang on them.

use super::fault::Fault;
use super::parse::{Parser, KEYWORDS};
use super::syntax::{Expr, Kind};
use super::token::Token;

/// Entries of a list or a call that are written out.
const ENTRIES: usize = 100;

impl Parser {
    /// Advice if one value follows another: in equations a product has no sign, here it has one.
    pub(super) fn product(&self) -> &'static str {
        let value = match self.token() {
            Token::Number(_) | Token::Symbol("(") => true,
            Token::Name(word) => !KEYWORDS.contains(&word.as_str()),
            _ => false,
        };
        if value {
            " If this is a product, a * is needed before it."
        } else {
            ""
        }
    }

    /// A value with what hangs on it: (…), […], .T
    pub(super) fn postfix(&mut self) -> Result<Expr, Fault> {
        let mut value = self.atom()?;
        loop {
            let line = self.line();
            if self.takes("[") {
                let indices = self.items(vec![])?;
                if indices.is_empty() {
                    return Err(Fault::new(line, "an index was expected between the brackets, as in W[0]."));
                }
                let height = tallest(&indices).max(value.height);
                value = self.make(line, height, Kind::Index(Box::new(value), indices))?;
            } else if self.takes(".") {
                let name = self.name()?;
                value =
                    if self.takes("(") { self.method(line, value, name)? } else { self.attribute(line, value, name)? };
            } else {
                return Ok(value);
            }
        }
    }

    fn attribute(&mut self, line: usize, value: Expr, name: String) -> Result<Expr, Fault> {
        self.make(line, value.height, Kind::Attribute(Box::new(value), name))
    }

    /// m.sum(axis=0) is sum(m, axis=0), and so is np.sum(m, axis=0).
    fn method(&mut self, line: usize, of: Expr, name: String) -> Result<Expr, Fault> {
        let module = matches!(&of.kind, Kind::Name(name) if name == "np");
        self.call(line, name, if module { vec![] } else { vec![of] })
    }

    fn call(&mut self, line: usize, name: String, mut given: Vec<Expr>) -> Result<Expr, Fault> {
        let mut named = Vec::new();
        while !self.takes(")") {
            let value = self.expression()?;
            match value.kind {
                Kind::Name(key) if self.takes("=") => named.push((key, self.expression()?)),
                _ if !named.is_empty() => return self.fault("values by name stand after all others."),
                _ => given.push(value),
            }
            if given.len() + named.len() > ENTRIES {
                return self.fault("too many values stand in these brackets.");
            }
            if !self.takes(",") && !self.sees(")") {
                return self.fault(format!("“,” or “)” was expected here, not {}.{}", self.found(), self.product()));
            }
        }
        let height = tallest(&given).max(named.iter().map(|(_, value)| value.height).max().unwrap_or(0));
        self.make(line, height, Kind::Call { name, given, named })
    }

    /// More values with commas between them, up to the closing bracket.
    fn items(&mut self, mut items: Vec<Expr>) -> Result<Vec<Expr>, Fault> {
        loop {
            if self.sees(":") {
                return self.fault("parts of lists, as in a[1:3], are not part of this language.");
            }
            if items.len() > ENTRIES {
                return self.fault("too many values stand in these brackets.");
            }
            if self.takes("]") {
                return Ok(items);
            }
            if !items.is_empty() {
                if !self.takes(",") {
                    return self.fault(format!(
                        "“,” or “]” was expected here, not {}.{}",
                        self.found(),
                        self.product()
                    ));
                }
                if self.takes("]") {
                    return Ok(items);
                }
            }
            items.push(self.expression()?);
        }
    }

    fn atom(&mut self) -> Result<Expr, Fault> {
        let line = self.line();
        let kind = match self.token().clone() {
            Token::Number(number) => Kind::Number(number),
            Token::Text(text) => Kind::Text(text),
            Token::Name(word) if word == "None" => Kind::None,
            Token::Name(word) if word == "True" => Kind::Number(1.0),
            Token::Name(word) if word == "False" => Kind::Number(0.0),
            Token::Symbol("(") => return self.bracketed(),
            Token::Symbol("[") => return self.list(),
            Token::Name(_) => {
                let name = self.name()?;
                return if self.takes("(") {
                    self.call(line, name, vec![])
                } else {
                    self.make(line, 0, Kind::Name(name))
                };
            }
            _ => return self.fault(format!("a value was expected here, not {}.", self.found())),
        };
        self.take();
        self.make(line, 0, kind)
    }

    fn bracketed(&mut self) -> Result<Expr, Fault> {
        self.take();
        let value = self.expression()?;
        self.expect(")")?;
        Ok(value)
    }

    /// [a, b] or [item for name in over]
    fn list(&mut self) -> Result<Expr, Fault> {
        let line = self.line();
        self.take();
        if self.takes("]") {
            return self.make(line, 0, Kind::List(vec![]));
        }
        let item = self.expression()?;
        if self.takes("for") {
            let name = self.name()?;
            self.expect("in")?;
            let over = self.expression()?;
            self.expect("]")?;
            let height = item.height.max(over.height);
            return self.make(line, height, Kind::Each { item: Box::new(item), name, over: Box::new(over) });
        }
        let items = self.items(vec![item])?;
        self.make(line, tallest(&items), Kind::List(items))
    }
}

fn tallest(items: &[Expr]) -> usize {
    items.iter().map(|item| item.height).max().unwrap_or(0)
}
