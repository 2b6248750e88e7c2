//! Functions that NumPy and Python have under the same names.

use ndarray::{ArrayView1, Axis};

use super::Function;
use crate::script::algebra::{each, layers, select};
use crate::script::machine::Machine;
use crate::script::value::{Answer, Matrix, Value, LONGEST};
use crate::{Mat, Real};

/// Functions in the order of the editor's list.
pub const FUNCTIONS: &[Function] = &[
    Function {
        name: "sum",
        parameters: &["m", "axis"],
        least: 1,
        doc: "The sum of all entries; with axis=0 over the rows, a (1, columns) matrix; with axis=1 over the columns.",
        call: |machine, values| total(machine, &values[0], &values[1], false),
    },
    Function {
        name: "mean",
        parameters: &["m", "axis"],
        least: 1,
        doc: "The mean, likewise. With axis=0 over a batch, it is the mean over its examples.",
        call: |machine, values| total(machine, &values[0], &values[1], true),
    },
    Function {
        name: "norm",
        parameters: &["m"],
        least: 1,
        doc: "The length of a matrix seen as one long vector.",
        call: |machine, values| {
            let squares = machine.whole("norm", &values[0])?.view().iter().map(|v| f64::from(*v).powi(2)).sum::<f64>();
            Value::number(squares.sqrt())
        },
    },
    unary("max", "The largest entry.", |machine, values| match &values[0] {
        Value::Number(number) => Ok(Value::Number(*number)),
        m => {
            let most = machine.whole("max", m)?.view().iter().copied().reduce(Real::max);
            most.map_or_else(|| Err("max(m): m has no entries.".into()), |most| Value::number(f64::from(most)))
        }
    }),
    unary("abs", "The magnitude.", |machine, values| each("abs", &values[0], f64::abs, &machine.budget)),
    unary("sign", "−1, 0 or 1.", |machine, values| each("sign", &values[0], sign, &machine.budget)),
    unary("exp", "eˣ", |machine, values| each("exp", &values[0], libm::exp, &machine.budget)),
    unary("log", "The natural logarithm.", |machine, values| each("log", &values[0], libm::log, &machine.budget)),
    unary("sqrt", "The square root.", |machine, values| each("sqrt", &values[0], f64::sqrt, &machine.budget)),
    unary("tanh", "The hyperbolic tangent.", |machine, values| each("tanh", &values[0], libm::tanh, &machine.budget)),
    Function {
        name: "minimum",
        parameters: &["a", "b"],
        least: 2,
        doc: "The smaller of each two entries.",
        call: |machine, values| select("minimum", &values[0], &values[1], |a, b| a < b, &machine.budget),
    },
    Function {
        name: "maximum",
        parameters: &["a", "b"],
        least: 2,
        doc: "The larger of each two entries.",
        call: |machine, values| select("maximum", &values[0], &values[1], |a, b| a > b, &machine.budget),
    },
    unary("winner", "1 for the largest entry of each row, 0 for all others.", |machine, values| {
        winner(machine, &values[0])
    }),
    Function {
        name: "range",
        parameters: &["start", "stop", "step"],
        least: 1,
        doc: "range(L) is 0, 1 … L − 1; range(top - 1, -1, -1) counts down to 0.",
        call: |_, values| range(&values[0], &values[1], &values[2]),
    },
    unary("reversed", "A list from its end to its beginning.", |_, values| match &values[0] {
        Value::List(items) => Value::list(items.iter().rev().cloned().collect()),
        other => Err(format!("reversed(m): {} is no list.", other.describe())),
    }),
    unary("len", "How many entries a list, or rows a matrix has.", |_, values| match &values[0] {
        Value::List(items) => Value::number(items.len() as f64),
        Value::Matrix(matrix) => Value::number(matrix.dim().0 as f64),
        other => Err(format!("len(m): {} has no length.", other.describe())),
    }),
    Function {
        name: "print",
        parameters: &["a", "b", "c", "d"],
        least: 0,
        doc: "Shows values under the editor when the code is tried: numbers, and of matrices the shape and first entries.",
        call: |machine, values| {
            let shown = || values.iter().filter(|v| !matches!(v, Value::None)).map(Value::show).collect::<Vec<_>>().join(" ");
            machine.print(shown);
            Ok(Value::None)
        },
    },
];

