//! Deployed apps: what is packed, what it is called, and the record that is kept of it.

use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::{Address, Hash};

/// The source of an app: files by name, in order of name. Its packed form is what the app's code hash is the hash of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    files: Vec<(String, Vec<u8>)>,
}

/// Version of the packed form.
const PACK_VERSION: u8 = 1;

/// A source in packed form, and its hash.
pub(crate) struct Packed {
    pub(crate) bytes: Vec<u8>,
    pub(crate) code: Hash,
}

impl Source {
    /// A source of these files.
    ///
    /// # Errors
    /// When there is none, or a name is there twice or is not a plain name that ends in `.go`.
    pub fn new(mut files: Vec<(String, Vec<u8>)>) -> Result<Source, String> {
        if files.is_empty() {
            return Err("no Go files".into());
        }
        files.sort();
        for (name, _) in &files {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            if !name.ends_with(".go") || name.len() > 100 || name.starts_with('.') || !name.chars().all(is_plain) {
                return Err(format!("invalid file name {name:?}"));
            }
        }
        // The packed form has the length in 32 bits.
        if let Some((name, _)) = files.iter().find(|(_, text)| u32::try_from(text.len()).is_err()) {
            return Err(format!("file {name} is too long"));
        }
        if let Some(pair) = files.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(format!("file {} is there twice", pair[0].0));
        }
        Ok(Source { files })
    }

    /// The files, in order of name.
    #[must_use]
    pub fn files(&self) -> &[(String, Vec<u8>)] {
        &self.files
    }

    /// The packed form: version u8, number of files u32, and for each file in order of name its name and its text, each after
    /// its length u32.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u8(PACK_VERSION).count(self.files.len());
        for (name, text) in &self.files {
            writer.text(name).bytes(text);
        }
        writer.finish()
    }

    /// The packed form with its hash.
    pub(crate) fn packed(&self) -> Packed {
        let bytes = self.pack();
        Packed { code: Hash::of(&bytes), bytes }
    }

    /// Reads the packed form.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn unpack(bytes: &[u8]) -> Result<Source, String> {
        let mut reader = Reader::new(bytes);
        let files = (|| {
            if reader.u8()? != PACK_VERSION {
                return Err(DecodeError::Malformed("the packed source has another version"));
            }
            let mut files: Vec<(String, Vec<u8>)> = Vec::new();
            for _ in 0..reader.count()? {
                let name = reader.text()?;
                if files.last().is_some_and(|(last, _)| *last >= name) {
                    return Err(DecodeError::Malformed("the files are not ascending"));
                }
                files.push((name, reader.bytes()?.to_vec()));
            }
            reader.end().map(|()| files)
        })();
        Source::new(files.map_err(|e| e.to_string())?)
    }
}

/// The id of an app: the hash of the hash of its packed source, and its deployer. So nobody can take another's place by
/// deploying the same source first with other arguments.
#[must_use]
pub fn app_id(code: &Hash, deployer: &Address) -> Hash {
    Hash::of_parts(&[&code.0, &deployer.0])
}

/// The record of a deployed app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppRecord {
    /// Hash of the packed source.
    pub code: Hash,
    /// Who deployed it.
    pub deployer: Address,
    /// Number of the block in which it was deployed.
    pub number: u64,
    /// Time of that block.
    pub time: u64,
    /// Name of its package.
    pub package: String,
    /// Version of its code: 1 as it was deployed, and one more for each upgrade.
    pub version: u32,
    /// Number of the block since which it has this code: that of the last upgrade, if there was one.
    pub code_number: u64,
    /// Time of that block.
    pub code_time: u64,
}

const RECORD_VERSION: u8 = 2;

impl AppRecord {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u8(RECORD_VERSION).raw(&self.code.0).raw(&self.deployer.0).u64(self.number).u64(self.time).text(&self.package);
        writer.u32(self.version).u64(self.code_number).u64(self.code_time);
        writer.finish()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<AppRecord, DecodeError> {
        let mut reader = Reader::new(bytes);
        if reader.u8()? != RECORD_VERSION {
            return Err(DecodeError::Malformed("the record has another version"));
        }
        let record = AppRecord {
            code: Hash(reader.array()?),
            deployer: Address(reader.array()?),
            number: reader.u64()?,
            time: reader.u64()?,
            package: reader.text()?,
            version: reader.u32()?,
            code_number: reader.u64()?,
            code_time: reader.u64()?,
        };
        reader.end().map(|()| record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, Vec<u8>)> {
        names.iter().map(|name| ((*name).into(), format!("package {name}").into_bytes())).collect()
    }

    #[test]
    fn packs_in_order_of_name_and_unpacks() {
        let source = Source::new(files(&["b.go", "a.go"])).unwrap();
        let packed = source.pack();
        assert_eq!(packed[..13], [1, 0, 0, 0, 2, 0, 0, 0, 4, b'a', b'.', b'g', b'o']);
        assert_eq!(packed, Source::new(files(&["a.go", "b.go"])).unwrap().pack());
        assert_eq!(Source::unpack(&packed), Ok(source));
        for short in 0..packed.len() {
            assert!(Source::unpack(&packed[..short]).is_err(), "{short}");
        }
        let mut swapped = Writer::new();
        swapped.u8(1).count(2).text("b.go").text("").text("a.go").text("");
        assert_eq!(Source::unpack(&swapped.finish()).unwrap_err(), "the files are not ascending");
    }

    #[test]
    fn names_are_plain() {
        for bad in ["a.txt", "../a.go", "a/b.go", ".go", "", "ä.go", "a b.go"] {
            assert!(Source::new(files(&[bad])).is_err(), "{bad}");
        }
        assert_eq!(Source::new(files(&["a.go", "a.go"])).unwrap_err(), "file a.go is there twice");
        assert_eq!(Source::new(vec![]).unwrap_err(), "no Go files");
    }

    #[test]
    fn records_read_back() {
        let record = AppRecord {
            code: Hash([1; 32]),
            deployer: Address([2; 24]),
            number: 3,
            time: 4,
            package: "token".into(),
            version: 5,
            code_number: 6,
            code_time: 7,
        };
        let bytes = record.to_bytes();
        assert_eq!(AppRecord::from_bytes(&bytes), Ok(record));
        assert!(AppRecord::from_bytes(&bytes[1..]).is_err());
    }
}
