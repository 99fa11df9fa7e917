//! Go packages of the embedder, which contracts import beside those of the library.

use std::collections::BTreeMap;

use govm_stdlib::{Library, why_absent};
use govm_typeck::Importer;

use crate::app::Source;
use crate::codec::Writer;
use crate::compile::PATH;
use crate::error::Error;
use crate::hash::Hash;

/// Longest import path.
const PATH_MAX: usize = 100;

/// Go packages by import path. They are trusted as the library is: the policy for contracts does not hold for them, and their code
/// is part of each contract that imports them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packages {
    packages: BTreeMap<String, Source>,
}

impl Packages {
    /// Adds a package. It may import others that are added, and the library.
    ///
    /// # Errors
    /// When the path is no plain import path, or there is a package of that path here, in the library, or in Go's.
    pub fn add(&mut self, path: impl Into<String>, source: Source) -> Result<(), Error> {
        let path = path.into();
        let is_plain = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
        };
        if path.len() > PATH_MAX || !path.split('/').all(is_plain) || matches!(path.as_str(), PATH | "main" | "C" | "unsafe") {
            return Err(Error::Misuse(format!("invalid import path {path:?}")));
        }
        if Library::whole().is_library(&path) || why_absent(&path).is_some() {
            return Err(Error::Misuse(format!("package {path} is the library's")));
        }
        if self.packages.contains_key(&path) {
            return Err(Error::Misuse(format!("package {path} is there twice")));
        }
        self.packages.insert(path, source);
        Ok(())
    }

    /// Paths and sources, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.packages.iter().map(|(path, source)| (path.as_str(), source))
    }

    /// What the bytecode of a contract depends on besides its source; nothing where there is no package.
    pub(crate) fn write(&self, writer: &mut Writer) {
        for (path, source) in &self.packages {
            writer.text(path).raw(&Hash::of(&source.pack()).0);
        }
    }

    /// The texts of all files.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.packages.values().flat_map(Source::files).map(|(_, text)| text.as_slice())
    }

    /// A source that imports all packages, to find out whether they are right; none if there is none.
    pub(crate) fn probe(&self) -> Option<Source> {
        let imports = self.packages.keys().map(|path| format!("import _ {path:?}\n"));
        let text = format!("package {PATH}\n\n{}", imports.collect::<String>());
        let files = vec![("packages.go".into(), text.into_bytes())];
        if self.packages.is_empty() { None } else { Source::new(files).ok() }
    }
}

/// The library with packages of the embedder.
pub(crate) struct Imports<'i> {
    pub(crate) library: &'i Library,
    pub(crate) packages: &'i Packages,
}

impl Importer for Imports<'_> {
    fn is_library(&self, path: &str) -> bool {
        self.library.is_library(path)
    }

    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        match self.packages.packages.get(path) {
            Some(source) => Ok(source.files().iter().map(|(name, text)| (format!("{path}/{name}"), text.clone())).collect()),
            None => self.library.sources(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_plain_and_nobody_elses() {
        let source = |name: &str| Source::new(vec![("a.go".into(), format!("package {name}\n").into_bytes())]).unwrap();
        let mut packages = Packages::default();
        packages.add("oracle", source("oracle")).unwrap();
        packages.add("example.com/x/y-z", source("yz")).unwrap();
        for (path, message) in [
            ("oracle", "package oracle is there twice"),
            ("fmt", "package fmt is the library's"),
            ("govm", "package govm is the library's"),
            ("net/http", "package net/http is the library's"),
            ("app", "invalid import path \"app\""),
            ("unsafe", "invalid import path \"unsafe\""),
            ("", "invalid import path \"\""),
            ("a//b", "invalid import path \"a//b\""),
            ("../a", "invalid import path \"../a\""),
            ("a\"\nb", "invalid import path \"a\\\"\\nb\""),
        ] {
            assert_eq!(packages.add(path, source("p")).unwrap_err().to_string(), message);
        }
        assert_eq!(packages.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["example.com/x/y-z", "oracle"]);
    }
}
