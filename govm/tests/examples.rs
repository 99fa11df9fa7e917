//! The examples run, and what embedders rely on holds.

use govm::{Batch, Block, Error, MemoryStore, Node, Reader, Receipt, RedbStore, SledStore, Source, StopHandle};

#[path = "../examples/custom_policy.rs"]
mod custom_policy;
#[path = "../examples/custom_store.rs"]
mod custom_store;
#[path = "../examples/host_function.rs"]
mod host_function;
#[path = "../examples/node.rs"]
mod node;
#[path = "../examples/query_server.rs"]
mod query_server;
#[path = "../examples/snapshot.rs"]
mod snapshot;

#[test]
fn a_node_takes_transactions() {
    node::main().unwrap();
}

#[test]
fn a_store_of_ones_own() {
    custom_store::main().unwrap();
}

#[test]
fn a_host_function() {
    host_function::main().unwrap();
}

#[test]
fn a_policy_of_ones_own() {
    custom_policy::main().unwrap();
}

#[test]
fn a_server_of_queries() {
    query_server::start().unwrap();
}

#[test]
fn a_snapshot_test() {
    snapshot::main();
}

#[test]
fn handles_go_to_other_threads() {
    fn is_send<T: Send>() {}
    fn is_shared<T: Send + Sync>() {}
    is_send::<Block<'_>>();
    is_shared::<(Node, Reader, StopHandle, Receipt, Source, Batch, Error)>();
    is_shared::<(MemoryStore, SledStore, RedbStore)>();
}
