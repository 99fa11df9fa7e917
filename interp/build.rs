//! Decides whether the executor is built with handlers that jump to each other: that takes the sibling calls that only an optimised
//! build makes, without debug assertions, on hosts that pass five words in registers.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(govm_threaded)");
    println!("cargo::rerun-if-changed=build.rs");
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let is_optimised = !matches!(variable("OPT_LEVEL").as_str(), "" | "0");
    let has_assertions = std::env::var_os("CARGO_CFG_DEBUG_ASSERTIONS").is_some();
    let is_miri = std::env::var_os("CARGO_CFG_MIRI").is_some();
    let is_host = matches!(variable("CARGO_CFG_TARGET_ARCH").as_str(), "x86_64" | "aarch64");
    let is_portable = std::env::var_os("CARGO_FEATURE_PORTABLE").is_some();
    if is_optimised && !has_assertions && !is_miri && is_host && !is_portable {
        println!("cargo::rustc-cfg=govm_threaded");
    }
}
