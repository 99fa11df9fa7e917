//! The library as the checker asks for it: whole, or those declarations alone that a program can reach.
//!
//! Most programs use little of it, and what is left out need not be parsed and checked. The index that the build script makes tells what
//! a declaration leads to: every name that it mentions, and of a type the methods whose names are mentioned anywhere. So it is more than
//! what lowering reaches, which decides by itself what a module holds: a program is the same with the whole library.
//! Lines and columns of what is left are those of the whole file.

use std::cell::Cell;

use govm_typeck::Importer;

use crate::packages::PACKAGES;

mod index {
    //! The tables of the build script. Names ending in `_STARTS` tell where the lists in the table of the same name begin.
    include!(concat!(env!("OUT_DIR"), "/index.rs"));

    /// A declaration that is taken or left as a whole.
    #[derive(Debug)]
    pub(crate) struct Piece {
        /// Whole lines of its file.
        pub(crate) start: u32,
        pub(crate) end: u32,
        pub(crate) line: u32,
        /// The parentheses that it stands in.
        pub(crate) group: u16,
        /// Which of the file's imports it needs, a bit for each.
        pub(crate) imports: u32,
        /// Of a method, the type and the name.
        pub(crate) owner: u16,
        pub(crate) method: u16,
        /// No function, or one that is not exported.
        pub(crate) is_internal: bool,
    }
}

use index::{
    ERROR_METHOD, FILE_PIECES, FILE_PIECES_STARTS, GROUPS, IMPORT_ALIASES, IMPORTS, IMPORTS_STARTS, LEADS, LEADS_STARTS,
    MENTIONS, MENTIONS_STARTS, METHOD_PIECES, METHOD_PIECES_STARTS, METHODS, METHODS_STARTS, NAME_ENDS, NAME_METHODS,
    NAME_PIECES, NAME_PIECES_STARTS, NAMES, ORDER, PACKAGE_FILES, PACKAGE_FILES_STARTS, PACKAGE_INITS, PACKAGE_INITS_STARTS,
    PIECES,
};

/// Stands for no declaration or name in the tables.
const NONE: u16 = u16::MAX;

/// List number `n` of a table.
fn list(items: &'static [u16], starts: &[u32], n: usize) -> &'static [u16] {
    &items[starts[n] as usize..starts[n + 1] as usize]
}

/// The package with an import path, by its place among all.
fn package(path: &str) -> Option<usize> {
    PACKAGES.binary_search_by(|(p, _)| (*p).cmp(path)).ok()
}

/// The packages of the library for one program.
///
/// ```
/// use govm_stdlib::Library;
/// use govm_typeck::Importer;
///
/// let text = "package main\n\nimport \"errors\"\n\nfunc main() { println(errors.New(\"x\").Error()) }\n";
/// let part = Library::for_program([text.as_bytes()]);
/// let (_, errors) = &part.sources("errors").expect("a package of the library")[0];
/// assert!(errors.len() < Library::whole().sources("errors").expect("likewise")[0].1.len());
/// assert!(part.is_enough());
/// ```
#[derive(Debug)]
pub struct Library {
    part: Option<Part>,
}

impl Library {
    /// With all declarations.
    #[must_use]
    pub fn whole() -> Library {
        Library { part: None }
    }

    /// With the declarations that a program can reach whose own files, of all its packages, have these texts.
    ///
    /// If the program turns out to have errors, or [`Library::is_enough`] says so, it has to be checked again with the whole
    /// library: what is reported never depends on what was left out.
    #[must_use]
    pub fn for_program<'t>(texts: impl IntoIterator<Item = &'t [u8]>) -> Library {
        let mut part = Part::new();
        let texts: Vec<&[u8]> = texts.into_iter().collect();
        texts.iter().for_each(|text| part.import_all(text));
        part.begin();
        texts.iter().for_each(|text| part.mention_all(text));
        part.follow();
        part.choose_packages();
        Library { part: Some(part) }
    }

    /// Whether all packages that were asked for are ones that the texts of the program import.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.part.as_ref().is_none_or(|part| !part.is_short.get())
    }
}

impl Importer for Library {
    fn is_library(&self, path: &str) -> bool {
        package(path).is_some()
    }

    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let Some(no) = package(path) else {
            return Err(match crate::why_absent(path) {
                Some(why) => format!("package {path} is not available: {why}"),
                None => format!("package {path} is not in std"),
            });
        };
        match &self.part {
            Some(part) if part.is_imported[no] => return Ok(part.sources(no)),
            Some(part) => part.is_short.set(true),
            None => {}
        }
        Ok(PACKAGES[no].1.iter().map(|(name, text)| (format!("{path}/{name}"), text.as_bytes().to_vec())).collect())
    }
}

