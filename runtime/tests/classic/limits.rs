//! Limits, each just below and just above.

use govm_runtime::{CODE_MAX, Depend, FLAG_GZIP, FLAG_IMPORT, FailedRun};

use super::*;

/// Why a command fails on a chain with this configuration; none if it does not.
fn script(config: ClassicConfig, body: &str) -> Option<String> {
    let node = open(config);
    let mut block = begin(&node, 1, T0);
    let source = format!(
        "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/govm-net/govm/runtime\"\n\
         \tcore \"github.com/govm-net/govm/app/chain1/z{}\"\n)\n\n\
         type own struct{{}}\n\nvar vm = runtime.NewRuntime(\"\", 0)\nvar db, lg = core.GetDB(own{{}}), core.GetLog(own{{}})\n\n\
         func of(n int) []byte {{ return make([]byte, n) }}\n\n\
         func main() {{\n\t_ = fmt.Sprint()\n\t{body}\n}}\n",
        &hex(&CORE_NAME.0)[2..]
    );
    why(block.run_script(&source, 1 << 50).unwrap())
}

/// Why a run failed, in the words of what failed.
fn why(run: ClassicRun) -> Option<String> {
    let error = run.error?;
    Some(error.trim_start_matches("error message:").trim_start_matches("panic: ").to_string())
}

#[test]
fn entries_are_as_long_as_core_and_runtime_allow() {
    let small = || ClassicConfig { key_bytes: 10, value_bytes: 28, ..ClassicConfig::new() };
    let too_large = Some("runtime: the entry is too large");
    for (config, body, error) in [
        (ClassicConfig::new(), "db.Set(of(199), of(1), 1); db.Set(of(1), of(40959), 1)", None),
        (ClassicConfig::new(), "db.Set(of(200), of(1), 1)", Some("error")),
        (ClassicConfig::new(), "db.Set(of(0), of(1), 1)", Some("error")),
        (ClassicConfig::new(), "db.Set(of(1), of(40960), 1)", Some("error")),
        (ClassicConfig::new(), "lg.Write(of(199), of(1)); lg.Write(of(1), of(1023))", None),
        (ClassicConfig::new(), "lg.Write(of(200), of(1))", Some("error")),
        (ClassicConfig::new(), "lg.Write(of(1), of(1024))", Some("error")),
        (ClassicConfig::new(), "lg.Write(of(1), of(0))", Some("error")),
        (ClassicConfig::new(), "vm.DbSet(own{}, of(1024), of(1), 1); vm.LogWrite(own{}, of(1), of(65528), 1)", None),
        (ClassicConfig::new(), "vm.DbSet(own{}, of(1025), of(1), 1)", too_large),
        (ClassicConfig::new(), "vm.LogWrite(own{}, of(1), of(65529), 1)", too_large),
        (small(), "vm.DbSet(own{}, of(10), of(20), 1)", None),
        (small(), "vm.DbSet(own{}, of(11), of(20), 1)", too_large),
        (small(), "vm.DbSet(own{}, of(10), of(21), 1)", too_large),
    ] {
        // The core's own entries do not fit into the small limits.
        if config.key_bytes == 10 {
            let node = open(config);
            let mut block = node.begin(1, b"flag").unwrap();
            let source = format!(
                "package main\n\nimport \"github.com/govm-net/govm/runtime\"\n\ntype own struct{{}}\n\n\
                 var vm = runtime.NewRuntime(\"\", 0)\n\nfunc of(n int) []byte {{ return make([]byte, n) }}\n\n\
                 func main() {{ {body} }}\n"
            );
            assert_eq!(why(block.run_script(&source, 0).unwrap()).as_deref(), error, "{body}");
        } else {
            assert_eq!(script(config, body).as_deref(), error, "{body}");
        }
    }
}

#[test]
fn events_and_output_have_room() {
    // The name is main.own.e; a parameter counts as its bytes and 16.
    let config = || ClassicConfig { event_bytes: 2 * (10 + 16 + 100), ..ClassicConfig::new() };
    let too_long = "runtime: the events are too long";
    assert_eq!(script(config(), "core.Event(own{}, \"e\", of(100)); core.Event(own{}, \"e\", of(100))"), None);
    let above = "core.Event(own{}, \"e\", of(100)); core.Event(own{}, \"e\", of(101))";
    assert_eq!(script(config(), above).as_deref(), Some(too_long));
    let huge = "core.Event(own{}, \"e\", of(1<<20))";
    assert_eq!(script(ClassicConfig::new(), huge).as_deref(), Some(too_long));
    let many = "core.Event(own{}, \"e\", make([][]byte, 1<<20)...)";
    assert_eq!(script(ClassicConfig::new(), many).as_deref(), Some(too_long));

    let node = open(ClassicConfig { output_bytes: 3, ..ClassicConfig::new() });
    let mut block = node.begin(1, b"flag").unwrap();
    let run =
        block.run_script("package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Print(\"ab\"); fmt.Print(\"cd\") }\n", 0).unwrap();
    assert_eq!(run.output, b"abc");
}

