//! `govm parse`

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use bumpalo::Bump;
use govm_lexer::{Code, Diagnostic, Interner, SourceMap, dump_tokens, lex};
use govm_parser::ast::NodeId;
use govm_parser::{code, dump_file};

use crate::args::{ParseArgs, ParseDump};
use crate::exit::{ERROR, Failure};
use crate::files::{self, Found};
use crate::ordered::in_order;
use crate::render;

/// Errors of a file that are shown unless all are wanted.
const ERRORS_MAX: usize = 10;

/// What the syntax of Go allows and gc refuses after it has parsed a file; `govm check` reports it.
const BEYOND_SYNTAX: &[Code] = &[
    &code::RANGE_VARIABLES,
    &code::DUPLICATE_LABEL,
    &code::UNUSED_LABEL,
    &code::UNDECLARED_LABEL,
    &code::INVALID_LABEL,
    &code::MISPLACED_BRANCH,
    &code::JUMP_INTO_BLOCK,
    &code::JUMP_OVER_DECL,
];

pub(crate) fn parse(args: &ParseArgs) -> Result<ExitCode, Failure> {
    let found = files::find(&args.paths);
    let has_summary = found.len() > 1 || args.paths.iter().any(|path| path.is_dir());
    let jobs = args.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let view = View { args, has_excerpts: io::stderr().is_terminal(), has_headings: has_summary };
    let start = Instant::now();
    let mut totals = Totals::default();
    in_order(
        found.len(),
        jobs,
        || {
            let mut arena = Bump::new();
            let (found, view) = (&found, &view);
            move |item| view.outcome(&found[item], &mut arena)
        },
        |outcome| {
            totals.add(&outcome);
            outcome.print()
        },
    );
    if has_summary {
        let _ = writeln!(io::stderr(), "{}", totals.line(start.elapsed().as_secs_f64()));
    }
    Ok(if totals.refused + totals.failed > 0 { ExitCode::from(ERROR) } else { ExitCode::SUCCESS })
}

/// What is printed of a file.
struct View<'a> {
    args: &'a ParseArgs,
    /// Whether errors are shown with the source.
    has_excerpts: bool,
    /// Whether a file's dump stands below its name.
    has_headings: bool,
}

/// What became of a file.
#[derive(Default)]
struct Outcome {
    end: End,
    bytes: usize,
    /// For standard output.
    out: String,
    /// For standard error.
    err: String,
}

#[derive(Default)]
enum End {
    #[default]
    Parsed,
    Refused,
    /// It could not be read.
    Failed,
}

impl View<'_> {
    fn outcome(&self, found: &Found, arena: &mut Bump) -> Outcome {
        let read = found.as_ref().map_err(Clone::clone).and_then(|path| Ok((path, files::read(path)?)));
        match read {
            Ok((path, text)) => self.parse(path, text, arena),
            Err(message) => self.failed(&message),
        }
    }

    fn failed(&self, message: &str) -> Outcome {
        let mut outcome = Outcome { end: End::Failed, ..Outcome::default() };
        if self.args.json {
            outcome.out = format!("{}\n", serde_json::json!({ "error": message }));
        } else {
            outcome.err = format!("govm: {message}\n");
        }
        outcome
    }

    fn parse(&self, path: &Path, text: Vec<u8>, arena: &mut Bump) -> Outcome {
        arena.reset();
        let names = Interner::new(arena);
        let mut map = SourceMap::new();
        let (name, bytes) = (path.display().to_string(), text.len());
        let file = match map.add(name.clone(), text) {
            Ok(file) => file,
            Err(refused) => {
                let mut outcome = Outcome { end: End::Refused, bytes, ..Outcome::default() };
                self.errors(&map, &[refused], &mut outcome);
                return outcome;
            }
        };
        let (tree, mut errors) = govm_parser::parse(&map, file, arena, &names, NodeId(0));
        errors.retain(|d| !BEYOND_SYNTAX.contains(&d.code));
        let mut outcome = Outcome { bytes, ..Outcome::default() };
        if let Some(dump) = self.args.dump {
            if self.has_headings {
                outcome.out = format!("file {name}\n");
            }
            outcome.out.push_str(&match dump {
                ParseDump::Tokens => dump_tokens(&map, &lex(&map, file, &names), &names),
                ParseDump::Tree => dump_file(&map, &tree, &names),
            });
        }
        if !errors.is_empty() {
            outcome.end = End::Refused;
            self.errors(&map, &errors, &mut outcome);
        }
        outcome
    }

    fn errors(&self, map: &SourceMap, errors: &[Diagnostic], outcome: &mut Outcome) {
        let shown = if self.args.all { errors.len() } else { errors.len().min(ERRORS_MAX) };
        for d in &errors[..shown] {
            if self.args.json {
                outcome.out.push_str(&render::json_line(map, d));
            } else {
                outcome.err.push_str(&render::text(map, d, self.has_excerpts));
            }
        }
        if shown < errors.len() && !self.args.json {
            outcome.err.push_str("too many errors\n");
        }
    }
}

impl Outcome {
    /// Prints it; breaks when nobody reads on.
    fn print(&self) -> ControlFlow<()> {
        let printed = io::stdout().lock().write_all(self.out.as_bytes());
        let printed = printed.and_then(|()| io::stderr().lock().write_all(self.err.as_bytes()));
        if printed.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

#[derive(Default)]
struct Totals {
    files: usize,
    bytes: usize,
    refused: usize,
    failed: usize,
}

impl Totals {
    fn add(&mut self, outcome: &Outcome) {
        self.bytes += outcome.bytes;
        match outcome.end {
            End::Parsed => self.files += 1,
            End::Refused => (self.files, self.refused) = (self.files + 1, self.refused + 1),
            End::Failed => self.failed += 1,
        }
    }

    fn line(&self, seconds: f64) -> String {
        let Totals { files, bytes, refused, failed } = self;
        let plural = if *files == 1 { "" } else { "s" };
        let speed = *bytes as f64 / 1e6 / seconds.max(1e-9);
        let failed = if *failed > 0 { format!(", {failed} not read") } else { String::new() };
        format!("{files} file{plural}, {bytes} bytes, {speed:.1} MB/s, {refused} refused{failed}")
    }
}
