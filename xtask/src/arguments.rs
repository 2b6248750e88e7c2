//! The options of a command: taken one by one, and what is left over is named.

use crate::step::{failure, Outcome};

/// The words after the command's name.
pub struct Arguments {
    words: Vec<String>,
}

impl Arguments {
    /// Wraps the words after the command's name.
    pub fn new(words: Vec<String>) -> Self {
        Self { words }
    }

    /// Takes a flag such as `--open`.
    pub fn flag(&mut self, name: &str) -> bool {
        let found = self.words.iter().position(|w| w == name);
        found.map(|at| self.words.remove(at)).is_some()
    }

    /// Takes an option with a value: `--port 8081` or `--port=8081`.
    pub fn value(&mut self, name: &str) -> Outcome<Option<String>> {
        let joined = format!("{name}=");
        if let Some(at) = self.words.iter().position(|w| w.starts_with(&joined)) {
            return Ok(Some(self.words.remove(at)[joined.len()..].to_string()));
        }
        let Some(at) = self.words.iter().position(|w| w == name) else { return Ok(None) };
        self.words.remove(at);
        if at == self.words.len() {
            return Err(failure(format!("{name} wants a value."), format!("write `{name} VALUE`.")));
        }
        Ok(Some(self.words.remove(at)))
    }

    /// Takes all that is left.
    pub fn rest(self) -> Vec<String> {
        self.words
    }

    /// Ends the reading; `known` is shown if something is left.
    pub fn finish(self, known: &str) -> Outcome<()> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => {
                let known = if known.is_empty() { "no options" } else { known };
                Err(failure(format!("{word} is not known here."), format!("this command takes {known}.")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(String::from).collect())
    }

    #[test]
    fn both_spellings_of_a_value() {
        for line in ["--open --port 81", "--port=81 --open"] {
            let mut a = arguments(line);
            assert_eq!(a.value("--port").unwrap().as_deref(), Some("81"));
            assert!(a.flag("--open") && !a.flag("--open"));
            assert!(a.finish("").is_ok());
        }
    }

    #[test]
    fn what_is_left_is_named() {
        assert!(arguments("--port").value("--port").is_err());
        let message = arguments("--prot 81").finish("--port N").unwrap_err().to_string();
        assert!(message.contains("--prot") && message.contains("--port N"));
    }
}
