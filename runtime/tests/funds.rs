//! Funds: they come with calls and deployments, move between accounts, and go back where a call fails.

use std::sync::Arc;

use govm_runtime::{
    Address, Block, ChainConfig, Error, Fault, FaultyStore, Hash, MemoryStore, Node, Operation, Receipt, Source, Status, Store,
    StoreError, Write, export_state, import_state,
};

const BANK: &str = include_str!("contracts/bank.go");
const ENERGY: u64 = 4_000_000;
const DEPLOY_ENERGY: u64 = 20_000_000;
const TIME: u64 = 1_700_000_000_000;

fn user(n: u8) -> Address {
    Address([1, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n])
}

fn source(text: &str) -> Source {
    Source::new(vec![("contract.go".into(), text.into())]).unwrap()
}

fn node() -> Node {
    Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1)).unwrap()
}

fn begin(node: &mut Node) -> Block<'_> {
    let number = node.head().map_or(1, |head| head.number + 1);
    node.begin_block(number, TIME, Hash::default()).unwrap()
}

/// A chain with two banks; user 1 has 1,000.
fn banks() -> (Node, Hash, Hash) {
    banks_on(Arc::new(MemoryStore::new()))
}

fn banks_on(store: Arc<dyn Store>) -> (Node, Hash, Hash) {
    let mut node = Node::open(store, ChainConfig::new(1)).unwrap();
    let mut block = begin(&mut node);
    let banks = [1, 2].map(|n| {
        let deployment = block.deploy(user(n), &source(BANK), &[], DEPLOY_ENERGY).unwrap();
        assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
        deployment.app
    });
    block.credit(&user(1), 1000).unwrap();
    block.commit().unwrap();
    (node, banks[0], banks[1])
}

/// Calls with JSON arguments and funds in a block of its own.
fn call(node: &mut Node, cost: u64, app: Hash, function: &str, args: &str) -> Receipt {
    let args = node.arguments_from_json(&app, function, args).unwrap();
    let mut block = begin(node);
    let receipt = block.call_with_cost(user(1), app, function, &args, ENERGY, cost).unwrap();
    block.commit().unwrap();
    receipt
}

fn result(node: &Node, receipt: &Receipt) -> String {
    assert!(receipt.is_ok(), "{receipt:?}");
    node.results_to_json(&receipt.app, &receipt.function, &receipt.result).unwrap()
}

fn balances<const N: usize>(node: &Node, accounts: [Address; N]) -> [u64; N] {
    accounts.map(|account| node.balance(&account).unwrap())
}

fn message(receipt: &Receipt) -> (Status, &str) {
    (receipt.status, receipt.failure.as_ref().map_or("", |failure| failure.message.as_str()))
}

fn key(account: Address) -> Vec<u8> {
    [b"b", &account.0[..]].concat()
}

#[test]
fn funds_come_with_a_call_and_go_where_the_app_sends_them() {
    let (mut node, bank, _) = banks();
    let receipt = call(&mut node, 300, bank, "Deposit", "[]");
    assert_eq!(result(&node, &receipt), "300");
    assert_eq!(balances(&node, [user(1), bank.account()]), [700, 300]);
    let balance = |account: Address, amount: u64| Write {
        app: Hash::default(),
        key: key(account),
        value: Some((amount.to_be_bytes().to_vec(), u64::MAX)),
    };
    assert_eq!(receipt.writes[..2], [balance(user(1), 700), balance(bank.account(), 300)]);
    assert_eq!((receipt.writes.len(), receipt.writes[2].app), (3, bank));

    let receipt = call(&mut node, 0, bank, "Withdraw", "[300]");
    assert!(receipt.is_ok(), "{receipt:?}");
    assert_eq!(balances(&node, [user(1), bank.account()]), [1000, 0]);
    assert_eq!(receipt.writes[1], Write { app: Hash::default(), key: key(bank.account()), value: None });
    let receipt = call(&mut node, 0, bank, "Balance", &format!("[\"{}\"]", user(1)));
    assert_eq!(result(&node, &receipt), "1000");
    assert_eq!(node.check_state().unwrap(), node.state_root());
}

