//! Exported tables: names and messages of any kind neither end a cell nor become a formula in it.

use microlearning::base::sorted_map::Map;
use microlearning::lab::settings::export::{csv, Record};
use microlearning::lab::Config;

use crate::choices::Choices;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let length = usize::from(choices.byte());
    let name = super::text(choices.take(length));
    let value = choices.number();
    let column = format!("m{}", super::text(choices.0));
    let epochs = vec![[(column.clone(), Some(value))].into_iter().collect()];
    let config = Config::from_pairs([]).expect("the first preset");
    let message = Some(column.clone());
    let text = csv(&[Record { name: name.clone(), config, epochs, message }], &Map::new());
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let table = text.split_inclusive('\n').skip_while(|line| line.starts_with('#')).collect::<String>();
    let cells = cells(&table);
    let written = if value.is_finite() { value.to_string() } else { String::new() };
    assert_eq!(cells.len(), 8, "{cells:?}");
    assert_eq!((&*cells[3], &*cells[5], &*cells[6], &*cells[7]), (&*column, "1", "0", &*written));
    let harmless = cells[4].strip_prefix('\'').unwrap_or(&cells[4]);
    assert!(cells[4] == name || harmless == name, "{:?} for {name:?}", cells[4]);
    for cell in &cells {
        assert!(!cell.starts_with(['=', '+', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{cell:?}");
        assert!(!cell.starts_with('-') || cell.parse::<f64>().is_ok(), "{cell:?}");
    }
}

/// The cells of a table, line by line (RFC 4180).
fn cells(table: &str) -> Vec<String> {
    let (mut cells, mut cell, mut inside) = (Vec::new(), String::new(), false);
    let mut rest = table.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '"' if inside && rest.peek() == Some(&'"') => cell.push(rest.next().expect("it was seen")),
            '"' => inside = !inside,
            ',' | '\n' if !inside => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(sign),
        }
    }
    cells
}
