//! Lines and places of a diagram, as SVG: layers are columns, input left, output right.

use std::fmt::Write;

/// Part of the plane that is seen: left, top, width, height.
pub const VIEW: &str = "0 16 300 166";
/// Places of the columns, from the input to the output.
pub const COLUMNS: [i32; 4] = [28, 110, 192, 274];
/// Places of the units of a column.
pub const UNITS: [i32; 3] = [52, 86, 120];
/// Radius of a unit.
const RADIUS: i32 = 9;
/// Place of the ends of what comes back underneath the columns.
const UNDER: i32 = 134;

/// A drawing in the making.
#[derive(Debug, Default)]
pub struct Pen(String);

impl Pen {
    /// The SVG's inside.
    pub fn finish(self) -> String {
        self.0
    }

    /// A path of one class.
    pub fn path(&mut self, class: &str, d: &str) {
        let _ = writeln!(self.0, "<path class=\"{class}\" d=\"{d}\"/>");
    }

    /// A word in the middle of a place.
    pub fn word(&mut self, class: &str, (x, y): (i32, i32), text: &str) {
        let _ = writeln!(self.0, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>");
    }

    /// A band over columns `from` to the last.
    pub fn wash(&mut self, from: usize) {
        let (x, y) = (COLUMNS[from] - 20, UNITS[0] - 18);
        let (width, height) = (COLUMNS[3] + 20 - x, UNITS[2] + 18 - y);
        let _ = writeln!(
            self.0,
            "<rect class=\"wash\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>"
        );
    }

    /// The units of a column; `lit` is the number of one that is marked.
    pub fn units(&mut self, column: usize, lit: Option<usize>) {
        for (i, y) in UNITS.iter().enumerate() {
            let class = if lit == Some(i) { "unit lit" } else { "unit" };
            let _ =
                writeln!(self.0, "<circle class=\"{class}\" cx=\"{}\" cy=\"{y}\" r=\"{RADIUS}\"/>", COLUMNS[column]);
        }
    }
}

/// Straight lines from every unit of a column to every unit of the next.
pub fn bundle(column: usize) -> String {
    let mut d = String::new();
    for from in UNITS {
        for to in UNITS {
            let _ = write!(d, "M{} {from}L{} {to}", COLUMNS[column] + RADIUS, COLUMNS[column + 1] - RADIUS);
        }
    }
    d
}

/// One of these lines.
pub fn synapse(column: usize, from: usize, to: usize) -> String {
    format!("M{} {}L{} {}", COLUMNS[column] + RADIUS, UNITS[from], COLUMNS[column + 1] - RADIUS, UNITS[to])
}

/// Heads of arrows at the left ends of a bundle's level lines, where what comes back along it arrives.
pub fn heads_along(column: usize) -> String {
    let x = COLUMNS[column] + RADIUS + 1;
    UNITS.iter().fold(String::new(), |d, y| d + &format!("M{x} {y}l8 -4v8z"))
}

/// A way back underneath, from one column to one further left, with the place of its name and of its end.
pub struct Arc {
    /// Its line.
    pub line: String,
    /// The head of its arrow.
    pub head: String,
    /// Place of its name, above it.
    pub name: (i32, i32),
    /// The middle of its line.
    pub middle: (i32, i32),
}

/// The way back from column `from` to column `to`.
pub fn arc(from: usize, to: usize) -> Arc {
    let (start, end) = (COLUMNS[from] - 4, COLUMNS[to] + 4);
    let depth = UNDER + 22 + 17 * (from - to) as i32;
    Arc {
        line: format!("M{start} {UNDER}C{start} {depth} {end} {depth} {end} {}", UNDER + 7),
        head: format!("M{end} {UNDER}l-4 8h8z"),
        name: ((COLUMNS[to] + COLUMNS[to + 1]) / 2, UNDER + 18),
        // Such a curve is deepest at three quarters of the depth of its handles.
        middle: ((start + end) / 2, UNDER + 2 + (depth - UNDER) * 3 / 4),
    }
}

/// A small circle.
pub fn ring((x, y): (i32, i32)) -> String {
    format!("M{} {y}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z", f64::from(x) - 3.5)
}

/// A zigzag whose middle is here.
pub fn zigzag((x, y): (i32, i32)) -> String {
    format!("M{} {y}l3 -5l4 10l4 -10l4 10l3 -5", x - 9)
}

/// Hollow squares to the right of a column's units.
pub fn squares(column: usize) -> String {
    let x = COLUMNS[column] + RADIUS + 3;
    UNITS.iter().fold(String::new(), |d, y| d + &format!("M{x} {}h8v8h-8z", y - 4))
}

/// A frame around a column's units.
pub fn frame(column: usize) -> String {
    let (x, y) = (COLUMNS[column] - 15, UNITS[0] - 15);
    format!("M{x} {y}h30v{}h-30z", UNITS[2] - UNITS[0] + 30)
}

/// A round arrow above a column.
pub fn turn(column: usize) -> (String, String) {
    let (x, y) = (COLUMNS[column] + 16, UNITS[0] - 20);
    (format!("M{x} {}a6 6 0 1 1 -5 -6", y + 4), format!("M{} {}l7 1l-5 5z", x - 6, y - 5))
}
