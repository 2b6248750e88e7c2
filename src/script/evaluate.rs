//! Evaluation of expressions.

use super::algebra::{binary, layers};
use super::fault::Fault;
use super::functions;
use super::machine::Machine;
use super::syntax::{Expr, Kind, Op};
use super::value::{Answer, Value};
use crate::Mat;

/// Cost of an entry of a list, in multiplications.
pub(super) const ITEM: f64 = 10.0;

impl<'a> Machine<'a, '_> {
    /// Value of an expression.
    pub(super) fn value(&mut self, expr: &Expr) -> Result<Value<'a>, Fault> {
        let at = |message: String| Fault::new(expr.line, message);
        self.budget.step().map_err(at)?;
        let value = self.worth(expr)?;
        if let Value::List(items) = &value {
            self.budget.work(items.len() as f64 * ITEM).map_err(at)?;
        }
        Ok(value)
    }

    fn worth(&mut self, expr: &Expr) -> Result<Value<'a>, Fault> {
        let at = |message: String| Fault::new(expr.line, message);
        match &expr.kind {
            Kind::None => Ok(Value::None),
            Kind::Number(number) => Ok(Value::Number(*number)),
            Kind::Text(text) => Ok(Value::Text(text.as_str().into())),
            Kind::Name(name) => self.variable(name).map_err(at),
            Kind::List(items) => {
                let items = items.iter().map(|item| self.value(item)).collect::<Result<_, _>>()?;
                Value::list(items).map_err(at)
            }
            Kind::Each { item, name, over } => self.made_for_each(expr.line, item, name, over),
            Kind::Negate(of) => {
                let of = self.value(of)?;
                binary(Op::Mul, &Value::Number(-1.0), &of, &self.budget).map_err(at)
            }
            Kind::Not(of) => {
                self.value(of)?.holds().map_err(at).map(|holds| Value::Number(f64::from(u8::from(!holds))))
            }
            Kind::Binary(op, a, b) => {
                let (a, b) = (self.value(a)?, self.value(b)?);
                binary(*op, &a, &b, &self.budget).map_err(at)
            }
            Kind::And(a, b) => {
                let a = self.value(a)?;
                if a.holds().map_err(at)? {
                    self.value(b)
                } else {
                    Ok(a)
                }
            }
            Kind::Or(a, b) => {
                let a = self.value(a)?;
                if a.holds().map_err(at)? {
                    Ok(a)
                } else {
                    self.value(b)
                }
            }
            Kind::Choose(test, yes, no) => {
                let holds = self.value(test)?.holds().map_err(at)?;
                self.value(if holds { yes } else { no })
            }
            Kind::Call { name, given, named } => self.call(expr.line, name, given, named),
            Kind::Index(of, indices) => self.indexed(expr.line, of, indices),
            Kind::Attribute(of, name) => {
                let of = self.value(of)?;
                attribute(&of, name).map_err(at)
            }
        }
    }

    fn made_for_each(&mut self, line: usize, item: &Expr, name: &str, over: &Expr) -> Result<Value<'a>, Fault> {
        let at = |message: String| Fault::new(line, message);
        let over = self.items(over)?;
        let mut made = Vec::with_capacity(over.len());
        for entry in over.iter() {
            self.set(name, entry.clone()).map_err(at)?;
            made.push(self.value(item)?);
        }
        Value::list(made).map_err(at)
    }

    pub(super) fn variable(&self, name: &str) -> Answer<'a> {
        self.variables.get(name).cloned().ok_or_else(|| {
            if name.chars().all(|c| c == '_') {
                return format!("{name} is a blank: put your own code in its place.");
            }
            let near = self.variables.keys().find(|known| known.eq_ignore_ascii_case(name));
            let hint = near.map_or(String::new(), |near| format!(" There is {near}; capital letters count."));
            format!("there is no {name} here.{hint}")
        })
    }

    /// name[i]
    pub(super) fn entry(&self, name: &str, i: usize) -> Answer<'a> {
        self.pick(name, &self.variable(name)?, i)
    }

    fn indexed(&mut self, line: usize, of: &Expr, indices: &[Expr]) -> Result<Value<'a>, Fault> {
        let at = |message: String| Fault::new(line, message);
        let name = if let Kind::Name(name) = &of.kind { name } else { "this" };
        let of = self.value(of)?;
        let mut places = Vec::with_capacity(indices.len());
        for index in indices {
            let index = self.value(index)?;
            if matches!(index, Value::Number(number) if number < 0.0) {
                let message = "entries are counted from 0 up. What layer l sees is below[l]; the last layer is top.";
                return Err(at(format!("{name}[…]: {message}")));
            }
            places.push(index.index(&format!("{name}[…]: the index")).map_err(at)?);
        }
        match (&of, places.as_slice()) {
            (_, [i]) => self.pick(name, &of, *i).map_err(at),
            (Value::Matrix(matrix), [i, j]) => match matrix.view().get((*i, *j)) {
                Some(number) => Ok(Value::Number(f64::from(*number))),
                None => Err(at(format!("{name}[{i}, {j}]: {name} is {}.", of.describe()))),
            },
            _ => Err(at(format!("{name} is {} and does not take {} indices.", of.describe(), places.len()))),
        }
    }

    /// An entry of a list, or a row of a matrix.
    fn pick(&self, name: &str, of: &Value<'a>, i: usize) -> Answer<'a> {
        match of {
            Value::List(items) => match items.get(i) {
                Some(Value::None) if name != "b" => Err(self.missing(name, i)),
                Some(item) => Ok(item.clone()),
                None if items.is_empty() => Err(format!("{name}[{i}]: {name} is empty.")),
                None => Err(format!("{name}[{i}]: {name} has entries 0 to {}.", items.len() - 1)),
            },
            Value::Matrix(matrix) if i < matrix.dim().0 => {
                self.budget.room((1, matrix.dim().1), 1.0)?;
                let row: Mat = matrix.view().slice(ndarray::s![i..=i, ..]).to_owned();
                Value::matrix(row, &self.budget)
            }
            other => Err(format!("{name}[{i}]: {name} is {}.", other.describe())),
        }
    }

    fn missing(&self, name: &str, i: usize) -> String {
        match self.stage.feedback {
            Some((feedback, b)) if feedback == name => {
                format!("there is no {name}[{i}]: feedback weights go from {name}[1] to {name}[{}].", b.len())
            }
            _ => format!("{name}[{i}] is not set yet."),
        }
    }

    fn call(&mut self, line: usize, name: &str, given: &[Expr], named: &[(String, Expr)]) -> Result<Value<'a>, Fault> {
        let at = |message: String| Fault::new(line, message);
        let Some(function) = functions::find(name) else {
            return Err(at(match self.variables.get(name) {
                Some(value) => no_function(name, value),
                None => format!("there is no function {name}. There are {}.", functions::names()),
            }));
        };
        let places = function.parameters;
        if given.len() > places.len() {
            let message = format!("{} takes {} values, not {}.", function.usage(), places.len(), given.len());
            return Err(at(message));
        }
        let mut values = vec![Value::None; places.len()];
        for (value, expr) in values.iter_mut().zip(given) {
            *value = self.value(expr)?;
        }
        for (key, expr) in named {
            let Some(place) = places.iter().position(|place| place == key) else {
                return Err(at(format!("{} has no {key}.", function.usage())));
            };
            values[place] = self.value(expr)?;
        }
        if given.len() + named.len() < function.least {
            return Err(at(format!("{} needs {}.", function.usage(), places[..function.least].join(" and "))));
        }
        function.run(self, &values).map_err(at)
    }
}

/// Message if a variable is followed by a bracket: most often the sign of the product was left out.
fn no_function(name: &str, value: &Value<'_>) -> String {
    let entry = if let Value::List(_) = value {
        format!(" An entry stands in square brackets, as in {name}[0].")
    } else {
        String::new()
    };
    format!("{name} is not a function: a * is needed between {name} and the bracket if this is a product.{entry}")
}

fn attribute<'a>(of: &Value<'a>, name: &str) -> Answer<'a> {
    match (of, name) {
        (Value::Matrix(matrix), "T") => Ok(Value::Matrix(matrix.turn())),
        (Value::List(items), "T") => layers(items, |item| attribute(item, "T")),
        (Value::None, "T") => Ok(Value::None),
        (Value::Matrix(matrix), "shape") => {
            let (rows, cols) = matrix.dim();
            Value::list(vec![Value::Number(rows as f64), Value::Number(cols as f64)])
        }
        _ => Err(format!("{} has no .{name}; a matrix has .T and .shape.", of.describe())),
    }
}
