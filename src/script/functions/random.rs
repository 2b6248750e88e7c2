//! New matrices. Noise is drawn from the run's own stream, so that a seed gives the same numbers again.

use super::Function;
use crate::rule::noise::Draw;
use crate::script::algebra::layers;
use crate::script::machine::Machine;
use crate::script::value::{Answer, Value};
use crate::{Mat, Real};

/// Costs of a draw and of filling an entry, in multiplications.
const DRAW: f64 = 40.0;
const ENTRY: f64 = 4.0;

/// Content of a new matrix.
#[derive(Clone, Copy)]
enum Fill {
    Drawn(Draw),
    With(Real),
    Diagonal,
}

/// Functions in the order of the editor's list.
pub const FUNCTIONS: &[Function] = &[
    Function {
        name: "normal",
        parameters: &["like", "cols"],
        least: 1,
        doc: "Numbers from N(0, 1): as many as a matrix or list has, such as normal(W), or normal(rows, cols).",
        call: |machine, values| draw(machine, "normal", &values[0], &values[1], Fill::Drawn(Draw::Normal(1.0))),
    },
    Function {
        name: "uniform",
        parameters: &["like", "cols"],
        least: 1,
        doc: "Numbers between −1 and 1, likewise.",
        call: |machine, values| draw(machine, "uniform", &values[0], &values[1], Fill::Drawn(Draw::Uniform(1.0))),
    },
    Function {
        name: "zeros",
        parameters: &["like", "cols"],
        least: 1,
        doc: "Zeros, likewise.",
        call: |machine, values| draw(machine, "zeros", &values[0], &values[1], Fill::With(0.0)),
    },
    Function {
        name: "ones",
        parameters: &["like", "cols"],
        least: 1,
        doc: "Ones, likewise.",
        call: |machine, values| draw(machine, "ones", &values[0], &values[1], Fill::With(1.0)),
    },
    Function {
        name: "eye",
        parameters: &["like", "cols"],
        least: 1,
        doc: "1 on the diagonal and 0 elsewhere, likewise: labels @ eye(outputs, inputs) draws labels into the first inputs.",
        call: |machine, values| draw(machine, "eye", &values[0], &values[1], Fill::Diagonal),
    },
];

fn draw<'a>(machine: &mut Machine<'a, '_>, name: &str, like: &Value<'a>, cols: &Value<'a>, fill: Fill) -> Answer<'a> {
    let dim = match (like, cols) {
        (Value::List(items), Value::None) => {
            return layers(items, |item| draw(machine, name, item, &Value::None, fill))
        }
        (Value::None, Value::None) => return Ok(Value::None),
        (Value::Matrix(matrix), Value::None) => matrix.dim(),
        (rows, cols) => {
            let count = |value: &Value<'_>| value.index(&format!("{name}(rows, cols): a size"));
            (count(rows)?, count(cols)?)
        }
    };
    machine.budget.room(dim, if let Fill::Drawn(_) = fill { DRAW } else { ENTRY })?;
    let mut values = Mat::zeros(dim);
    match (fill, values.as_slice_mut()) {
        (Fill::Drawn(draw), Some(values)) => draw.fill(machine.stage.rng, values),
        (Fill::With(number), _) => values.fill(number),
        (Fill::Diagonal, _) => values.diag_mut().fill(1.0),
        (Fill::Drawn(_), None) => {}
    }
    Value::matrix(values, &machine.budget)
}
