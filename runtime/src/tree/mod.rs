//! The state root: a compact sparse Merkle tree over the hashes of the keys. docs/state.md gives its hashes and pages byte by byte.
//!
//! A subtree without leaves is empty, one with one leaf is that leaf, and every other is a node with two halves, chosen by the
//! next bit of the key's hash. So the tree follows from the entries alone, never from the order in which they came; and the
//! hash of keys spreads them, so that nobody can make a path long but by finding hashes that begin alike.

mod page;
mod proof;

use std::collections::BTreeMap;

pub(crate) use self::page::prefix;
use self::page::{
    EMPTY_PAGE, LEAF_SIZE, Node, PAGE_LEVELS, PageReader, Part, Place, bit, read_page, set_inner_hash, start_inner, write_below,
    write_empty, write_leaf,
};
pub(crate) use self::proof::prove;
pub use self::proof::{ProofError, StateProof};
use crate::hash::Hash;
use crate::layout;
use crate::store::{Batch, Store, StoreError, each_row};

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
    let key = layout::tree_key(0, &EMPTY);
    let old = store.get(&key)?;
    let mut reader = PageReader::new(old.as_deref().unwrap_or(EMPTY_PAGE), 0, &EMPTY);
    if changes.is_empty() {
        return Ok(reader.next(reader.place())?.hash());
    }
    let mut writer = TreeWriter { store, pages: BTreeMap::new() };
    let mut page = Vec::with_capacity(old.as_ref().map_or(0, Vec::len) + LEAF_SIZE);
    let place = reader.place();
    let root = writer.node(&mut reader, place, &changes, &mut page)?;
    reader.end()?;
    match root {
        Top::Empty if old.is_none() => {}
        Top::Empty => batch.delete(key),
        _ => batch.put(key, page),
    }
    for (key, page) in writer.pages {
        match page {
            Some(page) => batch.put(key, page),
            None => batch.delete(key),
        }
    }
    Ok(root.hash())
}

/// The root page, whose node may be any.
fn read_root(store: &dyn Store) -> Result<Node, StoreError> {
    match store.get(&layout::tree_key(0, &EMPTY))? {
        Some(page) => read_page(&page, 0, &EMPTY),
        None => Ok(Node::Empty),
    }
}

fn load_page(store: &dyn Store, depth: u16, path: &Hash) -> Result<Vec<u8>, StoreError> {
    let page = store.get(&layout::tree_key(depth, path))?;
    page.ok_or_else(|| StoreError::Damaged(format!("a page of the tree is missing at depth {depth}")))
}

/// Begins to read the page below a node at a depth from 1 on, on the way to `path`: its two halves come next.
fn page_below<'p>(page: &'p [u8], depth: u16, path: &Hash, hash: &Hash) -> Result<PageReader<'p>, StoreError> {
    let mut reader = PageReader::new(page, depth, path);
    match reader.next(reader.place())? {
        Part::Inner(found) if found == *hash => Ok(reader),
        _ => Err(StoreError::Damaged(format!("a page of the tree at depth {depth} is not the one above refers to"))),
    }
}

/// The node in the page below a node at a depth from 1 on, on the way to `path`.
fn read_below(store: &dyn Store, depth: u16, path: &Hash, hash: &Hash) -> Result<Node, StoreError> {
    let page = load_page(store, depth, path)?;
    page_below(&page, depth, path, hash)?;
    read_page(&page, depth, path)
}

/// What stands at a place in the tree, whose bytes have been written.
enum Top {
    Empty,
    Leaf(Leaf),
    Inner(Hash),
}

impl Top {
    fn hash(&self) -> Hash {
        match self {
            Top::Empty => EMPTY,
            Top::Leaf(leaf) => leaf.hash(),
            Top::Inner(hash) => *hash,
        }
    }
}

/// Changes a tree from the root down: reads the old pages once and writes the new ones, and copies what lies beside the ways to the
/// changes. The recursion is as deep as a path, 256 nodes at most, whatever the entries are.
struct TreeWriter<'s> {
    store: &'s dyn Store,
    /// Pages to write, or to delete.
    pages: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
}

