//! The experiment of "Which rule was it?" with 400 networks a design, beside what its paper found: a part of `docs/results.md`.
//!
//! A job's record that is in the folder already is not made again, so it can be stopped and called again at any time.

mod findings;
mod runs;
mod speed;
mod table;

use super::compile;
use super::pages::{write, written_or_new};
use crate::arguments::Arguments;
use crate::step::{failure, step, Outcome};
use serde_json::Value;

pub use speed::task as speed;

/// A design: its title, and the arguments of `microlearning run identify` beside the number of networks.
struct Design {
    title: &'static str,
    rules: &'static str,
    activation: &'static str,
}

const FOUR: &str = "momentum,adam,feedback_alignment,information_alignment";
const EIGHT: &str =
    "momentum,adam,backprop,feedback_alignment,direct_feedback_alignment,information_alignment,kolen_pollack,\
                     sign_symmetry";
const DESIGNS: [Design; 3] = [
    Design { title: "The paper's four rules, tanh", rules: FOUR, activation: "tanh" },
    Design { title: "The paper's four rules, ReLU", rules: FOUR, activation: "relu" },
    Design { title: "Eight rules, tanh", rules: EIGHT, activation: "tanh" },
];
/// Settings of all designs. 100 permutations are the fewest with which p can be below 0.01.
const SHARED: [&str; 8] = [
    "--sources",
    "weights,activities,changes,accuracy,paper_changes,metrics,learning_times",
    "--classifiers",
    "svm,forest,conv",
    "--hold_outs",
    "animal,curriculum",
    "--permutations",
    "100",
];
/// Networks of a design, unless told otherwise.
const NETWORKS: usize = 400;

/// Heading with which this part of the document begins; it ends where the document ends.
pub const HEADING: &str = "## Which rule was it?";

const HEAD: &str = "

Written by `cargo xtask results --identify FOLDER`, which keeps the record of each job in that folder and goes on where it was. \"Right\" is
balanced accuracy over ten splits by network, ± the standard error over splits. Networks of one number, which differ by nothing but their rule, are
always on the same side: else a network would have its look-alikes under other names on the other side, and shuffled names would be told worse than
by guessing (tried on made-up look-alikes in `tests/rules/classifiers.rs`). Each hyperparameter is chosen anew for each split, by five splits within its training side. p comes from shuffling the rules' names among
networks of one number, 100 times, so it cannot be below 0.0099; \"names shuffled\" is mean ± SD of these, and the standard error of that mean is a tenth
of the SD. Of what is held out the classifier has learned nothing: networks that are twice as wide and a layer deeper (or half as wide and a layer less
deep), and networks that learned the other five digits.
";

/// Runs what is missing of all designs, and writes the tables; with `--so-far` it runs nothing, and writes what there is.
pub fn task(folder: &str, mut arguments: Arguments) -> Outcome<()> {
    let number = |text: Option<String>, usual: usize| match text {
        Some(text) => text.parse().ok().filter(|number| *number > 0).ok_or_else(|| {
            failure(format!("{text} is not a number above 0."), "give --networks 400 or --processes 1, say.")
        }),
        None => Ok(usual),
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let networks = number(arguments.value("--networks")?, NETWORKS)?;
    let processes = number(arguments.value("--processes")?, cores)?;
    let so_far = arguments.flag("--so-far");
    arguments.finish(super::OPTIONS)?;
    let program = step("Compiling the command line", compile)?;
    let reports = DESIGNS.iter().map(|design| {
        let words = words(design, networks / design.rules.split(',').count());
        let report = step(design.title, || match so_far {
            true => runs::so_far(&program, &words, folder),
            false => runs::done(&program, &words, folder, processes),
        })?;
        Ok((design, words, report))
    });
    let reports = reports.collect::<Outcome<Vec<_>>>()?;
    let before = written_or_new("results.md")?;
    let before = before.find(HEADING).map_or(&*before, |from| &before[..from]);
    write("results.md", &format!("{before}{}", part(&reports)))
}

/// This part of the document.
fn part(reports: &[(&Design, Vec<String>, Value)]) -> String {
    let mut text = format!("{HEADING} With {} networks a design{HEAD}", reports[0].2["networks"]);
    let of: Vec<_> = reports.iter().map(|(design, _, report)| (design.title, report)).collect();
    text += &findings::table(&of);
    reports.iter().for_each(|(design, words, report)| text += &table::table(design.title, words, report));
    text
}

fn words(design: &Design, each: usize) -> Vec<String> {
    let each = each.to_string();
    let own = ["--rules", design.rules, "--networks", &each, "--activation", design.activation];
    [&["run", "identify"][..], &own, &SHARED].concat().into_iter().map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_hundred_networks_are_shared_out_among_the_rules() {
        let each = |design: &Design| NETWORKS / design.rules.split(',').count();
        assert_eq!(DESIGNS.each_ref().map(each), [100, 100, 50]);
    }
}
