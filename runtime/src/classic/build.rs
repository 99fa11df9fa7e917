//! From a packed app to a program, in the stages of the original: the source as it stands is built, counted, built with its counters,
//! and, for an app that runs, built into a program. Each refuses something else.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use bumpalo::Bump;
use govm_interp::{Module, lower};
use govm_lexer::{Diagnostic, Interner, SourceMap};
use govm_parser::ast::{Decl, NodeId};
use govm_stdlib::Library;
use govm_typeck::{Config, Importer, Program, Root, check_program};

use super::count::{CountError, Counters};
use super::packed::{CORE_NAME, Depend, FLAG_RUN, PackError, PackedApp};
use crate::hash::{Hash, hex};

/// The core app: written by us, and never counted.
const CORE_SOURCE: &str = include_str!("../../../corpus/contracts/core/core.go");
/// What the node does through the core.
const TRANS_SOURCE: &str = include_str!("../../../corpus/contracts/core/trans.go");
const RUNTIME_SOURCE: &str = include_str!("go/runtime.go");
const ENERGY_SOURCE: &str = include_str!("go/energy.go");
/// What counters call where nothing is run.
const CHECKED_ENERGY_SOURCE: &str = "package energy\n\nfunc ConsumeEnergy(n uint64)\n";

const RUNTIME_PATH: &str = "github.com/govm-net/govm/runtime";
const ENERGY_PATH: &str = "github.com/govm-net/govm/runtime/energy";

/// Path of the package that starts a run.
const START_PATH: &str = "govmstart";

/// Language of the first builds: what the compiler of the day took.
const LANGUAGE_BUILD: u32 = 19;
/// Language of programs, and of what is depended on.
const LANGUAGE: u32 = 13;

/// Errors that are reported of one source.
const ERRORS_MAX: usize = 10;

/// Where a deployment was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The head or the depends are cut off, or the type is not 0.
    Head,
    /// There are flags that mean nothing.
    Flag,
    /// The compressed code is damaged or too long.
    Gzip,
    /// The code has bytes that it must not have.
    ForbiddenWord,
    /// The source does not compile.
    Build,
    /// The source has what classic code may not have.
    Count,
    /// The lines are not those that the head says.
    Lines,
    /// The source does not compile with its counters.
    CountedBuild,
    /// No program can be made of it.
    RunBuild,
}

impl Stage {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Head => "head",
            Stage::Flag => "flag",
            Stage::Gzip => "gzip",
            Stage::ForbiddenWord => "forbidden word",
            Stage::Build => "build",
            Stage::Count => "count",
            Stage::Lines => "line number",
            Stage::CountedBuild => "build with counters",
            Stage::RunBuild => "run-wrapper build",
        }
    }
}

/// Why an app is not deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub stage: Stage,
    /// Why: what the compiler says, one complaint a line, or a phrase.
    pub message: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the app is refused ({}): {}", self.stage.name(), self.message)
    }
}

impl std::error::Error for Refusal {}

impl From<PackError> for Refusal {
    fn from(error: PackError) -> Refusal {
        let stage = match error {
            PackError::Flag(_) => Stage::Flag,
            PackError::Gzip | PackError::TooLong(_) => Stage::Gzip,
            PackError::ForbiddenWord(_) => Stage::ForbiddenWord,
            _ => Stage::Head,
        };
        Refusal { stage, message: error.to_string() }
    }
}

/// The import path of an app.
fn path_of(chain: u64, name: &Hash) -> String {
    format!("github.com/govm-net/govm/app/chain{chain}/z{}", &hex(&name.0)[2..])
}

/// The sources that a build may import: by path, those of the apps in use.
pub(super) struct Sources {
    chain: u64,
    files: BTreeMap<String, Vec<(String, Vec<u8>)>>,
    root: String,
    language: u32,
    /// Why what the app uses cannot be taken all.
    over: Option<String>,
}

