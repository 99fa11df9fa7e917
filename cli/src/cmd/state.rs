//! `govm state`

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use govm_runtime::{Hash, Node, StateEntry, StateProof, Table, export_state, hex, import_state};
use serde_json::{Value, json};

use crate::chain;
use crate::exit::Failure;
use crate::state_args::{EntryArgs, StateArgs, StateCommand, StateStoreArgs};

/// Bytes of a file that is read as a proof; the longest has some 300,000.
const PROOF_FILE_MAX: u64 = 1 << 20;

pub(crate) fn state(args: &StateArgs) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    match &args.command {
        StateCommand::List { app, prefix, store } => {
            let node = open(store)?;
            match app {
                Some(app) => {
                    let app = chain::find_app(&node, app)?;
                    let kinds = match prefix {
                        Some(prefix) => vec![prefix_of(&node, &app, prefix)?],
                        None => KINDS.map(|kind| vec![kind]).to_vec(),
                    };
                    print_entries(&node, &app, &kinds, store.json, &mut out)?;
                }
                None => apps(&node, store.json, &mut out)?,
            }
        }
        StateCommand::Get { entry, store } => get(entry, store, &mut out)?,
        StateCommand::Export { file, store } => export(file, store, &mut out)?,
        StateCommand::Import { file, store } => import(file, store, &mut out)?,
        StateCommand::Proof { entry, store } => proof(entry, store, &mut out)?,
        StateCommand::Verify { proof: Some(proof), root, store } => verify(proof, root.as_deref(), store.json, &mut out)?,
        StateCommand::Verify { proof: None, store, .. } => {
            let root = open(store)?.check_state()?;
            if store.json {
                writeln!(out, "{}", json!({ "root": root.to_string() }))?;
            } else {
                writeln!(out, "the state has the root {root}")?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn open(args: &StateStoreArgs) -> Result<Node, Failure> {
    chain::exists(&args.store)?;
    chain::open(&args.store)
}

fn apps(node: &Node, as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(head) = node.head()
        && !as_json
    {
        writeln!(out, "block {} at {} ms", head.number, head.time)?;
    }
    for (id, record) in node.apps(None, usize::MAX)? {
        if as_json {
            let row = json!({
                "app": id.to_string(), "package": record.package, "deployer": record.deployer.to_string(), "block": record.number,
            });
            writeln!(out, "{row}")?;
        } else {
            writeln!(out, "{id} {} (block {})", record.package, record.number)?;
        }
    }
    Ok(())
}

/// What the keys of an app's entries begin with, in the order in which they are printed.
const KINDS: [u8; 3] = *b"mrv";

/// Prints all entries of an app.
pub(crate) fn entries(node: &Node, app: &Hash, as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    print_entries(node, app, &KINDS.map(|kind| vec![kind]), as_json, out)
}

fn print_entries(node: &Node, app: &Hash, prefixes: &[Vec<u8>], as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let tables = node.tables(app)?;
    for prefix in prefixes {
        for entry in node.entries(app, prefix) {
            let entry = entry?;
            let (name, value) = describe(&tables, &entry);
            if as_json {
                writeln!(out, "{}", json!({ "key": name, "value": parsed(&value), "until": entry.expiry }))?;
            } else {
                writeln!(out, "{name} = {value}")?;
            }
        }
    }
    Ok(())
}

/// Name and value of an entry, the value in JSON.
fn describe(tables: &[Table], entry: &StateEntry) -> (String, String) {
    let described = tables.iter().find_map(|table| table.describe(entry));
    described.unwrap_or_else(|| (hex(&entry.key), format!("\"{}\"", hex(&entry.value))))
}

fn parsed(value: &str) -> Value {
    serde_json::from_str(value).unwrap_or_default()
}

/// The bytes that `--prefix` names.
fn prefix_of(node: &Node, app: &Hash, text: &str) -> Result<Vec<u8>, Failure> {
    if text.starts_with("0x") {
        return bytes_of(text);
    }
    let table = node.tables(app)?.into_iter().find(|table| table.name == text);
    table.map(|table| table.prefix()).ok_or_else(|| Failure::new(format!("the app has no variable or map {text}")))
}

/// The bytes of the key that the user names.
fn key_of(node: &Node, app: &Hash, text: &str) -> Result<Vec<u8>, Failure> {
    if text.starts_with("0x") {
        return bytes_of(text);
    }
    let tables = node.tables(app)?;
    let (name, key) = match text.split_once('[') {
        Some((name, rest)) => {
            let key = rest.strip_suffix(']').ok_or_else(|| Failure::new(format!("invalid key {text}: expected ] at its end")))?;
            (name, Some(key))
        }
        None => (text, None),
    };
    let table = tables.iter().find(|table| table.name == name && table.key.is_some() == key.is_some());
    let table = table.ok_or_else(|| {
        let kind = if key.is_some() { "map" } else { "variable" };
        Failure::new(format!("the app has no {kind} {name}"))
    })?;
    match (&table.key, key) {
        (Some(ty), Some(key)) => {
            let list = chain::arguments(node, &[key.to_string()])?;
            let key = ty.value_from_json(&list[1..list.len() - 1], &format!("key of {name}"));
            Ok([table.prefix(), key.map_err(govm_runtime::Error::Json)?].concat())
        }
        _ => Ok(table.prefix()),
    }
}

/// Bytes in hexadecimal after 0x.
fn bytes_of(text: &str) -> Result<Vec<u8>, Failure> {
    let invalid = || Failure::new(format!("invalid bytes {text}: expected 0x and pairs of digits"));
    let digits = text.strip_prefix("0x").ok_or_else(invalid)?.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return Err(invalid());
    }
    let digit = |digit: u8| char::from(digit).to_digit(16).ok_or_else(invalid);
    digits.chunks_exact(2).map(|pair| Ok((digit(pair[0])? * 16 + digit(pair[1])?) as u8)).collect()
}

fn get(args: &EntryArgs, store: &StateStoreArgs, out: &mut impl Write) -> Result<(), Failure> {
    let node = open(store)?;
    let app = chain::find_app(&node, &args.app)?;
    let entry = node.entry(&app, &key_of(&node, &app, &args.key)?)?;
    let entry = entry.ok_or_else(|| Failure::new(format!("no entry {}", args.key)))?;
    let (name, value) = describe(&node.tables(&app)?, &entry);
    if store.json {
        writeln!(out, "{}", json!({ "key": name, "value": parsed(&value), "until": entry.expiry }))?;
    } else {
        writeln!(out, "{value}")?;
    }
    Ok(())
}

fn in_file(file: &Path) -> impl Fn(std::io::Error) -> Failure {
    move |e| Failure::new(format!("{}: {e}", file.display()))
}

fn export(file: &Path, args: &StateStoreArgs, out: &mut impl Write) -> Result<(), Failure> {
    chain::exists(&args.store)?;
    let store = chain::open_store(&args.store)?;
    if file == Path::new("-") {
        export_state(&*store, &mut BufWriter::new(out))?;
        return Ok(());
    }
    // What is no file, such as a device or a pipe, is written to as it stands: a rename would put a file in its place.
    if std::fs::metadata(file).is_ok_and(|there| !there.is_file()) {
        let (head, _) = write_export(&*store, file)?;
        return moved(args.json, &head, "exported", out);
    }
    // A file under its name is whole: what was not finished is not taken for a state. A link keeps leading where it led.
    let target = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    let file = target.as_path();
    let mut part = file.as_os_str().to_os_string();
    part.push(".part");
    let part = Path::new(&part);
    let written = write_export(&*store, part).and_then(|(head, written)| {
        written.sync_all().map_err(in_file(part))?;
        std::fs::rename(part, file).map_err(in_file(file))?;
        Ok(head)
    });
    if written.is_err() {
        // There may be none, and what failed is what is to be told.
        let _ = std::fs::remove_file(part);
    }
    moved(args.json, &written?, "exported", out)
}

fn write_export(store: &dyn govm_runtime::Store, file: &Path) -> Result<(govm_runtime::Head, File), Failure> {
    let mut writer = BufWriter::new(File::create(file).map_err(in_file(file))?);
    let head = export_state(store, &mut writer)?;
    Ok((head, writer.into_inner().map_err(|e| in_file(file)(e.into_error()))?))
}

fn import(file: &Path, args: &StateStoreArgs, out: &mut impl Write) -> Result<(), Failure> {
    let mut input: Box<dyn Read> = match file {
        file if file == Path::new("-") => Box::new(std::io::stdin().lock()),
        file => Box::new(BufReader::new(File::open(file).map_err(in_file(file))?)),
    };
    let store = chain::open_store(&args.store)?;
    let head = import_state(&*store, &mut input)?;
    moved(args.json, &head, "imported", out)
}

fn moved(as_json: bool, head: &govm_runtime::Head, done: &str, out: &mut impl Write) -> Result<(), Failure> {
    if as_json {
        writeln!(out, "{}", json!({ "block": head.number, "time": head.time, "root": head.root.to_string() }))?;
    } else {
        writeln!(out, "{done} the state after block {}, root {}", head.number, head.root)?;
    }
    Ok(())
}

fn proof(args: &EntryArgs, store: &StateStoreArgs, out: &mut impl Write) -> Result<(), Failure> {
    let node = open(store)?;
    let app = chain::find_app(&node, &args.app)?;
    let key = key_of(&node, &app, &args.key)?;
    let proven = node.prove(&app, &key)?;
    let proof = hex(&proven.proof.to_bytes());
    let value = proven.entry.as_ref().map(|entry| hex(&entry.value));
    let until = proven.entry.as_ref().map(|entry| entry.expiry);
    if store.json {
        let row = json!({
            "root": proven.root.to_string(), "app": app.to_string(), "key": hex(&key), "value": value, "until": until,
            "proof": proof,
        });
        writeln!(out, "{row}")?;
    } else {
        writeln!(out, "root   {}\napp    {app}\nkey    {}", proven.root, hex(&key))?;
        match (value, until) {
            (Some(value), Some(until)) => writeln!(out, "value  {value}\nuntil  {until}")?,
            _ => writeln!(out, "absent")?,
        }
        writeln!(out, "proof  {proof}")?;
    }
    Ok(())
}

/// Checks a proof with what it says itself, and perhaps with a root that it does not choose.
fn verify(file: &Path, trusted: Option<&str>, as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let input: Box<dyn Read> = match file {
        file if file == Path::new("-") => Box::new(std::io::stdin().lock()),
        file => Box::new(File::open(file).map_err(in_file(file))?),
    };
    let mut text = String::new();
    input.take(PROOF_FILE_MAX).read_to_string(&mut text).map_err(in_file(file))?;
    let said: Value = serde_json::from_str(&text).map_err(|e| Failure::new(format!("{}: {e}", file.display())))?;
    let field = |name: &str| match &said[name] {
        Value::String(text) => Ok(text.as_str()),
        _ => Err(Failure::new(format!("the proof has no {name}"))),
    };
    let hash = |text: &str| Hash::parse(text).ok_or_else(|| Failure::new(format!("invalid hash {text}")));
    let root = hash(trusted.map_or_else(|| field("root"), Ok)?)?;
    let (app, key) = (hash(field("app")?)?, bytes_of(field("key")?)?);
    let entry = match &said["value"] {
        Value::Null => None,
        _ => {
            let until = said["until"].as_u64().ok_or_else(|| Failure::new("the proof has no until"))?;
            Some((bytes_of(field("value")?)?, until))
        }
    };
    let proof = StateProof::from_bytes(&bytes_of(field("proof")?)?).map_err(|e| Failure::new(e.to_string()))?;
    let parts = entry.as_ref().map(|(value, until)| (value.as_slice(), *until));
    proof.verify_entry(&root, &app, &key, parts).map_err(|e| Failure::new(e.to_string()))?;
    let shown = if entry.is_some() { "present" } else { "absent" };
    if as_json {
        writeln!(out, "{}", json!({ "root": root.to_string(), "proves": shown, "trusted": trusted.is_some() }))?;
    } else {
        writeln!(out, "{shown} in the state with the root {root}")?;
        if trusted.is_none() {
            writeln!(out, "that root is what the proof says: compare it with one that you trust, or give that with --root")?;
        }
    }
    Ok(())
}
