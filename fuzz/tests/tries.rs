//! A fixed number of inputs for each target, the same on every machine: the corpus, and what a seeded mutator makes of it.
//! None may panic, take longer than [`LONGEST`] or hold more than [`MOST`].
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use microlearning_fuzz::{mutate, Target, ALL};

/// Longest time that an input may take, on a busy machine and with all checks on.
const LONGEST: Duration = Duration::from_secs(5);
/// Largest number of bytes that may be held at once.
const MOST: u64 = 1 << 30;
/// One seed, so that the inputs are always the same.
const SEED: u32 = 16;

fn here(folder: &str, name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name)
}

/// The committed inputs, in the order of their names.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = here("corpus", name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .flatten()
        .map(|f| f.path())
        .collect();
    files.sort();
    files.iter().map(|path| fs::read(path).expect("an input")).collect()
}

fn one(target: &Target, input: &[u8]) {
    let start = Instant::now();
    let held = allocation_counter::measure(|| {
        let tried = std::panic::catch_unwind(|| (target.run)(input));
        if tried.is_err() {
            panic!("{}: see above what this input did: {:?}", target.name, String::from_utf8_lossy(input));
        }
    });
    let shown = || String::from_utf8_lossy(input).into_owned();
    assert!(start.elapsed() < LONGEST, "{}: {:?} for {}", target.name, start.elapsed(), shown());
    assert!(held.bytes_max < MOST, "{}: {} bytes for {}", target.name, held.bytes_max, shown());
}

fn tried(name: &str) {
    let target = ALL.iter().find(|target| target.name == name).expect("a target of the table");
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "{name}: put a sound input into fuzz/corpus/{name}");
    corpus.iter().for_each(|input| one(target, input));
    let words = fs::read_to_string(here("words", &format!("{name}.txt"))).unwrap_or_default();
    let mut mutator = mutate::Mutator::new(corpus, mutate::words(&words), SEED);
    (0..target.tries).for_each(|_| one(target, &mutator.input()));
}

macro_rules! tests {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            tried(stringify!($name));
        })*

        #[test]
        fn every_target_is_tried_here_and_by_libfuzzer() {
            let tried = [$(stringify!($name)),*];
            assert_eq!(ALL.map(|target| target.name), tried);
            for name in tried {
                let wrapper = here("libfuzzer/fuzz_targets", &format!("{name}.rs"));
                assert!(wrapper.is_file(), "{} is missing", wrapper.display());
                let manifest = fs::read_to_string(here("libfuzzer", "Cargo.toml")).expect("its manifest");
                assert!(manifest.contains(&format!("name = \"{name}\"\n")), "fuzz/libfuzzer/Cargo.toml lacks {name}");
            }
        }
    };
}

tests!(idx gzip npz weights link choice config parse script attempt propose analyze dissimilarities charts drawing export);
