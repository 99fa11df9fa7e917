//! The bytes that deploy an app, as the original packs them, and what the app is called. Numbers are big-endian:
//!
//! | part | size | content |
//! | --- | --- | --- |
//! | head | 8 | lines u32, type u16 (0), flags u8, number of depends u8 |
//! | depends | 36 each | alias of 4 bytes, name of the app |
//! | code | the rest | Go source without package clause and imports, compressed where the flags say so |

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::{Address, Hash};

/// The app can be called: it has a function `run`.
pub const FLAG_RUN: u8 = 1;
/// Other apps may depend on it.
pub const FLAG_IMPORT: u8 = 2;
/// Its name does not depend on who deploys it.
pub const FLAG_PUBLIC: u8 = 4;
/// The code is compressed.
pub const FLAG_GZIP: u8 = 8;

/// Longest code that is unpacked, in bytes: what is packed into the 80 KiB of a transaction may be a thousand times longer.
pub const CODE_MAX: usize = 1 << 20;

/// The name of the core app.
pub const CORE_NAME: Hash = Hash([
    0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
]);

/// Bytes that code may not have anywhere, comments and strings included.
const FORBIDDEN: [&[u8]; 2] = [b"import", b"_consume_tip_"];

/// An app that another one uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depend {
    /// The name under which the code imports it, as it is written into the source.
    pub alias: [u8; 4],
    /// Its name.
    pub app: Hash,
}

/// A packed app, its parts read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedApp {
    /// The number of lines that its author counted.
    pub lines: u32,
    /// What it is: `FLAG_*`.
    pub flags: u8,
    /// What it uses.
    pub depends: Vec<Depend>,
    /// The source, not compressed.
    pub code: Vec<u8>,
}

/// Why bytes are no packed app. In the order in which it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackError {
    /// They end within head or depends.
    Short,
    /// The type is not 0.
    Type(u16),
    /// There are flags that mean nothing.
    Flag(u8),
    /// The compressed code is damaged.
    Gzip,
    /// The code is longer than this, which is [`CODE_MAX`] where nothing else is said.
    TooLong(usize),
    /// The code has bytes that it must not have.
    ForbiddenWord(&'static str),
    /// More depends than a byte counts.
    TooManyDepends,
}

impl std::fmt::Display for PackError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PackError::Short => f.write_str("the packed app ends too early"),
            PackError::Type(found) => write!(f, "the packed app has type {found}; only type 0 exists"),
            PackError::Flag(found) => write!(f, "the packed app has flags {found:#x}; there are none beyond 0xf"),
            PackError::Gzip => f.write_str("the compressed code is damaged"),
            PackError::TooLong(limit) => write!(f, "the code is longer than {limit} bytes"),
            PackError::ForbiddenWord(word) => write!(f, "the code has the word {word}"),
            PackError::TooManyDepends => f.write_str("the app has more than 255 depends"),
        }
    }
}

impl std::error::Error for PackError {}

impl PackedApp {
    /// Reads packed bytes, with the checks that the original makes before it looks at the source, in its order.
    ///
    /// # Errors
    /// The first check that fails.
    pub fn unpack(bytes: &[u8]) -> Result<PackedApp, PackError> {
        PackedApp::unpack_within(bytes, CODE_MAX)
    }

    /// The same for code of at most so many bytes.
    pub(super) fn unpack_within(bytes: &[u8], code_max: usize) -> Result<PackedApp, PackError> {
        let mut reader = Reader::new(bytes);
        let head = (|| Ok::<_, DecodeError>((reader.u32()?, reader.u16()?, reader.u8()?, reader.u8()?)))();
        let (lines, kind, flags, count) = head.map_err(|_| PackError::Short)?;
        if kind != 0 {
            return Err(PackError::Type(kind));
        }
        if flags >= FLAG_GZIP << 1 {
            return Err(PackError::Flag(flags));
        }
        let mut depends = Vec::new();
        for _ in 0..count {
            let depend = (|| Ok::<_, DecodeError>(Depend { alias: reader.array()?, app: Hash(reader.array()?) }))();
            depends.push(depend.map_err(|_| PackError::Short)?);
        }
        let code = if flags & FLAG_GZIP == 0 { reader.rest().to_vec() } else { gunzip(reader.rest(), code_max)? };
        if code.len() > code_max {
            return Err(PackError::TooLong(code_max));
        }
        for word in FORBIDDEN {
            if code.windows(word.len()).any(|part| part == word) {
                return Err(PackError::ForbiddenWord(if word == FORBIDDEN[0] { "import" } else { "_consume_tip_" }));
            }
        }
        Ok(PackedApp { lines, flags, depends, code })
    }