/// What a program reaches.
#[derive(Debug)]
struct Part {
    /// Packages that the program's own files import.
    is_direct: Vec<bool>,
    /// Those and all that they import.
    is_imported: Vec<bool>,
    /// Packages of which something is needed, and those that import one.
    is_chosen: Vec<bool>,
    is_reached: Vec<bool>,
    /// Method names.
    is_mentioned: Vec<bool>,
    /// Reached, but what they lead to is not yet.
    work: Vec<u16>,
    is_short: Cell<bool>,
}

impl Part {
    fn new() -> Part {
        let none = vec![false; PACKAGES.len()];
        Part {
            is_direct: none.clone(),
            is_imported: none.clone(),
            is_chosen: none,
            is_reached: vec![false; PIECES.len()],
            is_mentioned: vec![false; METHOD_PIECES_STARTS.len()],
            work: Vec::new(),
            is_short: Cell::new(false),
        }
    }

    /// Notes the packages whose paths stand between quotes: imports, and perhaps other strings.
    fn import_all(&mut self, text: &[u8]) {
        let mut quotes = memchr::memchr2_iter(b'"', b'`', text).peekable();
        while let Some(open) = quotes.next() {
            let path = quotes.peek().and_then(|close| std::str::from_utf8(&text[open + 1..*close]).ok());
            if let Some(no) = path.and_then(package) {
                self.is_direct[no] = true;
            }
        }
    }

    /// Reaches what is needed whatever the program says: what the machine asks package runtime for by name, errors, and what packages
    /// do when they are initialised.
    fn begin(&mut self) {
        self.is_imported.clone_from(&self.is_direct);
        self.mention(ERROR_METHOD);
        if let Some(runtime) = package("runtime") {
            self.is_imported[runtime] = true;
            for file in package_files(runtime) {
                // Functions of its own have names for programs.
                for piece in list(&FILE_PIECES, &FILE_PIECES_STARTS, usize::from(*file)) {
                    if PIECES[usize::from(*piece)].is_internal {
                        self.reach(*piece);
                    }
                }
            }
        }
        // Importers come first.
        for no in ORDER.iter().rev().map(|no| usize::from(*no)) {
            if self.is_imported[no] {
                imports(no).for_each(|import| self.is_imported[usize::from(import)] = true);
                list(&PACKAGE_INITS, &PACKAGE_INITS_STARTS, no).iter().for_each(|init| self.reach(*init));
            }
        }
    }

    /// Reaches what the words of a text may mean. Those of comments and strings count too.
    fn mention_all(&mut self, text: &[u8]) {
        let is_word = |c: &u8| c.is_ascii_alphanumeric() || *c == b'_' || *c >= 0x80;
        for word in text.split(|c| !is_word(c)).filter(|word| word.first().is_some_and(u8::is_ascii_uppercase)) {
            let Some(name) = find_name(word) else { continue };
            if NAME_METHODS[name] != NONE {
                self.mention(NAME_METHODS[name]);
            }
            for declared in list(&NAME_PIECES, &NAME_PIECES_STARTS, name).chunks_exact(2) {
                if self.is_direct[usize::from(declared[0])] {
                    self.reach(declared[1]);
                }
            }
        }
    }

    fn reach(&mut self, piece: u16) {
        let is_reached = &mut self.is_reached[usize::from(piece)];
        if !*is_reached {
            *is_reached = true;
            self.work.push(piece);
        }
    }

    /// Reaches the methods of a name, of the types that are reached.
    fn mention(&mut self, method: u16) {
        let is_mentioned = &mut self.is_mentioned[usize::from(method)];
        if !*is_mentioned {
            *is_mentioned = true;
            for piece in list(&METHOD_PIECES, &METHOD_PIECES_STARTS, usize::from(method)) {
                if self.is_reached[usize::from(PIECES[usize::from(*piece)].owner)] {
                    self.reach(*piece);
                }
            }
        }
    }

    fn follow(&mut self) {
        while let Some(piece) = self.work.pop() {
            let no = usize::from(piece);
            list(&LEADS, &LEADS_STARTS, no).iter().for_each(|piece| self.reach(*piece));
            list(&MENTIONS, &MENTIONS_STARTS, no).iter().for_each(|method| self.mention(*method));
            for method in list(&METHODS, &METHODS_STARTS, no) {
                if self.is_mentioned[usize::from(PIECES[usize::from(*method)].method)] {
                    self.reach(*method);
                }
            }
        }
    }

