//! Dynamics of a control loop: a leaky integrator and a gain look at the output, and every layer follows what it is told and pushed.

use ndarray::Zip;

use super::{Control, INTEGRAL, TARGET, U};
use crate::base::mat::reshape;
use crate::net::Forward;
use crate::rule::{Context, Over, Proposal, Trace, Workspace};
use crate::{Mat, Real};

impl Control {
    /// I ← I + dt (m − αu), u ← I + k_p m with m = target − v_L; then, from the first layer upwards, v_l ← v_l + (dt/τ)(told + u B_l − v_l).
    pub(super) fn settle(&self, at: &Context<'_>, work: &mut Workspace, out: &mut Proposal) {
        let ([dt, tau, kp], top) = (self.times, at.net.depth() - 1);
        self.begin(at, work);
        if self.averages {
            out.teaching.iter_mut().for_each(|teaching| teaching.fill(0.0));
            out.delta.iter_mut().for_each(|delta| delta.w.fill(0.0));
        }
        let (mut misses, mut pushes) = (Vec::new(), Vec::new());
        let Workspace { passes, mats, .. } = work;
        for step in 0..=self.steps {
            if out.watched {
                misses.push(mean_length(Zip::from(&mats[TARGET]).and(&passes[1].z[top]).map_collect(|t, v| t - v)));
                pushes.push(mean_length(mats[U].clone()));
            }
            if step == self.steps {
                break;
            }
            let ([u, target, spare, integral], _) = mats.split_first_chunk_mut().expect("room for a controller");
            Zip::from(&mut *u).and(&*target).and(&passes[1].z[top]).and(integral).for_each(|u, target, v, integral| {
                let miss = target - v;
                *integral += dt * (miss - self.alpha * *u);
                *u = *integral + kp * miss;
            });
            for l in 0..=top {
                Self::tell(at, l, passes);
                let [told, held] = &mut *passes;
                self.pushed(l, u, &told.z[l], spare);
                held.z[l].zip_mut_with(spare, |v, goal| *v += dt / tau * (goal - *v));
                Self::respond(at, l, held);
            }
            if self.averages {
                self.sum(at, passes, spare, out);
            }
        }
        let trace = |(id, name, values)| Trace { id, name, over: Over::Step, begin: 0, values };
        if out.watched {
            let both = [("miss", "Miss of the target", misses), ("control", "Control", pushes)];
            out.traces.extend(both.map(trace));
        }
    }

    /// Adds this step's share to the mean teaching signals, and to the products of all layers but the first, whose input never changes.
    /// The free network before the first step, whose share is zero, counts as a step.
    fn sum(&self, at: &Context<'_>, passes: &mut [Forward; 2], spare: &mut Mat, out: &mut Proposal) {
        let scale = -at.convention.batch_scale(at.net.output, at.batch.len());
        let share = 1.0 / (self.steps + 1) as Real;
        for (l, layer) in at.net.layers.iter().enumerate() {
            self.signal(at, l, passes, share, spare);
            out.teaching[l] += &*spare;
            if let Some(below) = passes[1].h[..l].last() {
                layer.connect.add_outer(scale, spare, below, &mut out.delta[l].w);
            }
        }
    }

    /// The free network, without control.
    fn begin(&self, at: &Context<'_>, work: &mut Workspace) {
        let Workspace { passes: [told, held], mats, .. } = work;
        told.reshape(at.net.depth());
        held.assign(&at.pass.h);
        for (l, z) in at.pass.z.iter().enumerate() {
            held.z[l].clone_from(z);
            told.z[l].clone_from(z);
        }
        let dim = mats[TARGET].dim();
        for place in [U, INTEGRAL] {
            reshape(&mut mats[place], dim);
            mats[place].fill(0.0);
        }
    }
}

/// Mean length of the rows.
fn mean_length(m: Mat) -> f64 {
    let length = |row: ndarray::ArrayView1<'_, Real>| row.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>().sqrt();
    m.rows().into_iter().map(length).sum::<f64>() / m.nrows() as f64
}
