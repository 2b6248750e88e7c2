//! Export of measurements, as files that others can read, each with all that is needed to measure it again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use super::config::Config;
use super::{fields, link};
use crate::base::sorted_map::Map;
use crate::rule::Params;

/// Measurements after one epoch, by name; none if there is no value.
pub type Row = Map<Option<f64>>;

/// One run.
#[derive(Clone, Debug)]
pub struct Record {
    /// Name of the run.
    pub name: String,
    /// Configuration of the run.
    pub config: Config,
    /// Measurements after epoch 0, 1, 2 …
    pub epochs: Vec<Row>,
    /// Reason that it stopped before its end.
    pub message: Option<String>,
}

/// Number of the exported object's form: another one once something in it is called or meant otherwise.
const FORMAT: u32 = 1;

/// Name and version of the program that made the file.
pub fn maker() -> String {
    format!("Microlearning {}", env!("CARGO_PKG_VERSION"))
}

/// The command that repeats a run. Code is given in a file, which has to be written first.
pub fn command(config: &Config) -> String {
    let mut words = String::from("microlearning train");
    for (id, value) in config.to_pairs() {
        let _ = match id.strip_prefix("p.") {
            Some(param) => write!(words, " --param {param}={value}"),
            None if id == "code" => write!(words, " --code rule.py"),
            None => write!(words, " --{id} {value}"),
        };
    }
    words
}

/// Spreadsheets take a file without it for one in the system's own encoding, and show "Kolenâ€“Pollack".
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Line that says how the table is opened. No comma or semicolon is in it, which would end its cell.
const OPENING: &str =
    "# To open it: a spreadsheet takes it as a table with commas between cells and points in numbers. In Python: \
                       pandas.read_csv with comment='#'.\n";

/// A table with a line for each epoch of each run, and before it, in lines that begin with "#", how to repeat them. Where a name is
/// not plain ASCII, a byte-order mark stands in front. No cell of it is a formula, whatever runs are called. `names` are those of
/// measurements for people, at the head of their columns; one that it lacks has its id there.
pub fn csv(records: &[Record], names: &Map<String>) -> String {
    let columns: BTreeSet<_> = records.iter().flat_map(|record| &record.epochs).flat_map(Row::keys).collect();
    let mut text = format!("# {}\n", maker());
    for Record { name, config, message, .. } in records {
        let stopped = message.as_ref().map(|message| format!(" stopped: {message}")).unwrap_or_default();
        // A break within a name would end the comment, and a comma, in a spreadsheet, its cell.
        let [name, stopped] = [name, &stopped].map(|words| words.replace(['\n', '\r', '\t', ',', ';', '"'], " "));
        let link = link::to_query(config).replace(',', "%2C");
        let _ = write!(text, "# {name}, seed {}{stopped}\n#   ?{link}\n#   {}\n", config.seed, command(config));
    }
    text.push_str(OPENING);
    text.push_str("name,seed,epoch");
    for column in &columns {
        let _ = write!(text, ",{}", quoted(names.get(column).unwrap_or(column)));
    }
    text.push('\n');
    for Record { name, config, epochs, .. } in records {
        for (epoch, row) in epochs.iter().enumerate() {
            let _ = write!(text, "{},{},{epoch}", quoted(name), config.seed);
            for column in &columns {
                text.push(',');
                if let Some(value) = row.get(column).copied().flatten().filter(|value| value.is_finite()) {
                    let _ = write!(text, "{value}");
                }
            }
            text.push('\n');
        }
    }
    if !text.is_ascii() {
        text.insert(0, BYTE_ORDER_MARK);
    }
    text
}

/// First signs of a formula: those of every spreadsheet, with the wide ones that some take for the same.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text as a cell of a table: in quotes if it holds what would end the cell (RFC 4180), here or where tables have semicolons. A name
/// that would be a formula has an apostrophe in front, which spreadsheets do not show: names come with strangers' links, too.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(FORMULA);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', ';', '"', '\t', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// The same as an object.
#[derive(Debug, Serialize)]
pub struct Export<'a> {
    /// Number of the object's form.
    pub format: u32,
    /// Program and version.
    pub made_by: String,
    /// Each run.
    pub runs: Vec<Exported<'a>>,
}

/// One run of it.
#[derive(Debug, Serialize)]
pub struct Exported<'a> {
    /// Name of the run.
    pub name: &'a str,
    /// Query of a link to it: the part behind the "?".
    pub link: String,
    /// Command line that repeats it.
    pub command: String,
    /// Every setting, as text.
    pub settings: BTreeMap<&'static str, String>,
    /// Parameters of the rule.
    pub params: &'a Params,
    /// Measurements after epoch 0, 1, 2 …
    pub epochs: &'a [Row],
    /// Reason that it stopped before its end.
    pub message: Option<&'a str>,
}

/// The runs as an object.
pub fn object(records: &[Record]) -> Export<'_> {
    Export { format: FORMAT, made_by: maker(), runs: records.iter().map(exported).collect() }
}

fn exported(Record { name, config, epochs, message }: &Record) -> Exported<'_> {
    Exported {
        name,
        link: link::to_query(config),
        command: command(config),
        settings: fields::ALL.iter().map(|field| (field.id, (field.get)(config))).collect(),
        params: &config.params,
        epochs,
        message: message.as_deref(),
    }
}
