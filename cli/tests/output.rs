//! Deeds of other programs to the command line: readers that stop, disks that are full, folders that are not there, marks in files.
#![cfg(not(target_arch = "wasm32"))]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use microlearning::lab::experiments::{visit, Experiment, Visitor, IDS};

fn microlearning<S: AsRef<OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_microlearning"));
    command.args(args);
    command
}

fn run(args: &[&str]) -> Output {
    microlearning(args).output().expect("the program starts")
}

fn put(name: &str, bytes: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("the target folder can be written to");
    path.to_string_lossy().into_owned()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// An experiment's settings with which all of it takes a moment, as flags.
struct Quick;

impl Visitor for Quick {
    type Output = String;

    fn visit<E: Experiment>(self) -> String {
        E::QUICK.iter().map(|(id, value)| format!(" --{id} {value}")).collect()
    }
}

/// Every command, with its table and its JSON, and without remarks.
fn printing() -> Vec<Vec<String>> {
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let question = |name: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/deeper").join(name);
        let text = fs::read_to_string(file).expect("a fixture");
        let asked = serde_json::from_str::<serde_json::Value>(&text).expect("JSON")["in"].to_string();
        put(&format!("printed-{name}"), asked.as_bytes())
    };
    let records = Path::new(env!("CARGO_TARGET_TMPDIR")).join("printed");
    fs::create_dir_all(&records).expect("the target folder can be written to");
    let quick = |id: &&str| format!("{id}{}", visit(id, Quick).expect("an experiment"));
    // `run` prints any experiment; some have a command with a table of their own, too.
    let listed = text(&run(&["--help"]).stdout);
    let own = |id: &&&str| listed.lines().any(|line| line.split_whitespace().next() == Some(**id));
    let mut both: Vec<_> = IDS.iter().filter(own).map(quick).collect();
    assert!(!both.is_empty());
    both.push("rules".into());
    both.push("train --hidden 4 --epochs 1 --batch 5000".into());
    both.push("compare first --shards 1 --lanes backprop --link 2~~1~~epochs=1;hidden=4;batch=1000".into());
    let words = |line: &str| format!("-q {line}").split(' ').map(str::to_owned).collect::<Vec<_>>();
    let mut all: Vec<_> = both.iter().flat_map(|line| [words(line), words(&format!("{line} --json"))]).collect();
    all.extend(["completions bash", "man", "man train", "--help", "train --help", "--version"].map(words));
    all.push([words("analyze"), vec![question("linear_svm.json")]].concat());
    all.push([words("propose"), vec![question("dendritic_defaults.json")]].concat());
    all.extend(
        IDS.iter().map(|id| [words(&format!("run {}", quick(id))), vec!["--report".into(), path(&records)]].concat()),
    );
    all
}

#[test]
fn a_reader_who_stops_ends_the_program_quietly() {
    for args in &printing() {
        // Closed before the program starts, so that it cannot have printed everything already.
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = microlearning(args).stdout(writer).stderr(Stdio::piped()).output().expect("the program starts");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(141), String::new()), "{args:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_in_one_sentence() {
    for args in &printing() {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = microlearning(args).stdout(full).output().expect("the program starts");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.trim().lines().count() == 1 && said.contains("cannot be written"), "{args:?}: {said}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_remark_that_nobody_can_read_ends_no_run() {
    let few = ["train", "--hidden", "4", "--epochs", "1", "--batch", "5000", "--lr", "0,1"];
    let wrong = ["train", "--lr", "x"];
    for (args, status) in [(&few[..], 0), (&wrong[..], 2)] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let (reader, closed) = std::io::pipe().expect("a pipe");
        drop(reader);
        for place in [Stdio::from(full), Stdio::from(closed)] {
            let output = microlearning(args).stderr(place).output().expect("the program starts");
            assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(status), status != 0), "{args:?}");
        }
    }
}

#[test]
fn a_place_where_weights_cannot_be_saved_is_told_before_the_run() {
    let start = Instant::now();
    let output = run(&["train", "--hidden", "500", "--epochs", "500", "--save", "no-such-folder/weights.npz"]);
    assert!(start.elapsed().as_secs() < 10);
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("no-such-folder/weights.npz"), "{said}");
    // If they can be, nothing is left of the question.
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("never.npz");
    let refused = run(&["train", "--lr", "-1", "--save", &path.to_string_lossy()]);
    assert!(!refused.status.success() && !path.exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_run_whose_weights_find_no_room_is_printed_all_the_same() {
    for json in [&[][..], &["--json"]] {
        let args =
            [&["train", "--hidden", "4", "--epochs", "1", "--batch", "5000", "--save", "/dev/full"], json].concat();
        let output = run(&args);
        assert!(text(&output.stdout).contains(if json.is_empty() { "epoch  train loss" } else { "\"epochs\":[" }));
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains("/dev/full"), "{said}");
    }
}

