//! Links as they come out of mail, messengers and pages' sources, which change them on the way: `www/js/page/mended.js` does the same
//! for the page.

/// The address, or part of one, as it was written.
pub fn mended(address: &str) -> String {
    let address = address.trim();
    let (start, rest) = address.split_at(address.find('?').map_or(0, |at| at + 1));
    // Addresses have no breaks (URL standard); mail cuts lines.
    let rest: String = rest.chars().filter(|sign| !matches!(sign, '\n' | '\r' | '\t')).collect();
    let mut query = rest.replace("&#38;", "&").replace("&#x26;", "&");
    while query.contains("&amp;") {
        query = query.replace("&amp;", "&");
    }
    // Escaped more than once: no escape is left but that of the sign that escapes.
    while query.contains('%') && query.match_indices('%').all(|(at, _)| escapes_percent(&query[at..])) {
        query = query.replace("%25", "%");
    }
    let pairs: Vec<&str> = query.split(['&', '?']).filter(|pair| !pair.is_empty()).collect();
    // Of a mail in the form "quoted-printable" each "=" became "=3D", and a "=" alone stood where a line was cut.
    let is_quoted = pairs.iter().all(|pair| pair.contains("=3D"));
    let unquoted = |pair: &str| pair.split("=3D").map(|part| part.replace('=', "")).collect::<Vec<_>>().join("=");
    let mut pairs: Vec<String> =
        pairs.into_iter().map(|pair| if is_quoted { unquoted(pair) } else { pair.to_owned() }).collect();
    if let Some(last) = pairs.last_mut().filter(|last| !has_code(last)) {
        last.truncate(
            last.trim_end_matches([' ', '.', ',', ':', ';', '!', '\'', '"', ')', ']', '}', '>', '*', '_', '/']).len(),
        );
    }
    format!("{start}{}", pairs.join("&"))
}

/// True for the start of "%25", where two hexadecimal digits follow.
fn escapes_percent(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.starts_with(b"%25") && bytes.get(3..5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// True if a rule as code is in this part, which may hold and end in any sign.
fn has_code(pair: &str) -> bool {
    pair.replace("%7E", "~").split('~').count() > 5
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn what_others_do_to_a_link_is_undone() {
        let race = "race.first=2~backprop~3~~hidden=30;lr=0.1";
        let link = format!("https://your.host/index.html?v=1&{race}");
        for changed in [
            link.clone(),
            format!("{link}."),
            format!("{link})."),
            format!("{link}>"),
            format!(" {link}\n"),
            link.replace('&', "&amp;"),
            link.replace('&', "&amp;amp;"),
            link.replace('&', "&#38;"),
            link.replace("v=1", "v=3D1")
                .replace("first=2", "first=3D2")
                .replace("n=30", "n=3D30")
                .replace("lr=0", "lr=3D0"),
            link.replace("hidden", "hid\r\nden"),
            link.replace("v=1", "v=3D1")
                .replace("first=2", "fir=\nst=3D2")
                .replace("n=30", "n=3D30")
                .replace("lr=0", "lr=3D0"),
        ] {
            assert_eq!(mended(&changed), link, "{changed}");
        }
        assert_eq!(mended(&format!("{race},")), race);
        let escaped = link.replace(';', "%253B").replace("lr=", "lr%253D");
        assert_eq!(mended(&escaped), link.replace(';', "%3B").replace("lr=", "lr%3D"));
        assert_eq!(mended(&format!("{link}?utm_source=x")), format!("{link}&utm_source=x"));
    }

    #[test]
    fn what_was_written_so_stays() {
        for link in [
            "2~backprop,own~~~~%23%20a.%0Af(x)",
            "2~backprop~~~~a%20%25%205)",
            "2~-",
            "",
            "https://your.host/index.html",
            "https://your.host/?v=1&race.first=2~own~~~~%23%20x%2520",
        ] {
            assert_eq!(mended(link), link);
        }
    }
}
