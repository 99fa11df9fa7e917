//! Transactions through blocks, and a tree of chains that hear of each other.

use govm_runtime::{
    ClassicConfig, ClassicError, ClassicRun, Depend, Engine, FLAG_IMPORT, FailedRun, Hash, base_ops_energy, core_table,
};

use super::*;

/// Writes what it is given into its log, or into its table what another chain wrote there.
const GOSSIP: &str = "type tApp struct{}

func run(user, in []byte, cost uint64) {
	if len(in) > 1 {
		core.GetLog(tApp{}).Write(in[:1], in[1:])
		return
	}
	core.GetDB(tApp{}).Set([]byte{in[0]}, core.GetLog(tApp{}).Read(uint64(in[0]), []byte(\"k\")), core.TimeHour)
}";

fn tell(app: &Hash, input: &[u8]) -> Vec<u8> {
    [&app.0, input].concat()
}

#[test]
fn coins_are_transferred_and_energy_is_paid() {
    let (alice, bob) = (User::new(1), User::new(2));
    let node = open(ClassicConfig::new());
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 1_000_000_000);
    let run = done(&mut block, &alice, &alice.transaction(1, TRANSFER, 700, &bob.address.0));
    assert_eq!(run.events.len(), 1);
    // Two balances are read, two written, and an account is new; from a hundred thousand on there is the surcharge.
    let price = 1004 * base_ops_energy(1);
    assert!((price..price + price / 10_000).contains(&run.energy_used), "{}", run.energy_used);
    block.commit().unwrap();
    assert_eq!(coins(&node, 1, &bob.address), 700);
    assert_eq!(coins(&node, 1, &alice.address), 1_000_000_000 - ENERGY - 700);
    assert_eq!(coins(&node, 1, &CORE_NAME.account()), ENERGY / 2);
    assert_eq!(coins(&node, 1, &PRODUCER), ENERGY / 2);

    let head = node.head(1).unwrap().unwrap();
    assert_eq!((head.id, head.time, head.chain, head.producer), (1, T0, 1, PRODUCER));
    let mut next = begin(&node, 1, T0 + 1);
    done(&mut next, &alice, &alice.transaction(1, REGISTER_MINER, 5, &[]));
    next.commit().unwrap();
    assert_eq!(node.head(1).unwrap().unwrap().id, 2);
    assert_eq!(node.get(1, &core_table("dbMiner"), &alice.address.0).unwrap()[..8], 5u64.to_be_bytes());
}

#[test]
fn wrong_transactions_say_what_is_wrong() {
    let (alice, bob) = (User::new(1), User::new(2));
    let node = open(ClassicConfig { failed_run: FailedRun::IsReverted, ..ClassicConfig::new() });
    let mut block = begin(&node, 1, T0 + 1_000_000_000);
    give(&mut block, &alice.address, 1_000_000_000_000);
    let good = Transaction { time: T0 + 999_999_999, ..alice.transaction(1, TRANSFER, 1, &bob.address.0) };
    let mut wrong = |transaction: &Transaction| refused(&mut block, &alice.sign(transaction));

    assert_eq!(wrong(&Transaction { chain: 2, ..good.clone() }), "the transaction is for another chain");
    let time = "the transaction is from the future, or too old";
    assert_eq!(wrong(&Transaction { time: T0 + 1_000_000_001, ..good.clone() }), time);
    assert_eq!(wrong(&Transaction { time: T0 + 1_000_000_000 - 864_000_000, ..good.clone() }), time);
    assert_eq!(wrong(&Transaction { user: bob.address, ..good.clone() }), "the signature is not the sender's");
    assert_eq!(wrong(&Transaction { energy: u64::MAX, ..good.clone() }), "not enough coins");
    assert_eq!(wrong(&Transaction { cost: 1 << 60, ..good.clone() }), "not enough coins");
    assert_eq!(wrong(&Transaction { energy: 1, ..good.clone() }), "error message:energy is 0 or too much");
    assert_eq!(wrong(&Transaction { energy: 1_800_000, ..good.clone() }).split(':').next(), Some("energy.hope"));
    assert_eq!(wrong(&Transaction { ops: 7, ..good.clone() }), "the core does not know this operation");
    assert_eq!(wrong(&Transaction { data: vec![0; 24], ..good.clone() }), "a transfer names who gets it");
    let long = |data| Transaction { data, ..good.clone() };
    assert_eq!(wrong(&long([&bob.address.0[..], &[0; 276]].concat())), "the data of the transaction is too long");
    let mut block = begin(&node, 1, T0 + 1_000_000_000);
    give(&mut block, &alice.address, 1_000_000_000_000);
    done(&mut block, &alice, &long([&bob.address.0[..], &[0; 275]].concat()));
    let signed = alice.sign(&good);
    for end in [0, 1, 50, 100, signed.len() - good.data.len() - 1] {
        assert_eq!(refused(&mut block, &signed[..end]), "the transaction is too short", "{end}");
    }
    assert_eq!(refused(&mut block, &vec![0; 1 << 20]), "the transaction is too long");
}

#[test]
fn a_transaction_is_done_once_whatever_its_signature() {
    let (alice, bob) = (User::new(1), User::new(2));
    let node = open(ClassicConfig { failed_run: FailedRun::IsReverted, ..ClassicConfig::new() });
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 1_000_000_000);
    let transaction = alice.transaction(1, TRANSFER, 1, &bob.address.0);
    let signed = alice.sign(&transaction);
    done(&mut block, &alice, &transaction);
    assert_eq!(refused(&mut block, &signed), "the transaction was done before");
    // The other signature that holds: the order of the curve less s, and the other parity.
    let mut other = signed.clone();
    other[1] = 31 + ((signed[1] - 31) ^ 1);
    negate(&mut other[34..66]);
    assert!(govm_runtime::recover(&alice.address.0, &other[1..66], &transaction.signed_bytes()));
    assert_eq!(refused(&mut block, &other), "the transaction was done before");
    block.commit().unwrap();
    assert_eq!(coins(&node, 1, &bob.address), 1);
}

/// The order of secp256k1 less a number.
fn negate(s: &mut [u8]) {
    const ORDER: &str = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    let mut borrow = 0;
    for i in (0..32).rev() {
        let digit = i16::from_str_radix(&ORDER[2 * i..2 * i + 2], 16).unwrap() - i16::from(s[i]) - borrow;
        borrow = i16::from(digit < 0);
        s[i] = digit.rem_euclid(256) as u8;
    }
}

#[test]
fn apps_are_deployed_run_and_kept_by_transactions() {
    let alice = User::new(1);
    let node = open(ClassicConfig::new());
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 100_000_000_000);
    let (name, code) = packed(&app(GOSSIP));
    let deployment = alice.transaction(1, NEW_APP, 0, &code);
    done(&mut block, &alice, &deployment);
    let run = done(&mut block, &alice, &alice.transaction(1, RUN_APP, 77, &tell(&name, &[1])));
    assert!(run.energy_used > 0);
    // Life of the app: a year, and a day more for what a day costs.
    let day = 86_400_000u64;
    done(&mut block, &alice, &alice.transaction(1, UPDATE_LIFE, 0, &[&name.0[..], &day.to_be_bytes()].concat()));
    block.commit().unwrap();
    assert_eq!(coins(&node, 1, &name.account()), 77);
    let info = node.get(1, &core_table("dbApp"), &name.0).unwrap();
    let lines = u64::from(app(GOSSIP).lines);
    let expected = [&name.account().0[..], &(lines + 2).to_be_bytes(), &(T0 + 31_558_150_000 + day).to_be_bytes(), &[5]].concat();
    assert_eq!(info[..41], expected);
    assert_eq!(node.app(1, &name).unwrap(), Some(code.clone()));
    assert_eq!(node.apps(1, None, 10).unwrap(), [name]);

    // A deployment costs what its size and lines say, and not a unit less.
    let need = (lines + 2) * base_ops_energy(1) + (code.len() - 44) as u64;
    let late = T0 + 40_000_000_000;
    for (energy, error) in [(2 * need - 1, Some("not enough energy for the size of the app")), (2 * need, None)] {
        let node = open(ClassicConfig::new());
        let mut block = begin(&node, 1, late);
        give(&mut block, &alice.address, 100_000_000_000);
        let transaction = Transaction { energy, time: late, ..deployment.clone() };
        assert_eq!(block.transact(&alice.sign(&transaction)).unwrap().error.as_deref(), error);
    }
    // The app's life ends.
    let mut block = begin(&node, 1, late);
    let run = Transaction { time: late, ..alice.transaction(1, RUN_APP, 0, &tell(&name, &[1])) };
    assert_eq!(refused(&mut block, &alice.sign(&run)), "there is no such app");
}

