//! `govm parse`

use std::fmt::Write as _;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use bumpalo::Bump;
use govm_lexer::{Code, Diagnostic, Interner, SourceMap, dump_tokens, dump_tokens_json, json_string, lex};
use govm_parser::ast::NodeId;
use govm_parser::{code, dump_file, dump_file_json};

use crate::args::{ParseArgs, ParseDump};
use crate::exit::{ERROR, Failure};
use crate::files::{self, Found, Unreadable};
use crate::ordered::in_order;
use crate::progress::Progress;
use crate::render::{self, Format, Limit};

/// Version of the JSON, which docs/dumps.md specifies.
const FORMAT: u32 = 1;

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
    let has_many = found.len() > 1 || args.paths.iter().any(|path| path.is_dir());
    let jobs = args.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let view = View {
        dump: args.dump,
        format: if args.json { Format::Json } else { Format::Text },
        limit: if args.all { Limit::None } else { Limit::Ten },
        has_excerpts: io::stderr().is_terminal(),
        has_headings: has_many,
    };
    let mut totals = Totals::default();
    let mut printed = Ok(());
    let start = Instant::now();
    let progress = Progress::new(found.len());
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
            printed = outcome.print(&progress);
            progress.step();
            if printed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    drop(progress);
    match printed {
        Ok(()) if has_many => totals.print(start.elapsed().as_secs_f64()),
        Ok(()) => {}
        // Whoever reads has seen enough.
        Err(e) if e.kind() == ErrorKind::BrokenPipe => {}
        Err(e) => return Err(e.into()),
    }
    Ok(if totals.refused + totals.unreadable > 0 { ExitCode::from(ERROR) } else { ExitCode::SUCCESS })
}

/// What is printed of a file.
struct View {
    dump: Option<ParseDump>,
    format: Format,
    limit: Limit,
    /// Whether errors are shown with the source.
    has_excerpts: bool,
    /// Whether a dump stands below the name of its file.
    has_headings: bool,
}

/// What became of a file.
struct Outcome {
    end: End,
    bytes: usize,
    /// For standard output.
    out: String,
    /// For standard error.
    err: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Parsed,
    Refused,
    Unreadable,
}

impl View {
    fn outcome(&self, found: &Found, arena: &mut Bump) -> Outcome {
        let read = found.as_ref().map_err(Clone::clone).and_then(|path| Ok((path, files::read(path)?)));
        match read {
            Ok((path, text)) => self.parse(path, text, arena),
            Err(e) => self.unreadable(&e),
        }
    }

    fn unreadable(&self, e: &Unreadable) -> Outcome {
        let mut outcome = Outcome { end: End::Unreadable, bytes: 0, out: String::new(), err: String::new() };
        let path = e.path.display().to_string();
        match self.format {
            Format::Text => outcome.err = format!("govm: {path}: {}\n", e.reason),
            Format::Json => {
                outcome.out.push_str("{\"file\":");
                json_string(&mut outcome.out, &path);
                let _ = write!(outcome.out, r#","kind":"failure","format":{FORMAT},"message":"#);
                json_string(&mut outcome.out, &e.reason);
                outcome.out.push_str("}\n");
            }
        }
        outcome
    }

    fn parse(&self, path: &Path, text: Vec<u8>, arena: &mut Bump) -> Outcome {
        arena.reset();
        let names = Interner::new(arena);
        let mut map = SourceMap::new();
        let (name, bytes) = (path.display().to_string(), text.len());
        let (dump, errors) = match map.add(name.as_str(), text) {
            Ok(file) => {
                let (tree, mut errors) = govm_parser::parse(&map, file, arena, &names, NodeId(0));
                errors.retain(|d| !BEYOND_SYNTAX.contains(&d.code));
                let dump = self.dump.map(|dump| match (dump, self.format) {
                    (ParseDump::Tokens, Format::Text) => dump_tokens(&map, &lex(&map, file, &names), &names),
                    (ParseDump::Tokens, Format::Json) => dump_tokens_json(&map, &lex(&map, file, &names), &names),
                    (ParseDump::Tree, Format::Text) => dump_file(&map, &tree, &names),
                    (ParseDump::Tree, Format::Json) => dump_file_json(&map, &tree, &names),
                });
                (dump, errors)
            }
            Err(refused) => (None, vec![refused]),
        };
        let end = if errors.is_empty() { End::Parsed } else { End::Refused };
        let mut outcome = Outcome { end, bytes, out: String::new(), err: String::new() };
        match self.format {
            Format::Text if self.has_headings && dump.is_some() => outcome.out = format!("file {name}\n"),
            Format::Text => {}
            Format::Json => {
                outcome.out.push_str("{\"file\":");
                json_string(&mut outcome.out, &name);
                let errors = errors.len();
                let _ = writeln!(outcome.out, r#","kind":"source","format":{FORMAT},"bytes":{bytes},"errors":{errors}}}"#);
            }
        }
        self.errors(&map, &errors, &mut outcome);
        outcome.out.push_str(&dump.unwrap_or_default());
        outcome
    }

    fn errors(&self, map: &SourceMap, errors: &[Diagnostic], outcome: &mut Outcome) {
        for d in errors.iter().take(self.limit.max()) {
            match self.format {
                Format::Text => outcome.err.push_str(&render::text(map, d, self.has_excerpts)),
                Format::Json => outcome.out.push_str(&render::json_line(map, d)),
            }
        }
        if errors.len() > self.limit.max() && self.format == Format::Text {
            outcome.err.push_str("too many errors\n");
        }
    }
}

impl Outcome {
    fn print(&self, progress: &Progress) -> io::Result<()> {
        let (out, err) = (io::stdout(), io::stderr());
        let print = || {
            out.lock().write_all(self.out.as_bytes())?;
            err.lock().write_all(self.err.as_bytes())
        };
        let is_shown = !self.err.is_empty() || (!self.out.is_empty() && out.is_terminal());
        if is_shown { progress.pause(print) } else { print() }
    }
}

#[derive(Default)]
struct Totals {
    files: usize,
    bytes: usize,
    refused: usize,
    unreadable: usize,
}

impl Totals {
    fn add(&mut self, outcome: &Outcome) {
        self.bytes += outcome.bytes;
        self.files += usize::from(outcome.end != End::Unreadable);
        self.refused += usize::from(outcome.end == End::Refused);
        self.unreadable += usize::from(outcome.end == End::Unreadable);
    }

    fn print(&self, seconds: f64) {
        let Totals { files, bytes, refused, unreadable } = self;
        let plural = if *files == 1 { "" } else { "s" };
        let speed = *bytes as f64 / 1e6 / seconds.max(1e-9);
        let unreadable = if *unreadable > 0 { format!(", {unreadable} not read") } else { String::new() };
        // Nothing can be done where standard error is closed.
        let _ = writeln!(io::stderr(), "{files} file{plural}, {bytes} bytes, {speed:.1} MB/s, {refused} refused{unreadable}");
    }
}
