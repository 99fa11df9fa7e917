//! The deterministic library: Go packages embedded in the binary, and the natives that their functions without a body stand for.
//!
//! ```
//! let files = govm_stdlib::source("errors").expect("a package of the library");
//! assert_eq!(files[0].0, "errors.go");
//! assert!(govm_stdlib::source("net").is_none());
//! assert!(govm_stdlib::why_absent("net").is_some());
//! ```

#![forbid(unsafe_code)]

mod absent;
mod digest;
mod ed25519;
mod float_math;
mod float_text;
mod format;
mod library;
mod native;
mod number;
mod price;
mod quote;
mod regex;
mod unicode;
mod value;

mod packages {
    //! The embedded files, listed by the build script.
    include!(concat!(env!("OUT_DIR"), "/packages.rs"));
}

pub use absent::why_absent;
pub use library::Library;
pub use native::natives;

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
            // The last element of math/rand/v2 is a version.
            let name = path.rsplit('/').find(|part| *part != "v2").expect("a path has a last element");
            let clause = format!("package {name}\n");
            assert!(files.iter().all(|(_, text)| text.contains(&clause)), "{path}");
        }
    }

    /// The functions of a file that have no body.
    fn bodyless(text: &str) -> impl Iterator<Item = &str> {
        let declarations = text.lines().filter_map(|line| line.strip_prefix("func "));
        let without_body = declarations.filter(|line| !line.ends_with(['{', '}']) && !line.starts_with('('));
        without_body.filter_map(|line| line.split(['(', '[']).next())
    }

    #[test]
    fn every_function_without_a_body_is_a_native_and_every_native_is_declared() {
        // The natives of package govm belong to the runtime.
        let packages = || package_paths().filter(|path| *path != "govm");
        let mut declared: Vec<String> = packages()
            .flat_map(|path| source(path).expect("listed").iter().map(move |(_, text)| (path, *text)))
            .flat_map(|(path, text)| bodyless(text).map(move |name| format!("{path}.{name}")))
            .collect();
        declared.sort();
        let mut bound: Vec<String> = natives().map(|(name, _)| name.to_owned()).collect();
        bound.sort();
        assert_eq!(declared, bound);
    }

    #[test]
    fn absent_packages_have_the_reason_of_the_nearest_entry() {
        assert!(why_absent("crypto/rand").is_some_and(|w| w.contains("run to run")));
        assert!(why_absent("crypto/aes").is_some_and(|w| w.contains("this release")));
        assert_eq!(why_absent("fmt"), None);
        assert_eq!(why_absent("example.com/x"), None);
        assert_eq!(why_absent("oslo"), None);
    }
}