#[test]
fn what_an_app_uses_is_there_and_lives_long_enough() {
    let alice = User::new(1);
    let node = open(ClassicConfig { failed_run: FailedRun::IsReverted, ..ClassicConfig::new() });
    let library = |flags| PackedApp { lines: 1, flags, depends: vec![], code: b"\nfunc F() int { return 1 }\n".to_vec() };
    let user = |app, flags| {
        let depends = vec![Depend { alias: *b"used", app }];
        PackedApp { lines: 1, flags, depends, code: b"\nfunc run(user, in []byte, cost uint64) { used.F() }\n".to_vec() }
    };
    let name = |app: &PackedApp| classic_name(&app.pack().unwrap(), &alice.address).unwrap();
    let (public, private, closed) = (library(FLAG_IMPORT | FLAG_PUBLIC), library(FLAG_IMPORT), library(FLAG_PUBLIC));

    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 100_000_000_000);
    for app in [&public, &private, &closed] {
        done(&mut block, &alice, &alice.transaction(1, NEW_APP, 0, &app.pack().unwrap()));
    }
    let deploy = |block: &mut ClassicBlock<'_>, time, app: &PackedApp| {
        let transaction = Transaction { time, ..alice.transaction(1, NEW_APP, 0, &app.pack().unwrap()) };
        block.transact(&alice.sign(&transaction)).unwrap().error
    };
    let refused = |error: &str| Some(error.to_string());
    let run = FLAG_RUN | FLAG_PUBLIC;
    assert_eq!(deploy(&mut block, T0, &user(Hash([1; 32]), run)), refused("an app that is used is not there"));
    assert_eq!(deploy(&mut block, T0, &user(name(&closed), run)), refused("an app that is used cannot be imported"));
    assert_eq!(deploy(&mut block, T0, &user(name(&private), run)), refused("a public app uses public apps alone"));
    assert_eq!(deploy(&mut block, T0, &user(name(&private), FLAG_RUN)), None);
    let wrong = PackedApp { lines: 2, ..user(name(&public), run) };
    assert_eq!(deploy(&mut block, T0, &wrong), refused("the app is refused (line number): the app has 1 lines, its head says 2"));
    block.commit().unwrap();

    // A month before the library's life ends it is too late.
    let (year, month) = (31_558_150_000, 31_558_150_000 / 12);
    let late = T0 + year - month;
    let app = user(name(&public), run);
    let mut block = begin(&node, 1, late);
    assert_eq!(deploy(&mut block, late, &app), refused("an app that is used does not live long enough"));
    let mut block = begin(&node, 1, late - 1);
    assert_eq!(deploy(&mut block, late - 1, &app), None);
    block.commit().unwrap();
    let info = node.get(1, &core_table("dbApp"), &name(&app).0).unwrap();
    // Its lines are its own, those of the library, and one for each of the two; it lives as long as the library.
    assert_eq!(info[24..40], [4u64.to_be_bytes(), (T0 + year).to_be_bytes()].concat());
}

