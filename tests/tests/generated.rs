//! Generated programs do the same on every engine, with whatever energy and memory they have, and after their bytecode was written and
//! read. A program that does not is made smaller and shown.
//!
//! ```sh
//! GOVM_GENERATED=100000 cargo test --release -p govm-tests --test generated
//! ```
//!
//! runs as many from seed 0 or `GOVM_SEED` on. With `GOVM_GENERATED_DIR` they are kept in a folder, each with what it did:
//! `tests/tools/generated_against_go.py` compares that with Go.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use govm_interp::{Limits, decode, encode};
use govm_tests::engines::{Run, compile, load, run_on_all, run_on_all_collecting};
use govm_tests::generator::{Choices, generate, reduce};

/// Programs without more being asked for: a few seconds' worth unoptimised.
const COUNT: u64 = 60;

/// Collections of a run at most: programs that allocate less often collect at every allocation.
const COLLECTIONS_MAX: u64 = 500;

const LIMITS: Limits = Limits { energy: 1 << 28, memory: 64 << 20, stack_slots: 1 << 20 };

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is no number")))
}

/// What a program does, or what is wrong with it.
fn check(source: &str) -> Result<Run, String> {
    catch_unwind(AssertUnwindSafe(|| check_unguarded(source))).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().cloned();
        let text = text.or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        Err(format!("panicked: {}", text.unwrap_or_default()))
    })
}

fn check_unguarded(source: &str) -> Result<Run, String> {
    let module = compile("main.go", source.as_bytes()).map_err(|error| format!("refused: {error}"))?;
    let bytes = encode(&module);
    let decoded = decode(&bytes).map_err(|error| format!("decoding: {error}"))?;
    if decoded != module || encode(&decoded) != bytes {
        return Err("decoding: another module".to_owned());
    }
    // The length is as good as chance.
    let turn = source.len() as u64;
    if turn.is_multiple_of(8) && compile("main.go", source.as_bytes()).as_ref() != Ok(&module) {
        return Err("lowering: another module the second time".to_owned());
    }
    let program = load(decoded).map_err(|error| format!("verifying: {error}"))?;
    let run = run_on_all(&program, "main", LIMITS)?;
    // Collecting at every allocation, or as often as is bearable, changes nothing.
    let pace = if run.memory.objects <= COLLECTIONS_MAX { 0 } else { run.memory.total / COLLECTIONS_MAX };
    let often =
        run_on_all_collecting(&program, "main", LIMITS, Some(pace)).and_then(|often| often.same_but_for_collections(&run));
    often.map_err(|wrong| format!("collecting: {wrong}"))?;
    // With less energy and memory it ends at the same place everywhere.
    let energy = run.energy.total * (turn % 97) / 97;
    run_on_all(&program, "main", Limits { energy, ..LIMITS }).map_err(|wrong| format!("energy {energy}: {wrong}"))?;
    let memory = run.memory.peak * (50 + turn % 53) / 100;
    run_on_all(&program, "main", Limits { memory, ..LIMITS }).map_err(|wrong| format!("memory {memory}: {wrong}"))?;
    Ok(run)
}

/// What kind of thing is wrong: the start of the text without its numbers.
fn kind(wrong: &str) -> String {
    wrong.chars().filter(|c| !c.is_ascii_digit()).take(60).collect()
}

fn report(seed: u64, choices: &Choices, wrong: &str) -> String {
    let record = reduce(choices.record(), 1500, &mut |source| check(source).is_err_and(|other| kind(&other) == kind(wrong)));
    let source = generate(&mut Choices::from_record(&record));
    let small = check(&source).err().unwrap_or_default();
    format!("seed {seed}: {wrong}\nreduced: {small}\n{source}\n")
}

fn keep(folder: &Path, seed: u64, source: &str, run: &Run) {
    let folder = folder.join(format!("p{seed}"));
    fs::create_dir_all(&folder).expect("the folder can be written");
    let status = run.failure.as_ref().map_or(0, |f| f.exit_status.unwrap_or(2));
    for (name, text) in [
        ("main.go", source),
        ("stdout", &run.stdout),
        ("stderr", &run.stderr),
        ("message", run.message()),
        ("status", &status.to_string()),
    ] {
        fs::write(folder.join(name), text).expect("the folder can be written");
    }
}

#[test]
fn generated_programs_do_the_same_on_every_engine() {
    let first = number("GOVM_SEED").unwrap_or(0);
    let end = first + number("GOVM_GENERATED").unwrap_or(COUNT);
    let folder = std::env::var_os("GOVM_GENERATED_DIR").map(PathBuf::from);
    let next = AtomicU64::new(first);
    let work = || {
        let mut reports = Vec::new();
        while reports.len() < 3 {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                break;
            }
            let mut choices = Choices::from_seed(seed);
            let source = generate(&mut choices);
            match check(&source) {
                Ok(run) => folder.iter().for_each(|folder| keep(folder, seed, &source, &run)),
                Err(wrong) => reports.push(report(seed, &choices, &wrong)),
            }
        }
        reports
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let reports: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker's panics are caught")).collect()
    });
    assert!(reports.is_empty(), "{} programs are wrong:\n\n{}", reports.len(), reports.join("\n"));
}