#[test]
fn a_failed_call_gives_all_back() {
    let (mut node, a, b) = banks();
    let receipt = call(&mut node, 300, a, "Refuse", "[]");
    assert_eq!(message(&receipt), (Status::Error, "not wanted"));
    assert!(receipt.writes.is_empty());
    assert_eq!(balances(&node, [user(1), a.account()]), [1000, 0]);

    // The callee fails and its caller goes on: what it sent is back with it.
    let receipt = call(&mut node, 300, a, "Forward", &format!("[\"{b}\", \"Refuse\", 200]"));
    assert_eq!(result(&node, &receipt), (Status::Error as u8).to_string());
    assert_eq!(balances(&node, [user(1), a.account(), b.account()]), [700, 300, 0]);

    // Its caller fails with it.
    let receipt = call(&mut node, 300, a, "ForwardOrFail", &format!("[\"{b}\", \"Refuse\", 200]"));
    assert_eq!(receipt.status, Status::Error);
    assert_eq!(balances(&node, [user(1), a.account(), b.account()]), [700, 300, 0]);

    let receipt = call(&mut node, 100, a, "ForwardOrFail", &format!("[\"{b}\", \"Cost\", 350]"));
    assert_eq!(result(&node, &receipt), "350");
    assert_eq!(balances(&node, [user(1), a.account(), b.account()]), [600, 50, 350]);
}

#[test]
fn nobody_sends_what_he_has_not() {
    let (mut node, a, b) = banks();
    let receipt = call(&mut node, 1001, a, "Deposit", "[]");
    let refused = format!("account {} has 1000, which is less than 1001", user(1));
    assert_eq!(message(&receipt), (Status::NoFunds, refused.as_str()));
    assert!(receipt.energy.total() > 0 && receipt.writes.is_empty());

    let no_funds = (Status::NoFunds as u8).to_string();
    let receipt = call(&mut node, 10, a, "Forward", &format!("[\"{b}\", \"Cost\", 11]"));
    assert_eq!(result(&node, &receipt), no_funds);
    let receipt = call(&mut node, 0, a, "Pay", &format!("[\"{}\", 11]", user(2)));
    assert_eq!(result(&node, &receipt), no_funds);
    let receipt = call(&mut node, 0, a, "Pay", &format!("[\"{}\", 10]", user(2)));
    assert_eq!(result(&node, &receipt), "0");
    assert_eq!(balances(&node, [user(1), user(2), a.account()]), [990, 10, 0]);
}

#[test]
fn payments_move_all_or_nothing() {
    let (mut node, app, _) = banks();
    let mut block = begin(&mut node);
    block.transfer(&user(1), &user(2), 300).unwrap();
    // To itself and nothing at all are payments too.
    block.transfer(&user(1), &user(1), 700).unwrap();
    block.transfer(&user(3), &user(2), 0).unwrap();
    block.transfer(&user(2), &app.account(), 50).unwrap();
    assert!(matches!(block.transfer(&user(1), &user(2), 701), Err(Error::Funds(_))));
    block.credit(&user(3), u64::MAX).unwrap();
    assert!(matches!(block.transfer(&user(1), &user(3), 1), Err(Error::Funds(_))));
    block.commit().unwrap();
    assert_eq!(balances(&node, [user(1), user(2), app.account(), user(3)]), [700, 250, 50, u64::MAX]);
}

#[test]
fn apps_do_not_act_from_outside() {
    let (mut node, app, _) = banks();
    let app_account = app.account();
    let mut block = begin(&mut node);
    assert!(matches!(block.call(app_account, app, "Balance", &[], ENERGY), Err(Error::Misuse(_))));
    assert!(matches!(block.deploy(app_account, &source(BANK), &[], DEPLOY_ENERGY), Err(Error::Misuse(_))));
    assert!(matches!(block.upgrade(app_account, app, &source(BANK), &[], DEPLOY_ENERGY), Err(Error::Misuse(_))));
}

