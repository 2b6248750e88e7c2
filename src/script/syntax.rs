//! The parts of speech: what the parser makes and the machine runs.

/// An operator between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named by its symbol below")]
pub enum Op {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
}

/// Every operator: how it is written, and how tightly it binds.
const OPS: [(Op, &str, u8); 14] = [
    (Op::Lt, "<", 1),
    (Op::Le, "<=", 1),
    (Op::Gt, ">", 1),
    (Op::Ge, ">=", 1),
    (Op::Eq, "==", 1),
    (Op::Ne, "!=", 1),
    (Op::Add, "+", 2),
    (Op::Sub, "-", 2),
    (Op::Mul, "*", 3),
    (Op::Div, "/", 3),
    (Op::FloorDiv, "//", 3),
    (Op::Mod, "%", 3),
    (Op::MatMul, "@", 3),
    (Op::Pow, "**", 5),
];

impl Op {
    /// The operator that is written so, and how tightly it binds.
    pub fn find(symbol: &str) -> Option<(Self, u8)> {
        OPS.iter().find(|(_, text, _)| *text == symbol).map(|(op, _, tightness)| (*op, *tightness))
    }

    /// Symbol in code.
    pub fn symbol(self) -> &'static str {
        OPS.iter().find(|(op, ..)| *op == self).map_or("", |(_, text, _)| text)
    }
}

/// Something that has a value.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Line, counted from 1.
    pub line: usize,
    /// Depth of nesting, limited by the parser.
    pub height: usize,
    /// Kind of expression.
    pub kind: Kind,
}

/// The kinds of expression.
#[derive(Clone, Debug)]
pub enum Kind {
    /// None
    None,
    /// 0.1, True, False
    Number(f64),
    /// "layered"
    Text(String),
    /// sigma
    Name(String),
    /// [a, b]
    List(Vec<Expr>),
    /// [item for name in over]
    Each {
        /// Expression of an item.
        item: Box<Expr>,
        /// Name of the loop variable.
        name: String,
        /// Sequence that is iterated over.
        over: Box<Expr>,
    },
    /// -a
    Negate(Box<Expr>),
    /// not a
    Not(Box<Expr>),
    /// a + b
    Binary(Op, Box<Expr>, Box<Expr>),
    /// a and b
    And(Box<Expr>, Box<Expr>),
    /// a or b
    Or(Box<Expr>, Box<Expr>),
    /// yes if test else no: test, yes, no
    Choose(Box<Expr>, Box<Expr>, Box<Expr>),
    /// f(a, axis=0); a.f() is the same as f(a)
    Call {
        /// The function.
        name: String,
        /// Values in order.
        given: Vec<Expr>,
        /// Values by name.
        named: Vec<(String, Expr)>,
    },
    /// a[i] or a[i, j]
    Index(Box<Expr>, Vec<Expr>),
    /// a.T
    Attribute(Box<Expr>, String),
}

/// Statements one after another.
pub type Block = Vec<Statement>;

/// A statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Line at which it begins, counted from 1.
    pub line: usize,
    /// Kind of statement.
    pub kind: Deed,
}

/// The kinds of statement.
#[derive(Clone, Debug)]
pub enum Deed {
    /// name = value, name[index] = value, name += value
    Assign {
        /// Name of the variable.
        name: String,
        /// Index of the entry, if one is assigned.
        index: Option<Expr>,
        /// Operator of an augmented assignment, such as +=.
        op: Option<Op>,
        /// Value that is assigned.
        value: Expr,
    },
    /// name.append(value)
    Append(String, Expr),
    /// An expression for its own sake, such as print(x).
    Value(Expr),
    /// if, elif …: tests and blocks; then else.
    If(Vec<(Expr, Block)>, Block),
    /// for name in over
    For(String, Expr, Block),
    /// while test
    While(Expr, Block),
    /// break
    Break,
    /// continue
    Continue,
    /// pass
    Forward,
}
