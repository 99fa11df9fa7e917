//! Packed apps, stored values and depends that are damaged or made to hurt: errors, never a panic.

use govm_runtime::{Batch, ClassicCall, ClassicError, Depend, FLAG_GZIP, FLAG_IMPORT, FailedRun, Store, StoreError};

use super::*;

fn small(flags: u8) -> PackedApp {
    let mut app = app("func run(user, in []byte, cost uint64) { core.Event(struct{}{}, \"e\") }");
    app.flags |= flags;
    app
}

/// Deploying ends, and what is refused is refused. A library is there.
fn deploy(bytes: &[u8]) -> Result<u64, ClassicError> {
    let node = open(ClassicConfig::new());
    let mut block = node.begin(1, b"flag").unwrap();
    let (name, library) = library(0);
    block.new_app(name, &library).unwrap();
    block.new_app(Hash::of(bytes), bytes)
}

/// A library that returns a number.
fn library(n: u32) -> (Hash, Vec<u8>) {
    let code = format!("\nfunc F() int {{ return {n} }}\n").into_bytes();
    packed(&PackedApp { lines: 1, flags: FLAG_IMPORT | FLAG_PUBLIC, depends: Vec::new(), code })
}

#[test]
fn damaged_packed_apps_are_refused() {
    for flags in [0, FLAG_GZIP] {
        let depends = vec![Depend { alias: *b"zero", app: library(0).0 }];
        let code = b"\nfunc run(user, in []byte, cost uint64) { zero.F() }\n".to_vec();
        let bytes = PackedApp { lines: 1, flags: FLAG_RUN | flags, depends, code }.pack().unwrap();
        deploy(&bytes).unwrap();
        // Without its last newline the code is as good.
        for end in 0..bytes.len() - 1 {
            assert!(matches!(deploy(&bytes[..end]), Err(ClassicError::Refused(_))), "{end}");
        }
        for i in 0..bytes.len() {
            for mask in [0x01, 0x80] {
                let mut damaged = bytes.clone();
                damaged[i] ^= mask;
                // Letters in names and texts may change and leave an app.
                match deploy(&damaged) {
                    Ok(_) | Err(ClassicError::Refused(_)) => {}
                    Err(other) => panic!("{i}: {other}"),
                }
            }
        }
    }
}

#[test]
fn depends_that_lead_nowhere_or_in_a_circle_are_refused() {
    let node = open(ClassicConfig::new());
    let mut block = node.begin(1, b"flag").unwrap();
    let uses = |app| PackedApp {
        lines: 1,
        flags: FLAG_IMPORT | FLAG_PUBLIC,
        depends: vec![Depend { alias: *b"next", app }],
        code: b"\nfunc F() int { return next.F() }\n".to_vec(),
    };
    let missing = uses(Hash([1; 32])).pack().unwrap();
    assert!(block.new_app(Hash([2; 32]), &missing).unwrap_err().to_string().contains("no required module"));
    let itself = uses(Hash([3; 32])).pack().unwrap();
    assert!(matches!(block.new_app(Hash([3; 32]), &itself), Err(ClassicError::Refused(_))));
    // Names are hashes, so circles cannot be made; a store that has one is damaged.
    let store = Arc::new(MemoryStore::new());
    let node = Classic::open(store.clone(), ClassicConfig::new()).unwrap();
    begin(&node, 1, T0).commit().unwrap();
    let mut batch = Batch::new();
    let mut runs = uses(Hash([5; 32]));
    runs.flags |= FLAG_RUN;
    for (name, next) in [(4, &runs), (5, &uses(Hash([6; 32]))), (6, &uses(Hash([5; 32])))] {
        batch.put(stored_app(&Hash([name; 32])), next.pack().unwrap());
    }
    store.apply(&batch).unwrap();
    let mut block = node.begin(1, b"flag").unwrap();
    let call = ClassicCall { app: Hash([4; 32]), user: b"u", data: b"", energy: 1 << 40, cost: 0 };
    let error = block.run_app(&call).unwrap_err();
    assert!(matches!(error, ClassicError::Store(StoreError::Damaged(_))), "{error}");
}

