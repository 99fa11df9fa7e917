//! Hashes, addresses, and how both are written.

use std::fmt;

use sha3::{Digest, Keccak256, Sha3_256};

/// A SHA3-256 digest; the id of an app is one.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// An account: of a user, or of an app.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(pub [u8; 24]);

/// First byte of every app's account; no user's address begins with it.
pub(crate) const APP_ADDRESS: u8 = 255;

impl Hash {
    /// SHA3-256 of `govm` followed by `data`: the hash that everything on the chain is named by.
    #[must_use]
    pub fn of(data: &[u8]) -> Hash {
        Hash::of_parts(&[data])
    }

    /// [`Hash::of`] the parts, joined.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Hash {
        let mut state = Sha3_256::new();
        state.update(b"govm");
        for part in parts {
            state.update(part);
        }
        Hash(state.finalize().into())
    }

    /// The account of the app with this id: the first 24 bytes, of which the first becomes 255.
    #[must_use]
    pub fn account(&self) -> Address {
        let mut bytes = [0; 24];
        bytes.copy_from_slice(&self.0[..24]);
        bytes[0] = APP_ADDRESS;
        Address(bytes)
    }

    /// Reads 64 hexadecimal digits, with or without `0x`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Hash> {
        parse_hex(text.strip_prefix("0x").unwrap_or(text))?.try_into().ok().map(Hash)
    }
}

impl Address {
    /// Reads 48 hexadecimal digits, with or without `0x`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Address> {
        parse_hex(text.strip_prefix("0x").unwrap_or(text))?.try_into().ok().map(Address)
    }

    /// Has the form of an app's account.
    #[must_use]
    pub fn is_app(&self) -> bool {
        self.0[0] == APP_ADDRESS
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// Keccak-256 as Ethereum uses it.
pub(crate) fn keccak256(parts: &[&[u8]]) -> [u8; 32] {
    let mut state = Keccak256::new();
    for part in parts {
        state.update(part);
    }
    state.finalize().into()
}

/// Bytes in hexadecimal: `0x` and the digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 + 2 * bytes.len());
    text.push_str("0x");
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The bytes of an even number of digits, without `0x`.
pub(crate) fn parse_hex(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let value = |digit: u8| char::from(digit).to_digit(16).map(|v| v as u8);
    digits.chunks_exact(2).map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_reads_back() {
        let hash = Hash::of(b"x");
        assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        assert_eq!(Hash::parse(&hash.to_string()[2..]), Some(hash));
        assert_eq!(Hash::parse("0x12"), None);
        assert_eq!(Address::parse(&"g".repeat(48)), None);
        assert_eq!(Address::parse(&"é".repeat(24)), None);
        let account = hash.account();
        assert!(account.is_app());
        assert_eq!(account.0[1..], hash.0[1..24]);
        assert_eq!(Address::parse(&account.to_string()), Some(account));
    }
}
