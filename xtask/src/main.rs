//! Set-up, build, serve, test, data, bench: what a newcomer and CI call, as `cargo xtask COMMAND`.

mod arguments;
mod bench;
mod chapters;
mod data;
mod further;
mod fuzz;
mod hash;
mod notices;
mod offline;
mod pack;
mod paths;
mod pieces;
mod results;
mod serve;
mod setup;
mod shared;
mod shell;
mod single_file;
mod site;
mod step;
mod test;
mod versions;

use arguments::Arguments;
use std::process::ExitCode;
use step::{failure, Outcome};

/// One thing that `cargo xtask` does.
struct Task {
    name: &'static str,
    options: &'static str,
    doc: &'static str,
    run: fn(Arguments) -> Outcome<()>,
}

const TASKS: [Task; 10] = [
    Task {
        name: "serve",
        options: serve::OPTIONS,
        doc: "build the notebook and serve it on this machine",
        run: serve::task,
    },
    Task {
        name: "build",
        options: site::OPTIONS,
        doc: "leave a static site in dist/, ready for any host and any sub-path",
        run: site::task,
    },
    Task { name: "test", options: test::OPTIONS, doc: "run everything that CI runs", run: test::task },
    Task {
        name: "fuzz",
        options: fuzz::OPTIONS,
        doc: "let libFuzzer look for inputs that are answered with no sentence",
        run: fuzz::task,
    },
    Task {
        name: "bench",
        options: bench::OPTIONS,
        doc: "measure training in a browser on the built site",
        run: bench::task,
    },
    Task {
        name: "data",
        options: "",
        doc: "write the shards of www/data again from the original MNIST files",
        run: data::task,
    },
    Task {
        name: "results",
        options: results::OPTIONS,
        doc: "train on all of MNIST with several seeds and write docs/results.md",
        run: results::task,
    },
    Task {
        name: "single-file",
        options: "",
        doc: "write dist/microlearning.html, the whole notebook as one file that needs no server",
        run: single_file::task,
    },
    Task { name: "pack", options: "", doc: "write the npm package into pkg/", run: pack::task },
    Task {
        name: "setup",
        options: setup::OPTIONS,
        doc: "install all tools now; the other commands install what they need",
        run: setup::task,
    },
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let words: Vec<String> = words.collect();
    let asks = |word: &str| ["", "help", "--help", "-h"].contains(&word);
    if asks(&name) || words.iter().any(|word| asks(word)) {
        help();
        return ExitCode::SUCCESS;
    }
    let result = match TASKS.iter().find(|task| task.name == name) {
        Some(task) => (task.run)(Arguments::new(words)),
        None => {
            help();
            Err(failure(format!("{name} is not a command of xtask."), "use one of those above."))
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn help() {
    println!("cargo xtask COMMAND [OPTIONS]\n");
    for task in &TASKS {
        println!("  {:<11} {}", task.name, task.doc);
        if !task.options.is_empty() {
            println!("              {}", task.options);
        }
    }
}
