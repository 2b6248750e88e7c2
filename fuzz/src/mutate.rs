//! Inputs from inputs: pieces are dropped, doubled, swapped, replaced or taken from another. With a seed, the same ones everywhere.

use rand::RngExt;

use microlearning::base::random::{stream, Stream};
use microlearning::Rng;

/// The longest input that is made.
const LONGEST: usize = 4096;
/// Bytes that readers treat in a way of their own.
const EDGES: [u8; 12] = [0, 1, 0x7f, 0x80, 0xff, b'0', b'9', b'-', b'.', b'\n', b'"', b'%'];

/// Makes inputs from examples and words.
pub struct Mutator {
    examples: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
    rng: Rng,
}

impl Mutator {
    /// From these examples and words, of which there may be none.
    pub fn new(mut examples: Vec<Vec<u8>>, words: Vec<Vec<u8>>, seed: u32) -> Self {
        examples.push(Vec::new());
        Self { examples, words, rng: stream(seed, Stream::Probe) }
    }

    fn below(&mut self, n: usize) -> usize {
        self.rng.random_range(0..n.max(1))
    }

    /// The next input.
    pub fn input(&mut self) -> Vec<u8> {
        let at = self.below(self.examples.len());
        let mut input = self.examples[at].clone();
        if self.below(8) == 0 {
            let length = self.below(200);
            input = (0..length).map(|_| self.rng.random()).collect();
        }
        for _ in 0..1 + self.below(6) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    /// A place in it and how many bytes from there on, a few.
    fn piece(&mut self, input: &[u8]) -> (usize, usize) {
        let at = self.below(input.len() + 1);
        let most = (input.len() - at).min(32);
        (at, at + self.below(most + 1))
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let (from, to) = self.piece(input);
        match self.below(8) {
            0 => drop(input.drain(from..to)),
            1 => {
                let piece = input[from..to].repeat(1 + self.below(3));
                input.splice(from..from, piece);
            }
            2 if !self.words.is_empty() => {
                let word = self.below(self.words.len());
                input.splice(from..to.min(from + 8), self.words[word].iter().copied());
            }
            3 => {
                let other = self.below(self.examples.len());
                let other = self.examples[other].clone();
                let (start, end) = self.piece(&other);
                input.splice(from..to, other[start..end].iter().copied());
            }
            4 if !input.is_empty() => {
                let (a, b) = (self.below(input.len()), self.below(input.len()));
                input.swap(a, b);
            }
            5 => {
                let edge = EDGES[self.below(EDGES.len())];
                input.splice(from..to.min(from + 1), [edge]);
            }
            6 => input.truncate(from),
            _ if !input.is_empty() => {
                let (at, bit) = (self.below(input.len()), self.below(8));
                input[at] ^= 1 << bit;
            }
            _ => input.push(self.rng.random()),
        }
    }
}

/// The words of a file in libFuzzer's form: one a line, in quotation marks, bytes as `\xNN`; # begins a comment.
pub fn words(text: &str) -> Vec<Vec<u8>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(unescaped(line.strip_prefix('"')?.strip_suffix('"')?))).collect()
}

fn unescaped(text: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match (byte, byte == b'\\') {
            (_, false) => byte,
            _ => match rest.next() {
                Some(b'x') => {
                    let digits: String = rest.by_ref().take(2).map(char::from).collect();
                    u8::from_str_radix(&digits, 16).unwrap_or(b'?')
                }
                other => other.unwrap_or(b'\\'),
            },
        });
    }
    bytes
}
