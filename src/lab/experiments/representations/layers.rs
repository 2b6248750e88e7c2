//! Layers: trained and looked at, then compared.

use super::{Looked, Record};
use crate::analysis::{cka, gram, Gram};
use crate::base::error::Result;
use crate::base::exact::Numbers;
use crate::data::{Batch, Selection};
use crate::lab::work::Work;
use crate::lab::Run;
use crate::net::Forward;
use crate::rule::Workspace;
use crate::{Mat, Real};

/// The pictures that layers are looked at through.
pub struct Pictures {
    /// Their pixels, (pictures, pixels).
    x: Mat,
    /// The index of each one's class.
    targets: Vec<usize>,
    /// How many classes there are.
    classes: usize,
}

impl Pictures {
    /// The first so many of a selection.
    pub fn new(selection: &Selection, images: usize) -> Self {
        let mut batch = Batch::default();
        selection.batch(0, images, &mut batch);
        let targets = (0..batch.len()).map(|i| selection.target(i)).collect();
        Self { classes: batch.t.ncols(), x: batch.x, targets }
    }
}

/// Training, if there is a run, and then a look at its hidden layer, or at the pixels.
pub struct Looking {
    /// What it is looked at through.
    pub pictures: Pictures,
    /// The run.
    pub run: Option<Run>,
    /// Whether it only closes its epoch 0, in which nothing is trained.
    pub first_epoch: bool,
}

impl Looking {
    fn looked(&self) -> Record {
        let Pictures { x, targets, classes } = &self.pictures;
        let layer = self.run.as_ref().map(|run| hidden(run, x));
        let mut looked = Looked::new(layer.as_ref().unwrap_or(x), targets, *classes);
        let Some((run, layer)) = self.run.as_ref().zip(layer) else { return Record::Layer(looked) };
        looked.rule = (!self.first_epoch).then(|| run.plan().card.id.to_owned());
        looked.accuracy = run.epochs().last().and_then(|epoch| epoch.valid_accuracy).into_iter().collect();
        looked.x = layer.iter().map(|h| f64::from(*h)).collect();
        Record::Layer(looked)
    }
}

impl Work for Looking {
    type Output = Record;

    /// One update, one chunk of images evaluated, or the look.
    fn unit(&mut self) -> Result<Option<Record>> {
        if let Some(run) =
            self.run.as_mut().filter(|run| !run.is_over() && !(self.first_epoch && !run.epochs().is_empty()))
        {
            run.unit();
            return Ok(None);
        }
        Ok(Some(self.looked()))
    }

    fn fraction(&self) -> f64 {
        self.run.as_ref().map_or(0.0, Run::fraction)
    }
}

/// The activity of the hidden layer, (pictures, units).
fn hidden(run: &Run, x: &Mat) -> Mat {
    let mut pass = Forward::default();
    run.trainer().answer(x, &mut Workspace::default(), &mut pass);
    pass.h.swap_remove(0)
}

/// A layer being compared with each up to itself, which is the last.
pub struct Comparing {
    layers: Vec<Mat>,
    /// The Gram matrix of the last layer.
    last: Option<Gram>,
    found: Vec<f64>,
}

impl Comparing {
    /// Sets out with the records of these layers; that of the pixels keeps none of them.
    pub fn new(pictures: &Pictures, layers: &[&Record]) -> Self {
        let rows = pictures.x.nrows();
        let layer = |record: &&Record| match record {
            Record::Layer(Looked { x: Numbers(x), .. }) if !x.is_empty() => {
                let value = |(i, j): (usize, usize)| x.get(i * (x.len() / rows) + j).map_or(0.0, |x| *x as Real);
                Mat::from_shape_fn((rows, x.len() / rows), value)
            }
            _ => pictures.x.clone(),
        };
        Self { layers: layers.iter().map(layer).collect(), last: None, found: Vec::new() }
    }
}

impl Work for Comparing {
    type Output = Record;

    /// One Gram matrix, and how alike it is.
    fn unit(&mut self) -> Result<Option<Record>> {
        let k = gram(&self.layers[self.found.len()]);
        let last = self.last.get_or_insert_with(|| gram(&self.layers[self.layers.len() - 1]));
        self.found.push(cka(&k, last).unwrap_or(f64::NAN));
        let done = self.found.len() == self.layers.len();
        Ok(done.then(|| Record::Alike(Numbers(std::mem::take(&mut self.found)))))
    }

    fn fraction(&self) -> f64 {
        self.found.len() as f64 / self.layers.len() as f64
    }
}
