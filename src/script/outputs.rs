//! Outputs of a script: dW, db, dB, delta and decay. Shapes are checked at the assignment, so that a message can name
//! the line.

use ndarray::ArrayView2;

use super::machine::Machine;
use super::value::{shape, Value};
use crate::credit::decay;
use crate::rule::Proposal;
use crate::{Mat, Real};

const WEIGHTS: &str = "dW";
const BIASES: &str = "db";
/// The name that makes a script's feedback weights learn.
pub const FEEDBACK: &str = "dB";
const TEACHING: &str = "delta";
const DECAY: &str = "decay";

/// Sets them to nothing.
pub fn prepare(machine: &mut Machine<'_, '_>) {
    let depth = machine.stage.context.net.depth();
    for name in [WEIGHTS, BIASES, FEEDBACK, TEACHING] {
        machine.give(name, Value::List(vec![Value::None; depth].into()));
    }
    machine.give(DECAY, Value::Number(0.0));
}

/// The shape that an entry must have: none if `name` is no output.
fn wanted(machine: &Machine<'_, '_>, name: &str, l: usize) -> Option<Result<(usize, usize), String>> {
    let context = machine.stage.context;
    let layer = context.net.layers.get(l);
    let depth = context.net.depth();
    let (rows, cols) = match (name, layer) {
        (WEIGHTS | BIASES | TEACHING, None) => {
            return Some(Err(format!("{name}[{l}]: there are {depth} layers, counted from 0.")))
        }
        (WEIGHTS, Some(layer)) => layer.connect.weights(),
        (BIASES, Some(layer)) => (1, layer.connect.weights().0),
        (TEACHING, Some(layer)) => (context.batch.len(), layer.units()),
        (FEEDBACK, _) => {
            let b = machine.stage.feedback.and_then(|(_, b)| b.get(l.checked_sub(1)?));
            return Some(b.map(Mat::dim).ok_or_else(|| {
                format!("{name}[{l}]: there are no feedback weights there; they go from 1 to {}.", depth - 1)
            }));
        }
        _ => return None,
    };
    Some(Ok((rows, cols)))
}

/// Checks `name[l] = value` if `name` is an output.
///
/// # Errors
/// If it has another shape than is needed.
pub fn check_entry(machine: &Machine<'_, '_>, name: &str, l: usize, value: &Value<'_>) -> Result<(), String> {
    let Some(wanted) = wanted(machine, name, l) else { return Ok(()) };
    let wanted = wanted?;
    let fits = match value {
        Value::None => true,
        Value::Matrix(matrix) => matrix.dim() == wanted,
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let turned = matches!(value, Value::Matrix(matrix) if matrix.dim() == (wanted.1, wanted.0));
    let hint = if turned { " Turn it with .T, or change the order of the two factors." } else { "" };
    Err(format!("{name}[{l}] is {} where {} was needed.{hint}", value.describe(), shape(wanted)))
}

/// Checks `name = value` if `name` is an output.
///
/// # Errors
/// If it is no list of a matrix a layer, or one has another shape than is needed.
pub fn check(machine: &Machine<'_, '_>, name: &str, value: &Value<'_>) -> Result<(), String> {
    match (name, value) {
        (DECAY, Value::Number(decay)) if *decay >= 0.0 => Ok(()),
        (DECAY, other) => Err(format!("decay is {}; a number from 0 on was needed.", other.describe())),
        (WEIGHTS | BIASES | FEEDBACK | TEACHING, Value::List(items))
            if items.len() == machine.stage.context.net.depth() =>
        {
            // The first layer has no feedback weights: dB = dW leaves its entry out.
            let from = usize::from(name == FEEDBACK);
            items.iter().enumerate().skip(from).try_for_each(|(l, item)| check_entry(machine, name, l, item))
        }
        (WEIGHTS | BIASES | FEEDBACK | TEACHING, other) => Err(format!(
            "{name} is {} where a list of {} was needed, one matrix for each layer; or set {name}[0] and so on.",
            other.describe(),
            machine.stage.context.net.depth(),
        )),
        _ => Ok(()),
    }
}

/// Writes what the script has left into a proposal that has the right shapes.
///
/// # Errors
/// If it has left nothing.
pub fn write(machine: &Machine<'_, '_>, out: &mut Proposal) -> Result<(), String> {
    let list = |name| match machine.variables.get(name) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    let nothing = |name| list(name).iter().all(|item| matches!(item, Value::None));
    if nothing(WEIGHTS) && nothing(BIASES) {
        return Err("the code ends and has set no dW: nothing would be learned. Set dW[0] to dW[top].".into());
    }
    for (delta, value) in out.delta.iter_mut().zip(list(WEIGHTS)) {
        fill(&mut delta.w, value);
    }
    for (delta, value) in out.delta.iter_mut().zip(list(BIASES)) {
        if let Some(b) = &mut delta.b {
            b.fill(0.0);
            if let Some(view) = view(value) {
                b.assign(&view.row(0));
            }
        }
    }
    for (delta, value) in out.learned.iter_mut().zip(list(FEEDBACK).iter().skip(1)) {
        fill(delta, value);
    }
    for (teaching, value) in out.teaching.iter_mut().zip(list(TEACHING)) {
        fill(teaching, value);
    }
    let lambda = machine.variables.get(DECAY).map_or(0.0, |decay| decay.as_number(DECAY).unwrap_or(0.0)) as Real;
    decay(machine.stage.context, lambda, out);
    Ok(())
}

fn view<'v>(value: &'v Value<'_>) -> Option<ArrayView2<'v, Real>> {
    match value {
        Value::Matrix(matrix) => Some(matrix.view()),
        _ => None,
    }
}

fn fill(out: &mut Mat, value: &Value<'_>) {
    match view(value) {
        Some(view) => out.assign(&view),
        None => out.fill(0.0),
    }
}
