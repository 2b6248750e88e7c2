//! Files of weights that NumPy can open, and files that nothing can.
#![cfg(not(target_arch = "wasm32"))]

use microlearning::base::npz::{read, write, Array};

/// `numpy.savez_compressed("numpy.npz", W1=numpy.arange(6.0).reshape(2, 3), W2=numpy.asfortranarray(...), b1=...)`, with
/// NumPy 2.4: float64 by rows, float32 by columns, float32 with one axis.
const BY_NUMPY: &[u8] = include_bytes!("fixtures/numpy.npz");

fn array(name: &str, shape: &[usize], values: &[f64]) -> Array {
    Array { name: name.into(), shape: shape.to_vec(), values: values.to_vec() }
}

#[test]
fn what_is_written_is_read_again() {
    let arrays = [array("W1", &[2, 3], &[0.5, -1.0, 2.0, 0.25, 0.0, 1e-3_f32.into()]), array("b1", &[2], &[1.0, -2.0])];
    let bytes = write(&arrays).expect("small arrays fit");
    assert_eq!(read("w.npz", &bytes).expect("our own file"), arrays);
}

#[test]
fn what_numpy_wrote_is_read() {
    let arrays = read("numpy.npz", BY_NUMPY).expect("NumPy's own file");
    assert_eq!(arrays[0], array("W1", &[2, 3], &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]));
    assert_eq!(arrays[1], array("W2", &[2, 3], &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]));
    assert_eq!(arrays[2], array("b1", &[2], &[0.5, -0.25]));
}

#[test]
fn a_damaged_file_gives_a_sentence_whatever_is_damaged() {
    let whole = write(&[array("W1", &[2, 3], &[1.0; 6])]).expect("small arrays fit");
    for cut in 0..whole.len() {
        let message = read("w.npz", &whole[..cut]).expect_err("half a file").message;
        assert!(message.starts_with("w.npz: ") && message.ends_with("arrays."), "{message}");
    }
    for at in 0..whole.len() {
        for flip in [0xff, 0x01, 0x80] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            if let Err(error) = read("w.npz", &bytes) {
                assert!(error.message.starts_with("w.npz: "), "{}", error.message);
            }
        }
    }
}

#[test]
fn arrays_that_are_no_weights_are_refused() {
    for (values, what) in [(vec![f64::NAN; 2], "not finite"), (vec![1.0; 3], "says [2]")] {
        let bytes = write(&[array("b1", &[2], &values)]).expect("small arrays fit");
        let message = read("w.npz", &bytes).expect_err(what).message;
        assert!(message.contains("b1") && message.contains(what), "{message}");
    }
}

#[test]
fn however_a_header_is_spaced_and_the_numbers_lie_the_arrays_are_the_same() {
    let [rows, others @ ..] = [
        &include_bytes!("fixtures/npz/by-rows.npz")[..],
        include_bytes!("fixtures/npz/by-columns.npz"),
        include_bytes!("fixtures/npz/by-columns-no-space.npz"),
        include_bytes!("fixtures/npz/by-columns-two-spaces.npz"),
        include_bytes!("fixtures/npz/no-spaces.npz"),
    ];
    let expected = read("by-rows.npz", rows).expect("NumPy's own file");
    assert!(expected.iter().any(|array| array.shape.len() == 2 && array.shape[0] != array.shape[1]));
    for (i, bytes) in others.into_iter().enumerate() {
        assert!(read("other.npz", bytes).expect("the same arrays") == expected, "{i}");
    }
}
