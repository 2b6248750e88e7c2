//! Branches on one id, which a card or an experiment makes needless.

use super::{files, root};

/// Ways of code to ask for one id, without any space: comparisons, arms and lists. `name` is the id in quotes.
fn branches(code: &str, name: &str, rust: bool) -> Option<String> {
    let before = ["==", "!=", "case", "starts_with(", "startsWith("].map(|sign| format!("{sign}{name}"));
    let after = ["==", "!="].map(|sign| format!("{name}{sign}"));
    // An arm of a match; of several alternatives the last stands before the arrow, and the others before a bar.
    let arms = if rust { vec![format!("{name}=>"), format!("{name}|"), format!("{name}if")] } else { Vec::new() };
    let asked = before.into_iter().chain(after).chain(arms).find(|branch| code.contains(&**branch));
    asked.or_else(|| {
        code.match_indices(name).map(|(at, _)| (&code[..at], &code[at..])).find_map(|(before, rest)| {
            let list = rest.split(']').next().unwrap_or_default();
            let quoted = list.chars().all(|c| c.is_alphanumeric() || "_-'\",".contains(c));
            let behind = &rest[list.len()..];
            let listed = quoted && ["].contains(", "].includes("].iter().any(|asks| behind.starts_with(asks));
            let matched = before.rsplit("matches!(").next().is_some_and(|inner| {
                inner.len() < before.len() && !inner.contains([';', '{']) && inner.ends_with([',', '|', '('])
            });
            (listed || rust && matched).then(|| rest.chars().take(40).collect())
        })
    })
}

#[test]
fn nobody_branches_on_a_rule_or_an_experiment() {
    let rules = microlearning::rules::every().map(|card| card.id);
    let ids: Vec<_> = rules.chain(microlearning::lab::experiments::IDS).collect();
    for (folder, ending) in [("src", "rs"), ("cli/src", "rs"), ("xtask", "rs"), ("www", "js")] {
        for (path, text) in files(folder, ending) {
            let (rust, name) = (ending == "rs", path.display());
            let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            for (id, quote) in ids.iter().flat_map(|id| ["\"", "'", "`"].map(|quote| (id, quote))) {
                if let Some(branch) = branches(&code, &format!("{quote}{id}{quote}"), rust) {
                    panic!(
                        "{name} branches on the id {id} ({branch}): let the card or the experiment say what differs"
                    );
                }
            }
            // Only the room of rules as code tells its own card from the others: its build wants a script.
            let elsewhere = rust && !path.starts_with(root().join("src/script"));
            assert!(!elsewhere || !asks_a_card(&code), "{name} branches on the id of a rule's card");
        }
    }
}

/// True for a comparison with the id of one rule's card: `== backprop::CARD.id`.
fn asks_a_card(code: &str) -> bool {
    ["==", "!="].iter().flat_map(|sign| code.split(sign).skip(1)).any(|rest| {
        let other = rest.find(|c: char| !(c.is_alphanumeric() || "_:&".contains(c))).unwrap_or(rest.len());
        rest[..other].ends_with("CARD") && rest[other..].starts_with(".id")
    })
}
