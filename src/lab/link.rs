//! A configuration as a link carries it: only what differs from the preset, with a version in front.

use super::config::Config;
use crate::error::{Error, Result};

/// A link of another version is refused.
const VERSION: &str = "1";
/// What other parts of a page keep in its link begins with one of these, and is not for the configuration.
const OTHERS: [&str; 2] = ["race.", "lock."];
/// Bytes of a link that are read. Code is the only long part, and three bytes may stand for one.
const LIMIT: usize = 24_000;

/// What follows the "?".
pub fn to_query(config: &Config) -> String {
    let mut query = format!("v={VERSION}");
    for (id, value) in config.to_pairs() {
        // Lists stay readable: "100,50".
        let value = form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace("%2C", ",");
        query.push_str(&format!("&{id}={value}"));
    }
    query
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
    let ours = |id: &str| id != "v" && !OTHERS.iter().any(|other| id.starts_with(other));
    Config::from_pairs(pairs.iter().filter(|(id, _)| ours(id)).map(|(id, value)| (&**id, &**value)))
}
