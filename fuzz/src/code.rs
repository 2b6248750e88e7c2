//! Code in the forms of the rules' language, made of choices: it loves 0 beside the largest shapes. The tests that run in browsers
//! take this file, too.

use std::fmt::Write;

use microlearning::script::{functions, names};

use super::choices::Choices;

/// Numbers at the edge of what may be held, of what `usize` counts in 32 bits, and of nothing.
const NUMBERS: [&str; 28] = [
    "0",
    "1",
    "2",
    "3",
    "5",
    "6",
    "7",
    "0.5",
    "-1",
    "1e-30",
    "1e30",
    "1e18",
    "1e999",
    "16",
    "4000000",
    "4000001",
    "3999999",
    "5656",
    "5657",
    "32000000",
    "65535",
    "65536",
    "65537",
    "2147483648",
    "4294967295",
    "4294967296",
    "4294967297",
    "999999999",
];
/// Names that code sets, and may read again.
const OWN: [&str; 5] = ["a", "b", "c", "i", "delta"];
const SIGNS: [&str; 14] = ["+", "-", "*", "/", "@", "**", "//", "%", "<", "==", "!=", ">=", "and", "or"];

/// A text of up to eight statements.
pub fn code(choices: &mut Choices) -> String {
    let mut text = String::new();
    for _ in 0..1 + choices.below(8) {
        statement(choices, 0, &mut text);
    }
    text
}

fn statement(choices: &mut Choices, indent: usize, text: &mut String) {
    let start = " ".repeat(4 * indent);
    let own = choices.of(&OWN);
    let value = expression(choices, 3);
    let block = |choices: &mut Choices, head: String, text: &mut String| {
        let _ = writeln!(text, "{start}{head}:");
        for _ in 0..1 + choices.below(3) {
            statement(choices, indent + 1, text);
        }
    };
    let line = match choices.below(12) {
        0 if indent < 3 => return block(choices, format!("for {own} in range({value})"), text),
        1 if indent < 3 => return block(choices, format!("while {value}"), text),
        2 if indent < 3 => return block(choices, format!("if {value}"), text),
        3 => format!("dW[{}] = {value}", choices.below(3)),
        4 => format!("{own}[{}] = {value}", choices.of(&NUMBERS)),
        5 => format!("{own}.append({value})"),
        6 => format!("print({value})"),
        7 => format!("{own} {}= {value}", choices.of(&["+", "-", "*", "/"])),
        8 => format!(
            "{own} = {}",
            choices.of(&["[]", "range(5000)", "feedback(\"layered\")", "feedback(\"direct\", 0.1)"])
        ),
        _ => format!("{own} = {value}"),
    };
    let _ = writeln!(text, "{start}{line}");
}

fn expression(choices: &mut Choices, depth: usize) -> String {
    if depth == 0 {
        return choices.of(&NUMBERS).to_owned();
    }
    let inner = |choices: &mut Choices| expression(choices, depth - 1);
    match choices.below(12) {
        0 => choices.of(&NUMBERS).to_owned(),
        1 => choices.of(&OWN).to_owned(),
        2 => choices.of(names::ALL).name.to_owned(),
        3 => format!("{}[{}]", choices.of(names::ALL).name, choices.below(4)),
        4 => {
            let (shape, rows) = (choices.of(&["zeros", "ones", "normal", "uniform"]), choices.of(&NUMBERS));
            format!("{shape}({rows}, {})", choices.of(&NUMBERS))
        }
        5 | 6 => {
            let (left, sign) = (inner(choices), choices.of(&SIGNS));
            format!("({left} {sign} {})", inner(choices))
        }
        7 | 8 => {
            let all: Vec<_> = functions::all().collect();
            let function = choices.of(&all);
            let values: Vec<_> = function.parameters.iter().map(|_| inner(choices)).collect();
            match choices.below(3) {
                0 if values.len() > 1 => {
                    format!("{}({}, {}={})", function.name, values[0], function.parameters[1], values[1])
                }
                1 => format!("{}({})", function.name, values.first().map_or("", String::as_str)),
                _ => format!("{}({})", function.name, values.join(", ")),
            }
        }
        9 => format!("{}.T", inner(choices)),
        10 => format!("[{} for i in range({})]", inner(choices), choices.of(&NUMBERS)),
        _ => {
            let (yes, no) = (inner(choices), inner(choices));
            format!(
                "{yes}{}",
                choices
                    .of(&[format!(" if 0 else {no}"), format!("[{no}]"), String::new()].each_ref().map(String::as_str))
            )
        }
    }
}