#[test]
fn as_many_depends_as_a_byte_counts() {
    let store = Arc::new(MemoryStore::new());
    let node = Classic::open(store.clone(), ClassicConfig::new()).unwrap();
    let mut depends = Vec::new();
    let mut batch = Batch::new();
    let mut code = String::from("\nfunc run(user, in []byte, cost uint64) { x := 0");
    for i in 0..255 {
        let (name, bytes) = library(i);
        batch.put(stored_app(&name), bytes);
        let alias = format!("d{i:03}");
        code.push_str(&format!("; x += {alias}.F()"));
        depends.push(Depend { alias: alias.as_bytes().try_into().unwrap(), app: name });
    }
    store.apply(&batch).unwrap();
    code.push_str("; _ = x }\n");
    let all = PackedApp { lines: 257, flags: FLAG_RUN | FLAG_PUBLIC, depends, code: code.into_bytes() };
    let (name, bytes) = packed(&all);
    assert_eq!(node.begin(1, b"flag").unwrap().new_app(name, &bytes).unwrap(), 257);
}

#[test]
fn chains_of_depends_are_deep() {
    let store = Arc::new(MemoryStore::new());
    let node = Classic::open(store.clone(), ClassicConfig::new()).unwrap();
    let (mut last, bytes) = library(0);
    let mut batch = Batch::new();
    batch.put(stored_app(&last), bytes);
    let uses = |app, flags, code: &str| {
        let depends = vec![Depend { alias: *b"next", app }];
        packed(&PackedApp { lines: 1, flags: flags | FLAG_PUBLIC, depends, code: code.into() })
    };
    for depth in 1..=1024 {
        if [150, 255, 1024].contains(&depth) {
            store.apply(&batch).unwrap();
            let (name, bytes) = uses(last, FLAG_RUN, "\nfunc run(user, in []byte, cost uint64) { next.F() }\n");
            let deployed = node.begin(1, b"flag").unwrap().new_app(name, &bytes);
            match deployed {
                Ok(lines) => assert_eq!((depth, lines), (150, 1)),
                // The checker follows imports 200 deep.
                Err(refused) => assert!(depth > 200 && refused.to_string().contains("too many packages"), "{depth}: {refused}"),
            }
        }
        let (name, bytes) = uses(last, FLAG_IMPORT, "\nfunc F() int { return next.F() }\n");
        batch.put(stored_app(&name), bytes);
        last = name;
    }
}

/// Where the store keeps an app of chain 1.
fn stored_app(name: &Hash) -> Vec<u8> {
    [&b"N"[..], &1u64.to_be_bytes(), &name.0].concat()
}

#[test]
fn damaged_transactions_are_refused() {
    let (alice, bob) = (User::new(1), User::new(2));
    let node = open(ClassicConfig { failed_run: FailedRun::IsReverted, ..ClassicConfig::new() });
    let mut block = begin(&node, 1, T0);
    give(&mut block, &alice.address, 1_000_000_000);
    let bytes = alice.sign(&alice.transaction(1, TRANSFER, 1, &bob.address.0));
    for i in 0..bytes.len() {
        refused(&mut block, &bytes[..i]);
        for mask in [0x01, 0x80, 0xff] {
            let mut damaged = bytes.clone();
            damaged[i] ^= mask;
            refused(&mut block, &damaged);
        }
    }
    refused(&mut block, &[&bytes[..], &[0]].concat());
    assert_eq!(block.transact(&bytes).unwrap().error, None);
    block.commit().unwrap();
    // Nothing was paid for what alice did not sign.
    assert_eq!(coins(&node, 1, &alice.address), 1_000_000_000 - ENERGY - 1);
}

/// Decodes what Encode made of a value in all three forms, with every byte changed and cut off everywhere.
const DAMAGED: &str = r#"
type inner struct {
	N [3]uint16
	F float64
}

type fixed struct {
	A uint64
	I inner
	B bool
}

type value struct {
	fixed
	S    string
	M    map[string][]int32
	P    *inner
	L    []inner
	Self []value
}

func try(form uint8, in []byte, out interface{}) (ended int) {
	defer func() {
		if recover() != nil {
			ended = 1
		}
	}()
	core.Decode(form, in, out)
	return 2
}

