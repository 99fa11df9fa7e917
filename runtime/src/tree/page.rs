//! Pages of the tree: the nodes of four levels stand together, so that a path is read with a quarter of the look-ups.

use super::{EMPTY, Leaf};
use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::Hash;
use crate::layout::damaged;
use crate::store::StoreError;

/// Levels of inner nodes that a page holds.
pub(super) const PAGE_LEVELS: u16 = 4;

/// Bits of a path.
const DEPTH_MAX: u16 = 256;

/// A node, with what stands below it in its page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// No leaf.
    Empty,
    /// One leaf.
    Leaf(Leaf),
    /// Several leaves.
    Inner { hash: Hash, left: Box<Node>, right: Box<Node> },
    /// Several leaves, in the page below.
    Below(Hash),
}

impl Node {
    pub(super) fn hash(&self) -> Hash {
        match self {
            Node::Empty => EMPTY,
            Node::Leaf(leaf) => leaf.hash(),
            Node::Inner { hash, .. } | Node::Below(hash) => *hash,
        }
    }
}

/// The bit of a path that chooses the half of a node at `depth`.
pub(super) fn bit(path: &Hash, depth: u16) -> bool {
    path.0[usize::from(depth / 8)] & (0x80 >> (depth % 8)) != 0
}

pub(super) fn write_page(node: &Node) -> Vec<u8> {
    let mut writer = Writer::new();
    write_node(&mut writer, node);
    writer.finish()
}

fn write_node(writer: &mut Writer, node: &Node) {
    match node {
        Node::Empty => {
            writer.u8(0);
        }
        Node::Leaf(leaf) => {
            writer.u8(1).raw(&leaf.key.0).raw(&leaf.value.0);
        }
        Node::Inner { hash, left, right } => {
            writer.u8(2).raw(&hash.0);
            write_node(writer, left);
            write_node(writer, right);
        }
        Node::Below(hash) => {
            writer.u8(3).raw(&hash.0);
        }
    }
}

/// The first `depth` bits of a path; the others are 0.
pub(crate) fn prefix(path: &Hash, depth: u16) -> Hash {
    let mut bits = [0; 32];
    let whole = usize::from(depth / 8);
    bits[..whole].copy_from_slice(&path.0[..whole]);
    if !depth.is_multiple_of(8) {
        bits[whole] = path.0[whole] & !(0xff >> (depth % 8));
    }
    Hash(bits)
}

/// Reads the page that begins at `depth` on the way to `path`.
pub(super) fn read_page(page: &[u8], depth: u16, path: &Hash) -> Result<Node, StoreError> {
    let mut reader = Reader::new(page);
    let node = read_node(&mut reader, depth, depth, prefix(path, depth)).and_then(|node| reader.end().map(|()| node));
    node.map_err(|e| damaged("a page of the tree", e))
}

/// Reads a node and what follows; as deep as a page, so the recursion is short. A leaf that has lost its way would make two keys
/// which never part.
fn read_node(reader: &mut Reader<'_>, first: u16, depth: u16, path: Hash) -> Result<Node, DecodeError> {
    let is_bottom = depth == first + PAGE_LEVELS;
    match reader.u8()? {
        0 => Ok(Node::Empty),
        1 => {
            let leaf = Leaf { key: Hash(reader.array()?), value: Hash(reader.array()?) };
            if prefix(&leaf.key, depth) != path {
                return Err(DecodeError::Malformed("a leaf in another's place"));
            }
            Ok(Node::Leaf(leaf))
        }
        2 if !is_bottom && depth < DEPTH_MAX => {
            let hash = Hash(reader.array()?);
            let left = Box::new(read_node(reader, first, depth + 1, path)?);
            let mut path = path;
            path.0[usize::from(depth / 8)] |= 0x80 >> (depth % 8);
            let right = Box::new(read_node(reader, first, depth + 1, path)?);
            Ok(Node::Inner { hash, left, right })
        }
        3 if is_bottom && depth < DEPTH_MAX => Ok(Node::Below(Hash(reader.array()?))),
        _ => Err(DecodeError::Malformed("a node of another kind")),
    }
}
