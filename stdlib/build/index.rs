//! The index of the library's declarations, as tables of numbers: what each declaration leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};

use crate::scan::{Declares, File, Kind, Piece, Token, file};

/// Stands for no declaration, name or package.
const NONE: u16 = u16::MAX;

/// A package of the library, by its path's place in the list of all.
type PackageNo = u16;

/// A declaration, by its place in the list of all.
type PieceNo = u16;

struct Index {
    /// Declarations of a package by name. A name stands for one but for `_` and `init`, which nothing mentions.
    declared: Vec<BTreeMap<String, PieceNo>>,
    packages: BTreeMap<String, PackageNo>,
    /// Methods of all types, by name.
    methods: BTreeMap<String, Vec<PieceNo>>,
}

impl Index {
    fn method(&self, name: &str) -> Option<u16> {
        self.methods.keys().position(|n| n == name).map(number)
    }
}

fn number(n: usize) -> u16 {
    u16::try_from(n).ok().filter(|n| *n != NONE).expect("the library has fewer declarations")
}

/// Lists of numbers behind each other, each known by where it begins.
#[derive(Default)]
struct Lists {
    starts: Vec<u32>,
    items: Vec<u16>,
}

impl Lists {
    fn push(&mut self, items: impl IntoIterator<Item = u16>) {
        self.starts.push(self.items.len() as u32);
        self.items.extend(items);
    }

    fn write(mut self, out: &mut String, name: &str) {
        self.push([]);
        table(out, &format!("{name}_STARTS"), "u32", &self.starts);
        table(out, name, "u16", &self.items);
    }
}

fn table(out: &mut String, name: &str, ty: &str, items: &[impl Debug]) {
    writeln!(out, "pub(crate) static {name}: [{ty}; {}] = {items:?};", items.len()).expect("writing to a string");
}

/// The tables for packages, each a path and the texts of its files.
pub(crate) fn index(packages: &[(String, Vec<String>)]) -> String {
    let files: Vec<Vec<File>> = packages.iter().map(|(_, texts)| texts.iter().map(|text| file(text)).collect()).collect();
    let index = collect(packages, &files);
    let mut out = String::new();
    packages_and_files(&mut out, &index, &files);
    pieces(&mut out, &index, packages, &files);
    names(&mut out, &index);
    out
}

/// All declarations in order, with the package and the file that they stand in.
fn all(files: &[Vec<File>]) -> impl Iterator<Item = (usize, &File, &Piece)> {
    files
        .iter()
        .enumerate()
        .flat_map(|(p, files)| files.iter().flat_map(move |f| f.pieces.iter().map(move |piece| (p, f, piece))))
}

fn collect(packages: &[(String, Vec<String>)], files: &[Vec<File>]) -> Index {
    let mut index = Index {
        declared: vec![BTreeMap::new(); packages.len()],
        packages: packages.iter().enumerate().map(|(i, (path, _))| (path.clone(), number(i))).collect(),
        methods: BTreeMap::new(),
    };
    for (no, (package, _, piece)) in all(files).enumerate() {
        match &piece.declares {
            Declares::Names(names) => {
                for name in names.iter().filter(|name| *name != "_") {
                    let before = index.declared[package].insert(name.clone(), number(no));
                    assert!(before.is_none_or(|b| b == number(no)), "{name} is declared twice");
                }
            }
            Declares::Method { name, .. } => index.methods.entry(name.clone()).or_default().push(number(no)),
            Declares::Init => {}
        }
    }
    index
}

