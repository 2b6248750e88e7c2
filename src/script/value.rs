//! Values of variables.

use std::rc::Rc;

use ndarray::ArrayView2;

use super::budget::{Budget, Held};
use crate::{Mat, Real};

/// Entries of a list.
pub const LONGEST: usize = 5000;
/// Characters of a text that `print` shows.
const SHOWN: usize = 200;
/// Entries of a matrix or a list that `print` shows.
const ENTRIES: usize = 6;

/// Result of an operation: a value, or an error message.
pub type Answer<'a> = Result<Value<'a>, String>;

/// A value. To the reader of a script, every assignment and every call makes a copy.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// No value, as the biases of a layer that has none.
    None,
    /// Whole or not; also yes (1) and no (0).
    Number(f64),
    /// Only for names, as in feedback("direct").
    Text(Rc<str>),
    /// A matrix. A vector is one with a single row.
    Matrix(Matrix<'a>),
    /// A list, most often of a matrix a layer. Lists hold no lists.
    List(Rc<Vec<Value<'a>>>),
}

/// A matrix that was given or made, upright or transposed.
#[derive(Clone, Debug)]
pub struct Matrix<'a> {
    source: Source<'a>,
    turned: bool,
}

#[derive(Clone, Debug)]
enum Source<'a> {
    Given(&'a Mat),
    Made(Rc<Held>),
}

impl<'a> Matrix<'a> {
    /// One of the network's or the batch's own.
    pub fn given(values: &'a Mat) -> Self {
        Self { source: Source::Given(values), turned: false }
    }

    /// Its numbers.
    pub fn view(&self) -> ArrayView2<'_, Real> {
        let view = match &self.source {
            Source::Given(values) => values.view(),
            Source::Made(held) => held.values.view(),
        };
        if self.turned {
            view.reversed_axes()
        } else {
            view
        }
    }

    /// Rows and columns.
    pub fn dim(&self) -> (usize, usize) {
        self.view().dim()
    }

    /// The transpose: nothing is copied.
    pub fn turn(&self) -> Self {
        Self { turned: !self.turned, ..self.clone() }
    }

    /// True if it is this given matrix itself, not a copy.
    pub fn is(&self, values: &Mat) -> bool {
        !self.turned && matches!(self.source, Source::Given(given) if std::ptr::eq(given, values))
    }
}

impl<'a> Value<'a> {
    /// A matrix for which `budget` had room.
    ///
    /// # Errors
    /// If a number is not finite.
    pub fn matrix(values: Mat, budget: &Budget) -> Answer<'a> {
        Ok(Self::Matrix(Matrix { source: Source::Made(budget.keep(values)?), turned: false }))
    }

    /// A number.
    ///
    /// # Errors
    /// If it is not finite.
    pub fn number(number: f64) -> Answer<'a> {
        if number.is_finite() {
            return Ok(Self::Number(number));
        }
        Err(format!("the result is {number}. Was something divided by 0, or did it grow without limit?"))
    }

    /// A list.
    ///
    /// # Errors
    /// If it is too long or holds a list.
    pub fn list(items: Vec<Self>) -> Answer<'a> {
        if items.len() > LONGEST {
            return Err(format!("a list may have at most {LONGEST} entries."));
        }
        if items.iter().any(|item| matches!(item, Self::List(_))) {
            return Err("a list cannot hold lists, only matrices and numbers.".into());
        }
        Ok(Self::List(Rc::new(items)))
    }

    /// Description for a message: "a number", "(3, 4)".
    pub fn describe(&self) -> String {
        match self {
            Self::None => "None".into(),
            Self::Number(_) => "a number".into(),
            Self::Text(_) => "a text".into(),
            Self::Matrix(matrix) => shape(matrix.dim()),
            Self::List(items) => format!("a list of {}", items.len()),
        }
    }

    /// Its shape and first entries, for `print`.
    pub fn show(&self) -> String {
        match self {
            Self::None => "None".into(),
            Self::Number(number) => brief(*number),
            Self::Text(text) => text.chars().take(SHOWN).collect(),
            Self::Matrix(matrix) => {
                let view = matrix.view();
                let first: Vec<_> = view.iter().take(ENTRIES).map(|v| brief(f64::from(*v))).collect();
                let rest = if view.len() > ENTRIES { " …" } else { "" };
                format!("{} {}{rest}", shape(matrix.dim()), first.join(" "))
            }
            Self::List(items) => {
                let first: Vec<_> = items.iter().take(ENTRIES).map(Self::show).collect();
                format!("[{}]", first.join(", "))
            }
        }
    }

    /// Truth value of a test.
    ///
    /// # Errors
    /// If it is neither true nor false.
    pub fn holds(&self) -> Result<bool, String> {
        match self {
            Self::None => Ok(false),
            Self::Number(number) => Ok(*number != 0.0),
            other => {
                Err(format!("{} is neither true nor false; compare numbers, such as sum(m) > 0.", other.describe()))
            }
        }
    }

    /// A whole number from 0 on.
    ///
    /// # Errors
    /// If it is something else.
    pub fn index(&self, what: &str) -> Result<usize, String> {
        match self {
            Self::Number(number) if *number >= 0.0 && number.fract() == 0.0 && *number < 1e9 => Ok(*number as usize),
            Self::Number(number) => Err(format!("{what} is {number}; a whole number from 0 on was needed.")),
            other => Err(format!("{what} is {}; a whole number was needed.", other.describe())),
        }
    }

    /// A number.
    ///
    /// # Errors
    /// If it is something else.
    pub fn as_number(&self, what: &str) -> Result<f64, String> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Matrix(matrix) if matrix.dim() == (1, 1) => Ok(f64::from(matrix.view()[(0, 0)])),
            other => Err(format!("{what} is {} where a number was needed.", other.describe())),
        }
    }

    /// A matrix.
    ///
    /// # Errors
    /// If it is something else.
    pub fn as_matrix(&self, what: &str) -> Result<&Matrix<'a>, String> {
        match self {
            Self::Matrix(matrix) => Ok(matrix),
            other => Err(format!("{what} is {} where a matrix was needed.", other.describe())),
        }
    }
}

/// Four digits are enough to look at.
fn brief(number: f64) -> String {
    let size = number.abs();
    if number.fract() == 0.0 && size < 1e6 || (1e-3..1e6).contains(&size) {
        let text = format!("{number:.4}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        format!("{number:.3e}")
    }
}

/// "(3, 4)"
pub fn shape((rows, cols): (usize, usize)) -> String {
    format!("({rows}, {cols})")
}
