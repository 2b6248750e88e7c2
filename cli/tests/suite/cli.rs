//! The command line as its users meet it: output, exit codes, messages.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::{json, Value};

fn microlearning(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_microlearning")).args(args).output().expect("the program starts")
}

fn stdout(args: &[&str]) -> Value {
    let output = microlearning(args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

/// Exit code 2 and one line on standard error that holds these words.
fn refused(args: &[&str], words: &[&str]) {
    let output = microlearning(args);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert_eq!(message.trim().lines().count(), 1, "{message}");
    for word in words {
        assert!(message.contains(word), "\"{message}\" does not say \"{word}\"");
    }
}

fn file(name: &str, content: &Value) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content.to_string()).expect("the target folder can be written to");
    path.to_string_lossy().into_owned()
}

fn question() -> Value {
    json!({
        "rule": "backprop", "params": {}, "convention": "matched", "activation": "identity", "output": "softmax_nll",
        "layers": [{"w": [[0.0, 0.0], [0.0, 0.0]], "b": [0.0, 0.0]}],
        "inputs": [[1.0, 2.0], [3.0, 4.0]], "labels": [0, 1]
    })
}

#[test]
fn propose_gives_the_update_that_can_be_worked_out_by_hand() {
    let answer = stdout(&["propose", &file("good.json", &question())]);
    // y = (½, ½), so −δ is (½, −½) for the first image and (−½, ½) for the second; ΔW is the mean of their outer products.
    assert_eq!(answer["delta"][0]["w"], json!([[-0.5, -0.5], [0.5, 0.5]]));
    assert_eq!(answer["delta"][0]["b"], json!([0.0, 0.0]));
    assert!((answer["loss"].as_f64().expect("a number") - 2f64.ln()).abs() < 1e-6);
}

#[test]
fn propose_names_the_field_that_is_wrong() {
    let wrong = |name: &str, change: fn(&mut Value), words: &[&str]| {
        let mut question = question();
        change(&mut question);
        refused(&["propose", &file(name, &question)], words);
    };
    wrong("rule.json", |q| q["rule"] = json!("magic"), &["rule", "magic", "backprop"]);
    wrong("params.json", |q| q["params"] = json!({"sigma": 1}), &["params", "sigma"]);
    wrong("convention.json", |q| q["convention"] = json!("own"), &["convention", "tutorial"]);
    wrong("activation.json", |q| q["activation"] = json!("step"), &["activation", "sigmoid"]);
    wrong("output.json", |q| q["output"] = json!("x"), &["output", "softmax_nll"]);
    wrong("ragged.json", |q| q["layers"][0]["w"] = json!([[1, 2], [3]]), &["layers[0].w[1]", "1 numbers where 2"]);
    wrong("none.json", |q| q["layers"] = json!([]), &["layers is empty"]);
    wrong("bias.json", |q| q["layers"][0]["b"] = json!([1]), &["layers[0].b", "1 numbers where 2"]);
    wrong("inputs.json", |q| q["inputs"] = json!([[1], [2]]), &["inputs[0]", "1 numbers where 2"]);
    wrong("labels.json", |q| q["labels"] = json!([0]), &["labels has 1 entries for 2 inputs"]);
    wrong("label.json", |q| q["labels"] = json!([0, 2]), &["labels[1] is 2", "outputs 0 to 1"]);
    wrong("feedback.json", |q| q["feedback"] = json!([{"w": [[1]]}]), &["feedback has 1 entries where 0"]);
    wrong("noise.json", |q| q["noise"] = json!({"layers": []}), &["noise.layers has 0 entries where 1"]);
    wrong(
        "noise-h.json",
        |q| q["noise"] = json!({"layers": [{"h": [[1, 2]]}]}),
        &["noise.layers[0].h has 1 rows where 2"],
    );
    wrong(
        "noise-b.json",
        |q| q["noise"] = json!({"layers": [{"w": [[0, 0], [0, 0]]}]}),
        &["noise.layers[0].b is missing"],
    );
    wrong(
        "whole.json",
        |q| (q["rule"], q["params"]) = (json!("hebbian"), json!({"oja": 0.5})),
        &["params.oja is 0.5", "whole number from 0 to 2"],
    );
    wrong("type.json", |q| q["inputs"] = json!([["a", 2], [3, 4]]), &["inputs[0][0]", "expected f64"]);
    wrong("unknown.json", |q| q["eta"] = json!(1), &["eta", "unknown field"]);
    wrong("large.json", |q| q["layers"][0]["w"][0][0] = json!(1e300), &["layers[0].w", "too large"]);
    refused(&["propose", "no-such-file.json"], &["no-such-file.json", "cannot be read"]);
}

