//! Work that is cut into units, and the clock that it is cut by.

use crate::base::error::Result;

/// Work in units of a few milliseconds. How units are put into slices never changes what comes out.
pub trait Work {
    /// Result at the end.
    type Output;

    /// Does the next unit. Returns the result if it was the last.
    ///
    /// # Errors
    /// If the work cannot go on.
    fn unit(&mut self) -> Result<Option<Self::Output>>;

    /// Share of the work that is done, from 0 to 1.
    fn fraction(&self) -> f64;

    /// Intermediate result, for work in which a part has a meaning.
    fn so_far(&self) -> Option<Self::Output> {
        None
    }
}

/// Clock of one slice. No other loop looks at the time.
pub struct Clock<'a> {
    now: &'a dyn Fn() -> f64,
    begun: f64,
    last: f64,
    budget: f64,
}

impl<'a> Clock<'a> {
    /// A slice of `budget` milliseconds that begins now; `now` tells the time in milliseconds. With a clock that stands still
    /// everything is one slice.
    pub fn new(now: &'a dyn Fn() -> f64, budget: f64) -> Self {
        let begun = now();
        Self { now, begun, last: begun, budget }
    }

    /// True if there was time left at the last lap.
    pub fn runs(&self) -> bool {
        self.last - self.begun < self.budget
    }

    /// Milliseconds since the lap before.
    pub fn lap(&mut self) -> f64 {
        let before = std::mem::replace(&mut self.last, (self.now)());
        self.last - before
    }

    /// Milliseconds from the beginning to the last lap.
    pub fn spent(&self) -> f64 {
        self.last - self.begun
    }

    /// Works until the slice is over. Returns what came out if the work came to its end.
    ///
    /// # Errors
    /// If the work cannot go on.
    pub fn work<T>(&mut self, work: &mut dyn Work<Output = T>) -> Result<Option<T>> {
        while self.runs() {
            let done = work.unit()?;
            self.lap();
            if done.is_some() {
                return Ok(done);
            }
        }
        Ok(None)
    }
}