#[test]
fn a_failed_run_fails_the_block_or_is_reverted() {
    let alice = User::new(1);
    let failing = "type tApp struct{}\n\nfunc run(user, in []byte, cost uint64) {\n\
                   \tcore.GetDB(tApp{}).Set(in, in, core.TimeHour)\n\tpanic(\"no\")\n}";
    let (name, code) = packed(&app(failing));
    for failed_run in [FailedRun::FailsBlock, FailedRun::IsReverted] {
        let node = open(ClassicConfig { failed_run, ..ClassicConfig::new() });
        let mut block = begin(&node, 1, T0);
        give(&mut block, &alice.address, 100_000_000_000);
        done(&mut block, &alice, &alice.transaction(1, NEW_APP, 0, &code));
        let run = block.transact(&alice.sign(&alice.transaction(1, RUN_APP, 5, &tell(&name, b"in")))).unwrap();
        assert_eq!(run.error.as_deref(), Some("error message:no"));
        let committed = block.commit();
        if failed_run == FailedRun::FailsBlock {
            assert!(matches!(committed, Err(ClassicError::Misuse(_))));
            assert_eq!((node.head(1).unwrap(), node.chains(0, 10).unwrap()), (None, vec![]));
        } else {
            committed.unwrap();
            assert_eq!(coins(&node, 1, &alice.address), 100_000_000_000 - 2 * ENERGY);
            assert_eq!(coins(&node, 1, &name.account()), 0);
        }
    }
}

