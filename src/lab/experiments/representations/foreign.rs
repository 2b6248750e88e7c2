//! A representation from elsewhere: dissimilarities of the digits that people judged, that were recorded, or that another
//! program computed, as a table of text. Each layer is compared with it.

use serde::Serialize;

use crate::analysis::{mean_of, noise_ceiling, rsa, Rdm};
use crate::base::decimal::decimal;
use crate::base::error::{Error, Result};

/// Digits, in the order of rows and columns.
const DIGITS: usize = 10;
/// Difference of two entries that ought to be equal, as a share of the largest entry, that passes for rounding.
const ROUNDING: f64 = 1e-6;
/// Subjects at most.
const MOST: usize = 100;

/// Matrices over the ten digits, one a subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreign(Vec<Rdm>);

/// Comparison of layers with such matrices.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Number of subjects.
    pub subjects: usize,
    /// Mean of their matrices.
    pub rdm: Rdm,
    /// Rank correlation of each layer with them: the mean over subjects. None where a layer has no order.
    pub rsa: Vec<Option<f64>>,
    /// Noise ceiling, lower and upper: how well any model could do. None with a single subject.
    pub ceiling: Option<(f64, f64)>,
}

impl Foreign {
    /// The matrices in a text: ten lines of ten numbers, parted by commas, semicolons or tabs; those of another subject after an
    /// empty line. Lines that begin with # are remarks.
    ///
    /// # Errors
    /// If it is no such table, or its matrix is not one of dissimilarities.
    pub fn read(text: &str) -> Result<Self> {
        let mut blocks: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
        for (at, line) in text.trim_start_matches('\u{feff}').lines().map(str::trim).enumerate() {
            match line {
                "" => blocks.push(Vec::new()),
                _ if line.starts_with('#') => {}
                _ => blocks.iter_mut().rev().take(1).for_each(|block| block.push((at + 1, line))),
            }
        }
        blocks.retain(|block| !block.is_empty());
        if blocks.is_empty() || blocks.len() > MOST {
            let found = blocks.len();
            return Err(wrong(format!("It holds {found} matrices; give 1 to {MOST}, with an empty line between two.")));
        }
        blocks.iter().map(|block| matrix(block)).collect::<Result<_>>().map(Self)
    }

    /// Comparison with layers of these dissimilarities, over the same digits.
    pub fn compare(&self, layers: &[Rdm]) -> Comparison {
        let Self(subjects) = self;
        let of = |layer: &Rdm| {
            let all: Option<Vec<f64>> = subjects.iter().map(|subject| rsa(subject, layer)).collect();
            all.map(|all| all.iter().sum::<f64>() / all.len() as f64)
        };
        Comparison {
            subjects: subjects.len(),
            rdm: mean_of(&subjects.iter().collect::<Vec<_>>(), DIGITS),
            rsa: layers.iter().map(of).collect(),
            ceiling: noise_ceiling(subjects),
        }
    }
}

fn wrong(what: String) -> Error {
    Error::new("dissimilarities", format!("The table of dissimilarities cannot be used. {what}"))
}

/// One subject's matrix.
fn matrix(block: &[(usize, &str)]) -> Result<Rdm> {
    let first = block[0].0;
    if block.len() != DIGITS {
        let found = block.len();
        return Err(wrong(format!(
            "The matrix from line {first} has {found} lines; give {DIGITS}, one for each digit from 0."
        )));
    }
    let rows = block.iter().map(|(at, line)| row(*at, line)).collect::<Result<Vec<_>>>()?;
    let largest = rows.iter().flatten().fold(0.0_f64, |most, value| most.max(*value));
    for (i, j) in (0..DIGITS).flat_map(|i| (0..=i).map(move |j| (i, j))) {
        let (there, back) = (rows[i][j], rows[j][i]);
        let line = block[i].0;
        if i == j && there > ROUNDING * largest {
            return Err(wrong(format!("Line {line}: the dissimilarity of {i} and {i} is {there}; it must be 0.")));
        }
        if (there - back).abs() > ROUNDING * largest {
            let both = format!("{i} and {j} differ by {there}, but {j} and {i} by {back}");
            return Err(wrong(format!("Line {line}: {both}; give one number for both.")));
        }
    }
    let pairs = (0..DIGITS).flat_map(|i| rows[i][..i].iter());
    if pairs.clone().all(|value| Some(value) == pairs.clone().next()) {
        return Err(wrong(format!(
            "All pairs of the matrix from line {first} have the same number, so they have no order."
        )));
    }
    Ok(rows.into_iter().map(|row| row.into_iter().map(Some).collect()).collect())
}

/// Ten numbers. With semicolons or tabs between them, a comma is a decimal comma.
fn row(at: usize, line: &str) -> Result<Vec<f64>> {
    let wide = line.contains([';', '\t']);
    let cells: Vec<_> = line.split(|c| if wide { c == ';' || c == '\t' } else { c == ',' }).map(str::trim).collect();
    if cells.len() != DIGITS {
        return Err(wrong(format!("Line {at} has {} entries; give {DIGITS}, with commas between them.", cells.len())));
    }
    let number = |cell: &&str| {
        let text = if wide { cell.replace(',', ".") } else { (*cell).to_owned() };
        let value = decimal(&text).filter(|value| value.is_finite() && *value >= 0.0);
        value.ok_or_else(|| wrong(format!("Line {at} holds \"{cell}\"; give numbers from 0 on.")))
    };
    cells.iter().map(number).collect()
}
