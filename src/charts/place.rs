//! Places for names inside a plot: beside what they name, inside the plot, and off what is there already.

use super::label::em_width;
use super::line::Window;
use super::surface::Point;

/// Occupied rectangles, in CSS pixels: corners at the upper left and the lower right.
pub struct Places {
    plot: Window,
    em: f64,
    taken: Vec<(Point, Point)>,
}

/// Half the height of a line of text, em.
const HALF: f64 = 0.6;
/// Factor by which bold text is wider than estimated.
const BOLD: f64 = 1.08;

impl Places {
    /// A plot in which nothing is occupied.
    pub fn new(plot: &Window, em: f64) -> Self {
        Places { plot: *plot, em, taken: vec![] }
    }

    /// The width of a text, CSS pixels.
    pub fn width(&self, text: &str) -> f64 {
        BOLD * em_width(text) * self.em
    }

    /// Takes the room of a dot.
    pub fn block(&mut self, (x, y): Point, radius: f64) {
        self.taken.push(((x - radius, y - radius), (x + radius, y + radius)));
    }

    /// Takes the room of a text that begins at a wished place, or as near to it as lies in the plot. Returns the place.
    pub fn take(&mut self, text: &str, wish: Point) -> Point {
        let place = self.inside(text, wish);
        self.taken.push(self.room(text, place));
        place
    }

    /// Takes the room of a text beside a dot, where it lies least on what is taken. Returns where the text begins.
    pub fn beside(&mut self, text: &str, (x, y): Point, radius: f64) -> Point {
        let (width, gap, line) = (self.width(text), radius + 0.35 * self.em, 1.1 * self.em);
        let right = (0..9).map(|step| (x + gap, y + shift(step) * 0.6 * line));
        let left = (0..9).map(|step| (x - gap - width, y + shift(step) * 0.6 * line));
        let middle = [-1.0, 1.0].map(|side| (x - width / 2.0, y + side * (radius + 0.8 * self.em)));
        let wishes = right.chain(left).chain(middle);
        // Nearer ones come first in each row; the first of equals is kept.
        let cost = |wish: &Point| {
            let place = self.inside(text, *wish);
            let away = (place.1 - y).abs() + (place.0 - wish.0).abs();
            (10.0 * self.covered(self.room(text, place)) + away, place)
        };
        let best = wishes.map(|wish| cost(&wish)).min_by(|a, b| a.0.total_cmp(&b.0));
        let place = best.map_or((x, y), |(_, place)| place);
        self.taken.push(self.room(text, place));
        place
    }

    /// The place next to a wished one at which a text lies in the plot.
    fn inside(&self, text: &str, (x, y): Point) -> Point {
        let half = HALF * self.em;
        let Window { left, top, right, bottom } = self.plot;
        (x.min(right - self.width(text)).max(left), y.min(bottom - half).max(top + half))
    }

    fn room(&self, text: &str, (x, y): Point) -> (Point, Point) {
        let half = HALF * self.em;
        ((x, y - half), (x + self.width(text), y + half))
    }

    /// Occupied area of a rectangle, in square pixels.
    fn covered(&self, (a, b): (Point, Point)) -> f64 {
        let common = |(c, d): &(Point, Point)| {
            let (width, height) = (b.0.min(d.0) - a.0.max(c.0), b.1.min(d.1) - a.1.max(c.1));
            width.max(0.0) * height.max(0.0)
        };
        self.taken.iter().map(common).sum()
    }
}

/// 0, −1, 1, −2, 2 …
fn shift(step: i32) -> f64 {
    let size = f64::from((step + 1) / 2);
    if step % 2 == 1 {
        -size
    } else {
        size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Window = Window { left: 0.0, top: 0.0, right: 200.0, bottom: 100.0 };

    #[test]
    fn a_name_stands_beside_its_dot_on_the_side_where_there_is_room() {
        let mut places = Places::new(&PLOT, 10.0);
        assert!(places.beside("FA", (50.0, 50.0), 4.0).0 > 50.0);
        assert!(places.beside("backprop", (195.0, 50.0), 4.0).0 + places.width("backprop") < 195.0);
    }

    #[test]
    fn names_of_dots_that_lie_together_do_not_lie_on_each_other() {
        let mut places = Places::new(&PLOT, 10.0);
        let rooms: Vec<_> = ["FA", "KP", "NP", "WP"]
            .iter()
            .map(|name| {
                let place = places.beside(name, (100.0, 50.0), 4.0);
                places.room(name, place)
            })
            .collect();
        for (i, (a, b)) in rooms.iter().enumerate() {
            for (c, d) in &rooms[..i] {
                assert!(b.0 <= c.0 || d.0 <= a.0 || b.1 <= c.1 || d.1 <= a.1, "{rooms:?}");
            }
        }
    }
}
