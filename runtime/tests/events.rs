//! Events in receipts and in the ABI.

use std::sync::Arc;

use govm_runtime::{Address, ChainConfig, Event, Hash, Limits, MemoryStore, Node, Receipt, Source, Status};

const SHOP: &str = include_str!("contracts/shop.go");
const ENERGY: u64 = 20_000_000;

fn shop(limits: Limits) -> (Node, Hash) {
    let config = ChainConfig { limits, ..ChainConfig::new(1) };
    let mut node = Node::open(Arc::new(MemoryStore::new()), config).unwrap();
    let mut block = node.begin_block(1, 1000, Hash::default()).unwrap();
    let source = Source::new(vec![("shop.go".into(), SHOP.into())]).unwrap();
    let deployment = block.deploy(Address([1; 24]), &source, &[], ENERGY).unwrap();
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    block.commit().unwrap();
    (node, deployment.app)
}

fn call(node: &mut Node, app: Hash, function: &str, args: &str) -> Receipt {
    let args = node.arguments_from_json(&app, function, args).unwrap();
    let mut block = node.begin_block(2, 1000, Hash::default()).unwrap();
    block.call(Address([2; 24]), app, function, &args, ENERGY).unwrap()
}

fn told(event: &Event) -> String {
    format!("{} {}", event.name, event.fields_json())
}

#[test]
fn typed_events_have_the_names_of_their_type_and_fields() {
    let (mut node, app) = shop(Limits::new());
    let to = Address([7; 24]);
    let receipt = call(&mut node, app, "Sell", &format!("[\"{to}\", 18446744073709551615]"));
    assert!(receipt.is_ok(), "{receipt:?}");
    let sold = format!(
        "Sold {{\"To\":\"{to}\",\"Amount\":18446744073709551615,\"Note\":{{\"Text\":\"fragile\",\"Tags\":[\"a\",\"b\"]}},\
         \"Parts\":{{\"x\":1}}}}"
    );
    let expected = [
        sold.as_str(),
        "Closed []",
        "Pair[string] {\"First\":\"a\",\"Second\":\"b\"}",
        "Pair[app.Closed] {\"First\":{},\"Second\":{}}",
        "Single {\"Only\":-1}",
        "box {\"Value\":3}",
        "plain [18446744073709551615,\"x\"]",
        "bare []",
    ];
    assert_eq!(receipt.events.iter().map(told).collect::<Vec<_>>(), expected);
    let sold = &receipt.events[0];
    assert_eq!((sold.app, sold.fields[1].name.as_str(), sold.fields[1].value.as_slice()), (app, "Amount", &[255; 8][..]));
    assert!(receipt.events[6].fields.iter().all(|field| field.name.is_empty()));
    assert_eq!(Receipt::from_bytes(&receipt.to_bytes()).unwrap().events, receipt.events);
}

#[test]
fn the_abi_lists_what_may_be_emitted() {
    let (node, app) = shop(Limits::new());
    let abi = node.abi(&app).unwrap();
    let events: Vec<String> = abi.events().iter().map(ToString::to_string).collect();
    let expected = [
        "event Closed{}",
        "event Local{Flag bool}",
        "event Pair[app.Closed]{First shop.Closed; Second shop.Closed}",
        "event Pair[string]{First string; Second string}",
        "event Single{Only int8}",
        "event Sold{To govm.Address; Amount uint64; Note *shop.Note; Parts map[string]int}",
        "event box{Value uint8}",
    ];
    assert_eq!(events, expected);
    assert_eq!(govm_runtime::Abi::from_bytes(&abi.to_bytes()), Some(abi.clone()));
    assert!(
        abi.to_json()
            .contains("{\"fields\":[{\"name\":\"Only\",\"type\":{\"go\":\"int8\",\"kind\":\"int8\"}}],\"name\":\"Single\"}")
    );
}

#[test]
fn what_is_no_struct_of_a_defined_type_is_no_event() {
    let (mut node, app) = shop(Limits::new());
    let mut failure = |which: u32| {
        let receipt = call(&mut node, app, "Bad", &format!("[{which}]"));
        assert_eq!(receipt.status, Status::Panic, "{receipt:?}");
        receipt.failure.unwrap().message
    };
    let no_struct = |name: &str| format!("panic: govm: an event is a value of a defined struct type, not of {name}");
    assert_eq!(failure(0), no_struct("int"));
    assert_eq!(failure(1), no_struct("*shop.Closed"));
    assert_eq!(failure(2), no_struct("struct { A int }"));
    assert_eq!(failure(3), "panic: govm: cannot emit nil");
    assert_eq!(failure(4), "panic: govm: cannot encode interface {}");
    let receipt = call(&mut node, app, "Bad", "[5]");
    assert_eq!(told(&receipt.events[0]), "Single {\"Only\":5}");
}

#[test]
fn typed_events_are_limited_as_others_are() {
    let (mut node, app) = shop(Limits { events: 5, ..Limits::new() });
    let args = format!("[\"{}\", 1]", Address([7; 24]));
    assert_eq!(call(&mut node, app, "Sell", &args).status, Status::Limit);
    let (mut node, app) = shop(Limits { event_bytes: 100, ..Limits::new() });
    assert_eq!(call(&mut node, app, "Sell", &args).status, Status::Limit);
    // A query emits nothing, and is not limited by what it does not emit.
    let bytes = node.arguments_from_json(&app, "Sell", &args).unwrap();
    let receipt = node.query(Address([2; 24]), app, "Sell", &bytes, ENERGY).unwrap();
    assert!(receipt.is_ok() && receipt.events.is_empty(), "{receipt:?}");
}
