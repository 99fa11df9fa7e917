//! Rules of the chains that apps can observe: prices and pace by the chain's number, which logs a chain may read, and the bytes
//! of transactions. Chains form a binary tree: the parent of chain n is n / 2.

use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::{Address, Hash};

/// Price of an operation on a chain without digits.
const BASE_OPS_ENERGY: u64 = 1000;

/// Milliseconds between blocks on a chain without digits, beside those that every chain has.
const BLOCK_INTERVAL: u64 = 63_990;

/// Milliseconds between blocks that every chain has.
const BLOCK_INTERVAL_MIN: u64 = 10;

/// How many times farther from the root the farther of two chains may be, for either to read the other's log.
const LOG_REACH: u64 = 8;

/// Distance from which on chains have to be neighbours in number to read each other's logs.
const LOG_DISTANCE_FAR: u32 = 4;

/// Digits of a chain's number, in binary.
fn digits(chain: u64) -> u32 {
    u64::BITS - chain.leading_zeros()
}

/// The price of an operation on a chain.
#[must_use]
pub fn base_ops_energy(chain: u64) -> u64 {
    (0..digits(chain)).fold(BASE_OPS_ENERGY, |energy, _| energy * 15 / 16) + 1
}

/// Milliseconds from a block to the next on a chain.
#[must_use]
pub fn block_interval(chain: u64) -> u64 {
    (0..digits(chain)).fold(BLOCK_INTERVAL, |interval, _| interval * 15 / 16) + BLOCK_INTERVAL_MIN
}

/// How rare a hash is: the number of zero bits that it begins with. The zero hash, which no block has, counts as nothing.
#[must_use]
pub fn hash_power(hash: &Hash) -> u64 {
    match hash.0.iter().position(|byte| *byte != 0) {
        Some(zeros) => zeros as u64 * 8 + u64::from(hash.0[zeros].leading_zeros()),
        None => 0,
    }
}

/// Steps between two chains in the tree.
#[must_use]
pub fn log_distance(a: u64, b: u64) -> u32 {
    let (mut a, mut b, mut steps) = (a, b, 0);
    while a != b {
        if a > b {
            a /= 2;
        } else {
            b /= 2;
        }
        steps += 1;
    }
    steps
}

/// Whether chain `reader` may read the log of chain `chain`, where 0 is the reader itself. The products wrap, as they always did.
#[must_use]
pub fn may_read_log(reader: u64, chain: u64) -> bool {
    if reader == 0 {
        return false;
    }
    if chain == 0 || chain == reader {
        return true;
    }
    if chain.wrapping_mul(LOG_REACH) <= reader || reader.wrapping_mul(LOG_REACH) <= chain {
        return false;
    }
    log_distance(reader, chain) <= LOG_DISTANCE_FAR || reader.abs_diff(chain) <= 2
}

/// The root of a list of transactions: the hash of each two neighbours, and of those, until one is left. One without a neighbour
/// rises as it is. The root of nothing is zero.
#[must_use]
pub fn transaction_root(keys: &[Hash]) -> Hash {
    let mut level = keys.to_vec();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => Hash::of_parts(&[&left.0, &right.0]),
                one => one[0],
            })
            .collect();
    }
    level.first().copied().unwrap_or_default()
}

/// A transaction of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// When it was made, in milliseconds.
    pub time: u64,
    /// Who made it.
    pub user: Address,
    /// On which chain it counts.
    pub chain: u64,
    /// The energy that it may use.
    pub energy: u64,
    /// What it pays.
    pub cost: u64,
    /// What it does.
    pub ops: u8,
    /// With what.
    pub data: Vec<u8>,
}

impl Transaction {
    /// What is signed: the head, then the data.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u64(self.time).raw(&self.user.0).u64(self.chain).u64(self.energy).u64(self.cost).u8(self.ops).raw(&self.data);
        writer.finish()
    }

    /// The transaction as it is sent: length of the signature u8, signature, and what was signed.
    ///
    /// None if the signature is longer than 255 bytes.
    #[must_use]
    pub fn to_bytes(&self, signature: &[u8]) -> Option<Vec<u8>> {
        let length = u8::try_from(signature.len()).ok()?;
        Some([&[length], signature, &self.signed_bytes()].concat())
    }

    /// Reads what was sent: the signature and the transaction. Whether they belong together is for [`crate::recover`].
    /// None if it is too short.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<(Vec<u8>, Transaction)> {
        Transaction::read(bytes).ok()
    }

    fn read(bytes: &[u8]) -> Result<(Vec<u8>, Transaction), DecodeError> {
        let mut reader = Reader::new(bytes);
        let length = reader.u8()?;
        let signature = reader.raw(usize::from(length))?.to_vec();
        let transaction = Transaction {
            time: reader.u64()?,
            user: Address(reader.array()?),
            chain: reader.u64()?,
            energy: reader.u64()?,
            cost: reader.u64()?,
            ops: reader.u8()?,
            data: reader.rest().to_vec(),
        };
        Ok((signature, transaction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_walked_by_halving() {
        assert_eq!((log_distance(1, 1), log_distance(2, 3), log_distance(7, 8)), (0, 2, 5));
        assert!(may_read_log(16, 71) && !may_read_log(16, 72));
        assert!(!may_read_log(0, 1) && !may_read_log(1 << 60, 1 << 61));
        assert_eq!(log_distance(u64::MAX, 0), 64);
    }

    #[test]
    fn short_transactions_are_refused() {
        let one = Transaction { time: 1, user: Address([2; 24]), chain: 3, energy: 4, cost: 5, ops: 6, data: vec![7] };
        let bytes = one.to_bytes(&[8; 65]).unwrap();
        assert_eq!(Transaction::from_bytes(&bytes).unwrap(), (vec![8; 65], one.clone()));
        for end in 0..bytes.len() - 1 {
            assert!(Transaction::from_bytes(&bytes[..end]).is_none(), "{end}");
        }
        assert!(one.to_bytes(&[0; 256]).is_none());
    }
}