fn packages_and_files(out: &mut String, index: &Index, files: &[Vec<File>]) {
    let (mut imports, mut aliases, mut package_files, mut package_inits) =
        (Lists::default(), Vec::new(), Lists::default(), Lists::default());
    let mut file_no = 0;
    for files in files {
        package_files.push((file_no..file_no + files.len()).map(number));
        file_no += files.len();
        for file in files {
            assert!(file.imports.len() <= 32, "a file's imports are bits");
            imports.push(file.imports.iter().map(|i| index.packages[&i.path]));
            aliases.extend(file.imports.iter().map(|i| if i.has_alias { i.name.clone() } else { String::new() }));
        }
    }
    let numbered: Vec<(usize, usize, &Piece)> =
        all(files).enumerate().map(|(no, (package, _, piece))| (no, package, piece)).collect();
    for package in 0..files.len() {
        let inits = numbered.iter().filter(|(_, p, piece)| *p == package && matches!(piece.declares, Declares::Init));
        package_inits.push(inits.map(|(no, ..)| number(*no)));
    }
    package_files.write(out, "PACKAGE_FILES");
    package_inits.write(out, "PACKAGE_INITS");
    imports.write(out, "IMPORTS");
    table(out, "IMPORT_ALIASES", "&str", &aliases);
    // Each package after those that it imports.
    let (mut order, mut seen) = (Vec::new(), BTreeSet::new());
    for package in 0..files.len() {
        visit(package, index, files, &mut seen, &mut order);
    }
    table(out, "ORDER", "u16", &order);
}

fn visit(package: usize, index: &Index, files: &[Vec<File>], seen: &mut BTreeSet<usize>, order: &mut Vec<PackageNo>) {
    if seen.insert(package) {
        for import in files[package].iter().flat_map(|f| &f.imports) {
            visit(usize::from(index.packages[&import.path]), index, files, seen, order);
        }
        order.push(number(package));
    }
}

fn pieces(out: &mut String, index: &Index, packages: &[(String, Vec<String>)], files: &[Vec<File>]) {
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    let (mut leads, mut mentions, mut methods, mut file_pieces) =
        (Lists::default(), Lists::default(), Lists::default(), Lists::default());
    let owners: Vec<Option<PieceNo>> = all(files)
        .map(|(package, _, piece)| match &piece.declares {
            Declares::Method { recv, .. } => Some(index.declared[package][recv]),
            _ => None,
        })
        .collect();
    let mut no = 0;
    for (package, files) in files.iter().enumerate() {
        for (file_no, file) in files.iter().enumerate() {
            let first = no;
            for piece in &file.pieces {
                let text = &packages[package].1[file_no];
                let found = Mentioned::of(index, package, file, piece, text);
                let method = match &piece.declares {
                    Declares::Method { name, .. } => index.method(name).unwrap_or(NONE),
                    _ => NONE,
                };
                let group = piece.group.as_ref().map_or(NONE, |group| {
                    let known = groups.iter().position(|g| *g == (first, group.clone()));
                    number(known.unwrap_or_else(|| {
                        groups.push((first, group.clone()));
                        groups.len() - 1
                    }))
                });
                rows.push(format!(
                    "Piece {{ start: {}, end: {}, line: {}, group: {group}, imports: {}, owner: {}, method: {method}, is_internal: {} }}",
                    piece.start,
                    piece.end,
                    piece.line,
                    found.imports,
                    owners[no].unwrap_or(NONE),
                    !is_exported_func(text, piece)
                ));
                leads.push(found.pieces.into_iter().filter(|p| usize::from(*p) != no));
                mentions.push(found.methods);
                methods.push((0..owners.len()).filter(|m| owners[*m] == Some(number(no))).map(number));
                no += 1;
            }
            file_pieces.push((first..no).map(number));
        }
    }
    writeln!(out, "pub(crate) static PIECES: [Piece; {}] = [{}];", rows.len(), rows.join(",\n")).expect("writing to a string");
    let groups: Vec<String> = groups.iter().map(|(_, (line, word))| format!("({line}, {word:?})")).collect();
    writeln!(out, "pub(crate) static GROUPS: [(u32, &str); {}] = [{}];", groups.len(), groups.join(", "))
        .expect("writing to a string");
    file_pieces.write(out, "FILE_PIECES");
    leads.write(out, "LEADS");
    mentions.write(out, "MENTIONS");
    methods.write(out, "METHODS");
}

fn is_exported_func(text: &str, piece: &Piece) -> bool {
    let is_exported = |name: &String| name.starts_with(|c: char| c.is_ascii_uppercase());
    text[piece.start..].starts_with("func ") && matches!(&piece.declares, Declares::Names(names) if names.iter().any(is_exported))
}

