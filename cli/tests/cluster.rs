//! `docs/cluster.md` as it stands: the Slurm script with a stand-in for its scheduler, and the Ray script where Ray is installed (PYTHON names
//! an interpreter that has it). A killed process loses the job that it was at, and no other.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// Few and small networks.
const SMALL: &str = "--rules adam,feedback_alignment --networks 8 --epochs 3 --snapshots 2 --hidden 16 --stimuli 5";
/// Seconds after which something is waited for in vain.
const LONG: u64 = 300;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the target folder can be written to");
    path
}

fn identify(more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_microlearning"));
    command.args(["run", "identify"]).args(SMALL.split(' ')).args(more);
    command
}

fn report(records: &Path) -> String {
    let output = identify(&["--report"]).arg(records).output().expect("the program starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("\"finished\":true") || text.contains("\"finished\": true"), "{text:.200}");
    text
}

/// The report of one process that nobody disturbs.
fn alone(name: &str) -> String {
    let records = folder(name);
    assert!(identify(&["--out"]).arg(&records).status().expect("the program starts").success());
    report(&records)
}

#[test]
fn the_slurm_script_does_all_jobs_as_often_as_it_says() {
    let text = fs::read_to_string(docs().join("cluster.md")).expect("the document");
    let script = text.split("```bash\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a script");
    let own: String = script
        .lines()
        .map(|line| if line.starts_with("settings=(") { format!("settings=({SMALL})\n") } else { format!("{line}\n") })
        .collect();
    assert!(own.contains(SMALL) && own.contains("#SBATCH --array"), "{own}");
    let place = folder("slurm");
    let binaries = Path::new(env!("CARGO_BIN_EXE_microlearning")).parent().expect("a folder").display().to_string();
    let path = format!("{binaries}:{}", std::env::var("PATH").unwrap_or_default());
    let task = |id: usize| {
        let mut bash = Command::new("bash");
        bash.args(["-e", "-c", &own]).env("PATH", &path).env("SLURM_SUBMIT_DIR", &place);
        bash.env("SLURM_ARRAY_TASK_ID", id.to_string()).env("SLURM_ARRAY_TASK_COUNT", "3");
        bash.stderr(Stdio::null()).spawn().expect("bash starts")
    };
    let running: Vec<_> = (1..=3).map(task).collect();
    for mut task in running {
        assert!(task.wait().expect("it ends").success());
    }
    assert_eq!(report(&place.join("records")), alone("slurm-alone"));
}

/// Records of a folder, and when each was written.
fn records(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let record = |entry: fs::DirEntry| Some((entry.path(), entry.metadata().ok()?.modified().ok()?));
    entries.filter_map(record).filter(|(path, _)| path.extension().is_some_and(|end| end == "record")).collect()
}

/// The process that does a part of the jobs of this folder, if there is one.
fn worker(folder: &Path) -> Option<String> {
    let told = Command::new("ps").args(["-eo", "pid=,args="]).output().ok()?;
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    let is = |line: &&str| {
        line.contains(&folder.display().to_string()) && line.contains("--part") && line.contains(" run identify")
    };
    text.lines().find(is).and_then(|line| line.split_whitespace().next()).map(String::from)
}

fn ray(python: &str, records: &Path) -> Command {
    let mut command = Command::new(python);
    command.arg(docs().join("cluster_ray.py")).args(["--program", env!("CARGO_BIN_EXE_microlearning")]);
    command.args(["--parts", "2", "--out"]).arg(records).args(["--", "identify"]).args(SMALL.split(' '));
    command
}

#[test]
fn ray_goes_on_when_a_process_is_killed_and_loses_one_job() {
    let python = std::env::var("PYTHON").unwrap_or("python3".into());
    let there = Command::new(&python).args(["-c", "import ray"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("Ray is not installed for {python}: this test did nothing.");
        return;
    }
    let place = folder("ray");
    let running = ray(&python, &place).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let (begun, mut killed) = (SystemTime::now(), None);
    while killed.is_none() && begun.elapsed().is_ok_and(|time| time.as_secs() < LONG) {
        sleep(Duration::from_millis(20));
        killed = worker(&place).filter(|_| records(&place).len() >= 3);
    }
    let pid = killed.expect("a worker that has begun");
    let before = records(&place);
    assert!(Command::new("kill").args(["-9", &pid]).status().is_ok_and(|status| status.success()));
    let Output { status, stdout, stderr } = running.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.success() && said.contains("is begun again"), "{said}");
    assert_eq!(String::from_utf8_lossy(&stdout), alone("ray-alone"));
    let after = records(&place);
    assert!(before.iter().all(|record| after.contains(record)), "what was done before was done again");
    // Called again, it has nothing left to do.
    let again = ray(&python, &place).output().expect("it starts");
    assert!(again.status.success() && again.stdout == stdout && records(&place) == after);
}
