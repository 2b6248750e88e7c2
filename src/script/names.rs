//! Names that a script can use from its start.

use ndarray::Axis;
use serde::Serialize;

use super::machine::Machine;
use super::value::{Matrix, Value};
use crate::{Mat, Real, Vector};

/// A name that is set.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Name {
    /// The name.
    pub name: &'static str,
    /// Description, with its shape.
    pub doc: &'static str,
}

const fn entry(name: &'static str, doc: &'static str) -> Name {
    Name { name, doc }
}

/// Every name, first what is given, then what is to be set.
pub const ALL: &[Name] = &[
    entry("x", "The batch's pictures: (n, inputs)."),
    entry("t", "The targets, 1 for the right class: (n, outputs)."),
    entry("y", "The network's answers: (n, outputs)."),
    entry("W", "The weights of each layer: W[l] is (units, units below)."),
    entry("b", "The biases of each layer: b[l] is (1, units); None in a network without."),
    entry("z", "The potentials of each layer: z[l] = below[l] @ W[l].T + b[l], (n, units)."),
    entry("h", "The activities of each layer: h[l] = f(z[l]), (n, units); h[top] is y."),
    entry("below", "What each layer sees: below[0] is x, below[l] is h[l - 1]."),
    entry("loss", "The mean loss of the batch."),
    entry("losses", "The loss of each example: (n, 1)."),
    entry("L", "How many layers of weights there are."),
    entry("top", "The number of the last layer, L - 1."),
    entry("n", "How many examples are in the batch."),
    entry("dW", "To be set: what is added to W, per unit of η, a matrix a layer."),
    entry("db", "To be set: the same for the biases, (1, units) each. It is ignored in a network without."),
    entry("dB", "To be set if feedback weights learn: the same for B, from dB[1] on."),
    entry(
        "delta",
        "To be set if you like: the error that reaches each layer, (n, units). Charts compare it to backprop's.",
    ),
    entry(
        "decay",
        "To be set if you like: W, b and B also shrink by this share of themselves, per unit of η. In the \
         tutorial's convention the first hidden layer does not.",
    ),
];

/// Sets all that is given.
///
/// # Errors
/// If the network's own numbers are not finite.
pub fn give<'a>(machine: &mut Machine<'a, '_>) -> Result<(), String> {
    let context = machine.stage.context;
    let (net, pass, batch) = (context.net, context.pass, context.batch);
    let matrices = |all: &mut dyn Iterator<Item = &'a Mat>| Value::list(all.map(matrix).collect());
    machine.give("W", matrices(&mut net.layers.iter().map(|layer| &layer.w))?);
    machine.give("z", matrices(&mut pass.z.iter())?);
    machine.give("h", matrices(&mut pass.h.iter())?);
    machine.give("below", matrices(&mut (0..net.depth()).map(|l| context.below(l)))?);
    let row = |b: &Vector| Value::matrix(b.clone().insert_axis(Axis(0)), &machine.budget);
    let biases = net.layers.iter().map(|layer| layer.b.as_ref().map_or(Ok(Value::None), row));
    let biases = Value::list(biases.collect::<Result<_, _>>()?)?;
    machine.give("b", biases);
    machine.give("x", matrix(&batch.x));
    machine.give("t", matrix(&batch.t));
    machine.give("y", matrix(pass.output()));
    let losses = Vector::from_iter(net.losses(pass, &batch.t).map(|loss| loss as Real)).insert_axis(Axis(1));
    let losses = Value::matrix(losses, &machine.budget)?;
    machine.give("losses", losses);
    machine.give("loss", Value::number(context.loss)?);
    for (name, count) in [("L", net.depth()), ("top", net.depth() - 1), ("n", batch.len())] {
        machine.give(name, Value::Number(count as f64));
    }
    for (name, value) in machine.stage.params.iter() {
        machine.give(name, Value::Number(*value));
    }
    if let Some((name, b)) = machine.stage.feedback {
        machine.give(name, Value::list(std::iter::once(Value::None).chain(b.iter().map(matrix)).collect())?);
    }
    Ok(())
}

fn matrix(values: &Mat) -> Value<'_> {
    Value::Matrix(Matrix::given(values))
}
