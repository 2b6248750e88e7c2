//! Tests of all but the rules, natively and in one program: thirty would each link the whole library. `cargo test --test suite idx::` runs
//! the tests of one file.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../common/mod.rs"]
mod common;

mod bar_charts;
mod chance;
mod chart_extremes;
mod charts;
mod choice;
mod comparison;
mod config;
mod decimal;
mod drawing;
mod drawn;
mod electrode;
mod exercise;
mod experiments;
mod export;
mod glass;
mod identify;
mod idx;
mod log_charts;
mod mnist_plane;
mod npz;
mod offer;
mod old_links;
mod panel_charts;
mod plane_charts;
mod products;
mod representations;
mod run;
mod snr;
mod steps;
mod training;
mod upgrades;
mod variance;
mod worlds;
