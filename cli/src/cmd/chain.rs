//! `govm chain`, and `govm deploy` of what is packed

use std::io::Write;
use std::process::ExitCode;

use govm_runtime::{
    Classic, ClassicHead, FLAG_RUN, Hash, PackedApp, base_ops_energy, block_interval, classic_account, classic_name, core_table,
    may_read_log, pack_source,
};
use serde_json::json;

use crate::args::DeployArgs;
use crate::classic::{self, OPS_MOVE, OPS_NEW_APP, OPS_NEW_CHAIN, OPS_RUN_APP, OPS_TRANSFER};
use crate::classic_args::{ActArgs, ChainCommand, ChainCommandArgs, StoreArgs};
use crate::exit::Failure;

/// Coins of the sender at the beginning where nobody is given any.
const COINS: u64 = 1_000_000_000_000_000;

/// Milliseconds after which a child knows that its parent made it.
const STEP: u64 = 600_000;

/// Most chains and apps that are listed.
const LIST_MAX: usize = 100_000;

/// Life of what stands in the store before the first block.
const LIFE: u64 = 1 << 60;

pub(crate) fn chain(args: &ChainCommandArgs) -> Result<ExitCode, Failure> {
    match &args.command {
        ChainCommand::List { store } => list(store),
        ChainCommand::Create { chain: 1, gifts, act } => create_root(gifts, act),
        ChainCommand::Create { chain: 0, .. } => Err(Failure::new("chains have numbers from 1 on")),
        ChainCommand::Create { chain, gifts, act } if gifts.is_empty() => create_child(*chain, act),
        ChainCommand::Create { .. } => {
            Err(Failure::new("coins are given at the beginning of chain 1; send moves them to others"))
        }
        ChainCommand::Block { chain, count, act } => blocks(*chain, *count, act),
        ChainCommand::Show { chain, store } => show(*chain, store),
        ChainCommand::Send { chain, coins, to, to_chain, act } => send(*chain, *coins, to.as_deref(), *to_chain, act),
        ChainCommand::Run { chain, app, input, cost, act } => {
            let node = classic::open_existing(&act.store.store)?;
            let app = find_app(&node, *chain, app)?;
            let data = [&app.0[..], &bytes(input)?].concat();
            let run = classic::transact(&node, *chain, act, (OPS_RUN_APP, *cost, data))?;
            classic::report(&run, act.store.json, &[])
        }
        ChainCommand::Coins { chain, user, store } => coins(*chain, user, store),
    }
}

/// Text as it is, or bytes in hexadecimal.
fn bytes(text: &str) -> Result<Vec<u8>, Failure> {
    let Some(digits) = text.strip_prefix("0x") else { return Ok(text.as_bytes().to_vec()) };
    let invalid = || Failure::new(format!("invalid input {text}: expected an even number of digits after 0x"));
    if !digits.len().is_multiple_of(2) || !digits.is_ascii() {
        return Err(invalid());
    }
    (0..digits.len() / 2).map(|i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).map_err(|_| invalid())).collect()
}

/// Finds an app of a chain by its name or the beginning of it.
pub(crate) fn find_app(node: &Classic, chain: u64, text: &str) -> Result<Hash, Failure> {
    let digits = text.strip_prefix("0x").unwrap_or(text).to_ascii_lowercase();
    let mut found = node.apps(chain, None, LIST_MAX)?;
    found.retain(|name| digits.len() >= 4 && name.to_string()[2..].starts_with(&digits));
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::new(format!("no app {text} on chain {chain}"))),
        many => Err(Failure::new(format!("{text} stands for {} apps: give more of the name", many.len()))),
    }
}

