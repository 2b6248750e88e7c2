//! Experiments job by job: killed, shared out, told what is wrong with a folder.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// Few and small networks: 84 jobs.
const SMALL: [&str; 13] = [
    "identify",
    "--rules",
    "adam,feedback_alignment",
    "--networks",
    "8",
    "--epochs",
    "1",
    "--snapshots",
    "2",
    "--hidden",
    "4",
    "--stimuli",
    "5",
];
const KILLS: u32 = 20;

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    path
}

fn command(args: &[&str], more: &[&str], folder: &PathBuf) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_microlearning"));
    command.arg("run").args(args).args(more).arg(folder);
    command
}

fn ran(args: &[&str], more: &[&str], folder: &PathBuf) -> Output {
    command(args, more, folder).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The report of what is there, and how much that is said to be.
fn report(args: &[&str], folder: &PathBuf) -> (String, String) {
    let output = ran(args, &["--report"], folder);
    assert!(output.status.success(), "{}", said(&output));
    (String::from_utf8_lossy(&output.stdout).into_owned(), said(&output))
}

/// The records that are there, and when each was written.
fn records(folder: &PathBuf) -> BTreeMap<String, SystemTime> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let record = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let written = entry.metadata().and_then(|about| about.modified()).ok()?;
        name.ends_with(".record").then_some((name, written))
    };
    entries.flatten().filter_map(record).collect()
}

#[test]
fn killed_twenty_times_it_loses_the_job_in_hand_and_nothing_else() {
    let (calm, killed) = (folder("calm"), folder("killed"));
    let begun = SystemTime::now();
    assert!(ran(&SMALL, &["--out"], &calm).status.success());
    let whole = begun.elapsed().expect("time goes on").as_millis() as u32;
    let expected = report(&SMALL, &calm);
    let mut before = BTreeMap::new();
    for kill in 0..KILLS {
        let mut child = command(&SMALL, &["--out"], &killed).stderr(Stdio::null()).spawn().expect("the program starts");
        // At any moment, from its first steps to somewhere within its work.
        let moment = (kill * 7919 + whole * 31) % (whole / 2).max(1);
        sleep(Duration::from_millis(u64::from(moment)));
        child.kill().expect("it can be killed");
        child.wait().expect("it is gone");
        let after = records(&killed);
        for (name, written) in &before {
            assert_eq!(after.get(name), Some(written), "kill {kill}: {name} was lost or done again");
        }
        if !after.is_empty() {
            report(&SMALL, &killed);
        }
        before = after;
    }
    assert!(ran(&SMALL, &["--out"], &killed).status.success());
    assert!(before.iter().all(|(name, written)| records(&killed).get(name) == Some(written)));
    assert_eq!(report(&SMALL, &killed), expected);
    assert_eq!(records(&killed).keys().collect::<Vec<_>>(), records(&calm).keys().collect::<Vec<_>>());
    let left = fs::read_dir(&killed).expect("a folder").flatten().count();
    assert_eq!(left, records(&killed).len(), "something half written is left");
}

#[test]
fn parts_make_the_whole_and_what_waits_for_others_says_so() {
    let (shared, alone) = (folder("shared"), folder("alone"));
    assert!(ran(&SMALL, &["--out"], &alone).status.success());
    let first = ran(&SMALL, &["--part", "1/2", "--out"], &shared);
    assert!(said(&first).contains("wait for records of others"), "{}", said(&first));
    assert!(report(&SMALL, &shared).1.contains("identify: 8 of "), "{}", report(&SMALL, &shared).1);
    for part in ["2/2", "1/2", "2/2"] {
        assert!(ran(&SMALL, &["--part", part, "--out"], &shared).status.success());
    }
    assert_eq!(report(&SMALL, &shared), report(&SMALL, &alone));
    let output = ran(&SMALL, &["--part", "3/2", "--out"], &shared);
    assert!(!output.status.success() && said(&output).contains("I from 1 to N"), "{}", said(&output));
}

#[test]
fn the_report_is_the_one_that_the_experiment_s_own_command_prints() {
    let variance = ["variance", "--widest", "8", "--draws", "20"];
    let out = folder("variance");
    assert!(ran(&variance, &["--out"], &out).status.success());
    let own = Command::new(env!("CARGO_BIN_EXE_microlearning")).args(variance).arg("--json").output();
    assert_eq!(report(&variance, &out).0, String::from_utf8_lossy(&own.expect("the program starts").stdout));
}

