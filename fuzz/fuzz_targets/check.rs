//! Fuzzes the type checker.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (govm_tests::properties::target("check").check)(bytes));
