//! Decimal commas: "0,1" is a list of two numbers here, which not everybody means who writes it.

use microlearning::lab::settings::field::Kind;
use microlearning::lab::settings::fields;

/// Says so where a setting's text may have been meant otherwise; `id` may name a lane in front of the setting.
pub fn remark(id: &str, text: &str) {
    let field = fields::ALL.iter().find(|field| id.rsplit('.').next() == Some(field.id));
    if let Some(doubt) = field.and_then(|field| doubt(id, field.kind, text)) {
        note!("{doubt}");
    }
}

/// The sentence for a text that is a list here and one number in many countries; `None` for a text that is clear.
fn doubt(id: &str, kind: Kind, text: &str) -> Option<String> {
    let (before, behind) = text.trim().split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // An exponent may stand behind: 2,5e-3.
    let (decimals, exponent) = behind.split_once(['e', 'E']).unwrap_or((behind, "0"));
    if !digits(before) || !digits(decimals) || !digits(exponent.trim_start_matches(['-', '+'])) {
        return None;
    }
    let one = match kind {
        Kind::Reals => format!("{before}.{behind}"),
        // A comma between thousands.
        Kind::Ints if behind.len() == 3 && before.len() == 1 => format!("{before}{behind}"),
        _ => return None,
    };
    Some(format!("{id}: \"{text}\" is read as two numbers, {before} and {behind}, one for each layer. If you mean one, write {one}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_one_number_is_doubted() {
        for (kind, text, one) in [
            (Kind::Reals, "0,1", "write 0.1."),
            (Kind::Reals, " 0,05 ", "write 0.05."),
            (Kind::Reals, "1,5", "write 1.5."),
            (Kind::Reals, "2,5e-3", "write 2.5e-3."),
            (Kind::Ints, "1,500", "write 1500."),
        ] {
            let said = doubt("x", kind, text).expect(text);
            assert!(said.ends_with(one) && said.contains("two numbers"), "{said}");
        }
        for (kind, text) in [
            (Kind::Reals, "0.1,0.01"),
            (Kind::Reals, "0.1"),
            (Kind::Reals, "1,2,3"),
            (Kind::Reals, "0, 1"),
            (Kind::Reals, "0,"),
            (Kind::Ints, "100,50"),
            (Kind::Ints, "100,500"),
            (Kind::Several, "0,1"),
        ] {
            assert_eq!(doubt("x", kind, text), None, "{text}");
        }
    }
}