    /// Finds the packages that have a place in the program: those of which something is reached, and those on the way to them, so that
    /// all stand in the order that the whole library has.
    fn choose_packages(&mut self) {
        for no in ORDER.iter().map(|no| usize::from(*no)).filter(|no| self.is_imported[*no]).collect::<Vec<_>>() {
            let mut pieces =
                package_files(no).iter().flat_map(|file| list(&FILE_PIECES, &FILE_PIECES_STARTS, usize::from(*file)));
            self.is_chosen[no] = self.is_direct[no]
                || pieces.any(|piece| self.is_reached[usize::from(*piece)])
                || imports(no).any(|import| self.is_chosen[usize::from(import)]);
        }
    }

    /// The files of a package, without what is not reached.
    fn sources(&self, package: usize) -> Vec<(String, Vec<u8>)> {
        let (path, files) = PACKAGES[package];
        let sources = package_files(package).iter().zip(files).filter_map(|(no, (name, text))| {
            let text = self.file(usize::from(*no), path, text)?;
            Some((format!("{path}/{name}"), text.into_bytes()))
        });
        let mut sources: Vec<_> = sources.collect();
        if sources.is_empty() {
            sources.push((format!("{path}/{}", files[0].0), clause(path).into_bytes()));
        }
        sources
    }

    /// What is left of a file; `None` if that is nothing.
    fn file(&self, no: usize, path: &str, whole: &str) -> Option<String> {
        let pieces = list(&FILE_PIECES, &FILE_PIECES_STARTS, no).iter().map(|piece| usize::from(*piece));
        let pieces = pieces.filter(|piece| self.is_reached[*piece]).map(|piece| &PIECES[piece]);
        let mut out = clause(path);
        let used = pieces.clone().fold(0, |used, piece| used | piece.imports);
        let first = IMPORTS_STARTS[no] as usize;
        let mut has_imports = false;
        for (i, import) in list(&IMPORTS, &IMPORTS_STARTS, no).iter().enumerate() {
            if self.is_chosen[usize::from(*import)] {
                let name = if used & 1 << i == 0 { "_" } else { IMPORT_ALIASES[first + i] };
                out += &format!("; import {name} {:?}", PACKAGES[usize::from(*import)].0);
                has_imports = true;
            }
        }
        let mut at = Cursor { out, line: 0 };
        let mut open = NONE;
        for piece in pieces.clone() {
            if piece.group != open {
                if open != NONE {
                    at.write("\n)");
                }
                if piece.group != NONE {
                    let (line, keyword) = GROUPS[usize::from(piece.group)];
                    at.go_to(line);
                    at.write(keyword);
                    at.write(" (");
                }
                open = piece.group;
            }
            at.go_to(piece.line);
            at.write(&whole[piece.start as usize..piece.end as usize]);
        }
        if open != NONE {
            at.write("\n)");
        }
        at.write("\n");
        (has_imports || pieces.count() > 0).then_some(at.out)
    }
}

/// A text that is written line by line.
struct Cursor {
    out: String,
    /// Counted from 0.
    line: u32,
}

impl Cursor {
    fn go_to(&mut self, line: u32) {
        self.out.extend(std::iter::repeat_n('\n', line.saturating_sub(self.line) as usize));
        self.line = line;
    }

    fn write(&mut self, text: &str) {
        self.out += text;
        self.line += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32;
    }
}

/// The package clause of a package's files.
fn clause(path: &str) -> String {
    // The last element of math/rand/v2 is a version.
    let name = path.rsplit('/').find(|part| *part != "v2").unwrap_or_default();
    format!("package {name}")
}

fn package_files(package: usize) -> &'static [u16] {
    list(&PACKAGE_FILES, &PACKAGE_FILES_STARTS, package)
}

/// The packages that the files of a package import.
fn imports(package: usize) -> impl Iterator<Item = u16> {
    package_files(package).iter().flat_map(|file| list(&IMPORTS, &IMPORTS_STARTS, usize::from(*file))).copied()
}

/// A name by its place in the tables.
fn find_name(word: &[u8]) -> Option<usize> {
    let name = |i: usize| {
        let start = if i == 0 { 0 } else { NAME_ENDS[i - 1] };
        &NAMES.as_bytes()[start as usize..NAME_ENDS[i] as usize]
    };
    let (mut low, mut high) = (0, NAME_ENDS.len());
    while low < high {
        let middle = low.midpoint(high);
        match name(middle).cmp(word) {
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}
