//! Fuzzes the verifier and the engines.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (govm_tests::properties::target("bytecode").check)(bytes));
