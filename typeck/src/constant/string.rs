//! String constants: bytes, concatenated lazily.

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

/// No concatenation yields a longer constant: a chain of `b = a + a` doubles with every line.
pub const STRING_LEN_MAX: usize = 1 << 24;

/// The value of a string constant. A concatenation keeps its parts until its bytes are asked for, so a chain `a + b + c + ...`
/// costs no more than its length.
#[derive(Clone)]
pub struct ByteString(Rc<Node>);

struct Node {
    len: usize,
    /// Of a concatenation that is not joined yet.
    parts: RefCell<Option<(ByteString, ByteString)>>,
    joined: OnceCell<Box<[u8]>>,
}

impl ByteString {
    pub(super) fn new(bytes: impl Into<Box<[u8]>>) -> ByteString {
        let bytes = bytes.into();
        ByteString(Rc::new(Node { len: bytes.len(), parts: RefCell::new(None), joined: OnceCell::from(bytes) }))
    }

    /// `None` if the result would be too long.
    pub(super) fn concat(&self, other: &ByteString) -> Option<ByteString> {
        if other.is_empty() {
            return Some(self.clone());
        }
        if self.is_empty() {
            return Some(other.clone());
        }
        let len = self.len() + other.len();
        if len > STRING_LEN_MAX {
            return None;
        }
        let parts = RefCell::new(Some((self.clone(), other.clone())));
        Some(ByteString(Rc::new(Node { len, parts, joined: OnceCell::new() })))
    }

    /// Number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len
    }

    /// No bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.len == 0
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.joined.get_or_init(|| self.join())
    }

    /// Walks the tree of parts with a stack of its own: its depth is the program's choice.
    fn join(&self) -> Box<[u8]> {
        let mut joined = Vec::with_capacity(self.len());
        let mut left_to_do = vec![self.clone()];
        while let Some(next) = left_to_do.pop() {
            if let Some(bytes) = next.0.joined.get() {
                joined.extend_from_slice(bytes);
            } else if let Some((left, right)) = &*next.0.parts.borrow() {
                left_to_do.push(right.clone());
                left_to_do.push(left.clone());
            }
        }
        drop(self.0.parts.take());
        joined.into_boxed_slice()
    }
}

impl Drop for Node {
    /// As deep as [`ByteString::join`], and as flat.
    fn drop(&mut self) {
        let mut left_to_do: Vec<ByteString> = Vec::new();
        left_to_do.extend(self.parts.take().into_iter().flat_map(<[ByteString; 2]>::from));
        while let Some(next) = left_to_do.pop() {
            if let Some(node) = Rc::into_inner(next.0) {
                left_to_do.extend(node.parts.take().into_iter().flat_map(<[ByteString; 2]>::from));
            }
        }
    }
}

impl PartialEq for ByteString {
    fn eq(&self, other: &ByteString) -> bool {
        self.len() == other.len() && self.bytes() == other.bytes()
    }
}

impl Eq for ByteString {}

impl fmt::Debug for ByteString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.bytes().escape_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_chains_join_and_drop_without_recursion() {
        let unit = ByteString::new(*b"ab");
        let (mut left, mut right) = (unit.clone(), unit.clone());
        for _ in 0..200_000 {
            left = left.concat(&unit).unwrap();
            right = unit.concat(&right).unwrap();
        }
        assert_eq!(left.len(), 400_002);
        assert_eq!(left, right);
        let mut dropped = unit.clone();
        for _ in 0..200_000 {
            dropped = dropped.concat(&unit).unwrap();
        }
        drop(dropped);
    }

    #[test]
    fn doubling_ends() {
        let mut x = ByteString::new(*b"0123456789abcdef");
        let mut doublings = 0;
        while let Some(next) = x.concat(&x) {
            x = next;
            doublings += 1;
        }
        assert_eq!((doublings, x.len()), (20, STRING_LEN_MAX));
    }
}
