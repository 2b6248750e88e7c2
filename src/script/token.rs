//! Text to tokens. As in Python, a line's indentation opens and closes blocks, and inside brackets lines go on.

use super::fault::Fault;
use crate::base::decimal::decimal;

/// Bytes of code that are read.
pub const LIMIT: usize = 6000;

/// The byte-order mark, with which some programs begin a file. It is no part of the text.
pub const MARK: char = '\u{FEFF}';

/// The smallest pieces of code.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// 0.1
    Number(f64),
    /// "layered"
    Text(String),
    /// A name or a keyword.
    Name(String),
    /// An operator or a bracket.
    Symbol(&'static str),
    /// A statement's end.
    Newline,
    /// A block begins.
    Indent,
    /// A block ends.
    Dedent,
    /// End of the code.
    End,
}

/// A token and its line.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The token.
    pub token: Token,
    /// Counted from 1.
    pub line: usize,
}

/// Longer ones first, so that `**` is not read as two.
const SYMBOLS: [&str; 27] = [
    "**", "//", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "@=", "+", "-", "*", "/", "@", "%", "<", ">", "=", "(",
    ")", "[", "]", ",", ".", ":",
];

/// Quotation marks that no code has.
const CURLY: &str = "“”„‘’‚«»";

/// True for a sign that has no shape of its own: control characters, marks that turn the direction of what follows, and the like.
pub fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(u32::from(sign), 0xAD | 0x61C | 0x180E | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF)
}

/// Lines of a text, which ends them as one system or another does: with a line feed, a carriage return, or both.
pub fn lines(code: &str) -> impl Iterator<Item = &str> {
    code.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

/// A sign as messages name it: an invisible one by its number, quotation marks without others around them.
fn shown(sign: char) -> String {
    if sign.is_whitespace() || is_unseen(sign) {
        return format!("U+{:04X}, which cannot be seen,", u32::from(sign));
    }
    if CURLY.contains(sign) {
        return format!("{sign} (U+{:04X}, a curly quotation mark)", u32::from(sign));
    }
    format!("“{sign}”")
}

struct Lexer {
    found: Vec<Placed>,
    line: usize,
    /// Lines of the brackets that are open.
    open: Vec<usize>,
    /// Indentation of each open block.
    indents: Vec<usize>,
}

/// Reads the whole code.
///
/// # Errors
/// If there is a character, a number, an indentation or a bracket that cannot be.
pub fn tokens(code: &str) -> Result<Vec<Placed>, Fault> {
    let code = code.strip_prefix(MARK).unwrap_or(code);
    let mut lexer = Lexer { found: Vec::new(), line: 0, open: Vec::new(), indents: vec![0] };
    for (i, line) in lines(code).enumerate() {
        lexer.line = i + 1;
        lexer.read_line(line)?;
    }
    if let Some(line) = lexer.open.first() {
        return Err(Fault::new(*line, "a bracket is opened here and never closed."));
    }
    for _ in 1..lexer.indents.len() {
        lexer.push(Token::Dedent);
    }
    lexer.push(Token::End);
    Ok(lexer.found)
}

impl Lexer {
    fn push(&mut self, token: Token) {
        self.found.push(Placed { token, line: self.line });
    }

    fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        Err(Fault::new(self.line, message))
    }

    fn read_line(&mut self, line: &str) -> Result<(), Fault> {
        let code = line.trim_start();
        if code.is_empty() || code.starts_with('#') {
            return Ok(());
        }
        if self.open.is_empty() {
            let width = line[..line.len() - code.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
            self.indent(width)?;
        }
        let mut rest = code.trim_end();
        while !rest.is_empty() && !rest.starts_with('#') {
            rest = self.read_token(rest)?.trim_start();
        }
        if self.open.is_empty() {
            self.push(Token::Newline);
        }
        Ok(())
    }

    fn indent(&mut self, width: usize) -> Result<(), Fault> {
        if width > self.indents[self.indents.len() - 1] {
            self.indents.push(width);
            self.push(Token::Indent);
        }
        while width < self.indents[self.indents.len() - 1] {
            self.indents.pop();
            self.push(Token::Dedent);
        }
        if width == self.indents[self.indents.len() - 1] {
            return Ok(());
        }
        self.fault("this line is indented neither like the block before it nor like one around it.")
    }

    /// Takes one token off the front of `rest`, which is not empty, and returns what follows.
    fn read_token<'a>(&mut self, rest: &'a str) -> Result<&'a str, Fault> {
        let first = rest.chars().next().unwrap_or(' ');
        if first.is_ascii_digit() {
            return self.number(rest);
        }
        if first.is_alphabetic() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            self.push(Token::Name(rest[..end].to_owned()));
            return Ok(&rest[end..]);
        }
        if first == '"' || first == '\'' {
            let Some(end) = rest[1..].find(first) else { return self.fault("a text begins here and has no end.") };
            self.push(Token::Text(rest[1..=end].to_owned()));
            return Ok(&rest[end + 2..]);
        }
        let Some(symbol) = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol)) else {
            return self.fault(format!("the sign {} has no meaning here.{}", shown(first), remedy(first)));
        };
        match symbol {
            "(" | "[" => self.open.push(self.line),
            ")" | "]" if self.open.pop().is_none() => return self.fault(format!("this “{symbol}” closes nothing.")),
            _ => {}
        }
        self.push(Token::Symbol(symbol));
        Ok(&rest[symbol.len()..])
    }

    fn number<'a>(&mut self, rest: &'a str) -> Result<&'a str, Fault> {
        let bytes = rest.as_bytes();
        let digits =
            |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let mut end = digits(0);
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            end += 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            end = digits(end.min(bytes.len()));
        }
        let next_is_letter = rest[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        match decimal(&rest[..end]) {
            Some(number) if number.is_finite() && !next_is_letter => self.push(Token::Number(number)),
            Some(_) if next_is_letter => {
                return self.fault(format!(
                    "a letter follows {}. If this is a product, a * is needed between them.",
                    &rest[..end]
                ))
            }
            _ => return self.fault(format!("“{}” is not a number.", &rest[..end])),
        }
        Ok(&rest[end..])
    }
}

/// Remedy for a sign that people, papers and other languages use: how the same is written here.
fn remedy(sign: char) -> &'static str {
    match sign {
        _ if CURLY.contains(sign) => " A text stands between straight ones, \" or '.",
        '≤' => " Write <=.",
        '≥' => " Write >=.",
        '≠' => " Write !=.",
        '×' | '·' | '⋅' | '∙' | '∗' | '⊙' => " A product is written with *.",
        '÷' | '∕' => " A quotient is written with /.",
        '^' => " A power is written with **, as in sigma ** 2.",
        '−' | '–' | '—' => " A minus is written with -.",
        '′' => " f′ is f_prime.",
        '{' | '}' => " Brackets are round.",
        _ => "",
    }
}