func main() {
	v := value{fixed{1, inner{[3]uint16{2, 3, 4}, 5.5}, true}, "text", map[string][]int32{"k": {6, -7}, "": nil}, &inner{}, []inner{{}, {}}, nil}
	v.Self = []value{v}
	for form := uint8(0); form < 3; form++ {
		var in []byte
		if form == 0 {
			in = core.Encode(form, v.fixed)
		} else {
			in = core.Encode(form, v)
		}
		ends := [3]int{}
		one := func(in []byte) {
			if form == 0 {
				ends[try(form, in, &fixed{})]++
			} else {
				ends[try(form, in, &value{})]++
			}
		}
		one(in)
		for i := range in {
			one(in[:i])
			for _, mask := range []byte{1, 0x80, 0xff} {
				damaged := append([]byte{}, in...)
				damaged[i] ^= mask
				one(damaged)
			}
		}
		fmt.Println(form, ends[0], ends[1]+ends[2] == 1+4*len(in))
	}
}
"#;

#[test]
fn damaged_encodings_end_in_values_or_panics() {
    let node = open(ClassicConfig::new());
    let mut block = begin(&node, 1, T0);
    let path = format!("github.com/govm-net/govm/app/chain1/z{}", &hex(&CORE_NAME.0)[2..]);
    let source = format!("package main\n\nimport (\n\t\"fmt\"\n\n\tcore \"{path}\"\n)\n{DAMAGED}");
    let run = block.run_script(&source, 0).unwrap();
    assert_eq!((run.error, String::from_utf8_lossy(&run.output).into_owned()), (None, "0 0 true\n1 0 true\n2 0 true\n".into()));
}

#[test]
fn a_run_is_stopped_from_another_thread() {
    let node = open(ClassicConfig { machine_energy: u64::MAX >> 1, ..ClassicConfig::new() });
    let mut block = begin(&node, 1, T0);
    let (name, bytes) = packed(&app("func run(user, in []byte, cost uint64) { core.GetHash(nil); l: for { goto l } }"));
    block.new_app(name, &bytes).unwrap();
    let handle = node.stop_handle();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            handle.stop();
        });
        let call = ClassicCall { app: name, user: b"u", data: b"", energy: u64::MAX >> 1, cost: 0 };
        assert!(matches!(block.run_app(&call), Err(ClassicError::Stopped)));
    });
}

#[test]
fn damaged_stored_values_are_errors() {
    let store = Arc::new(MemoryStore::new());
    let node = Classic::open(store.clone(), ClassicConfig::new()).unwrap();
    let mut block = begin(&node, 1, T0);
    let (name, bytes) = packed(&small(0));
    block.new_app(name, &bytes).unwrap();
    block.commit().unwrap();
    let call = ClassicCall { app: name, user: b"u", data: b"", energy: 1 << 40, cost: 0 };
    let alice = User::new(1);
    let transfer = alice.sign(&alice.transaction(1, TRANSFER, 0, &[1; 24]));
    for (key, value) in store.range(&[], &[0xff], 1000).unwrap() {
        let mut lengths: Vec<usize> = vec![0, 8, value.len() - 1];
        lengths.retain(|length| *length < value.len());
        let cut = lengths.iter().map(|length| value[..*length].to_vec());
        let flipped = [0, value.len() - 1].map(|i| {
            let mut value = value.clone();
            value[i] ^= 0xff;
            value
        });
        for damaged in cut.chain(flipped) {
            let copy = Arc::new(MemoryStore::new());
            let mut batch = Batch::new();
            for (other, value) in store.range(&[], &[0xff], 1000).unwrap() {
                batch.put(other, value);
            }
            batch.put(key.clone(), damaged);
            copy.apply(&batch).unwrap();
            // Errors or runs that fail; whatever else can be read is.
            let Ok(node) = Classic::open(copy, ClassicConfig::new()) else { continue };
            let _ = (node.head(1), node.chains(0, 10), node.apps(1, None, 10));
            let mut block = node.begin(1, b"flag").unwrap();
            let _ = block.start(&flag(1, T0 + 1), &PRODUCER, T0 + 1);
            let _ = block.transact(&transfer);
            let _ = block.run_app(&call);
            let _ = block.commit();
        }
    }
}
