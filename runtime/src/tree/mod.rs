//! The state root: a compact sparse Merkle tree over the hashes of the keys. docs/state.md gives its hashes and pages byte by byte.
//!
//! A subtree without leaves is empty, one with one leaf is that leaf, and every other is a node with two halves, chosen by the
//! next bit of the key's hash. So the tree follows from the entries alone, never from the order in which they came; and the
//! hash of keys spreads them, so that nobody can make a path long but by finding hashes that begin alike.

mod page;
mod proof;

use std::collections::BTreeMap;

pub(crate) use self::page::prefix;
use self::page::{Node, PAGE_LEVELS, bit, read_page, write_page};
pub(crate) use self::proof::prove;
pub use self::proof::{ProofError, StateProof};
use crate::hash::Hash;
use crate::layout;
use crate::store::{Batch, Store, StoreError, prefix_end};

/// The hash of an empty tree, which no bytes are known to have.
pub(crate) const EMPTY: Hash = Hash([0; 32]);

/// What a leaf says: the hashes of a key and of the value under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) key: Hash,
    pub(crate) value: Hash,
}

impl Leaf {
    pub(crate) fn hash(&self) -> Hash {
        Hash::of_parts(&[b"treeL", &self.key.0, &self.value.0])
    }
}

pub(crate) fn hash_key(key: &[u8]) -> Hash {
    Hash::of_parts(&[b"treeK", key])
}

pub(crate) fn hash_value(value: &[u8]) -> Hash {
    Hash::of_parts(&[b"treeV", value])
}

pub(crate) fn hash_inner(left: &Hash, right: &Hash) -> Hash {
    Hash::of_parts(&[b"treeN", &left.0, &right.0])
}

/// A leaf to set, or to take away where there is no value.
struct Change {
    key: Hash,
    value: Option<Hash>,
}

/// Adds to a batch what its changes of apps and entries do to the tree in the store. Yields the new root.
pub(crate) fn update(store: &dyn Store, batch: &mut Batch) -> Result<Hash, StoreError> {
    let changes = batch.iter().filter(|(key, _)| layout::is_state(key));
    let mut changes: Vec<Change> =
        changes.map(|(key, value)| Change { key: hash_key(key), value: value.map(hash_value) }).collect();
    changes.sort_unstable_by_key(|change| change.key);
    let root = read_root(store)?;
    if changes.is_empty() {
        return Ok(root.hash());
    }
    let mut writer = TreeWriter { store, pages: BTreeMap::new() };
    let was_empty = matches!(root, Node::Empty);
    let root = writer.apply(root, 0, &changes)?;
    let hash = root.hash();
    match root {
        Node::Empty if was_empty => {}
        Node::Empty => batch.delete(layout::tree_key(0, &EMPTY)),
        root => batch.put(layout::tree_key(0, &EMPTY), write_page(&root)),
    }
    for (key, page) in writer.pages {
        match page {
            Some(page) => batch.put(key, page),
            None => batch.delete(key),
        }
    }
    Ok(hash)
}

/// The root page, whose node may be any.
fn read_root(store: &dyn Store) -> Result<Node, StoreError> {
    match store.get(&layout::tree_key(0, &EMPTY))? {
        Some(page) => read_page(&page, 0, &EMPTY),
        None => Ok(Node::Empty),
    }
}

/// The page below a node at a depth from 1 on, on the way to `path`.
fn read_below(store: &dyn Store, depth: u16, path: &Hash, hash: &Hash) -> Result<Node, StoreError> {
    let page = store.get(&layout::tree_key(depth, path))?;
    let page = page.ok_or_else(|| StoreError::Damaged(format!("a page of the tree is missing at depth {depth}")))?;
    match read_page(&page, depth, path)? {
        node @ Node::Inner { .. } if node.hash() == *hash => Ok(node),
        _ => Err(StoreError::Damaged(format!("a page of the tree at depth {depth} is not the one above refers to"))),
    }
}

/// Changes a tree from the root down. The recursion is as deep as a path, 256 nodes at most, whatever the entries are.
struct TreeWriter<'s> {
    store: &'s dyn Store,
    /// Pages to write, or to delete.
    pages: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
}

