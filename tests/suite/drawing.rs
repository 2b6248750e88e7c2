//! A drawing becomes a picture as MNIST's were made.

use microlearning::data::as_mnist;

/// A filled rectangle on a field of 280 × 200.
fn rectangle(left: usize, top: usize, width: usize, height: usize) -> Vec<u8> {
    let inside = |x: usize, y: usize| (left..left + width).contains(&x) && (top..top + height).contains(&y);
    (0..280 * 200).map(|at| if inside(at % 280, at / 280) { 255 } else { 0 }).collect()
}

/// Columns and rows from the first to the last that hold ink.
fn extent(picture: &[u8]) -> (usize, usize, usize, usize) {
    let xs = || (0..28).filter(|x| (0..28).any(|y| picture[y * 28 + x] > 0));
    let ys = || (0..28).filter(|y| (0..28).any(|x| picture[y * 28 + x] > 0));
    let edge = |at: Option<usize>| at.expect("something is drawn");
    (edge(xs().next()), edge(xs().next_back()), edge(ys().next()), edge(ys().next_back()))
}

#[test]
fn a_digit_fills_twenty_pixels_and_keeps_its_proportions_wherever_and_however_large_it_was_drawn() {
    for (left, top, scale) in [(0, 0, 1), (17, 31, 4), (200, 100, 2)] {
        let picture = as_mnist(&rectangle(left, top, 10 * scale, 20 * scale), 280, 200).expect("a drawing");
        assert_eq!(extent(&picture), (9, 18, 4, 23));
        assert!(picture.iter().all(|ink| *ink == 0 || *ink == 255));
    }
}

#[test]
fn ink_is_kept_when_lines_fall_between_pixels() {
    let picture = as_mnist(&rectangle(3, 5, 33, 47), 280, 200).expect("a drawing");
    let ink: f64 = picture.iter().map(|ink| f64::from(*ink) / 255.0).sum();
    let expected = 33.0 * 47.0 * (20.0_f64 / 47.0).powi(2);
    assert!((ink - expected).abs() < 0.01 * expected, "{ink} where {expected} was expected");
}

#[test]
fn the_centre_of_mass_is_in_the_middle() {
    // A heavy foot under a thin stem.
    let mut drawing = rectangle(60, 20, 4, 100);
    drawing.iter_mut().zip(rectangle(40, 114, 30, 6)).for_each(|(a, b)| *a = (*a).max(b));
    let picture = as_mnist(&drawing, 280, 200).expect("a drawing");
    let total: f64 = picture.iter().map(|ink| f64::from(*ink)).sum();
    let mean = |axis: fn(usize) -> usize| -> f64 {
        picture.iter().enumerate().map(|(at, ink)| axis(at) as f64 * f64::from(*ink)).sum::<f64>() / total
    };
    assert!((mean(|at| at % 28) - 13.5).abs() <= 0.5);
    assert!((mean(|at| at / 28) - 13.5).abs() <= 0.5);
}

#[test]
fn an_empty_sheet_and_a_wrong_size_give_a_sentence() {
    assert!(as_mnist(&[0; 100], 10, 10).expect_err("empty").message.starts_with("Nothing is drawn"));
    assert!(as_mnist(&[0; 99], 10, 10).expect_err("size").message.contains("10 × 10"));
    // A single dot is a digit that fills the box.
    assert_eq!(extent(&as_mnist(&[255], 1, 1).expect("a dot")), (4, 23, 4, 23));
}

#[test]
fn a_size_that_no_drawing_has_is_refused_at_once() {
    for (width, height) in [(usize::MAX, 0), (0, usize::MAX)] {
        assert!(as_mnist(&[], width, height).is_err(), "{width} × {height}");
    }
    // The product of these, in as many bits as a number has, is 4.
    assert!(as_mnist(&[255; 4], (1 << (usize::BITS - 1)) + 2, 2).is_err());
}
