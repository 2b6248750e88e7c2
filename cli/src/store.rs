//! Records of an experiment's jobs in a folder: one file a job, written whole or not at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use microlearning::base::error::{Error, Result};
use microlearning::data::{Dataset, Part};
use microlearning::lab::experiments::{Experiment, Ledger, Record};
use serde::Serialize;
use serde_json::{Map, Value};

/// Ending of a record's name.
const ENDING: &str = ".record";

/// A folder with the records of one experiment under some settings.
pub struct Store {
    folder: PathBuf,
    experiment: &'static str,
    /// The first line of each file, but for the job.
    header: Map<String, Value>,
}

impl Store {
    /// The records of this version of the program, of these settings and of these images. Those of others have other names, so that
    /// a folder can hold them all.
    pub fn new<E: Experiment>(folder: &Path, settings: &E::Settings, data: &Dataset) -> Self {
        let settings = E::FIELDS.iter().map(|field| (field.id.to_owned(), Value::from((field.get)(settings))));
        let header = [
            ("experiment", Value::from(E::ID)),
            ("version", Value::from(E::VERSION)),
            ("data", Value::from(fingerprint(data))),
            ("settings", Value::Object(settings.collect())),
        ];
        let header = header.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { folder: folder.to_owned(), experiment: E::ID, header }
    }

    /// Makes the folder, if it is not there. That nothing can be written there is better known before the first job than after it.
    pub fn open(&self) -> Result<()> {
        let tried = self.folder.join(format!("{}-{}.part", self.experiment, std::process::id()));
        let write = || {
            fs::create_dir_all(&self.folder)?;
            File::create(&tried)?.write_all(b"-")?;
            fs::remove_file(&tried)
        };
        write().map_err(|e| unusable(&self.folder, &e))
    }

    /// Enters all records of the folder that the ledger lacks. Returns how many these were.
    pub fn fill<E: Experiment>(&self, ledger: &mut Ledger<E>) -> Result<usize> {
        if !self.folder.is_dir() {
            let message = format!("There is no folder {}. Name the one that --out has filled.", self.folder.display());
            return Err(Error::new("report", message));
        }
        let before = ledger.done();
        for job in 0..ledger.jobs().len() {
            if ledger.record(job).is_none() {
                if let Some(record) = self.read(&ledger.jobs()[job])? {
                    ledger.enter(job, record);
                }
            }
        }
        Ok(ledger.done() - before)
    }

    /// The sentence on records of this experiment that another version of the program wrote; none if there are none. What it measured may
    /// come out otherwise now, so these are left alone, and their jobs are done again.
    pub fn older(&self) -> Option<String> {
        let entries = fs::read_dir(&self.folder).ok()?.flatten().map(|entry| entry.path());
        let mine = format!("{}-", self.experiment);
        let records = entries.filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&mine) && name.ends_with(ENDING)
        });
        let versions: Vec<String> = records.filter_map(|path| self.other_version(&path)).collect();
        let mut known = versions.clone();
        known.sort();
        known.dedup();
        let (count, folder, known) = (versions.len(), self.folder.display(), known.join(", "));
        (count > 0).then(|| {
            format!("{count} of the records in {folder} are of another version of the program ({known}) and are not used; their jobs are done again.")
        })
    }

    /// The version of a record that is not of this one: its header has another number, or other settings than there are now.
    fn other_version(&self, path: &Path) -> Option<String> {
        let text = fs::read_to_string(path).ok()?;
        let header: Map<String, Value> = serde_json::from_str(text.lines().next()?).ok()?;
        let names = |header: &Map<String, Value>| -> Vec<String> {
            header
                .get("settings")
                .and_then(Value::as_object)
                .map(|all| all.keys().cloned().collect())
                .unwrap_or_default()
        };
        let version = header.get("version").and_then(Value::as_str).unwrap_or("without a number");
        match self.header.get("version").and_then(Value::as_str) == Some(version) {
            false => Some(version.to_owned()),
            true => (names(&header) != names(&self.header)).then(|| format!("{version} with other settings")),
        }
    }

    /// The record of a job, if it is there.
    fn read(&self, job: &impl Serialize) -> Result<Option<Record>> {
        let header = self.header_of(job)?;
        let path = self.path(&header);
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(unusable(&path, &e)),
        };
        let lines: Vec<_> = text.lines().collect();
        let [first, record, sum] = lines[..] else { return Err(damaged(&path)) };
        if sum != hash(record.as_bytes()) {
            return Err(damaged(&path));
        }
        if first != header {
            let message = format!(
                "{} is the record of something else: {first}. Move it out of this folder, or name another folder.",
                path.display()
            );
            return Err(Error::new("out", message));
        }
        Record::read(record).map(Some).ok_or_else(|| damaged(&path))
    }

    /// Keeps the record of a job: whoever looks at the folder at any moment sees all of it or nothing.
    pub fn write(&self, job: &impl Serialize, record: &Record) -> Result<()> {
        let header = self.header_of(job)?;
        let (path, record) = (self.path(&header), record.text());
        let unfinished = path.with_extension("part");
        let write = || {
            let mut file = File::create(&unfinished)?;
            writeln!(file, "{header}\n{record}\n{}", hash(record.as_bytes()))?;
            file.sync_all()?;
            fs::rename(&unfinished, &path)?;
            // So that the new name outlives a loss of power, too; where folders cannot be opened it need not be asked for.
            File::open(&self.folder).map_or(Ok(()), |folder| folder.sync_all())
        };
        write().map_err(|e| unusable(&path, &e))
    }

    fn header_of(&self, job: &impl Serialize) -> Result<String> {
        let job = serde_json::to_value(job).map_err(|e| Error::new("job", format!("A job has no name ({e}).")))?;
        let mut header = self.header.clone();
        header.insert("job".to_owned(), job);
        serde_json::to_string(&header).map_err(|e| Error::new("out", format!("A record cannot be written ({e}).")))
    }

    fn path(&self, header: &str) -> PathBuf {
        self.folder.join(format!("{}-{}{ENDING}", self.experiment, hash(header.as_bytes())))
    }
}

fn damaged(path: &Path) -> Error {
    let message = format!("{} is damaged. Delete it, and its job is done again.", path.display());
    Error::new("out", message)
}

fn unusable(path: &Path, error: &std::io::Error) -> Error {
    Error::new("out", format!("{} cannot be used ({error}). Name a folder that can be written to.", path.display()))
}

/// FNV-1a with 128 bits (draft-eastlake-fnv), in hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let all = bytes.iter().fold(OFFSET, |sum, byte| (sum ^ u128::from(*byte)).wrapping_mul(PRIME));
    format!("{all:032x}")
}

/// Fingerprint that identifies these images.
fn fingerprint(data: &Dataset) -> String {
    let parts = [Part::Train, Part::Valid, Part::Test].map(|part| data.part(part));
    hash(parts.map(|part| hash(&part.pixels) + &hash(&part.labels)).concat().as_bytes())
}