fn list(store: &StoreArgs) -> Result<ExitCode, Failure> {
    let node = classic::open_existing(&store.store)?;
    let mut out = std::io::stdout().lock();
    for chain in node.chains(0, LIST_MAX)? {
        let Some(head) = node.head(chain)? else { continue };
        if store.json {
            writeln!(out, "{}", head_json(&head))?;
        } else {
            writeln!(out, "chain {chain}: block {} at {} ms", head.id, head.time)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn head_json(head: &ClassicHead) -> serde_json::Value {
    json!({
        "chain": head.chain, "block": head.id, "time": head.time, "key": head.key.to_string(),
        "producer": head.producer.to_string(), "parent": head.parent, "children": [head.left_child, head.right_child],
    })
}

/// Prints the last block of a chain after something was added to it.
fn report_head(node: &Classic, chain: u64, store: &StoreArgs) -> Result<ExitCode, Failure> {
    let head = node.head(chain)?.ok_or_else(|| Failure::new(format!("no chain {chain} in the store")))?;
    let mut out = std::io::stdout().lock();
    if store.json {
        writeln!(out, "{}", head_json(&head))?;
    } else {
        writeln!(out, "chain {chain}: block {} at {} ms", head.id, head.time)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn create_root(gifts: &[String], act: &ActArgs) -> Result<ExitCode, Failure> {
    let node = classic::open(&act.store.store)?;
    if node.head(1)?.is_some() {
        return Err(Failure::new("chain 1 is there already"));
    }
    let mut block = classic::begin_next(&node, 1, act)?;
    let mut given = Vec::new();
    for gift in gifts {
        let parts = gift.split_once('=').and_then(|(user, coins)| Some((user, coins.parse::<u64>().ok()?)));
        let (user, coins) = parts.ok_or_else(|| Failure::new(format!("invalid gift {gift}: expected USER=COINS")))?;
        given.push((classic::address(user)?, coins));
    }
    if given.is_empty() {
        given.push((classic::user(&act.from)?.address, COINS));
    }
    for (user, coins) in given {
        block.db_set(&core_table("dbCoin"), &user.0, &coins.to_be_bytes(), LIFE)?;
    }
    block.commit()?;
    report_head(&node, 1, &act.store)
}

fn create_child(chain: u64, act: &ActArgs) -> Result<ExitCode, Failure> {
    let node = classic::open_existing(&act.store.store)?;
    if node.head(chain)?.is_some() {
        return Err(Failure::new(format!("chain {chain} is there already")));
    }
    let run = classic::transact(&node, chain / 2, act, (OPS_NEW_CHAIN, 0, chain.to_be_bytes().to_vec()))?;
    if run.error.is_some() {
        return classic::report(&run, act.store.json, &[]);
    }
    let made = node.head(chain / 2)?.map_or(0, |head| head.time);
    classic::begin(&node, chain, &classic::address("producer")?, made.saturating_add(STEP))?.commit()?;
    report_head(&node, chain, &act.store)
}

fn blocks(chain: u64, count: u32, act: &ActArgs) -> Result<ExitCode, Failure> {
    let node = classic::open_existing(&act.store.store)?;
    if node.head(chain)?.is_none() {
        return Err(Failure::new(format!("no chain {chain} in the store")));
    }
    if act.time.is_some() && count != 1 {
        return Err(Failure::new("a time is that of one block"));
    }
    for _ in 0..count {
        classic::begin_next(&node, chain, act)?.commit()?;
    }
    report_head(&node, chain, &act.store)
}

fn show(chain: u64, store: &StoreArgs) -> Result<ExitCode, Failure> {
    let node = classic::open_existing(&store.store)?;
    let head = node.head(chain)?.ok_or_else(|| Failure::new(format!("no chain {chain} in the store")))?;
    let apps = node.apps(chain, None, LIST_MAX)?;
    let chains = node.chains(0, LIST_MAX)?;
    let neighbours: Vec<u64> = chains.iter().copied().filter(|other| is_next(chain, *other)).collect();
    let readable: Vec<u64> = chains.iter().copied().filter(|other| may_read_log(chain, *other)).collect();
    let mut out = std::io::stdout().lock();
    if store.json {
        let mut row = head_json(&head);
        row["energy_price"] = base_ops_energy(chain).into();
        row["interval"] = block_interval(chain).into();
        row["neighbours"] = json!(neighbours);
        row["reads"] = json!(readable);
        row["apps"] = apps.iter().map(ToString::to_string).collect();
        writeln!(out, "{row}")?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "chain      {chain}\nblock      {} at {} ms\nkey        {}", head.id, head.time, head.key)?;
    writeln!(out, "operation  {} energy\ninterval   {} ms", base_ops_energy(chain), block_interval(chain))?;
    writeln!(out, "neighbours {}\nreads      {}", words(&neighbours), words(&readable))?;
    writeln!(
        out,
        "knows      block {} of the parent, {} and {} of the children",
        head.parent, head.left_child, head.right_child
    )?;
    for app in apps {
        writeln!(out, "app        {app}")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn is_next(a: u64, b: u64) -> bool {
    a / 2 == b || b / 2 == a
}

fn words(numbers: &[u64]) -> String {
    let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    if words.is_empty() { "none".into() } else { words.join(" ") }
}

fn send(chain: u64, coins: u64, to: Option<&str>, to_chain: Option<u64>, act: &ActArgs) -> Result<ExitCode, Failure> {
    let node = classic::open_existing(&act.store.store)?;
    let what = match (to, to_chain) {
        (Some(to), _) => (OPS_TRANSFER, coins, classic::address(to)?.0.to_vec()),
        (None, Some(other)) => (OPS_MOVE, coins, other.to_be_bytes().to_vec()),
        (None, None) => return Err(Failure::new("coins go to a user or a chain")),
    };
    classic::report(&classic::transact(&node, chain, act, what)?, act.store.json, &[])
}

fn coins(chain: u64, user: &str, store: &StoreArgs) -> Result<ExitCode, Failure> {
    let node = classic::open_existing(&store.store)?;
    let user = classic::address(user)?;
    let stored = node.get(chain, &core_table("dbCoin"), &user.0)?;
    let coins = stored.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    let mut out = std::io::stdout().lock();
    if store.json {
        writeln!(out, "{}", json!({ "chain": chain, "user": user.to_string(), "coins": coins }))?;
    } else {
        writeln!(out, "{coins}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Deploys a packed app, or a Go file that is packed on the way, to be run.
pub(crate) fn deploy(args: &DeployArgs) -> Result<ExitCode, Failure> {
    if !args.args.is_empty() {
        return Err(Failure::new("classic apps have no constructor that could take arguments"));
    }
    let read = std::fs::read(&args.path).map_err(|e| Failure::new(format!("{}: {e}", args.path.display())))?;
    let packed = if args.path.extension().is_some_and(|ending| ending == "go") {
        let app = pack_source(&read, FLAG_RUN).map_err(|refusal| Failure::new(refusal.to_string()))?;
        app.pack().map_err(|error| Failure::new(error.to_string()))?
    } else {
        read
    };
    let app = PackedApp::unpack(&packed).map_err(|error| Failure::new(format!("{}: {error}", args.path.display())))?;
    let node = classic::open_existing(&args.chain.store)?;
    let from = classic::user(&args.chain.from)?.address;
    let name = classic_name(&packed, &from).ok_or_else(|| Failure::new("the packed app ends too early"))?;
    let act = ActArgs {
        from: args.chain.from.clone(),
        time: args.chain.time,
        energy: args.chain.energy,
        store: StoreArgs { store: args.chain.store.clone(), json: args.chain.json },
    };
    let run = classic::transact(&node, args.chain_number, &act, (OPS_NEW_APP, 0, packed))?;
    let account = classic_account(&name, app.flags, &from);
    let extra = [("app", name.to_string()), ("account", account.to_string())];
    classic::report(&run, args.chain.json, if run.error.is_none() { &extra } else { &[] })
}
