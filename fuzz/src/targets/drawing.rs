//! A reader's drawing, and pictures that are tiled: sizes that fit, and those that do not.

use microlearning::charts::{tile_digits, tile_weights, Theme};
use microlearning::data::as_mnist;

use crate::choices::Choices;
use crate::{sentence, told};

/// Tries one input.
pub fn target(data: &[u8]) {
    const SIDES: [usize; 8] = [0, 1, 2, 28, 300, 1 << 20, 1 << 32, usize::MAX];
    let mut choices = Choices(data);
    let mut side = || if choices.byte() < 220 { choices.below(40) } else { choices.of(&SIDES) };
    let (width, height, columns) = (side(), side(), side());
    let fits = choices.byte() < 200;
    let area = width.checked_mul(height).filter(|area| fits && *area < 4096);
    let bytes: Vec<u8> = area.map_or(choices.0.to_vec(), |area| (0..area).map(|_| choices.byte()).collect());
    match as_mnist(&bytes, width, height) {
        Ok(picture) => assert!(picture.len() == 784 && picture.iter().any(|ink| *ink > 0)),
        Err(error) => told(&error),
    }
    let values: Vec<f32> = bytes.iter().map(|byte| f32::from_bits(u32::from(*byte) << 24)).collect();
    let limit = f64::from_bits(u64::from(bytes.first().copied().unwrap_or(0)) << 56);
    let theme = Theme::default();
    for picture in [
        tile_digits(&bytes, width, height, columns, &theme),
        tile_weights(&values, width, height, columns, limit, &theme),
    ] {
        match picture {
            Ok(picture) => assert_eq!(picture.rgba.len(), 4 * picture.width * picture.height),
            Err(error) => sentence(&error.to_string()),
        }
    }
}