/// How much an app may use.
#[derive(Clone, Copy)]
pub(super) struct DependLimits {
    pub(super) apps: usize,
    /// Bytes of the code of all of them.
    pub(super) bytes: usize,
    /// Bytes of the code of one.
    pub(super) code: usize,
}

impl Sources {
    fn none(chain: u64) -> Sources {
        Sources { chain, files: BTreeMap::new(), root: String::new(), language: LANGUAGE, over: None }
    }

    /// The sources of what an app uses, and what that uses. `find` yields the packed bytes of an app.
    pub(super) fn of<E>(
        chain: u64,
        depends: &[Depend],
        limits: DependLimits,
        mut find: impl FnMut(&Hash) -> Result<Option<Vec<u8>>, E>,
    ) -> Result<Sources, E> {
        let mut sources = Sources::none(chain);
        let mut wanted: Vec<Hash> = depends.iter().map(|depend| depend.app).collect();
        let mut bytes = 0;
        while let Some(name) = wanted.pop() {
            let path = path_of(chain, &name);
            if name == CORE_NAME || sources.files.contains_key(&path) {
                continue;
            }
            if sources.files.len() >= limits.apps {
                sources.over = Some(format!("the app uses more than {} apps", limits.apps));
                break;
            }
            let Some(packed) = find(&name)? else { continue };
            let Ok(app) = PackedApp::unpack_within(&packed, limits.code) else { continue };
            bytes += app.code.len();
            if bytes > limits.bytes {
                sources.over = Some(format!("the app uses more than {} bytes of apps", limits.bytes));
                break;
            }
            wanted.extend(app.depends.iter().map(|depend| depend.app));
            let source = source_of(chain, &name, &app, Counting::On);
            if let Ok(counters) = Counters::of(&source) {
                sources.files.insert(path, vec![("app.go".into(), counters.for_build(&source))]);
            }
        }
        Ok(sources)
    }
}

/// The sources with what of the library a program can reach.
struct Importable<'s> {
    sources: &'s Sources,
    library: Library,
    purpose: Purpose,
}

/// What a build is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To see whether it compiles.
    Check,
    /// To be run.
    Program,
}

impl<'s> Importable<'s> {
    fn new(sources: &'s Sources, root: &[(String, Vec<u8>)], purpose: Purpose) -> Importable<'s> {
        let apps = sources.files.values().flatten().chain(root).map(|(_, text)| text.as_slice());
        let own = purpose.sources().map(str::as_bytes);
        Importable { sources, library: Library::for_program(apps.chain(own)), purpose }
    }
}

impl Purpose {
    /// The core, the runtime, and what counters call.
    fn sources(self) -> [&'static str; 3] {
        static CHECKED: OnceLock<[String; 2]> = OnceLock::new();
        match self {
            Purpose::Check => {
                let [core, runtime] = CHECKED.get_or_init(|| [CORE_SOURCE, RUNTIME_SOURCE].map(declarations));
                [core, runtime, CHECKED_ENERGY_SOURCE]
            }
            Purpose::Program => [CORE_SOURCE, RUNTIME_SOURCE, ENERGY_SOURCE],
        }
    }
}

/// A file of ours without what functions do and what only that needs: all that an app is checked against.
fn declarations(source: &str) -> String {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let id = map.add("own.go", source.as_bytes().to_vec()).expect("invariant: our files are short");
    let (file, _) = govm_parser::parse(&map, id, &arena, &names, NodeId(0));
    let start = map.file(id).start.0;
    let mut text = String::with_capacity(source.len());
    let mut from = 0;
    for decl in file.decls {
        let left_out = match decl {
            Decl::Import(spec) if spec.path != RUNTIME_PATH => Some(spec.span),
            Decl::Func(func) => func.body.map(|body| body.span),
            _ => None,
        };
        let Some(span) = left_out else { continue };
        text.push_str(&source[from..(span.lo.0 - start) as usize]);
        from = (span.hi.0 - start) as usize;
    }
    text + &source[from..]
}

impl Importer for Importable<'_> {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let own = |name: &str, text: &str| Ok(vec![(name.to_string(), text.as_bytes().to_vec())]);
        let [core, runtime, energy] = self.purpose.sources();
        match path {
            RUNTIME_PATH => return own("govm/runtime.go", runtime),
            ENERGY_PATH => return own("govm/energy.go", energy),
            _ => {}
        }
        if let Some(files) = self.sources.files.get(path) {
            return Ok(files.clone());
        }
        if path == path_of(self.sources.chain, &CORE_NAME) {
            return own("core.go", &core_file(core));
        }
        if self.is_library(path) {
            return self.library.sources(path);
        }
        Err(format!("no required module provides package {path}"))
    }

    fn is_library(&self, path: &str) -> bool {
        let is_own = matches!(path, RUNTIME_PATH | ENERGY_PATH) || self.sources.files.contains_key(path);
        !is_own && self.library.is_library(path)
    }

    fn language(&self, path: &str) -> Option<u32> {
        let Sources { chain, files, root, language, .. } = self.sources;
        if path == root {
            return Some(*language);
        }
        let is_app = files.contains_key(path) && path != path_of(*chain, &CORE_NAME);
        is_app.then_some(LANGUAGE)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    Off,
    On,
}

