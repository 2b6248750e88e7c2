//! Tokens to statements. Expressions are read in `expression.rs`.

use super::fault::Fault;
use super::syntax::{Block, Deed, Expr, Kind, Op, Statement};
use super::token::{tokens, Placed, Token};

/// Largest depth of nested blocks.
const BLOCKS: usize = 10;

/// Keywords of Python that this language does not have.
const ABSENT: [&str; 20] = [
    "def", "class", "import", "from", "lambda", "with", "try", "except", "finally", "raise", "return", "yield",
    "global", "nonlocal", "del", "assert", "async", "await", "eval", "exec",
];

/// Words that no variable can be called.
pub(super) const KEYWORDS: [&str; 15] = [
    "if", "elif", "else", "for", "while", "in", "break", "continue", "pass", "and", "or", "not", "None", "True",
    "False",
];

pub(super) struct Parser {
    pub(super) tokens: Vec<Placed>,
    pub(super) at: usize,
    /// Current depth of nested expressions.
    pub(super) depth: usize,
    blocks: usize,
}

/// Reads a whole piece of code.
///
/// # Errors
/// If it is not written as the language wants it.
pub fn parse(code: &str) -> Result<Block, Fault> {
    let mut parser = Parser { tokens: tokens(code)?, at: 0, depth: 0, blocks: 0 };
    let mut block = Block::new();
    while *parser.token() != Token::End {
        if *parser.token() == Token::Indent {
            return parser.fault("this line is indented, but no block begins before it.");
        }
        block.push(parser.statement()?);
    }
    Ok(block)
}

impl Parser {
    /// The token in turn; the last one is always `End`.
    pub(super) fn token(&self) -> &Token {
        &self.tokens[self.at].token
    }

    pub(super) fn line(&self) -> usize {
        self.tokens[self.at].line
    }

    /// Takes the token in turn.
    pub(super) fn take(&mut self) -> Token {
        let token = self.token().clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    /// Takes the token in turn if it is this symbol or this word.
    pub(super) fn takes(&mut self, text: &str) -> bool {
        let found = self.sees(text);
        if found {
            self.take();
        }
        found
    }

    pub(super) fn sees(&self, text: &str) -> bool {
        matches!(self.token(), Token::Symbol(found) if *found == text)
            || matches!(self.token(), Token::Name(found) if found == text)
    }

    pub(super) fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        Err(Fault::new(self.line(), message))
    }

    pub(super) fn expect(&mut self, text: &str) -> Result<(), Fault> {
        if self.takes(text) {
            return Ok(());
        }
        let remedy = if matches!(text, ")" | "]") { self.product() } else { "" };
        self.fault(format!("“{text}” was expected here, not {}.{remedy}", self.found()))
    }

    /// The token in turn, for a message.
    pub(super) fn found(&self) -> String {
        match self.token() {
            Token::Number(number) => format!("{number}"),
            Token::Text(_) => "a text".into(),
            Token::Name(name) => format!("“{}”", name.chars().take(40).collect::<String>()),
            Token::Symbol(symbol) => format!("“{symbol}”"),
            Token::Newline | Token::Indent | Token::Dedent => "the end of the line".into(),
            Token::End => "the end of the code".into(),
        }
    }

    /// A variable's name.
    pub(super) fn name(&mut self) -> Result<String, Fault> {
        match self.token() {
            Token::Name(name) if !KEYWORDS.contains(&name.as_str()) && !ABSENT.contains(&name.as_str()) => {
                let name = name.clone();
                self.take();
                Ok(name)
            }
            _ => self.fault(format!("a name was expected here, not {}.", self.found())),
        }
    }