#[test]
fn propose_draws_what_is_not_given_the_same_each_time() {
    let question = |rule: &str| {
        let mut question = question();
        question["rule"] = json!(rule);
        question["layers"] = json!([{"w": [[1, 2], [3, 4]], "b": null}, {"w": [[1, -1], [0.5, 2]], "b": null}]);
        question
    };
    for rule in ["feedback_alignment", "kolen_pollack", "weight_mirror", "node_perturbation", "weight_perturbation"] {
        let file = file(&format!("draw-{rule}.json"), &question(rule));
        let (one, two) = (stdout(&["propose", &file]), stdout(&["propose", &file]));
        assert_eq!(one, two);
        assert_eq!(one["feedback_delta"].is_array(), ["kolen_pollack", "weight_mirror"].contains(&rule), "{rule}");
    }
}

#[test]
fn train_prints_one_object_with_every_epoch() {
    let args = "train --preset project --rule backprop --epochs 1 --hidden 10 --classes 0,1 --seed 7 --json";
    let answer = stdout(&args.split(' ').collect::<Vec<_>>());
    let epochs = answer["epochs"].as_array().expect("epochs");
    assert_eq!(epochs.len(), 2);
    assert_eq!(epochs[0]["epoch"], 0);
    for key in ["train_loss", "train_accuracy", "valid_loss", "valid_accuracy", "test_accuracy", "seconds"] {
        assert!(epochs[1][key].is_number(), "{key}");
    }
    assert_eq!(epochs[1]["cosine"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer["config"]["seed"], 7);
    assert_eq!(
        (answer["last50_loss"].as_array().map(Vec::len), answer["snr"].as_array().map(Vec::len)),
        (Some(1), Some(2))
    );
    assert!(epochs[1]["valid_accuracy"].as_f64() > Some(95.0), "0 and 1 are easy to tell apart: {answer}");
}

#[test]
fn train_refuses_what_it_cannot_do_in_one_sentence() {
    refused(&["train", "--rule", "magic"], &["rule", "backprop"]);
    refused(&["train", "--lr", "-1"], &["lr", "from 0"]);
    refused(&["train", "--hidden", "0"], &["hidden", "from 1 to 2000"]);
    refused(&["train", "--param", "sigma"], &["NAME=VALUE"]);
    refused(&["train", "--data", "/no/such/folder"], &["data", "train-images-idx3-ubyte"]);
    refused(&["train", "--all"], &["--data"]);
    let diverging =
        ["train", "--activation", "relu", "--lr", "1000", "--weight_decay", "9", "--classes", "0,1", "--epochs", "1"];
    refused(&diverging, &["diverged", "learning rate"]);
}

#[test]
fn rules_lists_every_card() {
    let cards = stdout(&["rules", "--json"]);
    assert!(cards.as_array().is_some_and(|cards| cards.iter().any(|card| card["id"] == "backprop")));
    let text = String::from_utf8(microlearning(&["rules"]).stdout).expect("UTF-8");
    assert!(text.contains("Rumelhart"), "{text}");
}

#[test]
fn rules_finds_a_rule_by_what_it_is_called_elsewhere() {
    let asked = ["rules", "sign-concordant", "magnitudes", "redrawn", "each", "batch"];
    let text = String::from_utf8(microlearning(&asked).stdout).expect("UTF-8");
    assert!(text.starts_with("Sign symmetry (sign_symmetry)") && text.contains("magnitude=redrawn"), "{text}");
    assert_eq!(text.matches("), short ").count(), 1, "{text}");
    refused(&["rules", "brSF", "no-such-word"], &["no rule", "brsf, no-such-word", "fewer"]);
}

#[test]
fn variance_prints_what_is_predicted_and_what_is_measured() {
    let args = "variance --widest 8 --draws 2000 --seed 5 --json";
    let answer = stdout(&args.split(' ').collect::<Vec<_>>());
    assert_eq!((&answer["widths"], &answer["weights"]), (&json!([4, 8]), &json!([16, 64])));
    for (rule, expected) in [(0, [17.0, 65.0]), (1, [5.0, 9.0])] {
        for (i, expected) in expected.into_iter().enumerate() {
            let number = |key: &str| answer["rules"][rule][key][i].as_f64().expect("a number");
            assert!((number("predicted") / expected - 1.0).abs() < 1e-5, "{answer}");
            assert!((number("measured") - expected).abs() < 4.0 * number("error"), "{answer}");
        }
    }
    refused(&["variance", "--grow", "up"], &["grow", "both, outputs, inputs, hidden"]);
    let help = String::from_utf8(microlearning(&["variance", "--help"]).stdout).expect("UTF-8");
    assert!(help.contains("[default: 1000]") && help.contains("both, outputs"), "{help}");
}

#[test]
fn snr_prints_every_layer_and_the_noise_floor() {
    let answer = stdout(&["snr", "--rules", "backprop,hebbian", "--images", "100", "--preset", "project", "--json"]);
    assert_eq!(answer["marks"], json!([30, 100]));
    assert!((answer["floor"][1].as_f64().expect("a number") - 0.0798).abs() < 1e-4, "{answer}");
    for layer in answer["layers"].as_array().expect("layers") {
        assert!(layer["rules"].as_array().is_some_and(|rules| rules.iter().all(|rule| rule["snr"][1].is_number())));
    }
    refused(&["snr", "--images", "7"], &["images", "100, 300 or 1000"]);
}

#[test]
fn representations_prints_every_layer_and_how_alike_they_are() {
    let small = ["--rules", "backprop,hebbian_backprop", "--epochs", "1", "--hidden", "6", "--images", "60"];
    let answer = stdout(&[&["representations", "--json"], &small[..]].concat());
    assert_eq!(answer["names"].as_array().map(Vec::len), Some(4), "pixels, untrained, two rules");
    for square in ["rsa", "cka"] {
        let rows = answer[square].as_array().expect("rows");
        assert!((0..4).all(|i| (rows[i][i].as_f64().expect("itself") - 1.0).abs() < 1e-9), "{square}");
    }
    assert!(answer["networks"][2]["rdm"][4][9].is_number() && answer["networks"][0]["accuracy"].is_null());
    let printed = String::from_utf8(microlearning(&[&["representations"], &small[..]].concat()).stdout).expect("UTF-8");
    assert!(["Linear CKA", "RSA", "Untrained"].iter().all(|words| printed.contains(words)), "{printed}");
    refused(&["representations", "--hidden", "1"], &["hidden", "from 2 to 500"]);
}

#[test]
fn train_takes_a_rule_of_ones_own_from_a_file() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own.py");
    let code = "# Half as fast\nshare = param(0.5, 0, 1)\nfor l in range(L):\n    dW[l] = share * W[l]\n";
    fs::write(&path, code).expect("the target folder can be written to");
    let file = path.to_string_lossy();
    let few = ["--epochs", "1", "--hidden", "4", "--classes", "0,1", "--batch", "5000", "--json"];
    let run = |extra: &[&str]| {
        [&["train", "--code", &file], &few[..], extra].concat().iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()
    };
    let args = run(&["--param", "share=0.25"]);
    let outcome = stdout(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((&outcome["config"]["rule"], &outcome["config"]["code"]), (&json!("own"), &json!(code.trim())));
    assert_eq!(outcome["config"]["params"], json!({"share": 0.25}));
    let args = run(&["--param", "share=7"]);
    refused(&args.iter().map(String::as_str).collect::<Vec<_>>(), &["params.share", "from 0 to 1"]);
    refused(&["train", "--code", "/no/such/file.py"], &["/no/such/file.py"]);
    fs::write(&path, "dW[0] = W[1]").expect("the target folder can be written to");
    refused(&["train", "--code", &file, "--hidden", "4"], &["Line 1: dW[0] is (10, 4) where (4, 784) was needed"]);
}

#[test]
fn train_says_what_the_commonest_class_of_uneven_files_scores() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("uneven");
    fs::create_dir_all(&folder).expect("the target folder can be written to");
    for (part, n) in [("train", 300u32), ("t10k", 30)] {
        // Nine zeros for each one.
        let labels = (0..n).map(|i| u8::from(i % 10 == 9));
        let pixels = (0..16 * n).map(|i| (i * 37 % 251) as u8);
        let images = [0x803, n, 4, 4].into_iter().flat_map(u32::to_be_bytes).chain(pixels).collect::<Vec<_>>();
        let labels = [0x801, n].into_iter().flat_map(u32::to_be_bytes).chain(labels).collect::<Vec<_>>();
        for (kind, bytes) in [("images-idx3", images), ("labels-idx1", labels)] {
            fs::write(folder.join(format!("{part}-{kind}-ubyte")), bytes).expect("the folder can be written to");
        }
    }
    let args = ["train", "--data", &folder.to_string_lossy(), "--hidden", "5", "--epochs", "1", "--batch", "10"];
    let answer = stdout(&[&args[..], &["--json"]].concat());
    let all = stdout(&[&args[..], &["--all", "--json"]].concat());
    assert_eq!((&answer["pictures"], &all["pictures"]), (&json!(250), &json!(300)));
    let zeros: u64 = answer["confusion"][0].as_array().into_iter().flatten().filter_map(Value::as_u64).sum();
    let scored = 100.0 * zeros as f64 / 50.0;
    assert_eq!((answer["commonest"].as_u64(), answer["chance"].as_f64()), (Some(0), Some(scored)), "{answer}");
    let text = String::from_utf8(microlearning(&args).stdout).expect("UTF-8");
    assert!(
        text.contains(&format!("Whoever always says 0 is right in {scored:.1} % of the validation images.")),
        "{text}"
    );
}
