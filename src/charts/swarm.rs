//! Dots of one column that must not hide each other.

use super::surface::distance;
use crate::base::argsort::order;

/// Horizontal offset of each dot, by which no two are nearer than `apart`: as small as possible, to the right and left
/// in turns, lowest dot first. If a crowd does not fit within `most`, all dots come nearer to each other until it does.
/// The same heights give the same offsets.
pub fn swarm(heights: &[f64], apart: f64, most: f64) -> Vec<f64> {
    let nearer = (0..20).map(|k| apart * 0.85_f64.powi(k));
    nearer.into_iter().find_map(|apart| place(heights, apart, most)).unwrap_or(vec![0.0; heights.len()])
}

fn place(heights: &[f64], apart: f64, most: f64) -> Option<Vec<f64>> {
    let (mut placed, mut offsets) = (Vec::<(f64, f64)>::new(), vec![0.0; heights.len()]);
    let steps = (most / (0.25 * apart)).max(0.0) as usize;
    let depths: Vec<_> = heights.iter().map(|y| -y).collect();
    for i in order(&depths) {
        let y = heights[i];
        let near: Vec<_> = placed.iter().filter(|dot| (dot.1 - y).abs() < apart).collect();
        let free = |x: &f64| near.iter().all(|dot| distance(**dot, (*x, y)) >= apart - 1e-9);
        let sideways = (0..=2 * steps).map(|k| {
            let step = k.div_ceil(2) as f64 * 0.25 * apart;
            if k % 2 == 0 {
                -step
            } else {
                step
            }
        });
        offsets[i] = sideways.into_iter().find(free)?;
        placed.push((offsets[i], y));
    }
    Some(offsets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_apart_stay_in_the_middle_and_equal_ones_part_to_both_sides() {
        assert_eq!(swarm(&[10.0, 50.0], 8.0, 40.0), [0.0, 0.0]);
        assert_eq!(swarm(&[10.0, 10.0, 10.0], 8.0, 40.0), [0.0, 8.0, -8.0]);
    }

    #[test]
    fn no_two_dots_touch_while_there_is_room_and_none_leaves_the_column() {
        let heights: Vec<f64> = (0..20).map(|i| f64::from(i % 5) * 3.0).collect();
        let offsets = swarm(&heights, 6.0, 80.0);
        for (i, (x, y)) in offsets.iter().zip(&heights).enumerate() {
            for (x2, y2) in offsets.iter().zip(&heights).take(i) {
                assert!((x - x2).hypot(y - y2) >= 5.999, "{x},{y} and {x2},{y2}");
            }
        }
        let crowd = swarm(&[5.0; 30], 6.0, 20.0);
        let mut places: Vec<i64> = crowd.iter().map(|x| (x * 1e6) as i64).collect();
        places.sort_unstable();
        places.dedup();
        assert!(crowd.iter().all(|x| x.abs() <= 20.0) && places.len() == 30, "{crowd:?}");
        assert!(swarm(&[], 6.0, 20.0).is_empty());
    }
}
