//! Files of weights that NumPy can open, and files that nothing can.

use microlearning::base::npz::{read, write, Array};

/// `numpy.savez_compressed("numpy.npz", W1=numpy.arange(6.0).reshape(2, 3), W2=numpy.asfortranarray(...), b1=...)`, with
/// NumPy 2.4: float64 by rows, float32 by columns, float32 with one axis.
const BY_NUMPY: &[u8] = include_bytes!("../fixtures/numpy.npz");

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
        &include_bytes!("../fixtures/npz/by-rows.npz")[..],
        include_bytes!("../fixtures/npz/by-columns.npz"),
        include_bytes!("../fixtures/npz/by-columns-no-space.npz"),
        include_bytes!("../fixtures/npz/by-columns-two-spaces.npz"),
        include_bytes!("../fixtures/npz/no-spaces.npz"),
    ];
    let expected = read("by-rows.npz", rows).expect("NumPy's own file");
    assert!(expected.iter().any(|array| array.shape.len() == 2 && array.shape[0] != array.shape[1]));
    for (i, bytes) in others.into_iter().enumerate() {
        assert!(read("other.npz", bytes).expect("the same arrays") == expected, "{i}");
    }
}

/// File that `fixtures/npz/make_kinds.py` has written.
const KINDS: &[u8] = include_bytes!("../fixtures/npz/kinds.npz");

#[test]
fn real_numbers_of_every_kind_and_in_every_version_of_the_format_are_read() {
    let arrays = read("kinds.npz", KINDS).expect("NumPy's own file");
    let (kinds, others): (Vec<_>, Vec<_>) = arrays.iter().partition(|one| one.shape.len() == 2);
    assert_eq!(kinds.len(), 21);
    for Array { name, values, .. } in kinds {
        assert_eq!(values[..], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0], "{name}");
    }
    // As `float(x)` of NumPy has them.
    let halves = [-1.5, 6.097_555_160_522_461e-5, 5.960_464_477_539_063e-8, -0.0, 65504.0, 0.099_975_585_937_5];
    assert_eq!(others, [&array("halves", &[6], &halves), &array("truths", &[3], &[1.0, 0.0, 1.0])]);
    assert!(others[0].values[3].is_sign_negative());
}

#[test]
fn what_is_too_large_for_a_weight_is_told_and_only_the_ending_of_a_name_is_left_out() {
    let large = array("W1", &[1, 1], &[if cfg!(feature = "f64") { f64::INFINITY } else { 1e300 }]);
    let file = |npy: &[u8], name: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a zip file");
        std::io::Write::write_all(&mut zip, npy).expect("a Vec takes all");
        zip.finish().expect("a zip file").into_inner()
    };
    let npy = |values: &[f64]| {
        let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({},), }}\n", values.len());
        let length = (header.len() as u16).to_le_bytes();
        let data = values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<_>>();
        [b"\x93NUMPY\x01\0", &length[..], header.as_bytes(), &data].concat()
    };
    let message = read("w.npz", &file(&npy(&large.values), "W1.npy")).expect_err("too large").message;
    assert!(message.contains("W1 holds a number that is not finite, or too large"), "{message}");
    let names = ["W1.npy", "W1.npy.npy", "W1"].map(|name| read("w.npz", &file(&npy(&[1.0]), name)).expect("a number"));
    assert_eq!(names.map(|arrays| arrays[0].name.clone()), ["W1", "W1.npy", "W1"]);
}
