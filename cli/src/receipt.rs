//! Receipts for people and for tools.

use std::fmt::Write as _;

use govm_runtime::{Node, Receipt, StateEntry, Table, Write, hex};
use serde_json::{Value, json};

/// A receipt as lines of text.
pub(crate) fn text(node: &Node, receipt: &Receipt) -> String {
    let mut out = String::new();
    let tables = node.tables(&receipt.app).unwrap_or_default();
    let _ = writeln!(out, "status   {}", receipt.status);
    if let Some(failure) = &receipt.failure {
        let _ = writeln!(out, "failure  {} {}", receipt.status.code(), failure.message);
        if let Some(at) = &failure.position {
            let _ = writeln!(out, "at       {at}");
        }
    } else if let Some(result) = result(node, receipt) {
        let _ = writeln!(out, "result   {result}");
    }
    let e = &receipt.energy;
    let _ = writeln!(out, "energy   {} (code {}, memory {}, data {}, host {})", e.total(), e.code, e.memory, e.data, e.host);
    for event in &receipt.events {
        let _ = writeln!(out, "event    {} {}", event.name, event.fields_json());
    }
    for write in &receipt.writes {
        if let Some((account, balance)) = write.balance() {
            let _ = writeln!(out, "funds    {account} = {balance}");
            continue;
        }
        let is_own = write.app == receipt.app;
        let (name, value) = describe(if is_own { &tables } else { &[] }, write);
        let other = if is_own { String::new() } else { format!("{} ", write.app) };
        let _ = writeln!(out, "write    {other}{name} = {}", value.unwrap_or_else(|| "deleted".to_string()));
    }
    out
}

/// A receipt as JSON.
pub(crate) fn json(node: &Node, receipt: &Receipt) -> Value {
    let tables = node.tables(&receipt.app).unwrap_or_default();
    let e = &receipt.energy;
    let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    json!({
        "status": receipt.status.name(),
        "app": receipt.app.to_string(),
        "function": receipt.function,
        "result": result(node, receipt).map(|r| parse(&r)),
        "energy": { "total": e.total(), "code": e.code, "memory": e.memory, "data": e.data, "host": e.host },
        "events": receipt.events.iter().map(|event| json!({
            "app": event.app.to_string(), "name": event.name, "fields": parse(&event.fields_json()),
        })).collect::<Vec<_>>(),
        "funds": receipt.writes.iter().filter_map(Write::balance).map(|(account, balance)| {
            json!({ "account": account.to_string(), "balance": balance })
        }).collect::<Vec<_>>(),
        "writes": receipt.writes.iter().filter(|write| write.balance().is_none()).map(|write| {
            let (name, value) = describe(if write.app == receipt.app { &tables } else { &[] }, write);
            json!({ "app": write.app.to_string(), "key": name, "value": value.map(|v| parse(&v)) })
        }).collect::<Vec<_>>(),
        "failure": receipt.failure.as_ref().map(|f| json!({
            "code": receipt.status.code(), "message": f.message, "position": f.position.as_ref().map(ToString::to_string),
        })),
        "hash": receipt.hash().to_string(),
    })
}

fn result(node: &Node, receipt: &Receipt) -> Option<String> {
    if !receipt.is_ok() || receipt.function == "Init" {
        return None;
    }
    node.results_to_json(&receipt.app, &receipt.function, &receipt.result).ok().filter(|text| text != "null")
}

/// A write's key and value in the terms of the app's tables.
fn describe(tables: &[Table], write: &Write) -> (String, Option<String>) {
    let (value, expiry) = write.value.clone().unwrap_or_default();
    let is_deleted = write.value.is_none();
    let entry = StateEntry { key: write.key.clone(), value, expiry };
    if !is_deleted && let Some((name, value)) = tables.iter().find_map(|t| t.describe(&entry)) {
        return (name, Some(value));
    }
    let table = tables.iter().find(|t| entry.key.starts_with(&t.prefix()));
    let key = match table {
        Some(t) => match (&t.key, entry.key.get(t.prefix().len()..)) {
            (Some(ty), Some(rest)) => format!("{}[{}]", t.name, ty.value_to_json(rest).unwrap_or_else(|| hex(rest))),
            _ => t.name.clone(),
        },
        None => hex(&entry.key),
    };
    (key, if is_deleted { None } else { Some(format!("\"{}\"", hex(&entry.value))) })
}
