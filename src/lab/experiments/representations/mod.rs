//! Representations in hidden layers that different rules have trained from the same weights: compared on the same
//! validation pictures, beside the untrained layer and the pictures' own pixels.

mod foreign;
mod layers;
mod looked;
mod settings;

pub use foreign::{Comparison, Foreign};
pub use looked::Network;
pub use settings::{Settings, FIELDS};

use std::sync::Arc;

use layers::{Comparing, Drawing, Looking, Pictures};
use serde::Serialize;

use super::{Experiment, JobWork, Progress, Record};
use crate::analysis::{rsa, Rdm};
use crate::base::error::Result;
use crate::data::{Dataset, Part};
use crate::lab::settings::field::Field;
use crate::lab::Plan;
use crate::lab::Run;

/// Pictures that are drawn as points; more would hide each other.
const DRAWN: usize = 250;

/// Results so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Settings of the experiment.
    pub settings: Settings,
    /// Names of all layers at the end.
    pub names: Vec<String>,
    /// Results of the layers so far, in this order.
    pub networks: Vec<Network>,
    /// Spearman's correlation between the dissimilarities of any two of them.
    pub rsa: Rdm,
    /// Linear CKA of any two of them.
    pub cka: Rdm,
    /// The digits of the classes, in the order of the dissimilarities.
    pub classes: Vec<u8>,
    /// Number of pictures on which networks are compared.
    pub images: usize,
    /// The class of each picture that is drawn as a point, as an index into `classes`.
    pub drawn: Vec<usize>,
    /// Share of the work that is done.
    pub fraction: f64,
    /// Remaining time in seconds; none before there is anything to estimate it from, and at the end.
    pub seconds_left: Option<f64>,
    /// True if there is nothing left to do.
    pub finished: bool,
}

/// The experiment.
pub struct Representations;

/// The analysis of one layer, or its comparison with those before it. Layers are counted as in [`Report::names`].
#[derive(Clone, Debug, Serialize)]
pub enum Job {
    /// The pictures' own pixels.
    Pixels,
    /// The layer as its weights were drawn.
    Untrained,
    /// The layer after this rule has trained it.
    Trained(String),
    /// CKA of this layer and each up to itself.
    Alike(usize),
    /// t-SNE of the pictures as this layer has them.
    Plane(usize),
}

/// Number of jobs of a layer: its own, its comparison and its plane.
const EACH: usize = 3;

/// Index of a layer's job in the list: its comparison and its plane follow it.
const fn place(layer: usize) -> super::Job {
    EACH * layer
}

impl Experiment for Representations {
    type Settings = Settings;
    type Job = Job;
    type Report = Report;

    const ID: &'static str = "representations";
    const ABOUT: &'static str =
        "Train networks by several rules from the same weights, and compare what their hidden layers represent";
    const FIELDS: &'static [Field<Settings>] = FIELDS;
    const QUICK: &'static [(&'static str, &'static str)] =
        &[("rules", "backprop,feedback_alignment"), ("epochs", "1"), ("hidden", "6"), ("images", "50")];

    fn jobs(settings: &Settings) -> Vec<Job> {
        let trained = settings.rules.iter().cloned().map(Job::Trained);
        let layers = [Job::Pixels, Job::Untrained].into_iter().chain(trained);
        layers.enumerate().flat_map(|(layer, job)| [job, Job::Alike(layer), Job::Plane(layer)]).collect()
    }

    fn needs(_: &Settings, job: &Job) -> Vec<super::Job> {
        match job {
            Job::Alike(layer) => (0..=*layer).map(place).collect(),
            Job::Plane(layer) => vec![place(*layer)],
            _ => Vec::new(),
        }
    }

    fn cost(settings: &Settings, job: &Job) -> f64 {
        match job {
            Job::Trained(_) => 10.0 * settings.epochs as f64,
            _ => 1.0,
        }
    }

    fn begin(data: &Arc<Dataset>, settings: &Settings, job: &Job, needed: &[&Record]) -> Result<JobWork> {
        let run = |rule: &str| Run::new(data, settings.plan(rule)?);
        let first = run(&settings.rules[0])?;
        let pictures = Pictures::new(first.selection(Part::Valid), settings.images);
        Ok(match job {
            Job::Pixels => Box::new(Looking::at_pixels(pictures)),
            Job::Untrained => Box::new(Looking::at_layer(pictures, first, true)),
            Job::Trained(rule) => Box::new(Looking::at_layer(pictures, run(rule)?, false)),
            Job::Alike(_) => Box::new(Comparing::new(&pictures, needed)),
            Job::Plane(_) => Box::new(Drawing::new(&pictures, needed[0], settings.perplexity)),
        })
    }

    fn blank(settings: &Settings) -> Result<Report> {
        Report::new(settings.clone())
    }

    fn fill(report: &mut Report, settings: &Settings, found: &[Option<&Record>], progress: Progress) {
        for (layer, its) in found.chunks_exact(EACH).enumerate() {
            // In their order: where one is missing, those behind it wait.
            let [Some(looked), Some(alike), plane] = its else { break };
            let targets = looked::targets(looked);
            report.images = targets.len();
            report.drawn = targets.into_iter().take(DRAWN).collect();
            let rule = layer.checked_sub(2).map(|rule| settings.rules[rule].clone());
            report.networks.push(looked::network(looked, (&report.names[layer], rule), report.classes.len()));
            let pairs = plane.map_or(&[][..], |plane| plane.list(0)).chunks_exact(2);
            report.networks[layer].tsne = pairs.map(|pair| [pair[0], pair[1]]).collect();
            let newest = &report.networks[layer].rdm;
            grow(&mut report.rsa, report.networks.iter().map(|other| rsa(&other.rdm, newest)).collect());
            grow(&mut report.cka, alike.list(0).iter().map(|cka| (!cka.is_nan()).then_some(*cka)).collect());
        }
        let Progress { fraction, seconds_left, finished } = progress;
        (report.fraction, report.seconds_left, report.finished) = (fraction, seconds_left, finished);
    }
}

/// Adds a row, and the same numbers as a column.
fn grow(square: &mut Rdm, newest: Vec<Option<f64>>) {
    square.iter_mut().zip(&newest).for_each(|(row, value)| row.push(*value));
    square.push(newest);
}

impl Report {
    /// Report with nothing trained.
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