    fn statement(&mut self) -> Result<Statement, Fault> {
        let line = self.line();
        if let Token::Name(word) = self.token() {
            if let Some(absent) = ABSENT.iter().find(|absent| *absent == word) {
                return self.fault(format!(
                    "“{absent}” is not part of this language: a rule is one piece of code that runs once a batch."
                ));
            }
        }
        let kind = if self.takes("if") {
            self.branches()?
        } else if self.takes("for") {
            let name = self.name()?;
            self.expect("in")?;
            let over = self.expression()?;
            Deed::For(name, over, self.block()?)
        } else if self.takes("while") {
            let test = self.expression()?;
            Deed::While(test, self.block()?)
        } else {
            let kind = self.simple()?;
            if !matches!(self.token(), Token::Newline | Token::End) {
                return self.fault(format!(
                    "the line should end here, but {} follows.{}",
                    self.found(),
                    self.product()
                ));
            }
            self.take();
            kind
        };
        Ok(Statement { line, kind })
    }

    fn branches(&mut self) -> Result<Deed, Fault> {
        let test = self.expression()?;
        let mut branches = vec![(test, self.block()?)];
        while self.takes("elif") {
            let test = self.expression()?;
            branches.push((test, self.block()?));
        }
        let otherwise = if self.takes("else") { self.block()? } else { Block::new() };
        Ok(Deed::If(branches, otherwise))
    }

    /// Code after a colon: an indented block, or one statement on the same line.
    fn block(&mut self) -> Result<Block, Fault> {
        self.expect(":")?;
        if *self.token() != Token::Newline {
            let line = self.line();
            let kind = self.simple()?;
            if self.take() != Token::Newline {
                return Err(Fault::new(line, "after the colon one short statement may stand, or an indented block."));
            }
            return Ok(vec![Statement { line, kind }]);
        }
        self.take();
        if self.take() != Token::Indent {
            return self.fault("an indented block was expected after the colon.");
        }
        self.blocks += 1;
        if self.blocks > BLOCKS {
            return self.fault(format!("blocks stand in blocks more than {BLOCKS} deep."));
        }
        let mut block = Block::new();
        while !matches!(self.token(), Token::Dedent | Token::End) {
            if *self.token() == Token::Indent {
                return self.fault("this line is indented further than its block.");
            }
            block.push(self.statement()?);
        }
        self.take();
        self.blocks -= 1;
        Ok(block)
    }

    /// A statement that holds no others.
    fn simple(&mut self) -> Result<Deed, Fault> {
        for (word, deed) in [("break", Deed::Break), ("continue", Deed::Continue), ("pass", Deed::Forward)] {
            if self.takes(word) {
                return Ok(deed);
            }
        }
        let line = self.line();
        let left = self.expression()?;
        let op = match self.token() {
            Token::Symbol("=") => None,
            Token::Symbol(symbol) if symbol.len() == 2 && symbol.ends_with('=') && Op::find(symbol).is_none() => {
                Op::find(&symbol[..1]).map(|(op, _)| op)
            }
            _ => return Ok(alone(left)),
        };
        self.take();
        let value = self.expression()?;
        if self.sees("=") {
            return self.fault("only one name can be set in a line.");
        }
        target(left, op, value).ok_or_else(|| Fault::new(line, "only a name or an entry, as in dW[0], can be set."))
    }
}

/// An expression that is a statement: names.append(value) changes a list, all others have no effect but their own.
fn alone(mut value: Expr) -> Deed {
    if let Kind::Call { name, given, .. } = &mut value.kind {
        if let ("append", [Expr { kind: Kind::Name(list), .. }, _]) = (name.as_str(), given.as_slice()) {
            let list = list.clone();
            if let Some(item) = given.pop() {
                return Deed::Append(list, item);
            }
        }
    }
    Deed::Value(value)
}

fn target(left: Expr, op: Option<Op>, value: Expr) -> Option<Deed> {
    match left.kind {
        Kind::Name(name) => Some(Deed::Assign { name, index: None, op, value }),
        Kind::Index(of, mut indices) => match (of.kind, indices.pop()) {
            (Kind::Name(name), Some(index)) if indices.is_empty() => {
                Some(Deed::Assign { name, index: Some(index), op, value })
            }
            _ => None,
        },
        _ => None,
    }
}
