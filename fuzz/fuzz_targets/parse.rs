//! Fuzzes the parser.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (govm_tests::properties::target("parse").check)(bytes));
