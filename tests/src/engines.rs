//! Programs from source to outcome, on each engine: what all tests that run something share.

use std::sync::Arc;

use bumpalo::Bump;
use govm_interp::{
    BufferHost, EnergyUsed, Engine, Failure, IMPLICIT_PACKAGES, Instance, Limits, MemoryStats, Module, Natives, Program, lower,
    runtime_natives,
};
use govm_lexer::{Interner, SourceMap};
use govm_stdlib::Library;
use govm_typeck::{Config, Root, check_program};

/// Every engine, the one that the others are measured by first.
pub const ENGINES: [Engine; 3] = [Engine::Reference, Engine::Portable, Engine::Threaded];

/// What a run did.
#[derive(PartialEq, Eq, Debug)]
pub struct Run {
    /// Standard output, as text.
    pub stdout: String,
    /// Standard error, as text.
    pub stderr: String,
    /// Why it ended, if not well.
    pub failure: Option<Failure>,
    /// Energy used.
    pub energy: EnergyUsed,
    /// Memory used, with a collection at the end.
    pub memory: MemoryStats,
}

impl Run {
    /// Compares two runs of a program in everything but what depends on when memory is collected.
    ///
    /// # Errors
    /// The first difference.
    pub fn same_but_for_collections(&self, other: &Run) -> Result<(), String> {
        let seen = |run: &Run| format!("{:?} {:?} {} {}", run.failure, run.energy, run.memory.objects, run.memory.total);
        let wrong = difference("output", &self.stdout, &other.stdout)
            .or_else(|| difference("standard error", &self.stderr, &other.stderr))
            .or_else(|| difference("outcome", &seen(self), &seen(other)));
        wrong.map_or(Ok(()), Err)
    }

    /// What Go prints before the stack trace; nothing where the program ended well.
    #[must_use]
    pub fn message(&self) -> &str {
        self.failure.as_ref().map_or("", |failure| &failure.message)
    }
}

/// The bytecode of a program of one file.
///
/// # Errors
/// The first diagnostic.
pub fn compile(name: &str, text: &[u8]) -> Result<Module, String> {
    compile_with(&Library::whole(), name, text)
}

/// The bytecode of a program of one file, with the packages of a library.
///
/// # Errors
/// The first diagnostic.
pub fn compile_with(library: &Library, name: &str, text: &[u8]) -> Result<Module, String> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let root = Root { path: "main".to_owned(), files: vec![(name.to_owned(), text.to_vec())] };
    let config = Config { implicit: IMPLICIT_PACKAGES, ..Config::default() };
    let (mut program, errors) = check_program(&mut map, &names, &arena, root, library, &config);
    if let Some(error) = errors.first() {
        return Err(error.line(&map));
    }
    lower(&mut program, &map, &names).map_err(|errors| errors[0].line(&map))
}

/// A module that is ready to run.
///
/// # Errors
/// What the verifier says.
pub fn load(module: Module) -> Result<Arc<Program>, String> {
    let mut natives = Natives::new();
    natives.extend(runtime_natives());
    natives.extend(&govm_stdlib::natives().collect::<Vec<_>>());
    Program::load(module, &natives).map(Arc::new).map_err(|error| error.to_string())
}

/// Runs a program from its initialisation to the end of an exported function without parameters.
#[must_use]
pub fn run(program: &Arc<Program>, export: &str, engine: Engine, limits: Limits) -> Run {
    run_collecting(program, export, engine, limits, None)
}

/// Likewise; memory is collected whenever so many bytes were allocated, if a number is given.
#[must_use]
pub fn run_collecting(program: &Arc<Program>, export: &str, engine: Engine, limits: Limits, pace: Option<u64>) -> Run {
    let mut host = BufferHost::default();
    let mut instance = Instance::new(program, engine, limits, &mut host);
    if let Some(bytes) = pace {
        instance.collect_after(bytes);
    }
    let result = instance.run_init().and_then(|()| instance.call_export(export, &[]));
    instance.collect();
    let (energy, memory) = (instance.energy(), instance.memory());
    drop(instance);
    let failure = result.err().map(|failure| *failure);
    Run { stdout: text(&host.stdout), stderr: text(&host.stderr), failure, energy, memory }
}

/// Runs a program on all engines; what it does, or how one of them differs from the first.
///
/// # Errors
/// The first difference.
pub fn run_on_all(program: &Arc<Program>, export: &str, limits: Limits) -> Result<Run, String> {
    run_on_all_collecting(program, export, limits, None)
}

/// Likewise; memory is collected whenever so many bytes were allocated, if a number is given.
///
/// # Errors
/// The first difference.
pub fn run_on_all_collecting(program: &Arc<Program>, export: &str, limits: Limits, pace: Option<u64>) -> Result<Run, String> {
    let first = run_collecting(program, export, ENGINES[0], limits, pace);
    for engine in &ENGINES[1..] {
        let other = run_collecting(program, export, *engine, limits, pace);
        if other != first {
            let wrong = difference("output", &other.stdout, &first.stdout)
                .or_else(|| difference("standard error", &other.stderr, &first.stderr))
                .or_else(|| difference("failure", &format!("{:?}", other.failure), &format!("{:?}", first.failure)))
                .or_else(|| difference("energy", &format!("{:?}", other.energy), &format!("{:?}", first.energy)))
                .or_else(|| difference("memory", &format!("{:?}", other.memory), &format!("{:?}", first.memory)));
            return Err(format!("{engine:?} is not {:?}: {}", ENGINES[0], wrong.unwrap_or_default()));
        }
    }
    Ok(first)
}

/// Output as text; bytes that are none are written out.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| format!("{}{}", chunk.valid(), chunk.invalid().escape_ascii())).collect()
}

/// How two texts differ first.
#[must_use]
pub fn difference(what: &str, got: &str, want: &str) -> Option<String> {
    if got == want {
        return None;
    }
    let at = got.lines().zip(want.lines()).take_while(|(got, want)| got == want).count();
    let line = |text: &str| text.lines().nth(at).map_or_else(|| "the end".to_owned(), |line| format!("{line:?}"));
    Some(format!("{what}, line {}: {} instead of {}", at + 1, line(got), line(want)))
}
