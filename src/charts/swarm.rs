//! Dots of one column that must not hide each other.

/// How far each dot moves sideways, so that no two are nearer than `apart`: as little as possible, to the right and
/// left in turns, lowest dot first. Dots for which there is no room within `most` stay at its edge and overlap.
/// The same heights give the same places.
pub fn swarm(heights: &[f64], apart: f64, most: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|&a, &b| heights[b].total_cmp(&heights[a]));
    let mut placed: Vec<(f64, f64)> = vec![];
    let mut offsets = vec![0.0; heights.len()];
    for i in order {
        let y = heights[i];
        let near: Vec<_> = placed.iter().filter(|dot| (dot.1 - y).abs() < apart).collect();
        let free = |x: &f64| near.iter().all(|dot| (dot.0 - x).hypot(dot.1 - y) >= apart - 1e-9);
        let steps = (most / (0.25 * apart)).max(0.0) as usize;
        let sideways = (0..=2 * steps).map(|k| {
            let step = k.div_ceil(2) as f64 * 0.25 * apart;
            if k % 2 == 0 {
                -step
            } else {
                step
            }
        });
        let x = sideways.into_iter().find(free).unwrap_or(if near.len() % 2 == 0 { most } else { -most });
        placed.push((x, y));
        offsets[i] = x;
    }
    offsets
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
        assert!(swarm(&[5.0; 30], 6.0, 20.0).iter().all(|x| x.abs() <= 20.0));
        assert!(swarm(&[], 6.0, 20.0).is_empty());
    }
}