#[test]
fn runs_have_the_machine_that_the_configuration_gives() {
    let endless = "for { }";
    let small = ClassicConfig { machine_energy: 50_000_000, ..ClassicConfig::new() };
    assert!(script(small, endless).unwrap().contains("energy"));
    let large = "b := of(200 << 20); _ = b";
    assert_eq!(script(ClassicConfig::new(), large), None);
    assert!(script(ClassicConfig { memory: 64 << 20, ..ClassicConfig::new() }, large).unwrap().contains("memory"));
    let deep = |n: u32| format!("var f func(int); f = func(n int) {{ if n > 0 {{ f(n - 1) }} }}; f({n})");
    assert_eq!(script(ClassicConfig { stack_slots: 1 << 16, ..ClassicConfig::new() }, &deep(100)), None);
    assert!(script(ClassicConfig { stack_slots: 1 << 16, ..ClassicConfig::new() }, &deep(100_000)).unwrap().contains("stack"));
}

#[test]
fn code_is_as_long_as_the_configuration_allows() {
    let mut small = app("func run(user, in []byte, cost uint64) { core.Event(struct{}{}, \"e\") }");
    small.flags |= FLAG_GZIP;
    let length = small.code.len();
    for (code_bytes, is_deployed) in [(length, true), (length - 1, false)] {
        let node = open(ClassicConfig { code_bytes, ..ClassicConfig::new() });
        let mut block = begin(&node, 1, T0);
        let (name, bytes) = packed(&small);
        assert_eq!(block.new_app(name, &bytes).is_ok(), is_deployed);
    }
    small.code.resize(CODE_MAX, b'\n');
    assert!(PackedApp::unpack(&small.pack().unwrap()).is_ok());
    small.code.push(b'\n');
    assert!(PackedApp::unpack(&small.pack().unwrap()).is_err());
}

/// A library that uses the one before it, and the name of that under which it is imported.
fn link(before: Option<Hash>) -> PackedApp {
    let depends = before.into_iter().map(|app| Depend { alias: *b"prev", app }).collect();
    let code = match before {
        Some(_) => "\nfunc F() int { return prev.F() + 1 }\n",
        None => "\nfunc F() int { return 0 }\n",
    };
    PackedApp { lines: 1, flags: FLAG_IMPORT | FLAG_PUBLIC, depends, code: code.into() }
}

#[test]
fn chains_of_apps_are_as_long_as_the_configuration_allows() {
    let node = open(ClassicConfig { depends: 20, ..ClassicConfig::new() });
    let mut block = begin(&node, 1, T0);
    let mut last = None;
    for _ in 0..=20 {
        let (name, bytes) = packed(&link(last));
        block.new_app(name, &bytes).unwrap();
        last = Some(name);
    }
    let (name, bytes) = packed(&link(last));
    let error = block.new_app(name, &bytes).unwrap_err().to_string();
    assert_eq!(error, "the app is refused (build): the app uses more than 20 apps");
    block.commit().unwrap();
    let (first, other) = (link(None).code.len(), link(last).code.len());
    for (spare, is_deployed) in [(0, true), (1, false)] {
        let depend_bytes = first + 19 * other - spare;
        let node = open(ClassicConfig { depend_bytes, ..ClassicConfig::new() });
        let mut block = node.begin(1, b"flag").unwrap();
        let mut last = None;
        let deployed: Vec<bool> = (0..=20)
            .map(|_| {
                let (name, bytes) = packed(&link(last));
                last = Some(name);
                block.new_app(name, &bytes).is_ok()
            })
            .collect();
        assert_eq!((&deployed[..20], deployed[20]), (&[true; 20][..], is_deployed));
    }
}

