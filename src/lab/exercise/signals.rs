//! Possible factors that differ from unit to unit or from example to example: the signals that code can multiply with.

use super::parts::Part;
use crate::lab::exercise::rehearsal::Ran;
use crate::rule::convention::MATCHED;
use crate::Real;

/// Something with a value for each unit of a layer, or one for all of them.
pub struct Signal {
    /// Expression in the code.
    pub name: String,
    /// Its values, one list an example: a value a unit, or a single one.
    pub values: Vec<Vec<f64>>,
}

/// All that a factor of this part may be, the most common first.
pub fn signals(part: &Part<'_>) -> Vec<Signal> {
    let (ground, Some(alone)) = (part.ground, &part.wanted.alone) else { return Vec::new() };
    let (l, top) = (part.what.layer(), part.wanted.batches[0].pass.z.len() - 1);
    let mut all = Vec::new();
    let mut add = |name: &str, value: &dyn Fn(&Ran, usize, usize) -> f64| {
        let units = |(i, ran): (usize, &Ran)| (0..ran.pass.z[l].ncols()).map(|unit| value(ran, i, unit)).collect();
        all.push(Signal { name: name.into(), values: alone.iter().enumerate().map(units).collect() });
    };
    let z = |ran: &Ran, unit: usize| f64::from(ran.pass.z[l][(0, unit)]);
    let h = |ran: &Ran, unit: usize| f64::from(ran.pass.h[l][(0, unit)]);
    if l == top {
        add("y * (1 - y)", &|ran, _, unit| h(ran, unit) * (1.0 - h(ran, unit)));
        add("(y - t)", &|ran, i, unit| h(ran, unit) - f64::from(ground.alone[i].batch.t[(0, unit)]));
        add("(1 - y)", &|ran, _, unit| 1.0 - h(ran, unit));
        add("y", &|ran, _, unit| h(ran, unit));
    }
    add("f_prime(z[l])", &|ran, i, unit| {
        let activation = ground.worlds[ground.alone[i].world].net.activation;
        let h = if l < top { ran.pass.h[l][(0, unit)] } else { activation.at(ran.pass.z[l][(0, unit)]) };
        f64::from(activation.slope(h, MATCHED.relu_threshold as Real))
    });
    if l < top {
        add("h[l]", &|ran, _, unit| h(ran, unit));
        add("(1 - h[l])", &|ran, _, unit| 1.0 - h(ran, unit));
    }
    add("z[l]", &|ran, _, unit| z(ran, unit));
    add("loss", &|ran, _, _| ran.loss);
    all
}
