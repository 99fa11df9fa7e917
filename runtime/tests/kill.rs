//! Kills a process that commits blocks, again and again, and looks at what it left. Some kills of each durable store, or as many as
//! `GOVM_KILLS` says: `GOVM_KILLS=500 cargo test -p govm-runtime --test kill -- --nocapture`

#![expect(clippy::print_stdout, reason = "this is the test's report")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use govm_runtime::{RedbStore, SledStore, Store};
use support::{check, deploy, open, step};

/// Kills of each store where nothing else is said.
const KILLS: u64 = 5;

/// Names the store to the process that is to be killed.
const STORE: &str = "GOVM_KILL_STORE";

/// What that process says after each commit, before the block's number.
const REPORT: &str = "committed ";

fn open_store(path: &Path) -> Arc<dyn Store> {
    match path.extension() {
        Some(_) => Arc::new(RedbStore::open(path).unwrap()),
        None => Arc::new(SledStore::open(path).unwrap()),
    }
}

/// The process that is to be killed; nothing where no store is named.
#[test]
fn committer() {
    let Some(path) = std::env::var_os(STORE) else { return };
    let mut node = open(open_store(Path::new(&path))).unwrap();
    // Written directly: what is printed would be kept by the test harness.
    let mut out = std::io::stdout();
    loop {
        let number = step(&mut node).unwrap();
        writeln!(out, "{REPORT}{number}").unwrap();
    }
}

fn start(path: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "committer", "--nocapture"]).env(STORE, path);
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills a committer some time after it has started, or after its first report. Yields the last block that it reported.
fn kill_one(path: &Path, after: Duration, is_after_report: bool) -> u64 {
    let mut child = start(path);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let last = Arc::new(AtomicU64::new(0));
    let heard = last.clone();
    let reader = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            // The name of the test stands before the first report, on the same line.
            let number = line.rsplit_once(REPORT).map(|(_, number)| number.parse().unwrap());
            heard.fetch_max(number.unwrap_or(0), Ordering::Relaxed);
        }
    });
    let started = Instant::now();
    while is_after_report && last.load(Ordering::Relaxed) == 0 && started.elapsed() < Duration::from_secs(60) {
        assert_eq!(child.try_wait().unwrap(), None, "the committer has stopped");
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    last.load(Ordering::Relaxed)
}

fn survives(name: &str) {
    let kills = std::env::var("GOVM_KILLS").map_or(KILLS, |n| n.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    deploy(&mut open(open_store(&path)).unwrap()).unwrap();
    let mut random = 88_172_645_463_325_252u64;
    let (mut last, mut unreported, mut unstarted) = (1, 0, 0);
    for kill in 0..kills {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        // One in eight may be killed while it opens the store.
        let is_after_report = !random.is_multiple_of(8);
        let reported = kill_one(&path, Duration::from_micros(random % 40_000), is_after_report);
        let number = check(&open(open_store(&path)).unwrap());
        assert!(number >= reported.max(last), "{name}, kill {kill}: block {reported} was reported, {number} is there");
        if reported == 0 {
            unstarted += 1;
            assert!(number <= last + 1, "{name}, kill {kill}: blocks that nobody reported");
        } else {
            assert!(number <= reported + 1, "{name}, kill {kill}: blocks that nobody reported");
            unreported += number - reported;
        }
        last = number;
    }
    println!("{name}: {kills} kills, {unstarted} before a report; {last} blocks, none lost that was reported");
    println!("{name}: {unreported} blocks kept that were not reported yet");
}

#[test]
fn sled_survives_kills() {
    survives("state");
}

#[test]
fn redb_survives_kills() {
    survives("state.redb");
}
