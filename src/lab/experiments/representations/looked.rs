//! What is kept of one layer, and what is shown of it.

use serde::{Deserialize, Serialize};

use crate::analysis::{class_means, gram, most_alike, participation_ratio, pca, rdm, Rdm};
use crate::base::exact::Numbers;
use crate::Mat;

/// One layer, looked at. Lists of classes are in the order of the report's classes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    /// What it is called.
    pub name: String,
    /// The id of the rule that trained it; none if nothing did.
    pub rule: Option<String>,
    /// Its validation accuracy, in percent; none for pixels.
    pub accuracy: Option<f64>,
    /// Dissimilarity of the mean activities of any two classes.
    pub rdm: Rdm,
    /// Of each class which other it takes to be most alike.
    pub nearest: Vec<Option<usize>>,
    /// The participation ratio.
    pub dimensions: Option<f64>,
    /// How many units it has.
    pub units: usize,
    /// Where the drawn pictures lie on the first two principal components.
    pub points: Vec<[f64; 2]>,
    /// Which share of the variance lies along each.
    pub shares: [f64; 2],
}

/// The same as numbers. What may be missing is a list of none or one; a dissimilarity that there is not is NaN.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Looked {
    /// The id of the rule that trained it.
    pub rule: Option<String>,
    /// Its validation accuracy, in percent.
    pub accuracy: Numbers,
    /// The class of each picture.
    pub targets: Vec<usize>,
    rdm: Numbers,
    nearest: Vec<Option<usize>>,
    dimensions: Numbers,
    units: usize,
    points: Numbers,
    shares: Numbers,
    /// Activities, a picture after the other; none of pixels, which are the data's.
    pub x: Numbers,
}

impl Looked {
    /// From the layer's activities x (pictures, units), and the pictures' classes with their number.
    pub fn new(x: &Mat, targets: &[usize], classes: usize) -> Self {
        let k = gram(x);
        let rdm = rdm(&class_means(x, targets, classes));
        let components = pca(&k);
        Self {
            rule: None,
            accuracy: Numbers::default(),
            targets: targets.to_vec(),
            nearest: most_alike(&rdm),
            rdm: rdm.iter().flatten().map(|value| value.unwrap_or(f64::NAN)).collect(),
            dimensions: participation_ratio(&k).into_iter().collect(),
            units: x.ncols(),
            points: components.scores.iter().take(super::DRAWN).flatten().copied().collect(),
            shares: components.shares.into_iter().collect(),
            x: Numbers::default(),
        }
    }

    /// What is shown of it.
    pub fn network(&self, name: &str, classes: usize) -> Network {
        let pairs = |numbers: &[f64]| numbers.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>();
        let some = |value: &f64| (!value.is_nan()).then_some(*value);
        Network {
            name: name.to_owned(),
            rule: self.rule.clone(),
            accuracy: self.accuracy.0.first().copied(),
            rdm: self.rdm.0.chunks(classes).map(|row| row.iter().map(some).collect()).collect(),
            nearest: self.nearest.clone(),
            dimensions: self.dimensions.0.first().copied(),
            units: self.units,
            points: pairs(&self.points.0),
            shares: pairs(&self.shares.0).first().copied().unwrap_or_default(),
        }
    }
}