impl TreeWriter<'_> {
    /// Writes to a page the node that comes next in an old one, as it is after the changes: all of them belong below it; in order of key,
    /// none twice.
    fn node(&mut self, old: &mut PageReader<'_>, at: Place, changes: &[Change], page: &mut Vec<u8>) -> Result<Top, StoreError> {
        let Some(first) = changes.first() else {
            let (top, bytes) = old.skip(at)?;
            page.extend_from_slice(bytes);
            return Ok(match top {
                Part::Empty => Top::Empty,
                Part::Leaf(leaf) => Top::Leaf(leaf),
                Part::Inner(hash) | Part::Below(hash) => Top::Inner(hash),
            });
        };
        let leaves = || changes.iter().filter_map(|c| c.value.map(|value| Leaf { key: c.key, value }));
        match old.next(at)? {
            Part::Empty => Ok(self.build(&leaves().collect::<Vec<_>>(), at.depth, page)),
            Part::Leaf(leaf) => {
                let mut leaves: Vec<Leaf> = leaves().collect();
                if changes.binary_search_by(|c| c.key.cmp(&leaf.key)).is_err() {
                    let at = leaves.partition_point(|other| other.key < leaf.key);
                    leaves.insert(at, leaf);
                }
                Ok(self.build(&leaves, at.depth, page))
            }
            Part::Inner(_) => self.halves(old, at, changes, page),
            Part::Below(hash) => {
                let bytes = load_page(self.store, at.depth, &first.key)?;
                let mut below = page_below(&bytes, at.depth, &first.key, &hash)?;
                let mut new = Vec::with_capacity(bytes.len() + LEAF_SIZE);
                let top = self.halves(&mut below, at, changes, &mut new)?;
                below.end()?;
                let key = layout::tree_key(at.depth, &first.key);
                match top {
                    Top::Inner(hash) => {
                        self.pages.insert(key, Some(new));
                        write_below(page, &hash);
                    }
                    Top::Empty | Top::Leaf(_) => {
                        self.pages.insert(key, None);
                        page.extend_from_slice(&new);
                    }
                }
                Ok(top)
            }
        }
    }

    /// Writes a node with two halves, which come next in the old page, as it is after the changes.
    fn halves(&mut self, old: &mut PageReader<'_>, at: Place, changes: &[Change], page: &mut Vec<u8>) -> Result<Top, StoreError> {
        let middle = changes.partition_point(|change| !bit(&change.key, at.depth));
        let start = start_inner(page);
        let left = self.node(old, at.left(), &changes[..middle], page)?;
        let right = self.node(old, at.right(), &changes[middle..], page)?;
        Ok(end_inner(page, start, left, right))
    }

    /// Writes the subtree of leaves in order of key.
    fn build(&mut self, leaves: &[Leaf], depth: u16, page: &mut Vec<u8>) -> Top {
        match leaves {
            [] => {
                write_empty(page);
                Top::Empty
            }
            [leaf] => {
                write_leaf(page, leaf);
                Top::Leaf(*leaf)
            }
            [first, ..] if depth > 0 && depth.is_multiple_of(PAGE_LEVELS) => {
                let mut below = Vec::new();
                let top = self.build_halves(leaves, depth, &mut below);
                self.pages.insert(layout::tree_key(depth, &first.key), Some(below));
                write_below(page, &top.hash());
                top
            }
            _ => self.build_halves(leaves, depth, page),
        }
    }

    fn build_halves(&mut self, leaves: &[Leaf], depth: u16, page: &mut Vec<u8>) -> Top {
        let (left, right) = leaves.split_at(leaves.partition_point(|leaf| !bit(&leaf.key, depth)));
        let start = start_inner(page);
        let left = self.build(left, depth + 1, page);
        let right = self.build(right, depth + 1, page);
        end_inner(page, start, left, right)
    }
}

/// Ends a node with two halves that have been written after its beginning. One that has no leaf or a single one is nothing or that leaf.
fn end_inner(page: &mut Vec<u8>, start: usize, left: Top, right: Top) -> Top {
    match (left, right) {
        (Top::Empty, Top::Empty) => {
            page.truncate(start);
            write_empty(page);
            Top::Empty
        }
        (Top::Empty, Top::Leaf(leaf)) | (Top::Leaf(leaf), Top::Empty) => {
            page.truncate(start);
            write_leaf(page, &leaf);
            Top::Leaf(leaf)
        }
        (left, right) => {
            let hash = hash_inner(&left.hash(), &right.hash());
            set_inner_hash(page, start, &hash);
            Top::Inner(hash)
        }
    }
}

/// The root as it follows from all apps and entries of a store, without the stored tree.
pub(crate) fn recompute(store: &dyn Store) -> Result<Hash, StoreError> {
    let mut leaves = Vec::new();
    for letter in layout::STATE_LETTERS {
        each_row(store, letter, |key, value| {
            leaves.push(Leaf { key: hash_key(key), value: hash_value(value) });
            Ok::<(), StoreError>(())
        })?;
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
