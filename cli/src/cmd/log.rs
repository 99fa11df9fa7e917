//! `govm log`

use std::io::Write;
use std::process::ExitCode;

use govm_runtime::{CORE_NAME, Classic, ClassicEntry, hex, log_distance, may_read_log};

use crate::classic;
use crate::classic_args::LogArgs;
use crate::exit::Failure;

/// Entries read from the store at a time.
const PAGE: usize = 1000;

/// Milliseconds that an entry takes from one chain to the next.
const STEP: u64 = 600_000;

/// Milliseconds that an entry lives.
const YEAR: u64 = 31_558_150_000;

pub(crate) fn log(args: &LogArgs) -> Result<ExitCode, Failure> {
    let node = classic::open_existing(&args.store.store)?;
    let app = args.app.as_deref().map(|app| table_prefix(&node, args.chain, app)).transpose()?;
    let window = args.reader.map(|reader| seen_by(&node, reader, args.chain)).transpose()?;
    let mut out = std::io::stdout().lock();
    let prefix = app.as_deref().unwrap_or("l");
    for table in node.tables(args.chain)?.iter().filter(|table| table.starts_with(prefix)) {
        let mut after: Option<Vec<u8>> = None;
        loop {
            let page = node.entries(args.chain, table, after.as_deref(), PAGE)?;
            let is_seen = |entry: &&ClassicEntry| {
                let life = classic::split(entry).map_or(0, |(_, life)| life);
                window.is_none_or(|(from, to)| (from..=to).contains(&life))
            };
            for entry in page.iter().filter(is_seen) {
                if args.store.json {
                    writeln!(out, "{}", classic::entry_json(entry))?;
                } else {
                    writeln!(out, "{}", classic::entry_text(entry))?;
                }
            }
            match page.last() {
                Some(last) => after = Some(last.key.clone()),
                None => break,
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What the names of an app's logs begin with.
fn table_prefix(node: &Classic, chain: u64, app: &str) -> Result<String, Failure> {
    let name = if app == "core" { CORE_NAME } else { super::chain::find_app(node, chain, app)? };
    Ok(format!("l{}.", &hex(&name.0)[2..]))
}

/// The lives of entries of a chain that another one sees at the time of its last block.
fn seen_by(node: &Classic, reader: u64, chain: u64) -> Result<(u64, u64), Failure> {
    if !may_read_log(reader, chain) {
        return Err(Failure::new(format!("chain {reader} cannot read the logs of chain {chain}: it is too far away")));
    }
    let head = node.head(reader)?.ok_or_else(|| Failure::new(format!("no chain {reader} in the store")))?;
    let from = head.time.saturating_sub(STEP * u64::from(log_distance(reader, chain)));
    Ok((from, from.saturating_add(YEAR)))
}