const fn unary(name: &'static str, doc: &'static str, call: super::Call) -> Function {
    Function { name, parameters: &["m"], least: 1, doc, call }
}

fn sign(value: f64) -> f64 {
    if value == 0.0 {
        0.0
    } else {
        value.signum()
    }
}

fn total<'a>(machine: &mut Machine<'a, '_>, of: &Value<'a>, axis: &Value<'a>, mean: bool) -> Answer<'a> {
    let name = if mean { "mean" } else { "sum" };
    let m = match of {
        Value::List(items) => return layers(items, |item| total(machine, item, axis, mean)),
        Value::Number(number) => return Ok(Value::Number(*number)),
        Value::None => return Ok(Value::None),
        other => other.as_matrix(&format!("{name}(m): m"))?,
    };
    machine.budget.read(m.dim())?;
    let share = |count: usize| if mean { count.max(1) as f64 } else { 1.0 };
    let Value::Number(axis) = axis else {
        return Value::number(m.view().iter().map(|v| f64::from(*v)).sum::<f64>() / share(m.view().len()));
    };
    let axis = match *axis as i64 {
        0 => 0,
        1 => 1,
        other => return Err(format!("{name}: axis is {other}; 0 goes over the rows and 1 over the columns.")),
    };
    machine.budget.room((m.view().len_of(Axis(1 - axis)), 1), 1.0)?;
    let sums = m.view().sum_axis(Axis(axis)) / share(m.view().len_of(Axis(axis))) as Real;
    Value::matrix(sums.insert_axis(Axis(axis)), &machine.budget)
}

fn winner<'a>(machine: &mut Machine<'a, '_>, of: &Value<'a>) -> Answer<'a> {
    if let Value::List(items) = of {
        return layers(items, |item| winner(machine, item));
    }
    let m = machine.whole("winner", of)?.view();
    machine.budget.room(m.dim(), 1.0)?;
    let mut out = Mat::zeros(m.dim());
    for (mut to, from) in out.rows_mut().into_iter().zip(m.rows()) {
        if let Some(place) = to.get_mut(largest(from)) {
            *place = 1.0;
        }
    }
    Value::matrix(out, &machine.budget)
}

/// Index of the largest number; the first if there are several.
fn largest(row: ArrayView1<'_, Real>) -> usize {
    row.iter().enumerate().fold(0, |best, (i, value)| if *value > row[best] { i } else { best })
}

fn range<'a>(start: &Value<'a>, stop: &Value<'a>, step: &Value<'a>) -> Answer<'a> {
    let (start, stop) = match stop {
        Value::None => (0.0, start.as_number("range: the end")?),
        stop => (start.as_number("range: the start")?, stop.as_number("range: the end")?),
    };
    let step = if let Value::None = step { 1.0 } else { step.as_number("range: the step")? };
    if step == 0.0 {
        return Err("range: a step of 0 never arrives.".into());
    }
    let count = ((stop - start) / step).ceil().max(0.0);
    if count > LONGEST as f64 {
        return Err(format!("range: {count} numbers are more than a list may have, {LONGEST}."));
    }
    Value::list((0..count as usize).map(|i| Value::Number(start + i as f64 * step)).collect())
}

impl<'a> Machine<'a, '_> {
    /// A matrix that is about to be read as a whole.
    fn whole<'v>(&self, name: &str, value: &'v Value<'a>) -> Result<&'v Matrix<'a>, String> {
        let matrix = value.as_matrix(&format!("{name}(m): m"))?;
        self.budget.read(matrix.dim())?;
        Ok(matrix)
    }
}
