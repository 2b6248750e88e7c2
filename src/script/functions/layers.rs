//! Functions that ask a layer: what comes into it, and what it says, if it sees this.

use super::Function;
use crate::script::machine::Machine;
use crate::script::value::{shape, Answer, Matrix, Value};
use crate::Mat;

/// Cost of an entry of f, in multiplications.
const ENTRY: f64 = 10.0;

/// Functions in the order of the editor's list.
pub const FUNCTIONS: &[Function] = &[
    Function {
        name: "potential",
        parameters: &["l", "below"],
        least: 2,
        doc: "What comes into layer l if it sees this, before f: below @ W[l].T + b[l], (n, units).",
        call: |machine, values| potential(machine, &values[0], &values[1]),
    },
    Function {
        name: "answer",
        parameters: &["l", "below"],
        least: 2,
        doc:
            "What layer l says if it sees this, (n, units below): f(below @ W[l].T + b[l]), at the top the output’s y.",
        call: |machine, values| answer(machine, &values[0], &values[1]),
    },
];

fn potential<'a>(machine: &mut Machine<'a, '_>, l: &Value<'a>, below: &Value<'a>) -> Answer<'a> {
    let (l, below) = asked(machine, "potential", l, below)?;
    let context = machine.stage.context;
    // Potentials of a layer from what it does see are known already.
    if below.is(context.below(l)) {
        return Ok(Value::Matrix(Matrix::given(&context.pass.z[l])));
    }
    let z = coming(machine, l, below)?;
    Value::matrix(z, &machine.budget)
}

fn answer<'a>(machine: &mut Machine<'a, '_>, l: &Value<'a>, below: &Value<'a>) -> Answer<'a> {
    let (l, below) = asked(machine, "answer", l, below)?;
    let (z, mut h) = (coming(machine, l, below)?, Mat::default((0, 0)));
    machine.stage.context.net.activate(l, &z, &mut h);
    Value::matrix(h, &machine.budget)
}

/// The layer that is asked, and what it is to see.
fn asked<'v, 'a>(
    machine: &Machine<'a, '_>,
    name: &str,
    l: &Value<'a>,
    below: &'v Value<'a>,
) -> Result<(usize, &'v Matrix<'a>), String> {
    let net = machine.stage.context.net;
    let l = l.index(&format!("{name}(l, below): l"))?;
    let layer =
        net.layers.get(l).ok_or_else(|| format!("{name}(l, below): l is {l}; layers are 0 to {}.", net.depth() - 1))?;
    let below = below.as_matrix(&format!("{name}(l, below): below"))?;
    let (rows, cols) = below.dim();
    if cols == layer.inputs() {
        return Ok((l, below));
    }
    let wanted = shape((rows, layer.inputs()));
    Err(format!("{name}({l}, below): below is {} where {wanted} was needed.", shape(below.dim())))
}

/// z of layer l, (n, units), from what it is to see.
fn coming(machine: &Machine<'_, '_>, l: usize, below: &Matrix<'_>) -> Result<Mat, String> {
    let layer = &machine.stage.context.net.layers[l];
    let (rows, units) = (below.dim().0, layer.units());
    machine.budget.work(rows as f64 * units as f64 * layer.inputs() as f64)?;
    machine.budget.room((rows, units), ENTRY)?;
    let mut z = Mat::default((0, 0));
    layer.forward(&below.view().to_owned(), &mut z);
    Ok(z)
}
