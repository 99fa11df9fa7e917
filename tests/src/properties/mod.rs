//! What holds for every input of a stage, however hostile: the fuzz targets and the plain tests of the corpus check the same.
//!
//! A property is a function that panics where its stage lacks it. It takes any bytes.

#[cfg(feature = "programs")]
mod bytecode;
#[cfg(feature = "check")]
mod check;
mod lex;
mod parse;
#[cfg(feature = "programs")]
mod run;

use govm_lexer::{Diagnostic, FileId, SourceMap};

/// A fuzz target: the stage's name, which is that of its folder in `corpus/fuzz`, and its property.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Name of the stage.
    pub name: &'static str,
    /// Panics if the stage does wrong with the bytes.
    pub check: fn(&[u8]),
    /// How many damaged forms of each seed the plain tests try: fewer where a property takes longer.
    pub cuts: usize,
}

/// Every fuzz target, in the order of the stages.
pub const TARGETS: &[Target] = &[
    Target { name: "lex", check: lex::check, cuts: 32 },
    Target { name: "parse", check: parse::check, cuts: 32 },
    #[cfg(feature = "check")]
    Target { name: "check", check: check::check, cuts: 4 },
    #[cfg(feature = "programs")]
    Target { name: "run", check: run::check, cuts: 2 },
    #[cfg(feature = "programs")]
    Target { name: "bytecode", check: bytecode::check, cuts: 4 },
];

/// The target of a stage.
///
/// # Panics
///
/// If there is none of that name.
#[must_use]
pub fn target(name: &str) -> Target {
    *TARGETS.iter().find(|target| target.name == name).unwrap_or_else(|| panic!("no fuzz target {name}"))
}

/// A map in which the bytes are a file: alone, or behind another one, so that no position is an offset.
fn map_of(bytes: &[u8], before: Option<&str>) -> (SourceMap, FileId) {
    let mut map = SourceMap::new();
    if let Some(before) = before {
        map.add("before.go", before).expect("the file is small");
    }
    let file = map.add("a.go", bytes).expect("inputs are below the limit of a file");
    (map, file)
}

/// Every diagnostic stands in the file, in order, once, and can be shown.
fn check_diagnostics(map: &SourceMap, file: FileId, diagnostics: &[Diagnostic], letters: &str) {
    let file = map.file(file);
    // The end of the file is a place.
    let (start, end) = (file.start.0, file.start.0 + file.text.len() as u32);
    let mut shown_bytes = 0;
    for diagnostic in diagnostics {
        let (lo, hi) = (diagnostic.span.lo.0, diagnostic.span.hi.0);
        assert!(start <= lo && lo <= hi && hi <= end, "{diagnostic:?} lies outside {start}..{end}");
        assert!(diagnostic.code.id.starts_with(|c| letters.contains(c)), "{diagnostic:?} belongs to another stage");
        for label in &diagnostic.labels {
            assert!(start <= label.span.lo.0 && label.span.hi.0 <= end, "{label:?} lies outside {start}..{end}");
        }
        let line = diagnostic.line(map);
        let text = line.strip_prefix("a.go:").unwrap_or_else(|| panic!("{line:?} names no file"));
        let numbers: Vec<&str> = text.splitn(3, ':').collect();
        let [line_number, column, message] = numbers[..] else { panic!("{line:?} has no place") };
        for number in [line_number, column] {
            assert!(number.parse::<u32>().is_ok_and(|n| n > 0), "{line:?} has no place");
        }
        assert!(message.starts_with(' ') && message.len() > 1, "{line:?} says nothing");
        let is_indented = message.lines().skip(1).all(|line| line.starts_with('\t'));
        assert!(is_indented && !message.contains(['\r', '\0']), "{line:?} breaks its line");
        shown_bytes += line.len();
    }
    let keys = |d: &Diagnostic| (d.span, d.code.id, d.message.clone());
    assert!(diagnostics.windows(2).all(|pair| keys(&pair[0]) < keys(&pair[1])), "diagnostics are not in order");
    // However long the quoted names and literals are.
    let most = 200 * diagnostics.len() + 16 * file.text.len();
    assert!(shown_bytes <= most, "{shown_bytes} bytes of messages about {} bytes", file.text.len());
}

/// The lines that a compiler prints, which name places by line and column.
fn lines(map: &SourceMap, diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|d| format!("{} {}", d.code.id, d.line(map))).collect()
}