/// What a declaration mentions: every name that may mean a declaration counts as if it did.
#[derive(Default)]
struct Mentioned {
    pieces: BTreeSet<PieceNo>,
    /// Names of methods: behind a dot, or in an interface.
    methods: BTreeSet<u16>,
    /// Of the file's imports, a bit for each.
    imports: u32,
}

impl Mentioned {
    fn of(index: &Index, package: usize, file: &File, piece: &Piece, text: &str) -> Mentioned {
        let mut found = Mentioned::default();
        let tokens = &piece.tokens;
        let word = |t: &Token| &text[t.start..t.end];
        let is_punct = |i: usize, c: u8| tokens.get(i).is_some_and(|t| t.kind == Kind::Punct(c));
        // Depths of braces at which interfaces began.
        let (mut depth, mut interfaces) = (0usize, Vec::new());
        for (i, token) in tokens.iter().enumerate() {
            match token.kind {
                Kind::Punct(b'{') => {
                    if i > 0 && word(&tokens[i - 1]) == "interface" {
                        interfaces.push(depth);
                    }
                    depth += 1;
                }
                Kind::Punct(b'}') => {
                    depth -= 1;
                    if interfaces.last() == Some(&depth) {
                        interfaces.pop();
                    }
                }
                Kind::Word => {
                    let name = word(token);
                    let is_selected = i > 0 && is_punct(i - 1, b'.');
                    let is_specified = interfaces.last() == Some(&depth.wrapping_sub(1)) && is_punct(i + 1, b'(');
                    if is_selected || is_specified {
                        found.methods.extend(index.method(name));
                    }
                    if !is_selected {
                        found.pieces.extend(index.declared[package].get(name));
                    }
                    if is_selected
                        && i > 1
                        && let Some(import) = file.imports.iter().position(|import| import.name == word(&tokens[i - 2]))
                    {
                        found.imports |= 1 << import;
                        let of = usize::from(index.packages[&file.imports[import].path]);
                        found.pieces.extend(index.declared[of].get(name));
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// What has a name: declarations with their packages, and the number of the name among those of methods.
type Declared = (BTreeSet<(PackageNo, PieceNo)>, u16);

/// The names by which a program can ask for a declaration or a method: the exported ones.
fn names(out: &mut String, index: &Index) {
    let mut by_name: BTreeMap<&str, Declared> = BTreeMap::new();
    let is_exported = |name: &&String| name.starts_with(|c: char| c.is_ascii_uppercase());
    for (package, declared) in index.declared.iter().enumerate() {
        for (name, piece) in declared.iter().filter(|(name, _)| is_exported(name)) {
            by_name.entry(name).or_insert((BTreeSet::new(), NONE)).0.insert((number(package), *piece));
        }
    }
    for (i, name) in index.methods.keys().enumerate().filter(|(_, name)| is_exported(name)) {
        by_name.entry(name).or_insert((BTreeSet::new(), NONE)).1 = number(i);
    }
    let mut pieces = Lists::default();
    let (mut text, mut ends, mut methods) = (String::new(), Vec::new(), Vec::new());
    for (name, (declared, method)) in by_name {
        text.push_str(name);
        ends.push(text.len() as u32);
        pieces.push(declared.into_iter().flat_map(|(package, piece)| [package, piece]));
        methods.push(method);
    }
    writeln!(out, "pub(crate) static NAMES: &str = {text:?};").expect("writing to a string");
    table(out, "NAME_ENDS", "u32", &ends);
    pieces.write(out, "NAME_PIECES");
    table(out, "NAME_METHODS", "u16", &methods);
    let mut by_method = Lists::default();
    for pieces in index.methods.values() {
        by_method.push(pieces.iter().copied());
    }
    by_method.write(out, "METHOD_PIECES");
    writeln!(out, "pub(crate) static ERROR_METHOD: u16 = {};", index.method("Error").expect("errors have a method Error"))
        .expect("writing to a string");
}
