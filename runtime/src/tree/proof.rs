//! Proofs that a key has a value, or none, under a state root. Checking one needs neither the store nor the virtual machine.

use thiserror::Error;

use super::page::{Node, bit};
use super::{EMPTY, Leaf, hash_inner, hash_key, hash_value, read_below, read_root};
use crate::app::AppRecord;
use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::Hash;
use crate::layout;
use crate::store::{Store, StoreError};

const VERSION: u8 = 1;

/// Levels of a tree, and so neighbours in a proof.
const LEVELS_MAX: u16 = 256;

/// What is at the end of the path to the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The key's own leaf.
    Own,
    /// Nothing.
    Empty,
    /// The leaf of another key, which would have another place if the key were there.
    Other(Leaf),
}

/// Shows what the state with some root has under a key, or that it has nothing there. Its bytes are canonical: docs/state.md.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateProof {
    /// The hashes of the other halves, from the root down.
    neighbours: Vec<Hash>,
    end: End,
}

/// Why a proof shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProofError {
    /// They are no proof.
    #[error("the bytes are no proof")]
    Malformed,
    /// It leads to another root, or is about another key or value.
    #[error("the proof does not lead to the root")]
    Mismatch,
}

impl StateProof {
    /// The bytes of a proof: less than 8,400, whatever the state.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        let count = u32::try_from(self.neighbours.len()).expect("invariant: a path has at most 256 levels");
        writer.u8(VERSION).raw(&(count as u16).to_be_bytes());
        for part in self.neighbours.chunks(8) {
            let set = part.iter().enumerate().filter(|(_, hash)| **hash != EMPTY);
            writer.u8(set.fold(0, |bits, (i, _)| bits | 0x80 >> i));
        }
        for hash in self.neighbours.iter().filter(|hash| **hash != EMPTY) {
            writer.raw(&hash.0);
        }
        match &self.end {
            End::Own => writer.u8(0),
            End::Empty => writer.u8(1),
            End::Other(leaf) => writer.u8(2).raw(&leaf.key.0).raw(&leaf.value.0),
        };
        writer.finish()
    }

    /// Reads the bytes of a proof. Anything may be given.
    ///
    /// # Errors
    /// When they are no proof.
    pub fn from_bytes(bytes: &[u8]) -> Result<StateProof, ProofError> {
        let mut reader = Reader::new(bytes);
        let proof = (|| {
            if reader.u8()? != VERSION {
                return Err(DecodeError::Malformed("the proof has another version"));
            }
            let count = reader.u16()?;
            if count > LEVELS_MAX {
                return Err(DecodeError::Malformed("the proof has too many levels"));
            }
            let bits = reader.raw(usize::from(count.div_ceil(8)))?;
            let is_set = |level: u16| bits[usize::from(level / 8)] & (0x80 >> (level % 8)) != 0;
            if (count..count.next_multiple_of(8)).any(is_set) {
                return Err(DecodeError::Malformed("the proof has bits beyond its levels"));
            }
            let mut neighbours = Vec::with_capacity(usize::from(count));
            for level in 0..count {
                neighbours.push(if is_set(level) { Hash(reader.array()?) } else { EMPTY });
                // One hash would have two forms.
                if is_set(level) && neighbours.last() == Some(&EMPTY) {
                    return Err(DecodeError::Malformed("the proof spells out an empty half"));
                }
            }
            let end = match reader.u8()? {
                0 => End::Own,
                1 => End::Empty,
                2 => End::Other(Leaf { key: Hash(reader.array()?), value: Hash(reader.array()?) }),
                _ => return Err(DecodeError::Malformed("the proof has another end")),
            };
            reader.end().map(|()| StateProof { neighbours, end })
        })();
        proof.map_err(|_| ProofError::Malformed)
    }

    /// Checks that the state with this root has this value under this key, or nothing. Key and value are those of the store
    /// (docs/state.md); [`StateProof::verify_entry`] and [`StateProof::verify_app`] make them.
    ///
    /// # Errors
    /// When that does not follow.
    pub fn verify(&self, root: &Hash, key: &[u8], value: Option<&[u8]>) -> Result<(), ProofError> {
        let key = hash_key(key);
        let levels = self.neighbours.len();
        let end = match (&self.end, value) {
            (End::Own, Some(value)) => Leaf { key, value: hash_value(value) }.hash(),
            (End::Empty, None) => EMPTY,
            (End::Other(leaf), None) => {
                // It must stand where the key would stand.
                let is_on_path = (0..levels as u16).all(|depth| bit(&leaf.key, depth) == bit(&key, depth));
                if leaf.key == key || !is_on_path {
                    return Err(ProofError::Mismatch);
                }
                leaf.hash()
            }
            _ => return Err(ProofError::Mismatch),
        };
        let mut hash = end;
        for (depth, neighbour) in self.neighbours.iter().enumerate().rev() {
            hash = if bit(&key, depth as u16) { hash_inner(neighbour, &hash) } else { hash_inner(&hash, neighbour) };
        }
        if hash == *root { Ok(()) } else { Err(ProofError::Mismatch) }
    }

    /// Checks that an app has an entry with this value and expiry, or none. An entry whose expiry is not after a block's time is
    /// no longer seen by that block's calls, although the state may still hold it.
    ///
    /// # Errors
    /// When that does not follow.
    pub fn verify_entry(&self, root: &Hash, app: &Hash, key: &[u8], entry: Option<(&[u8], u64)>) -> Result<(), ProofError> {
        let stored = entry.map(|(value, expiry)| layout::write_entry(value, expiry));
        self.verify(root, &layout::entry_key(app, key), stored.as_deref())
    }

    /// Checks that an app is deployed with this record, or not deployed.
    ///
    /// # Errors
    /// When that does not follow.
    pub fn verify_app(&self, root: &Hash, app: &Hash, record: Option<&AppRecord>) -> Result<(), ProofError> {
        self.verify(root, &layout::app_key(app), record.map(AppRecord::to_bytes).as_deref())
    }
}

/// What the tree in the store shows about a key of the store.
pub(crate) fn prove(store: &dyn Store, key: &[u8]) -> Result<StateProof, StoreError> {
    let path = hash_key(key);
    let mut neighbours = Vec::new();
    let mut node = read_root(store)?;
    loop {
        let depth = neighbours.len() as u16;
        node = match node {
            Node::Empty => return Ok(StateProof { neighbours, end: End::Empty }),
            Node::Leaf(leaf) => {
                let end = if leaf.key == path { End::Own } else { End::Other(leaf) };
                return Ok(StateProof { neighbours, end });
            }
            Node::Below(hash) => read_below(store, depth, &path, &hash)?,
            Node::Inner { left, right, .. } => {
                let (near, far) = if bit(&path, depth) { (right, left) } else { (left, right) };
                neighbours.push(far.hash());
                *near
            }
        };
    }
}
