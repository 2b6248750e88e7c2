//! Tokens to expressions, with Python's order of operations.

use super::fault::Fault;
use super::parse::Parser;
use super::syntax::{Expr, Kind, Op};
use super::token::Token;

/// Largest depth of nested expressions. Chains such as a + b + c count too, so nothing later can run out of stack.
const HEIGHT: usize = 60;
/// Precedence of the minus sign: less than **, more than all others.
const MINUS: u8 = 4;

impl Parser {
    pub(super) fn make(&self, line: usize, height: usize, kind: Kind) -> Result<Expr, Fault> {
        if height > HEIGHT {
            return Err(Fault::new(line, "this expression is too long. Give a part of it a name of its own first."));
        }
        Ok(Expr { line, height: height + 1, kind })
    }

    pub(super) fn expression(&mut self) -> Result<Expr, Fault> {
        self.depth += 1;
        if self.depth > HEIGHT {
            return self.fault("brackets stand in brackets too deep. Give a part of this a name of its own first.");
        }
        let line = self.line();
        let yes = self.either()?;
        let whole = if self.takes("if") {
            let test = self.either()?;
            self.expect("else")?;
            let no = self.expression()?;
            let height = yes.height.max(test.height).max(no.height);
            self.make(line, height, Kind::Choose(Box::new(test), Box::new(yes), Box::new(no)))?
        } else {
            yes
        };
        self.depth -= 1;
        Ok(whole)
    }

    fn either(&mut self) -> Result<Expr, Fault> {
        let mut left = self.both()?;
        while self.sees("or") {
            let line = self.line();
            self.take();
            let right = self.both()?;
            left = self.make(line, left.height.max(right.height), Kind::Or(Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Expr, Fault> {
        let mut left = self.negation()?;
        while self.sees("and") {
            let line = self.line();
            self.take();
            let right = self.negation()?;
            left = self.make(line, left.height.max(right.height), Kind::And(Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn negation(&mut self) -> Result<Expr, Fault> {
        let line = self.line();
        let mut count = 0;
        while self.takes("not") {
            count += 1;
        }
        let mut value = self.sums(1)?;
        for _ in 0..count {
            value = self.make(line, value.height, Kind::Not(Box::new(value)))?;
        }
        Ok(value)
    }

    /// Operators that bind at least as tightly as `least`.
    fn sums(&mut self, least: u8) -> Result<Expr, Fault> {
        let mut left = self.signed(least)?;
        while let Token::Symbol(symbol) = *self.token() {
            let Some((op, tightness)) = Op::find(symbol).filter(|(_, tightness)| *tightness >= least) else { break };
            let line = self.line();
            self.take();
            // a ** b ** c is a ** (b ** c), and a ** -b is allowed; all others go from left to right.
            let right = if op == Op::Pow { self.signed(tightness)? } else { self.sums(tightness + 1)? };
            let height = left.height.max(right.height);
            left = self.make(line, height, Kind::Binary(op, Box::new(left), Box::new(right)))?;
            if tightness == 1
                && matches!(*self.token(), Token::Symbol(next) if Op::find(next).is_some_and(|op| op.1 == 1))
            {
                return self.fault("compare two values at a time: a < b and b < c.");
            }
        }
        Ok(left)
    }

    fn signed(&mut self, least: u8) -> Result<Expr, Fault> {
        let line = self.line();
        let (mut minuses, mut signs) = (0, 0);
        while self.sees("-") || self.sees("+") {
            minuses += usize::from(self.sees("-"));
            signs += 1;
            self.take();
        }
        let mut value = if signs > 0 || least > MINUS { self.powered()? } else { self.postfix()? };
        if minuses % 2 == 1 {
            value = self.make(line, value.height, Kind::Negate(Box::new(value)))?;
        }
        Ok(value)
    }

    /// a ** b, as it stands behind a sign or to the right of another **.
    fn powered(&mut self) -> Result<Expr, Fault> {
        self.depth += 1;
        if self.depth > HEIGHT {
            return self.fault("this expression is too long. Give a part of it a name of its own first.");
        }
        let base = self.postfix()?;
        let line = self.line();
        let whole = if self.takes("**") {
            let power = self.signed(MINUS + 1)?;
            self.make(line, base.height.max(power.height), Kind::Binary(Op::Pow, Box::new(base), Box::new(power)))?
        } else {
            base
        };
        self.depth -= 1;
        Ok(whole)
    }
}
