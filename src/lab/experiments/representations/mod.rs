//! What hidden layers represent after different rules have trained them from the same weights: looked at through the same
//! validation pictures, beside the untrained layer and the pictures' own pixels.

mod network;
mod settings;

pub use network::Network;
pub use settings::{Settings, FIELDS};

use std::sync::Arc;

use serde::Serialize;

use crate::analysis::{cka, gram, rsa, Gram, Rdm};
use crate::base::error::Result;
use crate::data::{Batch, Dataset, Part};
use crate::lab::Plan;
use crate::lab::Run;
use crate::net::Forward;
use crate::rule::Workspace;
use crate::Mat;

/// Pictures that are drawn as points; more would hide each other.
const DRAWN: usize = 250;

/// What has been trained and looked at so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What was asked for.
    pub settings: Settings,
    /// What will have been looked at in the end.
    pub names: Vec<String>,
    /// What has been looked at, in this order.
    pub networks: Vec<Network>,
    /// Spearman's correlation between the dissimilarities of any two of them.
    pub rsa: Rdm,
    /// Linear CKA of any two of them.
    pub cka: Rdm,
    /// The digits of the classes, in the order of the dissimilarities.
    pub classes: Vec<u8>,
    /// Through how many pictures networks are looked at.
    pub images: usize,
    /// The class of each picture that is drawn as a point, as an index into `classes`.
    pub drawn: Vec<usize>,
    /// Share of the work that is done.
    pub fraction: f64,
    /// How long the rest will take, in seconds; none before there is anything to judge by, and at the end.
    pub seconds_left: Option<f64>,
    /// Whether there is nothing left to do.
    pub finished: bool,
}

/// The lab, in slices as short as one likes. How it is cut never changes a number.
pub struct RepresentationLab {
    report: Report,
    runs: Vec<Run>,
    /// The pictures, and the index of each one's class.
    batch: Batch,
    targets: Vec<usize>,
    /// Of everything that was looked at.
    grams: Vec<Gram>,
    /// Seconds that everything took.
    seconds: f64,
}

impl RepresentationLab {
    /// Sets out: draws every network. Nothing is trained yet.
    ///
    /// # Errors
    /// If the data set has too few images.
    pub fn new(data: &Arc<Dataset>, settings: Settings) -> Result<Self> {
        let mut report = Report::new(settings)?;
        let run = |rule: &String| Run::new(data, report.settings.plan(rule)?);
        let runs = report.settings.rules.iter().map(run).collect::<Result<Vec<_>>>()?;
        let mut batch = Batch::default();
        let selection = runs[0].selection(Part::Valid);
        selection.batch(0, report.settings.images, &mut batch);
        let targets: Vec<_> = (0..batch.len()).map(|i| selection.target(i)).collect();
        report.drawn = targets.iter().take(DRAWN).copied().collect();
        report.images = batch.len();
        Ok(Self { report, runs, batch, targets, grams: Vec::new(), seconds: 0.0 })
    }

    /// Works until `budget` milliseconds have passed or the end is reached. `now` tells the time in milliseconds.
    pub fn advance(&mut self, now: &dyn Fn() -> f64, budget: f64) -> &Report {
        let start = now();
        let mut spent = 0.0;
        while !self.report.finished && spent < budget {
            self.unit(now, budget - spent);
            spent = now() - start;
        }
        self.seconds += spent / 1000.0;
        let Report { fraction, finished, .. } = self.report;
        self.report.seconds_left = (fraction > 0.01 && !finished).then(|| self.seconds * (1.0 - fraction) / fraction);
        &self.report
    }

    /// What has been trained and looked at so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// A stretch of training, or a look at what is ready.
    fn unit(&mut self, now: &dyn Fn() -> f64, budget: f64) {
        let at = self.report.networks.len();
        let Some(run) = at.checked_sub(1).map(|k| k.saturating_sub(1)) else {
            return self.look(None);
        };
        // The first run closes its epoch 0, in which nothing is trained, before the untrained network is looked at.
        let first = at == 1;
        let progress = self.runs[run].advance(now, budget, first);
        let trained = (run as f64 + progress.fraction) / self.runs.len() as f64;
        self.report.fraction = trained;
        if progress.finished || first && progress.new_epoch {
            self.look(Some(run));
        }
    }

    /// Looks at the pixels, or at the hidden layer of a run as it stands, and compares it with all seen before.
    fn look(&mut self, run: Option<usize>) {
        let Report { networks, classes, names, drawn, .. } = &mut self.report;
        let run = run.map(|k| &self.runs[k]);
        let x = run.map_or_else(|| self.batch.x.clone(), |run| hidden(run, &self.batch.x));
        let k = gram(&x);
        let trained = run.filter(|_| networks.len() > 1);
        let mut network = Network::new(&names[networks.len()], &x, &k, (&self.targets, classes.len()));
        network.rule = trained.map(|run| run.plan().card.id);
        network.accuracy = run.and_then(|run| run.epochs().last()).and_then(|epoch| epoch.valid_accuracy);
        network.points.truncate(drawn.len());
        networks.push(network);
        self.grams.push(k);
        self.compare();
        self.report.finished = self.report.networks.len() == self.report.names.len();
    }

    /// Fills in how alike the newest network and each other is.
    fn compare(&mut self) {
        let Report { networks, rsa: orders, cka: layers, .. } = &mut self.report;
        let newest = networks.len() - 1;
        let of = |i: usize| rsa(&networks[i].rdm, &networks[newest].rdm);
        grow(orders, (0..=newest).map(of).collect());
        let of = |i: usize| cka(&self.grams[i], &self.grams[newest]);
        grow(layers, (0..=newest).map(of).collect());
    }
}

/// Adds a row, and the same numbers as a column.
fn grow(square: &mut Rdm, newest: Vec<Option<f64>>) {
    square.iter_mut().zip(&newest).for_each(|(row, value)| row.push(*value));
    square.push(newest);
}

/// The activity of the hidden layer, (images, units).
fn hidden(run: &Run, x: &Mat) -> Mat {
    let mut pass = Forward::default();
    run.trainer().answer(x, &mut Workspace::default(), &mut pass);
    pass.h.swap_remove(0)
}

impl Report {
    /// With nothing trained or looked at.
    ///
    /// # Errors
    /// If the settings name a rule that does not exist.
    pub fn new(settings: Settings) -> Result<Self> {
        let plans = settings.rules.iter().map(|rule| settings.plan(rule)).collect::<Result<Vec<_>>>()?;
        let references = ["Pixels", "Untrained"].map(String::from).into_iter();
        Ok(Self {
            names: references.chain(plans.iter().map(|plan: &Plan| plan.card.name.to_owned())).collect(),
            networks: Vec::new(),
            rsa: Vec::new(),
            cka: Vec::new(),
            classes: plans[0].classes.clone(),
            images: settings.images,
            drawn: Vec::new(),
            fraction: 0.0,
            seconds_left: None,
            finished: false,
            settings,
        })
    }
}
