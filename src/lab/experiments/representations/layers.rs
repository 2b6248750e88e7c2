//! Layers: trained and looked at, then compared.

use super::super::Record;
use super::looked::{activity, points, record};
use crate::analysis::tsne::Tsne;
use crate::analysis::{cka, Components, Gram, Gramming};
use crate::base::error::Result;
use crate::data::{Batch, Selection};
use crate::lab::work::Work;
use crate::lab::Run;
use crate::net::Forward;
use crate::rule::Workspace;
use crate::{Mat, Real};

/// Pictures that are the layers' inputs.
pub struct Pictures {
    /// Their pixels, (pictures, pixels).
    x: Mat,
    /// The index of each one's class.
    targets: Vec<usize>,
    /// Number of classes.
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
    pictures: Pictures,
    run: Option<Run>,
    /// True if the run only closes its epoch 0, in which nothing is trained.
    first_epoch: bool,
    look: Option<Look>,
}

/// The look: activities, then how alike pictures are, then the directions along which they vary.
struct Look {
    x: Mat,
    gramming: Gramming,
    components: Option<Components>,
}

impl Looking {
    /// A look at the pixels.
    pub fn at_pixels(pictures: Pictures) -> Self {
        Self { pictures, run: None, first_epoch: false, look: None }
    }

    /// A look at the hidden layer of a run once it has ended, or has closed its epoch 0.
    pub fn at_layer(pictures: Pictures, run: Run, first_epoch: bool) -> Self {
        Self { pictures, run: Some(run), first_epoch, look: None }
    }

    /// One row of the Gram matrix, or one step towards a component. Returns the record after the last.
    fn look(&mut self) -> Option<Record> {
        let (pictures, run) = (&self.pictures, self.run.as_ref());
        let look = self.look.get_or_insert_with(|| {
            let x = run.map_or_else(|| pictures.x.clone(), |run| hidden(run, &pictures.x));
            Look { gramming: Gramming::new(&x), components: None, x }
        });
        let k = look.gramming.row()?;
        let pca = look.components.get_or_insert_with(|| Components::new(k)).step()?;
        let accuracy = run.and_then(|run| run.epochs().last()).and_then(|epoch| epoch.valid_accuracy);
        let kept = run.map(|_| &look.x);
        Some(record((&look.x, k, pca), (&pictures.targets, pictures.classes), accuracy, kept))
    }
}

impl Work for Looking {
    type Output = Record;

    /// One update, one chunk of images evaluated, or a piece of the look.
    fn unit(&mut self) -> Result<Option<Record>> {
        if let Some(run) =
            self.run.as_mut().filter(|run| !run.is_over() && (!self.first_epoch || run.epochs().is_empty()))
        {
            run.unit();
            return Ok(None);
        }
        Ok(self.look())
    }

    fn fraction(&self) -> f64 {
        let looked = self.look.as_ref().map_or(0.0, |look| look.gramming.fraction());
        self.run.as_ref().map_or(looked, Run::fraction)
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
    gramming: Option<Gramming>,
    found: Vec<f64>,
}

impl Comparing {
    /// A comparison of the records of these layers; the record of the pixels does not keep them.
    pub fn new(pictures: &Pictures, layers: &[&Record]) -> Self {
        let layers = layers.iter().map(|record| kept(pictures, record)).collect();
        Self { layers, last: None, gramming: None, found: Vec::new() }
    }
}

/// The activities of a layer, (pictures, units).
fn kept(pictures: &Pictures, record: &Record) -> Mat {
    let rows = pictures.x.nrows();
    match activity(record) {
        [] => pictures.x.clone(),
        x => Mat::from_shape_fn((rows, x.len() / rows), |(i, j)| x[i * (x.len() / rows) + j] as Real),
    }
}

/// t-SNE of the drawn pictures as a layer has them. It starts from their components.
pub struct Drawing(Tsne);

impl Drawing {
    /// The plane of the layer with this record.
    pub fn new(pictures: &Pictures, record: &Record, perplexity: usize) -> Self {
        let (x, start) = (kept(pictures, record), points(record));
        let drawn = x.rows().into_iter().take(start.len());
        let rows: Vec<Vec<f64>> = drawn.map(|row| row.iter().map(|h| f64::from(*h)).collect()).collect();
        Self(Tsne::new(&rows, perplexity as f64, &start))
    }
}

impl Work for Drawing {
    type Output = Record;

    /// A row of affinities, or a step.
    fn unit(&mut self) -> Result<Option<Record>> {
        Ok(self.0.piece().map(|plane| Record(vec![plane.concat()])))
    }

    fn fraction(&self) -> f64 {
        self.0.fraction()
    }
}

impl Work for Comparing {
    type Output = Record;

    /// One row of a Gram matrix, and how alike it is if it was the last row.
    fn unit(&mut self) -> Result<Option<Record>> {
        let Self { layers, last, gramming, found } = self;
        let newest = layers.len() - 1;
        // The last layer's comes first, because all others are held against it.
        let at = if last.is_some() { found.len() } else { newest };
        let Some(k) = gramming.get_or_insert_with(|| Gramming::new(&layers[at])).row() else { return Ok(None) };
        match last {
            Some(last) => found.push(cka(k, last).unwrap_or(f64::NAN)),
            None => *last = Some(k.clone()),
        }
        *gramming = None;
        Ok((found.len() > newest).then(|| Record(vec![std::mem::take(found)])))
    }

    fn fraction(&self) -> f64 {
        self.found.len() as f64 / self.layers.len() as f64
    }
}
