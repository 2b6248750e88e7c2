//! Assignment of images to shards: one seeded shuffle, cut into pieces; no image is drawn twice.

use rand_xoshiro::rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// The seed of the shuffle. Another one gives other shards, and other numbers on every page.
pub const SEED: u64 = 1998;

/// Number of images of each part in a shard.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Drawn from the 60,000.
    pub train: usize,
    /// Drawn from the 60,000, too.
    pub valid: usize,
    /// Drawn from the 10,000.
    pub test: usize,
}

/// The positions, in the original files, of one shard's images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Positions in the training file.
    pub train: Vec<usize>,
    /// Positions in the training file.
    pub valid: Vec<usize>,
    /// Positions in the test file.
    pub test: Vec<usize>,
}

/// Draws the shards of a plan from files of so many images. Classes are as frequent as by nature.
/// Shards come one after the other, so that a longer plan leaves the first ones as they are.
pub fn draw(plan: &[Sizes], n_train: usize, n_test: usize) -> Vec<Drawn> {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(SEED);
    let mut from_train = shuffled(n_train, &mut rng).into_iter();
    let mut from_test = shuffled(n_test, &mut rng).into_iter();
    let mut drawn = Vec::new();
    for sizes in plan {
        drawn.push(Drawn {
            train: from_train.by_ref().take(sizes.train).collect(),
            valid: from_train.by_ref().take(sizes.valid).collect(),
            test: from_test.by_ref().take(sizes.test).collect(),
        });
    }
    drawn
}

/// Fisher and Yates' shuffle, written out so that no release of a crate can change the shards.
fn shuffled(n: usize, rng: &mut Xoshiro256PlusPlus) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        let below = (u128::from(rng.next_u64()) * (last as u128 + 1)) >> 64;
        order.swap(last, below as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: [Sizes; 2] = [Sizes { train: 5, valid: 2, test: 3 }, Sizes { train: 2, valid: 1, test: 1 }];

    #[test]
    fn nothing_is_drawn_twice_and_all_is_drawn() {
        let drawn = draw(&PLAN, 10, 4);
        let mut train: Vec<usize> = drawn.iter().flat_map(|d| [&d.train[..], &d.valid].concat()).collect();
        train.sort_unstable();
        assert_eq!(train, (0..10).collect::<Vec<_>>());
        let mut test: Vec<usize> = drawn.iter().flat_map(|d| d.test.clone()).collect();
        test.sort_unstable();
        assert_eq!(test, (0..4).collect::<Vec<_>>());
    }

    #[test]
    fn a_longer_plan_leaves_the_first_shards() {
        assert_eq!(draw(&PLAN[..1], 10, 4)[0], draw(&PLAN, 10, 4)[0]);
    }

    #[test]
    fn the_draw_is_pinned() {
        assert_eq!(draw(&PLAN, 10, 4)[0].train, [3, 5, 8, 9, 1]);
    }
}
