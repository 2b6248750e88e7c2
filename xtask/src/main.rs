//! Set-up, build, serve, test, data, bench.
fn main() {}
