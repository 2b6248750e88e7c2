//! Sorting, in one place.

/// The places of the values from the smallest to the largest; equal ones stay in their order.
///
/// By insertion, because lists here have some dozens of values: the sort of the standard library would add 3 kB (gzip) to a
/// module that everybody downloads.
pub fn order(values: &[f64]) -> Vec<usize> {
    let mut places = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        places.insert(places.partition_point(|&before: &usize| values[before].total_cmp(value).is_le()), at);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn smallest_first_and_equal_ones_in_their_order() {
        assert_eq!(order(&[3.0, -1.0, 3.0, 0.0, -1.0]), [1, 4, 3, 0, 2]);
        assert!(order(&[]).is_empty());
    }
}