/// The Go file of an app: package clause, imports as the depends say, code.
fn source_of(chain: u64, name: &Hash, app: &PackedApp, counting: Counting) -> Vec<u8> {
    let mut text = format!("package a{}\n", &hex(&name.0)[2..]).into_bytes();
    if counting == Counting::On {
        text.extend_from_slice(format!("import _consume_tip_ \"{ENERGY_PATH}\"\n").as_bytes());
    }
    for depend in &app.depends {
        text.extend_from_slice(b"import ");
        text.extend_from_slice(&depend.alias);
        text.extend_from_slice(format!(" \"{}\"\n", path_of(chain, &depend.app)).as_bytes());
    }
    text.extend_from_slice(without_build_line(&app.code));
    text
}

/// The code without a build constraint in its first line.
fn without_build_line(code: &[u8]) -> &[u8] {
    let is_constraint = matches!(code, [b'/', b'/', b' ', any, rest @ ..] if *any != b'\n' && rest.starts_with(b"build"));
    match code.iter().position(|byte| *byte == b'\n') {
        Some(end) if is_constraint => &code[end + 1..],
        _ => code,
    }
}

/// A line that begins with a build constraint of the later form, which the compiler takes only before the package clause.
fn has_misplaced_directive(code: &[u8]) -> bool {
    // Raw strings and comments over lines may have such lines too: the first refuses what nobody writes.
    code.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"//go:build"))
}

/// What a deployed app is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Built {
    /// Its lines.
    pub(super) lines: u64,
    /// Its program, where it runs.
    pub(super) module: Option<Module>,
}

/// Builds an app through all stages.
pub(super) fn build(name: &Hash, app: &PackedApp, mut sources: Sources) -> Result<Built, Refusal> {
    let chain = sources.chain;
    let refuse = |stage: Stage, message: String| Refusal { stage, message };
    let path = path_of(chain, name);

    if let Some(over) = sources.over.take() {
        return Err(refuse(Stage::Build, over));
    }
    let source = source_of(chain, name, app, Counting::Off);
    if has_misplaced_directive(&app.code) {
        return Err(refuse(Stage::Build, "misplaced compiler directive".into()));
    }
    sources.root = path.clone();
    sources.language = LANGUAGE_BUILD;
    check(&sources, &path, vec![("app.go".into(), source)], Purpose::Check, |_, _, _| Ok(()))
        .map_err(|text| refuse(Stage::Build, text))?;

    let source = source_of(chain, name, app, Counting::On);
    let counters = Counters::of(&source).map_err(|error| match error {
        CountError::Syntax(text) => refuse(Stage::Build, text),
        refused => refuse(Stage::Count, refused.to_string()),
    })?;
    if counters.lines() != u64::from(app.lines) {
        let message = format!("the app has {} lines, its head says {}", counters.lines(), app.lines);
        return Err(refuse(Stage::Lines, message));
    }
    let counted = counters.for_build(&source);
    let files = vec![("app.go".into(), counted.clone())];
    check(&sources, &path, files, Purpose::Check, |_, _, _| Ok(())).map_err(|text| refuse(Stage::CountedBuild, text))?;

    let mut built = Built { lines: counters.lines(), module: None };
    if app.is(FLAG_RUN) {
        built.module = Some(program(name, counted, sources).map_err(|text| refuse(Stage::RunBuild, text))?);
    }
    Ok(built)
}

