//! Pages of the tree: the nodes of six levels stand together, so that a path is read and written in a sixth of the rows.

use super::{EMPTY, Leaf};
use crate::codec::{DecodeError, Reader};
use crate::hash::Hash;
use crate::layout::damaged;
use crate::store::StoreError;

/// Levels of inner nodes that a page holds.
pub(super) const PAGE_LEVELS: u16 = 6;

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

/// Bytes of a leaf in a page, of which no node has more.
pub(super) const LEAF_SIZE: usize = 65;

/// The page of a tree without leaves, which is not stored.
pub(super) const EMPTY_PAGE: &[u8] = &[0];

pub(super) fn write_empty(page: &mut Vec<u8>) {
    page.push(0);
}

pub(super) fn write_leaf(page: &mut Vec<u8>, leaf: &Leaf) {
    page.push(1);
    page.extend_from_slice(&leaf.key.0);
    page.extend_from_slice(&leaf.value.0);
}

pub(super) fn write_below(page: &mut Vec<u8>, hash: &Hash) {
    page.push(3);
    page.extend_from_slice(&hash.0);
}

/// Begins a node whose halves follow; its hash is set when they are there. Yields where it begins.
pub(super) fn start_inner(page: &mut Vec<u8>) -> usize {
    let start = page.len();
    page.push(2);
    page.extend_from_slice(&EMPTY.0);
    start
}

pub(super) fn set_inner_hash(page: &mut [u8], start: usize, hash: &Hash) {
    page[start + 1..start + 33].copy_from_slice(&hash.0);
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

/// Where a node stands: its depth, and the bits of the path that lead there, the others 0.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) depth: u16,
    path: Hash,
}

impl Place {
    pub(super) fn left(self) -> Place {
        Place { depth: self.depth + 1, path: self.path }
    }

    pub(super) fn right(self) -> Place {
        let mut path = self.path;
        path.0[usize::from(self.depth / 8)] |= 0x80 >> (self.depth % 8);
        Place { depth: self.depth + 1, path }
    }
}

/// A node of a page, before what follows it.
pub(super) enum Part {
    Empty,
    Leaf(Leaf),
    /// Its two halves follow.
    Inner(Hash),
    Below(Hash),
}

impl Part {
    pub(super) fn hash(&self) -> Hash {
        match self {
            Part::Empty => EMPTY,
            Part::Leaf(leaf) => leaf.hash(),
            Part::Inner(hash) | Part::Below(hash) => *hash,
        }
    }
}

/// Reads the nodes of a page in the order in which they stand there.
pub(super) struct PageReader<'p> {
    page: &'p [u8],
    rest: Reader<'p>,
    start: Place,
}

impl<'p> PageReader<'p> {
    /// Reads the page that begins at `depth` on the way to `path`.
    pub(super) fn new(page: &'p [u8], depth: u16, path: &Hash) -> PageReader<'p> {
        PageReader { page, rest: Reader::new(page), start: Place { depth, path: prefix(path, depth) } }
    }

    /// Where the page's first node stands.
    pub(super) fn place(&self) -> Place {
        self.start
    }

    /// The next node, which stands here.
    pub(super) fn next(&mut self, at: Place) -> Result<Part, StoreError> {
        self.part(at).map_err(|e| damaged("a page of the tree", e))
    }

    /// A leaf that has lost its way would make two keys which never part.
    fn part(&mut self, at: Place) -> Result<Part, DecodeError> {
        let is_bottom = at.depth == self.start.depth + PAGE_LEVELS;
        match self.rest.u8()? {
            0 => Ok(Part::Empty),
            1 => {
                let leaf = Leaf { key: Hash(self.rest.array()?), value: Hash(self.rest.array()?) };
                if prefix(&leaf.key, at.depth) != at.path {
                    return Err(DecodeError::Malformed("a leaf in another's place"));
                }
                Ok(Part::Leaf(leaf))
            }
            2 if !is_bottom && at.depth < DEPTH_MAX => Ok(Part::Inner(Hash(self.rest.array()?))),
            3 if is_bottom && at.depth < DEPTH_MAX => Ok(Part::Below(Hash(self.rest.array()?))),
            _ => Err(DecodeError::Malformed("a node of another kind")),
        }
    }

    /// The next node with the bytes of all that it holds.
    pub(super) fn skip(&mut self, at: Place) -> Result<(Part, &'p [u8]), StoreError> {
        let before = self.rest.rest().len();
        let part = self.skip_part(at).map_err(|e| damaged("a page of the tree", e))?;
        let start = self.page.len() - before;
        Ok((part, &self.page[start..self.page.len() - self.rest.rest().len()]))
    }

    /// As deep as a page, so the recursion is short.
    fn skip_part(&mut self, at: Place) -> Result<Part, DecodeError> {
        let part = self.part(at)?;
        if let Part::Inner(_) = part {
            self.skip_part(at.left())?;
            self.skip_part(at.right())?;
        }
        Ok(part)
    }

    fn node(&mut self, at: Place) -> Result<Node, DecodeError> {
        Ok(match self.part(at)? {
            Part::Empty => Node::Empty,
            Part::Leaf(leaf) => Node::Leaf(leaf),
            Part::Inner(hash) => {
                Node::Inner { hash, left: Box::new(self.node(at.left())?), right: Box::new(self.node(at.right())?) }
            }
            Part::Below(hash) => Node::Below(hash),
        })
    }

    /// Nothing is left over.
    pub(super) fn end(&self) -> Result<(), StoreError> {
        self.rest.end().map_err(|e| damaged("a page of the tree", e))
    }
}

/// Reads the page that begins at `depth` on the way to `path`.
pub(super) fn read_page(page: &[u8], depth: u16, path: &Hash) -> Result<Node, StoreError> {
    let mut reader = PageReader::new(page, depth, path);
    let node = reader.node(reader.place()).map_err(|e| damaged("a page of the tree", e))?;
    reader.end().map(|()| node)
}
