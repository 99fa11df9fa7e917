//! The programs of `corpus/programs` print what they print under Go, on every engine, for the same energy and memory. Those in
//! `panics/` end with the message that Go ends with.
//!
//! What does not work yet is listed in `known_gaps/programs.txt`, with how it shows. The list must be exact, so it can only shrink
//! by intent; with `UPDATE_GAPS=1` in the environment it is written anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use bumpalo::Bump;
use govm_interp::{
    BufferHost, EnergyUsed, Engine, IMPLICIT_PACKAGES, Instance, Limits, MemoryStats, Natives, Program, lower, runtime_natives,
};
use govm_lexer::{Interner, SourceMap};
use govm_tests::{Library, corpus, go_files};
use govm_typeck::{Config, Root, check_program};

const ENGINES: [Engine; 3] = [Engine::Reference, Engine::Portable, Engine::Threaded];

/// What a run did.
#[derive(PartialEq, Eq, Debug)]
struct Run {
    stdout: String,
    stderr: String,
    /// What Go prints before the stack trace; nothing where the program ended well.
    failure: String,
    energy: EnergyUsed,
    memory: MemoryStats,
}

fn compile(name: &str, text: Vec<u8>) -> Result<Arc<Program>, String> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let root = Root { path: "main".to_owned(), files: vec![(name.to_owned(), text)] };
    let config = Config { implicit: IMPLICIT_PACKAGES, ..Config::default() };
    let (mut program, errors) = check_program(&mut map, &names, &arena, root, &Library, &config);
    if let Some(error) = errors.first() {
        return Err(error.line(&map));
    }
    let module = lower(&mut program, &map, &names).map_err(|errors| errors[0].line(&map))?;
    let mut natives = Natives::new();
    natives.extend(runtime_natives());
    natives.extend(&govm_stdlib::natives().collect::<Vec<_>>());
    Program::load(module, &natives).map(Arc::new).map_err(|error| error.to_string())
}

fn run(program: &Arc<Program>, engine: Engine) -> Run {
    let mut host = BufferHost::default();
    let mut instance = Instance::new(program, engine, Limits::generous(), &mut host);
    let result = instance.run_init().and_then(|()| instance.call_export("main", &[]));
    let (energy, memory) = (instance.energy(), instance.memory());
    drop(instance);
    let failure = result.err().map_or_else(String::new, |failure| failure.message);
    Run { stdout: text(&host.stdout), stderr: text(&host.stderr), failure, energy, memory }
}

/// Output as text; bytes that are none are written out.
fn text(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| format!("{}{}", chunk.valid(), chunk.invalid().escape_ascii())).collect()
}

/// How two texts differ first.
fn difference(what: &str, got: &str, want: &str) -> Option<String> {
    if got == want {
        return None;
    }
    let at = got.lines().zip(want.lines()).take_while(|(got, want)| got == want).count();
    let line = |text: &str| text.lines().nth(at).map_or_else(|| "the end".to_owned(), |line| format!("{line:?}"));
    Some(format!("{what}, line {}: {} instead of {}", at + 1, line(got), line(want)))
}

/// What is wrong with a program, if anything is.
fn gap(folder: &Path, name: &str) -> Option<String> {
    let file = |extension: &str| fs::read(folder.join(format!("{name}.{extension}")));
    let program = match compile(&format!("{name}.go"), file("go").expect("the corpus can be read")) {
        Ok(program) => program,
        Err(error) => return Some(error),
    };
    let expected = text(&file("expected").expect("a program has its output beside it"));
    // In `panics` there is what Go wrote to standard error; its first line is the message, the rest are places.
    let failure = text(&file("stderr").unwrap_or_default());
    let first = run(&program, ENGINES[0]);
    let (got, want) = (first.failure.lines().next().unwrap_or_default(), failure.lines().next().unwrap_or_default());
    let wrong = difference("output", &first.stdout, &expected).or_else(|| difference("failure", got, want));
    wrong.or_else(|| {
        ENGINES[1..].iter().find_map(|engine| {
            let other = run(&program, *engine);
            (other != first).then(|| {
                let wrong = difference("output", &other.stdout, &first.stdout);
                let wrong = wrong.or_else(|| difference("failure", &other.failure, &first.failure));
                let wrong =
                    wrong.or_else(|| difference("energy", &format!("{:?}", other.energy), &format!("{:?}", first.energy)));
                let wrong =
                    wrong.or_else(|| difference("memory", &format!("{:?}", other.memory), &format!("{:?}", first.memory)));
                format!("{engine:?} is not {:?}: {}", ENGINES[0], wrong.unwrap_or_else(|| "standard error".to_owned()))
            })
        })
    })
}

#[test]
fn programs_do_what_they_do_under_go() {
    let mut actual = String::new();
    for (folder, prefix) in [(corpus("programs"), ""), (corpus("programs/panics"), "panics/")] {
        for name in go_files(&folder) {
            if let Some(gap) = gap(&folder, &name) {
                writeln!(actual, "{prefix}{name}.go: {}", gap.lines().next().unwrap_or_default()).expect("strings take all text");
            }
        }
    }
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("known_gaps/programs.txt");
    if std::env::var_os("UPDATE_GAPS").is_some() {
        fs::write(&list, &actual).expect("the list can be written");
        return;
    }
    let known = fs::read_to_string(&list).expect("the list is there");
    let new: Vec<&str> = actual.lines().filter(|gap| !known.lines().any(|k| k == *gap)).collect();
    let closed: Vec<&str> = known.lines().filter(|gap| !actual.lines().any(|a| a == *gap)).collect();
    assert!(new.is_empty(), "programs that fail and are not known to:\n{}", new.join("\n"));
    assert!(closed.is_empty(), "closed, to be taken off the list (UPDATE_GAPS=1):\n{}", closed.join("\n"));
}
