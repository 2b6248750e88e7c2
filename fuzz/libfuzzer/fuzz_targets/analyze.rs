#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| microlearning_fuzz::targets::analyze::target(data));