#[test]
fn chains_of_else_are_long() {
    let chain = |n: usize| {
        let code = format!("\nfunc F(x int) int {{ {}{{ return 0 }} }}\n", "if x == 1 { return 1 } else ".repeat(n));
        // One for each if, one for each return.
        let lines = 2 * n as u32 + 1;
        packed(&PackedApp { lines, flags: FLAG_IMPORT | FLAG_PUBLIC, depends: Vec::new(), code: code.into_bytes() })
    };
    for (n, is_deployed) in [(1000, true), (1001, true), (1002, false)] {
        let (name, bytes) = chain(n);
        let deployed = open(ClassicConfig::new()).begin(1, b"flag").unwrap().new_app(name, &bytes);
        assert_eq!(deployed.is_ok(), is_deployed, "{n}: {deployed:?}");
    }
}

#[test]
fn transactions_are_as_long_as_the_core_allows() {
    let alice = User::new(1);
    let node = open(ClassicConfig { failed_run: FailedRun::IsReverted, ..ClassicConfig::new() });
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 1 << 60);
    let too_long = Some("the data of the transaction is too long".to_string());
    let mut app = app("func run(user, in []byte, cost uint64) { core.Event(struct{}{}, \"e\") }");
    let (_, small) = packed(&app);
    let length = app.code.len() + 81_919 - small.len();
    app.code.resize(length + 1, b'\n');
    let (_, above) = packed(&app);
    app.code.pop();
    let (name, below) = packed(&app);
    assert_eq!((below.len(), above.len()), (81_919, 81_920));
    let mut error = |ops, data: &[u8]| block.transact(&alice.sign(&alice.transaction(1, ops, 0, data))).unwrap().error;
    assert_eq!(error(NEW_APP, &above), too_long);
    assert_eq!(error(NEW_APP, &below), None);
    assert_eq!(error(RUN_APP, &[&name.0[..], &[0; 2016]].concat()), too_long);
    assert_eq!(error(RUN_APP, &[&name.0[..], &[0; 2015]].concat()), None);
    assert_eq!(error(REGISTER_MINER, &[0; 300]), too_long);
    assert_eq!(error(REGISTER_MINER, &[0; 299]), Some("a miner stakes something".into()));
    let whole = |length: usize| {
        let transaction = alice.transaction(1, NEW_APP, 0, &vec![0; length - 1 - 65 - 57]);
        let bytes = alice.sign(&transaction);
        assert_eq!(bytes.len(), length);
        bytes
    };
    assert_eq!(block.transact(&whole(128 << 10)).unwrap().error, too_long);
    let error = block.transact(&whole((128 << 10) + 1)).unwrap().error;
    assert_eq!(error.as_deref(), Some("the transaction is too long"));
}

#[test]
fn a_block_takes_a_thousand_records_of_a_neighbour() {
    let alice = User::new(1);
    let node = open(ClassicConfig::new());
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 1 << 60);
    done(&mut block, &alice, &alice.transaction(1, NEW_CHAIN, 0, &2u64.to_be_bytes()));
    for i in 0..1000 {
        let transaction = alice.transaction(1, MOVE, 1, &2u64.to_be_bytes());
        done(&mut block, &alice, &Transaction { time: T0 - i, ..transaction });
    }
    block.commit().unwrap();
    // The first record is that the chain was made.
    begin(&node, 2, T0 + 10 * MINUTE).commit().unwrap();
    assert_eq!(coins(&node, 2, &alice.address), 999);
    begin(&node, 2, T0 + 10 * MINUTE + 1).commit().unwrap();
    assert_eq!(coins(&node, 2, &alice.address), 1000);
}

#[test]
fn names_of_tables_have_room() {
    let set = |length: usize| {
        let owner = "o".repeat(length);
        let source = format!(
            "package main\n\nimport \"github.com/govm-net/govm/runtime\"\n\ntype {owner} struct{{}}\n\n\
             var vm = runtime.NewRuntime(\"\", 0)\n\nfunc main() {{ vm.DbSet({owner}{{}}, []byte{{1}}, []byte{{1}}, 1) }}\n"
        );
        let node = open(ClassicConfig::new());
        let mut block = node.begin(1, b"flag").unwrap();
        why(block.run_script(&source, 0).unwrap())
    };
    let most = (1..1024).rev().find(|length| set(*length).is_none()).unwrap();
    // A letter, the name of the package and a dot or two come before.
    assert!((1000..1024).contains(&most), "{most}");
    assert_eq!(set(most + 1).as_deref(), Some("runtime: the entry is too large"));
}
