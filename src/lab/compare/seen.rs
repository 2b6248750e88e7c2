//! Disturbed pictures as they are shown to a network, one of each digit, and what it reads.

use serde::Serialize;

use crate::base::named::Named;
use crate::lab::run::Run;
use crate::metrics::largest;
use crate::Real;

/// Kind of disturbance, with the name of its measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disturbance {
    /// Noise on every pixel.
    Noise,
    /// The fast gradient sign method.
    Attack,
}

impl Named for Disturbance {
    const NAMES: &'static [(Self, &'static str, &'static str)] =
        &[(Self::Noise, "noise", "Noise"), (Self::Attack, "fgsm", "Attack")];
}

/// Pictures, what they show, and what is read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Seen {
    /// n × rows × cols bytes; what is darker than black or lighter than white is black or white here.
    pub pixels: Vec<u8>,
    /// Digit of each.
    pub labels: Vec<u8>,
    /// Answer of the network to each.
    pub read: Vec<u8>,
}

impl Run {
    /// The first validation picture of each digit, disturbed as accuracy under this disturbance is measured, and what is read.
    pub fn disturbed(&self, kind: Disturbance, strength: f64) -> Seen {
        let (probe, scale, classes) = (self.probe(), self.plan().preset.scale, &self.plan().classes);
        let disturbed = probe.disturbed();
        let direction = if kind == Disturbance::Noise { &disturbed.noise } else { &disturbed.attack };
        let (x, pass) = probe.along(direction, strength);
        let mut seen = Seen::default();
        for (k, digit) in classes.iter().enumerate() {
            let Some(i) = disturbed.batch.t.rows().into_iter().position(|t| t[k] > 0.0) else { continue };
            let byte = |value: &Real| ((value * scale.sd + scale.mean) * 255.0).round().clamp(0.0, 255.0) as u8;
            seen.pixels.extend(x.row(i).iter().map(byte));
            seen.labels.push(*digit);
            seen.read.push(classes[largest(pass.output().row(i))]);
        }
        seen
    }
}