/// The program of an app that was built before: what a node makes of stored bytes.
pub(super) fn rebuild(name: &Hash, app: &PackedApp, sources: Sources) -> Result<Module, Refusal> {
    let source = source_of(sources.chain, name, app, Counting::On);
    let refuse = |text: String| Refusal { stage: Stage::RunBuild, message: text };
    let counters = Counters::of(&source).map_err(|error| refuse(error.to_string()))?;
    program(name, counters.for_build(&source), sources).map_err(refuse)
}

/// The program of a counted source: a file beside it lets the start call what it declares, and takes the names that the
/// original's took.
fn program(name: &Hash, counted: Vec<u8>, mut sources: Sources) -> Result<Module, String> {
    let path = path_of(sources.chain, name);
    let wrapper = format!(
        "package a{}\n\nimport (\n\t\"fmt\"\n\t\"log\"\n)\n\nvar _, _ = fmt.Sprint, log.Print\n\n\
         func GoVMRun(user, in []byte, cost uint64) {{\n\trun(user, in, cost)\n}}\n",
        &hex(&name.0)[2..]
    );
    sources.files.insert(path.clone(), vec![("app.go".into(), counted), ("govm.go".into(), wrapper.into_bytes())]);
    let start = format!(
        "package govmstart\n\nimport (\n\t\"fmt\"\n\n\tapp \"{path}\"\n)\n\n\
         func Start(user, in []byte, cost uint64) (message string) {{\n\
         \tdefer func() {{\n\t\tif e := recover(); e != nil {{\n\t\t\tmessage = \"error message:\" + fmt.Sprint(e)\n\t\t}}\n\t}}()\n\
         \tapp.GoVMRun(user, in, cost)\n\treturn\n}}\n"
    );
    sources.root = String::new();
    check(&sources, START_PATH, vec![("start.go".into(), start.into_bytes())], Purpose::Program, lower)
}

/// A file of the core, its package named after the app.
fn core_file(source: &str) -> String {
    let clause = format!("package z{}\n", &hex(&CORE_NAME.0)[2..]);
    source.replacen("package core\n", &clause, 1)
}

/// The program through which the node begins blocks and does transactions.
pub(super) fn core(chain: u64) -> Result<Module, String> {
    let path = path_of(chain, &CORE_NAME);
    let mut sources = Sources::none(chain);
    let files = [("core.go", CORE_SOURCE), ("trans.go", TRANS_SOURCE)];
    let files = files.map(|(name, source)| (name.to_string(), core_file(source).into_bytes()));
    sources.files.insert(path.clone(), files.to_vec());
    let mut start = format!("package govmstart\n\nimport (\n\t\"fmt\"\n\n\tcore \"{path}\"\n)\n\n");
    start.push_str(
        "func caught(message *string) {\n\tif e := recover(); e != nil {\n\t\t*message = fmt.Sprint(e)\n\t}\n}\n\n\
         func Begin(key, producer []byte, time uint64) (message string) {\n\
         \tdefer caught(&message)\n\tcore.Begin(key, producer, time)\n\treturn\n}\n\n\
         func Transact(trans []byte) (message string) {\n\tdefer caught(&message)\n\tcore.Transact(trans)\n\treturn\n}\n\n\
         func Fee(trans []byte) (message string) {\n\tdefer caught(&message)\n\tcore.Fee(trans)\n\treturn\n}\n",
    );
    check(&sources, START_PATH, vec![("start.go".into(), start.into_bytes())], Purpose::Program, lower)
}