#[test]
fn a_function_that_never_asks_takes_no_funds() {
    let (mut node, a, b) = banks();
    let receipt = call(&mut node, 1, a, "Free", "[]");
    assert_eq!(message(&receipt), (Status::NoFunds, "Free takes no funds"));
    assert_eq!(balances(&node, [user(1), a.account()]), [1000, 0]);
    assert!(call(&mut node, 0, a, "Free", "[]").is_ok());
    let receipt = call(&mut node, 9, a, "Forward", &format!("[\"{b}\", \"Free\", 5]"));
    assert_eq!(result(&node, &receipt), (Status::NoFunds as u8).to_string());
    assert_eq!(balances(&node, [a.account(), b.account()]), [9, 0]);
}

#[test]
fn deployments_carry_funds_to_the_constructor() {
    const ASKS: &str = "package asks\n\nimport \"govm\"\n\nvar got = govm.NewVar[uint64](\"got\")\n\n\
        func Init() { got.Set(govm.Cost()) }\n\nfunc Got() uint64 { return got.Get() }\n";
    let mut node = node();
    let mut block = begin(&mut node);
    block.credit(&user(1), 50).unwrap();
    let refused = block.deploy_with_cost(user(1), &source(BANK), &[], DEPLOY_ENERGY, 20).unwrap();
    assert_eq!(message(&refused.receipt), (Status::NoFunds, "Init takes no funds"));
    let poor = block.deploy_with_cost(user(1), &source(ASKS), &[], DEPLOY_ENERGY, 51).unwrap();
    assert_eq!(poor.receipt.status, Status::NoFunds);
    let asks = block.deploy_with_cost(user(1), &source(ASKS), &[], DEPLOY_ENERGY, 20).unwrap();
    assert!(asks.receipt.is_ok(), "{:?}", asks.receipt);
    assert_eq!(block.balance(&user(1)).unwrap(), 30);
    block.commit().unwrap();
    assert!(node.app(&refused.app).unwrap().is_none());
    assert_eq!(balances(&node, [user(1), asks.app.account()]), [30, 20]);
    let receipt = call(&mut node, 0, asks.app, "Got", "[]");
    assert_eq!(result(&node, &receipt), "20");
}

#[test]
fn no_balance_wraps() {
    let (mut node, bank, _) = banks();
    let mut block = begin(&mut node);
    block.credit(&bank.account(), u64::MAX).unwrap();
    let error = block.credit(&bank.account(), 1).unwrap_err();
    assert_eq!((error.code(), error.to_string()), ("X0010", format!("account {} cannot hold that much", bank.account())));
    let error = block.debit(&user(1), 1001).unwrap_err();
    assert!(matches!(&error, Error::Funds(text) if text.ends_with("has 1000, which is less than 1001")), "{error}");
    block.commit().unwrap();

    let receipt = call(&mut node, 1, bank, "Deposit", "[]");
    assert_eq!(receipt.status, Status::Limit);
    let pay = format!("[\"{}\", {}]", user(1), u64::MAX);
    let receipt = call(&mut node, 0, bank, "Pay", &pay);
    assert_eq!(result(&node, &receipt), (Status::Limit as u8).to_string());
    assert_eq!(balances(&node, [user(1), bank.account()]), [1000, u64::MAX]);

    let mut block = begin(&mut node);
    block.debit(&user(1), 1000).unwrap();
    block.commit().unwrap();
    let receipt = call(&mut node, 0, bank, "Pay", &pay);
    assert_eq!(result(&node, &receipt), "0");
    assert_eq!(balances(&node, [user(1), bank.account()]), [u64::MAX, 0]);
}

