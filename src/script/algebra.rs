//! Calculating with values: numbers, matrices that stretch as NumPy's do, and lists layer by layer.

use ndarray::ArrayView2;

use super::budget::Budget;
use super::syntax::Op;
use super::value::{shape, Answer, Matrix, Value};
use crate::net::matmul::product;
use crate::{Mat, Real};

/// Message about two matrices that cannot be combined.
const MISFIT: &str = "the shapes do not fit together.";
/// Cost of filling one entry of a matrix, in multiplications.
const ENTRY: f64 = 4.0;
/// The same where a power, a root or an exponential is taken.
const POWER: f64 = 20.0;

/// a op b.
///
/// # Errors
/// If the two do not fit together or the result is not finite.
pub fn binary<'a>(op: Op, a: &Value<'a>, b: &Value<'a>, budget: &Budget) -> Answer<'a> {
    match (a, b) {
        (Value::List(a), Value::List(b)) if a.len() == b.len() => {
            Value::list(a.iter().zip(b.iter()).map(|(a, b)| single(op, a, b, budget)).collect::<Result<_, _>>()?)
        }
        (Value::List(a), Value::List(b)) => {
            Err(format!("lists of {} and {} entries do not go together with {}.", a.len(), b.len(), op.symbol()))
        }
        (Value::List(a), b) => {
            Value::list(a.iter().map(|a| single(op, a, b, budget)).collect::<Result<_, _>>().map_err(of_list)?)
        }
        (a, Value::List(b)) => {
            Value::list(b.iter().map(|b| single(op, a, b, budget)).collect::<Result<_, _>>().map_err(of_list)?)
        }
        (a, b) => single(op, a, b, budget),
    }
}

/// Message about a combination in which one of two values is a list.
fn of_list(message: String) -> String {
    if !message.contains(MISFIT) {
        return message;
    }
    format!("{message} One of the two is a list with a matrix for each layer, the other is one matrix; y[top] is an entry of a list.")
}

/// The same without lists. What is missing, as the biases of a network that has none, stays missing.
fn single<'a>(op: Op, a: &Value<'a>, b: &Value<'a>, budget: &Budget) -> Answer<'a> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Value::number(numbers(op, *a, *b)?),
        (Value::Matrix(a), Value::Matrix(b)) if op == Op::MatMul => matmul(a, b, budget),
        (Value::Matrix(_), Value::Number(2.0)) if op == Op::Pow => {
            stretched(op.symbol(), a, a, &kernel(|a, b| a * b), ENTRY, budget)
        }
        (Value::Matrix(_), Value::Matrix(_) | Value::Number(_)) | (Value::Number(_), Value::Matrix(_))
            if op != Op::MatMul =>
        {
            match op {
                Op::Add => stretched(op.symbol(), a, b, &kernel(|a, b| a + b), ENTRY, budget),
                Op::Sub => stretched(op.symbol(), a, b, &kernel(|a, b| a - b), ENTRY, budget),
                Op::Mul => stretched(op.symbol(), a, b, &kernel(|a, b| a * b), ENTRY, budget),
                Op::Div => stretched(op.symbol(), a, b, &kernel(|a, b| a / b), ENTRY, budget),
                _ => {
                    let rare = |a, b| numbers(op, f64::from(a), f64::from(b)).unwrap_or(f64::NAN) as Real;
                    stretched(op.symbol(), a, b, &kernel(rare), POWER, budget)
                }
            }
        }
        (Value::None, _) | (_, Value::None) => Ok(Value::None),
        (a, b) => Err(format!("{} {} {} cannot be calculated.", a.describe(), op.symbol(), b.describe())),
    }
}

fn numbers(op: Op, a: f64, b: f64) -> Result<f64, String> {
    Ok(match op {
        Op::Add => a + b,
        Op::Sub => a - b,
        Op::Mul => a * b,
        Op::Div => a / b,
        Op::FloorDiv => (a / b).floor(),
        Op::Mod => a - b * (a / b).floor(),
        Op::Pow => libm::pow(a, b),
        Op::Lt => yes(a < b),
        Op::Le => yes(a <= b),
        Op::Gt => yes(a > b),
        Op::Ge => yes(a >= b),
        Op::Eq => yes(a == b),
        Op::Ne => yes(a != b),
        Op::MatMul => return Err("@ is for matrices; numbers are multiplied with *.".into()),
    })
}