#[test]
fn all_engines_do_the_same() {
    let alice = User::new(1);
    let (name, code) = packed(&app(GOSSIP));
    let runs = [Engine::Threaded, Engine::Portable, Engine::Reference].map(|engine| {
        let node = open(ClassicConfig { engine, failed_run: FailedRun::IsReverted, ..ClassicConfig::new() });
        let mut block = begin(&node, 1, T0);
        give(&mut block, &alice.address, 100_000_000_000);
        let transactions = [
            alice.transaction(1, NEW_APP, 0, &code),
            alice.transaction(1, RUN_APP, 1, &tell(&name, &[1])),
            alice.transaction(1, RUN_APP, 2, &tell(&name, b"")),
            Transaction { energy: 2_000_000_000, ..alice.transaction(1, RUN_APP, 3, &tell(&name, b"kvalue")) },
        ];
        transactions.map(|transaction| block.transact(&alice.sign(&transaction)).unwrap())
    });
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[0], runs[2]);
    let message = "error message:runtime error: index out of range [0] with length 0";
    let errors = runs[0].each_ref().map(|run| run.error.as_deref());
    assert_eq!(errors, [None, None, Some(message), None]);
}

#[test]
fn a_producer_tries_transactions_first() {
    let (alice, bob) = (User::new(1), User::new(2));
    let node = open(ClassicConfig::new());
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 1_000_000_000);
    let transactions = [(1, 700), (2, u64::MAX), (3, 70)]
        .map(|(time, cost)| alice.sign(&Transaction { time: T0 - time, ..alice.transaction(1, TRANSFER, cost, &bob.address.0) }));
    let mut included = 0;
    for transaction in &transactions {
        let mut trial = block.clone();
        if trial.transact(transaction).unwrap().error.is_none() {
            (block, included) = (trial, included + 1);
        }
    }
    block.commit().unwrap();
    assert_eq!((included, coins(&node, 1, &bob.address)), (2, 770));
}

