//! Fuzzes programs, on all engines.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (govm_tests::properties::target("run").check)(bytes));