#[test]
fn a_query_moves_nothing() {
    let (mut node, a, b) = banks();
    assert!(call(&mut node, 100, a, "Deposit", "[]").is_ok());
    let query = |function: &str, args: &str| {
        let args = node.arguments_from_json(&a, function, args).unwrap();
        node.query(user(1), a, function, &args, ENERGY).unwrap()
    };
    let paid = query("Pay", &format!("[\"{}\", 1]", user(2)));
    assert_eq!(message(&paid), (Status::ReadOnly, "govm: a query cannot move funds"));
    assert_eq!(query("Forward", &format!("[\"{b}\", \"Cost\", 1]")).status, Status::ReadOnly);
    assert!(query("Forward", &format!("[\"{b}\", \"Cost\", 0]")).is_ok());
    assert_eq!(result(&node, &query("Balance", &format!("[\"{}\"]", a.account()))), "100");
}

#[test]
fn balances_are_proven_exported_and_never_end() {
    let (mut node, bank, _) = banks();
    assert!(call(&mut node, 100, bank, "Deposit", "[]").is_ok());
    let proven = node.prove(&Hash::default(), &key(bank.account())).unwrap();
    let value = 100u64.to_be_bytes();
    let verify = |value: &[u8]| {
        proven.proof.verify_entry(&node.state_root(), &Hash::default(), &key(bank.account()), Some((value, u64::MAX)))
    };
    assert!(verify(&value).is_ok() && verify(&101u64.to_be_bytes()).is_err());
    assert!(node.prove(&Hash::default(), &key(user(9))).unwrap().entry.is_none());

    let store = MemoryStore::new();
    let mut bytes = Vec::new();
    {
        let original = Arc::new(MemoryStore::new());
        let mut node = Node::open(original.clone(), ChainConfig::new(1)).unwrap();
        let mut block = begin(&mut node);
        block.credit(&user(1), 5).unwrap();
        block.commit().unwrap();
        export_state(&*original, &mut bytes).unwrap();
    }
    import_state(&store, &mut &bytes[..]).unwrap();
    let mut node = Node::open(Arc::new(store), ChainConfig::new(1)).unwrap();
    assert_eq!(balances(&node, [user(1), user(2)]), [5, 0]);
    assert_eq!(node.state(&Hash::default(), b"b", None, 10).unwrap().len(), 1);

    let mut block = node.begin_block(2, u64::MAX - 1, Hash::default()).unwrap();
    block.debit(&user(1), 1).unwrap();
    block.commit().unwrap();
    assert_eq!(balances(&node, [user(1)]), [4]);
    assert_eq!(node.check_state().unwrap(), node.state_root());
    assert!(matches!(node.begin_block(3, u64::MAX, Hash::default()), Err(Error::Misuse(_))));
}

/// Sends back what callers have, by calling them, before it writes that they have nothing.
const VAULT: &str = r#"package vault

import "govm"

var accounts = govm.NewMap[govm.Address, uint64]("accounts")

var allows = govm.NewVar[bool]("allows")

func init() {
	if allows.Get() {
		govm.AllowReentry()
	}
}

func Init(allow bool) { allows.Set(allow) }

func Deposit() { accounts.Set(govm.Caller(), accounts.Get(govm.Caller())+govm.Cost()) }

func Withdraw(caller govm.Hash) error {
	have := accounts.Get(govm.Caller())
	if err := govm.InvokeWith(have, caller, "Receive"); err != nil {
		return err
	}
	accounts.Delete(govm.Caller())
	return nil
}
"#;

/// Withdraws again while it receives.
const THIEF: &str = r#"package thief

import "govm"

var vault = govm.NewVar[govm.Hash]("vault")
var code = govm.NewVar[govm.Code]("code")
var depth = govm.NewVar[int]("depth")

func init() { govm.AllowReentry() }

func Deposit(into govm.Hash) error {
	vault.Set(into)
	return govm.InvokeWith(govm.Cost(), into, "Deposit")
}

func Steal() error { return govm.Invoke(vault.Get(), "Withdraw", govm.App()) }

func Receive() {
	govm.Cost()
	depth.Set(depth.Get() + 1)
	if depth.Get() < 3 {
		if err := govm.Invoke(vault.Get(), "Withdraw", govm.App()); err != nil {
			code.Set(err.(*govm.CallError).Code)
		}
	}
}

func Code() govm.Code { return code.Get() }
"#;