/// The program of a command that looks at a chain: package main.
pub(super) fn script(chain: u64, source: &[u8]) -> Result<Module, String> {
    check(&Sources::none(chain), "main", vec![("main.go".into(), source.to_vec())], Purpose::Program, lower)
}

/// Checks a package and hands it to `then`. What it cannot reach of the library is left out, but for the final word on one that has
/// errors.
fn check<T>(
    sources: &Sources,
    path: &str,
    files: Vec<(String, Vec<u8>)>,
    purpose: Purpose,
    then: impl for<'a> Fn(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, String> {
    let mut importable = Importable::new(sources, &files, purpose);
    let root = Root { path: path.into(), files };
    let checked = check_with(&importable, root.clone(), &then);
    if checked.is_ok() && importable.library.is_enough() {
        return checked;
    }
    importable.library = Library::whole();
    check_with(&importable, root, &then)
}

fn check_with<T>(
    importable: &Importable<'_>,
    root: Root,
    then: impl for<'a> Fn(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, String> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let config = Config { error_limit: ERRORS_MAX, implicit: govm_interp::IMPLICIT_PACKAGES, ..Config::default() };
    let (mut program, diagnostics) = check_program(&mut map, &names, &arena, root, importable, &config);
    let result = if diagnostics.is_empty() { then(&mut program, &map, &names) } else { Err(diagnostics) };
    result.map_err(|diagnostics| {
        let lines: Vec<String> = diagnostics.iter().take(ERRORS_MAX).map(|diagnostic| diagnostic.line(&map)).collect();
        lines.join("\n")
    })
}

/// Packs a Go file: its imports of apps become depends, and package clause and imports go.
///
/// # Errors
/// When it does not parse, imports something else than apps, or has what classic code may not have.
pub fn pack_source(source: &[u8], flags: u8) -> Result<PackedApp, Refusal> {
    let refuse = |message: String| Refusal { stage: Stage::Build, message };
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let id = map.add("app.go", source.to_vec()).map_err(|refused| refuse(refused.message.clone()))?;
    let (file, diagnostics) = govm_parser::parse(&map, id, &arena, &names, NodeId(0));
    if let Some(first) = diagnostics.first() {
        return Err(refuse(first.line(&map)));
    }
    let start = map.file(id).start.0;
    let mut end = file.package.span.hi.0 - start;
    let mut depends = Vec::new();
    for decl in file.decls {
        let Decl::Import(spec) = decl else { continue };
        let name = spec.path.rsplit('/').next().and_then(|last| Hash::parse(last.strip_prefix('z')?));
        let name = name.ok_or_else(|| refuse(format!("import of {}: only apps can be imported", spec.path)))?;
        let alias = spec.name.map_or("", |alias| names.resolve(alias.name));
        let mut padded = [b' '; 4];
        match padded.get_mut(..alias.len()) {
            Some(part) => part.copy_from_slice(alias.as_bytes()),
            None => return Err(refuse(format!("the alias {alias} is longer than 4 bytes"))),
        }
        depends.push(Depend { alias: padded, app: name });
        end = spec.span.hi.0 - start;
    }
    let rest = &source[end as usize..];
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix(b")").unwrap_or(rest).trim_ascii_start();
    let code = [b"\n", rest].concat();
    let mut app = PackedApp { lines: 0, flags, depends, code };
    let counters = Counters::of(&source_of(1, &Hash::default(), &app, Counting::On));
    let counters = counters.map_err(|error| Refusal { stage: Stage::Count, message: error.to_string() })?;
    app.lines = u32::try_from(counters.lines()).map_err(|_| refuse("too many lines".into()))?;
    Ok(app)
}
