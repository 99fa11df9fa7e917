//! The events of a chain's calls. Only receipts carry events, and a store keeps none; so the commands write them to a file beside the
//! store, an object of JSON a line, after the block is committed.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use govm_runtime::{Head, Receipt};
use serde_json::{Value, json};

use crate::exit::Failure;

/// Where the events of a store are.
fn file(store: &Path) -> PathBuf {
    // Without what may stand at the end, as in DIR/: inside of it is the store's own.
    let mut name = store.components().as_path().as_os_str().to_os_string();
    name.push(".events");
    PathBuf::from(name)
}

/// Adds the events of a receipt whose block is committed. The call has happened, so a file that cannot be written is told and does
/// not fail the command: whoever tried again would call twice.
pub(crate) fn keep(store: &Path, head: &Head, receipt: &Receipt) {
    if let Err(failure) = add(store, head, receipt) {
        failure.warn(&format!("the events are not kept in {}", file(store).display()));
    }
}

fn add(store: &Path, head: &Head, receipt: &Receipt) -> Result<(), Failure> {
    if receipt.events.is_empty() {
        return Ok(());
    }
    let mut lines = String::new();
    for event in &receipt.events {
        let fields = serde_json::from_str::<Value>(&event.fields_json()).unwrap_or(Value::Null);
        let line = json!({
            "block": head.number, "time": head.time, "app": event.app.to_string(), "function": receipt.function,
            "name": event.name, "fields": fields,
        });
        lines.push_str(&format!("{line}\n"));
    }
    let path = file(store);
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path)?;
    if !ends_in_a_line(&mut file)? {
        // A process that was killed while it wrote left half a line, which is to stay alone.
        lines.insert(0, '\n');
    }
    file.write_all(lines.as_bytes())?;
    Ok(())
}

fn ends_in_a_line(file: &mut File) -> Result<bool, Failure> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    std::io::Read::read_exact(file, &mut last)?;
    Ok(last == *b"\n")
}

/// Reads all events, in the order in which they were told. Lines that are no events are left out: they were cut off.
pub(crate) fn read(store: &Path, mut each: impl FnMut(&Value) -> Result<(), Failure>) -> Result<(), Failure> {
    let file = match File::open(file(store)) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e.into()),
    };
    for line in BufReader::new(file).split(b'\n') {
        if let Ok(event @ Value::Object(_)) = serde_json::from_slice(&line?) {
            each(&event)?;
        }
    }
    Ok(())
}