#[test]
fn other_settings_other_images_and_other_versions_are_not_mixed_in() {
    let out = folder("mixed");
    let with = |more: &[&'static str]| [&["variance", "--widest", "8", "--draws", "20"][..], more].concat();
    assert!(ran(&with(&[]), &["--out"], &out).status.success());
    for other in [&["--seed", "2"][..], &["--shards", "2"]] {
        assert!(report(&with(other), &out).1.contains("0 of 1 jobs"), "{other:?}");
        assert!(ran(&with(other), &["--out"], &out).status.success());
        assert!(report(&with(other), &out).1.contains("1 of 1 jobs"), "{other:?}");
    }
    assert_eq!(records(&out).len(), 3);
    // A record of another version has another name; under this name it is refused.
    let (name, _) = records(&folder_of("variance-again")).pop_first().expect("a record");
    let path = folder_path("variance-again").join(name);
    let text = fs::read_to_string(&path).expect("a record");
    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version));
    fs::write(&path, text.replace(&version, "\"version\":\"0.0.9\"")).expect("it can be written to");
    let told = said(&ran(&with(&[]), &["--report"], &folder_path("variance-again")));
    assert!(told.contains("record of something else") && told.contains("0.0.9"), "{told}");
}

/// The records that versions of the program have written, each as it was: name and text.
fn kept() -> Vec<(String, String)> {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/upgrades/records");
    let entries = fs::read_dir(fixtures).expect("records of every version").flatten();
    let text = |entry: &fs::DirEntry| fs::read_to_string(entry.path()).expect("a record");
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), text(&entry))).collect()
}

#[test]
fn records_of_every_version_are_used_or_told_of() {
    let args = ["variance", "--widest", "8", "--draws", "20"];
    let now = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let all = kept();
    assert!(all.iter().any(|(_, text)| text.contains(&now)), "give {now} a record in tests/fixtures/upgrades/records");
    let told = |name: &str, text: &str| {
        let out = folder("kept-record");
        fs::create_dir_all(&out).expect("a folder");
        fs::write(out.join(name), text).expect("it can be written to");
        said(&ran(&args, &["--report"], &out))
    };
    for (name, text) in &all {
        let said = told(name, text);
        if text.contains(&now) {
            assert!(said.contains("1 of 1 jobs") && !said.contains("not used"), "{name}: {said}");
        } else {
            assert!(said.contains("0 of 1 jobs") && said.contains("1 of the records in"), "{name}: {said}");
        }
        // Records of another version have another header, and so another name.
        for (from, to, words) in [
            ("\"version\":\"", "\"version\":\"0.0.", "program (0.0."),
            ("\"draws\":", "\"draw\":", "with other settings)"),
        ] {
            let said = told("variance-0.record", &text.replace(from, to));
            assert!(said.contains("0 of 1 jobs") && said.contains(words) && said.contains("done again"), "{said}");
        }
    }
}

fn folder_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A folder with one record.
fn folder_of(name: &str) -> PathBuf {
    let out = folder(name);
    assert!(ran(&["variance", "--widest", "8", "--draws", "20"], &["--out"], &out).status.success());
    out
}

#[test]
fn what_is_damaged_or_missing_is_told_in_one_sentence() {
    let args = ["variance", "--widest", "8", "--draws", "20"];
    let out = folder_of("damaged");
    let (name, _) = records(&out).pop_first().expect("a record");
    let whole = fs::read(out.join(&name)).expect("a record");
    let changed = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        bytes
    };
    let third = whole.len() - 60;
    for damage in
        [vec![], whole[..whole.len() / 2].to_vec(), changed(third, b'x'), changed(third, 0xff), b"notes".to_vec()]
    {
        fs::write(out.join(&name), damage).expect("it can be written to");
        for more in ["--report", "--out"] {
            let output = ran(&args, &[more], &out);
            assert_eq!((output.status.code(), said(&output).lines().count()), (Some(2), 1), "{}", said(&output));
            assert!(said(&output).contains(&name) && said(&output).contains("Delete it"), "{}", said(&output));
        }
    }
    fs::remove_file(out.join(&name)).expect("it is there");
    fs::write(out.join("notes.txt"), "mine").expect("it can be written to");
    assert!(report(&args, &out).1.contains("0 of 1 jobs"));
    for (more, words) in [("--report", "no folder"), ("--out", "cannot be used")] {
        let output = ran(&args, &[more], &out.join("notes.txt"));
        assert!(output.status.code() == Some(2) && said(&output).contains(words), "{}", said(&output));
    }
}
