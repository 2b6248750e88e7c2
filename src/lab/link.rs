//! A configuration as a link carries it: only what differs from the preset, with a version in front.

use super::config::Config;
use crate::error::{Error, Result};

/// A link of another version is refused.
const VERSION: &str = "1";
/// What a link says besides the configuration: which lab of the page of labs, and in which theme.
const OTHERS: [&str; 4] = ["lab", "scenario", "exercise", "theme"];
/// So does what begins with one of these: what is chosen in a lab, and what a teacher locks or hides.
const OTHERS_BEGIN: [&str; 7] = ["race.", "variance.", "snr.", "representations.", "identify.", "lock.", "hide."];
/// Bytes of a link that are read. Code is the only long part, and three bytes may stand for one.
const LIMIT: usize = 24_000;

/// What follows the "?".
pub fn to_query(config: &Config) -> String {
    let mut query = format!("v={VERSION}");
    for (id, value) in config.to_pairs() {
        query.push_str(&format!("&{id}={}", escaped(&value)));
    }
    query
}

/// A text as it may stand in an address. Lists stay readable: "100,50".
pub(super) fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).map(|piece| if piece == "%2C" { "," } else { piece }).collect()
}

/// The configuration that a link carries; an empty one is the first preset.
///
/// # Errors
/// If the link is too long, of another version, or asks for something that is not allowed.
pub fn from_query(query: &str) -> Result<Config> {
    if query.len() > LIMIT {
        let message = format!("This link has {} characters; at most {LIMIT} are read.", query.len());
        return Err(Error::new("v", message));
    }
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    if let Some((_, version)) = pairs.iter().find(|(id, version)| id == "v" && version != VERSION) {
        let version: String = version.chars().take(20).collect();
        let message = format!(
            "This link is of version {version}; this page reads version {VERSION}. Its settings were left out."
        );
        return Err(Error::new("v", message));
    }
    let others = |id: &str| OTHERS.contains(&id) || OTHERS_BEGIN.iter().any(|start| id.starts_with(start));
    let ours = |id: &str| id != "v" && !others(id);
    Config::from_pairs(pairs.iter().filter(|(id, _)| ours(id)).map(|(id, value)| (&**id, &**value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_keeps_beside_the_configuration_is_left_to_it() {
        let plain = from_query("v=1&epochs=2").expect("a link");
        let others =
            "&lab=race&scenario=first&exercise=hebbian&theme=dark&race.first=%00&variance.widest=x&snr.seed=-1\
                      &lock.settings=1&hide.notes&hide.no-such";
        assert_eq!(from_query(&format!("v=1&epochs=2{others}")).expect("the same link"), plain);
    }

    #[test]
    fn only_exact_names_and_beginnings_are_left_out() {
        for name in
            ["labs", "la", "themes", "Lab", "scenario.first", "exercises", "race", "lock", "hide", "xlock.rules"]
        {
            let error = from_query(&format!("v=1&{name}=1")).expect_err(name);
            assert!(error.message.contains(&format!("no setting \"{name}\"")), "{}", error.message);
        }
    }
}
