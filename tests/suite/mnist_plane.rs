//! t-SNE's plane of real digits, beside the bands that scikit-learn's stays within: 1,000 pictures, perplexity 30, from the plane of the
//! principal components. There T(12) is 0.951 and the divergence 1.03 to 1.04 from five random starts; PCA's own plane has T(12) 0.746.

use microlearning::analysis::tsne::{Affinities, Embedding};
use microlearning::analysis::{distances, gram, pca, trustworthiness};
use microlearning::data::{Dataset, Part};
use microlearning::{Mat, Real};

const PICTURES: usize = 1000;

fn pictures() -> Vec<Vec<f64>> {
    let mut data = Dataset::empty("digits");
    data.add_shard("mnist-0.gz", include_bytes!("../../www/data/mnist-0.gz")).expect("a shard");
    let size = data.rows * data.cols;
    let picture = |pixels: &[u8]| pixels.iter().map(|pixel| f64::from(*pixel) / 255.0).collect();
    data.part(Part::Train).pixels.chunks_exact(size).take(PICTURES).map(picture).collect()
}

#[test]
fn neighbours_in_the_plane_of_a_thousand_digits_can_be_trusted() {
    let x = pictures();
    let start = pca(&gram(&Mat::from_shape_fn((PICTURES, x[0].len()), |(i, j)| x[i][j] as Real))).scores;
    let mut making = Embedding::new(Affinities::new(&x, 30.0), &start);
    while making.step().is_none() {}
    let data = distances(&x);
    let trusted = |plane: &[[f64; 2]]| {
        let plane: Vec<_> = plane.iter().map(|place| place.to_vec()).collect();
        trustworthiness(&data, &distances(&plane), PICTURES, 12).expect("enough pictures")
    };
    let (of_start, found, divergence) = (trusted(&start), trusted(making.plane()), making.divergence());
    assert!((of_start - 0.746).abs() < 2e-3, "principal components: {of_start}");
    assert!(found >= 0.945 && divergence <= 1.10, "T(12) {found}, divergence {divergence}");
}
