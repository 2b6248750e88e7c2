//! Planes in which each network is a point: the two directions along which a source varies most, and t-SNE.

use super::super::Record;
use crate::analysis::classifier::Scale;
use crate::analysis::tsne::Tsne;
use crate::analysis::{Components, Gramming, Pca};
use crate::base::error::Result;
use crate::lab::work::Work;
use crate::{Mat, Real};

/// Perplexity, if there are enough networks for it.
const PERPLEXITY: f64 = 30.0;

/// The planes in the making.
pub struct Drawing {
    /// Standardised features of each network, the mean over its layers.
    rows: Vec<Vec<f64>>,
    gramming: Gramming,
    components: Option<Components>,
    tsne: Option<(Pca, Tsne)>,
}

impl Drawing {
    /// The planes of networks with these features, of each layer one list.
    pub fn new(networks: &[Vec<Vec<f64>>]) -> Self {
        let mean = |layers: &Vec<Vec<f64>>| -> Vec<f64> {
            let features = 0..layers.first().map_or(0, Vec::len);
            features.map(|j| layers.iter().map(|layer| layer[j]).sum::<f64>() / layers.len() as f64).collect()
        };
        let means: Vec<_> = networks.iter().map(mean).collect();
        let scale = Scale::of(&means.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let rows: Vec<Vec<f64>> = means.iter().map(|row| scale.apply(row).collect()).collect();
        let width = rows.first().map_or(0, Vec::len);
        let x = Mat::from_shape_fn((rows.len(), width), |(i, j)| rows[i][j] as Real);
        Self { gramming: Gramming::new(&x), rows, components: None, tsne: None }
    }
}

impl Work for Drawing {
    type Output = Record;

    /// One row of a matrix, one step towards a component, or one of t-SNE.
    fn unit(&mut self) -> Result<Option<Record>> {
        let Self { rows, gramming, components, tsne } = self;
        if let Some((pca, tsne)) = tsne {
            let record = |plane: Vec<[f64; 2]>| Record(vec![pca.scores.concat(), pca.shares.to_vec(), plane.concat()]);
            return Ok(tsne.piece().map(record));
        }
        let Some(k) = gramming.row() else { return Ok(None) };
        if let Some(pca) = components.get_or_insert_with(|| Components::new(k)).step() {
            let fresh = Tsne::new(rows, PERPLEXITY, &pca.scores);
            *tsne = Some((pca, fresh));
        }
        Ok(None)
    }

    fn fraction(&self) -> f64 {
        self.tsne.as_ref().map_or(0.0, |(_, tsne)| tsne.fraction())
    }
}
