//! Functions for learning rules: the output's error, f and f′, outer products, and the loss of another network.

use super::Function;
use crate::net::matmul::product;
use crate::net::{Forward, Layer, Network};
use crate::script::algebra::{layers, mapped};
use crate::script::budget::forward;
use crate::script::machine::Machine;
use crate::script::value::{shape, Answer, Matrix, Value};
use crate::{Mat, Real};

/// Cost of an entry of f, in multiplications.
const ENTRY: f64 = 10.0;
/// Cost of a forward pass besides its products.
const PASS: f64 = 5000.0;

/// Functions in the order of the editor's list.
pub const FUNCTIONS: &[Function] = &[
    Function {
        name: "output_error",
        parameters: &[],
        least: 0,
        doc: "δ of the top layer, ∂L/∂z for each example: (n, outputs). Scaled as the run's convention asks.",
        call: |machine, _| output_error(machine),
    },
    Function {
        name: "outer",
        parameters: &["post", "pre"],
        least: 2,
        doc: "post.T @ pre / n, the mean over the batch of what one unit has times what the other has.",
        call: |machine, values| outer(machine, &values[0], &values[1]),
    },
    Function {
        name: "f",
        parameters: &["z"],
        least: 1,
        doc: "The activation function of hidden units.",
        call: |machine, values| f(machine, &values[0]),
    },
    Function {
        name: "f_prime",
        parameters: &["z"],
        least: 1,
        doc: "Its derivative f′.",
        call: |machine, values| f_prime(machine, &values[0]),
    },
    Function {
        name: "loss_with",
        parameters: &["W", "b"],
        least: 1,
        doc: "The batch's mean loss if the weights, and the biases if they are given, were these.",
        call: |machine, values| loss_with(machine, &values[0], &values[1]),
    },
    Function {
        name: "losses_with_noise",
        parameters: &["noise"],
        least: 1,
        doc: "The loss of each example, (n, 1), if this noise, a matrix a layer, were added to z.",
        call: |machine, values| losses_with_noise(machine, &values[0]),
    },
];

fn output_error<'a>(machine: &mut Machine<'a, '_>) -> Answer<'a> {
    let (net, batch) = (machine.stage.context.net, machine.stage.context.batch);
    machine.budget.room(batch.t.dim(), ENTRY)?;
    let mut error = Mat::zeros(batch.t.dim());
    net.output.error(machine.stage.context.pass.output(), &batch.t, &mut error);
    // `outer` and `mean` average. A convention that sums, or drops a factor, has it here, where every path begins.
    error *= machine.stage.context.convention.batch_scale(net.output, batch.len()) * batch.len() as Real;
    Value::matrix(error, &machine.budget)
}

fn outer<'a>(machine: &mut Machine<'a, '_>, post: &Value<'a>, pre: &Value<'a>) -> Answer<'a> {
    if let (Value::List(posts), Value::List(pres)) = (post, pre) {
        if posts.len() != pres.len() {
            return Err(format!("outer(post, pre): lists of {} and {} entries.", posts.len(), pres.len()));
        }
        let items = posts.iter().zip(pres.iter()).map(|(post, pre)| outer(machine, post, pre));
        return Value::list(items.collect::<Result<_, _>>()?);
    }
    let (post, pre) = (post.as_matrix("outer(post, pre): post")?, pre.as_matrix("outer(post, pre): pre")?);
    let ((examples, rows), (others, cols)) = (post.dim(), pre.dim());
    if examples != others {
        return Err(format!(
            "outer(post, pre): post is {} and pre is {}; both need a row for each example.",
            shape(post.dim()),
            shape(pre.dim())
        ));
    }
    machine.budget.room((rows, cols), 1.0)?;
    machine.budget.work(examples as f64 * rows as f64 * cols as f64)?;
    let mut out = Mat::zeros((rows, cols));
    product(1.0 / examples as Real, post.view().reversed_axes(), pre.view(), 0.0, &mut out);
    Value::matrix(out, &machine.budget)
}

fn f<'a>(machine: &mut Machine<'a, '_>, z: &Value<'a>) -> Answer<'a> {
    if let Value::List(items) = z {
        return layers(items, |item| f(machine, item));
    }
    let activation = machine.stage.context.net.activation;
    mapped(z.as_matrix("f(z): z")?, &|z| activation.at(z), ENTRY, &machine.budget)
}

