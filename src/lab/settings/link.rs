//! A configuration as a link carries it: only what differs from the preset, with a version in front.

use super::config::{Config, PARAM};
use super::fields;
use crate::base::error::{Error, Result};

/// A link of another version is refused.
const VERSION: &str = "1";
/// Bytes of a link that are read. Code is the only long part, and three bytes may stand for one.
const LIMIT: usize = 24_000;

/// Query of a link: the part behind the "?".
pub fn to_query(config: &Config) -> String {
    let mut query = format!("v={VERSION}");
    for (id, value) in config.to_pairs() {
        query.push_str(&format!("&{id}={}", escaped(&value)));
    }
    query
}

/// A text as it may stand in an address. Lists stay readable: "100,50".
pub(in crate::lab) fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).map(|piece| if piece == "%2C" { "," } else { piece }).collect()
}

/// The configuration that a link carries; an empty one is the first preset. What is no setting is passed over: what is chosen in a lab,
/// what a teacher locks or hides, and what mailers and course platforms add.
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
    // In a link that was copied from a page's source, "&amp;" stands for "&".
    let pairs = pairs.iter().map(|(id, value)| (id.strip_prefix("amp;").unwrap_or(id), &**value));
    let ours = |id: &str| id.starts_with(PARAM) || fields::ALL.iter().any(|field| field.id == id);
    Config::from_pairs(pairs.filter(|(id, _)| ours(id)))
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
    fn what_others_have_added_changes_nothing_and_throws_nothing_away() {
        let plain = from_query("v=1&hidden=30&lr=0.1&epochs=2").expect("a link");
        for added in
            ["fbclid=x", "utm_source=a&utm_medium=b", "forceview=1", "hiden=7", "Hidden=7", "=", "%FF=%00", "race=1"]
        {
            for link in
                [format!("{added}&v=1&hidden=30&lr=0.1&epochs=2"), format!("v=1&hidden=30&lr=0.1&epochs=2&{added}")]
            {
                assert_eq!(from_query(&link).expect(&link), plain);
            }
            assert_eq!(from_query(added).expect(added), from_query("").expect("no link"));
        }
        assert_eq!(from_query("v=1&amp;hidden=30&amp;lr=0.1&amp;epochs=2").expect("from a page's source"), plain);
        assert!(from_query("v=1&hidden=30&fbclid=x&epochs=-1").is_err() && from_query("v=1&p.magic=1").is_err());
    }
}
