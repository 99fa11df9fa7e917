//! Users' addresses, and whether a signature is that of an address's owner. Three types of address, told apart by the first
//! byte:
//!
//! | type | address | signature |
//! | --- | --- | --- |
//! | 0 Ethereum | four zeros, then the last 20 bytes of keccak256 of the uncompressed key | 65 bytes r, s, v with v 27 or 28 |
//! | 1 default | 1, then bytes 1 to 23 of the hash of the compressed key and 1 | 65 bytes header, r, s |
//! | 2 identity-based | 2, then bytes 1 to 23 of the hash of the compressed parent key and 2 | 130 bytes: the parent's, then the child's |
//!
//! Signatures with a high s are accepted, as they always were: a signature does not identify a message.

use k256::ecdsa::{RecoveryId, Signature, VerifyingKey};

use crate::hash::{Address, Hash, keccak256};

/// How long an identity-based child key is valid, in milliseconds: a twelfth of a year.
const CHILD_PERIOD: u64 = 2_629_845_833;

/// Whether `sign` is a signature of `msg` by the owner of `address`.
#[must_use]
pub fn recover(address: &[u8], sign: &[u8], msg: &[u8]) -> bool {
    let Ok(address) = <[u8; 24]>::try_from(address) else { return false };
    let owner = match address[0] {
        0 => ethereum(sign, msg),
        1 => by_default(sign, msg),
        2 => identity_based(&address, sign, msg),
        _ => None,
    };
    owner == Some(Address(address))
}

/// The type-0 address of an uncompressed key: 65 bytes.
fn ethereum_address(key: &[u8]) -> Option<Address> {
    let mut address = [0; 24];
    address[4..].copy_from_slice(&keccak256(&[key.get(1..65)?])[12..]);
    Some(Address(address))
}

/// The address of types 1 and 2, of a compressed key.
fn hashed_address(key: &[u8], kind: u8) -> Option<Address> {
    if key.len() != 33 {
        return None;
    }
    let mut address = [0; 24];
    address[1..].copy_from_slice(&Hash::of_parts(&[key, &[kind]]).0[1..24]);
    address[0] = kind;
    Some(Address(address))
}

fn ethereum(sign: &[u8], msg: &[u8]) -> Option<Address> {
    let sign: &[u8; 65] = sign.try_into().ok()?;
    let v = sign[64].checked_sub(27).filter(|v| *v < 2)?;
    let digest = keccak256(&[b"\x19Ethereum Signed Message:\n32", &keccak256(&[msg])]);
    ethereum_address(&recover_key(&digest, &sign[..64], v, Form::Uncompressed)?)
}

fn by_default(sign: &[u8], msg: &[u8]) -> Option<Address> {
    hashed_address(&recover_compact(&Hash::of(msg), sign)?, 1)
}

/// The child key signs the message; the parent's key signs the child key for the period that the message's first eight bytes,
/// a time, fall into. The address shifts the period, so that not all keys change at once.
fn identity_based(address: &[u8; 24], sign: &[u8], msg: &[u8]) -> Option<Address> {
    if sign.len() != 130 || msg.len() <= 8 {
        return None;
    }
    let child = recover_compact(&Hash::of(msg), &sign[65..])?;
    let first = |bytes: &[u8]| bytes.first_chunk::<8>().map(|b| u64::from_be_bytes(*b));
    let period = first(msg)?.wrapping_add(first(address)?) / CHILD_PERIOD;
    let parent = recover_compact(&Hash::of_parts(&[&period.to_be_bytes(), &child]), &sign[..65])?;
    hashed_address(&parent, 2)
}

#[derive(Clone, Copy)]
enum Form {
    Compressed,
    Uncompressed,
}

/// The key of a compact signature, whose first byte is 27 + recovery id, + 4 for a compressed key.
fn recover_compact(digest: &Hash, sign: &[u8]) -> Option<Vec<u8>> {
    let sign: &[u8; 65] = sign.try_into().ok()?;
    let header = sign[0].checked_sub(27).filter(|h| *h < 8)?;
    let form = if header & 4 != 0 { Form::Compressed } else { Form::Uncompressed };
    recover_key(&digest.0, &sign[1..], header & 3, form)
}

fn recover_key(digest: &[u8; 32], r_and_s: &[u8], recovery: u8, form: Form) -> Option<Vec<u8>> {
    let signature = Signature::from_slice(r_and_s).ok()?;
    let key = VerifyingKey::recover_from_prehash(digest, &signature, RecoveryId::from_byte(recovery)?).ok()?;
    Some(key.to_sec1_point(matches!(form, Form::Compressed)).as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use k256::ecdsa::SigningKey;

    use super::*;
    use crate::hash::parse_hex;

    fn rows(text: &str) -> Vec<serde_json::Value> {
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        file["vectors"].as_array().unwrap().clone()
    }

    fn bytes(row: &serde_json::Value, name: &str) -> Vec<u8> {
        parse_hex(row[name].as_str().unwrap()).unwrap()
    }

    #[test]
    fn hashes_as_measured() {
        for row in rows(include_str!("../tests/vectors/hash.json")) {
            assert_eq!(Hash::of(&bytes(&row, "in")).0.as_slice(), bytes(&row, "hash"), "{row}");
        }
    }

    #[test]
    fn addresses_as_measured() {
        for row in rows(include_str!("../tests/vectors/addresses.json")) {
            let key = SigningKey::from_slice(&bytes(&row, "private")).unwrap();
            let compressed = key.verifying_key().to_sec1_point(true);
            let uncompressed = key.verifying_key().to_sec1_point(false);
            assert_eq!(compressed.as_bytes(), bytes(&row, "public_compressed"), "{row}");
            let address = |a: Option<Address>| a.unwrap().0.to_vec();
            assert_eq!(address(ethereum_address(uncompressed.as_bytes())), bytes(&row, "address_ethereum"), "{row}");
            assert_eq!(address(hashed_address(compressed.as_bytes(), 1)), bytes(&row, "address_default"), "{row}");
            assert_eq!(address(hashed_address(compressed.as_bytes(), 2)), bytes(&row, "address_ibs"), "{row}");
        }
    }

    #[test]
    fn recoveries_as_measured() {
        for row in rows(include_str!("../tests/vectors/recover.json")) {
            // The original panics on an empty address; an Address has 24 bytes here, and everything else is false.
            let expected = row["recover"] == "true";
            assert_eq!(recover(&bytes(&row, "address"), &bytes(&row, "sign"), &bytes(&row, "msg")), expected, "{}", row["name"]);
        }
    }
}