fn f_prime<'a>(machine: &mut Machine<'a, '_>, z: &Value<'a>) -> Answer<'a> {
    if let Value::List(items) = z {
        return layers(items, |item| f_prime(machine, item));
    }
    let z = z.as_matrix("f_prime(z): z")?;
    let (activation, threshold) =
        (machine.stage.context.net.activation, machine.stage.context.convention.relu_threshold);
    let pass = machine.stage.context.pass;
    let hidden = pass.z.iter().zip(&pass.h).take(machine.stage.context.net.depth() - 1);
    let slope = |h: Real| activation.slope(h, threshold);
    // The activities of the network's own z are known already.
    let known = hidden.into_iter().find(|(known, _)| z.is(known)).map(|(_, h)| Matrix::given(h));
    match known {
        Some(h) => mapped(&h, &slope, ENTRY, &machine.budget),
        None => mapped(z, &|z| slope(activation.at(z)), ENTRY, &machine.budget),
    }
}

fn loss_with<'a>(machine: &mut Machine<'a, '_>, w: &Value<'a>, b: &Value<'a>) -> Answer<'a> {
    let context = machine.stage.context;
    machine.budget.work(2.0 * forward(context.net, context.batch.len()) + PASS)?;
    let (twin, pass) = machine.stage.work.twin(context.net);
    for (l, layer) in twin.layers.iter_mut().enumerate() {
        if let Some(w) = layer_of("loss_with(W, b): W", w, l, context.net.depth(), layer.w.dim())? {
            layer.w.assign(&w.view());
        }
        if let Some(own) = &mut layer.b {
            if let Some(b) = layer_of("loss_with(W, b): b", b, l, context.net.depth(), (1, own.len()))? {
                own.assign(&b.view().row(0));
            }
        }
    }
    twin.forward(&context.batch.x, pass);
    Value::number(twin.loss(pass, &context.batch.t))
}

fn losses_with_noise<'a>(machine: &mut Machine<'a, '_>, noise: &Value<'a>) -> Answer<'a> {
    let (net, batch) = (machine.stage.context.net, machine.stage.context.batch);
    machine.budget.work(2.0 * forward(net, batch.len()) + PASS)?;
    let pass = &mut machine.stage.work.passes[0];
    pass.reshape(net.depth());
    for l in 0..net.depth() {
        let units = (batch.len(), net.layers[l].units());
        let noise = layer_of("losses_with_noise(noise): noise", noise, l, net.depth(), units)?;
        noisy_layer(net, &net.layers[l], l, noise, &batch.x, pass);
    }
    let losses = net.losses(pass, &batch.t).map(|loss| loss as Real).collect();
    let losses = Mat::from_shape_vec((batch.len(), 1), losses).map_err(|e| e.to_string())?;
    Value::matrix(losses, &machine.budget)
}

fn noisy_layer(net: &Network, layer: &Layer, l: usize, noise: Option<&Matrix<'_>>, x: &Mat, pass: &mut Forward) {
    let (below, here) = pass.h.split_at_mut(l);
    layer.forward(below.last().unwrap_or(x), &mut pass.z[l]);
    if let Some(noise) = noise {
        pass.z[l] += &noise.view();
    }
    net.activate(l, &pass.z[l], &mut here[0]);
}

/// Entry l of a list of a matrix a layer, in this shape; none if it is missing.
fn layer_of<'v, 'a>(
    what: &str,
    list: &'v Value<'a>,
    l: usize,
    depth: usize,
    wanted: (usize, usize),
) -> Result<Option<&'v Matrix<'a>>, String> {
    let items = match list {
        Value::None => return Ok(None),
        Value::List(items) if items.len() == depth => items,
        other => {
            return Err(format!("{what} is {}; a list of {depth} was needed, one for each layer.", other.describe()))
        }
    };
    match &items[l] {
        Value::None => Ok(None),
        Value::Matrix(matrix) if matrix.dim() == wanted => Ok(Some(matrix)),
        other => Err(format!("{what}[{l}] is {} where {} was needed.", other.describe(), shape(wanted))),
    }
}