fn yes(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Operation on two rows of numbers, into a third.
type Kernel<'k> = dyn Fn(&[Real], &[Real], &mut [Real]) + 'k;

/// A kernel from an operation on two numbers.
fn kernel(f: impl Fn(Real, Real) -> Real) -> impl Fn(&[Real], &[Real], &mut [Real]) {
    move |a, b, out| out.iter_mut().zip(a.iter().zip(b)).for_each(|(out, (a, b))| *out = f(*a, *b))
}

/// One side of a calculation.
enum Side<'v> {
    Number(Real),
    Matrix(ArrayView2<'v, Real>),
}

impl<'v> Side<'v> {
    fn new(value: &'v Value<'_>) -> Option<Self> {
        match value {
            Value::Number(number) => Some(Self::Number(*number as Real)),
            Value::Matrix(matrix) => Some(Self::Matrix(matrix.view())),
            _ => None,
        }
    }

    /// Row i, or the only one, stretched to as many entries as `memory` has.
    fn row<'r>(&'r self, i: usize, memory: &'r mut [Real]) -> &'r [Real] {
        match self {
            Self::Number(number) => memory.fill(*number),
            Self::Matrix(matrix) => {
                let row = matrix.row(i.min(matrix.nrows() - 1));
                match matrix.as_slice() {
                    Some(all) if row.len() == memory.len() => {
                        let start = i.min(matrix.nrows() - 1) * row.len();
                        return &all[start..start + row.len()];
                    }
                    _ if row.len() == 1 => memory.fill(row[0]),
                    _ => memory.iter_mut().zip(row).for_each(|(to, from)| *to = *from),
                }
            }
        }
        memory
    }
}

/// The kernel's results, where a row, a column or a number is repeated as often as need be.
fn stretched<'a>(
    op: &str,
    a: &Value<'a>,
    b: &Value<'a>,
    kernel: &Kernel<'_>,
    cost: f64,
    budget: &Budget,
) -> Answer<'a> {
    let (Some(left), Some(right)) = (Side::new(a), Side::new(b)) else {
        return Err(format!("{} {op} {} cannot be calculated.", a.describe(), b.describe()));
    };
    let size = |side: &Side<'_>| if let Side::Matrix(matrix) = side { matrix.dim() } else { (1, 1) };
    let (from, to) = (size(&left), size(&right));
    let longer = |a: usize, b: usize| if a == 1 { b } else { a };
    let dim = (longer(from.0, to.0), longer(from.1, to.1));
    let fits = |side: usize, whole: usize| side == whole || side == 1;
    if !(fits(from.0, dim.0) && fits(to.0, dim.0) && fits(from.1, dim.1) && fits(to.1, dim.1)) {
        let hint = if from.0 == to.1 && from.1 == to.0 { " Turn one of them with .T." } else { "" };
        return Err(format!("{} {op} {}: {MISFIT}{hint}", shape(from), shape(to)));
    }
    budget.room(dim, cost)?;
    let mut out = Mat::zeros(dim);
    let (mut one, mut two) = (vec![0.0; dim.1], vec![0.0; dim.1]);
    for (i, out) in out.as_slice_mut().unwrap_or_default().chunks_exact_mut(dim.1.max(1)).enumerate() {
        kernel(left.row(i, &mut one), right.row(i, &mut two), out);
    }
    Value::matrix(out, budget)
}

/// f of each entry.
///
/// # Errors
/// If there is no room, or a result is not finite.
pub fn mapped<'a>(m: &Matrix<'_>, f: &dyn Fn(Real) -> Real, cost: f64, budget: &Budget) -> Answer<'a> {
    budget.room(m.dim(), cost)?;
    let mut out = Mat::zeros(m.dim());
    out.iter_mut().zip(m.view()).for_each(|(out, value)| *out = f(*value));
    Value::matrix(out, budget)
}

fn matmul<'a>(a: &Matrix<'_>, b: &Matrix<'_>, budget: &Budget) -> Answer<'a> {
    let ((rows, inner), (found, cols)) = (a.dim(), b.dim());
    if inner != found {
        return Err(format!(
            "{} @ {}: the left one has {inner} columns, but the right one has {found} rows. They must be equally many.",
            shape(a.dim()),
            shape(b.dim())
        ));
    }
    budget.room((rows, cols), ENTRY)?;
    budget.work(rows as f64 * inner as f64 * cols as f64)?;
    let mut out = Mat::zeros((rows, cols));
    if inner > 0 {
        product(1.0, a.view(), b.view(), 0.0, &mut out);
    }
    Value::matrix(out, budget)
}

/// f of a number, of each entry of a matrix, or of each entry of a list.
///
/// # Errors
/// If it is none of these, or a result is not finite.
pub fn each<'a>(name: &str, value: &Value<'a>, f: fn(f64) -> f64, budget: &Budget) -> Answer<'a> {
    match value {
        Value::Number(number) => Value::number(f(*number)),
        Value::Matrix(matrix) => mapped(matrix, &|v| f(f64::from(v)) as Real, POWER, budget),
        Value::List(items) => layers(items, |item| each(name, item, f, budget)),
        other => Err(format!("{name} of {} cannot be calculated.", other.describe())),
    }
}

/// Elementwise choice between two matrices: the first entry if `first` returns true, else the second.
///
/// # Errors
/// If the two do not fit together.
pub fn select<'a>(
    name: &str,
    a: &Value<'a>,
    b: &Value<'a>,
    first: fn(f64, f64) -> bool,
    budget: &Budget,
) -> Answer<'a> {
    let pick = |a: f64, b: f64| if first(a, b) { a } else { b };
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Ok(Value::Number(pick(*a, *b))),
        (Value::List(items), b) => layers(items, |a| select(name, a, b, first, budget)),
        (a @ Value::Matrix(_), b) | (a, b @ Value::Matrix(_)) => {
            stretched(name, a, b, &kernel(|a, b| pick(f64::from(a), f64::from(b)) as Real), ENTRY, budget)
        }
        (a, b) => Err(format!("{name} of {} and {} cannot be taken.", a.describe(), b.describe())),
    }
}

/// f of each entry that is there.
///
/// # Errors
/// If f gives one.
pub fn layers<'a>(items: &[Value<'a>], mut f: impl FnMut(&Value<'a>) -> Answer<'a>) -> Answer<'a> {
    let one = |item: &Value<'a>| if matches!(item, Value::None) { Ok(Value::None) } else { f(item) };
    Value::list(items.iter().map(one).collect::<Result<_, _>>()?)
}