/// What the thief has of 1,000 in a vault of which 100 are his, and the code that his last call met.
fn theft(allow: bool) -> (u64, Status) {
    let mut node = node();
    let mut block = begin(&mut node);
    let vault = block.deploy(user(1), &source(VAULT), &[u8::from(allow)], DEPLOY_ENERGY).unwrap().app;
    let thief = block.deploy(user(1), &source(THIEF), &[], DEPLOY_ENERGY).unwrap().app;
    block.credit(&user(1), 1000).unwrap();
    block.commit().unwrap();
    assert!(call(&mut node, 900, vault, "Deposit", "[]").is_ok());
    let receipt = call(&mut node, 100, thief, "Deposit", &format!("[\"{vault}\"]"));
    assert!(receipt.is_ok(), "{receipt:?}");
    let receipt = call(&mut node, 0, thief, "Steal", "[]");
    assert!(receipt.is_ok(), "{receipt:?}");
    let receipt = call(&mut node, 0, thief, "Code", "[]");
    let code = result(&node, &receipt);
    let status = if code == "0" { Status::Ok } else { Status::Reentrant };
    assert_eq!(code, (status as u8).to_string());
    (node.balance(&thief.account()).unwrap(), status)
}

#[test]
fn no_app_is_called_again_unless_it_allows_it() {
    assert_eq!(theft(false), (100, Status::Reentrant));
    assert_eq!(theft(true), (300, Status::Ok));
}

/// Every call of an app on the way has to allow the next.
#[test]
fn each_call_allows_for_itself() {
    const LOOP: &str = r#"package loop

import "govm"

func Down(allowed []bool) govm.Code {
	if len(allowed) == 0 {
		return govm.CodeOK
	}
	if allowed[0] {
		govm.AllowReentry()
	}
	code, err := govm.Call[govm.Code](govm.App(), "Down", allowed[1:])
	if err != nil {
		return err.(*govm.CallError).Code
	}
	return code
}
"#;
    let mut node = node();
    let mut block = begin(&mut node);
    let app = block.deploy(user(1), &source(LOOP), &[], DEPLOY_ENERGY).unwrap().app;
    block.commit().unwrap();
    for (allowed, code) in [
        ("[[]]", Status::Ok),
        ("[[true]]", Status::Ok),
        ("[[false]]", Status::Reentrant),
        ("[[true, true, true]]", Status::Ok),
        ("[[true, false, true]]", Status::Reentrant),
        ("[[true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true]]", Status::TooDeep),
    ] {
        let receipt = call(&mut node, 0, app, "Down", allowed);
        assert_eq!(result(&node, &receipt), (code as u8).to_string(), "{allowed}");
    }
}

/// Whichever read fails, in the middle of funds that move: what was begun is gone, and the block goes on.
#[test]
fn a_failing_store_leaves_no_funds_on_the_way() {
    let store = Arc::new(FaultyStore::new(Arc::new(MemoryStore::new())));
    let (mut node, a, b) = banks_on(store.clone());
    let args = node.arguments_from_json(&a, "ForwardOrFail", &format!("[\"{b}\", \"Deposit\", 200]")).unwrap();
    let mut block = begin(&mut node);
    let mut reads = 0;
    loop {
        store.inject(Operation::Get, reads, Fault::Error);
        let result = block.call_with_cost(user(1), a, "ForwardOrFail", &args, ENERGY, 300);
        store.mend();
        match result {
            Ok(receipt) => {
                assert!(receipt.is_ok(), "{receipt:?}");
                break;
            }
            Err(error) => assert!(matches!(error, Error::Store(StoreError::Io(_))), "{error}"),
        }
        let balances = [user(1), a.account(), b.account()].map(|account| block.balance(&account).unwrap());
        assert_eq!(balances, [1000, 0, 0], "after {reads} reads");
        reads += 1;
    }
    assert!(reads > 4, "{reads}");
    block.commit().unwrap();
    assert_eq!(balances(&node, [user(1), a.account(), b.account()]), [700, 100, 200]);
    assert_eq!(node.check_state().unwrap(), node.state_root());
}
