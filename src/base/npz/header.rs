//! The header of a .npy file: a Python dictionary, written out, of three keys. Read as one, whatever its spaces, quotes and order.

/// Content of a header: type, order and shape of its array.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    /// Type of the numbers, such as "<f4".
    pub kind: String,
    /// True if they are in column-major (Fortran) order.
    pub by_columns: bool,
    /// Shape: the length of each axis.
    pub shape: Vec<usize>,
}

impl Header {
    /// Reads a whole header; `None` if it is no dictionary of exactly these keys, or a value is of another kind.
    pub fn read(text: &str) -> Option<Self> {
        let (mut kind, mut by_columns, mut shape) = (None, None, None);
        let mut rest = Rest(text.trim_matches(['\0', ' ', '\t', '\r', '\n']));
        rest.sign('{')?;
        while rest.sign('}').is_none() {
            let key = rest.text()?;
            rest.sign(':')?;
            match key {
                "descr" if kind.is_none() => kind = Some(rest.text()?.to_owned()),
                "fortran_order" if by_columns.is_none() => by_columns = Some(rest.truth()?),
                "shape" if shape.is_none() => shape = Some(rest.tuple()?),
                _ => return None,
            }
            // A comma may stand behind the last one, too.
            if rest.sign(',').is_none() {
                rest.sign('}')?;
                break;
            }
        }
        rest.0.is_empty().then_some(())?;
        Some(Self { kind: kind?, by_columns: by_columns?, shape: shape? })
    }
}

/// Rest of the text. Each function removes what it is named after from the front, and the blanks behind it.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn after(&mut self, length: usize) {
        self.0 = self.0[length..].trim_start();
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.0.starts_with(sign).then(|| self.after(sign.len_utf8()))
    }

    /// A text in quotation marks, single or double, without escapes.
    fn text(&mut self) -> Option<&'a str> {
        let start = self.0.trim_start_matches(['u', 'b']); // as Python 2 and careful writers have it
        let mark = start.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
        let inside = &start[1..];
        let text = &inside[..inside.find(mark)?];
        self.0 = start;
        self.after(text.len() + 2);
        (!text.contains('\\')).then_some(text)
    }

    fn truth(&mut self) -> Option<bool> {
        let (word, value) =
            [("True", true), ("False", false)].into_iter().find(|(word, _)| self.0.starts_with(word))?;
        self.after(word.len());
        Some(value)
    }

    /// Whole numbers in brackets. A single one needs its comma: without it there is no tuple in Python.
    fn tuple(&mut self) -> Option<Vec<usize>> {
        self.sign('(')?;
        let (mut numbers, mut comma) = (Vec::new(), true);
        while self.sign(')').is_none() {
            comma.then_some(())?;
            numbers.push(self.number()?);
            comma = self.sign(',').is_some();
        }
        (numbers.len() != 1 || comma).then_some(numbers)
    }

    fn number(&mut self) -> Option<usize> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let number = self.0[..digits].parse().ok()?;
        self.after(digits);
        let _ = self.sign('L'); // Python 2 marks long integers
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(kind: &str, by_columns: bool, shape: &[usize]) -> Option<Header> {
        Some(Header { kind: kind.into(), by_columns, shape: shape.to_vec() })
    }

    #[test]
    fn however_it_is_spaced_quoted_and_ordered_it_says_the_same() {
        for text in [
            "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }          \n",
            "{'descr':'<f4','fortran_order':True,'shape':(2,3)}",
            "{ \"shape\" : ( 2 , 3 , ) ,\"fortran_order\"  :  True , \"descr\" :  \"<f4\" }",
            "{u'descr': u'<f4', u'fortran_order': True, u'shape': (2L, 3L)}\n",
        ] {
            assert_eq!(Header::read(text), header("<f4", true, &[2, 3]), "{text}");
        }
        assert_eq!(
            Header::read("{'descr': '>f8', 'fortran_order': False, 'shape': (7,), }"),
            header(">f8", false, &[7])
        );
        assert_eq!(Header::read("{'descr': '<f4', 'fortran_order': False, 'shape': (), }"), header("<f4", false, &[]));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in [
            "",
            "{}",
            "{'descr': '<f4', 'shape': (2, 3)}",
            "{'descr': '<f4', 'fortran_order': true, 'shape': (2, 3)}",
            "{'descr': '<f4', 'fortran_order': 1, 'shape': (2, 3)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': [2, 3]}",
            "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3)}",
            "{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (2, 3)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'x': 1}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} {",
            "{'descr': '\\x3cf4', 'fortran_order': False, 'shape': (2, 3)}",
            "{'descr': '<f4' 'fortran_order': False, 'shape': (2, 3)}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 3)}",
        ] {
            assert_eq!(Header::read(text), None, "{text}");
        }
    }
}
