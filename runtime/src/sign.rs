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

use k256::ecdsa::{RecoveryId, Signature, SigningKey, VerifyingKey};
use k256::{ProjectivePoint, Scalar};

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

/// The address of a type of a public key: uncompressed for type 0, compressed for types 1 and 2. None where they do not go together.
#[must_use]
pub fn address_of(kind: u8, public_key: &[u8]) -> Option<Address> {
    match kind {
        0 if public_key.len() == 65 => ethereum_address(public_key),
        1 | 2 => hashed_address(public_key, kind),
        _ => None,
    }
}

/// The public key of a private one, compressed. As in the original, a key of 33 bytes is taken as a number too, modulo the order
/// of the curve, and the key 0, whose point has no coordinates, yields zeros.
#[must_use]
pub fn public_key(private: &[u8]) -> Option<[u8; 33]> {
    if !(32..=33).contains(&private.len()) {
        return None;
    }
    let key = private.iter().fold(Scalar::ZERO, |sum, byte| sum * Scalar::from(256u64) + Scalar::from(u64::from(*byte)));
    let mut bytes = [0; 33];
    bytes[0] = 2;
    if key != Scalar::ZERO {
        let key = VerifyingKey::from_affine((ProjectivePoint::GENERATOR * key).to_affine()).ok()?;
        bytes.copy_from_slice(key.to_sec1_point(true).as_bytes());
    }
    Some(bytes)
}

/// The compact signature of a message with a private key of 32 bytes: header, r, s. None if there is no such key.
#[must_use]
pub fn sign(private: &[u8], msg: &[u8]) -> Option<[u8; 65]> {
    let private: &[u8; 32] = private.try_into().ok()?;
    let key = SigningKey::from_slice(private).ok()?;
    let (signature, recovery) = key.sign_prehash_recoverable(&Hash::of(msg).0);
    let mut bytes = [0; 65];
    bytes[0] = 31 + recovery.to_byte();
    bytes[1..].copy_from_slice(&signature.to_bytes());
    Some(bytes)
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
