//! What is kept of one layer.

use serde::Serialize;

use crate::analysis::{class_means, most_alike, participation_ratio, pca, rdm, Gram, Rdm};
use crate::Mat;

/// One layer, looked at. Lists of classes are in the order of the report's classes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    /// What it is called.
    pub name: String,
    /// The id of the rule that trained it; none if nothing did.
    pub rule: Option<&'static str>,
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

impl Network {
    /// From the layer's activities x (pictures, units), their Gram matrix, and the pictures' classes with their number.
    pub fn new(name: &str, x: &Mat, k: &Gram, (targets, classes): (&[usize], usize)) -> Self {
        let rdm = rdm(&class_means(x, targets, classes));
        let components = pca(k);
        Self {
            name: name.to_owned(),
            rule: None,
            accuracy: None,
            nearest: most_alike(&rdm),
            rdm,
            dimensions: participation_ratio(k),
            units: x.ncols(),
            points: components.scores,
            shares: components.shares,
        }
    }
}
