//! The command line of microlearning.

fn main() {}