#[test]
fn a_decimal_comma_is_told_of() {
    let few = ["train", "--hidden", "4", "--epochs", "1", "--batch", "5000", "--lr"];
    let said = |rate: &str| text(&run(&[&few[..], &[rate]].concat()).stderr);
    assert!(said("0,1").contains("read as two numbers, 0 and 1") && said("0,1").contains("write 0.1"));
    assert_eq!((said("0.1,0.01"), said("0.1")), (String::new(), String::new()));
}

#[test]
fn a_file_without_code_is_no_rule() {
    for (name, content) in [("empty.py", &b""[..]), ("blank.py", b"\r\n \t\n"), ("marked-empty.py", b"\xff\xfe")] {
        let output = run(&["train", "--epochs", "1", "--code", &put(name, content)]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains("is empty; give a file that sets dW."), "{}", text(&output.stderr));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_where_no_records_can_be_kept_is_told_of_before_the_first_job() {
    let start = Instant::now();
    for folder in ["/proc", "/dev/full"] {
        let output = run(&["run", "identify", "--networks", "100", "--epochs", "5", "--out", folder]);
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(2) && said.starts_with(&format!("{folder} cannot be used")), "{said}");
    }
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_file() {
    let rule = "# Half as fast\nfor l in range(L):\n    dW[l] = 0.5 * W[l]\n";
    let question = r#"{"rule": "backprop", "params": {}, "convention": "matched", "activation": "identity",
        "output": "softmax_nll", "layers": [{"w": [[0, 0], [0, 0]]}], "inputs": [[1, 2]], "labels": [0]}"#;
    let marked = |name: &str, text: &str| put(name, format!("\u{FEFF}{}", text.replace('\n', "\r\n")).as_bytes());
    let train =
        |file: &str| run(&["train", "--code", file, "--hidden", "4", "--epochs", "1", "--batch", "5000", "--json"]);
    let ends = |output: Output| {
        assert!(output.status.success(), "{}", text(&output.stderr));
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        value["epochs"][1]["train_loss"].clone()
    };
    assert_eq!(ends(train(&marked("marked.py", rule))), ends(train(&put("plain.py", rule.as_bytes()))));
    let propose = |file: &str| text(&run(&["propose", file]).stdout);
    let plain = propose(&put("plain.json", question.as_bytes()));
    assert!(!plain.is_empty());
    assert_eq!(propose(&marked("marked.json", question)), plain);
}

#[test]
fn data_in_several_gzip_members_are_the_same_data() {
    // Images of one pixel row each and their labels, packed at once and in two halves.
    let folder = |name: &str| Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let images = |n: u32| {
        [&[0, 0, 8, 3][..], &n.to_be_bytes(), &28u32.to_be_bytes(), &28u32.to_be_bytes(), &vec![7; n as usize * 784]]
            .concat()
    };
    let labels =
        |n: u32| [&[0, 0, 8, 1][..], &n.to_be_bytes(), &(0..n).map(|i| (i % 10) as u8).collect::<Vec<_>>()].concat();
    let files = [
        ("train-images-idx3-ubyte.gz", images(100)),
        ("train-labels-idx1-ubyte.gz", labels(100)),
        ("t10k-images-idx3-ubyte.gz", images(20)),
        ("t10k-labels-idx1-ubyte.gz", labels(20)),
    ];
    let printed = |name: &str, pack: fn(&[u8]) -> Vec<u8>| {
        fs::create_dir_all(folder(name)).expect("the target folder can be written to");
        for (file, bytes) in &files {
            fs::write(folder(name).join(file), pack(bytes)).expect("it can be written");
        }
        run(&[
            "train",
            "--hidden",
            "4",
            "--epochs",
            "1",
            "--batch",
            "10",
            "--data",
            &folder(name).to_string_lossy(),
            "--json",
        ])
    };
    let epochs = |output: &Output| {
        assert!(output.status.success(), "{}", text(&output.stderr));
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        value["per_class"].clone()
    };
    let whole = printed("one-member", gzip);
    let halves =
        printed("two-members", |bytes| [gzip(&bytes[..bytes.len() / 2]), gzip(&bytes[bytes.len() / 2..])].concat());
    assert_eq!(epochs(&whole), epochs(&halves));
    let junk = printed("junk", |bytes| [gzip(bytes), b"junk".to_vec()].concat());
    assert!(text(&junk.stderr).contains("they are no gzip data"), "{}", text(&junk.stderr));
    let cut = printed("cut", |bytes| [gzip(&bytes[..9]), gzip(&bytes[9..])[..20].to_vec()].concat());
    assert!(text(&cut.stderr).contains("damaged or cut short"), "{}", text(&cut.stderr));
}

/// A member of a gzip file (RFC 1952) that holds the bytes as they are, in stored blocks (RFC 1951).
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let blocks: Vec<_> = bytes.chunks(0xffff).collect();
    for (i, block) in blocks.iter().enumerate() {
        packed.push(u8::from(i + 1 == blocks.len()));
        let length = block.len() as u16;
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(*block);
    }
    let sum = bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    });
    packed.extend((!sum).to_le_bytes());
    packed.extend((bytes.len() as u32).to_le_bytes());
    packed
}