impl TreeWriter<'_> {
    /// The node at `depth` after the changes, all of which belong below it; in order of key, none twice.
    fn apply(&mut self, node: Node, depth: u16, changes: &[Change]) -> Result<Node, StoreError> {
        let Some(first) = changes.first() else { return Ok(node) };
        let (is_below, left, right) = match node {
            Node::Empty => {
                let leaves = changes.iter().filter_map(|c| c.value.map(|value| Leaf { key: c.key, value }));
                return Ok(self.build(&leaves.collect::<Vec<_>>(), depth));
            }
            Node::Leaf(leaf) => {
                let mut leaves: Vec<Leaf> =
                    changes.iter().filter_map(|c| c.value.map(|value| Leaf { key: c.key, value })).collect();
                if changes.binary_search_by(|c| c.key.cmp(&leaf.key)).is_err() {
                    let at = leaves.partition_point(|other| other.key < leaf.key);
                    leaves.insert(at, leaf);
                }
                return Ok(self.build(&leaves, depth));
            }
            Node::Inner { left, right, .. } => (false, *left, *right),
            Node::Below(hash) => match read_below(self.store, depth, &first.key, &hash)? {
                Node::Inner { left, right, .. } => (true, *left, *right),
                _ => unreachable!("invariant: read_below yields inner nodes"),
            },
        };
        let middle = changes.partition_point(|change| !bit(&change.key, depth));
        let left = self.apply(left, depth + 1, &changes[..middle])?;
        let right = self.apply(right, depth + 1, &changes[middle..])?;
        let joined = self.join(left, right, depth, &first.key);
        if is_below && !matches!(joined, Node::Below(_)) {
            self.pages.insert(layout::tree_key(depth, &first.key), None);
        }
        Ok(joined)
    }

    /// The subtree of leaves in order of key.
    fn build(&mut self, leaves: &[Leaf], depth: u16) -> Node {
        match leaves {
            [] => Node::Empty,
            [leaf] => Node::Leaf(*leaf),
            [first, ..] => {
                let middle = leaves.partition_point(|leaf| !bit(&leaf.key, depth));
                let left = self.build(&leaves[..middle], depth + 1);
                let right = self.build(&leaves[middle..], depth + 1);
                self.join(left, right, depth, &first.key)
            }
        }
    }

    /// The node over two halves. Where a page begins it is written, and the node refers to it.
    fn join(&mut self, left: Node, right: Node, depth: u16, path: &Hash) -> Node {
        match (left, right) {
            (Node::Empty, Node::Empty) => Node::Empty,
            (Node::Empty, Node::Leaf(leaf)) | (Node::Leaf(leaf), Node::Empty) => Node::Leaf(leaf),
            (left, right) => {
                let hash = hash_inner(&left.hash(), &right.hash());
                let node = Node::Inner { hash, left: Box::new(left), right: Box::new(right) };
                if depth == 0 || !depth.is_multiple_of(PAGE_LEVELS) {
                    return node;
                }
                self.pages.insert(layout::tree_key(depth, path), Some(write_page(&node)));
                Node::Below(hash)
            }
        }
    }
}

/// Entries that are read at a time.
const PAGE_ENTRIES: usize = 1000;

/// The root as it follows from all apps and entries of a store, without the stored tree.
pub(crate) fn recompute(store: &dyn Store) -> Result<Hash, StoreError> {
    let mut leaves = Vec::new();
    for letter in layout::STATE_LETTERS {
        let end = prefix_end(&[letter]).expect("invariant: the letters are below 255");
        let mut start = vec![letter];
        loop {
            let entries = store.range(&start, &end, PAGE_ENTRIES)?;
            leaves.extend(entries.iter().map(|(key, value)| Leaf { key: hash_key(key), value: hash_value(value) }));
            let Some((last, _)) = entries.into_iter().next_back() else { break };
            start = last;
            start.push(0);
        }
    }
    leaves.sort_unstable_by_key(|leaf| leaf.key);
    Ok(root_of(&leaves, 0))
}

/// Checks every hash of the stored tree, which has this root. Yields the number of its pages.
pub(crate) fn check_pages(store: &dyn Store, root: &Hash) -> Result<u64, StoreError> {
    let node = read_root(store)?;
    let mut pages = u64::from(node != Node::Empty);
    if check_node(store, &node, 0, EMPTY, &mut pages)? != *root {
        return Err(StoreError::Damaged("the tree has another root than the entries".into()));
    }
    Ok(pages)
}

/// The hash of a node as it follows from its leaves. As deep as a path.
fn check_node(store: &dyn Store, node: &Node, depth: u16, path: Hash, pages: &mut u64) -> Result<Hash, StoreError> {
    match node {
        Node::Empty | Node::Leaf(_) => Ok(node.hash()),
        Node::Below(hash) => {
            *pages += 1;
            check_node(store, &read_below(store, depth, &path, hash)?, depth, path, pages)
        }
        Node::Inner { hash, left, right } => {
            let mut right_path = path;
            right_path.0[usize::from(depth / 8)] |= 0x80 >> (depth % 8);
            let left = check_node(store, left, depth + 1, path, pages)?;
            let right = check_node(store, right, depth + 1, right_path, pages)?;
            if hash_inner(&left, &right) != *hash {
                return Err(StoreError::Damaged(format!("a node of the tree at depth {depth} has another hash")));
            }
            Ok(*hash)
        }
    }
}

fn root_of(leaves: &[Leaf], depth: u16) -> Hash {
    match leaves {
        [] => EMPTY,
        [leaf] => leaf.hash(),
        _ => {
            let (left, right) = leaves.split_at(leaves.partition_point(|leaf| !bit(&leaf.key, depth)));
            hash_inner(&root_of(left, depth + 1), &root_of(right, depth + 1))
        }
    }
}

#[cfg(test)]
mod tests;