    /// The packed bytes.
    ///
    /// # Errors
    /// When there are too many depends.
    pub fn pack(&self) -> Result<Vec<u8>, PackError> {
        let count = u8::try_from(self.depends.len()).map_err(|_| PackError::TooManyDepends)?;
        let mut writer = Writer::new();
        writer.u32(self.lines).raw(&[0, 0]).u8(self.flags).u8(count);
        for depend in &self.depends {
            writer.raw(&depend.alias).raw(&depend.app.0);
        }
        if self.is(FLAG_GZIP) {
            writer.raw(&gzip(&self.code)?)
        } else {
            writer.raw(&self.code)
        };
        Ok(writer.finish())
    }

    /// Has a flag.
    #[must_use]
    pub fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// The name of an app: the hash of its packed bytes, and for an app that is not public of that and who deploys it. None if there
/// is not even a head.
#[must_use]
pub fn classic_name(packed: &[u8], deployer: &Address) -> Option<Hash> {
    let flags = packed.get(6)?;
    let hash = Hash::of(packed);
    Some(if flags & FLAG_PUBLIC != 0 { hash } else { Hash::of_parts(&[&hash.0, &deployer.0]) })
}

/// The account of an app: its own if the app is public, else that of who deployed it.
#[must_use]
pub fn classic_account(name: &Hash, flags: u8, deployer: &Address) -> Address {
    if flags & FLAG_PUBLIC != 0 { name.account() } else { *deployer }
}

/// All members, joined; at most one byte more than the limit.
fn gunzip(bytes: &[u8], code_max: usize) -> Result<Vec<u8>, PackError> {
    let mut code = Vec::new();
    let mut decoder = MultiGzDecoder::new(bytes).take(code_max as u64 + 1);
    decoder.read_to_end(&mut code).map_err(|_| PackError::Gzip)?;
    Ok(code)
}

fn gzip(code: &[u8]) -> Result<Vec<u8>, PackError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(code).and_then(|()| encoder.finish()).map_err(|_| PackError::Gzip)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(flags: u8) -> PackedApp {
        let depends = vec![Depend { alias: *b"core", app: CORE_NAME }];
        PackedApp { lines: 3, flags, depends, code: b"func run(user, in []byte, cost uint64) {}\n".to_vec() }
    }

    #[test]
    fn packs_and_unpacks() {
        for flags in 0..16 {
            let packed = app(flags).pack().unwrap();
            assert_eq!(PackedApp::unpack(&packed), Ok(app(flags)));
            for end in 0..44 {
                assert_eq!(PackedApp::unpack(&packed[..end]), Err(PackError::Short));
            }
        }
        let many = PackedApp { depends: vec![app(0).depends[0]; 256], ..app(0) };
        assert_eq!(many.pack(), Err(PackError::TooManyDepends));
    }

    #[test]
    fn a_small_pack_cannot_become_a_large_source() {
        let bomb = PackedApp { code: vec![b' '; CODE_MAX + 1], ..app(FLAG_GZIP) }.pack().unwrap();
        assert!(bomb.len() < 4096);
        assert_eq!(PackedApp::unpack(&bomb), Err(PackError::TooLong(CODE_MAX)));
        let largest = PackedApp { code: vec![b' '; CODE_MAX], ..app(FLAG_GZIP) };
        assert_eq!(PackedApp::unpack(&largest.pack().unwrap()), Ok(largest));
    }

    #[test]
    fn what_no_packer_writes_is_refused() {
        let packed = app(FLAG_GZIP).pack().unwrap();
        assert_eq!(PackedApp::unpack(&packed[..packed.len() - 1]), Err(PackError::Gzip));
        assert_eq!(PackedApp::unpack(&[&packed[..], b"x"].concat()), Err(PackError::Gzip));
        let code = b"// important".to_vec();
        let word = PackedApp { code, ..app(0) }.pack().unwrap();
        assert_eq!(PackedApp::unpack(&word), Err(PackError::ForbiddenWord("import")));
        assert_eq!(PackedApp::unpack(&[0, 0, 0, 0, 0, 1, 0, 0]), Err(PackError::Type(1)));
        assert_eq!(PackedApp::unpack(&[0, 0, 0, 0, 0, 0, 16, 0]), Err(PackError::Flag(16)));
    }
}