/// A long run that is interrupted after its first epochs.
#[cfg(target_os = "linux")]
fn interrupted(args: &[&str], after: std::time::Duration) -> Output {
    let child = microlearning(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    std::thread::sleep(after);
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(kill.success());
    child.wait_with_output().expect("it ends")
}

#[test]
#[cfg(target_os = "linux")]
fn what_an_interrupted_run_has_measured_is_printed() {
    let two = std::time::Duration::from_secs(2);
    let args = ["train", "--hidden", "100", "--epochs", "400", "--images", "4000", "--json"];
    let output = interrupted(&args, two);
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(130) && said.starts_with("Interrupted: "), "{:?} {said}", output.status);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let epochs = value["epochs"].as_array().expect("a list").len();
    assert!((1..400).contains(&epochs), "{epochs}");
}

#[test]
#[cfg(target_os = "linux")]
fn what_an_interrupted_experiment_has_measured_is_printed() {
    let second = std::time::Duration::from_secs(1);
    let commands: [&[&str]; 4] = [
        &["snr", "--images", "1000", "--json"],
        &["identify", "--networks", "100", "--epochs", "5", "--json"],
        &["representations", "--epochs", "30", "--json"],
        &["variance", "--widest", "512", "--draws", "4000", "--json"],
    ];
    for args in commands {
        let output = interrupted(args, second);
        let said = text(&output.stderr);
        assert!(
            output.status.code() == Some(130) && said.contains("Interrupted: "),
            "{args:?}: {:?} {said}",
            output.status
        );
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}"));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_interrupted_run_keeps_the_records_of_its_jobs() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("interrupted");
    let _ = std::fs::remove_dir_all(&folder);
    let place = folder.display().to_string();
    let args = ["run", "identify", "--networks", "100", "--epochs", "2", "--out", &place];
    let output = interrupted(&args, std::time::Duration::from_secs(3));
    let said = text(&output.stderr);
    assert!(
        output.status.code() == Some(130) && said.contains("jobs are done.") && said.contains("Interrupted: "),
        "{said}"
    );
    assert!(std::fs::read_dir(&folder).is_ok_and(|files| files.count() > 0), "{said}");
}

#[test]
fn a_lane_that_diverges_leaves_what_others_have_measured() {
    let link = "2~backprop,feedback_alignment~1~~hidden=4;feedback_alignment.lr=1000;feedback_alignment.activation=identity;feedback_alignment.output=linear_mse";
    let output = run(&["compare", "late", "--shards", "1", "--link", link]);
    let (out, said) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("feedback_alignment, seed 1: ") && out.contains("backprop ("), "{out}{said}");
}

#[test]
fn quiet_leaves_results_and_errors() {
    let few = ["train", "--hidden", "4", "--epochs", "1", "--batch", "5000", "--lr", "0,1"];
    let (loud, quiet) = (run(&few), run(&[&["-q"], &few[..]].concat()));
    assert!(!loud.stderr.is_empty() && quiet.stderr.is_empty() && !quiet.stdout.is_empty());
    assert!(text(&run(&["train", "-q", "--lr", "x"]).stderr).contains("lr"));
}

#[test]
fn shells_and_manuals_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = text(&run(&["completions", shell]).stdout);
        assert!(["train", "compare", "hidden", "completions"].iter().all(|word| script.contains(word)), "{shell}");
    }
    let page = text(&run(&["man"]).stdout);
    assert!(page.contains(".TH microlearning") && page.contains("130 interrupted"), "{page}");
    assert!(text(&run(&["man", "train"]).stdout).contains("weight_decay"));
}

#[test]
#[cfg(target_os = "linux")]
fn memory_that_is_not_there_is_told_in_one_sentence() {
    let program = env!("CARGO_BIN_EXE_microlearning");
    let run = format!("ulimit -v 150000; exec {program} train --hidden 2000,2000,2000,2000 --epochs 1");
    let output = Command::new("sh").args(["-c", &run]).output().expect("a shell");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.trim().lines().count() == 1 && said.contains("MB more than there is memory for"), "{said}");
}
