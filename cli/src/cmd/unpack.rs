//! `govm unpack`

use std::fmt::Write as _;
use std::io::Write;
use std::process::ExitCode;

use govm_runtime::{Address, Hash, PackedApp, classic_account, classic_name};
use serde_json::{Value, json};

use crate::classic;
use crate::classic_args::UnpackArgs;
use crate::exit::Failure;

pub(crate) fn unpack(args: &UnpackArgs) -> Result<ExitCode, Failure> {
    let from = classic::address(&args.from)?;
    let read = |e| Failure::new(format!("{}: {e}", args.path.display()));
    let packed = std::fs::read(&args.path).map_err(read)?;
    let app = PackedApp::unpack(&packed).map_err(|error| Failure::new(format!("{}: {error}", args.path.display())))?;
    let mut out = std::io::stdout().lock();
    if args.code {
        out.write_all(&app.code)?;
        return Ok(ExitCode::SUCCESS);
    }
    let about = describe(&app, &packed, &from);
    if args.json {
        let mut row = about.json();
        row["code"] = String::from_utf8_lossy(&app.code).into();
        writeln!(out, "{row}")?;
    } else {
        writeln!(out, "{}", about.text())?;
        out.write_all(&app.code)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is told of a packed app.
pub(crate) struct About<'p> {
    app: &'p PackedApp,
    bytes: usize,
    hash: Hash,
    name: Hash,
    account: Address,
}

/// What is told of a packed app that somebody deploys.
pub(crate) fn describe<'p>(app: &'p PackedApp, packed: &[u8], from: &Address) -> About<'p> {
    let name = classic_name(packed, from).unwrap_or_default();
    About { app, bytes: packed.len(), hash: Hash::of(packed), name, account: classic_account(&name, app.flags, from) }
}

impl About<'_> {
    pub(crate) fn json(&self) -> Value {
        json!({
            "lines": self.app.lines,
            "flags": classic::flag_names(self.app.flags),
            "depends": self.app.depends.iter().map(|depend| json!({
                "alias": alias(&depend.alias), "app": depend.app.to_string(),
            })).collect::<Vec<_>>(),
            "bytes": self.bytes,
            "hash": self.hash.to_string(),
            "name": self.name.to_string(),
            "account": self.account.to_string(),
        })
    }

    pub(crate) fn text(&self) -> String {
        let flags = classic::flag_names(self.app.flags).join(",");
        let mut text = format!("lines    {}\nflags    {flags}\n", self.app.lines);
        for depend in &self.app.depends {
            let _ = writeln!(text, "depend   {} {}", alias(&depend.alias), depend.app);
        }
        let _ = writeln!(text, "bytes    {}\nhash     {}\nname     {}", self.bytes, self.hash, self.name);
        let _ = writeln!(text, "account  {}", self.account);
        text
    }
}

/// An alias as it can be shown: whatever is no letter or digit is escaped, and the padding is not there.
fn alias(bytes: &[u8; 4]) -> String {
    bytes.trim_ascii_end().escape_ascii().to_string()
}
