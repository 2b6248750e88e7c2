//! Exported results: everything that was measured is in the file, and so is what repeats it.

use std::sync::Arc;

use crate::common::tiny_data;
use microlearning::base::sorted_map::Map;
use microlearning::lab::settings::export::{command, csv, object, Record, Row};
use microlearning::lab::settings::link;
use microlearning::lab::{Config, Plan, Run};

fn config(pairs: &[(&str, &str)]) -> Config {
    Config::from_pairs(pairs.iter().copied()).expect("allowed settings")
}

fn row(values: &[(&str, Option<f64>)]) -> Row {
    values.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
}

fn record(name: &str, config: Config, epochs: Vec<Row>) -> Record {
    Record { name: name.into(), config, epochs, message: None }
}

const SETTINGS: &[(&str, &str)] = &[
    ("preset", "tutorial"),
    ("rule", "weight_mirror"),
    ("p.rate", "0.25"),
    ("hidden", "9,7"),
    ("lr", "0.5,0.25,0.125"),
    ("seed", "77"),
    ("classes", "3,1"),
    ("bias", "1"),
];

#[test]
fn the_command_and_the_link_say_every_setting() {
    let config = config(SETTINGS);
    let words: Vec<_> = command(&config).split(' ').skip(2).map(str::to_owned).collect();
    let pairs: Vec<(String, String)> = words
        .chunks_exact(2)
        .map(|pair| match pair[1].split_once('=').filter(|_| pair[0] == "--param") {
            Some((id, value)) => (format!("p.{id}"), value.to_owned()),
            None => (pair[0].trim_start_matches("--").to_owned(), pair[1].clone()),
        })
        .collect();
    let again = Config::from_pairs(pairs.iter().map(|(id, value)| (&**id, &**value))).expect("what was written");
    assert_eq!(again, config);
    let records = [record("one", config.clone(), vec![])];
    assert_eq!(link::from_query(&object(&records).runs[0].link).expect("a link"), config);
}

#[test]
fn a_run_from_the_files_link_has_the_same_bits() {
    let data = Arc::new(tiny_data(60));
    let train = |config: Config| {
        let mut run = Run::new(&data, Plan::new(config).expect("sound")).expect("a run");
        while !run.advance(&|| 0.0, 1.0, false).finished {}
        run.weights()
    };
    let config =
        config(&[("rule", "node_perturbation"), ("hidden", "6"), ("epochs", "2"), ("batch", "8"), ("seed", "5")]);
    let text = csv(&[record("np", config.clone(), vec![])], &Map::new());
    let query = text.lines().find_map(|line| line.strip_prefix("#   ?")).expect("a link");
    assert!(!query.contains(','), "a spreadsheet would make cells of {query}");
    assert_eq!(train(link::from_query(query).expect("a link")), train(config));
}

#[test]
fn the_table_has_a_line_an_epoch_and_a_column_a_measure() {
    let one = vec![row(&[("accuracy", Some(10.5)), ("loss", Some(2.25))]), row(&[("accuracy", Some(20.0))])];
    let two = vec![row(&[("cosine.1", None), ("loss", Some(f64::NAN))])];
    let names = [("loss", "Loss"), ("accuracy", "Accuracy (%)")].map(|(id, name)| (id.to_owned(), name.to_owned()));
    let records = [record("FA, \"mine\"", config(&[("seed", "3")]), one), record("BP", config(&[]), two)];
    let text = csv(&records, &names.into_iter().collect());
    let opening = text.lines().rfind(|line| line.starts_with('#')).expect("lines before the table");
    assert!(opening.starts_with("# To open it: ") && !opening.contains([',', ';', '"']), "{opening}");
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        lines,
        [
            "name,seed,epoch,Accuracy (%),cosine.1,Loss",
            "\"FA, \"\"mine\"\"\",3,0,10.5,,2.25",
            "\"FA, \"\"mine\"\"\",3,1,20,,",
            "BP,1,0,,,",
        ]
    );
}

#[test]
fn a_name_cannot_end_its_comment() {
    let mut stopped = record("a\nb,1,0,99", config(&[]), vec![]);
    stopped.message = Some("it diverged".into());
    let text = csv(&[stopped], &Map::new());
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines, ["name,seed,epoch"]);
    assert!(text.contains("# a b 1 0 99, seed 1 stopped: it diverged\n"), "{text}");
}

#[test]
fn no_cell_is_a_formula_and_names_keep_their_letters() {
    let of = |name: &str| {
        csv(&[record(name, config(&[("lr", "0.5,0.25")]), vec![row(&[("loss", Some(-0.125))])])], &Map::new())
    };
    let cells = [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\"'\t=1\""),
        ("\r=1", "\"'\r=1\""),
        ("\n=1", "\"'\n=1\""),
        ("＝1+1", "'＝1+1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("a,=1+1", "\"a,=1+1\""),
        ("a;=1+1", "\"a;=1+1\""),
        ("a\t=1+1", "\"a\t=1+1\""),
    ];
    for (name, cell) in cells {
        let text = of(name);
        // Numbers stay numbers, and what stands before the table has no second cell but those that are ours.
        assert!(text.ends_with(&format!("\n{cell},1,0,-0.125\n")), "{text}");
        let first = text.lines().nth(1).and_then(|line| line.strip_suffix(", seed 1")).expect("what it is called");
        assert!(first.starts_with("# ") && !first.contains([',', ';', '\t']), "{first}");
    }
    // Spreadsheets know by the mark that this is UTF-8; programs that read ASCII meet no mark.
    assert!(of("Kolen–Pollack").starts_with("\u{feff}# ") && of("Backpropagation").starts_with("# "));
}