#[test]
fn chains_of_a_tree_hear_of_each_other() {
    let alice = User::new(1);
    let node = open(ClassicConfig::new());
    let (name, code) = packed(&app(GOSSIP));
    let rich = |chain, ops, cost, data: &[u8]| Transaction { energy: 2_000_000_000, ..alice.transaction(chain, ops, cost, data) };

    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 100_000_000_000);
    for child in [2u64, 3] {
        done(&mut block, &alice, &alice.transaction(1, NEW_CHAIN, 0, &child.to_be_bytes()));
    }
    done(&mut block, &alice, &rich(1, MOVE, 30_000_000_000, &2u64.to_be_bytes()));
    done(&mut block, &alice, &alice.transaction(1, NEW_APP, 0, &code));
    done(&mut block, &alice, &rich(1, RUN_APP, 0, &tell(&name, b"kfrom one")));
    block.commit().unwrap();

    // Nobody hears of it before ten minutes are over.
    let begin_error = |chain, time| {
        let key = flag(chain, time);
        node.begin(chain, &key.0).unwrap().start(&key, &PRODUCER, time).unwrap().error
    };
    let unknown = Some("the parent did not make this chain, or that is not known here yet".to_string());
    assert_eq!(begin_error(2, T0 + 10 * MINUTE - 1), unknown);
    assert_eq!(begin_error(4, T0 + 10 * MINUTE), unknown);

    let now = T0 + 10 * MINUTE;
    let mut block = begin(&node, 2, now);
    done(&mut block, &alice, &alice.transaction(2, NEW_APP, 0, &code));
    let run = done(&mut block, &alice, &alice.transaction(2, RUN_APP, 0, &tell(&name, &[1])));
    let table = format!("d{}.tApp", &hex(&name.0)[2..]);
    let read: Vec<&[u8]> = run.writes.iter().filter(|w| w.table == table).map(|w| &w.stored[..w.stored.len() - 8]).collect();
    assert_eq!(read, [b"from one"]);
    // What chain 3 says is two steps away; chain 16 is too far, whatever it says.
    assert_eq!(own_writes(&done(&mut block, &alice, &alice.transaction(2, RUN_APP, 0, &tell(&name, &[3]))), &table), 0);
    let far = block.transact(&alice.sign(&alice.transaction(2, RUN_APP, 0, &tell(&name, &[16])))).unwrap();
    assert_eq!(far.error.as_deref(), Some("error message:too far, cannot read the log of that chain"));
    drop(block);

    let mut block = begin(&node, 2, now);
    done(&mut block, &alice, &alice.transaction(2, NEW_CHAIN, 0, &4u64.to_be_bytes()));
    done(&mut block, &alice, &rich(2, MOVE, 1000, &1u64.to_be_bytes()));
    block.commit().unwrap();
    assert_eq!(coins(&node, 2, &alice.address), 30_000_000_000 - ENERGY - 2_000_000_000 - 1000);
    let (one, two) = (node.head(1).unwrap().unwrap(), node.head(2).unwrap().unwrap());
    assert_eq!((one.left_child, two.parent, two.id), (0, 1, 1));

    // Three generations, all in one store; the way back takes its time too.
    begin(&node, 4, now + 10 * MINUTE).commit().unwrap();
    begin(&node, 3, now + 10 * MINUTE).commit().unwrap();
    let before = coins(&node, 1, &alice.address);
    begin(&node, 1, now + 10 * MINUTE).commit().unwrap();
    assert_eq!(coins(&node, 1, &alice.address), before + 1000);
    assert_eq!(node.head(1).unwrap().unwrap().left_child, 1);
    assert_eq!(node.chains(0, 10).unwrap(), [1, 2, 3, 4]);
    // What arrived does not arrive again.
    begin(&node, 1, now + 11 * MINUTE).commit().unwrap();
    assert_eq!(coins(&node, 1, &alice.address), before + 1000);
}

fn own_writes(run: &ClassicRun, table: &str) -> usize {
    run.writes.iter().filter(|write| write.table == table).count()
}

#[test]
fn blocks_of_several_chains_are_made_at_the_same_time() {
    let alice = User::new(1);
    let node = open(ClassicConfig::new());
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 100_000_000_000);
    for child in [2u64, 3] {
        done(&mut block, &alice, &alice.transaction(1, NEW_CHAIN, 0, &child.to_be_bytes()));
    }
    block.commit().unwrap();
    std::thread::scope(|scope| {
        for chain in 1..=3 {
            let node = &node;
            scope.spawn(move || {
                for round in 1..=5 {
                    begin(node, chain, T0 + 10 * MINUTE * round).commit().unwrap();
                }
            });
        }
    });
    let ids: Vec<u64> = (1..=3).map(|chain| node.head(chain).unwrap().unwrap().id).collect();
    assert_eq!(ids, [6, 5, 5]);
}

#[test]
fn what_a_tree_does_not_allow_is_refused() {
    let alice = User::new(1);
    let node = open(ClassicConfig { failed_run: FailedRun::IsReverted, ..ClassicConfig::new() });
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 100_000_000_000);
    let mut wrong = |ops, chain: u64| refused(&mut block, &alice.sign(&alice.transaction(1, ops, 0, &chain.to_be_bytes())));
    assert_eq!(wrong(NEW_CHAIN, 4), "a chain makes its two children");
    assert_eq!(wrong(NEW_CHAIN, 0), "a chain makes its two children");
    assert_eq!(wrong(MOVE, 2), "there is no such chain");
    assert_eq!(wrong(MOVE, 1), "coins move to a parent or child");
    done(&mut block, &alice, &alice.transaction(1, NEW_CHAIN, 0, &2u64.to_be_bytes()));
    let again = alice.transaction(1, NEW_CHAIN, 1, &2u64.to_be_bytes());
    assert_eq!(refused(&mut block, &alice.sign(&again)), "the chain is there already");
    let key = flag(1, T0);
    assert_eq!(block.start(&key, &PRODUCER, T0).unwrap().error.as_deref(), Some("a block is later than the one before"));
}
