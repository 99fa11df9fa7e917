//! The deterministic library: Go packages embedded in the binary, and the natives that their functions without a body stand for.
//!
//! ```
//! let files = govm_stdlib::source("errors").expect("a package of the library");
//! assert_eq!(files[0].0, "errors.go");
//! assert!(govm_stdlib::source("os").is_none());
//! assert!(govm_stdlib::why_absent("os").is_some());
//! ```

#![forbid(unsafe_code)]

mod absent;

mod packages {
    //! The embedded files, listed by the build script.
    include!(concat!(env!("OUT_DIR"), "/packages.rs"));
}

pub use absent::why_absent;

/// The files of a package, name and text, sorted by name; `None` if the library has no package with this import path.
#[must_use]
pub fn source(path: &str) -> Option<&'static [(&'static str, &'static str)]> {
    let table = packages::PACKAGES;
    table.binary_search_by(|(p, _)| (*p).cmp(path)).ok().map(|i| table[i].1)
}

/// The import paths of all packages of the library, sorted.
pub fn package_paths() -> impl Iterator<Item = &'static str> {
    packages::PACKAGES.iter().map(|(path, _)| *path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_has_files_and_a_clause() {
        for path in package_paths() {
            let files = source(path).expect("listed");
            let clause = format!("package {}\n", path.rsplit('/').next().expect("a path has a last element"));
            assert!(files.iter().all(|(_, text)| text.contains(&clause)), "{path}");
        }
    }

    #[test]
    fn absent_packages_have_the_reason_of_the_nearest_entry() {
        assert!(why_absent("crypto/rand").is_some_and(|w| w.contains("run to run")));
        assert!(why_absent("crypto/sha256").is_some_and(|w| w.contains("this release")));
        assert_eq!(why_absent("fmt"), None);
        assert_eq!(why_absent("example.com/x"), None);
        assert_eq!(why_absent("oslo"), None);
    }
}
